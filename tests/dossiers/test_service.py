"""Dossiers as the actions use them: real database, real HTTP, running sandbox."""

import io
import json
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import structlog
from sqlalchemy import select

from common.database import Sessions
from common.errors import ServiceUnavailable
from common.logging import configure_logging
from dossiers.code import ProblemKind
from dossiers.errors import OneStopUnavailable
from dossiers.sandbox.demo import demo_dossiers
from dossiers.sandbox.modes import Mode
from dossiers.service import CodeWrong, Dossiers, Unknown, Unverified, Verified
from dossiers.status import NationalStatus, UnknownStatus
from dossiers.tables import UnknownStatusReport
from dossiers.verification import NoDigits, NotChecked, Paused, WrongDigits
from tests.dossiers.support import RunningSandbox, settings_for

pytestmark = pytest.mark.db

LAN, HUNG = "a" * 64, "b" * 64


@pytest.fixture
async def dossiers(sandbox: RunningSandbox, sessions: Sessions) -> AsyncIterator[Dossiers]:
    async with Dossiers.open(settings_for(sandbox.url), sessions) as opened:
        yield opened


async def proved(dossiers: Dossiers, sandbox: RunningSandbox, key: str) -> str:
    """The code of demo dossier `key`, after LAN has proved to hold it."""
    demo = sandbox.demo(key)
    assert isinstance(await dossiers.verify(demo.code, demo.last_digits, LAN), Verified)
    return demo.code


