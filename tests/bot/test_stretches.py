import pytest

from bot.components.stretches import Stretch, fold_in_place, without_overlaps


class TestWithoutOverlaps:
    def test_first_in_the_list_stays_and_order_is_that_of_the_text(self):
        code, inside, before = (
            Stretch("code", 5, 20, "c"),
            Stretch("phone", 8, 12, "p"),
            Stretch("date", 0, 5, "d"),
        )
        assert without_overlaps([code, inside, before]) == [before, code]


class TestFoldInPlace:
    @pytest.mark.parametrize("text", ["Đăng ký", "İstanbul", "a\u0301 ﬁ ß", "🙏 ẶÈ", ""])
    def test_every_letter_keeps_its_place(self, text):
        assert len(fold_in_place(text)) == len(text)

    def test_composed_letters_are_folded(self):
        assert fold_in_place("Đường Số 5") == "duong so 5"
