"""Which part of a procedure a question asks about: hand-written phrases and learnt weights."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict

from knowledge.lexicon import DATA, AspectPhrases, Synonym
from knowledge.phrases import Match, PhraseTable, Token
from knowledge.record import Aspect

WEIGHTS = DATA / "aspect_weights.json"
"""Written by `python -m benchmarks.search.tune_aspects`."""

_ALSO = 0.2
"""Chance above which a part is taken to be asked about as well."""

_STRONG = 4.0
"""Sum of phrase weights beyond which more of them tell nothing new."""


@dataclass(frozen=True, slots=True)
class Asked:
    """sums: weights of the phrases found, by part. spans: (start, end) of the words that asked."""

    sums: Mapping[Aspect, float]
    spans: tuple[tuple[int, int], ...]

    def holds(self, start: int, end: int) -> bool:
        """Whether words `start` ≤ i < `end` are part of a longer phrase that asks."""
        return any(
            first <= start and end <= last and end - start < last - first
            for first, last in self.spans
        )


class AspectPhraseReader:
    """Finds the phrases of the aspect table and sums their weights."""

    def __init__(self, table: AspectPhrases) -> None:
        self._phrases: PhraseTable[tuple[Aspect, int] | None] = PhraseTable(
            [
                (phrase, (aspect, weight))
                for aspect, by_weight in table.phrases.items()
                for weight, phrases in by_weight.items()
                for phrase in phrases
            ]
            + [(phrase, None) for phrase in table.shield]
        )

    def read(self, words: Sequence[Token], covered: Sequence[Match[Synonym]] = ()) -> Asked:
        """The parts asked about in `words`.

        covered: sayings found in the same words; what stands inside one names the procedure.
        """
        sums: dict[Aspect, float] = {}
        spans: list[tuple[int, int]] = []
        for match in self._phrases.longest(words):
            if match.value is None or _inside(match, covered):
                continue
            aspect, weight = match.value
            sums[aspect] = sums.get(aspect, 0) + weight
            spans.append((match.start, match.end))
        return Asked(sums, tuple(spans))


def _inside(match: Match[tuple[Aspect, int] | None], covered: Sequence[Match[Synonym]]) -> bool:
    return any(saying.start <= match.start and match.end <= saying.end for saying in covered)


class AspectWeights(BaseModel):
    """A logistic function over features (see `features`), one column of weights for each class."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    fitted_on: date
    classes: tuple[Aspect, ...]
    start: tuple[float, ...]
    features: dict[str, tuple[float, ...]]

    def chances(self, found: Mapping[str, float]) -> dict[Aspect, float]:
        """Chance (0-1) of each part; they sum to 1."""
        scores = list(self.start)
        for feature, value in found.items():
            for column, weight in enumerate(self.features.get(feature, ())):
                scores[column] += weight * value
        highest = max(scores)
        raised = [math.exp(score - highest) for score in scores]
        return {
            aspect: value / sum(raised) for aspect, value in zip(self.classes, raised, strict=True)
        }

    def best(self, found: Mapping[str, float]) -> Aspect:
        """The likeliest part."""
        chances = self.chances(found)
        return max(chances, key=lambda aspect: chances[aspect])

    def asked(self, found: Mapping[str, float]) -> tuple[Aspect, ...]:
        """The parts asked about, the likeliest first; empty where none is named."""
        chances = self.chances(found)
        ranked = sorted(chances, key=lambda aspect: -chances[aspect])
        if ranked[0] is Aspect.OVERVIEW:
            return ()
        return tuple(
            aspect
            for place, aspect in enumerate(ranked)
            if aspect is not Aspect.OVERVIEW and (place == 0 or chances[aspect] >= _ALSO)
        )


def features(words: Sequence[Token], sums: Mapping[Aspect, float]) -> dict[str, float]:
    """What tells about the part asked for: words, their neighbours, phrases of the table."""
    keys = ["<", *(word.key for word in words), ">"]
    found = {
        " ".join(keys[start : start + size]): 1.0
        for size in (1, 2, 3)
        for start in range(len(keys) - size + 1)
    }
    ranked = sorted(sums, key=lambda aspect: -sums[aspect])
    for place, aspect in enumerate(ranked):
        found[f"#{aspect}"] = min(sums[aspect], _STRONG) / 2
        if place == 0:
            found[f"#{aspect} first"] = 2.0
    return found if ranked else found | {"#none": 2.0}


@cache
def shipped_weights() -> AspectWeights:
    """The weights of knowledge/data/aspect_weights.json."""
    return AspectWeights.model_validate_json(WEIGHTS.read_bytes())
