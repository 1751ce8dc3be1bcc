"""Chooses when to answer, to ask back and to say that there is no answer; prints the new rule.

    python -m benchmarks.search.tune_decision > /tmp/decision.yaml

A logistic function is fitted to whether the best hit was right, on questions that stand neither in
the index nor in the encoder's training, and on messages that no procedure answers. The two limits
are as wide as `ANSWERED_OUT` and `REFUSED` allow. The held-out halves are not looked at.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime

import numpy as np
import yaml

from benchmarks.search.corpus import judged, sampled
from benchmarks.search.data import (
    Question,
    dev_questions,
    national_questions,
    nothing_questions,
    out_of_scope_messages,
    own_questions,
)
from common.text import clean, fold
from knowledge.decision import shipped_rule
from knowledge.evidence import Evidence, Weigher
from knowledge.postings import Floats
from knowledge.retrieval import Query
from knowledge.search_settings import SearchSettings
from knowledge.searching import Searching, outside, searching, tools

ANSWERED_OUT, REFUSED = 0.025, 0.03
"""Shares of the weightiest questions that may be answered though no procedure was asked for, and
refused though one was: a little under what we aim at (3 % and 5 %)."""

IN_RECORDS_AFTER_ALL = "out_of_kb"
"""Dev questions of this kind are labelled as outside, but these records hold what they ask for."""

OURS, KEPT_BACK, UNSEEN, MESSAGES = 2.0, 0.5, 0.25, 0.5
"""Weights: questions by other hands than those learnt from tell most."""

_RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """A question searched: first hit right, right among the first three, asks for a procedure."""

    evidence: Evidence
    first: bool
    among: bool
    asks: bool
    weight: float


def rows(
    questions: Iterable[Question], search: Searching, weigher: Weigher, weight: float
) -> list[Row]:
    """Those that no gate holds back."""
    found = []
    for question in questions:
        text = clean(question.text)
        reading = search.index.reader.read(text)
        if reading.gate:
            continue
        hits = search.fused.search(Query(text, fold(text), reading), 10)
        codes = [hit.code for hit in hits]
        first = bool(codes) and codes[0] in question.accept
        among = bool(question.accept & set(codes[:3]))
        evidence = weigher.weigh(reading, hits)
        found.append(Row(evidence, first, among, bool(question.accept), weight))
    return found


def fitted(features: Floats, right: Floats, weights: Floats) -> Floats:
    """Coefficients (intercept first) of a ridge-penalised logistic regression, by Newton steps."""
    columns = np.hstack([np.ones((len(features), 1)), features])
    ridge = _RIDGE * np.eye(columns.shape[1])
    ridge[0, 0] = 0.0
    found = np.zeros(columns.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(columns @ found, -60, 60)))
        slope = columns.T @ (weights * (chance - right)) + ridge @ found
        curve = (columns * (weights * chance * (1 - chance))[:, None]).T @ columns + ridge
        found -= np.linalg.solve(curve, slope)
    return found


def main() -> None:
    """Fit and print."""
    corpus = judged()
    using = tools(SearchSettings())
    search = searching(corpus.entries, using)
    weigher = Weigher(search.index, using.words.scope.topics, outside(using, search.index))
    dev = [q for q in dev_questions() if q.kind != IN_RECORDS_AFTER_ALL]
    ours = own_questions("tune") + national_questions("tune") + nothing_questions("tune") + dev
    ours += [question.unaccented for question in ours]
    known = [
        *rows(ours, search, weigher, OURS),
        *rows(sampled(corpus.kept_back), search, weigher, KEPT_BACK),
        *rows(sampled(corpus.unseen), search, weigher, UNSEEN),
        *rows(out_of_scope_messages(), search, weigher, MESSAGES),
    ]
    features = np.array([row.evidence.values() for row in known])
    right = np.array([row.first for row in known], dtype=np.float64)
    found = fitted(features, right, np.array([row.weight for row in known]))
    chances = 1 / (1 + np.exp(-(found[0] + features @ found[1:])))
    answer, clarify = limits(known, chances)
    told(known, chances, answer, clarify)
    print_rule(found, answer, clarify)


def limits(known: list[Row], chances: Floats) -> tuple[float, float]:
    """The least chance to answer with and the least to ask back, within what may go wrong."""
    ours = [(row, float(c)) for row, c in zip(known, chances, strict=True) if row.weight == OURS]
    outside = [chance for row, chance in ours if not row.asks]
    inside = [chance for row, chance in ours if row.asks]
    steps = np.arange(0.02, 0.98, 0.02)
    answer = min(a for a in steps if np.mean([c >= a for c in outside]) <= ANSWERED_OUT)
    clarify = max(c for c in steps if np.mean([x < c for x in inside]) <= REFUSED and c <= answer)
    return float(answer), float(clarify)


def told(known: list[Row], chances: Floats, answer: float, clarify: float) -> None:
    """Outcomes of the weightiest rows, to standard error."""
    for asks in (True, False):
        mine = [
            (row, chance)
            for row, chance in zip(known, chances, strict=True)
            if row.asks == asks and row.weight == OURS
        ]
        answered = [row for row, chance in mine if chance >= answer]
        refused = sum(chance < clarify for _, chance in mine)
        print(
            f"{'in' if asks else 'out of'} scope: {len(mine)}, answered {len(answered)} "
            f"(right {sum(row.first for row in answered)}), refused {refused}",
            file=sys.stderr,
        )


def print_rule(found: Floats, answer: float, clarify: float) -> None:
    """Print the rule as YAML, with what was set by hand taken from the shipped one."""
    shipped = shipped_rule()
    names = [field.name for field in fields(Evidence)]
    rule = {
        "chosen_on": datetime.now(UTC).date(),
        "intercept": round(float(found[0]), 3),
        "weights": {
            name: round(float(value), 3) for name, value in zip(names, found[1:], strict=True)
        },
        "answer": round(answer, 2),
        "clarify": round(clarify, 2),
        "alike": shipped.alike,
        "lone_topic": shipped.lone_topic,
        "tie": shipped.tie,
        "near": shipped.near,
    }
    print("# When to answer, to ask back and to say that there is no answer.")
    print("# Chosen by `python -m benchmarks.search.tune_decision`; the four last: set by hand.")
    print(yaml.safe_dump(rule, allow_unicode=True, sort_keys=False), end="")


if __name__ == "__main__":
    main()
