from datetime import timedelta

import pytest

from dossiers.sandbox.modes import Mode
from tests.actions.talk import Talk
from tests.dossiers.support import RunningSandbox, SetClock

pytestmark = pytest.mark.db


async def opened(talk: Talk, code: str) -> None:
    said = await talk.type(code, "dossier_status")
    asked = await talk.tap(said.payload("Xem chi tiết"))
    assert asked.text == "utter_ask_verify_digits"
    assert talk.form == "verify_form"


class TestVerifyForm:
    async def test_the_right_digits_show_the_dossier_to_its_holder(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        demo = sandbox.demo("finished")
        await opened(talk, demo.code)
        said = await talk.type(demo.last_digits, "pick_option")
        assert demo.procedure_name in said.text
        assert "Hẹn trả:" in said.text
        assert "Đánh giá" in said.titles
        assert talk.form is None

    async def test_the_digits_are_kept_nowhere(self, talk: Talk, sandbox: RunningSandbox):
        demo = sandbox.demo("finished")
        await opened(talk, demo.code)
        await talk.type(f"số của tôi là 09123{demo.last_digits}", "nlu_fallback", 0.3)
        assert demo.last_digits not in str(talk.slots)
        assert talk.slots["verify_digits"] is None
        assert talk.slots["verified_dossier_code"] == demo.code

    async def test_missing_papers_and_reason_are_shown(self, talk: Talk, sandbox: RunningSandbox):
        demo = sandbox.demo("supplement")
        await opened(talk, demo.code)
        said = await talk.type(demo.last_digits, "nlu_fallback")
        assert "Cần nộp thêm" in said.text

    async def test_an_unmapped_status_is_shown_in_the_systems_own_words(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        demo = sandbox.demo("unmapped")
        await opened(talk, demo.code)
        said = await talk.type(demo.last_digits, "nlu_fallback")
        assert "Hệ thống một cửa ghi:" in said.text

    async def test_wrong_digits_say_how_many_tries_are_left(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await opened(talk, sandbox.demo("finished").code)
        said = await talk.type("0000", "pick_option")
        assert "còn 4 lần" in said.text
        assert said.text.endswith("utter_ask_verify_digits")
        assert talk.form == "verify_form"

    async def test_after_five_wrong_tries_it_pauses_until_a_time(
        self, talk: Talk, sandbox: RunningSandbox, clock: SetClock
    ):
        await opened(talk, sandbox.demo("finished").code)
        for wrong in ("0000", "0001", "0002", "0003", "0004"):
            said = await talk.type(wrong, "pick_option")
        until = clock.now + timedelta(minutes=15, hours=7)
        assert f"{until:%H:%M} ngày {until:%d/%m/%Y}" in said.text
        assert talk.form is None

    async def test_the_same_message_asked_twice_is_one_try(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await opened(talk, sandbox.demo("finished").code)
        for _ in range(2):
            said = await talk.type("0000", "pick_option", message_id="retried")
            assert "còn 4 lần" in said.text

    async def test_fewer_than_four_digits_are_asked_for_again(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await opened(talk, sandbox.demo("finished").code)
        said = await talk.type("12", "pick_option")
        assert "đủ bốn số" in said.text
        assert talk.form == "verify_form"

    @pytest.mark.parametrize("text", ["thôi", "không"])
    async def test_declining_ends_it(self, talk: Talk, sandbox: RunningSandbox, text: str):
        await opened(talk, sandbox.demo("finished").code)
        said = await talk.type(text, "deny")
        assert "không hỏi nữa" in said.text
        assert talk.form is None

    async def test_another_question_is_answered_instead(self, talk: Talk, sandbox: RunningSandbox):
        await opened(talk, sandbox.demo("finished").code)
        said = await talk.type("năm 2026 đăng ký thường trú mất bao nhiêu tiền", "ask_procedure")
        assert "lệ phí" in said.text.lower()
        assert talk.form is None

    async def test_another_dossier_code_is_looked_up_instead(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await opened(talk, sandbox.demo("finished").code)
        other = sandbox.demo("in_progress").code
        said = await talk.type(other, "dossier_status")
        assert other in said.text
        assert talk.form is None

    async def test_a_tapped_button_leaves_it(self, talk: Talk, sandbox: RunningSandbox):
        await opened(talk, sandbox.demo("finished").code)
        said = await talk.tap("/hand_over")
        assert said.to_worker["handover"] == {"reason": "asked"}
        assert talk.form is None

    async def test_while_the_system_is_down_the_try_does_not_count(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        demo = sandbox.demo("finished")
        await opened(talk, demo.code)
        sandbox.be(Mode.DOWN)
        said = await talk.type(demo.last_digits, "pick_option")
        assert "không bị tính" in said.text
        assert said.titles == ["Thử lại", "Gặp cán bộ"]
        sandbox.be(Mode.NORMAL)
        await talk.tap(said.payload("Thử lại"))
        assert demo.procedure_name in (await talk.type(demo.last_digits, "pick_option")).text

    async def test_without_any_dossier_it_asks_for_the_code(self, talk: Talk):
        said = await talk.tap("/verify_dossier")
        assert "mã hồ sơ" in said.text
        assert talk.form is None
