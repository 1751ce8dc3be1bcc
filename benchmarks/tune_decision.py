"""Choose when to answer, to ask back and to say that there is no answer; prints the new rule.

    python -m benchmarks.tune_decision > knowledge/data/decision.yaml

A logistic function is fitted to whether the best hit was right, on the tuning half of our own
questions, on the dev questions, on what the dialogue engine takes for out of scope, and on the
curated examples searched without themselves. The two limits are those with the highest worth in
`WORTH`. The held-out questions are not looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from itertools import product

import numpy as np
import numpy.typing as npt
import yaml

from benchmarks.search_data import (
    Question,
    dev_questions,
    national_entries,
    out_of_scope_messages,
    own_questions,
)
from common.text import clean, fold
from knowledge.corpus import Entry
from knowledge.decision import shipped_rule
from knowledge.evidence import Evidence, Weigher
from knowledge.index import SearchIndex
from knowledge.lexical import LexicalRetriever
from knowledge.lexicon import Lexicon
from knowledge.ranking import shipped_ranking
from knowledge.retrieval import Query
from knowledge.search_settings import SearchSettings

Floats = npt.NDArray[np.float64]

WORTH = {
    "right": 1.0,
    "wrong": -2.5,
    "asked": 0.4,
    "asked_in_vain": 0.0,
    "refused": -1.0,
    "kept_out": 1.0,
}
"""What an outcome is worth: a wrong answer costs more than a question back."""

IN_RECORDS_AFTER_ALL = "out_of_kb"
"""Dev questions of this kind are labelled as outside, but these records hold what they ask for."""

OUTSIDE, EXAMPLES = 0.3, 0.8
"""Weight of those messages against our own questions. The rules of search were written with our
questions in view, which flatters them; nobody looked at the examples for that."""

_RIDGE = 1.0


class Searcher:
    """Searches one index and weighs what it finds."""

    def __init__(self, entries: Sequence[Entry], words: Lexicon) -> None:
        ranking = shipped_ranking()
        self.index = SearchIndex(entries, words, ranking)
        self.retriever = LexicalRetriever(self.index, words, ranking)
        self.weigher = Weigher(self.index, words.scope.topics)

    def rows(self, questions: Iterable[Question]) -> list[tuple[Evidence, bool, bool, bool]]:
        """(evidence, first hit right, right among the first three, asks for a procedure)."""
        rows = []
        for question in questions:
            text = clean(question.text)
            reading = self.index.reader.read(text)
            if reading.gate:
                continue
            hits = self.retriever.search(Query(text, fold(text), reading), 10)
            codes = [hit.code for hit in hits]
            first = bool(codes) and codes[0] in question.accept
            among = bool(question.accept & set(codes[:3]))
            rows.append((self.weigher.weigh(reading, hits), first, among, bool(question.accept)))
        return rows


def curated_examples(entries: Sequence[Entry], index: SearchIndex) -> list[Question]:
    """People's own words for curated records; every level of the procedure counts as right."""
    found = []
    for entry in entries:
        family = index.families[index.numbers[entry.code]]
        codes = frozenset(
            other.code for other, key in zip(entries, index.families, strict=True) if key == family
        )
        found += [Question(example, codes, "example") for example in entry.examples]
    return found


def fitted(features: Floats, right: Floats, weights: Floats) -> Floats:
    """Coefficients (intercept first) of a ridge-penalised logistic regression, by Newton steps."""
    columns = np.hstack([np.ones((len(features), 1)), features])
    ridge = _RIDGE * np.eye(columns.shape[1])
    ridge[0, 0] = 0.0
    found = np.zeros(columns.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-columns @ found))
        slope = columns.T @ (weights * (chance - right)) + ridge @ found
        curve = (columns * (weights * chance * (1 - chance))[:, None]).T @ columns + ridge
        found -= np.linalg.solve(curve, slope)
    return found


def worth(
    chance: float, first: bool, among: bool, asks: bool, answer: float, clarify: float
) -> float:
    """Worth of what is decided at these limits."""
    if chance < clarify:
        return WORTH["refused" if asks else "kept_out"]
    if chance >= answer:
        return WORTH["right" if first else "wrong"]
    return WORTH["asked" if among else "asked_in_vain"]


def main() -> None:
    """Fit and print."""
    words = SearchSettings().lexicon()
    entries = national_entries()
    whole = Searcher(entries, words)
    without = Searcher([replace(entry, examples=()) for entry in entries], words)
    asked = own_questions("tune") + [q for q in dev_questions() if q.kind != IN_RECORDS_AFTER_ALL]
    asked += [question.unaccented for question in asked]
    rows = [(row, 1.0) for row in whole.rows(asked)]
    rows += [(row, OUTSIDE) for row in whole.rows(out_of_scope_messages())]
    rows += [(row, EXAMPLES) for row in without.rows(curated_examples(entries, whole.index))]
    features = np.array([row[0].values() for row, _ in rows])
    right = np.array([row[1] for row, _ in rows], dtype=np.float64)
    weights = np.array([weight for _, weight in rows])
    found = fitted(features, right, weights)
    chances = 1 / (1 + np.exp(-(found[0] + features @ found[1:])))
    answer, clarify = max(
        (
            (a, c)
            for a, c in product(np.arange(0.3, 0.95, 0.02), np.arange(0.02, 0.6, 0.02))
            if c <= a
        ),
        key=lambda limits: sum(
            weight * worth(chance, *row[1:], *limits)
            for (row, weight), chance in zip(rows, chances, strict=True)
        ),
    )
    print_rule(found, float(answer), float(clarify))


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
        "covered": shipped.covered,
        "lone_topic": shipped.lone_topic,
        "tie": shipped.tie,
        "near": shipped.near,
    }
    print(
        "# When to answer, to ask back and to say that there is no answer (knowledge/decision.py)."
    )
    print("# Chosen by `python -m benchmarks.tune_decision`; the four last: set by hand.")
    print(yaml.safe_dump(rule, allow_unicode=True, sort_keys=False), end="")


if __name__ == "__main__":
    main()
