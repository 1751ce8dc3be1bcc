"""Time of the vector index in memory and in the database, over vectors made up in clusters.

python -m benchmarks.search.bench_vectors [families] [documents of each]
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import numpy as np

from common.embedded import embedded_database_url, stop_embedded_database
from deploy.migrate import migrate
from knowledge.fused import CANDIDATES
from knowledge.pgvector_index import VectorDatabase
from knowledge.postings import Floats, Ints
from knowledge.vector_index import MemoryVectors, VectorIndex
from knowledge.vectors import Vectors

T = TypeVar("T")
WIDTH = 384
QUESTIONS = 300
_NEAR = 0.04
"""Spread of a family's documents, per number; two of them then have a cosine near 0.6."""


@dataclass(frozen=True, slots=True)
class MadeUpEncoder:
    """Looks up vectors that were drawn beforehand. An `Encoder`."""

    vectors: dict[str, Vectors]
    identity: str = field(default="made up")

    def encode(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder`."""
        return np.stack([self.vectors[text] for text in texts])

    def encode_question(self, text: str) -> Vectors:
        """See `Encoder`."""
        return self.vectors[text]


def main(families: int, size: int) -> None:
    """Print the figures of both, and how often they agree."""
    draw = np.random.default_rng(1)
    places = unit(draw.normal(size=(families, WIDTH)))
    owners = np.repeat(np.arange(families), size)
    vectors = unit(places[owners] + _NEAR * draw.normal(size=(len(owners), WIDTH)))
    texts = [f"text {number}" for number in range(len(owners))]
    asked = unit(vectors[:: len(owners) // QUESTIONS] + _NEAR * draw.normal(size=(1, WIDTH)))
    memory = MemoryVectors(owners.tolist(), vectors)
    encoder = MadeUpEncoder(dict(zip(texts, vectors, strict=True)))
    keys = [f"family {number}" for number in range(families)]
    with tempfile.TemporaryDirectory() as folder:
        url = embedded_database_url(folder)
        migrate(url)
        database = VectorDatabase(url, encoder)
        filling, stored = timed(lambda: database.index(keys, owners.tolist(), texts, 1))
        again, _ = timed(lambda: database.index(keys, owners.tolist(), texts, 1))
        texts[-1] = "changed"
        encoder.vectors["changed"] = vectors[0]
        change, _ = timed(lambda: database.index(keys, owners.tolist(), texts, 2))
        print(f"{families:,} families, {len(owners):,} documents")
        print(f"filled {filling:.1f} s, opened again {again:.2f} s, one change {change:.2f} s")
        found = {
            name: figures(index, asked)
            for name, index in (("memory", memory), ("database", stored))
        }
        database.close()
        stop_embedded_database(folder)
    agree = [
        len(set(a.tolist()) & set(b.tolist())) / CANDIDATES
        for a, b in zip(found["memory"][1], found["database"][1], strict=True)
    ]
    print(f"candidates of both alike {np.mean(agree):.1%}")
    print(json.dumps({name: numbers for name, (numbers, _) in found.items()}))


def unit(rows: Floats) -> Vectors:
    """Each of length 1."""
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def figures(index: VectorIndex, asked: Vectors) -> tuple[dict[str, float], list[Ints]]:
    """Milliseconds of each call, and the candidates found for each question."""
    times: dict[str, list[float]] = {"nearest": [], "likeness": []}
    candidates = []
    for vector in asked:
        seconds, near = timed(partial(index.nearest, vector, CANDIDATES))
        times["nearest"].append(seconds)
        weighed = np.union1d(near, np.arange(CANDIDATES))
        seconds, _ = timed(partial(index.likeness, vector, weighed))
        times["likeness"].append(seconds)
        candidates.append(near)
    numbers = {
        f"{name}_{share}_ms": round(1000 * float(np.quantile(found, quantile)), 2)
        for name, found in times.items()
        for share, quantile in (("p50", 0.5), ("p99", 0.99))
    }
    return numbers, candidates


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds it took, and what it gave."""
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given or [2600, 8]))
