"""The HTTP client against a sandbox that serves on loopback, and against broken servers."""

import asyncio
import json
import time
from datetime import timedelta

import pytest
from structlog.contextvars import bound_contextvars
from structlog.testing import capture_logs

from dossiers.code import DossierCode, parse_dossier_code
from dossiers.errors import OneStopRefused, OneStopUnavailable
from dossiers.http import HttpOneStop
from dossiers.sandbox.modes import Mode
from dossiers.status import NationalStatus, UnknownStatus
from tests.dossiers.support import (
    RunningSandbox,
    client_of,
    http_answer,
    raw_server,
)
from tests.support.servers import free_port

SECOND = timedelta(seconds=1)
QUICK = {
    "one_stop_read_timeout": timedelta(seconds=0.3),
    "one_stop_total_timeout": timedelta(seconds=2),
}


def code_of(text: str) -> DossierCode:
    code = parse_dossier_code(text)
    assert isinstance(code, DossierCode)
    return code


UNKNOWN = code_of("H22.15-230105-0001")


async def seconds_to_fail(client: HttpOneStop, code: DossierCode = UNKNOWN) -> float:
    started = time.perf_counter()
    with pytest.raises(OneStopUnavailable):
        await client.find(code)
    return time.perf_counter() - started


class TestFind:
    async def test_a_dossier_comes_in_our_terms(self, sandbox: RunningSandbox) -> None:
        demo = sandbox.demo("supplement")
        async with client_of(sandbox.url) as client:
            dossier = await client.find(code_of(demo.code))
        assert dossier is not None
        assert str(dossier.code) == demo.code
        assert dossier.procedure_code == "1.004859"
        assert isinstance(dossier.status, NationalStatus)
        assert dossier.status.code == 5
        assert dossier.local_status == "Chờ công dân bổ sung"
        assert dossier.agency.name == "Ủy ban nhân dân xã Đồng Xoan"
        assert dossier.officer is not None
        assert dossier.officer.id.startswith("CB-15-")
        assert dossier.missing_papers
        assert dossier.supplement_by is not None
        assert dossier.due_at is not None
        assert dossier.received_at.utcoffset() == timedelta(hours=7)
        assert dossier.reason

    @pytest.mark.parametrize(
        ("key", "status"),
        [("in_progress", 4), ("payment", 6), ("finished", 9), ("returned", 10), ("refused", 3)],
    )
    async def test_every_demo_dossier_has_its_national_status(
        self, sandbox: RunningSandbox, key: str, status: int
    ) -> None:
        async with client_of(sandbox.url) as client:
            dossier = await client.find(code_of(sandbox.demo(key).code))
        assert dossier is not None
        assert isinstance(dossier.status, NationalStatus)
        assert dossier.status.code == status

    async def test_an_unmapped_status_keeps_the_systems_words(
        self, sandbox: RunningSandbox
    ) -> None:
        async with client_of(sandbox.url) as client:
            dossier = await client.find(code_of(sandbox.demo("unmapped").code))
        assert dossier is not None
        assert dossier.status == UnknownStatus(
            local_code="TAM_GAC", words="Tạm gác chờ hướng dẫn nghiệp vụ"
        )

    async def test_a_legacy_code_is_found(self, sandbox: RunningSandbox) -> None:
        code = code_of(sandbox.demo("legacy").code)
        assert code.form == "circular_2018"
        async with client_of(sandbox.url) as client:
            assert await client.find(code) is not None

    @pytest.mark.parametrize("code", ["H22.15-230105-0001", "H56.14-240823-0001"])
    async def test_unknown_codes_of_any_province_are_none(
        self, sandbox: RunningSandbox, code: str
    ) -> None:
        async with client_of(sandbox.url) as client:
            assert await client.find(code_of(code)) is None

    async def test_a_wrong_key_is_a_refusal_and_is_not_repeated(
        self, sandbox: RunningSandbox
    ) -> None:
        async with client_of(sandbox.url, one_stop_api_key="wrong-key") as client:
            with pytest.raises(OneStopRefused):
                await client.find(UNKNOWN)
        assert sandbox.calls == 1

    async def test_the_request_id_travels_along(self, sandbox: RunningSandbox) -> None:
        with capture_logs() as lines, bound_contextvars(request_id="r-1"):
            async with client_of(sandbox.url) as client:
                await client.find(UNKNOWN)
        answered = [line for line in lines if line["event"] == "sandbox_answered"]
        assert [line["request_id"] for line in answered] == ["r-1"]


