"""Fees and time limits: they belong to channels of submission, which often agree."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain

from actions.paging import shortened
from actions.procedure.texts import LONGEST_ITEM, items_of
from knowledge.record import Fee, Submission, SubmissionChannel, TimeLimit

Amount = Fee | TimeLimit

_LONGEST_CASE = 100
_WITHOUT_NOTE = 24
"""Characters of an amount with its unit."""


@dataclass(frozen=True, slots=True)
class ByChannel:
    """The same amounts for some channels of submission.

    everywhere: for all there are. case: what the source says of them, where one of the channels has
    other amounts too, for another case.
    """

    channels: tuple[SubmissionChannel, ...]
    values: tuple[Amount, ...]
    everywhere: bool
    case: str = ""

    @property
    def size(self) -> int:
        """Characters it takes, roughly from above."""
        around = 12 * len(self.channels) + len(self.case)
        return around + sum(size_of(value) for value in self.values)


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One of many amounts, on a line of its own."""

    channels: tuple[SubmissionChannel, ...]
    value: Amount
    everywhere: bool
    case: str


def fees_of(submission: Submission) -> tuple[Amount, ...]:
    """Fees that say something."""
    return tuple(
        fee.model_copy(update={"note": shortened(fee.note, LONGEST_ITEM)})
        for fee in submission.fees
        if fee.amount is not None or fee.note
    )


def time_limits_of(submission: Submission) -> tuple[Amount, ...]:
    """Time limits that say something; a number that lost its unit does not."""
    return tuple(
        limit.model_copy(update={"note": shortened(limit.note, LONGEST_ITEM)})
        for limit in submission.time_limits
        if limit.note or (limit.amount is not None and limit.unit is not None)
    )


def by_channel(
    submissions: Sequence[Submission], shown: Callable[[Submission], tuple[Amount, ...]]
) -> list[ByChannel]:
    """Channels with equal amounts together, in the record's order; without those that have none."""
    grouped: dict[tuple[Amount, ...], list[Submission]] = {}
    for submission in submissions:
        grouped.setdefault(shown(submission), []).append(submission)
    times = Counter(chain.from_iterable(map(_channels, grouped.values())))
    return [
        ByChannel(
            channels=_channels(alike),
            values=values,
            everywhere=len(grouped) == 1,
            case=_case(alike) if any(times[each] > 1 for each in _channels(alike)) else "",
        )
        for values, alike in grouped.items()
        if values
    ]


def lines_of(rows: Sequence[ByChannel]) -> list[AmountLine]:
    """Each amount for itself."""
    return [
        AmountLine(row.channels, value, row.everywhere, row.case)
        for row in rows
        for value in row.values
    ]


def size_of(value: Amount) -> int:
    """Characters an amount takes, roughly from above."""
    return len(value.note) + _WITHOUT_NOTE


def _channels(submissions: Sequence[Submission]) -> tuple[SubmissionChannel, ...]:
    met = {submission.channel for submission in submissions}
    return tuple(channel for channel in SubmissionChannel if channel in met)


def _case(submissions: Sequence[Submission]) -> str:
    notes = items_of(submission.note for submission in submissions if submission.note)
    return shortened(notes[0], _LONGEST_CASE) if notes else ""
