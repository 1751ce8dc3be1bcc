import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.engine, pytest.mark.timeout(300)]


class TestFollowUps:
    def test_the_procedure_is_remembered_when_only_an_aspect_is_asked(self, citizen):
        first = citizen.says("đăng ký khai sinh cần giấy tờ gì")
        assert first.codes[0] == "1.001193"
        fee = citizen.says("còn lệ phí thì sao?")
        assert fee.codes[0] == "1.001193"
        assert "lệ phí" in fee.text.lower() or "miễn phí" in fee.text.lower()
        unaccented = citizen.says("the mat bao lau")
        assert unaccented.codes[0] == "1.001193"

    def test_another_aspect_is_one_tap_away(self, citizen):
        first = citizen.says("đăng ký tạm trú cần giấy tờ gì")
        tapped = citizen.taps(first.payload("lệ phí"))
        assert "1.004194" in tapped.text
        assert "đồng" in tapped.text

    def test_every_answer_names_its_source(self, citizen):
        said = citizen.says("lệ phí đăng ký thường trú")
        assert "1.004222" in said.text
        assert "1523/QĐ-BCA-C06" in said.text
        assert "31/07/2026" in said.text
        assert "https://" in said.text


class TestClarification:
    def test_a_vague_question_is_asked_back_and_the_choice_answers_the_asked_aspect(self, citizen):
        asked_back = citizen.says("làm hộ tịch mất bao nhiêu tiền")
        assert 2 <= len(asked_back.buttons) <= 5
        chosen = citizen.says("số 1")
        assert len(chosen.codes) >= 1
        assert chosen.text != asked_back.text

    def test_a_choice_can_be_tapped(self, citizen):
        asked_back = citizen.says("làm hộ tịch mất bao nhiêu tiền")
        [choice, *_] = [b for b in asked_back.buttons if "choose_procedure" in b["payload"]]
        said = citizen.taps(choice["payload"])
        assert said.codes[0] in choice["payload"]


class TestChangingTheProcedure:
    def test_a_correction_keeps_the_aspect_and_changes_the_procedure(self, citizen):
        first = citizen.says("đăng ký kết hôn mất mấy ngày")
        assert first.codes[0] == "1.000894"
        corrected = citizen.says("không phải, ý tôi là khai tử")
        assert corrected.codes[0] == "1.000656"

    def test_a_new_question_replaces_the_old_procedure(self, citizen):
        citizen.says("đăng ký kết hôn cần giấy tờ gì")
        second = citizen.says("thế làm hộ chiếu thì nộp ở đâu")
        assert second.codes[0] == "1.001456"
        follow = citizen.says("lệ phí bao nhiêu")
        assert follow.codes[0] == "1.001456"


class TestSmallTalk:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("xin chào", "Xin chào"),
            ("bạn là ai", "máy trả lời tự động"),
            ("cảm ơn nhé", "không có gì"),
            ("cháy nhà rồi cứu với", "114"),
            ("tôi muốn gặp cán bộ", "cán bộ"),
        ],
    )
    def test_it_is_answered_in_kind(self, citizen, text, expected):
        assert expected.lower() in citizen.says(text).text.lower()

    def test_a_handover_is_recorded(self, citizen, database):
        citizen.says("cho tôi gặp người thật")
        [(state,)] = database.execute(
            "SELECT state FROM connectors.conversation WHERE id = %s", (citizen.conversation_id,)
        ).fetchall()
        assert state == "waiting_person"
