"""Sending over the web chat: the page fetches, so a stored reply is a sent one."""

from uuid import UUID

from connectors.messages import OutboundMessage


class WebChat:
    """Web chat as a `Channel`."""

    name = "webchat"

    async def send(self, conversation_id: UUID, message: OutboundMessage) -> None:
        """Nothing to hand over: the outbox announces the reply, the page's stream fetches it."""
