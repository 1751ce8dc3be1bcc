"""Confidence beside truth."""

from itertools import chain

import pytest

from benchmarks.search.data import Question
from benchmarks.search.figures import Answered
from benchmarks.search.method import Found
from benchmarks.search.reliability import BINS, Bin, binned, calibration_error, diagram
from tests.benchmarks.search.pictures import parsed


def answers(confidence: float, right: int, wrong: int) -> list[Answered]:
    question = Question("q", frozenset({"1"}), "plain")
    codes = [*["1"] * right, *["2"] * wrong]
    return [Answered(question, Found((code,), "answer", confidence), 1.0) for code in codes]


class TestBinned:
    def test_answers_of_like_confidence_stand_together(self) -> None:
        bins = binned(chain(answers(0.91, 3, 1), answers(0.95, 1, 0), answers(0.05, 0, 2)))
        high = bins[9]
        assert high is not None
        assert high.count == 5
        assert high.confidence == pytest.approx((4 * 0.91 + 0.95) / 5)
        assert high.right == pytest.approx(0.8)
        assert bins[0] == Bin(2, pytest.approx(0.05), 0)
        assert bins[1:9] == [None] * 8

    def test_certainty_falls_into_the_last(self) -> None:
        assert binned(answers(1.0, 1, 0))[BINS - 1] == Bin(1, 1.0, 1.0)

    def test_a_message_outside_is_never_right(self) -> None:
        outside = Question("q", frozenset(), "chitchat")
        found = binned([Answered(outside, Found(("1",), "answer", 0.75), 1.0)])
        assert found[7] == Bin(1, 0.75, 0)


class TestCalibrationError:
    def test_is_zero_where_what_is_said_is_true(self) -> None:
        assert calibration_error([Bin(4, 0.75, 0.75), None]) == 0

    def test_weighs_bins_by_their_answers(self) -> None:
        assert calibration_error([Bin(3, 0.2, 0.0), Bin(1, 0.9, 0.5)]) == pytest.approx(0.25)

    def test_of_nothing_is_zero(self) -> None:
        assert calibration_error([None]) == 0


class TestDiagram:
    def test_has_a_bar_for_each_bin_with_answers(self) -> None:
        drawn = parsed(diagram([Bin(5, 0.05, 0.2), *[None] * 8, Bin(50, 0.97, 1.0)]))
        rectangles = drawn.findall("{*}rect")
        assert len(rectangles) == 1 + 2
        assert {"5", "50"} <= {text.text for text in drawn.findall("{*}text")}
