"""The documents of every family of procedures as vectors, searched by likeness to a question."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from knowledge.postings import Floats, Ints
from knowledge.vectors import Vectors

NAME, CENTRE, BEST, TOP = range(4)
"""Columns of `VectorIndex.likeness`."""

_TOP = 3
"""Documents whose likeness is averaged into the column `TOP`."""


class VectorIndex(Protocol):
    """Finds families by the vector of a question. A family's first document is its name."""

    def nearest(self, vector: Vectors, limit: int) -> Ints:
        """Numbers of the families nearest to `vector` (width,), in no order, at most `limit`."""

    def likeness(self, vector: Vectors, families: Ints) -> Floats:
        """(n, 4) cosines of each of `families` to `vector`: of its name, of the centre of its
        other documents, of its best document, and the mean of its best three."""


class MemoryVectors:
    """Everything in memory. A `VectorIndex`."""

    def __init__(self, owners: Sequence[int], vectors: Vectors) -> None:
        """owners: family of each row of `vectors` (n, width), in order from 0 without a gap."""
        numbers = np.asarray(owners, dtype=np.int64)
        self._vectors = vectors
        self._starts: Ints = np.flatnonzero(np.diff(numbers, prepend=-1))
        self._ends: Ints = np.append(self._starts[1:], len(numbers))
        self._names = vectors[self._starts]
        self._centres = _centres(vectors, self._starts, self._ends)

    def nearest(self, vector: Vectors, limit: int) -> Ints:
        """See `VectorIndex`."""
        count = len(self._starts)
        if count <= limit:
            return np.arange(count)
        likeness = np.maximum(self._names @ vector, self._centres @ vector)
        return np.argpartition(-likeness, limit)[:limit]

    def likeness(self, vector: Vectors, families: Ints) -> Floats:
        """See `VectorIndex`."""
        if not len(families):
            return np.zeros((0, 4))
        starts, ends = self._starts[families], self._ends[families]
        sizes = ends - starts
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        rows = np.arange(sizes.sum()) + np.repeat(starts - first, sizes)
        cosines = (self._vectors[rows] @ vector).astype(np.float64)
        found = np.empty((len(families), 4))
        found[:, NAME] = cosines[first]
        found[:, CENTRE] = self._centres[families] @ vector
        found[:, BEST] = np.maximum.reduceat(cosines, first)
        found[:, TOP] = _top_means(cosines, first, sizes)
        return found


def _centres(vectors: Vectors, starts: Ints, ends: Ints) -> Vectors:
    """(families, width): the mean direction of each family's documents behind its name."""
    if not len(starts):
        return vectors
    others = ends - starts - 1
    sums = np.add.reduceat(vectors, starts) - vectors[starts]
    sums[others == 0] = vectors[starts[others == 0]]
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), dtype=np.float32)


def _top_means(cosines: Floats, first: Ints, sizes: Ints) -> Floats:
    table = np.full((len(sizes), int(sizes.max())), -np.inf)
    table[np.repeat(np.arange(len(sizes)), sizes), _places(first, sizes)] = cosines
    width = min(_TOP, table.shape[1])
    best = -np.partition(-table, width - 1, axis=1)[:, :width]
    counted = np.minimum(sizes, width)
    return np.asarray(np.where(np.isfinite(best), best, 0).sum(axis=1) / counted)


def _places(first: Ints, sizes: Ints) -> Ints:
    return np.asarray(np.arange(sizes.sum()) - np.repeat(first, sizes))
