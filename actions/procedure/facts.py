"""What a record says about one aspect, or why it cannot be said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from actions.paging import Page, page_of, shortened
from knowledge.published import PublishedProcedure
from knowledge.record import Aspect, Fee, Paper, Submission, SubmissionChannel, TimeLimit

LIST_BUDGET = 330
"""Characters left for a list once the title and the source are written."""
_LONGEST_ITEM = 300
_LONGEST_SUMMARY = 90
_DISTRICT = re.compile(
    r"(?i)\b(?:cấp|ubnd|ủy ban nhân dân|uỷ ban nhân dân)\s+huyện\b|\bquận,? huyện\b"
)

_FIELDS: Mapping[Aspect, tuple[str, ...]] = {
    Aspect.PAPERS: ("papers",),
    Aspect.FEE: ("submissions",),
    Aspect.TIME_LIMIT: ("submissions",),
    Aspect.WHERE: ("agency", "address"),
    Aspect.STEPS: ("steps",),
    Aspect.CONDITIONS: ("conditions",),
    Aspect.FORM: ("papers",),
    Aspect.RESULT: ("results",),
    Aspect.LEGAL_BASIS: ("legal_bases",),
    Aspect.ONLINE: ("submissions",),
    Aspect.OVERVIEW: (),
}


class State(StrEnum):
    """Whether a fact can be shown."""

    KNOWN = "known"
    MISSING = "missing"
    """The record does not give it."""
    STALE = "stale"
    """The record still speaks of the district level, abolished on 1 July 2025."""
    UNCLEAR = "unclear"
    """The table of the source could not be read with certainty."""


@dataclass(frozen=True, slots=True)
class ByChannel:
    """The same values for some channels of submission; `everywhere`: for all there are."""

    channels: tuple[SubmissionChannel, ...]
    values: tuple[Any, ...]
    everywhere: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One aspect, ready for its template `procedure/<aspect>.j2`.

    incomplete: part of the source's table could not be read, so the list may lack something.
    """

    aspect: Aspect
    state: State
    values: Mapping[str, Any]
    page: Page[Any] | None = None
    incomplete: bool = False


def facts_of(published: PublishedProcedure, aspect: Aspect, *, page: int = 1) -> Facts:
    """What `published` says about `aspect`; long lists as page `page`, from 1."""
    fields = _FIELDS[aspect]
    if published.stale_parts.intersection(fields):
        return Facts(aspect, State.STALE, {})
    values, listed = _READERS[aspect](published)
    unclear = bool(published.raw_parts.intersection(fields))
    if not values and not listed:
        ask_at = "".join(_texts([shortened(published.record.agency, _LONGEST_SUMMARY)]))
        return Facts(aspect, State.UNCLEAR if unclear else State.MISSING, {"ask_at": ask_at})
    shown = _page(aspect, listed, page) if listed else None
    return Facts(aspect, State.KNOWN, values, shown, incomplete=unclear)


def known_aspects(published: PublishedProcedure) -> list[Aspect]:
    """Aspects the record has facts for, the most asked first."""
    return [each for each in MOST_ASKED if facts_of(published, each).state is State.KNOWN]


MOST_ASKED = (
    Aspect.PAPERS,
    Aspect.FEE,
    Aspect.TIME_LIMIT,
    Aspect.WHERE,
    Aspect.ONLINE,
    Aspect.STEPS,
    Aspect.FORM,
    Aspect.CONDITIONS,
    Aspect.RESULT,
    Aspect.LEGAL_BASIS,
)

_Read = tuple[Mapping[str, Any], Sequence[Any]]


def _page(aspect: Aspect, items: Sequence[Any], number: int) -> Page[Any]:
    sizes = _paper_sizes(items) if aspect is Aspect.PAPERS else [len(item) + 4 for item in items]
    return page_of(items, sizes, budget=LIST_BUDGET, number=number)


def _paper_sizes(papers: Sequence[Paper]) -> list[int]:
    """With the line that names the case before the first paper of each."""
    cases = ["", *(paper.case for paper in papers)]
    return [
        len(paper.name) + 18 + (len(paper.case) + 2 if paper.case != before else 0)
        for paper, before in zip(papers, cases, strict=False)
    ]


def _texts(texts: Iterable[str]) -> list[str]:
    """Shortened; what speaks of the district level is left out."""
    return [shortened(text, _LONGEST_ITEM) for text in texts if not _DISTRICT.search(text)]


