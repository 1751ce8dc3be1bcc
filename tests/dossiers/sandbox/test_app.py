"""The sandbox over HTTP, as clients, operators and curious people meet it."""

import re
from collections.abc import AsyncIterator

import httpx
import pytest

from dossiers.code import find_dossier_codes
from dossiers.sandbox.catalogue import catalogue
from dossiers.sandbox.modes import Mode
from tests.dossiers.support import API_KEY, RunningSandbox

KEY = {"X-API-Key": API_KEY}


@pytest.fixture
async def http(sandbox: RunningSandbox) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=sandbox.url) as client:
        yield client


class TestFindDossier:
    async def test_the_answer_holds_no_data_of_the_holder(
        self, http: httpx.AsyncClient, sandbox: RunningSandbox
    ) -> None:
        demo = sandbox.demo("supplement")
        holder = sandbox.store.holder(demo.code)
        assert holder is not None
        answer = await http.get(f"/api/v1/ho-so/{demo.code}", headers=KEY)
        assert answer.status_code == 200
        assert answer.json()["trangThai"] == {"ma": "CHO_BO_SUNG", "ten": "Chờ công dân bổ sung"}
        for secret in (holder.name, holder.phone, holder.identity_number):
            assert secret not in answer.text

    async def test_an_unknown_code_is_said_so_in_a_body_of_the_contract(
        self, http: httpx.AsyncClient
    ) -> None:
        answer = await http.get("/api/v1/ho-so/H22.15-230105-0001", headers=KEY)
        assert answer.status_code == 404
        assert answer.json()["maLoi"] == "KHONG_TIM_THAY"

    @pytest.mark.parametrize("headers", [{}, {"X-API-Key": "wrong"}, {"X-API-Key": ""}])
    async def test_without_the_key_nothing_is_said(
        self, http: httpx.AsyncClient, sandbox: RunningSandbox, headers: dict[str, str]
    ) -> None:
        code = sandbox.demo("finished").code
        for answer in (
            await http.get(f"/api/v1/ho-so/{code}", headers=headers),
            await http.post(f"/api/v1/ho-so/{code}/xac-minh", headers=headers, json={}),
        ):
            assert answer.status_code == 401
            assert answer.json()["maLoi"] == "SAI_KHOA"

    async def test_a_wrong_address_is_not_an_unknown_dossier(self, http: httpx.AsyncClient) -> None:
        answer = await http.get("/api/v2/ho-so/H22.15-230105-0001", headers=KEY)
        assert answer.status_code == 404
        assert answer.json()["maLoi"] != "KHONG_TIM_THAY"


class TestCheckHolder:
    async def test_bad_data_are_refused_without_repeating_them(
        self, http: httpx.AsyncClient
    ) -> None:
        answer = await http.post(
            "/api/v1/ho-so/H22.15-230105-0001/xac-minh", headers=KEY, json={"soCuoi": "0912345678"}
        )
        assert answer.status_code == 422
        assert answer.json()["maLoi"] == "SAI_DU_LIEU"
        assert "0912345678" not in answer.text


class TestModes:
    async def test_a_mode_is_switched_while_it_runs_and_seen(
        self, http: httpx.AsyncClient, sandbox: RunningSandbox
    ) -> None:
        path = f"/api/v1/ho-so/{sandbox.demo('finished').code}"
        expected = {"failing": (500, 200), "down": (503, 503), "normal": (200, 200)}
        for mode, (dossier, health) in expected.items():
            await http.post("/sandbox/mode", json={"mode": mode})
            assert (await http.get("/sandbox/mode")).json()["mode"] == mode
            assert (await http.get(path, headers=KEY)).status_code == dossier
            assert (await http.get("/health")).status_code == health

    async def test_a_slow_system_answers_after_the_delay(
        self, http: httpx.AsyncClient, sandbox: RunningSandbox
    ) -> None:
        await http.post("/sandbox/mode", json={"mode": "slow", "delay_s": 0.4})
        answer = await http.get(f"/api/v1/ho-so/{sandbox.demo('finished').code}", headers=KEY)
        assert answer.status_code == 200
        assert answer.elapsed.total_seconds() >= 0.4

    async def test_a_mode_for_some_calls_ends_by_itself(
        self, http: httpx.AsyncClient, sandbox: RunningSandbox
    ) -> None:
        sandbox.be(Mode.FAILING, times=2)
        path = f"/api/v1/ho-so/{sandbox.demo('finished').code}"
        answers = [(await http.get(path, headers=KEY)).status_code for _ in range(3)]
        assert answers == [500, 500, 200]

    @pytest.mark.parametrize("body", [{"mode": "odd"}, {"mode": "slow", "delay_s": -1}, {"x": 1}])
    async def test_an_unknown_mode_is_refused(
        self, http: httpx.AsyncClient, body: dict[str, object]
    ) -> None:
        assert (await http.post("/sandbox/mode", json=body)).status_code == 422


class TestControl:
    async def test_a_push_moves_dossiers(self, http: httpx.AsyncClient) -> None:
        answer = await http.post("/sandbox/advance", params={"so_ho_so": 3})
        assert answer.json() == {"daChuyen": 3}

    async def test_the_dossiers_to_try_are_listed_with_their_digits(
        self, http: httpx.AsyncClient, sandbox: RunningSandbox
    ) -> None:
        listed = (await http.get("/sandbox/demo")).json()
        assert [demo["nhan"] for demo in listed] == [demo.key for demo in catalogue().demo]
        for demo in listed:
            holder = sandbox.store.holder(demo["maHoSo"])
            assert holder is not None
            assert holder.phone.endswith(demo["soCuoi"])
            assert [str(code) for code in find_dossier_codes(demo["maHoSo"])] == [demo["maHoSo"]]


class TestDocumentation:
    async def test_the_page_shows_every_operation_and_needs_nothing_from_elsewhere(
        self, http: httpx.AsyncClient
    ) -> None:
        document = (await http.get("/openapi.json")).json()
        page = await http.get("/docs")
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")
        for path in document["paths"]:
            assert f"<code>{path}</code>" in page.text
        assert "<script" not in page.text
        assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page.text)

    async def test_it_is_vietnamese_throughout_and_its_links_lead_somewhere(
        self, http: httpx.AsyncClient
    ) -> None:
        page = (await http.get("/docs")).text
        assert '<html lang="vi">' in page
        for english in ("Successful Response", "Validation Error", "Find ", "Check "):
            assert english not in page
        targets = set(re.findall(r'href="#([^"]+)"', page))
        assert targets
        assert targets <= set(re.findall(r'id="([^"]+)"', page))
