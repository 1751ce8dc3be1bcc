from typing import ClassVar

import pytest

from actions.options import picked
from tests.actions.talk import Talk


class TestPicked:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("2", 1),
            ("số 2", 1),
            ("so 1 nhe", 0),
            ("c2", 1),
            ("cái thứ hai", 1),
            ("cai thu hai", 1),
            ("cái đầu á", 0),
            ("lấy cái thứ ba đi em", 2),
            ("câu cuối", 2),
            ("cái ở dưới cùng", 2),
            ("ý thứ nhất", 0),
        ],
    )
    def test_places_are_understood(self, text: str, place: int):
        assert picked(text, 3) == place

    @pytest.mark.parametrize("text", ["số 4", "0", "cái thứ năm", "cái đó", "", "1234"])
    def test_what_was_not_offered_is_none(self, text: str):
        assert picked(text, 3) is None

    def test_nothing_offered_nothing_picked(self):
        assert picked("số 1", 0) is None


@pytest.mark.db
class TestChooseOption:
    OPTIONS: ClassVar = [
        {"title": "Khai sinh", "payload": '/choose_procedure{"procedure_code":"1.001193"}'},
        {"title": "Thường trú", "payload": '/choose_procedure{"procedure_code":"1.004222"}'},
    ]

    async def test_the_second_is_followed(self, talk: Talk):
        talk.slots["options"] = self.OPTIONS
        assert "Đăng ký thường trú" in (await talk.type("cái thứ hai", "pick_option")).text

    async def test_a_title_typed_without_accents_is_followed(self, talk: Talk):
        talk.slots["options"] = self.OPTIONS
        assert "Đăng ký thường trú" in (await talk.type("thuong tru", "ask_procedure")).text

    async def test_yes_follows_the_only_one(self, talk: Talk):
        talk.slots["options"] = self.OPTIONS[:1]
        assert "Đăng ký khai sinh" in (await talk.type("đúng rồi", "affirm")).text

    async def test_yes_to_two_asks_which(self, talk: Talk):
        talk.slots["options"] = self.OPTIONS
        said = await talk.type("đúng rồi", "affirm")
        assert "từ 1 đến 2" in said.text
        assert said.titles == ["Khai sinh", "Thường trú"]

    async def test_a_place_that_was_not_offered_asks_again(self, talk: Talk):
        talk.slots["options"] = self.OPTIONS
        assert (await talk.type("số 7", "pick_option")).titles == ["Khai sinh", "Thường trú"]

    async def test_no_forgets_them(self, talk: Talk):
        talk.slots["options"] = self.OPTIONS
        said = await talk.type("không cái nào đúng", "deny")
        assert "gõ tên việc" in said.text
        assert talk.slots["options"] is None

    async def test_yes_to_nothing_is_answered(self, talk: Talk):
        assert (await talk.type("vâng", "affirm")).text

    async def test_a_long_text_taken_for_yes_is_answered(self, talk: Talk):
        said = await talk.type("đăng ký thường trú hết bao nhiêu tiền", "affirm", 0.4)
        assert "Lệ phí" in said.text
