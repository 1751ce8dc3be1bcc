import pytest

from actions.emergency import emergency_lines
from tests.actions.talk import Talk

pytestmark = pytest.mark.db


class TestHandOver:
    async def test_it_says_what_happens_and_tells_the_worker(self, talk: Talk):
        said = await talk.type("cho gặp cán bộ", "talk_to_person")
        assert "chuyển cuộc trò chuyện này cho cán bộ" in said.text
        assert said.to_worker == {"handover": {"reason": "asked"}}


class TestComplain:
    async def test_it_goes_to_a_person_and_a_rating_is_offered(self, talk: Talk):
        said = await talk.type("cán bộ nói chuyện hách dịch", "complain")
        assert said.to_worker == {"handover": {"reason": "complaint"}}
        assert said.payload("Đánh giá") == "/rate"

    async def test_the_dossier_talked_about_is_the_one_to_rate(self, talk: Talk):
        talk.slots["dossier_code"] = "H22.15-230105-0001"
        said = await talk.type("ngâm hồ sơ cả tháng", "complain")
        assert said.payload("Đánh giá") == '/start_rating{"dossier_code": "H22.15-230105-0001"}'


class TestEmergency:
    async def test_the_numbers_come_first(self, talk: Talk):
        said = await talk.type("cháy nhà rồi", "emergency")
        assert said.text.startswith("Nếu đang nguy hiểm, anh/chị gọi ngay")
        for number in ("113", "114", "115", "111"):
            assert f"- {number}: " in said.text

    async def test_a_lost_paper_taken_for_an_emergency_is_still_answered(self, talk: Talk):
        said = await talk.type("lệ phí đăng ký kết hôn", "emergency", confidence=0.8)
        assert "113, 114, 115, 111" in said.text
        assert "Đăng ký kết hôn" in said.text

    async def test_what_surely_is_an_emergency_is_nothing_else(self, talk: Talk):
        said = await talk.type("lệ phí đăng ký kết hôn", "emergency", confidence=0.99)
        assert "Đăng ký kết hôn" not in said.text

    @pytest.mark.parametrize("intent", ["nlu_fallback", "out_of_scope", "ask_procedure"])
    async def test_words_nobody_understands_may_be_an_emergency(self, talk: Talk, intent: str):
        said = await talk.type("ối giời ơi khói mù mịt quá", intent, 0.5, emergency=0.4)
        assert "- 114: " in said.text

    async def test_a_procedure_that_is_found_is_answered_all_the_same(self, talk: Talk):
        said = await talk.type(
            "lệ phí đăng ký kết hôn", "ask_procedure", confidence=0.6, emergency=0.35
        )
        assert "- 114: " not in said.text

    def test_the_numbers_have_a_source_and_a_day(self):
        lines = emergency_lines()
        assert lines.source
        assert lines.checked.year >= 2026


class TestHelp:
    async def test_three_questions_are_offered_as_one_would_type_them(self, talk: Talk):
        said = await talk.type("giúp tôi với", "help")
        questions = said.titles[:3]
        assert all(said.payload(title) == title for title in questions)
        assert said.titles[3:] == ["Theo sự kiện trong đời"]

    async def test_the_first_of_them_is_answered(self, talk: Talk):
        await talk.type("giúp", "help")
        said = await talk.type("số 1", "pick_option")
        assert "Đăng ký kết hôn" in said.text
