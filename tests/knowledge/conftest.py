"""Fixtures for tests of the vector index in the database."""

import psycopg
import pytest

from knowledge.pgvector_index import VectorDatabase


@pytest.fixture
def vectors_url(database_url):
    """A database that has the tables of the vector index."""
    with psycopg.connect(database_url) as connection:
        found = connection.execute("SELECT to_regclass('knowledge.document_vector')").fetchone()
    if found == (None,):
        pytest.skip("This PostgreSQL has no pgvector; the embedded one always has.")
    return database_url


@pytest.fixture
def open_database(vectors_url):
    """Opens the vectors of an encoder, as one process does; closed when the test ends."""
    opened = []

    def make(encoder):
        opened.append(VectorDatabase(vectors_url, encoder))
        return opened[-1]

    yield make
    for database in opened:
        database.close()
