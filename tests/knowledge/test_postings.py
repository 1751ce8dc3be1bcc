"""BM25 with shares of document and query."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.postings import Postings, grams


def postings(*documents: list[str], owners: list[int] | None = None) -> Postings:
    numbers = np.array(owners if owners is not None else range(len(documents)), dtype=np.int64)
    return Postings(documents, numbers, k1=1.2, b=0.4, pair=1.5)


class TestGrams:
    def test_syllables_and_pairs_of_neighbours(self) -> None:
        assert grams(["khai", "sinh", "lai"]) == ["khai", "sinh", "lai", "khai sinh", "sinh lai"]

    def test_nothing_of_nothing(self) -> None:
        assert grams([]) == []


class TestMatch:
    def test_the_document_with_the_rarer_word_scores_higher(self) -> None:
        index = postings(["khai", "sinh"], ["khai", "tu"], ["khai", "bao"], ["sinh", "vien"])
        scores = index.match({"khai": 1, "tu": 1}).scores
        assert scores.argmax() == 1

    def test_a_term_counts_by_its_weight(self) -> None:
        index = postings(["khai", "sinh"], ["ket", "hon"])
        whole, half = index.match({"khai": 1}).scores, index.match({"khai": 0.5}).scores
        assert half[0] == pytest.approx(whole[0] / 2)

    def test_precision_is_the_share_of_the_document(self) -> None:
        index = postings(["khai", "sinh"], ["khai"])
        matched = index.match({"khai": 1})
        assert matched.precision[1] == pytest.approx(1)
        assert 0 < matched.precision[0] < 1

    def test_recall_is_the_share_of_the_query(self) -> None:
        index = postings(["khai", "sinh"], ["ket", "hon"])
        recall = index.match({"khai": 1, "sinh": 1}).recall
        assert list(recall) == pytest.approx([1, 0])

    def test_unknown_words_lower_recall_but_unknown_pairs_do_not(self) -> None:
        index = postings(["khai", "sinh"])
        assert index.match({"khai": 1, "xyz": 1}).recall[0] < 1
        assert index.match({"khai": 1, "khai xyz": 1}).recall[0] == pytest.approx(1)

    def test_many_documents_of_one_owner_do_not_make_a_word_common(self) -> None:
        documents = [["dieu", str(number)] for number in range(20)] + [["ong"]]
        one = postings(*documents, owners=[0] * 20 + [1])
        assert one.rarity("dieu") == pytest.approx(one.rarity("ong"))

    @pytest.mark.parametrize("terms", [{}, {"xyz": 1.0}])
    def test_nothing_is_found_for_nothing_known(self, terms: dict[str, float]) -> None:
        assert not postings(["khai"]).match(terms).scores.any()

    def test_an_empty_index_answers_with_nothing(self) -> None:
        empty = postings()
        assert empty.match({"khai": 1}).scores.shape == (0,)
        assert "khai" not in empty

    @given(st.lists(st.lists(st.sampled_from("abcde"), max_size=6), min_size=1, max_size=8))
    def test_shares_stay_between_nothing_and_all(self, documents: list[list[str]]) -> None:
        matched = postings(*documents).match({"a": 1.0, "b": 0.5, "x": 0.2})
        for share in (matched.precision, matched.recall):
            assert ((share >= 0) & (share <= 1 + 1e-9)).all()
