"""How far one person's rating of one dossier is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from feedback.scheme import RatingLevel, Scheme

Key = tuple[str, int]
"""Scheme id and question number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedDossier:
    """What a rating keeps of the dossier it is about.

    channel: the chat channel the rating comes through.
    officer_id, officer_name: None where the one-stop system does not say who handled it.
    """

    dossier_code: str
    procedure_code: str
    agency_id: str
    agency_name: str
    officer_id: str | None
    officer_name: str | None
    channel: str


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question as it is put to the person; `position` of `count` within its scheme, from 1."""

    scheme: str
    number: int
    text: str
    levels: tuple[RatingLevel, ...]
    position: int
    count: int


@dataclass(frozen=True, slots=True)
class ChosenAnswer:
    """An answer given so far; `label` is the wording of its level."""

    question: AskedQuestion
    score: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """State of a rating.

    next: None once every question is answered; then `comment_wanted` says whether to ask for one.
    completed_at: when the required schemes were complete, which made the rating valid.
    editable_until: end of the time for changes; None while the rating is a draft.
    """

    dossier_code: str
    next: AskedQuestion | None
    answers: tuple[ChosenAnswer, ...]
    comment: str | None
    completed_at: datetime | None
    editable_until: datetime | None

    @property
    def valid(self) -> bool:
        """Whether the rating counts."""
        return self.completed_at is not None

    @property
    def comment_wanted(self) -> bool:
        """Whether every question is answered and the person was not heard on a comment yet."""
        return self.next is None and self.comment is None

    def closed(self, now: datetime) -> bool:
        """Whether the time for changes is over."""
        return self.editable_until is not None and now > self.editable_until


def progress_of(
    dossier_code: str,
    schemes: Sequence[Scheme],
    scores: Mapping[Key, int],
    *,
    comment: str | None,
    completed_at: datetime | None,
    change_window: timedelta,
) -> Progress:
    """The state that follows from the scores given under `schemes` (in asking order)."""
    questions = [
        _asked(scheme, place) for scheme in schemes for place in range(len(scheme.questions))
    ]
    chosen = [
        ChosenAnswer(asked, score, _label(asked, score))
        for asked in questions
        if (score := scores.get((asked.scheme, asked.number))) is not None
    ]
    unanswered = (each for each in questions if (each.scheme, each.number) not in scores)
    return Progress(
        dossier_code=dossier_code,
        next=next(unanswered, None),
        answers=tuple(chosen),
        comment=comment,
        completed_at=completed_at,
        editable_until=completed_at + change_window if completed_at else None,
    )


def required_complete(schemes: Sequence[Scheme], scores: Mapping[Key, int]) -> bool:
    """Whether every question of every required scheme has an answer."""
    required = [scheme for scheme in schemes if scheme.required]
    return all((each.id, q.number) in scores for each in required for q in each.questions)


def _asked(scheme: Scheme, place: int) -> AskedQuestion:
    question = scheme.questions[place]
    return AskedQuestion(
        scheme=scheme.id,
        number=question.number,
        text=question.text,
        levels=question.levels,
        position=place + 1,
        count=len(scheme.questions),
    )


def _label(asked: AskedQuestion, score: int) -> str:
    return next((each.label for each in asked.levels if each.score == score), str(score))
