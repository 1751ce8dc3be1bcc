"""Proof that a dossier is one's own, counted in a real database, checked by a running sandbox."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from common.database import Sessions
from dossiers.code import DossierCode, parse_dossier_code
from dossiers.http import HttpOneStop
from dossiers.sandbox.modes import Mode
from dossiers.verification import (
    NoDigits,
    NotChecked,
    Paused,
    Proof,
    Proved,
    Rules,
    Verifier,
    WrongDigits,
    last_digits,
)
from tests.dossiers.support import RunningSandbox, SetClock, client_of, settings_for

pytestmark = pytest.mark.db

LAN, HUNG = "a" * 64, "b" * 64
RULES = Rules.of(settings_for("http://127.0.0.1:9"))
DEMO_DIGITS = {"finished": "2648", "supplement": "7306"}
WRONG = "0000"


@pytest.fixture
async def system(sandbox: RunningSandbox) -> AsyncIterator[HttpOneStop]:
    async with client_of(sandbox.url) as client:
        yield client


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def verifier(system: HttpOneStop, sessions: Sessions, clock: SetClock) -> Verifier:
    return Verifier(system, sessions, RULES, clock)


@pytest.fixture
def code(sandbox: RunningSandbox) -> DossierCode:
    return code_of(sandbox.demo("finished").code)


@pytest.fixture
def other_code(sandbox: RunningSandbox) -> DossierCode:
    return code_of(sandbox.demo("supplement").code)


def code_of(written: str) -> DossierCode:
    code = parse_dossier_code(written)
    assert isinstance(code, DossierCode)
    return code


RIGHT = DEMO_DIGITS["finished"]
NOBODYS = code_of("H22.15-230105-0001")


async def guess_wrong(verifier: Verifier, code: DossierCode, user: str, times: int) -> list[Proof]:
    return [await verifier.prove(code, WRONG, user) for _ in range(times)]


class TestLastDigits:
    @pytest.mark.parametrize(
        ("typed", "digits"),
        [
            ("2648", "2648"),
            ("số cuối là 2648 ạ", "2648"),
            ("2 6 4 8", "2648"),
            ("0190 123 2648", "2648"),
            ("000123452648", "2648"),
            ("264", None),
            ("không nhớ", None),
            ("٢٦٤٨", None),
            ("", None),
        ],
    )
    def test_the_last_four_count_however_typed(self, typed: str, digits: str | None) -> None:
        assert last_digits(typed) == digits


class TestProve:
    async def test_right_digits_prove_for_half_an_hour_and_this_person_only(
        self, verifier: Verifier, code: DossierCode, clock: SetClock
    ) -> None:
        assert await verifier.prove(code, RIGHT, LAN) == Proved()
        assert await verifier.is_proved(code, LAN)
        assert not await verifier.is_proved(code, HUNG)
        clock.pass_(minutes=29, seconds=59)
        assert await verifier.is_proved(code, LAN)
        clock.pass_(seconds=1)
        assert not await verifier.is_proved(code, LAN)

    async def test_a_proof_can_be_renewed(
        self, verifier: Verifier, code: DossierCode, clock: SetClock
    ) -> None:
        await verifier.prove(code, RIGHT, LAN)
        clock.pass_(minutes=31)
        assert await verifier.prove(code, RIGHT, LAN) == Proved()
        assert await verifier.is_proved(code, LAN)

    async def test_five_wrong_guesses_then_a_pause_of_fifteen_minutes(
        self, verifier: Verifier, code: DossierCode, clock: SetClock
    ) -> None:
        assert await guess_wrong(verifier, code, LAN, 5) == [
            WrongDigits(4),
            WrongDigits(3),
            WrongDigits(2),
            WrongDigits(1),
            Paused(clock.now + timedelta(minutes=15)),
        ]

    async def test_in_the_pause_even_right_digits_are_not_checked(
        self, verifier: Verifier, code: DossierCode, clock: SetClock, sandbox: RunningSandbox
    ) -> None:
        await guess_wrong(verifier, code, LAN, 5)
        until = clock.now + timedelta(minutes=15)
        clock.pass_(minutes=14, seconds=59)
        assert await verifier.prove(code, RIGHT, LAN) == Paused(until)
        assert sandbox.calls == 5
        assert not await verifier.is_proved(code, LAN)

    async def test_after_the_pause_all_attempts_are_back(
        self, verifier: Verifier, code: DossierCode, clock: SetClock
    ) -> None:
        await guess_wrong(verifier, code, LAN, 5)
        clock.pass_(minutes=15)
        assert await verifier.prove(code, WRONG, LAN) == WrongDigits(4)
        assert await verifier.prove(code, RIGHT, LAN) == Proved()

    async def test_a_restart_does_not_grant_new_guesses(
        self,
        verifier: Verifier,
        code: DossierCode,
        clock: SetClock,
        system: HttpOneStop,
        sessions: Sessions,
    ) -> None:
        await guess_wrong(verifier, code, LAN, 4)
        restarted = Verifier(system, sessions, RULES, clock)
        assert await restarted.prove(code, WRONG, LAN) == Paused(clock.now + timedelta(minutes=15))

    async def test_going_on_to_another_dossier_does_not_grant_new_guesses(
        self, verifier: Verifier, code: DossierCode, other_code: DossierCode
    ) -> None:
        await guess_wrong(verifier, code, LAN, 4)
        assert isinstance(await verifier.prove(other_code, WRONG, LAN), Paused)

    async def test_proving_ones_own_dossier_does_not_grant_new_guesses_at_others(
        self, verifier: Verifier, code: DossierCode, other_code: DossierCode
    ) -> None:
        await guess_wrong(verifier, other_code, LAN, 4)
        assert await verifier.prove(code, RIGHT, LAN) == Proved()
        assert isinstance(await verifier.prove(other_code, WRONG, LAN), Paused)

    async def test_new_persons_do_not_get_new_guesses_at_one_dossier(
        self, verifier: Verifier, code: DossierCode, other_code: DossierCode, clock: SetClock
    ) -> None:
        for number in range(10):
            await verifier.prove(code, WRONG, f"{number:064x}")
        assert await verifier.prove(code, RIGHT, LAN) == Paused(clock.now + timedelta(hours=1))
        assert await verifier.prove(other_code, WRONG, LAN) == WrongDigits(4)

    async def test_who_proved_before_is_not_disturbed_by_others_guessing(
        self, verifier: Verifier, code: DossierCode
    ) -> None:
        await verifier.prove(code, RIGHT, LAN)
        for number in range(10):
            await verifier.prove(code, WRONG, f"{number:064x}")
        assert await verifier.is_proved(code, LAN)

    async def test_unknown_codes_and_other_peoples_dossiers_look_the_same(
        self, verifier: Verifier, code: DossierCode
    ) -> None:
        assert await guess_wrong(verifier, NOBODYS, LAN, 5) == await guess_wrong(
            verifier, code, HUNG, 5
        )

    async def test_what_could_not_be_checked_does_not_count(
        self, verifier: Verifier, code: DossierCode, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.FAILING)
        assert await guess_wrong(verifier, code, LAN, 4) == [NotChecked()] * 4
        sandbox.be(Mode.NORMAL)
        assert await verifier.prove(code, WRONG, LAN) == WrongDigits(4)

    async def test_too_few_digits_are_neither_sent_nor_counted(
        self, verifier: Verifier, code: DossierCode, sandbox: RunningSandbox
    ) -> None:
        assert await verifier.prove(code, "12", LAN) == NoDigits()
        assert sandbox.calls == 0
        assert await verifier.prove(code, WRONG, LAN) == WrongDigits(4)

    async def test_a_message_asked_twice_is_one_guess(
        self, verifier: Verifier, code: DossierCode, sandbox: RunningSandbox
    ) -> None:
        assert await verifier.prove(code, WRONG, LAN, "m-1") == WrongDigits(4)
        assert await verifier.prove(code, WRONG, LAN, "m-1") == WrongDigits(4)
        assert await verifier.prove(code, WRONG, LAN, "m-2") == WrongDigits(3)
        assert sandbox.calls == 2

    async def test_a_message_that_could_not_be_checked_is_checked_when_asked_again(
        self, verifier: Verifier, code: DossierCode, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.FAILING)
        assert await verifier.prove(code, RIGHT, LAN, "m-1") == NotChecked()
        sandbox.be(Mode.NORMAL)
        assert await verifier.prove(code, RIGHT, LAN, "m-1") == Proved()

    async def test_a_guess_cut_off_by_a_crash_counts_and_can_be_finished(
        self, verifier: Verifier, code: DossierCode, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.SLOW, delay_s=1)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(verifier.prove(code, WRONG, LAN, "m-1"), 0.3)
        sandbox.be(Mode.NORMAL)
        assert await verifier.prove(code, WRONG, LAN, "m-2") == WrongDigits(3)
        assert await verifier.prove(code, RIGHT, LAN, "m-1") == Proved()

    async def test_twenty_guesses_at_once_are_five(
        self, verifier: Verifier, code: DossierCode, sandbox: RunningSandbox
    ) -> None:
        proofs = await asyncio.gather(*(verifier.prove(code, WRONG, LAN) for _ in range(20)))
        assert sandbox.calls == 5
        assert sum(isinstance(proof, Paused) for proof in proofs) >= 15

    async def test_no_digits_are_stored(
        self, verifier: Verifier, code: DossierCode, sessions: Sessions
    ) -> None:
        await verifier.prove(code, "0190 555 7391", LAN)
        await verifier.prove(code, RIGHT, HUNG)
        async with sessions() as session:
            rows = [
                str(row)
                for table in ("verification_attempt", "verification")
                for row in await session.execute(text(f"SELECT * FROM dossiers.{table}"))  # noqa: S608
            ]
        assert len(rows) == 2
        assert not any("7391" in row or RIGHT in row for row in rows)


class TestForgetOld:
    async def test_what_no_longer_counts_is_deleted_and_the_rest_stays(
        self, verifier: Verifier, code: DossierCode, clock: SetClock, sessions: Sessions
    ) -> None:
        await guess_wrong(verifier, NOBODYS, LAN, 2)
        await verifier.prove(code, RIGHT, LAN)
        clock.pass_(days=2)
        await verifier.forget_old()
        assert await rows_in(sessions) == {"verification_attempt": 2, "verification": 0}
        await guess_wrong(verifier, code, HUNG, 1)
        clock.pass_(days=1, minutes=1)
        await verifier.forget_old()
        assert await rows_in(sessions) == {"verification_attempt": 1, "verification": 0}

    async def test_the_history_of_someone_still_guessing_is_kept_whole(
        self, verifier: Verifier, clock: SetClock, sessions: Sessions
    ) -> None:
        for _ in range(6):
            await guess_wrong(verifier, NOBODYS, LAN, 1)
            clock.pass_(hours=23)
        await verifier.forget_old()
        assert (await rows_in(sessions))["verification_attempt"] == 6


async def rows_in(sessions: Sessions) -> dict[str, int]:
    async with sessions() as session:
        return {
            table: await session.scalar(text(f"SELECT count(*) FROM dossiers.{table}"))  # noqa: S608
            for table in ("verification_attempt", "verification")
        }
