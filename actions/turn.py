"""One turn of a conversation, as the tracker tells it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from rasa_sdk import Tracker

from common.text import clean

_PAYLOAD_PREFIX = "/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What was said, how it was understood, and what is remembered.

    text: as typed, cleaned; of a tapped button its payload.
    entities: by name, the first of each kind.
    form: name of the form that waits for an answer, if any.
    user_key: pseudonym of the person on the channel.
    """

    text: str
    intent: str
    confidence: float
    emergency: float
    """How likely the engine holds an emergency to be, whatever it decided for."""
    entities: Mapping[str, Any]
    slots: Mapping[str, Any]
    form: str | None
    conversation_id: str
    message_id: str
    request_id: str
    channel: str
    user_key: str

    @classmethod
    def of(cls, tracker: Tracker) -> Self:
        """The latest message of the tracker.

        A message without an id (the engine's shell) gets the engine's own id of it.
        """
        message = tracker.latest_message
        metadata = message.get("metadata") or {}
        entities: dict[str, Any] = {}
        for entity in message.get("entities") or []:
            entities.setdefault(entity["entity"], entity.get("value"))
        intent = message.get("intent") or {}
        return cls(
            text=clean(message.get("text") or ""),
            intent=intent.get("name") or "",
            confidence=float(intent.get("confidence") or 0),
            emergency=_likelihood(message, "emergency"),
            entities=entities,
            slots=tracker.slots,
            form=tracker.active_loop_name,
            conversation_id=tracker.sender_id,
            message_id=str(metadata.get("message_id") or message.get("message_id") or ""),
            request_id=str(metadata.get("request_id") or ""),
            channel=str(metadata.get("channel") or ""),
            user_key=str(metadata.get("user_key") or tracker.sender_id),
        )

    @property
    def tapped(self) -> bool:
        """Whether it is a button's payload, not something typed."""
        return self.text.startswith(_PAYLOAD_PREFIX)

    def entity(self, name: str) -> str | None:
        """The entity as text, None where the message has none."""
        value = self.entities.get(name)
        return None if value is None else str(value)

    def number(self, name: str) -> int | None:
        """The entity as a whole number, None where it is missing or none."""
        value = self.entity(name)
        return int(value) if value is not None and value.isascii() and value.isdecimal() else None

    def slot(self, name: str) -> str | None:
        """The slot as text, None where it is empty."""
        value = self.slots.get(name)
        return None if value is None else str(value)

    def choosing(self, payload: str) -> Self:
        """The same turn as if the button with this payload had been tapped."""
        intent, entities = parse_payload(payload)
        return replace(self, text=payload, intent=intent, confidence=1.0, entities=entities)

    def asking(self, question: str) -> Self:
        """The same turn as if only `question` had been typed."""
        return replace(self, text=question, intent="ask_procedure", entities={})


def _likelihood(message: Mapping[str, Any], intent: str) -> float:
    ranking = message.get("intent_ranking") or []
    return max((float(each["confidence"]) for each in ranking if each["name"] == intent), default=0)


def payload(intent: str, **entities: str | int) -> str:
    """What a button sends: `/intent{"name": "value"}`."""
    if not entities:
        return f"/{intent}"
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}"


def parse_payload(text: str) -> tuple[str, dict[str, Any]]:
    """Intent and entities of a payload made by `payload`. Raises ValueError for other texts."""
    name, brace, rest = text.removeprefix(_PAYLOAD_PREFIX).partition("{")
    entities = json.loads(brace + rest) if brace else {}
    if not text.startswith(_PAYLOAD_PREFIX) or not isinstance(entities, dict):
        raise ValueError("not a payload")
    return name.strip(), entities
