"""Precision, recall and confusions of labels."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Score:
    """How well one label is found. All shares are 0 where there is nothing to share."""

    right: int
    predicted: int
    support: int

    @property
    def precision(self) -> float:
        """Share of what was called so that is so."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of what is so that was called so."""
        return self.right / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.predicted + self.support) if self.right else 0.0


def label_scores(true: Sequence[str], predicted: Sequence[str]) -> dict[str, Score]:
    """Score of every label that occurs in `true`, by name."""
    right = Counter(a for a, b in zip(true, predicted, strict=False) if a == b)
    called, support = Counter(predicted), Counter(true)
    return {name: Score(right[name], called[name], support[name]) for name in sorted(support)}


def confusions(true: Sequence[str], predicted: Sequence[str]) -> list[tuple[str, str, int]]:
    """(true, predicted, count), the most frequent first."""
    counted = Counter((a, b) for a, b in zip(true, predicted, strict=False) if a != b)
    return [(a, b, count) for (a, b), count in counted.most_common()]


def set_scores(
    pairs: Iterable[tuple[set[tuple[str, Hashable]], set[tuple[str, Hashable]]]],
) -> dict[str, Score]:
    """Score by kind, where each text has a set of (kind, thing): pairs are (true, predicted)."""
    right: Counter = Counter()
    called: Counter = Counter()
    support: Counter = Counter()
    for true, predicted in pairs:
        right.update(kind for kind, _ in true & predicted)
        called.update(kind for kind, _ in predicted)
        support.update(kind for kind, _ in true)
    kinds = sorted({*support, *called})
    return {kind: Score(right[kind], called[kind], support[kind]) for kind in kinds}


def macro_f1(scores: dict[str, Score]) -> float:
    """Mean F1 over labels."""
    return sum(score.f1 for score in scores.values()) / len(scores)
