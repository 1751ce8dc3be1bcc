from rasa_sdk.executor import CollectingDispatcher

from actions.reply import Button, Reply


def sent(reply: Reply) -> tuple[list[dict], dict, list[dict]]:
    dispatcher = CollectingDispatcher()
    events = reply.send(dispatcher)
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    return dispatcher.messages, slots, [event for event in events if event["event"] != "slot"]


class TestSay:
    def test_the_offered_choices_are_remembered(self):
        reply = Reply()
        reply.say("Chọn", [Button("Lệ phí", "/ask_aspect")])
        messages, slots, _ = sent(reply)
        assert messages[0]["text"] == "Chọn"
        assert slots["options"] == [{"title": "Lệ phí", "payload": "/ask_aspect"}]

    def test_a_message_without_choices_forgets_the_last_ones(self):
        reply = Reply()
        reply.say("Một", [Button("a", "/a")])
        reply.say("Hai")
        assert sent(reply)[1]["options"] is None


class TestSend:
    def test_messages_keep_their_order(self):
        reply = Reply()
        reply.say("Trước")
        reply.tell_worker("handover", reason="asked")
        reply.say_response("utter_greet")
        messages, _, _ = sent(reply)
        assert [m["text"] or m["response"] or m["custom"] for m in messages] == [
            "Trước",
            {"handover": {"reason": "asked"}},
            "utter_greet",
        ]

    def test_what_runs_next_is_the_last_event(self):
        reply = Reply()
        reply.continue_with("verify_form")
        reply.leave_form()
        _, slots, others = sent(reply)
        assert [event["event"] for event in others] == ["active_loop", "followup"]
        assert slots["requested_slot"] is None
