import asyncio
import json

import pytest

from connectors.engine import Turn
from connectors.messages import OutboundMessage

pytestmark = [pytest.mark.db, pytest.mark.usefixtures("worker")]

CHAT = "/webchat/conversations"


async def opened(gateway):
    made = (await gateway.post(CHAT)).json()
    return f"{CHAT}/{made['id']}", {"Authorization": f"Bearer {made['token']}"}


class TestOpen:
    async def test_every_conversation_has_its_own_id_and_token(self, gateway):
        first, second = [(await gateway.post(CHAT)).json() for _ in range(2)]
        assert set(first) == {"id", "token"}
        assert first["id"] != second["id"]
        assert first["token"] != second["token"]


class TestSend:
    async def test_waiting_gives_the_replies_of_this_turn(self, gateway):
        url, auth = await opened(gateway)
        answer = await gateway.post(
            f"{url}/messages?wait=20", json={"text": "khai sinh"}, headers=auth
        )
        assert answer.status_code == 200
        assert answer.json()["replies"] == [
            {
                "text": "Trả lời: khai sinh",
                "buttons": [{"title": "Lệ phí", "payload": "/ask_aspect"}],
            }
        ]

    async def test_without_waiting_the_message_is_accepted_at_once(self, gateway):
        url, auth = await opened(gateway)
        answer = await gateway.post(f"{url}/messages", json={"text": "khai sinh"}, headers=auth)
        assert answer.status_code == 202

    async def test_an_offered_button_can_be_tapped_and_an_invented_one_not(self, gateway):
        url, auth = await opened(gateway)
        send = f"{url}/messages?wait=20"
        await gateway.post(send, json={"text": "khai sinh"}, headers=auth)
        tapped = await gateway.post(send, json={"payload": "/ask_aspect"}, headers=auth)
        invented = await gateway.post(send, json={"payload": "/hand_over"}, headers=auth)
        assert tapped.status_code == 200
        assert invented.status_code == 422
        assert "Nút này" in invented.json()["detail"]

    async def test_the_same_message_sent_twice_is_answered_once(self, gateway, engine):
        url, auth = await opened(gateway)
        body = {"text": "khai sinh", "id": "abcdefgh"}
        answers = await asyncio.gather(
            *(gateway.post(f"{url}/messages?wait=20", json=body, headers=auth) for _ in range(4))
        )
        assert {answer.text for answer in answers} == {answers[0].text}
        assert len(engine.asked) == 1

    async def test_messages_of_one_conversation_are_answered_in_order(self, gateway, engine):
        url, auth = await opened(gateway)
        for n in range(10):
            await gateway.post(f"{url}/messages", json={"text": f"câu {n}"}, headers=auth)
        await gateway.post(f"{url}/messages?wait=20", json={"text": "câu cuối"}, headers=auth)
        assert [asked.text for asked in engine.asked] == [
            *(f"câu {n}" for n in range(10)),
            "câu cuối",
        ]

    async def test_an_engine_that_is_away_is_told_and_answered_later(self, gateway, engine):
        url, auth = await opened(gateway)
        engine.is_away = True
        told = await gateway.post(
            f"{url}/messages?wait=15", json={"text": "khai sinh"}, headers=auth
        )
        assert told.status_code == 200
        assert told.json()["done"] is False
        assert "sẽ trả lời ngay khi" in told.json()["replies"][0]["text"]
        engine.is_away = False
        history = await history_with(gateway, url, auth, lines=3)
        assert [line["sender"] for line in history] == ["citizen", "assistant", "assistant"]
        assert history[-1]["text"] == "Trả lời: khai sinh"

    @pytest.mark.parametrize(
        "body", [{}, {"text": "a", "payload": "/b"}, {"texts": "a"}, {"text": 5}, [], "x"]
    )
    async def test_a_body_outside_the_contract_is_refused_in_vietnamese(self, gateway, body):
        url, auth = await opened(gateway)
        answer = await gateway.post(f"{url}/messages", json=body, headers=auth)
        assert answer.status_code == 422
        assert answer.json() == {
            "detail": "Yêu cầu không đúng mẫu. Anh/chị vui lòng tải lại trang và thử lại."
        }

    async def test_a_huge_body_is_refused_before_it_is_read(self, gateway):
        url, auth = await opened(gateway)
        answer = await gateway.post(f"{url}/messages", json={"text": "a" * 300_000}, headers=auth)
        assert answer.status_code == 413

    async def test_ten_thousand_characters_get_a_helpful_reply(self, gateway, engine):
        url, auth = await opened(gateway)
        answer = await gateway.post(
            f"{url}/messages?wait=20", json={"text": "a " * 5_000}, headers=auth
        )
        assert "dài quá" in answer.json()["replies"][0]["text"]
        assert engine.asked == []

    async def test_a_file_gets_a_helpful_reply(self, gateway):
        url, auth = await opened(gateway)
        answer = await gateway.post(
            f"{url}/messages?wait=20", json={"attachment": "image"}, headers=auth
        )
        assert "hình ảnh" in answer.json()["replies"][0]["text"]

    async def test_too_many_messages_are_slowed_down(self, gateway):
        url, auth = await opened(gateway)
        statuses = [
            (await gateway.post(f"{url}/messages", json={"text": "a"}, headers=auth)).status_code
            for _ in range(205)
        ]
        assert statuses[0] == 202
        assert statuses[-1] == 429


