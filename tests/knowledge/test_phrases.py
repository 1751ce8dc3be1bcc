"""Phrases in what people type."""

import pytest

from common.text import fold
from knowledge.phrases import PhraseTable, may_mean, tokens


class TestTokens:
    def test_words_keep_their_accents_beside_a_key_without(self) -> None:
        assert [(t.form, t.key) for t in tokens("Đăng KÝ, hộ-khẩu!")] == [
            ("đăng", "dang"),
            ("ký", "ky"),
            ("hộ", "ho"),
            ("khẩu", "khau"),
        ]

    def test_tone_marks_of_both_spellings_are_one_word(self) -> None:
        assert tokens("hoà thuỷ") == tokens("hòa thủy")

    def test_decomposed_letters_are_the_same_word(self) -> None:
        assert tokens("Hộ khẩu") == tokens("Hộ khẩu")

    def test_a_procedure_code_stays_whole(self) -> None:
        assert [t.key for t in tokens("thủ tục 1.001193?")] == ["thu", "tuc", "1.001193"]

    def test_signs_and_emoji_give_nothing(self) -> None:
        assert tokens("😀 … !!!") == []


class TestMayMean:
    @pytest.mark.parametrize("typed", ["hộ", "ho", "hô"])
    def test_accents_may_be_left_out(self, typed: str) -> None:
        assert may_mean(typed, "hộ")

    @pytest.mark.parametrize("typed", ["hố", "họ", "hở", "đo"])
    def test_other_accents_are_another_word(self, typed: str) -> None:
        assert not may_mean(typed, "hộ")

    def test_a_typed_stroke_is_not_left_out(self) -> None:
        assert may_mean("di", "đi")
        assert not may_mean("đi", "di")


class TestPhraseTable:
    def found(self, text: str, *phrases: str) -> list[str]:
        table = PhraseTable((phrase, phrase) for phrase in phrases)
        return [match.value for match in table.longest(tokens(text))]

    def test_a_phrase_is_found_with_and_without_accents(self) -> None:
        question = "Làm sổ đỏ ở đâu"
        assert self.found(question, "sổ đỏ") == self.found(fold(question), "sổ đỏ") == ["sổ đỏ"]

    def test_the_longest_phrase_wins(self) -> None:
        assert self.found("mất sổ đỏ rồi", "sổ", "sổ đỏ", "mất sổ đỏ") == ["mất sổ đỏ"]

    def test_another_word_of_the_same_letters_is_not_found(self) -> None:
        assert self.found("nhập hộ khẩu cho con dâu", "con dấu") == []

    def test_a_forgotten_accent_beside_a_whole_word_is_forgiven(self) -> None:
        assert self.found("hộ chiêu bị mất", "hộ chiếu") == ["hộ chiếu"]

    def test_an_exact_phrase_needs_its_accents(self) -> None:
        assert self.found("vợ mới đẻ", "=mới đẻ") == ["=mới đẻ"]
        assert self.found("làm gì mới để đăng ký", "=mới đẻ") == []
        assert self.found("vo moi de", "=mới đẻ") == []

    def test_all_gives_overlapping_phrases_too(self) -> None:
        table = PhraseTable((phrase, phrase) for phrase in ("mất sổ", "sổ đỏ"))
        assert [m.value for m in table.all(tokens("mất sổ đỏ"))] == ["mất sổ", "sổ đỏ"]

    def test_nothing_is_found_in_nothing(self) -> None:
        assert self.found("", "sổ đỏ") == []
