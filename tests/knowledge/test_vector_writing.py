import threading
import time
from datetime import timedelta

import numpy as np
import psycopg
import pytest

from knowledge.errors import VectorsUnavailable
from knowledge.vector_writing import FamilyTexts, VectorWriter, families_of_documents
from tests.knowledge.random_vectors import RandomEncoder

BIRTH = FamilyTexts("khai sinh", "Đăng ký khai sinh. Hộ tịch", ("làm giấy khai sinh", "sinh bé"))
DEATH = FamilyTexts("khai tu", "Đăng ký khai tử. Hộ tịch", ("báo tử",))
BARE = FamilyTexts("nhan cha me con", "Đăng ký nhận cha, mẹ, con. Hộ tịch")


def stored(url, encoder="random"):
    """Rows of each kind."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT kind, count(*) FROM knowledge.document_vector WHERE encoder = %s GROUP BY 1",
            (encoder,),
        ).fetchall()
    return dict(rows)


def indexes(url):
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT indexdef FROM pg_indexes WHERE tablename = 'document_vector'"
            " AND indexdef LIKE '%hnsw%'"
        ).fetchall()
    return [definition for (definition,) in rows]


class TestFamiliesOfDocuments:
    def test_the_first_document_is_the_name_and_the_others_are_kept_once(self):
        found = families_of_documents(["a", "b"], [0, 0, 0, 0, 1], ["A", "x", "y", "x", "B"])
        assert found == [FamilyTexts("a", "A", ("x", "y")), FamilyTexts("b", "B")]


class TestFamilyTexts:
    def test_the_digest_is_of_the_texts_in_any_order(self):
        turned = FamilyTexts(BIRTH.key, BIRTH.name, BIRTH.others[::-1])
        assert turned.digest == BIRTH.digest

    def test_a_name_that_became_a_document_is_another_content(self):
        first = FamilyTexts("k", "A", ("B",))
        assert first.digest != FamilyTexts("k", "B", ("A",)).digest


@pytest.mark.db
class TestSynchronise:
    def test_each_document_is_stored_once_and_each_family_has_a_centre(self, vectors_url):
        VectorWriter(vectors_url, RandomEncoder()).synchronise([BIRTH, DEATH, BARE], 1)
        assert stored(vectors_url) == {"name": 3, "document": 3, "centre": 3}

    def test_only_texts_that_are_new_are_encoded(self, vectors_url):
        encoder = RandomEncoder()
        writer = VectorWriter(vectors_url, encoder)
        writer.synchronise([BIRTH, DEATH], 1)
        encoder.encoded.clear()
        writer.synchronise([BIRTH, FamilyTexts(DEATH.key, DEATH.name, ("báo tử", "mất"))], 2)
        assert encoder.encoded == ["mất"]

    def test_another_process_finds_all_done(self, vectors_url):
        VectorWriter(vectors_url, RandomEncoder()).synchronise([BIRTH, DEATH], 1)
        other = RandomEncoder()
        assert VectorWriter(vectors_url, other).synchronise([DEATH, BIRTH], 1)
        assert other.encoded == []

    def test_what_is_gone_is_deleted(self, vectors_url):
        writer = VectorWriter(vectors_url, RandomEncoder())
        writer.synchronise([BIRTH, DEATH], 1)
        writer.synchronise([FamilyTexts(BIRTH.key, BIRTH.name, BIRTH.others[:1])], 2)
        assert stored(vectors_url) == {"name": 1, "document": 1, "centre": 1}

    def test_older_records_do_not_overwrite_newer_ones(self, vectors_url):
        writer = VectorWriter(vectors_url, RandomEncoder())
        writer.synchronise([BIRTH, DEATH], 7)
        assert not writer.synchronise([BIRTH], 6)
        assert stored(vectors_url)["name"] == 2

    def test_an_interrupted_run_is_taken_up_where_it_was(self, vectors_url):
        class Failing(RandomEncoder):
            def encode(self, texts):
                if self.encoded:
                    raise RuntimeError
                return super().encode(texts)

        many = [FamilyTexts(f"k{n}", f"name {n}") for n in range(150)]
        with pytest.raises(RuntimeError):
            VectorWriter(vectors_url, Failing()).synchronise(many, 1)
        again = RandomEncoder()
        VectorWriter(vectors_url, again).synchronise(many, 1)
        assert again.encoded == [f"name {n}" for n in range(100, 150)]
        assert stored(vectors_url) == {"name": 150, "centre": 150}

    def test_records_put_back_after_an_interruption_are_written_again(self, vectors_url):
        class Failing(RandomEncoder):
            def encode(self, texts):
                if "name 149" in texts:
                    raise RuntimeError
                return super().encode(texts)

        VectorWriter(vectors_url, RandomEncoder()).synchronise([BIRTH], 1)
        many = [FamilyTexts(f"k{n}", f"name {n}") for n in range(150)]
        with pytest.raises(RuntimeError):
            VectorWriter(vectors_url, Failing()).synchronise([BIRTH, *many], 2)
        VectorWriter(vectors_url, RandomEncoder()).synchronise([BIRTH], 3)
        assert stored(vectors_url) == {"name": 1, "document": 2, "centre": 1}

    def test_two_at_once_encode_everything_once(self, vectors_url):
        encoders = [RandomEncoder(), RandomEncoder()]
        threads = [
            threading.Thread(target=VectorWriter(vectors_url, e).synchronise, args=([BIRTH], 1))
            for e in encoders
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(len(encoder.encoded) for encoder in encoders) == [0, 3]

    def test_progress_counts_the_texts_of_changed_families(self, vectors_url):
        seen = []
        writer = VectorWriter(vectors_url, RandomEncoder())
        writer.synchronise([BIRTH, DEATH], 1, lambda done, total: seen.append((done, total)))
        assert seen == [(5, 5)]

    def test_a_server_without_the_tables_is_told_apart(self, vectors_url):
        with psycopg.connect(vectors_url) as connection:
            connection.execute("DROP TABLE knowledge.document_vector")
        with pytest.raises(VectorsUnavailable, match="pgvector"):
            VectorWriter(vectors_url, RandomEncoder()).synchronise([BIRTH], 1)


@pytest.mark.db
class TestEncoders:
    def test_vectors_of_two_widths_lie_side_by_side_each_with_its_index(self, vectors_url):
        VectorWriter(vectors_url, RandomEncoder("small", 8)).synchronise([BIRTH], 1)
        VectorWriter(vectors_url, RandomEncoder("large", 16)).synchronise([BIRTH], 1)
        assert stored(vectors_url, "small") == stored(vectors_url, "large")
        assert sorted("vector(16)" in found for found in indexes(vectors_url)) == [False, True]

    def test_an_encoder_too_wide_for_an_index_is_kept_without(self, vectors_url):
        VectorWriter(vectors_url, RandomEncoder("wide", 2100)).synchronise([BIRTH], 1)
        assert stored(vectors_url, "wide")["name"] == 1
        assert indexes(vectors_url) == []

    def test_what_nobody_has_used_for_a_while_is_removed(self, vectors_url):
        VectorWriter(vectors_url, RandomEncoder("old", 8)).synchronise([BIRTH], 1)
        VectorWriter(vectors_url, RandomEncoder("new"), timedelta(0)).synchronise([BIRTH], 1)
        assert stored(vectors_url, "old") == {}
        assert len(indexes(vectors_url)) == 1

    def test_what_was_used_lately_is_kept(self, vectors_url):
        VectorWriter(vectors_url, RandomEncoder("old", 8)).synchronise([BIRTH], 1)
        VectorWriter(vectors_url, RandomEncoder("new")).synchronise([BIRTH], 1)
        assert stored(vectors_url, "old")["name"] == 1

    def test_what_another_process_searches_is_kept(self, vectors_url, open_database):
        old = RandomEncoder("old", 8)
        index = open_database(old).index(["a", "b"], [0, 1], ["A", "B"], 1)
        assert index.nearest(old.encode(["B"])[0], 1).tolist() == [1]
        VectorWriter(vectors_url, RandomEncoder("new"), timedelta(0)).synchronise([BIRTH], 1)
        assert index.nearest(old.encode(["B"])[0], 1).tolist() == [1]


@pytest.mark.db
class TestChange:
    def test_a_changed_record_is_searchable_within_a_second(self, open_database):
        encoder = RandomEncoder()
        database = open_database(encoder)
        keys = [f"family {n}" for n in range(2000)]
        texts = [f"name {n}" for n in range(2000)]
        database.index(keys, range(2000), texts, 1)
        started = time.perf_counter()
        index = database.index(keys, [*range(2000), 1999], [*texts, "chứng sinh"], 2)
        found = index.nearest(encoder.encode(["chứng sinh"])[0], 1)
        assert time.perf_counter() - started < 1
        assert found.tolist() == [1999]
        assert np.allclose(index.likeness(encoder.encode(["chứng sinh"])[0], found)[0, 1:3], 1)
