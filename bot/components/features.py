"""What the intent classifier sees of a text: the same whether accents are typed or not, and more
where they are.

Every feature is a string that begins with the letter of its block. Blocks are weighted apart, so
that the many character pieces of a long message do not drown its words.
"""

import re
from collections.abc import Iterator, Sequence

from bot.components.codes import dossier_codes, procedure_codes
from bot.components.phones import phones
from bot.components.stretches import without_overlaps
from bot.components.text import fold

_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")
_SHAPES = {"dossier_code": "\u2460", "procedure_code": "\u2461", "phone": "\u2462"}
_LENGTHS = (1, 2, 3, 5, 8, 13, 21)
LENGTH_BLOCK = "n"
# Signs that no piece is: where a message begins and ends says much about a short one.
_START, _END = "^^", "$$"
_NOTHING = frozenset((_START, _END, f"{_START} {_END}"))


def with_shapes(text: str) -> str:
    """`text` with codes and phone numbers replaced by one sign each: their digits say nothing."""
    parts, end = [], 0
    for found in without_overlaps([*dossier_codes(text), *procedure_codes(text), *phones(text)]):
        parts += [text[end : found.start], f" {_SHAPES[found.entity]} "]
        end = found.end
    return "".join([*parts, text[end:]])


def pieces(text: str) -> list[str]:
    """Syllables, numbers and signs in order, lower case."""
    return _PIECE.findall(text.lower())


class Analyzer:
    """Turns a text into its features."""

    def __init__(
        self, *, syllables: Sequence[int], characters: Sequence[int], accented: Sequence[int]
    ) -> None:
        """Shortest and longest n-gram of each block; (1, 0) leaves a block out."""
        self._syllables = range(syllables[0], syllables[1] + 1)
        self._characters = range(characters[0], characters[1] + 1)
        self._accented = range(accented[0], accented[1] + 1)

    def sentence(self, text: str) -> dict[str, list[str]]:
        """Features of a whole message, by block."""
        found = pieces(with_shapes(text))
        bare = [fold(piece) for piece in found]
        return {
            "s": [
                f"s{gram}"
                for gram in _grams([_START, *bare, _END], self._syllables)
                if gram not in _NOTHING
            ],
            "c": [f"c{gram}" for piece in bare for gram in self._within(piece)],
            "a": [f"a{gram}" for gram in _grams(found, self._accented) if gram != fold(gram)],
            LENGTH_BLOCK: [f"n{sum(len(bare) > length for length in _LENGTHS)}"],
        }

    def token(self, text: str) -> dict[str, list[str]]:
        """Features of one token, a subset of those of sentences."""
        found = pieces(text)
        bare = [fold(piece) for piece in found]
        return {
            "s": [f"s{gram}" for gram in _grams(bare, self._syllables)],
            "c": [f"c{gram}" for piece in bare for gram in self._within(piece)],
            "a": [f"a{gram}" for gram in _grams(found, self._accented) if gram != fold(gram)],
        }

    def _within(self, piece: str) -> Iterator[str]:
        marked = f" {piece} "
        for size in self._characters:
            for start in range(len(marked) - size + 1):
                yield marked[start : start + size]


def _grams(units: Sequence[str], sizes: Sequence[int]) -> Iterator[str]:
    for size in sizes:
        for start in range(len(units) - size + 1):
            yield " ".join(units[start : start + size])