class TestRetries:
    async def test_one_failure_is_repeated_and_not_noticed(self, sandbox: RunningSandbox) -> None:
        sandbox.be(Mode.FAILING, times=1)
        async with client_of(sandbox.url) as client:
            assert await client.find(code_of(sandbox.demo("finished").code)) is not None
        assert sandbox.calls == 2

    async def test_a_system_that_keeps_failing_is_asked_as_often_as_set(
        self, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.FAILING)
        async with client_of(sandbox.url, one_stop_attempts=3) as client:
            await seconds_to_fail(client)
        assert sandbox.calls == 3

    async def test_a_check_of_the_holder_is_never_repeated(self, sandbox: RunningSandbox) -> None:
        sandbox.be(Mode.FAILING)
        async with client_of(sandbox.url, one_stop_attempts=3) as client:
            with pytest.raises(OneStopUnavailable):
                await client.check_holder(UNKNOWN, "1234")
        assert sandbox.calls == 1


class TestTimeouts:
    async def test_with_the_settings_as_shipped_a_slow_system_fails_within_six_seconds(
        self, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.SLOW, delay_s=20)
        async with client_of(sandbox.url) as client:
            assert 2 < await seconds_to_fail(client) < 6
        assert sandbox.calls == 2

    async def test_a_system_slower_than_usual_but_in_time_is_waited_for(
        self, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.SLOW, delay_s=0.5)
        async with client_of(sandbox.url) as client:
            assert await client.find(UNKNOWN) is None
        assert sandbox.calls == 1

    async def test_an_answer_that_trickles_in_ends_with_the_total_time(self) -> None:
        pieces = [b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", *[b" "] * 900]
        async with (
            raw_server(*pieces, pause=0.05) as url,
            client_of(url, one_stop_total_timeout=SECOND) as client,
        ):
            assert 0.9 < await seconds_to_fail(client) < 2.5

    async def test_nobody_at_the_address_fails_at_once(self) -> None:
        async with client_of(f"http://127.0.0.1:{free_port()}") as client:
            assert await seconds_to_fail(client) < 2


class TestBreaker:
    async def test_a_failing_system_is_left_in_peace_and_asked_again_after_the_pause(
        self, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.FAILING)
        changed = {
            "one_stop_attempts": 1,
            "one_stop_breaker_failures": 3,
            "one_stop_breaker_pause": timedelta(seconds=0.5),
        }
        async with client_of(sandbox.url, **changed) as client:
            for _ in range(3):
                await seconds_to_fail(client)
            assert await seconds_to_fail(client) < 0.3
            assert sandbox.calls == 3
            sandbox.be(Mode.NORMAL)
            with pytest.raises(OneStopUnavailable):
                await client.find(UNKNOWN)
            assert sandbox.calls == 0
            await asyncio.sleep(0.55)
            assert await client.find(UNKNOWN) is None
            assert sandbox.calls == 1


class TestCache:
    async def test_a_found_dossier_is_asked_for_once(self, sandbox: RunningSandbox) -> None:
        code = code_of(sandbox.demo("finished").code)
        async with client_of(sandbox.url) as client:
            assert await client.find(code) == await client.find(code)
        assert sandbox.calls == 1

    async def test_an_unknown_code_is_remembered_more_shortly(
        self, sandbox: RunningSandbox
    ) -> None:
        times = {"one_stop_cache_found": SECOND, "one_stop_cache_unknown": SECOND / 10}
        found = code_of(sandbox.demo("finished").code)
        async with client_of(sandbox.url, **times) as client:
            for _ in range(2):
                await client.find(UNKNOWN)
                await client.find(found)
            assert sandbox.calls == 2
            await asyncio.sleep(0.15)
            await client.find(UNKNOWN)
            await client.find(found)
            assert sandbox.calls == 3

    async def test_failures_are_not_remembered(self, sandbox: RunningSandbox) -> None:
        sandbox.be(Mode.FAILING, times=2)
        async with client_of(sandbox.url) as client:
            await seconds_to_fail(client)
            assert await client.find(UNKNOWN) is None

    async def test_a_remembered_dossier_is_shown_while_the_system_is_down(
        self, sandbox: RunningSandbox
    ) -> None:
        code = code_of(sandbox.demo("finished").code)
        async with client_of(sandbox.url) as client:
            await client.find(code)
            sandbox.be(Mode.DOWN)
            assert await client.find(code) is not None


class TestCheckHolder:
    async def test_the_last_digits_of_phone_or_identity_number_fit(
        self, sandbox: RunningSandbox
    ) -> None:
        demo = sandbox.demo("finished")
        holder = sandbox.store.holder(demo.code)
        assert holder is not None
        async with client_of(sandbox.url) as client:
            assert await client.check_holder(code_of(demo.code), holder.phone[-4:])
            assert await client.check_holder(code_of(demo.code), holder.identity_number[-4:])

    async def test_other_digits_and_unknown_codes_look_the_same(
        self, sandbox: RunningSandbox
    ) -> None:
        async with client_of(sandbox.url) as client:
            assert not await client.check_holder(code_of(sandbox.demo("finished").code), "0000")
            assert not await client.check_holder(UNKNOWN, "0000")

    async def test_unknown_codes_take_about_as_long_as_known_ones(
        self, sandbox: RunningSandbox
    ) -> None:
        known = code_of(sandbox.demo("finished").code)
        times: dict[DossierCode, list[float]] = {known: [], UNKNOWN: []}
        async with client_of(sandbox.url) as client:
            for _ in range(40):
                for code, spent in times.items():
                    started = time.perf_counter()
                    await client.check_holder(code, "0000")
                    spent.append(time.perf_counter() - started)
        medians = [sorted(spent)[20] for spent in times.values()]
        assert max(medians) < 3 * min(medians)

    async def test_a_system_that_says_not_found_is_understood(self) -> None:
        body = json.dumps({"maLoi": "KHONG_TIM_THAY"}).encode()
        async with raw_server(http_answer("404 Not Found", body)) as url, client_of(url) as client:
            assert not await client.check_holder(UNKNOWN, "0000")


class TestHealth:
    async def test_a_serving_system_is_healthy(self, sandbox: RunningSandbox) -> None:
        async with client_of(sandbox.url) as client:
            assert await client.health()

    async def test_a_system_that_is_down_or_away_is_not(self, sandbox: RunningSandbox) -> None:
        sandbox.be(Mode.DOWN)
        async with client_of(sandbox.url) as client:
            assert not await client.health()
        async with client_of(f"http://127.0.0.1:{free_port()}") as client:
            assert not await client.health()


class TestBrokenContract:
    @pytest.mark.parametrize(
        ("status", "body"),
        [
            ("200 OK", b"<html>welcome</html>"),
            ("200 OK", b"{}"),
            ("200 OK", b"[1]"),
            ("404 Not Found", b"<html>nothing at this address</html>"),
            ("404 Not Found", b'{"maLoi": "SAI_DUONG_DAN"}'),
            ("302 Found", b""),
            ("403 Forbidden", b"{}"),
        ],
    )
    async def test_answers_outside_the_contract_are_refusals(
        self, status: str, body: bytes
    ) -> None:
        async with raw_server(http_answer(status, body)) as url, client_of(url) as client:
            with pytest.raises(OneStopRefused):
                await client.find(UNKNOWN)

    async def test_a_dossier_other_than_the_one_asked_for_is_never_shown(
        self, sandbox: RunningSandbox
    ) -> None:
        body = payload(maHoSo="H22.15-230105-9999")
        async with raw_server(http_answer("200 OK", body)) as url, client_of(url) as client:
            with pytest.raises(OneStopRefused):
                await client.find(UNKNOWN)

    async def test_values_of_a_broken_answer_do_not_reach_the_log(self) -> None:
        body = payload(ngayTiepNhan="bà Nguyễn Thị Lan 0912345678")
        with capture_logs() as lines:
            async with raw_server(http_answer("200 OK", body)) as url, client_of(url) as client:
                with pytest.raises(OneStopRefused):
                    await client.find(UNKNOWN)
        assert [line["places"] for line in lines] == [["ngayTiepNhan"]]
        assert "Lan" not in str(lines)
        assert "0912345678" not in str(lines)

    @pytest.mark.parametrize("answer", [b"nonsense\r\n\r\n", b""])
    async def test_no_http_at_all_is_unavailable(self, answer: bytes) -> None:
        async with raw_server(answer) as url, client_of(url, **QUICK) as client:
            assert await seconds_to_fail(client) < 2

    async def test_more_fields_and_missing_optional_ones_are_fine(self) -> None:
        body = payload(themTruong="x")
        async with raw_server(http_answer("200 OK", body)) as url, client_of(url) as client:
            dossier = await client.find(UNKNOWN)
        assert dossier is not None
        assert dossier.officer is None
        assert dossier.due_at is None
        assert dossier.received_at.isoformat() == "2023-01-05T08:00:00+07:00"


def payload(**changed: object) -> bytes:
    """The smallest answer the contract allows, with `changed` fields."""
    smallest = {
        "maHoSo": str(UNKNOWN),
        "tenThuTuc": "Đăng ký khai sinh",
        "trangThai": {"ma": "DANG_THU_LY", "ten": "Đang thụ lý"},
        "coQuan": {"ma": "H22.15", "ten": "Ủy ban nhân dân xã"},
        "ngayTiepNhan": "2023-01-05T08:00:00",
    }
    return json.dumps(smallest | changed).encode()
