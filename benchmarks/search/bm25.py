"""The peers by words: bm25s as its README uses it, over official names only."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import bm25s

from benchmarks.search.method import FIRST, Found, undecided
from common.text import fold, nfc, syllables
from knowledge.corpus import Entry

Terms = Callable[[str], list[str]]
"""From a name or a question to its terms."""


def plain(text: str) -> list[str]:
    """Syllables in lower case."""
    return syllables(nfc(text).lower())


def folded_pairs(text: str) -> list[str]:
    """Syllables without accents, and pairs of neighbours."""
    found = syllables(fold(text))
    return [*found, *(f"{left} {right}" for left, right in pairwise(found))]


class Bm25:
    """BM25 with the library's own numbers. A `Method`."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._codes: list[str] = []
        self._index = bm25s.BM25()

    def load(self) -> None:
        """See `Method`: the library is all there is."""

    def index(self, entries: Sequence[Entry], folder: Path) -> bool:  # noqa: ARG002 (as `Method`)
        """See `Method`; takes less than reading it from a file would."""
        self._codes = [entry.code for entry in entries]
        self._index = bm25s.BM25()
        self._index.index([self._terms(entry.name) for entry in entries], show_progress=False)
        return True

    def search(self, text: str) -> Found:
        """See `Method`."""
        known = [term for term in self._terms(text) if term in self._index.vocab_dict]
        if not known:
            return undecided(())
        count = min(FIRST, len(self._codes))
        found, scores = self._index.retrieve([known], k=count, show_progress=False, n_threads=0)
        return undecided(
            [self._codes[int(n)] for n, score in zip(found[0], scores[0], strict=True) if score > 0]
        )

    def close(self) -> None:
        """See `Method`: nothing was."""


def over_syllables() -> Bm25:
    """Over syllables as written."""
    return Bm25(plain)


def over_folded_pairs() -> Bm25:
    """Over syllables and pairs without accents."""
    return Bm25(folded_pairs)
