"""Telling procedures of almost the same name apart."""

import pytest

from knowledge.cues import Cues
from knowledge.lexicon import Lookalike
from knowledge.lookalikes import Marked, MarkFinder, Siblings, Strength
from tests.knowledge.small_corpus import words

FINDER = MarkFinder(words().lookalikes)


class TestRead:
    def test_marks_are_found_in_a_name(self) -> None:
        found = FINDER.read("Thủ tục đăng ký lại khai sinh có yếu tố nước ngoài")
        assert {"again", "foreign"} <= found.marks

    def test_a_plain_name_has_none(self) -> None:
        assert FINDER.read("Thủ tục đăng ký khai sinh").marks == frozenset()

    def test_a_first_issue_together_with_a_reissue_is_no_reissue(self) -> None:
        assert "reissue" not in FINDER.read("Cấp, cấp lại giấy phép thả diều").marks
        assert "reissue" in FINDER.read("Cấp lại giấy phép thả diều").marks

    def test_names_that_differ_by_a_mark_share_a_stem(self) -> None:
        names = ("Đăng ký khai tử", "Đăng ký khai tử lưu động", "Đăng ký lại khai tử")
        assert len({FINDER.read(name).stem for name in names}) == 1


TABLE = {
    "foreign": Lookalike(id="foreign", marks=("x",), cues=(), weight=0.4, label=""),
    "lost": Lookalike(id="lost", marks=("y",), cues=(), weight=0.2, label="", group="action"),
    "worn": Lookalike(id="worn", marks=("z",), cues=(), weight=0.1, label="", group="action"),
}


class TestFit:
    names = (
        Marked(frozenset(), "kite"),
        Marked(frozenset({"foreign"}), "kite"),
        Marked(frozenset({"lost", "worn"}), "kite"),
        Marked(frozenset(), "boat"),
    )
    siblings = Siblings(names, TABLE, Strength(uncued=1, cued=1, unnamed=1, missing=0.5))

    def fit(self, number: int, *marks: str, named: tuple[str, ...] = ()) -> float:
        return self.siblings.fit(number, Cues(frozenset(marks), frozenset(named)))

    def test_a_plain_name_fits_a_plain_question(self) -> None:
        assert self.fit(0) == 1

    def test_a_mark_without_a_cue_costs(self) -> None:
        assert self.fit(1) == pytest.approx(0.6)

    def test_a_mark_with_its_cue_gains(self) -> None:
        assert self.fit(1, "foreign") == pytest.approx(1.4)

    def test_one_cue_is_enough_for_a_group(self) -> None:
        assert self.fit(2) == pytest.approx(0.9)
        assert self.fit(2, "lost") == pytest.approx(1.2)

    def test_a_cue_costs_where_only_a_sibling_has_the_mark(self) -> None:
        assert self.fit(0, "foreign") == pytest.approx(0.8)
        assert self.fit(3, "foreign") == 1

    def test_a_mark_named_in_the_question_costs_every_name_without_it(self) -> None:
        assert self.fit(3, "foreign", named=("foreign",)) == pytest.approx(0.6)
