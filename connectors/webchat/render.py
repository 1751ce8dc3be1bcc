"""Conversations as the page shows them."""

from collections.abc import Iterable, Sequence

from connectors.messages import MessageKind
from connectors.tables import InboxEntry, OutboxEntry
from connectors.webchat import parse
from connectors.webchat.payloads import ButtonOut, HistoryItem, Reply

ATTACHMENT_LABEL = "[tệp đính kèm]"


def reply(entry: OutboxEntry) -> Reply:
    """One message of the assistant."""
    return Reply(text=entry.text, buttons=[ButtonOut(**button) for button in entry.buttons])


def history(asked: Iterable[InboxEntry], said: Iterable[OutboxEntry]) -> list[HistoryItem]:
    """Both sides in the order in which they were said, as the page showed them then."""
    lines = [(entry.received_at, 0, entry.id, _asked_item(entry)) for entry in asked]
    lines += [(entry.created_at, 1, entry.id, said_item(entry)) for entry in said]
    return [item for *_, item in sorted(lines, key=lambda line: line[:3])]


def _asked_item(entry: InboxEntry) -> HistoryItem:
    match MessageKind(entry.kind):
        case MessageKind.PAYLOAD:
            text = entry.title or ""
        case MessageKind.ATTACHMENT:
            text = ATTACHMENT_LABEL
        case _:
            text = entry.body
    return HistoryItem(
        id=f"in-{entry.id}",
        sender="citizen",
        text=text,
        at=entry.received_at.isoformat(),
        sent_id=parse.sent_id(entry.message_key),
    )


def said_item(entry: OutboxEntry) -> HistoryItem:
    """One message of the assistant, as a line of the conversation."""
    return HistoryItem(
        id=f"out-{entry.id}",
        sender="assistant",
        text=entry.text,
        buttons=reply(entry).buttons,
        at=entry.created_at.isoformat(),
        answers=f"in-{entry.inbox_id}" if entry.inbox_id else None,
    )


def last_id(said: Sequence[OutboxEntry]) -> int:
    """Number of the newest message of the assistant, 0 if there is none."""
    return max((entry.id for entry in said), default=0)
