"""Two of Rasa's habits that cost more than the rest of a turn, done once instead of every time.

Measured with a sampling profiler while the engine answered: a third of its time went into checking
the *schema* of an action's answer anew for every answer, a quarter into searching all subclasses of
`Event` for the class of every event of a stored conversation. Goes when the engine does.
"""

from functools import lru_cache
from typing import Any

import jsonschema
import rasa.shared.utils.common
from jsonschema.exceptions import best_match
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event

_resolve = Event.resolve_by_type


def make_faster() -> None:
    """Replace both; call once, before the first message."""
    Event.resolve_by_type = staticmethod(event_class)
    setattr(RemoteAction, "_validate_action_result", validate_action_result)  # noqa: B010 - private


@lru_cache(maxsize=1)
def _event_classes() -> dict[str, type[Event]]:
    known: dict[str, type[Event]] = {}
    for each in rasa.shared.utils.common.all_subclasses(Event):
        known.setdefault(each.type_name, each)
    return known


def event_class(type_name: str, default: "type[Event] | None" = None) -> "type[Event] | None":
    """Class of an event by its name, as `Event.resolve_by_type` finds it.

    Raises ValueError for an unknown name without a default, as Rasa does.
    """
    return _event_classes().get(type_name) or _resolve(type_name, default)


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    return jsonschema.validators.validator_for(schema)(schema)


def validate_action_result(_action: RemoteAction, result: dict[str, Any]) -> bool:
    """Whether an action's answer has Rasa's form. Raises jsonschema.ValidationError if not."""
    error = best_match(_validator().iter_errors(result))
    if error is not None:
        raise error
    return True
