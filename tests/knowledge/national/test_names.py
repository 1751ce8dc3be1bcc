"""knowledge/national/names.py."""

import pytest

from knowledge.national.names import is_page_title, level_named, one_line, short_name


class TestOneLine:
    def test_line_ends_and_final_stop_go(self):
        assert one_line("Đăng ký\nthả  diều.") == "Đăng ký thả diều"


class TestShortName:
    @pytest.mark.parametrize(
        ("name", "short"),
        [
            ("Thủ tục đăng ký thả diều", "Đăng ký thả diều"),
            ("Thủ tục: Cấp thẻ diều (cấp Tỉnh).", "Cấp thẻ diều"),
            ("Đăng ký thả diều (thực hiện tại cấp xã)", "Đăng ký thả diều"),
            ("Thủ tục hải quan đối với diều", "Thủ tục hải quan đối với diều"),
            ("cấp thẻ diều", "Cấp thẻ diều"),
        ],
    )
    def test_heading_and_level_go(self, name: str, short: str):
        assert short_name(name) == short


class TestLevelNamed:
    def test_level_as_a_choice(self):
        assert level_named("Thả diều (thực hiện ở cấp tỉnh)") == "thực hiện tại cấp tỉnh"

    @pytest.mark.parametrize("name", ["Thả diều", "Thả diều (thực hiện tại cấp huyện)"])
    def test_none_to_offer(self, name: str):
        assert level_named(name) == ""


class TestIsPageTitle:
    def test_published_list(self):
        assert is_page_title("Công bố Danh mục và Quy trình nội bộ\nthủ tục hành chính về diều")

    def test_procedure_that_publishes_a_list(self):
        assert not is_page_title("Công bố Danh mục khu đất được thả diều")
