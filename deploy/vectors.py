"""The tables of the vector index, made where PostgreSQL has the extension pgvector.

Search in memory needs neither; so a server without the extension is no error. The migration makes
the tables, and so does every later `python -m deploy` once the extension has been installed.
"""

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

_TABLES = (
    """
    CREATE TABLE IF NOT EXISTS knowledge.vector_set (
        encoder text NOT NULL,
        revision bigint NOT NULL DEFAULT -1,
        digest varchar(32) NOT NULL DEFAULT '',
        seen_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_vector_set PRIMARY KEY (encoder)
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS knowledge.document_vector (
        encoder text NOT NULL,
        family varchar(32) NOT NULL,
        kind varchar(8) NOT NULL,
        text_hash varchar(32) NOT NULL,
        vector vector NOT NULL,
        CONSTRAINT pk_document_vector PRIMARY KEY (encoder, family, kind, text_hash),
        CONSTRAINT fk_document_vector_encoder FOREIGN KEY (encoder)
            REFERENCES knowledge.vector_set (encoder) ON DELETE CASCADE,
        CONSTRAINT ck_document_vector_kind CHECK (kind IN ('name', 'document', 'centre'))
    )
    """,
)
_AVAILABLE = "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector')"
_PERMISSION_DENIED = "42501"


def create_vector_tables(connection: Connection) -> bool:
    """Make the tables, and the extension before them; False where the extension is missing or only
    an administrator may switch it on (`CREATE EXTENSION vector`)."""
    if not connection.scalar(text(_AVAILABLE)):
        return False
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS vector"))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) != _PERMISSION_DENIED:
            raise
        return False
    for table in _TABLES:
        connection.execute(text(table))
    return True
