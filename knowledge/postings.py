"""BM25 over documents of several owners, with how much of document and query was met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import bm25s
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def grams(keys: Sequence[str]) -> list[str]:
    """Syllables and pairs of neighbours, as documents and questions are indexed."""
    return [*keys, *(f"{left} {right}" for left, right in pairwise(keys))]


@dataclass(frozen=True, slots=True)
class Matched:
    """One number a document: its BM25 score, and the shares (0-1) of it and of the query met."""

    scores: Floats
    precision: Floats
    recall: Floats


class Postings:
    """An index of documents that belong to owners; rarity is counted by owner.

    So a word does not become common because one procedure has twenty examples that hold it.
    """

    def __init__(
        self, documents: Sequence[Sequence[str]], owners: Ints, *, k1: float, b: float, pair: float
    ) -> None:
        """documents: their terms (see `grams`). owners: (n,) number of each document's owner.

        k1, b: as in BM25. pair: weight of a term of two syllables against one of one.
        """
        self._terms: dict[str, int] = {}
        self._data: Floats = np.zeros(0)
        self._documents: Ints = np.zeros(0, dtype=np.int64)
        self._starts: Ints = np.zeros(1, dtype=np.int64)
        if any(documents):
            index = bm25s.BM25(method="lucene", k1=k1, b=b)
            index.index(
                [list(terms) for terms in documents], create_empty_token=False, show_progress=False
            )
            self._terms = index.vocab_dict
            self._data = index.scores["data"].astype(np.float64)
            self._documents = index.scores["indices"].astype(np.int64)
            self._starts = index.scores["indptr"].astype(np.int64)
        self._pair = pair
        self.size = len(documents)
        self._rarities = np.zeros(len(self._starts) - 1)
        self._rescale = np.zeros(len(self._starts) - 1)
        self._mass = np.zeros(self.size)
        self._weigh(owners)

    def _weigh(self, owners: Ints) -> None:
        count = len(np.unique(owners))
        for term, number in self._terms.items():
            found = self._documents[self._starts[number] : self._starts[number + 1]]
            weight = self._pair if " " in term else 1.0
            rarity = weight * _rarity(len(np.unique(owners[found])), count)
            self._rarities[number] = rarity
            self._rescale[number] = rarity / _rarity(len(found), self.size)
            self._mass[found] += rarity
        self._unknown = _rarity(0, count)

    def rarity(self, term: str) -> float:
        """How much the term tells: high for a rare one; a term of no document counts as rarest."""
        number = self._terms.get(term)
        return self._unknown if number is None else float(self._rarities[number])

    def __contains__(self, term: object) -> bool:
        return term in self._terms

    def match(self, terms: Mapping[str, float]) -> Matched:
        """Compare every document with weighted terms. Unknown pairs do not count against recall."""
        scores, met, asked = np.zeros(self.size), np.zeros(self.size), np.zeros(self.size)
        total = 0.0
        for term, weight in terms.items():
            number = self._terms.get(term)
            if number is None:
                total += 0.0 if " " in term else weight * self._unknown
                continue
            postings = slice(self._starts[number], self._starts[number + 1])
            found = self._documents[postings]
            rarity = self._rarities[number]
            scores[found] += weight * self._rescale[number] * self._data[postings]
            met[found] += rarity
            asked[found] += weight * rarity
            total += weight * rarity
        precision = np.divide(met, self._mass, out=np.zeros(self.size), where=self._mass > 0)
        return Matched(scores, precision, asked / total if total else asked)


def _rarity(found: int, count: int) -> float:
    """Lucene's inverse document frequency."""
    return float(np.log1p((count - found + 0.5) / (found + 0.5)))
