"""Acknowledge, then work: a message is stored and its job queued in one transaction."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import procrastinate

from common.database import Sessions
from connectors.conversations import ConversationRepository
from connectors.messages import InboundMessage
from connectors.queue import enqueue


@dataclass(frozen=True)
class Receipt:
    """A message is safe. `is_new` is False when it had been received before."""

    inbox_id: int
    conversation_id: UUID
    is_new: bool


class Inbox:
    """Takes messages of all channels."""

    def __init__(self, sessions: Sessions, queue: procrastinate.App) -> None:
        self._sessions = sessions
        self._queue = queue

    async def receive(self, message: InboundMessage, request_id: str | None = None) -> Receipt:
        """Store `message` and queue its answer; a second delivery changes nothing.

        A message equal to one that still waits for its answer is that message again: people
        click twice and open two tabs.
        """
        async with self._sessions.begin() as session:
            repository = ConversationRepository(session)
            conversation = await repository.open(message.channel, message.user_key)
            await repository.lock(conversation.id)
            twin = await repository.same_unanswered(conversation.id, message)
            if twin is not None:
                return Receipt(twin.id, conversation.id, is_new=False)
            entry, is_new = await repository.take_in(
                conversation.id, message, request_id or str(uuid4())
            )
            if is_new:
                await enqueue(self._queue, session, conversation.id, entry.id)
                await repository.announce(conversation.id)
            return Receipt(entry.id, conversation.id, is_new)
