"""How cost grows with the number of records, for ours and for the nearest peer."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.search.costing import Growth, cost
from benchmarks.search.data import Question
from benchmarks.search.grown import keep_vectors
from benchmarks.search.method import BM25_FOLDED, Contender
from benchmarks.search.one_core import on_one_core
from benchmarks.search.question_sets import drawn
from knowledge.corpus import Entry

SIZES = (10_000, 100_000)
"""Beside the size of the national list itself."""

GROWN = Contender("ours", "ours", "benchmarks.search.grown:OurGrown")
_QUESTIONS = 300


def growth(entries: Sequence[Entry], questions: Sequence[Question], folder: Path) -> Growth:
    """Measure each size in processes of its own; folder: where vectors are kept."""
    asked = drawn([question for question in questions if question.accept], _QUESTIONS)
    ours, bm25, vectors = [], [], ""
    for size in (len(entries), *SIZES):
        print(f"… {size:,} records", flush=True)
        bm25.append(on_one_core(cost, BM25_FOLDED, entries, asked, size, folder))
        vectors = on_one_core(keep_vectors, entries, size, folder)
        ours.append(on_one_core(cost, GROWN, entries, asked, size, folder))
    return Growth(tuple(ours), tuple(bm25), vectors)
