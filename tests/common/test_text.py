"""Vietnamese text against the shared cases; tests/bot/test_text.py holds the engine to the same."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import text as common_text
from common.text import canonical_tones, clean, fold, nfc, syllables, visible, words

CASES: dict[str, list[dict[str, str]]] = json.loads(
    (Path(__file__).parents[1] / "contract" / "text_cases.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("function", "given_text", "expected"),
    [(name, case["given"], case["expected"]) for name, cases in CASES.items() for case in cases],
)
def test_shared_case(function: str, given_text: str, expected: str):
    assert getattr(common_text, function)(given_text) == expected


class TestClean:
    @given(st.text())
    def test_twice_is_once(self, text: str):
        assert clean(clean(text)) == clean(text)

    @given(st.text(alphabet=st.characters(exclude_categories=[])))
    def test_result_can_be_stored_as_utf8(self, text: str):
        assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


class TestVisible:
    def test_blanks_and_line_ends_stay(self):
        assert visible(" a\t \u200b\n\u00d0") == " a\t \nĐ"


class TestCanonicalTones:
    @given(st.text())
    def test_only_moves_marks(self, text: str):
        given_characters = sorted(unicodedata.normalize("NFD", text))
        assert sorted(unicodedata.normalize("NFD", canonical_tones(text))) == given_characters

    def test_both_spellings_meet(self):
        assert canonical_tones("thuỷ") == canonical_tones("thủy")


class TestFold:
    @given(st.text())
    def test_twice_is_once(self, text: str):
        assert fold(fold(text)) == fold(text)

    def test_accented_and_bare_text_meet(self):
        assert fold("Giấy Ủy Quyền") == fold("giay uy quyen")


class TestNfc:
    def test_same_word_has_the_same_code_points(self):
        assert nfc("Vie\u0302\u0323t") == "Việt"


class TestSyllables:
    def test_digits_and_marks_separate(self):
        assert syllables("CT01, đăng ký") == ["CT", "đăng", "ký"]


class TestWords:
    def test_codes_stay_whole(self):
        assert words("mã 1.004222 và H22.15-230105-0001!") == [
            "mã",
            "1.004222",
            "và",
            "H22.15-230105-0001",
        ]
