"""Keeps the vectors in the database those of the documents that are searched.

Any number of processes may write: one at a time for each encoder, and never older records over
newer ones.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

import psycopg
import structlog
from pgvector.psycopg import register_vector
from psycopg import sql

from common.database import plain_url
from knowledge.encoder.encoding import Encoder
from knowledge.errors import VectorsUnavailable

Connection = psycopg.Connection[tuple[object, ...]]
Progress = Callable[[int, int], None]
"""Called with how many texts of changed families were dealt with and how many there are."""

IN_USE = "knowledge.vectors in use: "
"""Advisory lock, with an encoder's identity behind it: shared by all who search its vectors."""
UNUSED_AFTER = timedelta(days=1)
"""How long the vectors of an encoder nobody uses are kept, for a release that is taken back."""

_WRITING = "knowledge.vectors written: "
_WAIT_FOR_WRITER = "15min"
"""The first process of a new encoder encodes everything, meanwhile the others wait for it."""
_CHUNK = 100
"""Families written in one transaction."""
_BUILDING = "512MB"
"""Memory an index may take while it is built; one that does not fit is built far more slowly."""
_WIDEST = 2000
"""Numbers in a vector that HNSW can index; wider ones are compared one by one."""

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class FamilyTexts:
    """What is known of one family. key: its family key. others: distinct, without the name."""

    key: str
    name: str
    others: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Of its content."""
        return digest("name", digest(self.name), *sorted(map(digest, self.others)))

    def documents(self) -> dict[tuple[str, str, str], str]:
        """Texts by family, kind and hash, as the table knows them."""
        family = digest(self.key)
        others = {(family, "document", digest(text)): text for text in self.others}
        return {(family, "name", digest(self.name)): self.name} | others


def digest(*texts: str) -> str:
    """32 hexadecimal digits."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:32]


def families_of_documents(
    keys: Sequence[str], owners: Sequence[int], texts: Sequence[str]
) -> list[FamilyTexts]:
    """keys: of each family. owners, texts: as `MemoryVectors` takes them, each name first."""
    found: list[list[str]] = [[] for _ in keys]
    for owner, text in zip(owners, texts, strict=True):
        found[owner].append(text)
    return [
        FamilyTexts(key, own[0], tuple(dict.fromkeys(own[1:])))
        for key, own in zip(keys, found, strict=True)
    ]


