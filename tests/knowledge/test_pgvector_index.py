"""What only the index in the database can get wrong; the rest is in test_vector_index.py."""

import numpy as np
import psycopg
import pytest

from knowledge.pgvector_index import _nearest_query
from tests.knowledge.random_vectors import (
    WIDTH,
    RandomEncoder,
    families_of_sizes,
    unit_vectors,
)

pytestmark = pytest.mark.db


def opened(database, sizes=(2, 3, 1), revision=1):
    return database.index(*families_of_sizes(sizes), revision)


class TestNearest:
    def test_the_index_of_the_encoder_is_used_and_not_the_whole_table(self, open_database):
        database = open_database(RandomEncoder())
        opened(database, (2,) * 3000)
        [vector] = unit_vectors(1, seed=3)
        with database._pool.connection() as connection:
            plan = connection.execute(
                b"EXPLAIN " + _nearest_query(WIDTH), (vector, "random", 40, 20)
            ).fetchall()
        assert any("Index Scan using ix_document_vector_" in line for (line,) in plan)

    def test_families_that_only_newer_records_have_are_left_out(self, open_database):
        encoder = RandomEncoder()
        database = open_database(encoder)
        opened(database, (2,) * 20, revision=2)
        older = opened(database, (2,) * 10, revision=1)
        found = older.nearest(encoder.encode(["family 15 text 0"])[0], 9)
        assert set(found.tolist()) < set(range(10))


class TestLikeness:
    def test_a_family_that_newer_records_lack_is_like_nothing(self, open_database):
        encoder = RandomEncoder()
        database = open_database(encoder)
        opened(database, (2,) * 4, revision=2)
        older = opened(database, (2,) * 6, revision=1)
        rows = older.likeness(encoder.encode(["family 3 text 0"])[0], np.array([5, 3]))
        assert rows[0].tolist() == [0, 0, 0, 0]
        assert rows[1, 0] == pytest.approx(1, abs=1e-5)


class TestOutage:
    def test_connections_that_were_cut_are_replaced(self, vectors_url, open_database):
        encoder = RandomEncoder()
        index = opened(open_database(encoder))
        index.nearest(encoder.encode(["a"])[0], 1)
        with psycopg.connect(vectors_url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        found = index.nearest(encoder.encode(["family 1 text 0"])[0], 1)
        assert found.tolist() == [1]

    def test_without_the_table_nothing_is_near_and_nothing_is_raised(
        self, vectors_url, open_database
    ):
        encoder = RandomEncoder()
        index = opened(open_database(encoder))
        with psycopg.connect(vectors_url) as connection:
            connection.execute("DROP TABLE knowledge.document_vector")
        vector = encoder.encode(["a"])[0]
        assert index.nearest(vector, 1).tolist() == []
        assert index.likeness(vector, np.array([1, 2])).tolist() == [[0] * 4] * 2

    def test_searching_cannot_write(self, open_database):
        database = open_database(RandomEncoder())
        opened(database)
        with (
            database._pool.connection() as connection,
            pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
        ):
            connection.execute("DELETE FROM knowledge.vector_set")
