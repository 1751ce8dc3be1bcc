import json
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest
from structlog.testing import capture_logs

from actions.desk import Desk
from actions.server import action_call, create_app
from tests.actions.calls import Json, typed

pytestmark = pytest.mark.db


@asynccontextmanager
async def client_of(desk: Desk) -> AsyncIterator[httpx.AsyncClient]:
    @asynccontextmanager
    async def opened() -> AsyncIterator[Desk]:
        yield desk

    app = create_app(opened)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://actions") as client,
    ):
        yield client


def help_call() -> Json:
    return typed("action_help", "giúp tôi với", "help")


class TestWebhook:
    async def test_a_call_of_the_engine_is_answered(self, desk: Desk):
        async with client_of(desk) as client:
            response = await client.post("/webhook", json=help_call())
        assert response.status_code == 200
        assert set(response.json()) == {"events", "responses"}
        assert response.json()["responses"][0]["text"]

    async def test_without_the_domain_it_is_answered_too(self, desk: Desk):
        call = help_call()
        del call["domain"]
        async with client_of(desk) as client:
            response = await client.post("/webhook", json=call)
        assert response.status_code == 200

    async def test_a_deflated_call_is_read(self, desk: Desk):
        body = zlib.compress(json.dumps(help_call()).encode())
        async with client_of(desk) as client:
            response = await client.post(
                "/webhook", content=body, headers={"Content-Encoding": "deflate"}
            )
        assert response.status_code == 200

    async def test_an_unknown_action_is_404_with_its_name(self, desk: Desk):
        async with client_of(desk) as client:
            call = {**help_call(), "next_action": "action_fly"}
            response = await client.post("/webhook", json=call)
        assert response.status_code == 404
        assert response.json()["action_name"] == "action_fly"

    @pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff"])
    async def test_what_is_no_call_is_400(self, desk: Desk, body: bytes):
        async with client_of(desk) as client:
            assert (await client.post("/webhook", content=body)).status_code == 400

    async def test_a_failed_action_says_nothing_of_the_conversation(self, desk: Desk):
        broken = replace(desk, wording=None)  # type: ignore[arg-type]
        async with client_of(broken) as client:
            with capture_logs() as lines:
                response = await client.post("/webhook", json=help_call())
        assert response.status_code == 500
        assert response.json() == {"error": "action failed"}
        [line] = [line for line in lines if line["event"] == "action_failed"]
        assert line["conversation_id"] == help_call()["sender_id"]
        assert "giúp tôi với" not in str(lines)

    async def test_no_page_of_another_origin_is_let_in(self, desk: Desk):
        async with client_of(desk) as client:
            response = await client.post(
                "/webhook", json=help_call(), headers={"Origin": "https://elsewhere.example"}
            )
        assert "access-control-allow-origin" not in response.headers


class TestHealth:
    async def test_it_is_ready_once_procedures_can_be_found(self, desk: Desk):
        async with client_of(desk) as client:
            response = await client.get("/health")
        assert response.status_code == 200
        assert response.json()["procedures"] > 0

    async def test_without_records_it_is_not(self, empty_desk: Desk):
        async with client_of(empty_desk) as client:
            response = await client.get("/health")
        assert response.status_code == 503


class TestActionCall:
    def test_a_body_that_is_not_deflated_is_refused(self):
        with pytest.raises(ValueError, match="not deflated"):
            action_call(b"{}", "deflate")


class TestLogs:
    async def test_an_action_leaves_ids_and_no_words(self, desk: Desk):
        async with client_of(desk) as client:
            with capture_logs(processors=[merged]) as lines:
                await client.post("/webhook", json=help_call())
        [line] = [line for line in lines if line["event"] == "action_done"]
        assert line["message_id"] == "41"
        assert line["action"] == "action_help"
        assert "giúp" not in str(line)


def merged(_logger, _method, event):
    import structlog

    return structlog.contextvars.merge_contextvars(_logger, _method, event)
