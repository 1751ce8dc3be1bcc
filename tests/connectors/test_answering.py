from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from common.errors import ServiceUnavailable
from connectors.answering import Answering, AnswerLater, Patience
from connectors.engine import Deferral, Turn
from connectors.inbox import Inbox
from connectors.messages import InboundMessage, MessageKind, OutboundMessage
from connectors.notices import Notice, load_notices
from connectors.outbox import Outbox
from connectors.settings import NOTICES
from connectors.tables import Conversation, InboxEntry, OutboxEntry

pytestmark = pytest.mark.db

WORDING = load_notices(NOTICES)


def message(body="khai sinh", key=None, kind=MessageKind.TEXT):
    return InboundMessage(
        channel="webchat",
        user_key="a" * 64,
        message_key=key or f"webchat:{uuid4()}",
        kind=kind,
        body=body,
        sent_at=datetime.now(UTC),
    )


@pytest.fixture
def inbox(sessions, queue):
    return Inbox(sessions, queue)


async def said(sessions):
    async with sessions() as session:
        return (await session.scalars(select(OutboxEntry).order_by(OutboxEntry.id))).all()


async def entry(sessions, inbox_id):
    async with sessions() as session:
        return await session.get_one(InboxEntry, inbox_id)


class TestAnswer:
    async def test_the_reply_and_the_end_of_the_turn_are_stored(self, inbox, answering, sessions):
        receipt = await inbox.receive(message("khai sinh"))
        await answering.answer(receipt.inbox_id)
        [reply] = await said(sessions)
        assert reply.text == "Trả lời: khai sinh"
        assert reply.status == "sent"
        assert (await entry(sessions, receipt.inbox_id)).status == "answered"

    async def test_answering_again_after_a_crash_says_nothing_twice(
        self, inbox, answering, sessions, engine
    ):
        receipt = await inbox.receive(message())
        await answering.answer(receipt.inbox_id)
        await answering.answer(receipt.inbox_id)
        assert len(await said(sessions)) == 1
        assert len(engine.asked) == 1

    async def test_one_job_answers_all_that_wait_in_the_order_they_were_sent(
        self, inbox, answering, engine
    ):
        late = await inbox.receive(message("hai"))
        early = replace(message("một"), sent_at=datetime.now(UTC) - timedelta(minutes=1))
        await inbox.receive(early)
        await answering.answer(late.inbox_id)
        assert [asked.text for asked in engine.asked] == ["một", "hai"]

    async def test_the_engine_gets_the_ids_and_no_leading_slash(self, inbox, answering, engine):
        receipt = await inbox.receive(message("/restart"), request_id="r-1")
        await answering.answer(receipt.inbox_id)
        [asked] = engine.asked
        assert asked.text == "restart"
        assert asked.metadata == {
            "message_id": str(receipt.inbox_id),
            "request_id": "r-1",
            "channel": "webchat",
            "user_key": "a" * 64,
        }

    async def test_a_payload_reaches_the_engine_as_it_is(self, inbox, answering, engine):
        receipt = await inbox.receive(message('/choose{"a": 1}', kind=MessageKind.PAYLOAD))
        await answering.answer(receipt.inbox_id)
        assert engine.asked[0].text == '/choose{"a": 1}'

    async def test_what_cannot_be_understood_never_reaches_the_engine(
        self, inbox, answering, sessions, engine
    ):
        receipt = await inbox.receive(message("😀"))
        await answering.answer(receipt.inbox_id)
        assert [line.text for line in await said(sessions)] == [WORDING[Notice.NO_WORDS]]
        assert engine.asked == []

    async def test_a_message_is_left_to_the_person_who_took_over(
        self, inbox, answering, sessions, engine
    ):
        receipt = await inbox.receive(message())
        async with sessions.begin() as session:
            await session.execute(update(Conversation).values(state="person"))
        await answering.answer(receipt.inbox_id)
        assert engine.asked == []
        assert (await entry(sessions, receipt.inbox_id)).status == "received"

    async def test_a_handover_marks_the_conversation(self, inbox, answering, sessions, engine):
        engine.respond = lambda _: Turn((OutboundMessage("Xin đợi."),), handover_reason="asked")
        receipt = await inbox.receive(message("gặp người"))
        await answering.answer(receipt.inbox_id)
        async with sessions() as session:
            conversation = await session.get_one(Conversation, receipt.conversation_id)
        assert (conversation.state, conversation.handover_reason) == ("waiting_person", "asked")


