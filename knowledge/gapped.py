"""Phrases with room for a few other words: `mua … xe` in `mua chiếc xe máy cũ`."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from knowledge.phrases import Match, PhraseTable, Token

T = TypeVar("T")

GAP = "…"
LONGEST_GAP = 3
"""Words that may stand for a `…`."""


class GappedPhrases(Generic[T]):
    """Phrases with a value each, found as `PhraseTable` finds them; `…` is a gap, or nothing.

    A phrase neither begins nor ends with a gap.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        """phrases: as people write them, with accents."""
        self._values: list[T] = []
        self._lengths: list[int] = []
        parts: list[tuple[str, tuple[int, int]]] = []
        for number, (phrase, value) in enumerate(phrases):
            pieces = phrase.split(GAP)
            self._values.append(value)
            self._lengths.append(len(pieces))
            parts += [(piece, (number, place)) for place, piece in enumerate(pieces)]
        self._parts: PhraseTable[tuple[int, int]] = PhraseTable(parts)

    def all(self, text: Sequence[Token]) -> Iterator[Match[T]]:
        """Every phrase in `text`, overlapping ones too; with gaps the shortest from each start."""
        pieces: dict[tuple[int, int], list[Match[tuple[int, int]]]] = defaultdict(list)
        for match in self._parts.all(text):
            pieces[match.value].append(match)
        for (number, place), found in list(pieces.items()):
            if place == 0:
                for first in found:
                    end = self._end(pieces, number, first.end)
                    if end is not None:
                        yield Match(first.start, end, self._values[number])

    def _end(
        self,
        pieces: dict[tuple[int, int], list[Match[tuple[int, int]]]],
        number: int,
        end: int,
    ) -> int | None:
        """Where the phrase ends whose first piece ends at `end`, None where it does not go on."""
        for place in range(1, self._lengths[number]):
            following = (
                match.end
                for match in pieces.get((number, place), ())
                if end <= match.start <= end + LONGEST_GAP
            )
            found = min(following, default=None)
            if found is None:
                return None
            end = found
        return end
