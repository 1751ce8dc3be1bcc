"""Calls as the engine makes them, from the captured ones."""

import copy
import json
from pathlib import Path
from typing import Any

CONTRACT = Path(__file__).parents[1] / "contract" / "rasa_3_6_21"
_QUESTION: dict[str, Any] = json.loads((CONTRACT / "action_call__question.json").read_text("utf-8"))
_BUTTON: dict[str, Any] = json.loads((CONTRACT / "action_call__button.json").read_text("utf-8"))

Json = dict[str, Any]


def typed(
    action: str, text: str, intent: str, confidence: float = 0.97, emergency: float = 0.0
) -> Json:
    """A call for a typed message that the engine understood as `intent`.

    emergency: how likely the engine holds an emergency to be, next to that.
    """
    call = copy.deepcopy(_QUESTION)
    call["next_action"] = action
    message = call["tracker"]["latest_message"]
    message |= {"text": text, "intent": {"name": intent, "confidence": confidence}}
    message["intent_ranking"] = [
        {"name": intent, "confidence": confidence},
        {"name": "emergency", "confidence": emergency},
    ]
    return call


def tapped(action: str, payload: str) -> Json:
    """A call for a tapped button, with the entities Rasa reads out of the payload."""
    call = copy.deepcopy(_BUTTON)
    call["next_action"] = action
    name, brace, rest = payload.removeprefix("/").partition("{")
    values = json.loads(brace + rest) if brace else {}
    call["tracker"]["latest_message"] |= {
        "text": payload,
        "intent": {"name": name, "confidence": 1.0},
        "entities": [
            {"entity": key, "value": value, "extractor": "RegexMessageHandler"}
            for key, value in values.items()
        ],
    }
    return call


def remembering(call: Json, **slots: Any) -> Json:
    """The call with these slots set."""
    call["tracker"]["slots"] |= slots
    return call


def in_form(call: Json, form: str, requested_slot: str | None = None) -> Json:
    """The call while `form` waits; `requested_slot` is None when it is being opened."""
    call["tracker"]["active_loop"] = {"name": form}
    return remembering(call, requested_slot=requested_slot)


def by(call: Json, user_key: str, message_id: str) -> Json:
    """The call for a message of this person with this id."""
    metadata = call["tracker"]["latest_message"]["metadata"]
    metadata |= {"user_key": user_key, "message_id": message_id}
    return call
