"""Which part of a procedure a question asks about, by phrases with weights."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.lexicon import AspectPhrases, Synonym
from knowledge.phrases import Match, PhraseTable, Token
from knowledge.record import Aspect


@dataclass(frozen=True, slots=True)
class Asked:
    """aspects: parts asked about, the most asked first; empty: none was named.

    spans: (start, end) of the words that asked for them.
    """

    aspects: tuple[Aspect, ...]
    spans: tuple[tuple[int, int], ...]

    def holds(self, start: int, end: int) -> bool:
        """Whether words `start` ≤ i < `end` are part of a longer phrase that asks."""
        return any(
            first <= start and end <= last and end - start < last - first
            for first, last in self.spans
        )


class AspectReader:
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
        ordered = sorted(sums, key=lambda aspect: -sums[aspect])
        return Asked(tuple(ordered), tuple(spans))


def _inside(match: Match[tuple[Aspect, int] | None], covered: Sequence[Match[Synonym]]) -> bool:
    return any(saying.start <= match.start and match.end <= saying.end for saying in covered)
