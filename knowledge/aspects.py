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

_LIKELY, _PERHAPS = 0.45, 0.28
"""Chances from which on parts are taken to be asked about; from the second only the likeliest."""

_POLITE = "a ad da vay v voi nhi nhe ha he nghen ghe hen mn z zay ta luon ru"
_ENDINGS = frozenset(_POLITE.split())
"""Words behind a question that ask nothing."""
_YES_OR_NO = frozenset(("khong", "chua"))

_LONGEST = 3
"""Words of a row that is a feature."""
_LATE = 8
"""Words (and the end) in which most questions say what they ask."""
_NEAR_THE_END, _QUESTION, _PHRASES = "$", "?", "#"
"""How features begin that are no words as they stand anywhere."""
_WHOLE = frozenset((_QUESTION, _PHRASES))

_STRONG = 4.0
"""Sum of phrase weights beyond which more of them tell nothing new."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the phrases of the table found.

    sums: their weights by part, the part named last is last. spans: (start, end) of the words
    that asked.
    """

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
            sums[aspect] = sums.pop(aspect, 0) + weight
            spans.append((match.start, match.end))
        return Asked(sums, tuple(spans))


def _inside(match: Match[tuple[Aspect, int] | None], covered: Sequence[Match[Synonym]]) -> bool:
    return any(saying.start <= match.start and match.end <= saying.end for saying in covered)


class AspectWeights(BaseModel):
    """A logistic function over features (see `features`) for each part but the overview.

    features: weights as column of `parts` and hundredths, in turn: `[0, 150, 3, -20]`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    fitted_on: date
    parts: tuple[Aspect, ...]
    start: tuple[float, ...]
    features: dict[str, tuple[int, ...]]

    def chances(self, found: Mapping[str, float]) -> dict[Aspect, float]:
        """Chance (0-1) that each part is asked about; several may be."""
        return {part: chance for part, (chance, _) in self._read(found).items()}

    def asked(self, found: Mapping[str, float]) -> tuple[Aspect, ...]:
        """The parts asked about, in the order of the words that ask; empty where none is."""
        read = self._read(found)
        likely = [part for part, (chance, _) in read.items() if chance >= _LIKELY]
        if not likely:
            best = max(read, key=lambda part: read[part][0])
            likely = [best] if read[best][0] >= _PERHAPS else []
        return tuple(sorted(likely, key=lambda part: read[part][1]))

    def _read(self, found: Mapping[str, float]) -> dict[Aspect, tuple[float, int]]:
        """Chance of each part and the place of what tells most for it."""
        scores = list(self.start)
        most = [0.0] * len(scores)
        places = [0] * len(scores)
        for place, (feature, value) in enumerate(found.items()):
            weights = self.features.get(feature, ())
            for column, hundredths in zip(weights[::2], weights[1::2], strict=True):
                told = hundredths * value / 100
                scores[column] += told
                if told > most[column] and feature[0] not in _WHOLE:
                    most[column], places[column] = told, place
        return {
            part: (1 / (1 + math.exp(-min(max(score, -30), 30))), place)
            for part, score, place in zip(self.parts, scores, places, strict=True)
        }


def features(words: Sequence[Token], sums: Mapping[Aspect, float]) -> dict[str, float]:
    """What tells about the part asked for: words, their neighbours, phrases of the table.

    In the order of the words, what holds of the whole question last.
    """
    asking = [word.key for word in words]
    while asking and asking[-1] in _ENDINGS:
        asking.pop()
    keys = ["<", *asking, ">"]
    late = len(keys) - _LATE
    found: dict[str, float] = {}
    for start in range(len(keys)):
        for size in range(1, min(_LONGEST, len(keys) - start) + 1):
            row = " ".join(keys[start : start + size])
            found.setdefault(row, 1.0)
            if start >= late and size < _LONGEST:
                found[f"{_NEAR_THE_END}{row}"] = 1.0
    if asking and asking[-1] in _YES_OR_NO and "co" in asking:
        behind = asking[asking.index("co") + 1]
        found[f"{_QUESTION}co {behind}"] = found[f"{_QUESTION}co"] = 1.0
    ranked = sorted(sums, key=lambda aspect: -sums[aspect])
    for place, aspect in enumerate(ranked):
        found[f"{_PHRASES}{aspect}"] = min(sums[aspect], _STRONG) / 2
        if place == 0:
            found[f"{_PHRASES}{aspect} first"] = 2.0
    if ranked:
        found[f"{_PHRASES}{list(sums)[-1]} last"] = 2.0
    return found if ranked else found | {f"{_PHRASES}none": 2.0}


@cache
def shipped_weights() -> AspectWeights:
    """The weights of knowledge/data/aspect_weights.json."""
    return AspectWeights.model_validate_json(WEIGHTS.read_bytes())
