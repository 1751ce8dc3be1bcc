"""What we do instead of Rasa must come to the same."""

import jsonschema
import pytest
import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import Event, SlotSet, UserUttered
from rasa.utils.endpoints import EndpointConfig

from bot import speed

ACTION = RemoteAction("action_x", EndpointConfig("http://127.0.0.1:9"))
GOOD = {"events": [{"event": "slot", "name": "a", "value": 1}], "responses": [{"text": "x"}]}
BAD = [
    {"events": [{"name": "a"}]},
    {"events": "x"},
    {"events": [], "responses": ["x"]},
    {"events": [{"event": "slot", "value": 1}]},
]


class TestEventClass:
    def test_every_event_of_rasa_is_found_as_rasa_finds_it(self):
        names = {each.type_name for each in rasa.shared.utils.common.all_subclasses(Event)}
        assert len(names) > 20
        assert {n: speed.event_class(n) for n in names} == {n: speed._resolve(n) for n in names}

    def test_an_unknown_event_is_the_default_or_an_error(self):
        assert speed.event_class("unknown", UserUttered) is UserUttered
        with pytest.raises(ValueError, match="unknown"):
            speed.event_class("unknown")

    def test_an_old_topic_event_is_still_passed_over(self):
        assert speed.event_class("topic") is None


class TestValidateActionResult:
    def test_a_good_answer_passes(self):
        assert speed.validate_action_result(ACTION, GOOD)

    @pytest.mark.parametrize("answer", BAD)
    def test_a_bad_answer_is_refused_where_rasa_refuses_it(self, answer):
        with pytest.raises(jsonschema.ValidationError):
            ACTION._validate_action_result(answer)
        with pytest.raises(jsonschema.ValidationError):
            speed.validate_action_result(ACTION, answer)


class TestMakeFaster:
    def test_rasa_reads_its_events_through_it(self, monkeypatch):
        monkeypatch.setattr(Event, "resolve_by_type", Event.resolve_by_type)
        monkeypatch.setattr(
            RemoteAction, "_validate_action_result", RemoteAction._validate_action_result
        )
        speed.make_faster()
        read = Event.from_parameters({"event": "slot", "name": "a", "value": 2})
        assert read == SlotSet("a", 2)
        assert ACTION._validate_action_result(GOOD)
