import pytest

from actions.procedure.present import COMFORTABLE, MOST_BUTTONS
from actions.settings import TEMPLATES
from actions.wording import Wording
from knowledge.life_events import LifeEvent, shipped_life_events
from tests.actions.talk import Talk

BIRTH_STEPS = [
    "Khai sinh, hộ khẩu, thẻ bảo hiểm y tế",
    "Khai sinh kèm nhận cha, mẹ, con",
    "Hưởng chế độ thai sản",
    "Đăng ký người phụ thuộc",
    "Thẻ căn cước cho bé",
]
RESIDENCE, DEATH = "1.004222", "1.000656"


@pytest.mark.db
class TestOpenLifeEvent:
    @pytest.mark.parametrize(
        ("intent", "confidence"),
        [
            ("ask_procedure", 0.97),
            ("nlu_fallback", 0.3),
            ("out_of_scope", 0.95),
            ("browse_procedures", 0.9),
        ],
    )
    async def test_asked_about_as_a_whole_it_is_a_numbered_list(
        self, talk: Talk, intent: str, confidence: float
    ):
        said = await talk.type("em mới sinh con cần làm những giấy tờ gì", intent, confidence)
        assert said.text.startswith("Sinh con: các việc thường phải làm, theo thứ tự.\n\n1. Khai")
        assert "\n5. Thẻ căn cước cho bé (nếu gia đình cần)." in said.text
        assert said.titles == BIRTH_STEPS

    async def test_without_accents_it_is_the_same(self, talk: Talk):
        accented = await talk.type("nhà có người mất phải làm những thủ tục gì", "ask_procedure")
        bare = await talk.type("nha co nguoi mat phai lam nhung thu tuc gi", "ask_procedure")
        assert bare.text == accented.text
        assert "1. Đăng ký khai tử." in bare.text

    async def test_one_procedure_of_it_is_answered_as_before(self, talk: Talk):
        await talk.type("khai tử thì làm ở đâu", "ask_procedure")
        assert talk.slots["procedure_code"] == DEATH

    async def test_a_step_of_one_procedure_opens_it(self, talk: Talk):
        said = await talk.tap('/open_life_event{"event":"death"}')
        opened = await talk.tap(said.payload("Đăng ký khai tử"))
        assert f"thủ tục {DEATH}" in opened.text
        assert talk.slots["procedure_code"] == DEATH

    async def test_a_step_is_chosen_by_its_number(self, talk: Talk):
        await talk.tap('/open_life_event{"event":"death"}')
        assert f"thủ tục {DEATH}" in (await talk.type("số 1", "pick_option")).text

    async def test_a_step_of_several_procedures_offers_them_and_the_way_back(self, talk: Talk):
        said = await talk.tap('/open_life_event{"event":"moving"}')
        step = await talk.tap(said.payload("Đăng ký thường trú nơi ở mới"))
        assert step.titles == ["Đăng ký thường trú", "Xem các việc khác"]
        back = await talk.tap(step.payload("Xem các việc khác"))
        assert back.text == said.text
        opened = await talk.tap(step.payload("Đăng ký thường trú"))
        assert f"thủ tục {RESIDENCE}" in opened.text

    async def test_a_step_without_a_procedure_says_where_to_ask(self, talk: Talk):
        said = await talk.tap('/open_life_event{"event":"school"}')
        step = await talk.tap(said.payload("Hồ sơ nhập học"))
        assert "hỏi trường" in step.text
        assert step.titles == ["Xem các việc khác"]

    async def test_a_procedure_that_the_province_lacks_is_not_offered(self, talk: Talk):
        said = await talk.tap('/open_life_event{"event":"retirement"}')
        step = await talk.tap(said.payload("Chuyển nơi nhận"))
        assert "không có trong dữ liệu của tỉnh" in step.text
        assert step.titles == ["Xem các việc khác"]

    async def test_the_procedure_talked_about_before_is_left(self, talk: Talk):
        await talk.type("khai tử thì làm ở đâu", "ask_procedure")
        await talk.tap('/open_life_event{"event":"death"}')
        assert talk.slots["procedure_code"] is None

    async def test_from_help_all_events_can_be_looked_through(self, talk: Talk):
        said = await talk.type("giúp tôi với", "help")
        page = await talk.tap(said.payload("Theo sự kiện trong đời"))
        titles = list(page.titles)
        while "Xem tiếp" in page.titles:
            page = await talk.tap(page.payload("Xem tiếp"))
            titles += page.titles
        assert {event.title for event in shipped_life_events()} == {*titles} - {"Xem tiếp"}

    @pytest.mark.parametrize(
        "rest", ['{"event":"kites"}', '{"event":"death","step":9}', '{"page":99}']
    )
    async def test_a_button_nobody_made_is_survived(self, talk: Talk, rest: str):
        said = await talk.tap(f"/open_life_event{rest}")
        assert said.text
        assert said.titles


class TestWording:
    @pytest.mark.parametrize("event", shipped_life_events(), ids=lambda event: event.id)
    def test_a_list_fits_a_small_phone(self, event: LifeEvent):
        text = Wording(TEMPLATES).text("life_event/steps", event=event)
        assert len(text) <= COMFORTABLE
        assert len(event.steps) <= MOST_BUTTONS
