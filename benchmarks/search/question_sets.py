"""The sets of questions that methods are judged on, each told apart; none stands in an index."""

import random
from collections.abc import Sequence

from benchmarks.search.corpus import Judged
from benchmarks.search.data import (
    Question,
    dev_questions,
    national_questions,
    nothing_questions,
    own_questions,
)

MOST = 600
"""Questions of a set; of a longer one so many are drawn, the same every time."""

HELD_OUT = ("own", "national", "nothing")
"""The sets written by people who saw no training question: confidence is judged on them."""

_IN_RECORDS_AFTER_ALL = "out_of_kb"
"""Kind of dev questions labelled as outside though these records hold what they ask for."""


def question_sets(corpus: Judged) -> dict[str, list[Question]]:
    """By name, in the order they are printed."""
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
