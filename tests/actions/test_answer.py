import pytest

from tests.actions.conftest import TWINS
from tests.actions.talk import Talk
from tests.dossiers.support import RunningSandbox

pytestmark = pytest.mark.db

MARRIAGE, RESIDENCE, DEATH = "1.000894", "1.004222", "1.000656"


class TestAnswerProcedure:
    async def test_the_part_asked_about_comes_with_its_source(self, talk: Talk):
        said = await talk.type("đăng ký thường trú hết bao nhiêu tiền", "ask_procedure")
        assert said.text.startswith("Đăng ký thường trú\n\nLệ phí")
        assert f"Nguồn: thủ tục {RESIDENCE}" in said.text
        assert "Giấy tờ cần nộp" in said.titles
        assert talk.slots["procedure_code"] == RESIDENCE

    async def test_without_accents_it_is_the_same_answer(self, talk: Talk):
        accented = await talk.type("đăng ký thường trú hết bao nhiêu tiền", "ask_procedure")
        bare = await talk.type("dang ky thuong tru het bao nhieu tien", "ask_procedure")
        assert bare.text == accented.text

    async def test_a_follow_up_stays_with_the_procedure(self, talk: Talk):
        await talk.type("đăng ký thường trú hết bao nhiêu tiền", "ask_procedure")
        said = await talk.type("còn bao lâu thì xong", "ask_procedure")
        assert said.text.startswith("Đăng ký thường trú\n\nThời hạn")

    async def test_naming_another_procedure_changes_to_it(self, talk: Talk):
        await talk.type("đăng ký thường trú hết bao nhiêu tiền", "ask_procedure")
        await talk.type("khai tử thì làm ở đâu", "ask_procedure")
        assert talk.slots["procedure_code"] == DEATH

    async def test_a_correction_keeps_the_part_asked_about(self, talk: Talk):
        await talk.type("đăng ký thường trú hết bao nhiêu tiền", "ask_procedure")
        said = await talk.type("không phải, ý tôi là khai tử", "correct")
        assert said.text.startswith("Đăng ký khai tử\n\nLệ phí")

    async def test_a_correction_of_the_part_keeps_the_procedure(self, talk: Talk):
        await talk.type("đăng ký thường trú hết bao nhiêu tiền", "ask_procedure")
        said = await talk.type("ý là nộp ở đâu chứ không phải bao nhiêu", "correct")
        assert said.text.startswith("Đăng ký thường trú\n\nNơi nộp")

    async def test_a_correction_without_a_new_name_asks_for_it(self, talk: Talk):
        said = await talk.type("hiểu sai ý tôi rồi", "correct")
        assert "tên việc cần làm" in said.text

    async def test_a_question_between_two_asks_back_and_then_answers_the_part(self, talk: Talk):
        said = await talk.type("khai sinh và khai tử nộp ở đâu", "ask_procedure")
        assert said.text == "Anh/chị hỏi nơi nộp hồ sơ của thủ tục nào dưới đây?"
        assert 2 <= len(said.titles) <= 4
        death = next(title for title in said.titles if "khai tử" in title)
        chosen = await talk.type(death, "out_of_scope")
        assert chosen.text.startswith("Đăng ký khai tử\n\nNơi nộp:")

    async def test_what_the_engine_is_not_sure_of_is_searched(self, talk: Talk):
        said = await talk.type("nhap ho khau thi ton bao nhieu", "nlu_fallback", 0.3)
        assert f"thủ tục {RESIDENCE}" in said.text

    async def test_what_the_engine_wrongly_takes_for_something_else_is_answered(self, talk: Talk):
        said = await talk.type("đăng ký thường trú hết bao nhiêu tiền", "out_of_scope", 0.6)
        assert f"thủ tục {RESIDENCE}" in said.text

    async def test_what_is_out_of_scope_is_refused(self, talk: Talk):
        said = await talk.type("hôm nay trời có mưa không", "out_of_scope", 0.99)
        assert "nằm ngoài những gì tôi trả lời được" in said.text
        assert said.titles == []

    async def test_search_alone_knows_what_is_out_of_scope(self, talk: Talk):
        said = await talk.type("giá vàng hôm nay bao nhiêu một chỉ", "ask_procedure", 0.5)
        assert "nằm ngoài" in said.text

    async def test_a_procedure_of_a_missing_ministry_is_not_guessed(self, talk: Talk):
        said = await talk.type("xin chuyển trường cho con lớp 3", "ask_procedure")
        assert "chưa có dữ liệu" in said.text
        assert "Gặp cán bộ" in said.titles

    async def test_secrets_are_not_taken(self, talk: Talk):
        said = await talk.type("mật khẩu vneid của tôi đây, nộp giùm", "ask_procedure")
        assert "mật khẩu" in said.text
        assert said.titles == ["Gặp cán bộ"]

    async def test_a_question_about_a_dossier_asks_for_its_code(self, talk: Talk):
        said = await talk.type("hồ sơ của tôi đến đâu rồi", "ask_procedure")
        assert "mã hồ sơ" in said.text

    async def test_a_part_without_a_procedure_asks_which_and_keeps_the_part(self, talk: Talk):
        said = await talk.type("lệ phí bao nhiêu", "ask_procedure")
        assert "phí, lệ phí của thủ tục nào" in said.text
        said = await talk.type("đăng ký thường trú", "ask_procedure")
        assert "Lệ phí theo cách nộp" in said.text

    async def test_after_two_misunderstandings_a_person_is_offered(self, talk: Talk):
        first = await talk.type("abc xyz", "nlu_fallback", 0.2)
        second = await talk.type("abc xyz", "nlu_fallback", 0.2)
        assert "chưa tìm thấy" in first.text
        assert "gặp cán bộ" in second.text
        assert "Gặp cán bộ" in second.titles

    async def test_an_answer_in_between_forgets_the_misunderstanding(self, talk: Talk):
        await talk.type("abc xyz", "nlu_fallback", 0.2)
        await talk.type("đăng ký thường trú hết bao nhiêu tiền", "ask_procedure")
        assert "chưa tìm thấy" in (await talk.type("abc xyz", "nlu_fallback", 0.2)).text

    async def test_the_next_page_of_a_long_list(self, talk: Talk):
        said = await talk.type("đăng ký thường trú cần giấy tờ gì", "ask_procedure")
        more = await talk.tap(said.payload("Xem tiếp"))
        assert "(phần 2/" in more.text

    async def test_a_button_of_a_procedure_that_is_gone_says_so(self, talk: Talk):
        said = await talk.tap('/choose_procedure{"procedure_code":"1.999999","aspect":"fee"}')
        assert "1.999999 hiện không có" in said.text

    @pytest.mark.parametrize("rest", ["", '{"procedure_code":"1.004222","aspect":"colour"}'])
    async def test_a_button_nobody_made_is_survived(self, talk: Talk, rest: str):
        assert (await talk.tap(f"/ask_aspect{rest}")).text


