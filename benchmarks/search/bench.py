"""Search over the national list: how often it is right, when it answers, how long it takes.

    python -m benchmarks.search.bench

Runs the dev questions and both parts of our own, as typed and without accents, and beside them
plain BM25 over syllables (bm25s as its README uses it, names only) in the same run. The last line
is one JSON object. Of the dev questions, those labelled `out_of_kb` (khai sinh, hộ kinh doanh,
chứng thực) are held by these records after all: they are told apart, not counted as out of scope.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import bm25s

from benchmarks.search.data import (
    EXPORT,
    Question,
    dev_questions,
    national_entries,
    out_of_scope_messages,
    own_questions,
)
from common.text import nfc, syllables
from knowledge.answering import Answerer, lexical_answerer
from knowledge.corpus import Entry
from knowledge.search_settings import SearchSettings

IN_RECORDS_AFTER_ALL = "out_of_kb"
WARM_UP = 20

Search = Callable[[str], Sequence[str]]


@dataclass
class Figures:
    """Shares of in-scope and out-of-scope questions, and times."""

    asked: int = 0
    top1: int = 0
    top3: int = 0
    refused: int = 0
    clarified: int = 0
    answered_wrong: int = 0
    outside: int = 0
    outside_answered: int = 0
    times: list[float] = field(default_factory=list)

    def take(self, question: Question, answerer: Answerer) -> None:
        """Ask and count."""
        started = time.perf_counter()
        finding = answerer.ask(question.text)
        self.times.append((time.perf_counter() - started) * 1000)
        codes = [hit.code for hit in finding.hits]
        self.clarified += finding.decision == "clarify"
        if not question.accept:
            self.outside += 1
            self.outside_answered += finding.decision == "answer"
            return
        right = codes[:1] != [] and codes[0] in question.accept
        self.asked += 1
        self.top1 += right
        self.top3 += bool(question.accept & set(codes[:3]))
        self.refused += finding.decision == "none"
        self.answered_wrong += finding.decision == "answer" and not right

    def shares(self) -> dict[str, float]:
        """The figures as shares of the questions they concern."""
        asked, outside = self.asked or 1, self.outside or 1
        return {
            "questions": self.asked + self.outside,
            "top1": round(self.top1 / asked, 4),
            "top3": round(self.top3 / asked, 4),
            "answered_wrong": round(self.answered_wrong / asked, 4),
            "in_scope_refused": round(self.refused / asked, 4),
            "out_of_scope_answered": round(self.outside_answered / outside, 4),
            "clarified": round(self.clarified / (self.asked + self.outside or 1), 4),
        }


def measured(questions: Iterable[Question], answerer: Answerer) -> Figures:
    """Figures over `questions`."""
    figures = Figures()
    for question in questions:
        figures.take(question, answerer)
    return figures


def plain_bm25(entries: Sequence[Entry]) -> Search:
    """bm25s with its own numbers over the syllables of names, the named peer."""

    def terms(text: str) -> list[str]:
        return syllables(nfc(text).lower())

    index = bm25s.BM25()
    index.index([terms(entry.name) for entry in entries], show_progress=False)

    def search(text: str) -> Sequence[str]:
        known = [term for term in terms(text) if term in index.vocab_dict]
        if not known:
            return []
        found, _ = index.retrieve([known], k=10, show_progress=False, n_threads=0)
        return [entries[int(number)].code for number in found[0]]

    return search


def peer_shares(questions: Iterable[Question], search: Search) -> tuple[float, float, list[float]]:
    """Share of right first hits, among the first three, and times in ms."""
    first = among = asked = 0
    times = []
    for question in questions:
        if question.accept:
            started = time.perf_counter()
            codes = search(question.text)
            times.append((time.perf_counter() - started) * 1000)
            asked += 1
            first += codes[:1] != [] and codes[0] in question.accept
            among += bool(question.accept & set(codes[:3]))
    return first / asked, among / asked, times


def percentile(times: Sequence[float], share: float) -> float:
    """The time that `share` of `times` do not exceed."""
    return round(sorted(times)[min(len(times) - 1, int(share * len(times)))], 3)


def report(answerer: Answerer, peer: Search) -> dict[str, object]:
    """All figures; the sets one by one go to standard output as a table."""
    dev = [q for q in dev_questions() if q.kind != IN_RECORDS_AFTER_ALL]
    after_all = [q for q in dev_questions() if q.kind == IN_RECORDS_AFTER_ALL]
    sets = {
        "dev": dev,
        "tune": own_questions("tune"),
        "held_out": own_questions("held_out"),
        "engine_out_of_scope": out_of_scope_messages(),
    }
    for question in [*dev, *sets["tune"]][:WARM_UP]:
        answerer.ask(question.text)
    for name, questions in sets.items():
        print(f"{name:20} {measured(questions, answerer).shares()}")
        bare = [question.unaccented for question in questions]
        print(f"{name + ', unaccented':20} {measured(bare, answerer).shares()}")
    told = {q.text: answerer.ask(q.text) for q in after_all}
    for text, finding in told.items():
        print(f"in the records after all: {text} -> {finding.decision} {finding.hits[0].name}")
    judged = sets["held_out"]
    bare = [question.unaccented for question in judged]
    tuned_on = measured([*dev, *(q.unaccented for q in dev)], answerer).shares()
    ours, ours_bare = measured(judged, answerer), measured(bare, answerer)
    theirs, theirs_bare = peer_shares(judged, peer), peer_shares(bare, peer)
    return summary(ours, ours_bare, theirs, theirs_bare) | {"dev_both_ways": tuned_on}


def summary(
    ours: Figures,
    bare: Figures,
    theirs: tuple[float, float, list[float]],
    theirs_bare: tuple[float, float, list[float]],
) -> dict[str, object]:
    """The last line: held-out questions, ours, plain BM25, and ours over it."""
    shares, bare_shares = ours.shares(), bare.shares()
    figures: dict[str, object] = {
        "questions": "held_out",
        **{key: shares[key] for key in ("top1", "top3")},
        "top1_unaccented": bare_shares["top1"],
        "top3_unaccented": bare_shares["top3"],
        **{
            key: shares[key]
            for key in ("out_of_scope_answered", "in_scope_refused", "answered_wrong", "clarified")
        },
        "p50_ms": percentile(ours.times + bare.times, 0.5),
        "p95_ms": percentile(ours.times + bare.times, 0.95),
        "bm25s_syllables": {
            "top1": round(theirs[0], 4),
            "top3": round(theirs[1], 4),
            "top1_unaccented": round(theirs_bare[0], 4),
            "top3_unaccented": round(theirs_bare[1], 4),
            "p50_ms": percentile(theirs[2], 0.5),
            "p95_ms": percentile(theirs[2], 0.95),
        },
    }
    return figures | {
        "top1_ratio": round(shares["top1"] / theirs[0], 2),
        "top3_ratio": round(shares["top3"] / theirs[1], 2),
        "top1_unaccented_ratio": round(bare_shares["top1"] / max(theirs_bare[0], 1e-3), 2),
        "p50_ratio": round(percentile(ours.times, 0.5) / percentile(theirs[2], 0.5), 2),
    }


def main() -> int:
    """Measure and print."""
    if not EXPORT.exists():
        print("../shared/data/procedures.jsonl.gz is not here.", file=sys.stderr)
        return 1
    entries = national_entries()
    started = time.perf_counter()
    answerer = lexical_answerer(entries, SearchSettings().lexicon())
    print(f"index of {answerer.size} procedures: {time.perf_counter() - started:.1f} s")
    print(json.dumps(report(answerer, plain_bm25(entries)), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
