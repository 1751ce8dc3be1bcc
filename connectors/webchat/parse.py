"""What the page sent, as our own message."""

from datetime import datetime
from uuid import uuid4

from connectors.messages import InboundMessage, MessageKind
from connectors.webchat.payloads import SentMessage


def as_inbound(
    sent: SentMessage, *, conversation_id: str, user_key: str, sent_at: datetime, title: str | None
) -> InboundMessage:
    """`sent` as every channel hands it over; without an id each sending is a message of its own."""
    if sent.payload is not None:
        kind, body = MessageKind.PAYLOAD, sent.payload
    elif sent.attachment is not None:
        kind, body = MessageKind.ATTACHMENT, sent.attachment
    else:
        kind, body = MessageKind.TEXT, sent.text or ""
    return InboundMessage(
        channel="webchat",
        user_key=user_key,
        message_key=f"webchat:{conversation_id}:{sent.id or uuid4()}",
        kind=kind,
        body=body,
        sent_at=sent_at,
        title=title,
    )


def sent_id(message_key: str) -> str:
    """The id under which the page sent the message that `as_inbound` gave this key."""
    return message_key.rpartition(":")[2]
