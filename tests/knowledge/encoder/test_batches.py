"""Triples in batches."""

from collections import Counter

import pytest

from knowledge.encoder.batches import spread
from knowledge.encoder.pairs import Triple

BATCH = 8


def keyed(key, number, words=3):
    return key, Triple(f"{key} {number}" + " x" * words, f"{key} tên", "khác")


@pytest.fixture
def triples():
    return [keyed(f"k{number % 20}", number, words=number % 7) for number in range(200)]


def batches(found):
    return [found[start : start + BATCH] for start in range(0, len(found), BATCH)]


def families(batch):
    return [triple.anchor.split()[0] for triple in batch]


class TestSpread:
    def test_no_batch_holds_a_family_twice(self, triples):
        for batch in batches(list(spread(triples, BATCH, 1))):
            assert len(set(families(batch))) == len(batch) == BATCH

    def test_nearly_everything_is_learnt_and_nothing_twice(self, triples):
        found = list(spread(triples, BATCH, 1))

        assert len(found) > 0.9 * len(triples)
        assert Counter(found) <= Counter(triple for _, triple in triples)

    def test_what_one_family_has_too_much_of_is_left_out(self):
        triples = [keyed("same", number) for number in range(50)]

        assert list(spread(triples, BATCH, 1)) == []

    def test_a_batch_holds_texts_of_like_length(self):
        triples = [keyed(f"k{number}", number, words=number // 10) for number in range(80)]

        for batch in batches(list(spread(triples, BATCH, 1))):
            lengths = [len(triple.anchor.split()) for triple in batch]
            assert max(lengths) - min(lengths) <= 1

    def test_the_seed_orders_the_batches_and_nothing_else(self, triples):
        first, again, other = (list(spread(triples, BATCH, seed)) for seed in (1, 1, 2))

        assert first == again
        assert first != other
        assert Counter(first) == Counter(other)
