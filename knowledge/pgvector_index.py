"""Vectors of documents in PostgreSQL (pgvector), one index for all processes that search."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import psycopg
import structlog
from pgvector.psycopg import register_vector
from psycopg import sql
from psycopg_pool import ConnectionPool

from common.database import plain_url
from knowledge.encoder.encoding import Encoder
from knowledge.postings import Floats, Ints
from knowledge.vector_writing import (
    IN_USE,
    Connection,
    Progress,
    VectorWriter,
    digest,
    families_of_documents,
)
from knowledge.vectors import Vectors

_EXPLORED = 200
"""Rows the HNSW index looks through (its `ef_search`); it never finds more than these."""
_SETTINGS = {
    "default_transaction_read_only": "on",
    "hnsw.ef_search": str(_EXPLORED),
    # The index holds the rows of one encoder: only a plan made for that encoder may use it.
    "plan_cache_mode": "force_custom_plan",
    "statement_timeout": "500ms",
}
_CONNECTIONS = 4
_WAIT = 0.5
"""Seconds a search waits for a free connection."""
_START = 10.0
"""Seconds the first connection may take."""

_log = structlog.get_logger()


class VectorDatabase:
    """What outlives an index: the connections, and the encoder whose vectors are searched."""

    def __init__(self, url: str, encoder: Encoder) -> None:
        """Connections to `url` are opened when they are needed."""
        self._encoder = encoder
        self._writer = VectorWriter(url, encoder)
        self._pool: ConnectionPool[Connection] = ConnectionPool(
            plain_url(url),
            kwargs={"autocommit": True, "connect_timeout": 2},
            min_size=1,
            max_size=_CONNECTIONS,
            timeout=_WAIT,
            # Afterwards whoever searches asks for a connection anew, so an outage is over at once.
            reconnect_timeout=5,
            configure=self._prepare,
            open=False,
        )

    def index(
        self,
        keys: Sequence[str],
        owners: Sequence[int],
        texts: Sequence[str],
        revision: int,
        progress: Progress = lambda _done, _total: None,
    ) -> "PgVectorIndex":
        """Bring the vectors up to date (see `VectorWriter.synchronise`) and search them.

        keys: of each family, by its number. owners, texts: family and text of each document, as
        `documents_of` gives them. revision: of the records they were made of; where newer ones
        are stored, those are searched, and families they lack are like nothing.
        Raises VectorsUnavailable without pgvector, psycopg.Error if the database fails.
        """
        self._writer.synchronise(families_of_documents(keys, owners, texts), revision, progress)
        self._pool.open(wait=True, timeout=_START)
        return PgVectorIndex(self._pool, self._encoder.identity, keys)

    def close(self) -> None:
        """Give back all connections."""
        self._pool.close()

    def _prepare(self, connection: Connection) -> None:
        register_vector(connection)
        connection.execute(
            "SELECT pg_advisory_lock_shared(hashtextextended(%s, 0))",
            (IN_USE + self._encoder.identity,),
        )
        for name, value in _SETTINGS.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))


class PgVectorIndex:
    """Compares with vectors in the database. A `VectorIndex`.

    While the database does not answer nothing is near, so that search goes on by words alone.
    """

    def __init__(
        self, pool: "ConnectionPool[Connection]", encoder: str, keys: Sequence[str]
    ) -> None:
        """encoder: its identity. keys: of each family, by its number."""
        self._pool = pool
        self._encoder = encoder
        self._families = [digest(key) for key in keys]
        self._numbers = {family: number for number, family in enumerate(self._families)}

    def nearest(self, vector: Vectors, limit: int) -> Ints:
        """See `VectorIndex`. Families whose name or centre is nearest, nearly all of the truly
        nearest (HNSW is approximate)."""
        if len(self._families) <= limit:
            return np.arange(len(self._families))
        rows = 2 * limit
        query = _nearest_query(len(vector) if rows <= _EXPLORED else None)
        found = self._rows(query, (vector, self._encoder, rows, limit))
        known = (self._numbers.get(str(family)) for (family,) in found)
        return np.array([number for number in known if number is not None], dtype=np.int64)

    def likeness(self, vector: Vectors, families: Ints) -> Floats:
        """See `VectorIndex`. Zeros for a family that is not stored."""
        likeness: Floats = np.zeros((len(families), 4))
        if len(families):
            wanted = [self._families[family] for family in families.tolist()]
            found = self._rows(_LIKENESS, (vector, wanted, self._encoder))
            if found:
                columns = np.array(found, dtype=np.float64)
                likeness[columns[:, 0].astype(np.int64) - 1] = columns[:, 1:]
        return likeness

    def _rows(self, query: bytes, values: Sequence[object]) -> list[tuple[object, ...]]:
        """Nothing where the database does not answer; connections that were cut are replaced."""
        for _ in range(_CONNECTIONS + 1):
            try:
                with self._pool.connection() as connection:
                    return connection.execute(query, values, binary=True).fetchall()
            except psycopg.Error as error:
                if not connection_lost(error):
                    _log.warning("knowledge.vectors_unreachable", reason=type(error).__name__)
                    return []
        _log.warning("knowledge.vectors_unreachable", reason="connections keep breaking")
        return []


def connection_lost(error: psycopg.Error) -> bool:
    """Was it cut under the statement, and not refused, timed out or wrong?"""
    shut_down = psycopg.errors.AdminShutdown | psycopg.errors.CrashShutdown
    return isinstance(error, shut_down) or type(error) is psycopg.OperationalError


@cache
def _nearest_query(width: int | None) -> bytes:
    """Parameters: vector, encoder, rows to take, families to return.

    width: of the vectors, as in their index; None compares with every row.
    """
    vector = sql.SQL("vector" if width is None else "vector::vector({})").format(sql.Literal(width))
    return sql.SQL(_NEAREST).format(vector=vector).as_bytes(None)


_NEAREST = """
SELECT family FROM (
    SELECT family, {vector} <#> %s AS distance FROM knowledge.document_vector
    WHERE encoder = %s AND kind <> 'document' ORDER BY distance LIMIT %s
) AS near
GROUP BY family ORDER BY min(distance) LIMIT %s
"""
"""Each family stands for two rows, so twice as many rows hold the families that are wanted."""

_LIKENESS = b"""
SELECT place,
    max(cosine) FILTER (WHERE kind = 'name'),
    max(cosine) FILTER (WHERE kind = 'centre'),
    max(cosine) FILTER (WHERE kind <> 'centre'),
    avg(cosine) FILTER (WHERE kind <> 'centre' AND rank <= 3)
FROM (
    SELECT place, kind, cosine, row_number() OVER (
        PARTITION BY place, kind = 'centre' ORDER BY cosine DESC) AS rank
    FROM (
        SELECT wanted.place, d.kind, -(d.vector <#> %s) AS cosine
        FROM unnest(%s::text[]) WITH ORDINALITY AS wanted (family, place)
        JOIN knowledge.document_vector d ON d.family = wanted.family AND d.encoder = %s
    ) AS compared
) AS ranked
GROUP BY place
"""
"""In the order of the columns of `VectorIndex.likeness`."""
