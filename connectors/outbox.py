"""Sends what is in the outbox, in order, once per reply as far as the channel lets us know."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import structlog

from common.database import Sessions
from common.errors import AppError, ServiceUnavailable
from connectors.channel import Channel
from connectors.conversations import ConversationRepository, as_message, now
from connectors.tables import OutboxEntry

log = structlog.get_logger()

STRANDED_AFTER = timedelta(seconds=10)
"""A reply still pending after this lost its sender: the worker died or the channel was away."""


class Outbox:
    """Hands stored replies to the channels."""

    def __init__(self, sessions: Sessions, channels: Mapping[str, Channel]) -> None:
        """channels: by name."""
        self._sessions = sessions
        self._channels = channels

    async def deliver(self, conversation_id: UUID) -> None:
        """Send all pending replies of one conversation.

        Stops at the first that the channel cannot take now, so that order is kept; `sweep` tries
        again. A reply that the channel refuses for good becomes a dead letter.
        """
        async with self._sessions.begin() as session:
            repository = ConversationRepository(session)
            conversation = await repository.get(conversation_id)
            if conversation is None:
                return
            channel = self._channels[conversation.channel]
            for entry in await repository.pending(conversation_id):
                if not await self._send(channel, entry):
                    break
            await repository.announce(conversation_id)

    async def _send(self, channel: Channel, entry: OutboxEntry) -> bool:
        entry.attempts += 1
        try:
            await channel.send(entry.conversation_id, as_message(entry))
        except ServiceUnavailable:
            log.warning("reply_not_sent", outbox_id=entry.id, attempts=entry.attempts)
            return False
        except AppError as error:
            log.warning("reply_refused", outbox_id=entry.id, error=type(error).__name__)
            entry.status = "dead"
            return True
        entry.status = "sent"
        entry.sent_at = now()
        return True

    async def sweep(self) -> int:
        """Deliver what was left behind. Returns the number of conversations looked at."""
        async with self._sessions() as session:
            stranded = await ConversationRepository(session).conversations_with_pending(
                now() - STRANDED_AFTER
            )
        for conversation_id in stranded:
            await self.deliver(conversation_id)
        return len(stranded)
