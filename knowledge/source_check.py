"""Our records against the national records of their codes: every difference, and why it is."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from knowledge.facts import CHANNELS, LEVELS, UNITS
from knowledge.national.district import stale_parts
from knowledge.national.names import one_line
from knowledge.national.record import Caveat, NationalProcedure
from knowledge.record import (
    ComparedFact,
    CuratedProcedure,
    KnownDifference,
    Procedure,
    Submission,
    SubmissionChannel,
)
from knowledge.refusal import Refusal

_LINES = (ComparedFact.NAME, ComparedFact.FIELD, ComparedFact.DECISION)
_DISTRICT = re.compile(r"\bcấp\s+(?:quận|huyện)\b", re.IGNORECASE)
_DISTRICT_PLACE = re.compile(r"\b(?:quận|huyện)\b", re.IGNORECASE)
_NO_NUMBER = "không ghi số"


@dataclass(frozen=True, slots=True)
class Difference:
    """national, ours: the fact on either side, as Vietnamese phrases."""

    fact: ComparedFact
    channel: SubmissionChannel | None
    national: str
    ours: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found about one record of ours.

    explained: differences with the reason the record gives. faults: Vietnamese sentences about what
    no reason can excuse.
    """

    code: str
    short_name: str
    explained: tuple[tuple[Difference, str], ...] = ()
    unexplained: tuple[Difference, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether nothing is left to mend or to explain."""
        return not self.unexplained and not self.faults


def compare(record: CuratedProcedure, national: NationalProcedure | Refusal | None) -> Comparison:
    """`record` beside the national record of its code; None: the export has no such code."""
    faults = list(_faults(record))
    if not isinstance(national, NationalProcedure):
        reason = national.reason if national else "Bản xuất quốc gia không có mã này."
        return Comparison(record.code, record.short_name, faults=(reason, *faults))
    explained: list[tuple[Difference, str]] = []
    unexplained: list[Difference] = []
    idle = list(dict.fromkeys(record.differences))
    for difference in differences_between(national, record):
        known = _explanation(record.differences, difference)
        if known is None:
            unexplained.append(difference)
            continue
        explained.append((difference, known.reason))
        if known in idle:
            idle.remove(known)
    faults += [f"Lời giải thích thừa, không có khác biệt nào: {_place(known)}." for known in idle]
    return Comparison(
        record.code, record.short_name, tuple(explained), tuple(unexplained), tuple(faults)
    )


def differences_between(national: NationalProcedure, ours: Procedure) -> Iterator[Difference]:
    """Name, field, decision, levels, channels; amounts and times by channel; number of papers.

    Fees and time limits are compared on the channels both sides have; only their numbers count,
    because the notes beside them are our own words.
    """
    for fact in _LINES:
        yield from _if_differs(
            fact, one_line(getattr(national, fact)), one_line(getattr(ours, fact))
        )
    yield from _if_differs(ComparedFact.LEVELS, _levels(national), _levels(ours))
    theirs, own = _by_channel(national), _by_channel(ours)
    yield from _if_differs(ComparedFact.CHANNELS, _channels(theirs), _channels(own))
    for channel in (
        channel for channel in SubmissionChannel if channel in theirs and channel in own
    ):
        for fact, said in _BY_CHANNEL.items():
            yield from _if_differs(fact, said(theirs[channel]), said(own[channel]), channel)
    yield from _if_differs(ComparedFact.PAPERS, _papers(national), _papers(ours))


def _if_differs(
    fact: ComparedFact, national: str, ours: str, channel: SubmissionChannel | None = None
) -> Iterator[Difference]:
    if national != ours:
        yield Difference(fact, channel, national, ours)


def _explanation(
    known: Iterable[KnownDifference], difference: Difference
) -> KnownDifference | None:
    """What names the very channel goes before what is said of all."""
    of_fact = [item for item in known if item.fact is difference.fact]
    for channel in (difference.channel, None):
        for item in of_fact:
            if item.channel is channel:
                return item
    return None


def _faults(record: CuratedProcedure) -> Iterator[str]:
    if record.last_checked is None:
        yield "Thiếu ngày so với nguồn (last_checked)."
    reasons = " ".join(known.reason for known in record.differences)
    if _DISTRICT.search(record.model_dump_json() + reasons) or stale_parts(record):
        yield "Còn nhắc cấp hành chính đã bỏ từ 01/7/2025."
    elif _DISTRICT_PLACE.search("\n".join(_where_to_go(record))):
        yield "Còn chỉ người dân đến quận, huyện."


def _where_to_go(record: Procedure) -> Iterator[str]:
    yield from (record.agency, record.authority, record.address, *record.steps)
    yield from (row.note for row in record.submissions)


def _place(known: KnownDifference) -> str:
    return f"{known.fact}.{known.channel}" if known.channel else known.fact


def _levels(record: Procedure) -> str:
    return ", ".join(sorted(LEVELS[level] for level in record.levels)) or "không ghi"


def _by_channel(record: Procedure) -> dict[SubmissionChannel, list[Submission]]:
    rows: dict[SubmissionChannel, list[Submission]] = {}
    for row in record.submissions:
        rows.setdefault(row.channel, []).append(row)
    return rows


def _channels(rows: Iterable[SubmissionChannel]) -> str:
    return ", ".join(sorted(CHANNELS[channel] for channel in rows)) or "không ghi"


def _fees(rows: Iterable[Submission]) -> str:
    amounts = {fee.amount for row in rows for fee in row.fees if fee.amount is not None}
    phrases = (
        f"{amount:,} đồng".replace(",", ".") if amount else "miễn phí" for amount in sorted(amounts)
    )
    return ", ".join(phrases) or _NO_NUMBER


def _time_limits(rows: Iterable[Submission]) -> str:
    limits = {
        (limit.amount, UNITS[limit.unit])
        for row in rows
        for limit in row.time_limits
        if limit.amount is not None
    }
    phrases = (f"{amount:g} {unit}".replace(".", ",") for amount, unit in sorted(limits))
    return ", ".join(phrases) or _NO_NUMBER


def _papers(record: Procedure) -> str:
    lost = isinstance(record, NationalProcedure) and f"{Caveat.KEPT_RAW}:papers" in record.warnings
    if lost:
        return f"{len(record.papers)} và phần chữ không tách được"
    return str(len(record.papers))


_BY_CHANNEL: dict[ComparedFact, Callable[[Iterable[Submission]], str]] = {
    ComparedFact.FEES: _fees,
    ComparedFact.TIME_LIMITS: _time_limits,
}