def _papers(published: PublishedProcedure) -> _Read:
    papers = [
        paper.model_copy(update={"name": shortened(paper.name, _LONGEST_ITEM)})
        for paper in published.record.papers
        if not _DISTRICT.search(paper.name)
    ]
    common = [paper for paper in papers if not paper.case]
    cases = list(dict.fromkeys(paper.case for paper in papers if paper.case))
    by_case = [paper for case in cases for paper in papers if paper.case == case]
    return {"cases": cases, "sets": published.record.sets} if papers else {}, [*common, *by_case]


def _fees(published: PublishedProcedure) -> _Read:
    def shown(submission: Submission) -> tuple[Fee, ...]:
        return tuple(fee for fee in submission.fees if fee.amount is not None or fee.note)

    rows = _by_channel(published, shown)
    return ({"rows": rows} if rows else {}), ()


def _time_limits(published: PublishedProcedure) -> _Read:
    def shown(submission: Submission) -> tuple[TimeLimit, ...]:
        return tuple(
            limit
            for limit in submission.time_limits
            if limit.note or (limit.amount is not None and limit.unit is not None)
        )

    rows = _by_channel(published, shown)
    return ({"rows": rows} if rows else {}), ()


def _by_channel(published: PublishedProcedure, shown: Any) -> list[ByChannel]:
    submissions = published.record.submissions
    grouped: dict[tuple[Any, ...], list[SubmissionChannel]] = {}
    for submission in submissions:
        grouped.setdefault(shown(submission), []).append(submission.channel)
    everywhere = len(grouped) == 1
    return [
        ByChannel(tuple(channels), values, everywhere)
        for values, channels in grouped.items()
        if values
    ]


def _where(published: PublishedProcedure) -> _Read:
    record = published.record
    places = _texts(filter(None, (record.agency, record.address)))
    if not places:
        return {}, ()
    in_person = (s for s in record.submissions if s.channel is SubmissionChannel.IN_PERSON)
    notes = _texts(filter(None, (submission.note for submission in in_person)))
    agency = _texts([record.agency]) if record.agency else []
    return {
        "agency": "".join(agency),
        "address": "".join(places[len(agency) :]),
        "note": "".join(notes),
        "channels": tuple(submission.channel for submission in record.submissions),
    }, ()


def _online(published: PublishedProcedure) -> _Read:
    submissions = published.record.submissions
    if not submissions:
        return {}, ()
    online = next((s for s in submissions if s.channel is SubmissionChannel.ONLINE), None)
    return {
        "possible": online is not None,
        "note": shortened(online.note, _LONGEST_ITEM) if online else "",
        "channels": tuple(submission.channel for submission in submissions),
    }, ()


def _forms(published: PublishedProcedure) -> _Read:
    forms = dict.fromkeys(paper.form for paper in published.record.papers if paper.form)
    return {}, _texts(forms)


def _legal_bases(published: PublishedProcedure) -> _Read:
    bases = published.record.legal_bases
    return {}, [f"{each.number}: {each.title}" if each.title else each.number for each in bases]


def _overview(published: PublishedProcedure) -> _Read:
    fees, times = facts_of(published, Aspect.FEE), facts_of(published, Aspect.TIME_LIMIT)
    where = facts_of(published, Aspect.WHERE)
    return {
        "agency": shortened(where.values.get("agency", ""), _LONGEST_SUMMARY),
        "channels": tuple(submission.channel for submission in published.record.submissions),
        "fees": fees.values.get("rows", []),
        "times": times.values.get("rows", []),
        "results": _texts(published.record.results)[:1],
        "limit": _LONGEST_SUMMARY,
    }, ()


_READERS: Mapping[Aspect, Any] = {
    Aspect.PAPERS: _papers,
    Aspect.FEE: _fees,
    Aspect.TIME_LIMIT: _time_limits,
    Aspect.WHERE: _where,
    Aspect.STEPS: lambda published: ({}, _texts(published.record.steps)),
    Aspect.CONDITIONS: lambda published: ({}, _texts(published.record.conditions)),
    Aspect.FORM: _forms,
    Aspect.RESULT: lambda published: ({}, _texts(published.record.results)),
    Aspect.LEGAL_BASIS: _legal_bases,
    Aspect.ONLINE: _online,
    Aspect.OVERVIEW: _overview,
}
