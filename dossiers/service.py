"""Dossiers for the rest of the product: look up, prove that it is one's own, rate."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import structlog

from common.database import Sessions
from dossiers.code import CodeProblem, DossierCode, parse_dossier_code
from dossiers.errors import OneStopRefused, OneStopUnavailable
from dossiers.protocol import Dossier, OneStopSystem
from dossiers.registry import open_one_stop
from dossiers.repository import report_unknown_status
from dossiers.settings import DossierSettings
from dossiers.status import NationalStatus, Status, UnknownStatus, national_statuses
from dossiers.verification import (
    Clock,
    NoDigits,
    NotChecked,
    Paused,
    Proved,
    Rules,
    Verifier,
    WrongDigits,
    utc_now,
)
from dossiers.view import UnverifiedView, VerifiedView, unverified_view, verified_view

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class CodeWrong:
    """What was given is not a dossier code. `example` shows what one looks like."""

    problem: CodeProblem

    @property
    def example(self) -> str:
        """A code as it should look."""
        return self.problem.example


@dataclass(frozen=True, slots=True)
class Unknown:
    """The one-stop system has no dossier with this code."""

    code: str


@dataclass(frozen=True, slots=True)
class Unverified:
    """This person has not proved that the dossier is theirs."""

    view: UnverifiedView


@dataclass(frozen=True, slots=True)
class Verified:
    """This person has proved it within the last half hour."""

    view: VerifiedView


LookUp = CodeWrong | Unknown | Unverified | Verified
VerificationResult = Verified | WrongDigits | Paused | NotChecked | NoDigits | CodeWrong


@dataclass(frozen=True, slots=True)
class RateableDossier:
    """What a rating is about."""

    code: str
    procedure_code: str
    procedure_name: str
    status: Status
    may_be_rated: bool
    """Whether forms to rate go out at this status (receipt, supplement, refusal, result)."""
    agency_id: str
    agency: str
    officer_id: str
    """Empty, like `officer`, where the system names none."""
    officer: str


class Dossiers:
    """Façade over one one-stop system and the memory of who proved what.

    user_key: 64 hex digits that stand for a person, see `common.privacy`.
    """

    def __init__(
        self, system: OneStopSystem, sessions: Sessions, rules: Rules, clock: Clock = utc_now
    ) -> None:
        self._system = system
        self._sessions = sessions
        self._clock = clock
        self._verifier = Verifier(system, sessions, rules, clock)
        self._national = national_statuses()

    @classmethod
    @asynccontextmanager
    async def open(
        cls, settings: DossierSettings, sessions: Sessions, clock: Clock = utc_now
    ) -> AsyncIterator["Dossiers"]:
        """Dossiers of the configured system for the length of the block.

        Raises ValueError if the system's table is missing or points at nothing.
        """
        system = open_one_stop(settings)
        try:
            dossiers = cls(system, sessions, Rules.of(settings), clock)
            await dossiers.forget_old()
            yield dossiers
        finally:
            await system.aclose()

    async def look_up(self, text: str, user_key: str) -> LookUp:
        """What this person may know of the dossier whose code stands in `text`.

        Raises OneStopUnavailable, OneStopRefused (both ServiceUnavailable) within six seconds.
        """
        code = parse_dossier_code(text)
        if isinstance(code, CodeProblem):
            log.info("dossier_code_wrong", kind=code.kind)
            return CodeWrong(code)
        started = time.perf_counter()
        dossier = await self._find(code)
        result: LookUp
        if dossier is None:
            result = Unknown(str(code))
        elif await self._verifier.is_proved(code, user_key):
            result = Verified(verified_view(dossier, self._national, self._clock()))
        else:
            result = Unverified(unverified_view(dossier, self._national))
        ms = round((time.perf_counter() - started) * 1000)
        log.info("dossier_looked_up", outcome=type(result).__name__, ms=ms)
        return result

    async def verify(
        self, code: str, digits: str, user_key: str, *, attempt_key: str | None = None
    ) -> VerificationResult:
        """Check the last digits of phone or identity number that this person gives.

        digits: as typed; the last four digits in it count.
        attempt_key: id of the message that carried them; asked again it is not a second guess.
        Unknown codes and other people's dossiers give the same WrongDigits.
        """
        parsed = parse_dossier_code(code)
        if isinstance(parsed, CodeProblem):
            return CodeWrong(parsed)
        proof = await self._verifier.prove(parsed, digits, user_key, attempt_key)
        if not isinstance(proof, Proved):
            return proof
        try:
            dossier = await self._find(parsed)
        except (OneStopUnavailable, OneStopRefused):
            return NotChecked()
        if dossier is None:
            return NotChecked()
        return Verified(verified_view(dossier, self._national, self._clock()))

    async def rateable(self, code: str, user_key: str) -> RateableDossier | None:
        """The dossier as something to rate; None for anyone who has not proved to hold it.

        Raises OneStopUnavailable, OneStopRefused.
        """
        parsed = parse_dossier_code(code)
        if isinstance(parsed, CodeProblem) or not await self._verifier.is_proved(parsed, user_key):
            return None
        dossier = await self._find(parsed)
        return None if dossier is None else _rateable(dossier)

    async def healthy(self) -> bool:
        """Whether the one-stop system says that it works. Never raises."""
        return await self._system.health()

    async def forget_old(self) -> None:
        """Delete attempts and proofs that no longer count; once a day is enough."""
        await self._verifier.forget_old()

    async def _find(self, code: DossierCode) -> Dossier | None:
        dossier = await self._system.find(code)
        if dossier is not None and isinstance(dossier.status, UnknownStatus):
            await self._report(dossier.status, self._clock())
        return dossier

    async def _report(self, status: UnknownStatus, now: datetime) -> None:
        log.warning("dossier_status_unknown", system=self._system.name, status=status.local_code)
        async with self._sessions.begin() as session:
            await report_unknown_status(session, self._system.name, status, now)


def _rateable(dossier: Dossier) -> RateableDossier:
    status, officer = dossier.status, dossier.officer
    return RateableDossier(
        code=str(dossier.code),
        procedure_code=dossier.procedure_code,
        procedure_name=dossier.procedure_name,
        status=status,
        may_be_rated=isinstance(status, NationalStatus) and status.may_be_rated,
        agency_id=dossier.agency.id,
        agency=dossier.agency.name,
        officer_id=officer.id if officer else "",
        officer=officer.name if officer else "",
    )
