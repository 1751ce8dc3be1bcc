"""Words that the keyboard spoilt, put right."""

import pytest

from benchmarks.search.data import nothing_questions, own_questions
from common.text import fold
from knowledge.phrases import tokens
from knowledge.spelling import Spelling, shipped_spelling

SHORT_FORMS = frozenset({"ks", "gplx", "dkkh", "kt3", "visa"})


def mended(text: str) -> str:
    return " ".join(word.form for word in shipped_spelling().mended(tokens(text), SHORT_FORMS))


class TestKeyboards:
    @pytest.mark.parametrize(
        ("typed", "text"),
        [
            ("lafm giaays khai sinh", "làm giấy khai sinh"),
            ("la2m gia6y1 khai sinh", "làm giấy khai sinh"),
            ("em muoons ddawng kys keets hoon", "em muốn đăng ký kết hôn"),
            ("xin giaasy ddoocj thaan", "xin giấy độc thân"),
            ("d9a8ng ky1 ta5m tru1 o73 d9a6u", "đăng ký tạm trú ở đâu"),
            ("lafm laij khai sinh", "làm lại khai sinh"),
        ],
    )
    def test_what_was_typed_in_telex_or_vni_is_read_back(self, typed: str, text: str) -> None:
        assert mended(typed) == text

    @pytest.mark.parametrize(
        "text",
        [
            "this is his car and her visa",
            "how can i get a new passport",
            "i see the moon too",
            "thi bằng a1 và a2",
            "quan1 quan3 muc2 lan1",
            "ct01 kt3 na17 nd30 vn2000",
            "ks gplx dkkh visa",
            "xin so1",
            "zalo grab tiktok",
        ],
    )
    def test_what_may_be_meant_as_it_stands_stays(self, text: str) -> None:
        assert mended(text) == text


class TestGluedWords:
    @pytest.mark.parametrize(
        ("typed", "text"),
        [
            ("lamgiaykhaisinh", "lam giay khai sinh"),
            ("làmgiấykhaisinh", "làm giấy khai sinh"),
            ("dangkykethon can gi", "dang ky ket hon can gi"),
            ("muasổđỏ và sangtên", "mua sổ đỏ và sang tên"),
        ],
    )
    def test_are_taken_apart(self, typed: str, text: str) -> None:
        assert mended(typed) == text

    @pytest.mark.parametrize(
        "text", ["nghieng", "facebook", "himalaya", "vietcombank", "khxyzabc", "a" * 2000]
    )
    def test_single_and_foreign_words_stay(self, text: str) -> None:
        assert mended(text) == text

    def test_rare_syllables_make_no_word(self) -> None:
        spelling = Spelling({"khai": 100, "sinh": 100, "thoa": 1})
        assert [w.key for w in spelling.mended(tokens("khaisinh"), frozenset())] == ["khai", "sinh"]
        assert [w.key for w in spelling.mended(tokens("khaithoa"), frozenset())] == ["khaithoa"]


class TestOrdinaryMessages:
    def test_stay_as_they_are(self) -> None:
        questions = [*own_questions("tune"), *nothing_questions("tune")]
        texts = [each for q in questions for each in (q.text, fold(q.text))]
        spelling = shipped_spelling()
        changed = [
            text for text in texts if spelling.mended(tokens(text), SHORT_FORMS) != tokens(text)
        ]
        assert changed == []
