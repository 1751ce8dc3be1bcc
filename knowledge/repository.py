"""Reading procedure records: what is published, by code, field or all."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, Text, and_, cast, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from knowledge.national.record import NationalProcedure
from knowledge.published import PublishedProcedure, published_curated, published_national
from knowledge.record import CuratedProcedure
from knowledge.rows import VIETNAM
from knowledge.tables import ProcedureRow, Revision


@dataclass(frozen=True, slots=True)
class FieldCount:
    """A field (lĩnh vực) and how many procedures of it are published."""

    field: str
    count: int


@dataclass(frozen=True, slots=True)
class Review:
    """A curated record whose national facts changed after it was checked.

    reason: Vietnamese, one line a fact: `Lệ phí nộp trực tuyến: 7.000 đ → 10.000 đ`.
    """

    code: str
    short_name: str
    reason: str
    since: datetime


class ProcedureRepository:
    """What is published on one day: in force, the curated record before the national one.

    A curated record whose validity ended takes its code off, whatever the national record says;
    one whose validity has not begun leaves the national record in its place.
    """

    def __init__(self, session: AsyncSession, *, today: date | None = None) -> None:
        """today: the day validity is judged by; default: now in Viet Nam."""
        self._session = session
        self._today = today or datetime.now(VIETNAM).date()

    async def published(self, code: str) -> PublishedProcedure | None:
        """The procedure of that code, or None if there is none in force."""
        found = await self._read(self._shown().where(ProcedureRow.code == code))
        return found[0] if found else None

    async def all_published(self) -> list[PublishedProcedure]:
        """Every procedure in force, by code; for building indexes."""
        return await self._read(self._shown().order_by(ProcedureRow.code))

    async def fields(self) -> list[FieldCount]:
        """Fields with their number of published procedures, the largest first."""
        count = func.count()
        statement = (
            select(ProcedureRow.field, count)
            .where(*self._in_force())
            .group_by(ProcedureRow.field)
            .order_by(count.desc(), ProcedureRow.field)
        )
        return [FieldCount(field, n) for field, n in await self._session.execute(statement)]

    async def by_field(
        self, field: str, limit: int = 10, offset: int = 0
    ) -> list[PublishedProcedure]:
        """One page of the procedures of `field` (as `fields` spells it), by short name."""
        page = (
            self._shown()
            .where(ProcedureRow.field == field)
            .order_by(ProcedureRow.short_name, ProcedureRow.code)
        )
        return await self._read(page.limit(limit).offset(offset))

    async def revision(self) -> int:
        """Number that grows with every change of the records; 0 before the first."""
        return await self._session.scalar(select(Revision.number)) or 0

    async def needing_review(self) -> list[Review]:
        """Curated records marked for review, the longest waiting first."""
        statement = (
            select(
                ProcedureRow.code,
                ProcedureRow.short_name,
                ProcedureRow.review_reason,
                ProcedureRow.review_since,
            )
            .where(ProcedureRow.needs_review)
            .order_by(ProcedureRow.review_since, ProcedureRow.code)
        )
        rows = await self._session.execute(statement)
        return [Review(code, name, why, since) for code, name, why, since in rows if since]

    def _in_force(self) -> tuple[ColumnElement[bool], ...]:
        today = literal(self._today)
        curated = aliased(ProcedureRow)
        decided_by_curator = (
            select(curated.code)
            .where(
                curated.code == ProcedureRow.code,
                curated.origin == "curated",
                or_(curated.valid_from.is_(None), curated.valid_from <= today),
            )
            .exists()
        )
        return (
            or_(ProcedureRow.valid_from.is_(None), ProcedureRow.valid_from <= today),
            or_(ProcedureRow.valid_to.is_(None), ProcedureRow.valid_to >= today),
            or_(ProcedureRow.origin == "curated", ~decided_by_curator),
        )

    def _shown(self) -> Select[str, str, bool, list[str], str]:
        national = aliased(ProcedureRow)
        return (
            select(
                ProcedureRow.origin,
                cast(ProcedureRow.record, Text).label("shown"),
                ProcedureRow.needs_review,
                ProcedureRow.warnings,
                cast(national.record, Text).label("beside"),
            )
            .outerjoin(
                national,
                and_(
                    national.code == ProcedureRow.code,
                    national.origin == "national",
                    ProcedureRow.origin == "curated",
                ),
            )
            .where(*self._in_force())
        )

    async def _read(
        self, statement: Select[str, str, bool, list[str], str]
    ) -> list[PublishedProcedure]:
        rows = await self._session.execute(statement)
        return [_published(*row) for row in rows]


def _published(
    origin: str, record: str, needs_review: bool, warnings: list[str], national: str | None
) -> PublishedProcedure:
    if origin == "national":
        return published_national(NationalProcedure.model_validate_json(record))
    beside = NationalProcedure.model_validate_json(national) if national else None
    return published_curated(
        CuratedProcedure.model_validate_json(record),
        beside,
        warnings=tuple(warnings),
        needs_review=needs_review,
    )
