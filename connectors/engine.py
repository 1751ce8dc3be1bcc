"""The dialogue engine behind its REST channel: the only place that speaks Rasa's JSON here."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from common.errors import ServiceUnavailable
from connectors.messages import Button, OutboundMessage


class EngineUnavailable(ServiceUnavailable):
    """The engine or its actions did not give an answer; asking again later may help."""

    message = "Hệ thống trả lời đang tạm gián đoạn. Câu hỏi đã được giữ lại."


@dataclass(frozen=True)
class Utterance:
    """What the engine is asked: plain text or a payload, with the ids of the message."""

    conversation_id: UUID
    text: str
    metadata: Mapping[str, str]


@dataclass(frozen=True)
class Deferral:
    """An action could not finish now; `payload` is to be asked again later."""

    reason: str
    payload: str


@dataclass(frozen=True)
class Turn:
    """The engine's answer to one message."""

    replies: tuple[OutboundMessage, ...]
    deferral: Deferral | None = None
    handover_reason: str | None = None


class Engine(Protocol):
    """Understands, decides, answers."""

    async def reply(self, utterance: Utterance) -> Turn:
        """One turn. Raises EngineUnavailable if there is no answer in time."""
        ...

    async def is_ready(self) -> bool:
        """Whether the engine answers and has a model loaded."""
        ...


class _RasaMessage(BaseModel):
    text: str | None = None
    buttons: list[dict[str, Any]] = []
    custom: dict[str, Any] | None = None


_RASA_MESSAGES = TypeAdapter(list[_RasaMessage])


def parse_turn(raw: bytes) -> Turn:
    """The body of Rasa's REST channel as a `Turn`.

    Raises EngineUnavailable if nothing was said: Rasa answers so when an action failed, and our
    dialogue always says something.
    """
    try:
        messages = _RASA_MESSAGES.validate_json(raw)
    except ValidationError as error:
        raise EngineUnavailable from error
    custom: dict[str, Any] = {}
    for message in messages:
        custom.update(message.custom or {})
    replies = tuple(
        OutboundMessage(
            text=message.text or "",
            buttons=tuple(Button(b["title"], b["payload"]) for b in message.buttons),
        )
        for message in messages
        if message.text or message.buttons
    )
    deferral = Deferral(**custom["defer"]) if "defer" in custom else None
    if not replies and deferral is None:
        raise EngineUnavailable
    handover = custom.get("handover")
    return Turn(replies, deferral, handover["reason"] if handover else None)


class RasaEngine:
    """Rasa 3.6 over HTTP, on loopback only."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        """client: with the engine's base URL and the longest time a turn may take."""
        self._client = client

    async def reply(self, utterance: Utterance) -> Turn:
        """See `Engine.reply`."""
        try:
            response = await self._client.post(
                "/webhooks/rest/webhook",
                json={
                    "sender": str(utterance.conversation_id),
                    "message": utterance.text,
                    "metadata": dict(utterance.metadata),
                },
            )
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise EngineUnavailable from error
        return parse_turn(response.content)

    async def is_ready(self) -> bool:
        """See `Engine.is_ready`."""
        try:
            response = await self._client.get("/status", timeout=2)
        except httpx.HTTPError:
            return False
        return response.is_success and bool(_json_object(response.content).get("model_file"))


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