class TestLookUp:
    async def test_what_is_no_code_is_answered_with_an_example(self, dossiers: Dossiers) -> None:
        result = await dossiers.look_up("H22.15-231305-0001", LAN)
        assert isinstance(result, CodeWrong)
        assert result.problem.kind is ProblemKind.IMPOSSIBLE_DAY
        assert result.example == "H22.15-230105-0001"

    @pytest.mark.parametrize("code", ["H22.15-230105-0001", "H56.14-240823-0001"])
    async def test_unknown_and_foreign_codes_are_unknown_alike(
        self, dossiers: Dossiers, code: str
    ) -> None:
        assert await dossiers.look_up(f"mã {code.lower()}", LAN) == Unknown(code)

    async def test_who_only_knows_the_code_learns_how_far_it_is(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        demo = sandbox.demo("supplement")
        result = await dossiers.look_up(demo.code, LAN)
        assert isinstance(result, Unverified)
        assert result.view.code == demo.code
        assert result.view.completion is not None
        assert result.view.completion.step == 3

    async def test_the_unverified_answer_holds_nothing_of_any_dossier(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        for demo in demo_dossiers(sandbox.store):
            shown = repr(await dossiers.look_up(demo.code, LAN))
            row, holder = sandbox.store.find(demo.code), sandbox.store.holder(demo.code)
            assert row is not None
            assert holder is not None
            secrets = {holder.name, holder.phone, holder.identity_number, demo.last_digits}
            secrets |= {row.agency.name, row.officer.name, row.unit, demo.procedure_name}
            secrets |= {demo.procedure_code, *row.missing_papers, row.reason} - {""}
            assert not [secret for secret in secrets if secret in shown]

    async def test_who_proved_it_learns_the_rest(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        code = await proved(dossiers, sandbox, "supplement")
        result = await dossiers.look_up(code, LAN)
        assert isinstance(result, Verified)
        assert result.view.missing_papers
        assert isinstance(await dossiers.look_up(code, HUNG), Unverified)

    async def test_a_system_that_is_down_is_said_so(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.DOWN)
        with pytest.raises(ServiceUnavailable) as raised:
            await dossiers.look_up(sandbox.demo("finished").code, LAN)
        assert isinstance(raised.value, OneStopUnavailable)
        assert not await dossiers.healthy()
        sandbox.be(Mode.NORMAL)
        assert await dossiers.healthy()

    async def test_an_unmapped_status_is_shown_in_own_words_and_reported(
        self, dossiers: Dossiers, sandbox: RunningSandbox, sessions: Sessions
    ) -> None:
        code = await proved(dossiers, sandbox, "unmapped")
        result = await dossiers.look_up(code, LAN)
        assert isinstance(result, Verified)
        words = "Tạm gác chờ hướng dẫn nghiệp vụ"
        assert result.view.status == UnknownStatus(local_code="TAM_GAC", words=words)
        async with sessions() as session:
            [report] = (await session.scalars(select(UnknownStatusReport))).all()
        assert (report.system, report.local_code, report.words) == ("sandbox", "TAM_GAC", words)
        assert report.times == 2
        assert report.first_seen_at <= report.last_seen_at


class TestVerify:
    async def test_right_digits_show_the_dossier(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        demo = sandbox.demo("in_progress")
        result = await dossiers.verify(demo.code.lower(), demo.last_digits, LAN)
        assert isinstance(result, Verified)
        assert result.view.procedure_name == "Đăng ký thường trú"
        assert isinstance(result.view.status, NationalStatus)

    async def test_wrong_digits_say_how_many_attempts_are_left_then_pause(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        code = sandbox.demo("in_progress").code
        results = [await dossiers.verify(code, "0000", LAN) for _ in range(5)]
        assert results[:4] == [WrongDigits(left) for left in (4, 3, 2, 1)]
        assert isinstance(results[4], Paused)

    async def test_without_digits_or_code_nothing_is_asked(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        assert await dossiers.verify(sandbox.demo("finished").code, "hả", LAN) == NoDigits()
        assert isinstance(await dossiers.verify("xyz", "1234", LAN), CodeWrong)
        assert sandbox.calls == 0

    async def test_while_the_system_is_down_nothing_is_counted(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        demo = sandbox.demo("finished")
        sandbox.be(Mode.DOWN)
        assert await dossiers.verify(demo.code, demo.last_digits, LAN) == NotChecked()

    async def test_a_system_that_fails_after_the_check_keeps_the_proof(
        self, sandbox: RunningSandbox, sessions: Sessions
    ) -> None:
        demo = sandbox.demo("finished")
        async with Dossiers.open(settings_for(sandbox.url), sessions) as first:
            assert isinstance(await first.verify(demo.code, demo.last_digits, LAN), Verified)
        async with Dossiers.open(settings_for(sandbox.url), sessions) as second:
            sandbox.be(Mode.FAILING)
            assert await second.verify(demo.code, demo.last_digits, LAN) == NotChecked()
            sandbox.be(Mode.NORMAL)
            assert isinstance(await second.look_up(demo.code, LAN), Verified)


class TestRateable:
    async def test_only_who_proved_it_may_rate(
        self, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        code = sandbox.demo("finished").code
        assert await dossiers.rateable(code, LAN) is None
        assert await dossiers.rateable("no code", LAN) is None
        await proved(dossiers, sandbox, "finished")
        assert await dossiers.rateable(code, HUNG) is None
        dossier = await dossiers.rateable(code, LAN)
        assert dossier is not None
        assert dossier.code == code
        assert dossier.procedure_code == "1.000894"
        assert dossier.agency_id == "H22.15"
        assert dossier.agency == "Ủy ban nhân dân xã Đồng Xoan"
        assert dossier.officer_id.startswith("CB-15-")
        assert dossier.officer

    @pytest.mark.parametrize(
        ("key", "may"),
        [
            *((key, True) for key in ("finished", "returned", "refused", "supplement")),
            *((key, False) for key in ("in_progress", "unmapped")),
        ],
    )
    async def test_whether_it_may_be_rated_now_depends_on_the_status(
        self, dossiers: Dossiers, sandbox: RunningSandbox, key: str, may: bool
    ) -> None:
        dossier = await dossiers.rateable(await proved(dossiers, sandbox, key), LAN)
        assert dossier is not None
        assert dossier.may_be_rated is may


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """What all code in this process logs, sandbox included, as operators see it."""
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level
    configure_logging("test", "DEBUG")
    written = io.StringIO()
    [handler] = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    root.handlers, root.level = before, level
    structlog.reset_defaults()


class TestLogs:
    async def test_no_line_holds_digits_codes_or_the_holder(
        self, log_lines: io.StringIO, dossiers: Dossiers, sandbox: RunningSandbox
    ) -> None:
        secrets = set()
        for demo in demo_dossiers(sandbox.store):
            holder = sandbox.store.holder(demo.code)
            assert holder is not None
            secrets |= {holder.name, holder.phone, holder.identity_number, demo.code, LAN}
            await dossiers.look_up(f"hồ sơ {demo.code} của {holder.name}", LAN)
            await dossiers.verify(demo.code, "1357", LAN)
            await dossiers.verify(demo.code, holder.phone, LAN)
            await dossiers.look_up(demo.code, LAN)
        sandbox.be(Mode.FAILING)
        await dossiers.verify(sandbox.demo("finished").code, "1357", HUNG)
        lines = log_lines.getvalue()
        events = {json.loads(line)["event"] for line in lines.splitlines()}
        assert {"dossier_looked_up", "verification_checked", "sandbox_answered"} <= events
        assert not [secret for secret in secrets if secret in lines]
        assert '"1357"' not in lines
