"""Conversations, the inbox and the outbox: what must never be lost."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import TIMESTAMP, BigInteger, ForeignKey, Identity, Index, String, Text
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from common.database import Base

SCHEMA = "connectors"
Moment = TIMESTAMP(timezone=True)


class Conversation(Base):
    """A citizen's thread on one channel."""

    __tablename__ = "conversation"
    __table_args__ = (
        Index("uq_conversation_channel", "channel", "user_key", unique=True),
        {"schema": SCHEMA},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(32))
    user_key: Mapped[str] = mapped_column(String(64))
    """Pseudonym of the citizen on this channel."""
    token_hash: Mapped[str | None] = mapped_column(String(64))
    """Web chat only: SHA-256 of the bearer token."""
    state: Mapped[str] = mapped_column(String(16), server_default="bot")
    """bot, waiting_person (handover asked for) or person (the bot is silent)."""
    handover_reason: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime] = mapped_column(Moment, server_default=sql("now()"))


class InboxEntry(Base):
    """One message of a citizen; its unique key makes a second delivery harmless."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_conversation_id", "conversation_id", "id"),
        Index(
            "ix_inbox_open",
            "received_at",
            postgresql_where=sql("status IN ('received', 'deferred')"),
        ),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey(Conversation.id, ondelete="CASCADE"))
    message_key: Mapped[str] = mapped_column(String(200), unique=True)
    request_id: Mapped[str] = mapped_column(String(36))
    kind: Mapped[str] = mapped_column(String(16))
    """text, payload (a tapped button) or attachment."""
    body: Mapped[str] = mapped_column(Text)
    """What was typed, the button's payload, or the kind of attachment."""
    title: Mapped[str | None] = mapped_column(Text)
    """The tapped button's title, for the history."""
    sent_at: Mapped[datetime] = mapped_column(Moment)
    received_at: Mapped[datetime] = mapped_column(Moment, server_default=sql("now()"))
    status: Mapped[str] = mapped_column(String(16), server_default="received")
    """received, deferred (answered later, the citizen knows), answered or failed."""
    attempts: Mapped[int] = mapped_column(server_default="0")
    told_at: Mapped[datetime | None] = mapped_column(Moment)
    """When the citizen was told that the answer will be late."""
    answered_at: Mapped[datetime | None] = mapped_column(Moment)


class OutboxEntry(Base):
    """One message to a citizen."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_conversation_id", "conversation_id", "id"),
        Index("ix_outbox_inbox_id", "inbox_id"),
        Index(
            "ix_outbox_pending",
            "created_at",
            postgresql_where=sql("status = 'pending'"),
        ),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    conversation_id: Mapped[UUID] = mapped_column(ForeignKey(Conversation.id, ondelete="CASCADE"))
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey(InboxEntry.id, ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16), server_default="reply")
    """reply, or notice (the answer will be late)."""
    text: Mapped[str] = mapped_column(Text)
    buttons: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=sql("'[]'::jsonb"))
    """[{"title": …, "payload": …}] as offered; a tapped payload must be among them."""
    status: Mapped[str] = mapped_column(String(16), server_default="pending")
    """pending, sent or dead (the channel refused it for good)."""
    attempts: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[datetime] = mapped_column(Moment, server_default=sql("now()"))
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
