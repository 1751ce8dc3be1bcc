"""The sets of questions."""

from benchmarks.search.data import Question
from benchmarks.search.question_sets import drawn, held_texts, unheld
from tests.benchmarks.search.entries import BIRTH, DEATH


def questions(count: int) -> list[Question]:
    return [Question(f"câu {number}", frozenset({"1"}), "kept_back") for number in range(count)]


class TestUnheld:
    def test_what_search_holds_word_for_word_is_left_out(self) -> None:
        held = held_texts([BIRTH, DEATH], ["trời có mưa không"])
        asked = ["Vợ em mới đẻ thì ra xã  làm gì", "troi co mua khong", "vợ em mới đẻ", BIRTH.name]
        found = unheld([Question(text, frozenset(), "plain") for text in asked], held)
        assert [question.text for question in found] == asked[2:]


class TestDrawn:
    def test_few_are_all_taken(self) -> None:
        assert drawn(questions(3), 5) == questions(3)

    def test_of_many_the_same_are_drawn_every_time(self) -> None:
        found = drawn(questions(100), 10)
        assert len({question.text for question in found}) == 10
        assert found == drawn(questions(100), 10)
        assert found != questions(100)[:10]
