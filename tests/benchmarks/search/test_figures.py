"""Counting what a method found."""

from benchmarks.search.data import Question
from benchmarks.search.figures import Answered, answered, by_kind, mean, percentile, quality
from benchmarks.search.method import Decision, Found

ASKED = Question("làm khai sinh", frozenset({"1", "2"}), "plain")
OUTSIDE = Question("trời có mưa không", frozenset(), "chitchat")


def answer(question: Question, decision: Decision, *codes: str) -> Answered:
    return Answered(question, Found(codes, decision), 1.0)


class TestAnswered:
    def test_asks_in_order_and_takes_the_time(self) -> None:
        found = answered([ASKED, OUTSIDE], lambda text: Found((text,), "answer"))
        assert [a.found.codes for a in found] == [("làm khai sinh",), ("trời có mưa không",)]
        assert all(a.ms >= 0 for a in found)

    def test_the_place_is_that_of_the_first_right_code(self) -> None:
        assert answer(ASKED, "answer", "9", "2", "1").place == 2

    def test_there_is_no_place_without_a_right_code(self) -> None:
        assert answer(ASKED, "answer", "9").place is None
        assert answer(OUTSIDE, "answer", "1").place is None


class TestQuality:
    def test_shares_are_of_the_questions_they_concern(self) -> None:
        found = quality(
            [
                answer(ASKED, "answer", "1"),
                answer(ASKED, "answer", "9", "1"),
                answer(ASKED, "clarify", "9", "8", "7", "2"),
                answer(ASKED, "none"),
                answer(OUTSIDE, "answer", "1"),
                answer(OUTSIDE, "clarify", "1"),
                answer(OUTSIDE, "none"),
                answer(OUTSIDE, "none"),
            ]
        )
        assert (found.asked, found.outside) == (4, 4)
        assert (found.top1, found.top3) == (0.25, 0.5)
        assert found.mrr == round((1 + 1 / 2 + 1 / 4) / 4, 4)
        assert (found.refused, found.clarified, found.answered_wrong) == (0.25, 0.25, 0.25)
        assert (found.answered_out, found.clarified_out) == (0.25, 0.25)

    def test_asking_back_is_no_wrong_answer(self) -> None:
        assert quality([answer(ASKED, "clarify", "9")]).answered_wrong == 0

    def test_nothing_asked_is_nothing(self) -> None:
        found = quality([])
        assert (found.asked, found.top1, found.answered_out) == (0, 0, 0)


class TestByKind:
    def test_the_most_frequent_kind_comes_first(self) -> None:
        kinds = by_kind([answer(ASKED, "none"), answer(OUTSIDE, "none"), answer(OUTSIDE, "none")])
        assert {kind: len(found) for kind, found in kinds.items()} == {"chitchat": 2, "plain": 1}
        assert next(iter(kinds)) == "chitchat"


class TestMean:
    def test_of_none_is_zero(self) -> None:
        assert mean([]) == 0


class TestPercentile:
    def test_the_median_of_odd_many_is_the_middle_one(self) -> None:
        assert percentile([5, 1, 3], 0.5) == 3

    def test_the_last_is_the_greatest(self) -> None:
        assert percentile(range(100), 0.99) == 99
        assert percentile([7], 0.99) == 7

    def test_of_none_is_zero(self) -> None:
        assert percentile([], 0.5) == 0
