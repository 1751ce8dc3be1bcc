"""What every channel's messages become before anything else sees them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MessageKind(StrEnum):
    """How a citizen said it."""

    TEXT = "text"
    PAYLOAD = "payload"
    """A tapped button; the body is the payload that was offered with it."""
    ATTACHMENT = "attachment"
    """Not text; the body names the kind: image, audio, video, file, sticker, location."""


@dataclass(frozen=True, kw_only=True)
class InboundMessage:
    """One message of a citizen.

    channel: name of the channel it came through.
    user_key: pseudonym of the citizen on that channel, 64 hex digits.
    message_key: unique over all channels and the same in every delivery of this message.
    sent_at: the platform's time, with time zone.
    title: what stood on the tapped button.
    """

    channel: str
    user_key: str
    message_key: str
    kind: MessageKind
    body: str
    sent_at: datetime
    title: str | None = None


@dataclass(frozen=True)
class Button:
    """A choice under a message; tapping it sends the payload back."""

    title: str
    payload: str


@dataclass(frozen=True)
class OutboundMessage:
    """One message to a citizen, before a channel renders it into what it can show."""

    text: str
    buttons: tuple[Button, ...] = ()
