"""How often a method is right, when it answers, and how long it takes."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.search.data import Question
from benchmarks.search.method import Found

Search = Callable[[str], Found]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, what was found for it, and the time that took."""

    question: Question
    found: Found
    ms: float

    @property
    def place(self) -> int | None:
        """Place of the first right code, from 1; None where there is none."""
        codes = self.found.codes
        return next((n for n, c in enumerate(codes, 1) if c in self.question.accept), None)


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares (0-1) of questions that ask for a procedure, and of those that must not be answered.

    asked, outside: how many there are of each; a share of none is 0. mrr: mean reciprocal rank
    among the first ten. refused: asked, and told that there is nothing. answered_wrong: asked, and
    answered with another procedure. clarified: asked, and asked back. answered_out, clarified_out:
    of those outside.
    """

    asked: int
    outside: int
    top1: float
    top3: float
    mrr: float
    refused: float
    answered_wrong: float
    clarified: float
    answered_out: float
    clarified_out: float


def answered(questions: Iterable[Question], search: Search) -> list[Answered]:
    """Ask them one by one."""
    found = []
    for question in questions:
        started = time.perf_counter()
        result = search(question.text)
        found.append(Answered(question, result, (time.perf_counter() - started) * 1000))
    return found


def quality(answers: Sequence[Answered]) -> Quality:
    """Count."""
    asked = [a for a in answers if a.question.accept]
    outside = [a.found.decision for a in answers if not a.question.accept]
    places = [a.place for a in asked]
    decisions = [a.found.decision for a in asked]
    wrong = [a.found.decision == "answer" and a.place != 1 for a in asked]
    return Quality(
        asked=len(asked),
        outside=len(outside),
        top1=share(place == 1 for place in places),
        top3=share(place is not None and place <= 3 for place in places),
        mrr=mean(1 / place if place else 0.0 for place in places),
        refused=share(decision == "none" for decision in decisions),
        answered_wrong=share(wrong),
        clarified=share(decision == "clarify" for decision in decisions),
        answered_out=share(decision == "answer" for decision in outside),
        clarified_out=share(decision == "clarify" for decision in outside),
    )


def by_kind(answers: Iterable[Answered]) -> dict[str, list[Answered]]:
    """Taken apart by how the question is put, the most frequent kind first."""
    found: dict[str, list[Answered]] = {}
    for answer in answers:
        found.setdefault(answer.question.kind, []).append(answer)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def mean(values: Iterable[float]) -> float:
    """0 where there are none."""
    known = list(values)
    return round(sum(known) / len(known), 4) if known else 0.0


def share(held: Iterable[bool]) -> float:
    """Of all, how many hold; 0 where there are none."""
    return mean(map(float, held))


def percentile(times: Iterable[float], part: float) -> float:
    """The time that `part` (0-1) of `times` do not exceed; 0 where there are none."""
    known = sorted(times)
    return round(known[min(len(known) - 1, int(part * len(known)))], 3) if known else 0.0
