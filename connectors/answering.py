"""From a stored message to stored replies: one turn of the conversation."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import procrastinate
import structlog

from common.database import Sessions
from connectors.conversations import ConversationRepository, now
from connectors.engine import Engine, EngineUnavailable, Turn, Utterance
from connectors.intake import plain_text, problem_with
from connectors.messages import InboundMessage, MessageKind, OutboundMessage
from connectors.notices import Notice, Wording
from connectors.outbox import Outbox
from connectors.queue import enqueue_wake
from connectors.tables import Conversation, InboxEntry

log = structlog.get_logger()

FIRST_WAKE_SECONDS = 10
LAST_WAKE_SECONDS = 300
LINGER_SECONDS = 0.05
"""After its last answer a conversation's job looks once more after this pause. A message that comes
while the job is ending finds its lock taken and would wait for the worker's next poll."""
OPEN = ("received", "deferred")

Opened = tuple[Conversation, InboxEntry]


class AnswerLater(Exception):
    """The engine is away; the job is to be tried again after `pause`."""

    def __init__(self, pause: timedelta) -> None:
        super().__init__(f"try again in {pause.total_seconds():.0f} s")
        self.pause = pause


@dataclass(frozen=True)
class Patience:
    """How long a message is tried.

    at_most: longest pause between two tries. give_up_after: age at which it is marked failed.
    """

    at_most: timedelta
    give_up_after: timedelta

    def pause(self, attempts: int) -> timedelta:
        """Pause after the `attempts`-th try: 1, 2, 4 … seconds up to `at_most`."""
        return min(timedelta(seconds=2 ** min(attempts - 1, 16)), self.at_most)


