"""What all actions have in common: logs that can be followed, forms that do not trap anybody."""

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

import structlog
from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.desk import Desk
from actions.reply import Reply
from actions.turn import Turn
from common.text import fold

log = structlog.get_logger()


class Follow(Protocol):
    """Answers as if the button with `payload` had been tapped."""

    async def __call__(self, payload: str, turn: Turn, reply: Reply) -> None:
        """Fill `reply`."""
        ...


class DialogueAction(Action, ABC):  # type: ignore[misc]  # rasa-sdk comes without types
    """One thing the assistant can do. Subclasses say it in `respond`.

    action_name: as the domain calls it.
    intents: whose taps lead here, see `actions.dialogue`.
    keeps_form: a form that waits goes on waiting after this action.
    owns_form: it is part of a form, which alone decides what a message means there.
    """

    action_name: ClassVar[str]
    intents: ClassVar[tuple[str, ...]] = ()
    keeps_form: ClassVar[bool] = False
    owns_form: ClassVar[bool] = False

    def __init__(self, desk: Desk, follow: Follow) -> None:
        self.desk = desk
        self.follow = follow
        self.say = desk.wording

    def name(self) -> str:
        """As the domain calls it."""
        return self.action_name

    @abstractmethod
    async def respond(self, turn: Turn, reply: Reply) -> None:
        """Fill `reply`. Raising means a failed turn: the message is asked again later."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, _domain: Mapping[str, Any]
    ) -> list[EventType]:
        """One call from the engine."""
        turn = Turn.of(tracker)
        with structlog.contextvars.bound_contextvars(
            request_id=turn.request_id,
            conversation_id=turn.conversation_id,
            message_id=turn.message_id,
            action=self.action_name,
        ):
            started = time.perf_counter()
            reply = Reply()
            await self._respond(turn, reply)
            log.info(
                "action_done",
                intent=turn.intent,
                confidence=round(turn.confidence, 2),
                replies=reply.count,
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
            return reply.send(dispatcher)

    async def _respond(self, turn: Turn, reply: Reply) -> None:
        if self.owns_form:
            await self.respond(turn, reply)
            return
        if turn.form and not self.keeps_form:
            reply.leave_form()
        titled = _option_titled(turn)
        if titled is None:
            await self.respond(turn, reply)
        else:
            await self.follow(titled, turn, reply)


def _option_titled(turn: Turn) -> str | None:
    """The payload of the offered choice whose title was typed out, with or without accents."""
    if turn.tapped:
        return None
    typed = fold(turn.text).strip(" .,;:!?")
    options = turn.slots.get("options") or []
    return next((each["payload"] for each in options if fold(each["title"]) == typed), None)
