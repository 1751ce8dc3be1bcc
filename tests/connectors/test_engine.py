import json
from uuid import UUID

import httpx
import pytest
import respx

from connectors.engine import (
    Deferral,
    EngineUnavailable,
    RasaEngine,
    Utterance,
    parse_turn,
)
from connectors.messages import Button

ASKED = Utterance(
    UUID("5f3c8a52-6f7f-4a07-8f5b-2b6f6a0d8a11"), "lệ phí khai sinh", {"message_id": "7"}
)
URL = "http://engine/webhooks/rest/webhook"


@pytest.fixture
async def rasa():
    async with httpx.AsyncClient(base_url="http://engine", timeout=1) as client:
        yield RasaEngine(client)


class TestReply:
    @respx.mock
    async def test_the_conversation_and_the_ids_go_along(self, rasa):
        route = respx.post(URL).respond(json=[{"recipient_id": "x", "text": "Không mất tiền."}])
        turn = await rasa.reply(ASKED)
        assert [reply.text for reply in turn.replies] == ["Không mất tiền."]
        assert json.loads(route.calls.last.request.content) == {
            "sender": str(ASKED.conversation_id),
            "message": "lệ phí khai sinh",
            "metadata": {"message_id": "7"},
        }

    @respx.mock
    @pytest.mark.parametrize(
        "failure",
        [
            httpx.ConnectError("refused"),
            httpx.ReadTimeout("late"),
            httpx.Response(500, text="boom"),
            httpx.Response(200, text="<html>"),
            httpx.Response(200, json=[]),
        ],
    )
    async def test_no_answer_of_any_kind_is_an_unavailable_engine(self, rasa, failure):
        respx.post(URL).mock(side_effect=[failure])
        with pytest.raises(EngineUnavailable):
            await rasa.reply(ASKED)


class TestIsReady:
    @respx.mock
    async def test_an_engine_without_a_model_is_not_ready(self, rasa):
        respx.get("http://engine/status").respond(json={"model_file": None})
        assert not await rasa.is_ready()

    @respx.mock
    async def test_an_engine_with_a_model_is_ready(self, rasa):
        respx.get("http://engine/status").respond(json={"model_file": "models/a.tar.gz"})
        assert await rasa.is_ready()

    @respx.mock
    async def test_a_silent_engine_is_not_ready(self, rasa):
        respx.get("http://engine/status").mock(side_effect=httpx.ConnectError("refused"))
        assert not await rasa.is_ready()


class TestParseTurn:
    def test_buttons_stay_with_their_text(self):
        raw = json.dumps(
            [{"text": "Chọn:", "buttons": [{"title": "Khai sinh", "payload": "/choose"}]}]
        )
        [reply] = parse_turn(raw.encode()).replies
        assert reply.buttons == (Button("Khai sinh", "/choose"),)

    def test_a_deferral_and_a_handover_are_read_from_custom_json(self):
        raw = json.dumps(
            [
                {"text": "Xin đợi."},
                {"custom": {"defer": {"reason": "one_stop_unavailable", "payload": "/check"}}},
                {"custom": {"handover": {"reason": "asked"}}},
            ]
        )
        turn = parse_turn(raw.encode())
        assert turn.deferral == Deferral("one_stop_unavailable", "/check")
        assert turn.handover_reason == "asked"
        assert len(turn.replies) == 1