class Answering:
    """Answers one message at a time; safe to repeat after a crash at any point."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        queue: procrastinate.App,
        engine: Engine,
        outbox: Outbox,
        wording: Wording,
        patience: Patience,
    ) -> None:
        self._sessions = sessions
        self._queue = queue
        self._engine = engine
        self._outbox = outbox
        self._wording = wording
        self._patience = patience

    async def answer(self, inbox_id: int, payload: str | None = None) -> None:
        """Answer the message and all that wait in its conversation, in the order they were sent.

        What was answered before is left alone, so the job can be run again at any time.
        payload: asked instead of the message itself, after a deferral; then only that message.
        Raises AnswerLater when the engine gave no answer; the citizen has then been told.
        """
        if payload is not None:
            opened = await self._open(inbox_id)
            if opened is not None:
                await self._turn(*opened, payload)
            return
        await self._answer_waiting(inbox_id)
        await asyncio.sleep(LINGER_SECONDS)
        await self._answer_waiting(inbox_id)

    async def _answer_waiting(self, inbox_id: int) -> None:
        while (opened := await self._open_next(inbox_id)) is not None:
            await self._turn(*opened, None)

    async def _open(self, inbox_id: int) -> Opened | None:
        """The entry and its conversation, if it still waits and the bot may answer."""
        async with self._sessions.begin() as session:
            return await _opened(ConversationRepository(session), inbox_id)

    async def _open_next(self, inbox_id: int) -> Opened | None:
        """The oldest waiting message of the conversation that `inbox_id` belongs to."""
        async with self._sessions.begin() as session:
            repository = ConversationRepository(session)
            oldest = await repository.oldest_waiting(inbox_id)
            return None if oldest is None else await _opened(repository, oldest)

    async def _turn(
        self, conversation: Conversation, entry: InboxEntry, payload: str | None
    ) -> None:
        structlog.contextvars.bind_contextvars(
            request_id=entry.request_id,
            conversation_id=str(conversation.id),
            message_id=str(entry.id),
        )
        message = as_inbound(conversation, entry)
        problem = problem_with(message)
        if problem is not None:
            log.info("message_not_understandable", problem=str(problem), length=len(message.body))
            await self._finish(entry, Turn((OutboundMessage(self._wording[problem]),)))
        else:
            try:
                await self._ask_engine(conversation, entry, payload)
            except AnswerLater:
                raise
            except Exception:
                # An answer we cannot read must not leave the citizen without a word.
                log.exception("turn_crashed", attempts=entry.attempts)
                await self._answer_later(entry)
        await self._outbox.deliver(conversation.id)

    async def _ask_engine(
        self, conversation: Conversation, entry: InboxEntry, payload: str | None
    ) -> None:
        text = payload or (plain_text(entry.body) if entry.kind == MessageKind.TEXT else entry.body)
        metadata = {
            "message_id": str(entry.id),
            "request_id": entry.request_id,
            "channel": conversation.channel,
            "user_key": conversation.user_key,
        }
        try:
            turn = await self._engine.reply(Utterance(conversation.id, text, metadata))
        except EngineUnavailable:
            await self._answer_later(entry)
        else:
            await self._finish(entry, turn)
            log.info("message_answered", replies=len(turn.replies), attempts=entry.attempts)

    async def _answer_later(self, entry: InboxEntry) -> None:
        """Tell the citizen once, or give up on a message that is too old."""
        if self._is_too_old(entry):
            await self._give_up(entry)
            return
        log.warning("engine_unavailable", attempts=entry.attempts)
        if entry.told_at is None:
            await self._close(entry, Notice.LATE, status=entry.status)
        await self._outbox.deliver(entry.conversation_id)
        raise AnswerLater(self._patience.pause(entry.attempts))

    def _is_too_old(self, entry: InboxEntry) -> bool:
        return now() - entry.received_at > self._patience.give_up_after

    async def _give_up(self, entry: InboxEntry) -> None:
        log.error("message_failed", attempts=entry.attempts)
        await self._close(entry, Notice.FAILED, status="failed")

    async def _close(self, entry: InboxEntry, notice: Notice, *, status: str) -> None:
        async with self._sessions.begin() as session:
            repository = ConversationRepository(session)
            said = OutboundMessage(self._wording[notice])
            await repository.say(entry.conversation_id, [said], inbox_id=entry.id, kind="notice")
            await _update(repository, entry.id, status=status, told=True)

    async def _finish(self, entry: InboxEntry, turn: Turn) -> None:
        """Store the replies and the end of the turn together."""
        if turn.deferral is not None and self._is_too_old(entry):
            await self._give_up(entry)
            return
        async with self._sessions.begin() as session:
            repository = ConversationRepository(session)
            if turn.deferral is None:
                await repository.say(entry.conversation_id, turn.replies, inbox_id=entry.id)
                await _update(repository, entry.id, status="answered")
            else:
                if entry.status != "deferred":
                    await repository.say(
                        entry.conversation_id, turn.replies, inbox_id=entry.id, kind="notice"
                    )
                await _update(repository, entry.id, status="deferred", told=True)
                pause = min(FIRST_WAKE_SECONDS * entry.attempts, LAST_WAKE_SECONDS)
                await enqueue_wake(
                    self._queue, session, entry.id, turn.deferral.payload, in_seconds=pause
                )
            if turn.handover_reason is not None:
                await repository.mark_state(
                    entry.conversation_id, "waiting_person", turn.handover_reason
                )


async def _opened(repository: ConversationRepository, inbox_id: int) -> Opened | None:
    entry = await repository.entry(inbox_id)
    if entry is None or entry.status not in OPEN:
        return None
    conversation = await repository.get(entry.conversation_id)
    if conversation is None or conversation.state == "person":
        return None
    entry.attempts += 1
    return conversation, entry


async def _update(
    repository: ConversationRepository, inbox_id: int, *, status: str, told: bool = False
) -> None:
    entry = await repository.entry(inbox_id, for_update=True)
    if entry is None:
        return
    entry.status = status
    if told and entry.told_at is None:
        entry.told_at = now()
    if status in {"answered", "failed"}:
        entry.answered_at = now()


def as_inbound(conversation: Conversation, entry: InboxEntry) -> InboundMessage:
    """An inbox entry as the channel handed it over."""
    return InboundMessage(
        channel=conversation.channel,
        user_key=conversation.user_key,
        message_key=entry.message_key,
        kind=MessageKind(entry.kind),
        body=entry.body,
        sent_at=entry.sent_at,
        title=entry.title,
    )
