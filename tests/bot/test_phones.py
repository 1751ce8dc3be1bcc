import pytest

from bot.components.phones import phones


class TestPhones:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("0912345678", "0912345678"),
            ("0912.345.678", "0912345678"),
            ("0912 345 678", "0912345678"),
            ("09-1234-5678", "0912345678"),
            ("+84912345678", "0912345678"),
            ("+84 912 345 678", "0912345678"),
            ("84912345678", "0912345678"),
            ("0084912345678", "0912345678"),
            ("+84(0)912345678", "0912345678"),
            ("024 3825 0000", "02438250000"),
            ("0283.822.0000", "02838220000"),
        ],
    )
    def test_number_is_digits_with_the_leading_zero(self, typed, number):
        text = f"gọi {typed}, gặp Lan"
        (found,) = phones(text)
        assert (found.value, text[found.start : found.end]) == (number, typed)

    def test_word_after_the_number_is_not_swallowed(self):
        (found,) = phones("0912 345 678 1 lần")
        assert (found.value, found.end) == ("0912345678", 12)

    @pytest.mark.parametrize(
        "text",
        [
            "079085012345",
            "001 085 012 345",
            "012345678",
            "09123456789",
            "0123456789",
            "1022",
            "H0912345678",
        ],
    )
    def test_identity_numbers_and_hotlines_are_no_phones(self, text):
        assert list(phones(text)) == []
