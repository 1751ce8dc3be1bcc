"""One set of tests for both ways of keeping vectors."""

import numpy as np
import pytest

from knowledge.vector_index import BEST, CENTRE, NAME, TOP, MemoryVectors
from tests.knowledge.random_vectors import RandomEncoder, families_of_sizes, unit_vectors

SIZES = (1, 4, 1, 9, 2, 3, 5, 1, 1, 12)


def plain_likeness(owners, vectors, vector, family):
    """The four columns, worked out one family at a time."""
    own = vectors[owners == family].astype(np.float64)
    others = own[1:] if len(own) > 1 else own
    centre = others.sum(axis=0) / np.linalg.norm(others.sum(axis=0))
    cosines = own @ vector
    return [cosines[0], centre @ vector, cosines.max(), np.sort(cosines)[-3:].mean()]


def nearness(owners, vectors, vector):
    """Of each family: by its name or its centre, whichever is nearer."""
    found = [plain_likeness(owners, vectors, vector, n)[:2] for n in range(owners[-1] + 1)]
    return np.max(found, axis=1)


class Likeness:
    """`open_index(sizes)` makes the index of families that have so many documents; it returns
    that, the family of each document, and the documents' vectors."""

    def test_every_column_is_what_plain_arithmetic_gives(self, open_index):
        index, owners, vectors = open_index(SIZES)
        families = np.array([3, 0, 9, 1, 7])
        for vector in unit_vectors(5, seed=9):
            expected = [plain_likeness(owners, vectors, vector, n) for n in families]
            assert index.likeness(vector, families) == pytest.approx(np.array(expected), abs=1e-5)

    def test_a_family_of_only_a_name_is_as_near_as_its_name(self, open_index):
        index, _, vectors = open_index((2, 1, 3))
        [row] = index.likeness(vectors[2], np.array([1]))
        assert row == pytest.approx([1, 1, 1, 1], abs=1e-5)

    def test_fewer_than_three_documents_are_averaged_over_those_there_are(self, open_index):
        index, _, vectors = open_index((2, 5))
        [row] = index.likeness(vectors[1], np.array([0]))
        name = float(vectors[0] @ vectors[1])
        assert row[[NAME, CENTRE, BEST, TOP]] == pytest.approx(
            [name, 1, 1, (1 + name) / 2], abs=1e-5
        )

    def test_documents_that_are_alike_count_one_by_one(self, open_index):
        index, _, vectors = open_index((4, 4), RandomEncoder(alike=True))
        rows = index.likeness(vectors[0], np.array([1, 0]))
        assert rows == pytest.approx(np.ones((2, 4)), abs=1e-5)

    def test_no_families_give_no_rows(self, open_index):
        index, _, vectors = open_index((2, 1))
        assert index.likeness(vectors[0], np.zeros(0, np.int64)).shape == (0, 4)


class Nearest:
    def test_the_truly_nearest_are_among_those_found(self, open_index):
        index, owners, vectors = open_index((3, 1, 2, 6) * 100)
        missed = 0
        for vector in unit_vectors(20, seed=4):
            truth = np.argsort(-nearness(owners, vectors, vector))[:10]
            found = index.nearest(vector, 10)
            assert truth[0] in found
            missed += len(set(truth) - set(found.tolist()))
        assert missed <= 2

    def test_no_more_are_found_than_asked_for_and_none_twice(self, open_index):
        index, _, vectors = open_index((2, 3) * 40)
        for limit in (1, 7, 79):
            found = index.nearest(vectors[5], limit)
            assert len(found) == len(set(found.tolist())) == limit

    def test_a_name_or_a_centre_is_enough_to_be_found(self, open_index):
        index, _, vectors = open_index((2,) * 60)
        for row in (24, 25):
            assert 12 in index.nearest(vectors[row], 1)

    def test_families_equally_near_fill_the_limit(self, open_index):
        index, _, vectors = open_index((3,) * 30, RandomEncoder(alike=True))
        found = index.nearest(vectors[0], 12)
        assert len(set(found.tolist())) == 12

    @pytest.mark.parametrize("limit", [10, 40, 1000])
    def test_a_limit_beyond_their_number_finds_all(self, open_index, limit):
        index, _, vectors = open_index(SIZES)
        assert sorted(index.nearest(vectors[0], limit).tolist()) == list(range(len(SIZES)))

    def test_more_than_an_approximate_index_looks_through_are_found_too(self, open_index):
        index, owners, vectors = open_index((2,) * 400)
        [vector] = unit_vectors(1, seed=2)
        truth = np.argsort(-nearness(owners, vectors, vector))[:300]
        assert set(index.nearest(vector, 300).tolist()) == set(truth.tolist())


class TestMemoryVectors(Likeness, Nearest):
    @pytest.fixture
    def open_index(self):
        def make(sizes, encoder=None):
            _, owners, texts = families_of_sizes(sizes)
            vectors = (encoder or RandomEncoder()).encode(texts)
            return MemoryVectors(owners, vectors), np.array(owners), vectors

        return make


@pytest.mark.db
class TestPgVectorIndex(Likeness, Nearest):
    @pytest.fixture
    def open_index(self, open_database):
        def make(sizes, encoder=None):
            encoder = encoder or RandomEncoder()
            keys, owners, texts = families_of_sizes(sizes)
            vectors = encoder.encode(texts)
            index = open_database(encoder).index(keys, owners, texts, revision=1)
            return index, np.array(owners), vectors

        return make
