import pytest

from knowledge.gapped import GappedPhrases
from knowledge.phrases import tokens

PHRASES: GappedPhrases[str] = GappedPhrases(
    [("mua … xe", "car"), ("mua xe", "short"), ("còn … gì … nữa", "more")]
)


def found(text: str) -> list[tuple[str, str]]:
    words = tokens(text)
    return [
        (match.value, " ".join(word.form for word in words[match.start : match.end]))
        for match in PHRASES.all(words)
    ]


class TestGappedPhrases:
    @pytest.mark.parametrize("text", ["mua chiếc xe", "mua lại một cái xe", "mua xe", "mua con xe"])
    def test_up_to_three_words_stand_for_a_gap(self, text: str):
        assert ("car", text) in found(text)

    def test_four_words_are_too_many(self):
        assert found("mua cho thằng út chiếc xe") == []

    def test_several_gaps_in_one_phrase(self):
        assert found("còn phải làm gì thêm nữa") == [("more", "còn phải làm gì thêm nữa")]

    def test_the_order_counts(self):
        assert found("xe mới mua") == []

    def test_accents_may_be_missing(self):
        assert ("more", "con phai lam gi nua") in found("con phai lam gi nua")

    def test_wrong_accents_are_other_words(self):
        assert found("múa xé") == []

    def test_from_each_start_the_shortest_is_taken(self):
        assert ("car", "mua xe") in found("mua xe hay mướn xe")
