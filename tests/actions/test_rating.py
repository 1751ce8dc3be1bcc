import pytest

from common.database import Sessions
from dossiers.sandbox.modes import Mode
from feedback.reports import totals
from tests.actions.talk import Said, Talk
from tests.dossiers.support import RunningSandbox, SetClock

pytestmark = pytest.mark.db

FIRST = "Câu 1/4. Thời gian giải quyết hồ sơ so với ngày hẹn thế nào?"


async def verified(talk: Talk, sandbox: RunningSandbox, key: str = "returned") -> str:
    demo = sandbox.demo(key)
    await talk.tap(f'/verify_dossier{{"dossier_code":"{demo.code}"}}')
    await talk.type(demo.last_digits, "pick_option")
    return demo.code


async def rated(talk: Talk, said: Said, titles: list[str]) -> Said:
    for title in titles:
        said = await talk.tap(said.payload(title))
    return said


BEST = ["Sớm hơn hẹn", "Không lần nào", "Chỉ một nơi", "Tận tình, lịch sự"]


class TestRate:
    async def test_it_begins_with_the_first_regulated_question(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        code = await verified(talk, sandbox)
        said = await talk.type("tôi muốn đánh giá", "rate")
        assert code in said.text
        assert said.text.endswith(FIRST)
        assert said.titles == ["Sớm hơn hẹn", "Đúng hẹn", "Trễ hẹn"]

    async def test_without_a_dossier_it_asks_for_the_code_and_goes_on_with_it(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        demo = sandbox.demo("returned")
        asked = await talk.type("tôi muốn chấm điểm cán bộ", "rate")
        assert "hồ sơ nào" in asked.text
        proof = await talk.type(demo.code, "dossier_status")
        assert proof.text.endswith("utter_ask_verify_digits")
        said = await talk.type(demo.last_digits, "pick_option")
        assert said.text.endswith(FIRST)

    async def test_an_unknown_dossier_is_not_rated(self, talk: Talk):
        await talk.type("đánh giá", "rate")
        said = await talk.type("H99.15-230105-0001", "dossier_status")
        assert "không tìm thấy hồ sơ" in said.text

    async def test_a_dossier_still_being_handled_cannot_be_rated_yet(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await verified(talk, sandbox, "in_progress")
        said = await talk.type("đánh giá", "rate")
        assert "chưa đến lúc đánh giá" in said.text

    async def test_a_refused_dossier_can_be_rated(self, talk: Talk, sandbox: RunningSandbox):
        await verified(talk, sandbox, "refused")
        assert (await talk.type("đánh giá", "rate")).text.endswith(FIRST)

    async def test_interrupted_it_goes_on_where_it_stopped(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await verified(talk, sandbox)
        said = await talk.type("đánh giá", "rate")
        await rated(talk, said, BEST[:2])
        await talk.type("lệ phí khai sinh bao nhiêu", "ask_procedure")
        said = await talk.type("đánh giá tiếp", "rate")
        assert said.text.startswith("Câu 3/4.")

    async def test_while_the_system_is_down_the_worker_asks_again(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        code = await verified(talk, sandbox)
        sandbox.be(Mode.DOWN)
        talk.slots["dossier_code"] = code
        said = await talk.tap('/start_rating{"dossier_code":"H22.15-230105-0001"}')
        assert said.to_worker["defer"]["payload"].startswith("/start_rating")


class TestRecordRatingAnswer:
    async def test_four_answers_and_overall_lead_to_the_comment(
        self, talk: Talk, sandbox: RunningSandbox, sessions: Sessions
    ):
        code = await verified(talk, sandbox)
        said = await rated(talk, await talk.type("đánh giá", "rate"), BEST)
        assert "hài lòng đến mức nào" in said.text
        assert len(said.titles) == 5
        said = await talk.tap(said.payload("Hài lòng"))
        assert said.text == "utter_ask_rating_comment"
        async with sessions() as session:
            found = await totals(session, code)
        assert [(each.scheme, each.total) for each in found] == [("overall", 4), ("regulated", 8)]

    async def test_a_double_click_asks_the_same_next_question(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await verified(talk, sandbox)
        said = await talk.type("đánh giá", "rate")
        first = await talk.tap(said.payload("Đúng hẹn"))
        second = await talk.tap(said.payload("Đúng hẹn"))
        assert first.text == second.text

    async def test_the_same_message_again_does_not_undo_a_change(
        self, talk: Talk, sandbox: RunningSandbox, sessions: Sessions
    ):
        code = await verified(talk, sandbox)
        said = await talk.type("đánh giá", "rate")
        await talk.tap(said.payload("Sớm hơn hẹn"), message_id="first")
        await talk.tap(said.payload("Trễ hẹn"))
        said = await talk.tap(said.payload("Sớm hơn hẹn"), message_id="first")
        await rated(talk, said, BEST[1:])
        async with sessions() as session:
            assert [each.total for each in await totals(session, code)] == [6]

    async def test_an_answer_can_be_said_by_its_number_or_title(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await verified(talk, sandbox)
        await talk.type("đánh giá", "rate")
        said = await talk.type("số 2", "pick_option")
        assert said.text.startswith("Câu 2/4.")
        said = await talk.type("khong lan nao", "deny")
        assert said.text.startswith("Câu 3/4.")

    async def test_within_a_day_an_answer_can_be_changed(
        self, talk: Talk, sandbox: RunningSandbox, sessions: Sessions
    ):
        code = await verified(talk, sandbox)
        said = await rated(talk, await talk.type("đánh giá", "rate"), [*BEST, "Rất hài lòng"])
        await talk.tap("/skip_comment")
        said = await talk.tap(f'/start_rating{{"dossier_code":"{code}"}}')
        assert "Sửa: Sớm hơn hẹn" in said.titles
        said = await talk.tap(said.payload("Sửa: Sớm hơn hẹn"))
        assert said.text == FIRST
        said = await talk.tap(said.payload("Trễ hẹn"))
        assert "Sửa: Trễ hẹn" in said.titles
        async with sessions() as session:
            assert [each.total for each in await totals(session, code)] == [5, 6]

    async def test_after_a_day_it_stays_as_it_is(
        self, talk: Talk, sandbox: RunningSandbox, clock: SetClock
    ):
        await verified(talk, sandbox)
        said = await talk.type("đánh giá", "rate")
        last = said.payload("Trễ hẹn")
        await rated(talk, said, [*BEST, "Rất hài lòng"])
        await talk.tap("/skip_comment")
        clock.pass_(hours=25)
        assert "hết thời gian sửa" in (await talk.tap(last)).text

    async def test_a_button_of_a_rating_never_begun_begins_it(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        code = await verified(talk, sandbox)
        said = await talk.tap(
            f'/answer_rating{{"dossier_code":"{code}","scheme":"regulated","question":1,"score":2}}'
        )
        assert said.text.endswith(FIRST)

    @pytest.mark.parametrize(
        "payload", ["/answer_rating", '/answer_rating{"dossier_code":"H22.15-230105-0001"}']
    )
    async def test_half_a_button_is_not_guessed(self, talk: Talk, payload: str):
        assert "chưa đọc được" in (await talk.tap(payload)).text


class TestComment:
    async def asked(self, talk: Talk, sandbox: RunningSandbox) -> str:
        code = await verified(talk, sandbox)
        await rated(talk, await talk.type("đánh giá", "rate"), [*BEST, "Bình thường"])
        assert talk.form == "comment_form"
        return code

    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("cán bộ tận tình", "thank"),
            ("để dân chờ lâu quá", "complain"),
            ("nên có thêm ghế ngồi", "nlu_fallback"),
            ("phí gửi xe cao quá", "ask_procedure"),
        ],
    )
    async def test_what_is_typed_is_kept(
        self, talk: Talk, sandbox: RunningSandbox, desk, text: str, intent: str
    ):
        code = await self.asked(talk, sandbox)
        said = await talk.type(text, intent, 0.6)
        assert "góp ý được chuyển" in said.text
        assert "không ai xem được ai đã đánh giá" in said.text
        current = await desk.feedback.current(code, talk.user_key)
        assert current.comment == text
        assert text not in str(talk.slots)

    @pytest.mark.parametrize("declined", ["/skip_comment", "không", "thôi khỏi"])
    async def test_it_can_be_left_out(
        self, talk: Talk, sandbox: RunningSandbox, desk, declined: str
    ):
        code = await self.asked(talk, sandbox)
        if declined.startswith("/"):
            said = await talk.tap(declined)
        else:
            said = await talk.type(declined, "deny")
        assert said.text.startswith("Cảm ơn")
        assert (await desk.feedback.current(code, talk.user_key)).comment == ""

    async def test_a_plain_question_is_answered_instead(
        self, talk: Talk, sandbox: RunningSandbox, desk
    ):
        code = await self.asked(talk, sandbox)
        said = await talk.type("đăng ký kết hôn cần giấy tờ gì", "ask_procedure", 0.99)
        assert "Đăng ký kết hôn" in said.text
        assert talk.form is None
        assert (await desk.feedback.current(code, talk.user_key)).comment is None

    async def test_agreeing_to_comment_waits_for_it(self, talk: Talk, sandbox: RunningSandbox):
        await self.asked(talk, sandbox)
        assert (await talk.type("có", "affirm")).text == "utter_ask_rating_comment"
        assert talk.form == "comment_form"

    async def test_skipping_with_nothing_open_says_so(self, talk: Talk):
        assert "không có đánh giá nào" in (await talk.tap("/skip_comment")).text
