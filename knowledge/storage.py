"""Writing procedure records. Every statement that changes `knowledge.procedure_record` is here."""

from collections.abc import AsyncIterator, Iterable, Sequence

from sqlalchemy import Text, bindparam, cast, func, select, text, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession

from knowledge.facts import Facts, facts_of
from knowledge.national.record import NationalProcedure
from knowledge.plan import Key, Review, Stored
from knowledge.published import Origin
from knowledge.record import CuratedProcedure, Procedure
from knowledge.rows import NewRow
from knowledge.tables import CHANGED, ProcedureRow, Revision

_BATCH = 200
_KEY = ("code", "origin")


class ProcedureStore:
    """What an import reads and writes, inside the transaction of `session`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def codes(self, origin: Origin) -> set[str]:
        """Codes of all stored records of `origin`."""
        statement = select(ProcedureRow.code).where(ProcedureRow.origin == origin)
        return set(await self._session.scalars(statement))

    async def known_beside(self, records: Sequence[Procedure]) -> dict[Key, Stored]:
        """What is stored under the codes of `records`, of both origins.

        `facts` are filled in for the other origin only: those are what `records` are compared with.
        """
        codes = [record.code for record in records]
        curated = any(isinstance(record, CuratedProcedure) for record in records)
        other: Origin = "national" if curated else "curated"
        facts = await self._facts(codes, other)
        rows = await self._session.execute(
            select(
                ProcedureRow.code,
                ProcedureRow.origin,
                ProcedureRow.content_hash,
                ProcedureRow.checked_facts,
                ProcedureRow.needs_review,
                ProcedureRow.review_reason,
                ProcedureRow.review_since,
            ).where(ProcedureRow.code.in_(codes))
        )
        return {
            (code, _origin(origin)): Stored(
                content,
                facts.get(code, {}) if origin == other else {},
                checked,
                needs_review,
                reason,
                since,
            )
            for code, origin, content, checked, needs_review, reason, since in rows
        }

    async def write(self, rows: Sequence[NewRow]) -> AsyncIterator[int]:
        """Insert or replace `rows`, leaving their review state alone; yields how many are done."""
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            await self._session.execute(_UPSERT, [row.values() for row in batch])
            yield start + len(batch)

    async def review(self, reviews: Iterable[Review]) -> None:
        """Set the review state of curated records."""
        for review in reviews:
            await self._session.execute(
                update(ProcedureRow)
                .where(ProcedureRow.code == review.code, ProcedureRow.origin == "curated")
                .values(
                    checked_facts=review.checked_facts,
                    needs_review=review.needs_review,
                    review_reason=review.reason,
                    review_since=review.since,
                )
            )

    async def announce(self) -> int:
        """Raise the revision and notify who listens, both at commit; returns the new revision."""
        raised = (
            insert(Revision)
            .values(id=1, number=1)
            .on_conflict_do_update(index_elements=["id"], set_={"number": Revision.number + 1})
            .returning(Revision.number)
        )
        number = await self._session.scalar(raised)
        await self._session.execute(select(func.pg_notify(CHANGED, str(number))))
        return number or 0

    async def lock(self, key: int, wait: str) -> None:
        """Hold the advisory lock `key` to the end of the transaction.

        wait: how long to wait for it, as PostgreSQL writes times; then raises OperationalError.
        """
        await self._session.execute(text(f"SET LOCAL lock_timeout = '{wait}'"))
        await self._session.execute(select(func.pg_advisory_xact_lock(key)))

    async def _facts(self, codes: Sequence[str], origin: Origin) -> dict[str, Facts]:
        kind = CuratedProcedure if origin == "curated" else NationalProcedure
        rows = await self._session.execute(
            select(ProcedureRow.code, cast(ProcedureRow.record, Text)).where(
                ProcedureRow.code.in_(codes), ProcedureRow.origin == origin
            )
        )
        return {code: facts_of(kind.model_validate_json(record)) for code, record in rows}


def _origin(name: str) -> Origin:
    return "curated" if name == "curated" else "national"


_INSERT = insert(ProcedureRow).values(
    {name: bindparam(name) for name in NewRow.__slots__ if name not in {"record", "facts"}}
    | {
        "record": cast(bindparam("record", type_=Text), JSONB),
        "facts_hash": bindparam("facts_hash"),
    }
)
_UPSERT = _INSERT.on_conflict_do_update(
    index_elements=_KEY,
    set_={
        name: _INSERT.excluded[name]
        for name in (*NewRow.__slots__, "facts_hash")
        if name not in {*_KEY, "facts"}
    }
    | {"imported_at": func.now()},
)
