"""What the rest of the gateway knows of a channel."""

from typing import Protocol
from uuid import UUID

from connectors.messages import OutboundMessage


class Channel(Protocol):
    """A way to a citizen: web chat, Zalo, Messenger."""

    name: str

    async def send(self, conversation_id: UUID, message: OutboundMessage) -> None:
        """Hand `message` to the platform.

        Raises ServiceUnavailable when trying again may help, AppError when it will not.
        """
        ...