class TestBrowseProcedures:
    async def test_what_people_come_for_most_is_shown_first(self, talk: Talk):
        said = await talk.type("danh sách thủ tục", "browse_procedures")
        assert said.titles[:2] == ["Hộ tịch", "Đăng ký, quản lý cư trú"]

    async def test_names_alike_are_told_apart(self, talk: Talk):
        said = await talk.tap('/browse_field{"field":"Trò chơi dân gian"}')
        assert len(set(said.titles)) == len(TWINS)

    async def test_a_field_named_in_the_question_is_opened(self, talk: Talk):
        said = await talk.type("xem thủ tục hộ tịch", "browse_procedures")
        assert "Lĩnh vực Hộ tịch có 4 thủ tục" in said.text
        chosen = await talk.tap(said.payload("Đăng ký khai tử"))
        assert f"thủ tục {DEATH}" in chosen.text

    async def test_a_tapped_field_is_opened(self, talk: Talk):
        said = await talk.type("danh sách thủ tục", "browse_procedures")
        opened = await talk.tap(said.payload(said.titles[0]))
        assert said.titles[0] in opened.text

    async def test_a_field_nobody_has_leads_to_all(self, talk: Talk):
        said = await talk.tap('/browse_field{"field":"Bói toán"}')
        assert "chọn lĩnh vực" in said.text


class TestInterrupted:
    async def test_a_code_asked_for_rating_does_not_wait_forever(
        self, talk: Talk, sandbox: RunningSandbox
    ):
        await talk.type("tôi muốn đánh giá", "rate")
        await talk.type("đăng ký thường trú hết bao nhiêu tiền", "ask_procedure")
        said = await talk.type(sandbox.demo("returned").code, "dossier_status")
        assert said.titles == ["Xem chi tiết", "Gặp cán bộ"]