class VectorWriter:
    """Writes the vectors of one encoder."""

    def __init__(self, url: str, encoder: Encoder, unused_after: timedelta = UNUSED_AFTER) -> None:
        self._url = plain_url(url)
        self._encoder = encoder
        self._unused_after = unused_after

    def synchronise(
        self,
        families: Sequence[FamilyTexts],
        revision: int,
        progress: Progress = lambda _done, _total: None,
    ) -> bool:
        """Encode what is missing, delete what is gone; False if newer records were stored already.

        revision: of the records `families` were made of. Takes minutes for a new encoder, about
        a tenth of a second where little has changed; what an interrupted run wrote stays.
        Raises VectorsUnavailable without pgvector, psycopg.Error if the database fails.
        """
        with self._connected() as connection:
            connection.execute(
                "INSERT INTO knowledge.vector_set (encoder) VALUES (%s) ON CONFLICT DO NOTHING",
                (self._encoder.identity,),
            )
            stored_revision, stored_digest = self._state(connection)
            if stored_revision > revision:
                _log.info("knowledge.vectors_newer", revision=revision, stored=stored_revision)
                return False
            contents = {digest(family.key): family.digest for family in families}
            whole = digest(*sorted(map("".join, contents.items())))
            if whole != stored_digest:
                self._set_state(connection, stored_revision, "")
                self._write(connection, families, contents, progress)
            self._set_state(connection, revision, whole)
            self._tune(connection)
            self._remove_unused(connection)
        return True

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection that alone writes for this encoder, until it is closed."""
        with psycopg.connect(self._url, autocommit=True, connect_timeout=5) as connection:
            if connection.execute(
                "SELECT to_regclass('knowledge.document_vector') IS NULL"
            ).fetchone() == (True,):
                raise VectorsUnavailable
            register_vector(connection)
            _set(connection, "lock_timeout", _WAIT_FOR_WRITER)
            connection.execute(
                "SELECT pg_advisory_lock(hashtextextended(%s, 0))",
                (_WRITING + self._encoder.identity,),
            )
            _set(connection, "lock_timeout", "2s")
            yield connection

    def _state(self, connection: Connection) -> tuple[int, str]:
        [(revision, whole)] = connection.execute(
            "SELECT revision, digest FROM knowledge.vector_set WHERE encoder = %s",
            (self._encoder.identity,),
        ).fetchall()
        return int(str(revision)), str(whole)

    def _set_state(self, connection: Connection, revision: int, whole: str) -> None:
        connection.execute(
            "UPDATE knowledge.vector_set SET revision = %s, digest = %s, seen_at = now()"
            " WHERE encoder = %s",
            (revision, whole, self._encoder.identity),
        )

    def _write(
        self,
        connection: Connection,
        families: Sequence[FamilyTexts],
        contents: Mapping[str, str],
        progress: Progress,
    ) -> None:
        identity = self._encoder.identity
        rows = connection.execute(
            "SELECT family, text_hash FROM knowledge.document_vector"
            " WHERE encoder = %s AND kind = 'centre'",
            (identity,),
        ).fetchall()
        stored = {str(family): str(whole) for family, whole in rows}
        found = zip(contents.items(), families, strict=True)
        changed = [family for (key, content), family in found if stored.get(key) != content]
        total = sum(1 + len(family.others) for family in changed)
        done = 0
        for chunk in _chunks(changed):
            self._write_families(connection, chunk)
            done += sum(1 + len(family.others) for family in chunk)
            progress(done, total)
        connection.execute(
            "DELETE FROM knowledge.document_vector WHERE encoder = %s AND family = ANY(%s)",
            (identity, [family for family in stored if family not in contents]),
        )

    def _write_families(self, connection: Connection, families: Sequence[FamilyTexts]) -> None:
        """All documents of `families` and their centres, seen by readers at once."""
        identity = self._encoder.identity
        digests = {digest(family.key): family.digest for family in families}
        rows = connection.execute(
            "SELECT family, kind, text_hash FROM knowledge.document_vector"
            " WHERE encoder = %s AND family = ANY(%s)",
            (identity, list(digests)),
        ).fetchall()
        stored = {(str(family), str(kind), str(whole)) for family, kind, whole in rows}
        wanted = {key: text for family in families for key, text in family.documents().items()}
        missing = [key for key in wanted if key not in stored]
        vectors = self._encoder.encode([wanted[key] for key in missing]) if missing else ()
        gone = list(zip(*(key for key in stored if key not in wanted), strict=True))
        with connection.transaction(), connection.cursor() as cursor:
            if gone:
                cursor.execute(_DELETE, (*map(list, gone), identity))
            with cursor.copy(_COPY) as copy:
                copy.set_types(["text", "varchar", "varchar", "varchar", "vector"])
                for key, vector in zip(missing, vectors, strict=True):
                    copy.write_row((identity, *key, vector))
            cursor.execute(_CENTRES, (list(digests), list(digests.values()), identity))

    def _tune(self, connection: Connection) -> None:
        """Make the index of this encoder's vectors where it is missing."""
        name = _index_name(self._encoder.identity)
        found = connection.execute(
            "SELECT to_regclass(%s) IS NULL, (SELECT vector_dims(vector)"
            " FROM knowledge.document_vector WHERE encoder = %s LIMIT 1)",
            (f"knowledge.{name}", self._encoder.identity),
        ).fetchone()
        missing, width = found or (False, None)
        if not missing or not isinstance(width, int) or width > _WIDEST:
            return
        _set(connection, "maintenance_work_mem", _BUILDING)
        try:
            connection.execute(
                sql.SQL(_INDEX).format(
                    name=sql.Identifier(name),
                    width=sql.Literal(width),
                    encoder=sql.Literal(self._encoder.identity),
                )
            )
            connection.execute("ANALYZE knowledge.document_vector")
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.LockNotAvailable) as error:
            # Without the index a search compares with every family: slower, and right.
            _log.warning("knowledge.vectors_not_indexed", reason=type(error).__name__)

    def _remove_unused(self, connection: Connection) -> None:
        """Delete the vectors of encoders that nobody has used for a while."""
        rows = connection.execute(
            "SELECT encoder FROM knowledge.vector_set WHERE encoder <> %s AND seen_at < now() - %s",
            (self._encoder.identity, self._unused_after),
        ).fetchall()
        for (encoder,) in rows:
            try:
                _remove(connection, str(encoder))
            except (psycopg.errors.InsufficientPrivilege, psycopg.errors.LockNotAvailable) as error:
                _log.warning("knowledge.vectors_not_removed", reason=type(error).__name__)


def _remove(connection: Connection, encoder: str) -> None:
    with connection.transaction():
        free = connection.execute(
            "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", (IN_USE + encoder,)
        ).fetchone()
        if free != (True,):
            return
        connection.execute(
            sql.SQL("DROP INDEX IF EXISTS knowledge.{}").format(
                sql.Identifier(_index_name(encoder))
            )
        )
        connection.execute("DELETE FROM knowledge.vector_set WHERE encoder = %s", (encoder,))
        _log.info("knowledge.vectors_removed", encoder=encoder)


def _set(connection: Connection, setting: str, value: str) -> None:
    connection.execute("SELECT set_config(%s, %s, false)", (setting, value))


def _chunks(families: Iterable[FamilyTexts]) -> Iterator[list[FamilyTexts]]:
    left = iter(families)
    while chunk := list(islice(left, _CHUNK)):
        yield chunk


def _index_name(encoder: str) -> str:
    return f"ix_document_vector_{digest(encoder)[:16]}"


_DELETE = """
DELETE FROM knowledge.document_vector d
USING unnest(%s::text[], %s::text[], %s::text[]) AS gone (family, kind, text_hash)
WHERE d.encoder = %s AND d.family = gone.family AND d.kind = gone.kind
  AND d.text_hash = gone.text_hash
"""
_COPY = """
COPY knowledge.document_vector (encoder, family, kind, text_hash, vector)
FROM STDIN (FORMAT BINARY)
"""
_CENTRES = """
INSERT INTO knowledge.document_vector (encoder, family, kind, text_hash, vector)
SELECT d.encoder, d.family, 'centre', changed.digest, l2_normalize(coalesce(
    avg(d.vector) FILTER (WHERE d.kind = 'document'), avg(d.vector)))
FROM unnest(%s::text[], %s::text[]) AS changed (family, digest)
JOIN knowledge.document_vector d ON d.family = changed.family
WHERE d.encoder = %s AND d.kind <> 'centre'
GROUP BY d.encoder, d.family, changed.digest
ON CONFLICT DO NOTHING
"""
_INDEX = """
CREATE INDEX IF NOT EXISTS {name} ON knowledge.document_vector
USING hnsw ((vector::vector({width})) vector_ip_ops)
WHERE encoder = {encoder} AND kind <> 'document'
"""