class TestOwned:
    @pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic abc"])
    async def test_a_wrong_token_opens_nothing(self, gateway, header):
        url, _ = await opened(gateway)
        answer = await gateway.get(f"{url}/messages", headers={"Authorization": header})
        assert answer.status_code == 401

    async def test_a_token_opens_only_its_own_conversation(self, gateway):
        url, _ = await opened(gateway)
        _, other = await opened(gateway)
        assert (await gateway.get(f"{url}/messages", headers=other)).status_code == 401

    async def test_an_unknown_conversation_looks_like_a_foreign_one(self, gateway):
        _, auth = await opened(gateway)
        unknown = f"{CHAT}/00000000-0000-4000-8000-000000000000/messages"
        assert (await gateway.get(unknown, headers=auth)).status_code == 401


class TestHistory:
    async def test_both_sides_stand_in_order_after_a_reload(self, gateway):
        url, auth = await opened(gateway)
        for text in ("một", "hai"):
            await gateway.post(f"{url}/messages?wait=20", json={"text": text}, headers=auth)
        answer = (await gateway.get(f"{url}/messages", headers=auth)).json()
        assert [(line["sender"], line["text"]) for line in answer["messages"]] == [
            ("citizen", "một"),
            ("assistant", "Trả lời: một"),
            ("citizen", "hai"),
            ("assistant", "Trả lời: hai"),
        ]
        assert answer["waiting"] is False

    async def test_a_tapped_button_is_shown_by_its_title(self, gateway):
        url, auth = await opened(gateway)
        send = f"{url}/messages?wait=20"
        await gateway.post(send, json={"text": "khai sinh"}, headers=auth)
        await gateway.post(send, json={"payload": "/ask_aspect"}, headers=auth)
        answer = (await gateway.get(f"{url}/messages", headers=auth)).json()
        assert answer["messages"][2]["text"] == "Lệ phí"


class TestEvents:
    async def test_replies_come_as_they_are_said(self, gateway):
        url, auth = await opened(gateway)
        stream = asyncio.create_task(read_events(gateway, url, auth, count=2))
        await asyncio.sleep(0.3)
        for text in ("một", "hai"):
            await gateway.post(f"{url}/messages?wait=20", json={"text": text}, headers=auth)
        events = await asyncio.wait_for(stream, 10)
        assert [event["text"] for event in events] == ["Trả lời: một", "Trả lời: hai"]

    async def test_a_reconnect_continues_without_gap_or_repetition(self, gateway):
        url, auth = await opened(gateway)
        for text in ("một", "hai"):
            await gateway.post(f"{url}/messages?wait=20", json={"text": text}, headers=auth)
        [first] = await read_events(gateway, url, auth, count=1)
        again = {**auth, "Last-Event-ID": first["id"].removeprefix("out-")}
        [second] = await read_events(gateway, url, again, count=1)
        assert second["text"] == "Trả lời: hai"

    async def test_other_conversations_are_not_heard(self, gateway):
        url, auth = await opened(gateway)
        other_url, other_auth = await opened(gateway)
        stream = asyncio.create_task(read_events(gateway, other_url, other_auth, count=1))
        await asyncio.sleep(0.2)
        await gateway.post(f"{url}/messages?wait=20", json={"text": "một"}, headers=auth)
        await gateway.post(f"{other_url}/messages?wait=20", json={"text": "b"}, headers=other_auth)
        [heard] = await asyncio.wait_for(stream, 10)
        assert heard["text"] == "Trả lời: b"


class TestCrash:
    async def test_a_crash_shows_no_trace(self, gateway, engine):
        url, auth = await opened(gateway)
        engine.respond = lambda _: Turn((OutboundMessage("x"),))
        answer = await gateway.get(f"{url}/unknown", headers=auth)
        assert answer.status_code == 404
        assert answer.json() == {"detail": "Không tìm thấy nội dung được yêu cầu."}


async def read_events(gateway, url, headers, count):
    events = []
    async with gateway.stream("GET", f"{url}/events", headers=headers) as response:
        async for line in response.aiter_lines():
            if line.startswith("data:"):
                events.append(json.loads(line.removeprefix("data:")))
                if len(events) == count:
                    break
    return events


async def history_with(gateway, url, auth, lines):
    for _ in range(100):
        messages = (await gateway.get(f"{url}/messages", headers=auth)).json()["messages"]
        if len(messages) >= lines:
            return messages
        await asyncio.sleep(0.1)
    raise AssertionError(f"only {len(messages)} lines")