class TestEngineAway:
    async def test_the_citizen_is_told_once_and_answered_when_it_is_back(
        self, inbox, answering, sessions, engine
    ):
        engine.is_away = True
        receipt = await inbox.receive(message())
        for _ in range(3):
            with pytest.raises(AnswerLater):
                await answering.answer(receipt.inbox_id)
        assert [line.text for line in await said(sessions)] == [WORDING[Notice.LATE]]
        engine.is_away = False
        await answering.answer(receipt.inbox_id)
        assert [line.kind for line in await said(sessions)] == ["notice", "reply"]

    async def test_a_message_older_than_a_day_is_given_up_and_said_so(
        self, inbox, answering, sessions, engine
    ):
        engine.is_away = True
        receipt = await inbox.receive(message())
        async with sessions.begin() as session:
            await session.execute(
                update(InboxEntry).values(received_at=datetime.now(UTC) - timedelta(hours=25))
            )
        await answering.answer(receipt.inbox_id)
        assert [line.text for line in await said(sessions)] == [WORDING[Notice.FAILED]]
        assert (await entry(sessions, receipt.inbox_id)).status == "failed"


class TestDeferral:
    async def test_a_deferred_turn_speaks_once_and_ends_with_the_answer(
        self, inbox, answering, sessions, engine
    ):
        away = Turn((OutboundMessage("Hệ thống một cửa bận."),), Deferral("away", "/check"))
        engine.respond = lambda _: away
        receipt = await inbox.receive(message("H22.15-230105-0001"))
        await answering.answer(receipt.inbox_id)
        await answering.answer(receipt.inbox_id, "/check")
        assert [line.text for line in await said(sessions)] == ["Hệ thống một cửa bận."]
        assert (await entry(sessions, receipt.inbox_id)).status == "deferred"
        engine.respond = lambda _: Turn((OutboundMessage("Đang xử lý."),))
        await answering.answer(receipt.inbox_id, "/check")
        assert engine.asked[-1].text == "/check"
        assert (await said(sessions))[-1].text == "Đang xử lý."
        assert (await entry(sessions, receipt.inbox_id)).status == "answered"

    async def test_a_deferred_turn_does_not_hold_up_the_conversation(
        self, inbox, answering, sessions, queue, engine
    ):
        engine.respond = lambda _: Turn((OutboundMessage("Bận."),), Deferral("away", "/check"))
        receipt = await inbox.receive(message("H22.15-230105-0001"))
        await answering.answer(receipt.inbox_id)
        jobs = await queue.job_manager.list_jobs_async(task="wake")
        assert [job.lock for job in jobs] == [None]

    async def test_a_look_up_that_stays_away_for_a_day_is_given_up_and_said_so(
        self, inbox, answering, sessions, engine
    ):
        engine.respond = lambda _: Turn((OutboundMessage("Bận."),), Deferral("away", "/check"))
        receipt = await inbox.receive(message("H22.15-230105-0001"))
        await answering.answer(receipt.inbox_id)
        async with sessions.begin() as session:
            old = datetime.now(UTC) - timedelta(hours=25)
            await session.execute(update(InboxEntry).values(received_at=old))
        await answering.answer(receipt.inbox_id, "/check")
        assert (await said(sessions))[-1].text == WORDING[Notice.FAILED]
        assert (await entry(sessions, receipt.inbox_id)).status == "failed"


class TestCrash:
    async def test_an_answer_that_cannot_be_handled_is_told_and_tried_again(
        self, inbox, answering, sessions, engine
    ):
        def broken(_):
            raise KeyError("defer")

        engine.respond = broken
        receipt = await inbox.receive(message())
        with pytest.raises(AnswerLater):
            await answering.answer(receipt.inbox_id)
        assert [line.text for line in await said(sessions)] == [WORDING[Notice.LATE]]
        assert (await entry(sessions, receipt.inbox_id)).status == "received"


class TestPatience:
    def test_pauses_double_up_to_the_longest(self):
        patience = Patience(timedelta(seconds=15), timedelta(hours=1))
        pauses = [patience.pause(n).total_seconds() for n in (1, 2, 3, 4, 5, 100)]
        assert pauses == [1, 2, 4, 8, 15, 15]


class AwayChannel:
    name = "webchat"

    def __init__(self) -> None:
        self.is_away = True
        self.sent: list[str] = []

    async def send(self, conversation_id, message):
        if self.is_away:
            raise ServiceUnavailable
        self.sent.append(message.text)


class TestOutbox:
    async def test_replies_wait_in_order_until_the_channel_is_back(
        self, inbox, sessions, queue, engine
    ):
        channel = AwayChannel()
        outbox = Outbox(sessions, {"webchat": channel})
        answering = Answering(
            sessions=sessions,
            queue=queue,
            engine=engine,
            outbox=outbox,
            wording=WORDING,
            patience=Patience(timedelta(seconds=1), timedelta(hours=1)),
        )
        for body in ("một", "hai"):
            receipt = await inbox.receive(message(body))
            await answering.answer(receipt.inbox_id)
        assert {line.status for line in await said(sessions)} == {"pending"}
        channel.is_away = False
        async with sessions.begin() as session:
            old = datetime.now(UTC) - timedelta(minutes=1)
            await session.execute(update(OutboxEntry).values(created_at=old))
        await outbox.sweep()
        await outbox.sweep()
        assert channel.sent == ["Trả lời: một", "Trả lời: hai"]
