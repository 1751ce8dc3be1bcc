"""The sets of questions that methods are judged on, each told apart; none stands in an index."""

import random
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from benchmarks.search.corpus import Judged
from benchmarks.search.data import (
    Question,
    dev_questions,
    national_questions,
    nothing_questions,
    own_questions,
)
from common.text import clean, fold
from knowledge.corpus import Entry
from knowledge.outside import read_outside

MOST = 600
"""Questions of a set; of a longer one so many are drawn, the same every time."""

HELD_OUT = ("own", "national", "nothing")
"""The sets written by people who saw no training question: confidence is judged on them."""

_IN_RECORDS_AFTER_ALL = "out_of_kb"
"""Kind of dev questions labelled as outside though these records hold what they ask for."""


def question_sets(corpus: Judged) -> dict[str, list[Question]]:
    """By name, in the order they are printed; without what search holds word for word."""
    held = held_texts(corpus.entries, (example.text for example in read_outside()))
    return {name: unheld(questions, held) for name, questions in _whole_sets(corpus).items()}


def held_texts(entries: Iterable[Entry], outside: Iterable[str]) -> frozenset[str]:
    """Questions and messages that search compares with, folded. Names and aliases are not among
    them: a citizen may well type one."""
    asked = (text for entry in entries for text in (*entry.examples, *entry.questions))
    return frozenset(fold(clean(text)) for text in chain(asked, outside))


def unheld(questions: Iterable[Question], held: Collection[str]) -> list[Question]:
    """Those of `questions` that are not among `held`."""
    return [question for question in questions if fold(clean(question.text)) not in held]


def _whole_sets(corpus: Judged) -> dict[str, list[Question]]:
    return {
        "own": own_questions("held_out"),
        "national": national_questions("held_out"),
        "nothing": nothing_questions("held_out"),
        "kept_back": drawn(corpus.kept_back),
        "unseen": drawn(corpus.unseen),
        "dev": [q for q in dev_questions() if q.kind != _IN_RECORDS_AFTER_ALL],
    }


def drawn(questions: Sequence[Question], most: int = MOST) -> list[Question]:
    """At most `most` of them."""
    if len(questions) <= most:
        return list(questions)
    return random.Random(0).sample(list(questions), most)
