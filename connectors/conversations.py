"""Storage of conversations, inbox and outbox: all SQL of the gateway."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import exists, select, update
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from connectors.messages import Button, InboundMessage, OutboundMessage
from connectors.tables import Conversation, InboxEntry, OutboxEntry

CHANGED = "conversation_changed"
"""PostgreSQL notification; its payload is a conversation id."""


class ConversationRepository:
    """Reads and writes within the caller's transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(
        self,
        channel: str,
        user_key: str,
        *,
        new_id: UUID | None = None,
        token_hash: str | None = None,
    ) -> Conversation:
        """The citizen's conversation on `channel`, made if there is none."""
        await self._session.execute(
            insert(Conversation)
            .values(id=new_id or uuid4(), channel=channel, user_key=user_key, token_hash=token_hash)
            .on_conflict_do_nothing(index_elements=["channel", "user_key"])
        )
        found = await self._session.scalars(
            select(Conversation).filter_by(channel=channel, user_key=user_key)
        )
        return found.one()

    async def get(self, conversation_id: UUID) -> Conversation | None:
        """The conversation with this id."""
        return await self._session.get(Conversation, conversation_id)

    async def lock(self, conversation_id: UUID) -> None:
        """Let nobody else write to this conversation until the transaction ends."""
        await self._session.execute(
            select(Conversation.id).filter_by(id=conversation_id).with_for_update()
        )

    async def take_in(
        self, conversation_id: UUID, message: InboundMessage, request_id: str
    ) -> tuple[InboxEntry, bool]:
        """Store `message` under its key. Returns the entry and whether it is new."""
        made = await self._session.execute(
            insert(InboxEntry)
            .values(
                conversation_id=conversation_id,
                message_key=message.message_key,
                request_id=request_id,
                kind=message.kind,
                body=message.body.replace("\x00", ""),
                title=message.title,
                sent_at=message.sent_at,
            )
            .on_conflict_do_nothing(index_elements=["message_key"])
            .returning(InboxEntry.id)
        )
        is_new = made.scalar_one_or_none() is not None
        found = await self._session.scalars(
            select(InboxEntry).filter_by(message_key=message.message_key)
        )
        return found.one(), is_new

    async def same_unanswered(
        self, conversation_id: UUID, message: InboundMessage
    ) -> InboxEntry | None:
        """An entry with the same content that still waits: a double click, a second tab."""
        found = await self._session.scalars(
            select(InboxEntry)
            .filter_by(
                conversation_id=conversation_id,
                kind=message.kind,
                body=message.body.replace("\x00", ""),
                status="received",
            )
            .order_by(InboxEntry.id)
            .limit(1)
        )
        return found.one_or_none()

    async def oldest_waiting(self, inbox_id: int) -> int | None:
        """Of the conversation that `inbox_id` belongs to: the waiting message sent first."""
        conversation_id = select(InboxEntry.conversation_id).filter_by(id=inbox_id)
        found: int | None = await self._session.scalar(
            select(InboxEntry.id)
            .where(
                InboxEntry.conversation_id == conversation_id.scalar_subquery(),
                InboxEntry.status == "received",
            )
            .order_by(InboxEntry.sent_at, InboxEntry.id)
            .limit(1)
        )
        return found

    async def entry(self, inbox_id: int, *, for_update: bool = False) -> InboxEntry | None:
        """One inbox entry."""
        return await self._session.get(InboxEntry, inbox_id, with_for_update=for_update)

    async def say(
        self,
        conversation_id: UUID,
        messages: Iterable[OutboundMessage],
        *,
        inbox_id: int | None,
        kind: str = "reply",
    ) -> None:
        """Put `messages` into the outbox, in order."""
        self._session.add_all(
            OutboxEntry(
                conversation_id=conversation_id,
                inbox_id=inbox_id,
                kind=kind,
                text=message.text,
                buttons=[{"title": b.title, "payload": b.payload} for b in message.buttons],
            )
            for message in messages
        )
        await self._session.flush()

    async def pending(self, conversation_id: UUID) -> Sequence[OutboxEntry]:
        """What waits to be sent, oldest first; rows somebody else is sending are left out."""
        found = await self._session.scalars(
            select(OutboxEntry)
            .filter_by(conversation_id=conversation_id, status="pending")
            .order_by(OutboxEntry.id)
            .with_for_update(skip_locked=True)
        )
        return found.all()

    async def conversations_with_pending(self, older_than: datetime) -> Sequence[UUID]:
        """Conversations whose replies were stored before `older_than` and never sent."""
        found = await self._session.scalars(
            select(OutboxEntry.conversation_id)
            .where(OutboxEntry.status == "pending", OutboxEntry.created_at < older_than)
            .distinct()
        )
        return found.all()

    async def replies_to(self, inbox_id: int) -> Sequence[OutboxEntry]:
        """What was said to one message so far, oldest first."""
        found = await self._session.scalars(
            select(OutboxEntry).filter_by(inbox_id=inbox_id).order_by(OutboxEntry.id)
        )
        return found.all()

    async def said_after(
        self, conversation_id: UUID, last_id: int, limit: int = 200
    ) -> Sequence[OutboxEntry]:
        """Messages to the citizen that came after the one numbered `last_id`, oldest first."""
        found = await self._session.scalars(
            select(OutboxEntry)
            .where(OutboxEntry.conversation_id == conversation_id, OutboxEntry.id > last_id)
            .order_by(OutboxEntry.id)
            .limit(limit)
        )
        return found.all()

    async def history(
        self, conversation_id: UUID, limit: int = 100
    ) -> tuple[Sequence[InboxEntry], Sequence[OutboxEntry]]:
        """The last messages of both sides, each newest first."""
        asked = await self._session.scalars(
            select(InboxEntry)
            .filter_by(conversation_id=conversation_id)
            .order_by(InboxEntry.id.desc())
            .limit(limit)
        )
        said = await self._session.scalars(
            select(OutboxEntry)
            .filter_by(conversation_id=conversation_id)
            .order_by(OutboxEntry.id.desc())
            .limit(limit)
        )
        return asked.all(), said.all()

    async def offered_title(self, conversation_id: UUID, payload: str) -> str | None:
        """Title of the button that was offered with `payload`, None if it never was."""
        found = await self._session.scalars(
            select(OutboxEntry.buttons)
            .where(
                OutboxEntry.conversation_id == conversation_id,
                OutboxEntry.buttons.contains([{"payload": payload}]),
            )
            .order_by(OutboxEntry.id.desc())
            .limit(1)
        )
        for button in found.one_or_none() or []:
            if button["payload"] == payload:
                return str(button["title"])
        return None

    async def mark_state(self, conversation_id: UUID, state: str, reason: str | None) -> None:
        """Record that a person is wanted, took over or handed back."""
        await self._session.execute(
            update(Conversation)
            .filter_by(id=conversation_id)
            .values(state=state, handover_reason=reason)
        )

    async def has_unanswered(self, conversation_id: UUID) -> bool:
        """Whether a message of this conversation still waits for its answer."""
        query = select(
            exists().where(
                InboxEntry.conversation_id == conversation_id, InboxEntry.status == "received"
            )
        )
        return bool(await self._session.scalar(query))

    async def announce(self, conversation_id: UUID) -> None:
        """Wake who watches this conversation, once the transaction is committed."""
        await self._session.execute(
            sql("SELECT pg_notify(:channel, :id)"), {"channel": CHANGED, "id": str(conversation_id)}
        )


def as_message(entry: OutboxEntry) -> OutboundMessage:
    """An outbox entry as the channels take it."""
    return OutboundMessage(
        entry.text, tuple(Button(b["title"], b["payload"]) for b in entry.buttons)
    )


def now() -> datetime:
    """The current moment, with time zone."""
    return datetime.now(UTC)
