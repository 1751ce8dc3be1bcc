import pytest

from tests.actions.talk import DOMAIN, Talk
from tests.dossiers.support import RunningSandbox

pytestmark = pytest.mark.db


class TestSmallTalk:
    @pytest.mark.parametrize("intent", ["greet", "thank", "goodbye", "who_are_you", "abuse"])
    async def test_each_has_its_response(self, talk: Talk, intent: str):
        said = await talk.type("…", intent)
        assert said.text == f"utter_{intent}"
        assert said.text in DOMAIN["responses"]

    async def test_a_choice_that_sounds_like_a_greeting_is_the_choice(self, talk: Talk):
        talk.slots["options"] = [{"title": "Chỉ một nơi", "payload": "/hand_over"}]
        said = await talk.type("chi mot noi", "greet")
        assert said.to_worker == {"handover": {"reason": "asked"}}

    async def test_a_form_goes_on_waiting(self, talk: Talk, sandbox: RunningSandbox):
        demo = sandbox.demo("finished")
        await talk.tap(f'/verify_dossier{{"dossier_code":"{demo.code}"}}')
        assert (await talk.type("cảm ơn", "thank")).text == "utter_thank"
        assert demo.procedure_name in (await talk.type(demo.last_digits, "pick_option")).text


class TestWhoAreYou:
    def test_it_says_that_it_is_a_machine_of_the_province(self):
        [response] = DOMAIN["responses"]["utter_who_are_you"]
        assert "máy trả lời tự động của tỉnh" in response["text"]
