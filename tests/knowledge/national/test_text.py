"""knowledge/national/text.py."""

import pytest

from knowledge.national.text import is_nothing, normal, paragraphs, tidy, without_furniture
from tests.knowledge.records import FURNITURE


class TestNormal:
    def test_tabs_and_line_ends_stay(self):
        assert normal("Đơn\t1 bản\nchính\u200b") == "Đơn\t1 bản\nchính"

    def test_bullets_of_symbol_fonts_become_dashes(self):
        assert normal("\uf0fcĐơn") == "- Đơn"


class TestIsNothing:
    @pytest.mark.parametrize(
        "text", ["", "--", "----", "Không có thông tin", " Không có thông tin. "]
    )
    def test_empty_cells(self, text: str):
        assert is_nothing(text)

    def test_words_are_something(self):
        assert not is_nothing("Không")


class TestWithoutFurniture:
    def test_search_box_is_cut_off(self):
        assert without_furniture("Thẻ diều" + FURNITURE) == ("Thẻ diều", "")

    def test_description_of_the_page_is_kept_apart(self):
        text = "Thẻ diềuTừ khóadiềuMô tảThẻ dùng một năm.Chọn cơ quan thực hiệnTỉnh"
        assert without_furniture(text) == ("Thẻ diều", "Thẻ dùng một năm.")

    def test_label_alone_is_cut_off(self):
        assert without_furniture("Có diều.\nTừ khóa:") == ("Có diều.", "")

    def test_text_without_it_stays(self):
        assert without_furniture("Thẻ diều") == ("Thẻ diều", "")


class TestTidy:
    def test_bullet_and_separator_go(self):
        assert tidy(" - Đơn  xin\nthả diều;") == "Đơn xin thả diều"


class TestParagraphs:
    def test_line_cut_in_mid_sentence_is_joined(self):
        assert paragraphs("thông báo rộng\nrãi kế hoạch.\n\n- Bước sau") == [
            "thông báo rộng rãi kế hoạch.",
            "- Bước sau",
        ]

    def test_list_items_are_not_joined(self):
        assert paragraphs("Hồ sơ gồm\na) Đơn") == ["Hồ sơ gồm", "a) Đơn"]
