from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.scheme import Scoring, load_schemes
from feedback.scoring import IncompleteScores, NoRatings, classify, mean, rounded, total


def regulated() -> Scoring:
    scoring = load_schemes()[0].scoring
    assert scoring is not None
    return scoring


class TestTotal:
    def test_the_officer_gets_indicators_1_2_3_4_7(self):
        scores = {1: 2, 2: 1, 3: 2, 4: 0, 5: 2, 6: 2, 7: 1, 8: 2, 9: 2}
        assert total(regulated().officer, scores) == 6

    def test_the_agency_gets_all_nine(self):
        assert total(regulated().agency, dict.fromkeys(range(1, 10), 2)) == 18

    def test_answers_of_citizens_alone_do_not_make_an_officer_score(self):
        with pytest.raises(IncompleteScores) as caught:
            total(regulated().officer, {1: 2, 3: 2, 4: 2, 7: 2})
        assert caught.value.missing == (2,)


class TestMean:
    def test_it_has_one_decimal(self):
        assert mean(regulated(), [5, 5, 6]) == Decimal("5.3")

    def test_halves_go_up(self):
        # 3.45 and 14.95 are the traps of binary floats and of banker's rounding.
        assert mean(regulated(), [3] * 11 + [4] * 9) == Decimal("3.5")
        assert mean(regulated(), [14] + [15] * 19) == Decimal("15.0")

    def test_over_nothing_it_is_refused(self):
        with pytest.raises(NoRatings):
            mean(regulated(), [])

    @given(st.lists(st.integers(0, 18), min_size=1, max_size=50))
    def test_it_lies_between_the_extremes(self, totals: list[int]):
        assert min(totals) <= mean(regulated(), totals) <= max(totals)


class TestRounded:
    def test_a_quarter_goes_up_and_just_below_goes_down(self):
        assert rounded(Decimal("3.45"), 1) == Decimal("3.5")
        assert rounded(Decimal("3.4499"), 1) == Decimal("3.4")


class TestClassifyAgency:
    @pytest.mark.parametrize(
        ("score", "expected"),
        [
            ("18", "Xuất sắc"),
            ("15", "Xuất sắc"),
            ("14.9", "Tốt"),
            ("12", "Tốt"),
            ("11.9", "Khá"),
            ("9", "Khá"),
            ("8.9", "Trung bình"),
            ("6", "Trung bình"),
            ("5.9", "Yếu"),
            ("0", "Yếu"),
        ],
    )
    def test_a_bound_belongs_to_the_better_class(self, score: str, expected: str):
        assert classify(regulated().agency, Decimal(score)).label == expected

    @pytest.mark.parametrize("score", ["-0.1", "18.1"])
    def test_an_impossible_score_is_refused(self, score: str):
        with pytest.raises(ValueError, match="between 0 and 18"):
            classify(regulated().agency, Decimal(score))


class TestClassifyOfficer:
    @pytest.mark.parametrize(
        ("score", "expected"),
        [
            ("10", "full"),
            ("5", "full"),
            ("4.9", "partial"),
            ("3.5", "partial"),
            ("3.4", "low"),
            ("0", "low"),
        ],
    )
    def test_a_bound_belongs_to_the_better_class(self, score: str, expected: str):
        assert classify(regulated().officer, Decimal(score)).id == expected

    @given(st.integers(0, 100))
    def test_every_score_with_one_decimal_has_a_class(self, tenths: int):
        assert classify(regulated().officer, Decimal(tenths) / 10).label
