import pytest

from dossiers.sandbox.modes import Mode
from tests.actions.talk import Talk
from tests.dossiers.support import RunningSandbox

pytestmark = pytest.mark.db


class TestLookUpDossier:
    async def test_who_knows_the_code_learns_how_far_it_is_and_no_more(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        demo = sandbox.demo("in_progress")
        said = await talk.type(f"hồ sơ {demo.code} tới đâu rồi", "dossier_status")
        assert f"Hồ sơ {demo.code} đang ở bước 3/5: đang giải quyết." in said.text
        assert demo.procedure_name not in said.text
        assert said.titles == ["Xem chi tiết", "Gặp cán bộ"]
        assert talk.slots["dossier_code"] == demo.code

    async def test_a_code_pasted_with_blanks_and_small_letters_is_found(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        code = sandbox.demo("in_progress").code
        said = await talk.type(code.lower().replace("-", " - "), "dossier_status")
        assert code in said.text

    async def test_without_a_code_it_asks_for_one_with_an_example(self, talk: Talk):
        said = await talk.type("hồ sơ của tôi tới đâu rồi", "dossier_status")
        assert "H22.15-230105-0001" in said.text
        assert "giấy tiếp nhận" in said.text

    async def test_asked_again_it_looks_up_the_dossier_talked_about(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        code = sandbox.demo("in_progress").code
        await talk.type(code, "dossier_status")
        said = await talk.type("hồ sơ đến đâu rồi em", "dossier_status")
        assert code in said.text

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("mã 22.15-230105-0001", "chữ cái"),
            ("H22.15-231345-0001", '"231345"'),
            ("H22.15-230105-01", "ít nhất bốn số"),
            ("H22.15-990105-0001", "chưa đến"),
        ],
    )
    async def test_a_wrong_code_is_told_what_is_wrong(self, talk: Talk, text: str, expected: str):
        said = await talk.type(text, "dossier_status")
        assert expected in said.text
        assert "ví dụ: H22.15-230105-0001" in said.text

    async def test_a_code_nobody_knows_is_said_to_be_unknown(self, talk: Talk):
        said = await talk.type("H99.15-230105-0001", "dossier_status")
        assert "không tìm thấy hồ sơ H99.15-230105-0001" in said.text

    async def test_a_stopped_dossier_does_not_sound_as_if_it_went_on(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        said = await talk.type(sandbox.demo("refused").code, "dossier_status")
        assert "đã dừng ở bước" in said.text

    async def test_a_status_nobody_mapped_is_not_guessed(self, talk: Talk, sandbox: RunningSandbox):
        said = await talk.type(sandbox.demo("unmapped").code, "dossier_status")
        assert "chưa xác định được" in said.text

    async def test_a_code_inside_a_question_about_procedures_is_looked_up(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        code = sandbox.demo("in_progress").code
        said = await talk.type(f"{code} còn thiếu giấy tờ gì không", "ask_procedure")
        assert f"Hồ sơ {code} đang ở bước 3/5" in said.text

    async def test_while_the_system_is_down_it_says_so_and_lets_the_worker_ask_again(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        code = sandbox.demo("in_progress").code
        sandbox.be(Mode.DOWN)
        said = await talk.type(f"xem hồ sơ {code}", "dossier_status")
        assert "đang gián đoạn" in said.text
        assert said.to_worker["defer"] == {
            "reason": "one_stop_unavailable",
            "payload": f'/check_dossier{{"dossier_code": "{code}"}}',
        }
        sandbox.be(Mode.NORMAL)
        again = await talk.tap(said.to_worker["defer"]["payload"])
        assert f"Hồ sơ {code}" in again.text

    async def test_a_question_the_engine_hesitates_about_is_answered_if_search_does_not(
        self, talk: Talk
    ):
        said = await talk.type("đăng ký thường trú được chưa", "dossier_status", 0.5)
        assert said.text.startswith("Đăng ký thường trú")

    async def test_where_the_engine_is_certain_it_is_a_dossier(self, talk: Talk):
        said = await talk.type("đăng ký thường trú được chưa", "dossier_status", 0.9)
        assert "mã hồ sơ" in said.text
