"""The encoder's own tokenizer: one id for a syllable, however it is accented."""

import unicodedata

import pytest

from knowledge.encoder.vocabulary import (
    CONTINUED,
    END,
    LONGEST_INPUT,
    START,
    UNKNOWN,
    tokenizer,
    vocabulary_of,
)

TEXTS = ["làm giấy khai sinh", "Giấy khai sinh, thuê nhà; thuế nhà", "làm thuế đất hoà", "đất hòa"]


@pytest.fixture(scope="module")
def read():
    """Texts as tokens."""
    made = tokenizer(vocabulary_of(TEXTS))

    def tokens(text):
        return made.convert_ids_to_tokens(made(text, truncation=True)["input_ids"])

    return tokens


class TestVocabularyOf:
    def test_a_syllable_is_one_token_for_all_its_accents(self):
        vocabulary = vocabulary_of(TEXTS)

        assert vocabulary.tokens.count("thue") == 1
        assert vocabulary.surfaces["thue"] == {"thuê": 1, "thuế": 2}

    def test_both_styles_of_tone_marks_are_one_surface(self):
        assert vocabulary_of(TEXTS).surfaces["hoa"] == {"hòa": 2}

    def test_a_word_seen_once_is_no_token(self):
        vocabulary = vocabulary_of([*TEXTS, "lạ"])

        assert "la" not in vocabulary.tokens
        assert vocabulary.surfaces["la"] == {"lạ": 1}

    def test_syllables_have_a_second_token_behind_others_and_codes_have_none(self):
        vocabulary = vocabulary_of([*TEXTS, "mẫu ct01", "tờ ct01"])

        assert "ct01" in vocabulary.tokens
        assert CONTINUED + "ct01" not in vocabulary.tokens
        assert CONTINUED + "sinh" in vocabulary.tokens

    def test_every_letter_and_digit_is_there_so_that_any_word_can_be_read_in_parts(self):
        tokens = set(vocabulary_of([]).tokens)

        assert {"a", "z", "0", "9", "##a", "##z", "##0", "##9"} <= tokens

    def test_the_same_texts_give_the_same_order_of_ids(self):
        assert vocabulary_of(TEXTS).tokens == vocabulary_of(reversed(TEXTS)).tokens


class TestTokenizer:
    @pytest.mark.parametrize(
        "typed",
        [
            "lam giay khai sinh",
            "LÀM GIẤY KHAI SINH",
            "làm   giấy\tkhai\nsinh",
            "làm giấy khai sinh!!! 🙂🙏",
            "“làm” giấy… khai-sinh?",
            unicodedata.normalize("NFD", "làm giấy khai sinh"),
        ],
    )
    def test_accents_case_blanks_marks_and_emoji_make_no_difference(self, read, typed):
        assert read(typed) == [START, "lam", "giay", "khai", "sinh", END]

    @pytest.mark.parametrize("typed", ["hoà", "hòa", "HOA", "ho\u0300a", "hoa\u0300"])
    def test_styles_of_tone_marks_make_no_difference(self, read, typed):
        assert read(typed) == [START, "hoa", END]

    @pytest.mark.parametrize("typed", ["đất", "Đất", "dat", "\u00d0ất"])
    def test_d_with_a_bar_and_its_lookalike_are_d(self, read, typed):
        assert read(typed) == [START, "dat", END]

    def test_glued_words_are_read_syllable_by_syllable(self, read):
        assert read("khaisinh") == [START, "khai", "##sinh", END]
        assert read("lamgiaykhaisinh") == [START, "lam", "##giay", "##khai", "##sinh", END]

    def test_an_unknown_word_is_read_in_letters(self, read):
        assert read("xyz") == [START, "x", "##y", "##z", END]

    def test_another_script_is_unknown(self, read):
        assert read("字") == [START, UNKNOWN, END]

    @pytest.mark.parametrize("typed", ["", "  ", "?!", "🙂🙏"])
    def test_a_text_without_words_is_empty(self, read, typed):
        assert read(typed) == [START, END]

    def test_a_long_text_is_cut_and_still_ends(self, read):
        found = read("khai sinh " * 200)

        assert len(found) == LONGEST_INPUT
        assert found[-1] == END
