"""What an import has to write, decided without a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from knowledge.facts import Facts, differences, facts_hash
from knowledge.published import Origin
from knowledge.record import CuratedProcedure, Procedure
from knowledge.rows import VIETNAM, NewRow, row_of

Key = tuple[str, Origin]


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds of one record. `facts` only where the plan needs them."""

    content_hash: str
    facts: Facts = field(default_factory=dict)
    checked_facts: Facts | None = None
    needs_review: bool = False
    review_reason: str = ""
    review_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """State of a curated record beside the national facts of its code."""

    code: str
    checked_facts: Facts | None
    needs_review: bool = False
    reason: str = ""
    since: datetime | None = None


@dataclass(slots=True)
class Plan:
    """write: rows to insert or replace. reviews: curated rows whose review state changes.

    marked: the reviews that newly ask for a person. The rest are codes, for the report.
    """

    write: list[NewRow] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    marked: list[Review] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)

    @property
    def writes(self) -> int:
        """Rows that would be written; 0 when the database already says all this."""
        return len({row.key for row in self.write} | {(r.code, "curated") for r in self.reviews})


def plan_import(records: Iterable[Procedure], stored: Mapping[Key, Stored], now: datetime) -> Plan:
    """Compare `records`, all of one origin, with what is stored.

    A curated record is never overwritten by a national one: where the national facts differ from
    those it was checked against, it is marked. Its first meeting with the national record sets
    those facts; a curated record that was edited and whose `last_checked` is not before the day of
    the mark was checked again, against the national facts as they are now.
    """
    plan = Plan()
    for record in records:
        row = row_of(record)
        known = stored.get(row.key)
        if known is None:
            plan.new.append(row.code)
        elif known.content_hash != row.content_hash:
            plan.changed.append(row.code)
        else:
            plan.unchanged.append(row.code)
        if known is None or known.content_hash != row.content_hash:
            plan.write.append(row)
        if isinstance(record, CuratedProcedure):
            _curated_came(plan, record, row, known, stored.get((row.code, "national")), now)
        else:
            _national_came(plan, row, stored.get((row.code, "curated")), now)
    return plan


def _national_came(plan: Plan, row: NewRow, curated: Stored | None, now: datetime) -> None:
    if curated is not None:
        _compare(plan, row.code, curated, curated.facts, row.facts, now)


def _curated_came(
    plan: Plan,
    record: CuratedProcedure,
    row: NewRow,
    known: Stored | None,
    national: Stored | None,
    now: datetime,
) -> None:
    before = known or Stored(content_hash="")
    edited = before.content_hash != row.content_hash
    if edited and before.needs_review and _checked_since(record, before.review_since):
        before = replace(before, checked_facts=None)
    if national is not None:
        _compare(plan, row.code, before, row.facts, national.facts, now)


def _checked_since(record: CuratedProcedure, since: datetime | None) -> bool:
    marked_on = since.astimezone(VIETNAM).date() if since else None
    return bool(marked_on and record.last_checked and record.last_checked >= marked_on)


def _compare(
    plan: Plan, code: str, curated: Stored, ours: Facts, national: Facts, now: datetime
) -> None:
    if curated.checked_facts is None:
        reason = _at_first_meeting(ours, national)
        checked = national
    else:
        checked = curated.checked_facts
        same = facts_hash(checked) == facts_hash(national)
        reason = "" if same else differences(checked, national)
        if same and curated.needs_review and _at_first_meeting(ours, national):
            return
    before = Review(
        code,
        curated.checked_facts,
        curated.needs_review,
        curated.review_reason,
        curated.review_since,
    )
    since = (curated.review_since or now) if reason else None
    after = Review(code, checked, bool(reason), reason, since)
    if after != before:
        plan.reviews.append(after)
        if reason and (not before.needs_review or reason != before.reason):
            plan.marked.append(after)


def _at_first_meeting(ours: Facts, national: Facts) -> str:
    """Only what both sides copy letter by letter is compared; the rest is in our own words."""
    shared = [kind for kind in ("decision", "levels") if ours.get(kind) and national.get(kind)]
    return differences({k: ours[k] for k in shared}, {k: national[k] for k in shared})
