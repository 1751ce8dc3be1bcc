"""What an action answers: messages, what to remember, what runs next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a message."""

    title: str
    payload: str

    def as_dict(self) -> dict[str, str]:
        """As the engine carries it."""
        return {"title": self.title, "payload": self.payload}


@dataclass(slots=True)
class Reply:
    """Collects one action's answer; `send` hands it to the engine in the order it was given."""

    _messages: list[dict[str, Any]] = field(default_factory=list)
    _slots: dict[str, Any] = field(default_factory=dict)
    _followup: str | None = None
    _leaves_form: bool = False

    def say(self, text: str, buttons: Sequence[Button] = ()) -> None:
        """One message with its choices, which `số 2` and the like refer to afterwards."""
        self._messages.append({"text": text, "buttons": [each.as_dict() for each in buttons]})
        self._slots["options"] = [each.as_dict() for each in buttons] or None

    def say_response(self, name: str) -> None:
        """A response of the domain."""
        self._messages.append({"response": name})

    def tell_worker(self, key: str, **values: str) -> None:
        """A note to the worker that the citizen does not see (`defer`, `handover`)."""
        self._messages.append({"json_message": {key: values}})

    def remember(self, **slots: Any) -> None:
        """Set slots; None forgets."""
        self._slots.update(slots)

    def continue_with(self, action: str) -> None:
        """Let this action or form run next, in the same turn."""
        self._followup = action

    def leave_form(self) -> None:
        """Stop waiting for what a form asked."""
        self._leaves_form = True

    def send(self, dispatcher: CollectingDispatcher) -> list[EventType]:
        """Utter the messages; returns the events."""
        for message in self._messages:
            dispatcher.utter_message(**message)
        events: list[EventType] = [SlotSet(name, value) for name, value in self._slots.items()]
        if self._leaves_form:
            events += [ActiveLoop(None), SlotSet("requested_slot", None)]
        if self._followup:
            events.append(FollowupAction(self._followup))
        return events

    @property
    def count(self) -> int:
        """Number of messages so far."""
        return len(self._messages)
