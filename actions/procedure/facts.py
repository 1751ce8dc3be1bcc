"""What a record says about one aspect, or why it cannot be said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from actions.paging import Page, page_of, shortened
from actions.procedure.amounts import (
    Amount,
    by_channel,
    fees_of,
    lines_of,
    size_of,
    time_limits_of,
)
from actions.procedure.texts import LONGEST_ITEM, items_of, of_today, office
from knowledge.national.record import Caveat
from knowledge.published import PublishedProcedure
from knowledge.record import Aspect, Paper, Submission, SubmissionChannel

LIST_BUDGET = 330
"""Characters a list may take where nothing else is known about the message around it."""
_LONGEST_OFFICE = 180
_SHORTEST_NOTE = 60
_LONGEST_CASE = 120
_LONGEST_SUMMARY = 90


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
class Facts:
    """One aspect, ready for its template `procedure/<aspect>.j2`.

    page: of a list; None where the template says all of `values` in a few lines.
    caveats: what a reader has to know about the source; labels of the section `caveats`.
    """

    aspect: Aspect
    state: State
    values: Mapping[str, Any]
    page: Page[Any] | None = None
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    values: Mapping[str, Any] = field(default_factory=dict)
    items: Sequence[Any] = ()
    sizes: Sequence[int] = ()


def facts_of(
    published: PublishedProcedure, aspect: Aspect, *, page: int = 1, budget: int = LIST_BUDGET
) -> Facts:
    """What `published` says about `aspect`; long lists as page `page`, from 1.

    budget: characters a page may hold.
    """
    fields, read = _ASPECTS[aspect]
    if published.stale_parts.intersection(fields):
        return Facts(aspect, State.STALE, {})
    found = read(published)
    caveats = _caveats(published, aspect, fields)
    if not found.values and not found.items:
        ask_at = {"ask_at": office(published.record.agency, _LONGEST_SUMMARY)}
        return Facts(aspect, State.UNCLEAR if "incomplete" in caveats else State.MISSING, ask_at)
    shown = None
    if found.items:
        shown = page_of(found.items, found.sizes, budget=budget, number=page)
    return Facts(aspect, State.KNOWN, found.values, shown, caveats)


def known_aspects(published: PublishedProcedure) -> list[Aspect]:
    """Aspects the record has facts for, the most asked first."""
    return [each for each in MOST_ASKED if facts_of(published, each).state is State.KNOWN]


def _caveats(
    published: PublishedProcedure, aspect: Aspect, fields: Sequence[str]
) -> tuple[str, ...]:
    kinds = {kind for kind, _, part in map(_split, published.warnings) if part in fields}
    incomplete = Caveat.KEPT_RAW in kinds or (aspect is Aspect.FEE and Caveat.UNCLEAR_FEE in kinds)
    named = {"incomplete": incomplete, "other_province": Caveat.OTHER_PROVINCE in kinds}
    return tuple(name for name, holds in named.items() if holds)


def _split(warning: str) -> tuple[str, str, str]:
    return warning.partition(":")


def _list(texts: Sequence[str]) -> _Read:
    items = items_of(texts)
    return _Read(items=items, sizes=[len(item) + 4 for item in items])


def _papers(published: PublishedProcedure) -> _Read:
    papers = [
        paper.model_copy(
            update={
                "name": shortened(paper.name, LONGEST_ITEM),
                "case": shortened(paper.case, _LONGEST_CASE),
            }
        )
        for paper in published.record.papers
        if of_today(paper.name)
    ]
    if not papers:
        return _Read()
    cases = list(dict.fromkeys(["", *(paper.case for paper in papers)]))
    ordered = [paper for case in cases for paper in papers if paper.case == case]
    return _Read({"sets": published.record.sets}, ordered, _paper_sizes(ordered))


def _paper_sizes(papers: Sequence[Paper]) -> list[int]:
    """With the line that names the case before the first paper of each."""
    cases = ["", *(paper.case for paper in papers)]
    return [
        len(paper.name) + 18 + (len(paper.case) + 2 if paper.case != before else 0)
        for paper, before in zip(papers, cases, strict=False)
    ]


def _amounts(
    published: PublishedProcedure, shown: Callable[[Submission], tuple[Amount, ...]]
) -> _Read:
    rows = by_channel(published.record.submissions, shown)
    if sum(row.size for row in rows) <= LIST_BUDGET:
        return _Read({"rows": rows} if rows else {})
    lines = lines_of(rows)
    return _Read({"rows": rows}, lines, [size_of(line.value) + len(line.case) for line in lines])


def _where(published: PublishedProcedure) -> _Read:
    record = published.record
    agency = office(record.agency, _LONGEST_OFFICE)
    address = office(record.address, _LONGEST_OFFICE)
    if not agency and not address:
        return _Read()
    in_person = (s.note for s in record.submissions if s.channel is SubmissionChannel.IN_PERSON)
    notes = items_of(note for note in in_person if note)
    room = LIST_BUDGET - len(agency) - len(address)
    return _Read(
        {
            "agency": agency,
            "address": address if address != agency else "",
            "note": shortened(notes[0], room) if notes and room > _SHORTEST_NOTE else "",
            "channels": _channels(published),
        }
    )


def _online(published: PublishedProcedure) -> _Read:
    submissions = published.record.submissions
    if not submissions:
        return _Read()
    online = [s for s in submissions if s.channel is SubmissionChannel.ONLINE]
    notes = items_of(submission.note for submission in online if submission.note)
    return _Read(
        {
            "possible": bool(online),
            "note": notes[0] if notes else "",
            "channels": _channels(published),
        }
    )


def _forms(published: PublishedProcedure) -> _Read:
    return _list(list(dict.fromkeys(paper.form for paper in published.record.papers if paper.form)))


def _legal_bases(published: PublishedProcedure) -> _Read:
    bases = published.record.legal_bases
    return _list([f"{each.number}: {each.title}" if each.title else each.number for each in bases])


def _overview(published: PublishedProcedure) -> _Read:
    fees, times = facts_of(published, Aspect.FEE), facts_of(published, Aspect.TIME_LIMIT)
    where = facts_of(published, Aspect.WHERE)
    return _Read(
        {
            "agency": ""
            if where.caveats
            else shortened(where.values.get("agency", ""), _LONGEST_SUMMARY),
            "channels": _channels(published),
            "fees": fees.values.get("rows", []),
            "times": times.values.get("rows", []),
            "results": items_of(published.record.results)[:1],
            "limit": _LONGEST_SUMMARY,
        }
    )


def _channels(published: PublishedProcedure) -> tuple[SubmissionChannel, ...]:
    met = {each.channel for each in published.record.submissions}
    return tuple(channel for channel in SubmissionChannel if channel in met)


_ASPECTS: Mapping[Aspect, tuple[tuple[str, ...], Callable[[PublishedProcedure], _Read]]] = {
    Aspect.PAPERS: (("papers",), _papers),
    Aspect.FEE: (("submissions",), lambda published: _amounts(published, fees_of)),
    Aspect.TIME_LIMIT: (("submissions",), lambda published: _amounts(published, time_limits_of)),
    Aspect.WHERE: (("agency", "address"), _where),
    Aspect.ONLINE: (("submissions",), _online),
    Aspect.STEPS: (("steps",), lambda published: _list(published.record.steps)),
    Aspect.FORM: (("papers",), _forms),
    Aspect.CONDITIONS: (("conditions",), lambda published: _list(published.record.conditions)),
    Aspect.RESULT: (("results",), lambda published: _list(published.record.results)),
    Aspect.LEGAL_BASIS: (("legal_bases",), _legal_bases),
    Aspect.OVERVIEW: ((), _overview),
}
"""Fields of the record each aspect is read from, and how; the most asked first."""

MOST_ASKED = tuple(aspect for aspect in _ASPECTS if aspect is not Aspect.OVERVIEW)
