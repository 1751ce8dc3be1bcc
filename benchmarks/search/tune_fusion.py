"""Learns how words and meaning are weighed against each other; prints the new weights.

    python -m benchmarks.search.tune_fusion > /tmp/fusion.yaml

A softmax regression over the candidates of each question, on questions that stand neither in the
index nor in the encoder's training: those kept back, those of unseen procedures, and the tuning
halves of our own sets. The held-out halves are not looked at.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import yaml
from scipy.optimize import minimize

from benchmarks.search.corpus import judged, sampled
from benchmarks.search.data import Question, dev_questions, national_questions, own_questions
from common.text import clean
from knowledge.fusion import SIGNALS
from knowledge.postings import Floats
from knowledge.search_settings import SearchSettings
from knowledge.searching import Searching, searching, tools

_RIDGE = 0.002
_OTHERS, _KEPT_BACK, _UNSEEN = 1.0, 0.4, 0.2
"""Weights of a question by other hands than those learnt from, of one by the same, and of one about
a procedure without questions: in the product every procedure has some."""


@dataclass(frozen=True, slots=True)
class Case:
    """signals: (n, signals) of the candidates. right: (n,) whether each is accepted."""

    signals: Floats
    right: Floats
    weight: float


def cases(questions: Iterable[Question], search: Searching, weight: float) -> list[Case]:
    """Those where at least one candidate is right; how many are lost goes to standard error."""
    found, lost, asked = [], 0, 0
    for question in questions:
        if not question.accept:
            continue
        asked += 1
        families, signals = search.fused.signals(search.index.reader.read(clean(question.text)))
        right = np.array([_is_right(search, family, question) for family in families], float)
        if right.any():
            found.append(Case(signals.matrix(), right, weight))
        else:
            lost += 1
    print(f"{asked} asked, no right candidate for {lost}", file=sys.stderr)
    return found


def _is_right(search: Searching, family: int, question: Question) -> bool:
    members = search.index.members[family]
    return any(search.index.entries[number].code in question.accept for number in members)


def learnt(known: list[Case]) -> Floats:
    """(signals,) the weights under which the right candidates have most of the chance."""
    scale = np.concatenate([case.signals for case in known]).std(axis=0) + 1e-9

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = _RIDGE * float(weights @ weights), 2 * _RIDGE * weights
        whole = sum(case.weight for case in known)
        for case in known:
            scaled = case.signals / scale
            scores = scaled @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            met = shares * case.right
            chance = met.sum() + 1e-12
            total -= case.weight * float(np.log(chance)) / whole
            slope = slope - case.weight * ((met / chance - shares) @ scaled) / whole
        return total, slope

    found = minimize(loss, np.zeros(len(SIGNALS)), jac=True, method="L-BFGS-B")
    return np.asarray(found.x / scale)


def top(known: list[Case], weights: Floats, count: int) -> float:
    """Share of cases with a right candidate among the first `count`."""
    hits = [case.right[np.argsort(-(case.signals @ weights))[:count]].any() for case in known]
    return float(np.mean(hits))


def main() -> None:
    """Learn and print."""
    corpus = judged()
    search = searching(corpus.entries, tools(SearchSettings()))
    own = own_questions("tune") + national_questions("tune") + dev_questions()
    known = [
        *cases(sampled(corpus.kept_back), search, _KEPT_BACK),
        *cases(sampled(corpus.unseen), search, _UNSEEN),
        *cases(own, search, _OTHERS),
        *cases([question.unaccented for question in own], search, _OTHERS),
    ]
    weights = learnt(known)
    print(
        f"top-1 {top(known, weights, 1):.3f}, top-3 {top(known, weights, 3):.3f}", file=sys.stderr
    )
    print("# How words and meaning are weighed (knowledge/fusion.py).")
    print("# Learnt by `python -m benchmarks.search.tune_fusion`; nothing here is set by hand.")
    found = {name: round(float(w), 4) for name, w in zip(SIGNALS, weights, strict=True)}
    print(
        yaml.safe_dump({"chosen_on": datetime.now(UTC).date(), "weights": found}, sort_keys=False)
    )


if __name__ == "__main__":
    main()
