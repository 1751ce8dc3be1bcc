"""rasa-sdk 3.21.1 speaks to Rasa 3.6.21 as rasa-sdk 3.6.2 did."""

import copy
import json

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, EventType, FollowupAction, SlotSet
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher

from tests.actions.calls import CONTRACT, Json


class Everything(Action):
    """Uses everything our actions use."""

    def name(self) -> str:
        return "action_everything"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Json
    ) -> list[EventType]:
        button = {"title": "Lệ phí", "payload": '/ask_aspect{"aspect":"fee"}'}
        dispatcher.utter_message(text="Một", buttons=[button])
        dispatcher.utter_message(response="utter_greet")
        dispatcher.utter_message(json_message={"handover": {"reason": "asked"}})
        return [
            SlotSet("aspect", "fee"),
            SlotSet("options", None),
            ActiveLoop(None),
            FollowupAction("verify_form"),
        ]


class TestActionAnswer:
    async def test_it_is_the_one_rasa_sdk_3_6_2_gave(self):
        executor = ActionExecutor()
        executor.register_action(Everything())
        call = json.loads((CONTRACT / "action_call__question.json").read_text("utf-8"))
        answer = await executor.run({**call, "next_action": "action_everything"})
        expected = json.loads((CONTRACT / "action_answer__everything.json").read_text("utf-8"))
        assert answer.model_dump() == expected


class TestActionCall:
    def test_every_captured_call_is_of_the_engine_that_runs(self):
        for path in CONTRACT.glob("action_call__*.json"):
            call = json.loads(path.read_text("utf-8"))
            assert call["version"] == "3.6.21"

    def test_the_tracker_of_a_captured_call_is_read_whole(self):
        call = json.loads((CONTRACT / "action_call__button.json").read_text("utf-8"))
        tracker = Tracker.from_dict(copy.deepcopy(call["tracker"]))
        assert tracker.sender_id == call["sender_id"]
        assert tracker.get_latest_input_channel() == "rest"
        assert len(tracker.events) == len(call["tracker"]["events"])
