"""What is printed for people."""

from benchmarks.search.data import Question
from benchmarks.search.figures import Answered
from benchmarks.search.method import Found
from benchmarks.search.tables import of_kinds, of_sets, table
from benchmarks.search.trial import Trial

ASKED = Question("làm khai sinh", frozenset({"1"}), "plain")
OUTSIDE = Question("trời có mưa không", frozenset(), "chitchat")


def trial(*codes: str) -> Trial:
    answers = {
        "own": [
            Answered(ASKED, Found(codes, "answer"), 2.0),
            Answered(OUTSIDE, Found(codes, "answer"), 2.0),
        ],
        "nothing": [Answered(OUTSIDE, Found((), "none"), 2.0)],
    }
    return Trial(1.0, 1.0, 1.0, 1.0, answers, answers)


class TestTable:
    def test_columns_line_up(self) -> None:
        lines = table(["name", "n"], [["a", "1"], ["longer", "100"]]).splitlines()
        assert lines == ["name      n", "a         1", "longer  100"]


class TestOfSets:
    def test_a_line_for_each_method(self) -> None:
        printed = of_sets({"ours": trial("1"), "peer": trial("2", "1")}, ["own"]).splitlines()
        assert printed[0].startswith("own: 1 asked, 1 outside")
        assert printed[1].split()[:4] == ["ours", "100.0", "100.0", "1.000"]
        assert printed[2].split()[:4] == ["peer", "0.0", "100.0", "0.500"]

    def test_a_share_of_nothing_is_not_told(self) -> None:
        printed = of_sets({"ours": trial("1")}, ["nothing"]).splitlines()
        assert printed[1].split()[1:9] == ["-"] * 8


class TestOfKinds:
    def test_kinds_outside_tell_what_was_answered(self) -> None:
        printed = of_kinds({"ours": trial("1")}, "own").splitlines()
        assert printed[1].split() == ["plain", "1", "100", "/", "100"]
        assert printed[2].split() == ["chitchat", "1", "out", "100", "/", "out", "100"]
