import pytest
from rasa_sdk import Tracker

from actions.turn import Turn, parse_payload, payload
from tests.actions.calls import in_form, remembering, tapped, typed


def turn_of(call: dict) -> Turn:
    return Turn.of(Tracker.from_dict(call["tracker"]))


class TestOf:
    def test_a_captured_question_is_read(self):
        turn = turn_of(typed("action_answer_procedure", "khai sinh", "ask_procedure", 0.8))
        assert (turn.text, turn.intent, turn.confidence) == ("khai sinh", "ask_procedure", 0.8)
        assert (turn.message_id, turn.channel, turn.user_key) == ("41", "webchat", "5f" * 32)
        assert turn.conversation_id == "0f8fad5b-d9cb-469f-a165-70867728950e"
        assert not turn.tapped
        assert turn.form is None

    def test_the_likelihood_of_an_emergency_is_read_whatever_was_decided(self):
        call = typed("action_x", "khói quá", "out_of_scope", 0.5, emergency=0.4)
        assert Turn.of(Tracker.from_dict(call["tracker"])).emergency == 0.4

    def test_a_captured_tap_carries_its_entities(self):
        turn = turn_of(tapped("action_rate", '/answer_rating{"question":3,"score":0}'))
        assert turn.tapped
        assert (turn.number("question"), turn.number("score")) == (3, 0)

    def test_without_metadata_the_engines_own_ids_stand_in(self):
        call = typed("action_help", "giúp", "help")
        call["tracker"]["latest_message"]["metadata"] = {}
        turn = turn_of(call)
        assert turn.message_id == "1da8367e3eb949c3801116064dc56e49"
        assert turn.user_key == turn.conversation_id

    def test_the_waiting_form_is_known(self):
        call = in_form(typed("validate_verify_form", "1234", "pick_option"), "verify_form")
        assert turn_of(call).form == "verify_form"

    def test_zero_width_and_decomposed_text_is_cleaned(self):
        turn = turn_of(typed("action_help", "khai\u200b  sinh", "help"))
        assert turn.text == "khai sinh"

    def test_of_two_entities_of_a_kind_the_first_counts(self):
        call = typed("action_look_up_dossier", "hai mã", "dossier_status")
        call["tracker"]["latest_message"]["entities"] = [
            {"entity": "dossier_code", "value": "H22.15-230105-0001"},
            {"entity": "dossier_code", "value": "H22.15-230105-0002"},
        ]
        assert turn_of(call).entity("dossier_code") == "H22.15-230105-0001"


class TestNumber:
    @pytest.mark.parametrize("value", ["hai", "-1", "1.5", "²", None])
    def test_what_is_no_whole_number_is_none(self, value: str | None):
        call = tapped("action_rate", "/rate")
        call["tracker"]["latest_message"]["entities"] = [{"entity": "score", "value": value}]
        assert turn_of(call).number("score") is None


class TestSlot:
    def test_an_empty_slot_is_none_and_a_number_is_text(self):
        call = remembering(typed("action_help", "a", "help"), procedure_code=None, aspect=3)
        turn = turn_of(call)
        assert turn.slot("procedure_code") is None
        assert turn.slot("aspect") == "3"


class TestPayload:
    def test_it_is_read_back(self):
        made = payload("ask_aspect", procedure_code="1.001193", aspect="fee", page=2)
        assert made == '/ask_aspect{"procedure_code": "1.001193", "aspect": "fee", "page": 2}'
        assert parse_payload(made) == (
            "ask_aspect",
            {"procedure_code": "1.001193", "aspect": "fee", "page": 2},
        )

    def test_without_entities_there_are_no_braces(self):
        assert payload("hand_over") == "/hand_over"
        assert parse_payload("/hand_over") == ("hand_over", {})

    @pytest.mark.parametrize("text", ["khai sinh", "/a{1", '/a{"b"}'])
    def test_other_texts_are_refused(self, text: str):
        with pytest.raises(ValueError, match=r".+"):
            parse_payload(text)


class TestChoosing:
    def test_the_turn_becomes_the_tap_of_that_button(self):
        turn = turn_of(typed("action_choose_option", "số 2", "pick_option"))
        chosen = turn.choosing('/choose_procedure{"procedure_code":"1.001193"}')
        assert chosen.intent == "choose_procedure"
        assert chosen.entity("procedure_code") == "1.001193"
        assert chosen.tapped
        assert chosen.message_id == turn.message_id
