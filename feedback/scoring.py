"""From answers to scores and classes. Pure functions over the scheme's data.

Source of the rule: Decree 61/2018 arts 27-32, Circular 01/2018/TT-VPCP arts 12-15 (read in the
codified text): per dossier, each indicator 0/1/2; the mean over dossiers rounded to one decimal.
"""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from feedback.scheme import ScoreClass, ScoreTable, Scoring


class IncompleteScores(ValueError):
    """Indicators are missing, so no total can be given; `missing` lists their numbers."""

    def __init__(self, missing: tuple[int, ...]) -> None:
        self.missing = missing
        super().__init__(f"No score for indicators {', '.join(map(str, missing))}.")


class NoRatings(ValueError):
    """A mean over nothing was asked for."""


def total(table: ScoreTable, scores: Mapping[int, int]) -> int:
    """Sum over the table's indicators for one dossier, 0 to `table.maximum`.

    scores: indicator number → score; further indicators are ignored.
    Raises IncompleteScores where one of the table's indicators has none.
    """
    missing = tuple(number for number in table.indicators if number not in scores)
    if missing:
        raise IncompleteScores(missing)
    return sum(scores[number] for number in table.indicators)


def mean(scoring: Scoring, totals: Iterable[int]) -> Decimal:
    """Mean of per-dossier totals, halves rounded up at the regulated number of decimals.

    Raises NoRatings on no totals.
    """
    values = list(totals)
    if not values:
        raise NoRatings("No rating to take the mean of.")
    return rounded(Decimal(sum(values)) / len(values), scoring.mean_decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """`value` with this many decimals, halves up, as people round on paper."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def classify(table: ScoreTable, score: Decimal | int) -> ScoreClass:
    """The best class whose lower bound `score` reaches; a bound itself belongs to the better class.

    Raises ValueError where the score lies outside 0 to `table.maximum`.
    """
    if not 0 <= score <= table.maximum:
        raise ValueError(f"A score lies between 0 and {table.maximum}, not {score}.")
    return next(each for each in table.classes if score >= each.at_least)
