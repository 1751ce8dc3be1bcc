"""knowledge/national/results.py."""

import pytest

from knowledge.national.results import read_results
from tests.knowledge.records import FURNITURE


class TestReadResults:
    @pytest.mark.parametrize(
        "code", ["KQ.G17.000001", "KQ-G10.000001", "000.00.00.G11-KQ1711", "bsjhb", "12231"]
    )
    def test_codes_and_furniture_are_dropped(self, code: str):
        found = read_results(f"Thẻ diềuMã: {code}Văn bản từ chốiMã: {code}{FURNITURE}")
        assert found.rows == ("Thẻ diều", "Văn bản từ chối")
        assert found.rest == ""

    def test_code_in_words_at_the_end(self):
        assert read_results(f"Thẻ diềuMã: Chưa xác định{FURNITURE}").rows == ("Thẻ diều",)

    def test_description_of_the_page_is_kept(self):
        found = read_results("Thẻ diềuMã: KQ.G1.1Từ khóadiềuMô tảDùng một năm.")
        assert found.description == "Dùng một năm."

    def test_rest_of_the_papers_is_not_understood(self):
        assert read_results("Giấy diều.1 bản chính").rest == "Giấy diều.1 bản chính"

    def test_nothing_is_nothing(self):
        assert read_results("").rows == ()
