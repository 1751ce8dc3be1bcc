"""Web chat conversations: opening, proving, sending, waiting."""

import hashlib
import hmac
import secrets
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from common.database import Sessions
from common.errors import AppError, Forbidden
from common.privacy import keyed_hash
from connectors.conversations import ConversationRepository, now
from connectors.inbox import Inbox, Receipt
from connectors.tables import OutboxEntry
from connectors.wakeups import Wakeups, wait_for
from connectors.webchat import parse, render
from connectors.webchat.payloads import History, NewConversation, Replies, SentMessage

LOOK_AGAIN_SECONDS = 2.0
"""Watchers look for themselves this often, so that a lost wake-up only delays."""


class UnknownButton(AppError):
    """The payload was never offered in this conversation."""

    status = 422
    message = "Nút này không dùng được nữa. Anh/chị vui lòng gõ câu hỏi bằng chữ."


class NotYours(Forbidden):
    """The token does not open this conversation."""

    status = 401
    message = "Phiên trò chuyện đã hết hạn hoặc không đúng. Anh/chị vui lòng tải lại trang."


@dataclass(frozen=True)
class WebChatService:
    """What the routes can do."""

    sessions: Sessions
    inbox: Inbox
    wakeups: Wakeups
    secret: str

    async def open(self) -> NewConversation:
        """A new conversation with the token that opens it."""
        conversation_id, token = uuid4(), secrets.token_urlsafe(32)
        async with self.sessions.begin() as session:
            await ConversationRepository(session).open(
                "webchat",
                self._user_key(conversation_id),
                new_id=conversation_id,
                token_hash=_token_hash(token),
            )
        return NewConversation(id=str(conversation_id), token=token)

    async def check(self, conversation_id: UUID, token: str) -> None:
        """Raises NotYours unless `token` opens the conversation."""
        async with self.sessions() as session:
            found = await ConversationRepository(session).get(conversation_id)
        expected = found.token_hash if found is not None else None
        if not hmac.compare_digest(expected or "", _token_hash(token)):
            raise NotYours

    async def send(self, conversation_id: UUID, sent: SentMessage, request_id: str) -> Receipt:
        """Take in what the page sent. Raises UnknownButton for a payload never offered."""
        title = None
        if sent.payload is not None:
            async with self.sessions() as session:
                title = await ConversationRepository(session).offered_title(
                    conversation_id, sent.payload
                )
            if title is None:
                raise UnknownButton
        message = parse.as_inbound(
            sent,
            conversation_id=str(conversation_id),
            user_key=self._user_key(conversation_id),
            sent_at=now(),
            title=title,
        )
        return await self.inbox.receive(message, request_id)

    async def replies(self, receipt: Receipt, seconds: float) -> Replies | None:
        """What was said to a message, waiting for it up to `seconds`; None: nothing yet."""
        end = time.monotonic() + seconds
        with self.wakeups.watch(str(receipt.conversation_id)) as changed:
            while True:
                found = await self._replies_now(receipt.inbox_id)
                remaining = end - time.monotonic()
                if found is not None or remaining <= 0:
                    return found
                await wait_for(changed, min(remaining, LOOK_AGAIN_SECONDS))

    async def _replies_now(self, inbox_id: int) -> Replies | None:
        async with self.sessions() as session:
            repository = ConversationRepository(session)
            entry = await repository.entry(inbox_id)
            if entry is None:
                return Replies(replies=[])
            done = entry.status in {"answered", "failed"}
            if not done and entry.told_at is None:
                return None
            said = await repository.replies_to(inbox_id)
            return Replies(replies=[render.reply(line) for line in said], done=done)

    async def history(self, conversation_id: UUID) -> History:
        """The conversation as the page shows it after a reload."""
        async with self.sessions() as session:
            repository = ConversationRepository(session)
            asked, said = await repository.history(conversation_id)
            waiting = await repository.has_unanswered(conversation_id)
        return History(
            messages=render.history(asked, said), last_id=render.last_id(said), waiting=waiting
        )

    async def stream(
        self, conversation_id: UUID, last_id: int
    ) -> AsyncIterator[Sequence[OutboxEntry]]:
        """Batches of new messages of the assistant after `last_id`, for ever."""
        with self.wakeups.watch(str(conversation_id)) as changed:
            while True:
                async with self.sessions() as session:
                    said = await ConversationRepository(session).said_after(
                        conversation_id, last_id
                    )
                if said:
                    last_id = said[-1].id
                    yield said
                else:
                    await wait_for(changed, LOOK_AGAIN_SECONDS)

    def _user_key(self, conversation_id: UUID) -> str:
        return keyed_hash(self.secret, "webchat", str(conversation_id))


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
