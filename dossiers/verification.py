"""Proof that a dossier is one's own: the last digits of the holder's phone or identity number."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from common.database import Sessions
from dossiers.code import DossierCode
from dossiers.errors import OneStopRefused, OneStopUnavailable
from dossiers.pauses import Limit, Standing, standing, stricter
from dossiers.protocol import OneStopSystem
from dossiers.repository import VerificationRepository
from dossiers.settings import DossierSettings

log = structlog.get_logger(__name__)

Clock = Callable[[], datetime]

DIGITS = 4
# Longer than the longest pause and the quiet day after which a pause is forgotten.
_REMEMBERED = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Proved:
    """The digits were right, now or within the time a proof lasts."""


@dataclass(frozen=True, slots=True)
class WrongDigits:
    """They were wrong, or there is no such dossier; both look the same."""

    attempts_left: int


@dataclass(frozen=True, slots=True)
class Paused:
    """Too many wrong guesses; nothing is checked before `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class NotChecked:
    """The one-stop system did not answer; the guess does not count."""


@dataclass(frozen=True, slots=True)
class NoDigits:
    """The text holds fewer than four digits; nothing was asked or counted."""


Proof = Proved | WrongDigits | Paused | NotChecked | NoDigits


@dataclass(frozen=True, slots=True)
class Rules:
    """How long a proof lasts and how often one may guess."""

    lasts: timedelta
    person: Limit
    dossier: Limit

    @classmethod
    def of(cls, settings: DossierSettings) -> Self:
        """The rules in `settings`."""
        return cls(
            lasts=settings.verification_lasts,
            person=Limit(settings.verification_attempts, settings.verification_pause),
            dossier=Limit(
                settings.verification_dossier_attempts,
                settings.verification_dossier_pause,
                growth=2,
            ),
        )


def utc_now() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


def last_digits(text: str) -> str | None:
    """The last four digits in `text`; None if there are fewer.

    People send the whole number although four digits are asked for: the rest is dropped here.
    """
    digits = re.sub(r"[^0-9]", "", text)
    return digits[-DIGITS:] if len(digits) >= DIGITS else None


class Verifier:
    """Checks digits, counts guesses, remembers proofs.

    A guess is counted before it is checked and given back if it was right or could not be checked,
    so that many at once gain nothing.
    """

    def __init__(
        self, system: OneStopSystem, sessions: Sessions, rules: Rules, clock: Clock = utc_now
    ) -> None:
        self._system = system
        self._sessions = sessions
        self._rules = rules
        self._clock = clock

    async def is_proved(self, code: DossierCode, user_key: str) -> bool:
        """Whether this person proved to hold this dossier, and that still counts."""
        async with self._sessions() as session:
            repository = VerificationRepository(session)
            return await repository.is_verified(user_key, str(code), self._clock())

    async def prove(
        self, code: DossierCode, digits: str, user_key: str, attempt_key: str | None = None
    ) -> Proof:
        """Check `digits` against the holder of the dossier.

        attempt_key: id of the message; the same one given again is the same guess.
        """
        wanted = last_digits(digits)
        if wanted is None:
            return NoDigits()
        begun = await self._begin(code, user_key, attempt_key)
        if not isinstance(begun, int):
            return begun
        try:
            right = await self._system.check_holder(code, wanted)
        except (OneStopUnavailable, OneStopRefused):
            await self._take_back(begun)
            return NotChecked()
        proof = await self._finish(code, user_key, begun, right=right)
        log.info("verification_checked", outcome=type(proof).__name__)
        return proof

    async def forget_old(self) -> None:
        """Delete attempts and proofs that no longer count."""
        now = self._clock()
        async with self._sessions.begin() as session:
            await VerificationRepository(session).forget(now - _REMEMBERED, now)

    async def _begin(
        self, code: DossierCode, user_key: str, attempt_key: str | None
    ) -> int | Proof:
        """Id of the guess to be checked, or what stands without a check."""
        now = self._clock()
        async with self._sessions.begin() as session:
            repository = VerificationRepository(session)
            await repository.lock(user_key, str(code))
            if await repository.is_verified(user_key, str(code), now):
                return Proved()
            before = await repository.attempt(user_key, attempt_key) if attempt_key else None
            stands = await self._standing(session, code, user_key, now)
            if before is not None and before.outcome == "pending":
                return before.id
            if stands.paused_until is not None:
                return Paused(stands.paused_until)
            if before is not None:
                return WrongDigits(stands.left)
            return await repository.begin(user_key, str(code), attempt_key, now)

    async def _finish(
        self, code: DossierCode, user_key: str, attempt_id: int, *, right: bool
    ) -> Proof:
        now = self._clock()
        async with self._sessions.begin() as session:
            repository = VerificationRepository(session)
            await repository.lock(user_key, str(code))
            if right:
                await repository.verify(user_key, str(code), now + self._rules.lasts)
                return Proved()
            await repository.mark_wrong(attempt_id)
            stands = await self._standing(session, code, user_key, now)
        if stands.paused_until is not None:
            log.warning("verification_paused")
            return Paused(stands.paused_until)
        return WrongDigits(stands.left)

    async def _take_back(self, attempt_id: int) -> None:
        async with self._sessions.begin() as session:
            await VerificationRepository(session).take_back(attempt_id)

    async def _standing(
        self, session: AsyncSession, code: DossierCode, user_key: str, now: datetime
    ) -> Standing:
        repository = VerificationRepository(session)
        by_person = await repository.wrong_of_person(user_key)
        for_dossier = await repository.wrong_for_dossier(str(code))
        return stricter(
            standing(by_person, self._rules.person, now),
            standing(for_dossier, self._rules.dossier, now),
        )
