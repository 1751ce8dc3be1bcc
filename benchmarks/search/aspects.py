"""How often the part a question asks about is found, on questions nothing was fitted to.

    python -m benchmarks.search.aspects

For each set: questions; share whose first part is right (`first`: one an officer could name first;
`likeliest`: the likeliest of them alone); share whose parts are all right and no other is named
(`parts`); each also without accents; microseconds a question. The sets: held-out halves of our own
and of the independent national questions, and the questions from outside.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.search.data import (
    Question,
    dev_questions,
    national_questions,
    own_questions,
)
from common.text import clean, fold
from knowledge.aspects import AspectWeights, features, shipped_weights
from knowledge.record import Aspect
from knowledge.search_settings import SearchSettings
from knowledge.understanding import Reader

DEV_LABELS = {
    "phi_le_phi": "fee",
    "thoi_han": "time_limit",
    "thanh_phan_ho_so": "papers",
    "tong_quan": "overview",
    "noi_nop": "where",
    "trinh_tu": "steps",
}
"""What the questions from outside call the parts."""

Asked = tuple[Aspect, ...]


@dataclass(slots=True)
class Figures:
    """Right answers to questions as typed and without accents."""

    questions: int = 0
    right: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, question: Question, typed: Asked, bare: Asked) -> None:
        """Count one question with the parts found in both spellings."""
        self.questions += 1
        for prefix, asked in (("", typed), ("bare_", bare)):
            first = asked[0].value if asked else "overview"
            for name, is_right in (
                ("first", first in {each[0] for each in question.aspects}),
                ("likeliest", first == question.aspect),
                ("parts", all_right(question, asked)),
            ):
                key = prefix + name
                self.right[key] = self.right.get(key, 0) + is_right

    def shares(self) -> dict[str, float]:
        """Shares of right answers; μs a question."""
        count = self.questions or 1
        shares = {name: round(right / count, 4) for name, right in self.right.items()}
        return {"questions": count, **shares, "us": round(self.seconds / count * 1e6)}


def all_right(question: Question, asked: Asked) -> bool:
    """Whether the parts found are an answer an officer could give, or several of them together."""
    found = {part.value for part in asked}
    answers = [set(each) - {"overview"} for each in question.aspects]
    inside = [answer for answer in answers if answer and answer <= found]
    return found in answers or (bool(inside) and set().union(*inside) == found)


def figures_of(questions: Iterable[Question], reader: Reader, weights: AspectWeights) -> Figures:
    """Figures of `questions`, each as typed and without accents."""
    figures = Figures()
    for question in questions:
        if not question.aspects:
            continue
        found = []
        for text in (question.text, fold(question.text)):
            reading = reader.read(clean(text))
            started = time.perf_counter()
            found.append(weights.asked(features(reading.words, reading.asked.sums)))
            figures.seconds += (time.perf_counter() - started) / 2
        figures.add(question, *found)
    return figures


def dev() -> list[Question]:
    """The questions from outside, with the parts as we call them."""
    return [
        Question(q.text, q.accept, q.kind, DEV_LABELS[q.aspect], ((DEV_LABELS[q.aspect],),))
        for q in dev_questions()
        if q.aspect
    ]


def main() -> None:
    """Measure the shipped weights."""
    reader = Reader(SearchSettings().lexicon())
    sets = {
        "own_held_out": own_questions("held_out"),
        "national_held_out": national_questions("held_out"),
        "dev": dev(),
    }
    for name, questions in sets.items():
        figures = figures_of(questions, reader, shipped_weights())
        print(json.dumps({name: figures.shares()}))


if __name__ == "__main__":
    main()
