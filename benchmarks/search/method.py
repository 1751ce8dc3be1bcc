"""What every way of searching that is compared has to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol

from knowledge.corpus import Entry

Decision = Literal["answer", "clarify", "none"]
"""As in `knowledge.decision`, which is not imported here: it brings the encoder's libraries."""

FIRST = 10
"""Codes a search gives at most."""


@dataclass(frozen=True, slots=True)
class Found:
    """codes: best first, at most `FIRST`. decision: what is done with them; a method that decides
    nothing answers whenever it finds something. confidence: chance (0-1) that the first is right,
    0 where the method says none."""

    codes: tuple[str, ...]
    decision: Decision
    confidence: float = 0.0


def undecided(codes: Sequence[str]) -> Found:
    """What a method without a decision found."""
    first = tuple(codes[:FIRST])
    return Found(first, "answer" if first else "none")


class Method(Protocol):
    """A way of finding procedures."""

    def load(self) -> None:
        """Load libraries and models."""

    def index(self, entries: Sequence[Entry], folder: Path) -> bool:
        """Make ready to search `entries`; what `folder` holds of an earlier time is used.

        Returns whether it was made from nothing.
        """

    def search(self, text: str) -> Found:
        """Search for one question, as typed."""

    def close(self) -> None:
        """End what else was started."""


@dataclass(frozen=True, slots=True)
class Contender:
    """A method by name. What it needs is imported only where it runs, so that the memory of one
    holds nothing of another.

    name: in the last line. title: in tables. place: `module:maker`. keeps: whether what the index
    took is worth keeping between runs of the benchmark.
    """

    name: str
    title: str
    place: str
    keeps: bool = False

    def make(self) -> Method:
        """Import and create it."""
        module, _, made = self.place.partition(":")
        method: Method = getattr(import_module(module), made)()
        return method


OURS = Contender("ours", "ours", "benchmarks.search.ours:Ours")
OUR_WORDS = Contender("our_words", "ours, words alone", "benchmarks.search.ours:OurWords")
BM25_SYLLABLES = Contender(
    "bm25_syllables", "BM25 syllables", "benchmarks.search.bm25:over_syllables"
)
BM25_FOLDED = Contender(
    "bm25_folded_pairs", "BM25 folded pairs", "benchmarks.search.bm25:over_folded_pairs"
)
E5 = Contender("e5_small", "e5-small as it comes", "benchmarks.search.e5:E5Small")
SELECTOR = Contender(
    "response_selector",
    "Rasa ResponseSelector",
    "benchmarks.search.selector:ResponseSelector",
    keeps=True,
)

ALL = (BM25_SYLLABLES, BM25_FOLDED, E5, SELECTOR, OUR_WORDS, OURS)
QUICK = (BM25_SYLLABLES, BM25_FOLDED, OURS)
