"""The national list as search is tuned and judged on it: nothing asked stands in the index."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.search.data import EXPORT, Question
from knowledge.corpus import Entry, entries_of_export, with_questions
from knowledge.encoder.families import Family, by_family, families_of
from knowledge.encoder.split import Split, split
from knowledge.questions import read_questions


@dataclass(frozen=True, slots=True)
class Judged:
    """entries: with the questions learnt from and no others. kept_back: questions of procedures
    whose other questions are learnt from. unseen: questions of procedures that have none in the
    index and that the encoder never saw."""

    entries: list[Entry]
    kept_back: list[Question]
    unseen: list[Question]


def sampled(questions: Sequence[Question], count: int = 500) -> list[Question]:
    """`count` of them, the same every time."""
    return random.Random(1).sample(questions, min(count, len(questions)))


def judged() -> Judged:
    """Read and split. Raises UnreadableFile where the national export is missing."""
    entries = entries_of_export(EXPORT)
    families = families_of(entries)
    parts = split(by_family(read_questions(), families))
    learnt = {families[key].codes[0]: texts for key, texts in parts.train.items()}
    return Judged(
        with_questions(entries, learnt),
        list(_questions(parts, families, "kept_back")),
        list(_questions(parts, families, "unseen")),
    )


def _questions(parts: Split, families: dict[str, Family], kind: str) -> Iterable[Question]:
    found: dict[str, tuple[str, ...]] = getattr(parts, kind)
    for key, texts in found.items():
        codes = frozenset(families[key].codes)
        yield from (Question(text, codes, kind) for text in texts)
