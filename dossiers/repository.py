"""SQL of verification and of reports on unknown statuses."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from dossiers.status import UnknownStatus
from dossiers.tables import UnknownStatusReport, Verification, VerificationAttempt

_Attempt = VerificationAttempt


class VerificationRepository:
    """Attempts and verified states. The caller owns the transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def lock(self, user_key: str, dossier_code: str) -> None:
        """Until the transaction ends, nobody else counts guesses of this person or dossier."""
        for name in (f"dossiers:person:{user_key}", f"dossiers:dossier:{dossier_code}"):
            await self._session.execute(
                select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0)))
            )

    async def wrong_of_person(self, user_key: str) -> Sequence[datetime]:
        """Times of this person's guesses, oldest first; one that is being checked counts."""
        query = select(_Attempt.made_at).where(_Attempt.user_key == user_key)
        return (await self._session.scalars(query.order_by(_Attempt.made_at))).all()

    async def wrong_for_dossier(self, dossier_code: str) -> Sequence[datetime]:
        """Times of everybody's guesses for this dossier, oldest first."""
        query = select(_Attempt.made_at).where(_Attempt.dossier_code == dossier_code)
        return (await self._session.scalars(query.order_by(_Attempt.made_at))).all()

    async def attempt(self, user_key: str, attempt_key: str) -> VerificationAttempt | None:
        """The guess that this message carried, if it was made before."""
        query = select(_Attempt).where(
            _Attempt.user_key == user_key, _Attempt.attempt_key == attempt_key
        )
        return await self._session.scalar(query)

    async def begin(
        self, user_key: str, dossier_code: str, attempt_key: str | None, now: datetime
    ) -> int:
        """Count a guess before it is checked; returns its id."""
        attempt = VerificationAttempt(
            user_key=user_key,
            dossier_code=dossier_code,
            attempt_key=attempt_key,
            made_at=now,
            outcome="pending",
        )
        self._session.add(attempt)
        await self._session.flush()
        return attempt.id

    async def mark_wrong(self, attempt_id: int) -> None:
        """The digits were wrong."""
        await self._session.execute(
            update(_Attempt).where(_Attempt.id == attempt_id).values(outcome="wrong")
        )

    async def take_back(self, attempt_id: int) -> None:
        """The guess could not be checked and does not count."""
        await self._session.execute(delete(_Attempt).where(_Attempt.id == attempt_id))

    async def verify(self, user_key: str, dossier_code: str, until: datetime) -> None:
        """The digits were right: remember it, forget this person's guesses for this dossier.

        Guesses for other dossiers stay, so that one's own dossier does not buy new ones.
        """
        await self._session.execute(
            delete(_Attempt).where(
                _Attempt.user_key == user_key, _Attempt.dossier_code == dossier_code
            )
        )
        statement = insert(Verification).values(
            user_key=user_key, dossier_code=dossier_code, verified_until=until
        )
        await self._session.execute(
            statement.on_conflict_do_update(
                index_elements=[Verification.user_key, Verification.dossier_code],
                set_={"verified_until": until},
            )
        )

    async def is_verified(self, user_key: str, dossier_code: str, now: datetime) -> bool:
        """Whether this person proved to hold this dossier, and that still counts."""
        query = select(Verification.verified_until).where(
            Verification.user_key == user_key,
            Verification.dossier_code == dossier_code,
            Verification.verified_until > now,
        )
        return await self._session.scalar(query) is not None

    async def forget(self, quiet_since: datetime, now: datetime) -> None:
        """Delete ended proofs, and attempts of persons and dossiers without one since then.

        A single old attempt of somebody still guessing stays: pauses are read from all of them.
        """
        later = aliased(_Attempt)
        newer = select(later.id).where(
            later.made_at >= quiet_since,
            or_(later.user_key == _Attempt.user_key, later.dossier_code == _Attempt.dossier_code),
        )
        await self._session.execute(
            delete(_Attempt).where(_Attempt.made_at < quiet_since, ~newer.exists())
        )
        await self._session.execute(delete(Verification).where(Verification.verified_until <= now))


async def report_unknown_status(
    session: AsyncSession, system: str, status: UnknownStatus, now: datetime
) -> None:
    """Count one more sight of a status that the system's table does not know."""
    statement = insert(UnknownStatusReport).values(
        system=system,
        local_code=status.local_code,
        words=status.words,
        times=1,
        first_seen_at=now,
        last_seen_at=now,
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[UnknownStatusReport.system, UnknownStatusReport.local_code],
            set_={
                "words": status.words,
                "times": UnknownStatusReport.times + 1,
                "last_seen_at": now,
            },
        )
    )
