"""Questions that go on about the procedure talked about before."""

import pytest

from common.text import fold
from knowledge.follow_up import Link, LinkReader
from tests.knowledge.small_corpus import small_index, words

READER = LinkReader(words().follow_up)


def link(text: str) -> Link:
    return READER.read(small_index().reader.read(text))


class TestRead:
    @pytest.mark.parametrize(
        "text",
        [
            "còn lệ phí thì sao",
            "mất bao lâu",
            "thế giấy tờ gồm những gì ạ",
            "nộp ở đâu vậy em",
            "nó có giá trị bao lâu",
            "cái đó làm online được không",
        ],
    )
    def test_a_question_that_names_no_procedure_is_empty(self, text: str) -> None:
        assert link(text).empty
        assert link(fold(text)).empty

    @pytest.mark.parametrize("text", ["còn khai tử thì sao", "khai sinh mất bao lâu", "sổ đỏ"])
    def test_a_question_that_names_one_is_not(self, text: str) -> None:
        assert not link(text).empty

    def test_pronouns_point_back(self) -> None:
        assert link("cái đó mấy ngày xong").pointing
        assert not link("mấy ngày xong").pointing

    @pytest.mark.parametrize("text", ["còn khai tử thì sao", "thế còn khai tử", "khai tử thì sao"])
    def test_going_on_is_heard(self, text: str) -> None:
        assert link(text).going_on

    def test_a_question_of_its_own_does_not_go_on(self) -> None:
        assert not link("đăng ký khai tử ở đâu").going_on

    def test_nothing_is_empty(self) -> None:
        assert link("") == Link(empty=True, pointing=False, going_on=False, asks=False)

    def test_an_ending_alone_asks_for_no_part(self) -> None:
        assert not link("còn khai tử thì sao").asks
        assert link("còn khai tử thì giấy tờ gì").asks
