"""knowledge/national/fees.py."""

import pytest

from knowledge.national.fees import amounts_in, dong, read_fee
from knowledge.record import Fee


class TestReadFee:
    def test_amount_in_dong(self):
        assert read_fee("10,000 Việt Nam Đồng").fees == (Fee(amount=10_000),)

    def test_note_in_brackets_may_hold_brackets(self):
        cell = read_fee("10,000 VNĐ(mỗi chiếc (diều to))Nộp một lần.")
        assert cell.fees == (Fee(amount=10_000, note="mỗi chiếc (diều to)"),)
        assert cell.description == "Nộp một lần."

    def test_note_without_closing_bracket_takes_the_rest(self):
        cell = read_fee("10,000 VNĐ(mỗi chiếc (diều toNộp một lần.")
        assert cell.fees[0].note == "mỗi chiếc (diều toNộp một lần."
        assert cell.description == ""

    def test_free_of_charge_is_zero(self):
        assert read_fee("Miễn phí").fees == (Fee(amount=0),)

    @pytest.mark.parametrize("note", ["Không", "Không có.", "- Không có", "không thu"])
    def test_note_that_says_no_fee_adds_nothing(self, note: str):
        assert read_fee(f"Miễn phí({note})").fees == (Fee(amount=0),)

    def test_exemption_keeps_its_source(self):
        note = "Miễn lệ phí (Thông tư số 1/2026/TT-BTC)."
        assert read_fee(f"Miễn phí({note})").fees == (Fee(amount=0, note=note),)

    @pytest.mark.parametrize(
        "note",
        ["8.000.000/lần", "Theo quy định của Hội đồng nhân dân cấp tỉnh", "Không quy định."],
    )
    def test_zero_beside_a_fee_in_words_is_not_free(self, note: str):
        (fee,) = read_fee(f"Miễn phí({note})").fees
        assert fee == Fee(note=note)

    def test_zero_beside_a_described_fee_is_not_free(self):
        assert read_fee("Miễn phíPhí: theo Thông tư số 1/2026/TT-BTC").fees == ()

    def test_nothing_said_is_no_fee_at_all(self):
        assert read_fee("Không có thông tinNộp tại quầy.").fees == ()

    def test_amount_without_its_thousands_is_not_given(self):
        cell = read_fee("20 VNĐ(20.000 đồng/tờ)")
        assert cell.fees == (Fee(note="20.000 đồng/tờ"),)
        assert cell.unclear == "20 VNĐ"

    def test_amount_its_note_contradicts_stays_text(self):
        (fee,) = read_fee("600,000 VNĐ(áp dụng mức 300.000 đồng đến hết năm 2026)").fees
        assert fee == Fee(note="600.000 đồng (áp dụng mức 300.000 đồng đến hết năm 2026)")

    def test_dollars_are_a_note(self):
        assert read_fee("10 USD(10 USD/người)").fees == (Fee(note="10 USD/người"),)
        assert read_fee("10 USD").fees == (Fee(note="10 USD"),)

    def test_unit_is_written_once(self):
        assert read_fee("12,000,000 VNĐ(đồng/lần)").fees == (Fee(amount=12_000_000, note="/lần"),)

    def test_other_text_is_an_error(self):
        with pytest.raises(ValueError, match="not a fee cell"):
            read_fee("mười đồng")


class TestAmountsIn:
    def test_all_spellings(self):
        text = "10.000 đồng, 20,000đ, 2 triệu đồng, 1,5 triệu; 300000 đ"
        assert amounts_in(text) == {10_000, 20_000, 2_000_000, 1_500_000, 300_000}

    def test_years_and_numbers_of_laws_are_none(self):
        assert amounts_in("Thông tư số 25/2022/TT-BTC ngày 28/4/2022, 50%") == set()


class TestDong:
    def test_dots_between_thousands(self):
        assert dong(1_250_000) == "1.250.000 đồng"
