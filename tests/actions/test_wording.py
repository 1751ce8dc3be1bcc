from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from actions.settings import TEMPLATES
from actions.wording import Wording, amount, day, lower_first, moment, money, sentence


class TestMoney:
    @pytest.mark.parametrize(
        ("dong", "expected"),
        [
            (0, "0 đồng"),
            (8000, "8.000 đồng"),
            (10_000, "10.000 đồng"),
            (1_250_000, "1.250.000 đồng"),
        ],
    )
    def test_thousands_are_parted_by_dots(self, dong: int, expected: str):
        assert money(dong) == expected


class TestDay:
    def test_it_is_written_day_first(self):
        assert day(date(2026, 7, 31)) == "31/07/2026"

    def test_a_moment_counts_by_the_vietnamese_calendar(self):
        assert day(datetime(2026, 7, 30, 18, 0, tzinfo=UTC)) == "31/07/2026"


class TestMoment:
    def test_it_is_vietnamese_time(self):
        assert moment(datetime(2026, 7, 31, 7, 5, tzinfo=UTC)) == "14:05 ngày 31/07/2026"


class TestAmount:
    def test_whole_numbers_have_no_decimals_and_halves_a_comma(self):
        assert (amount(7.0), amount(2.5)) == ("7", "2,5")


class TestSentence:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("nộp tại xã", "Nộp tại xã."),
            ("Đã xong.", "Đã xong."),
            ("", ""),
            ("còn nữa…", "Còn nữa…"),
        ],
    )
    def test_it_has_a_capital_and_an_end(self, text: str, expected: str):
        assert sentence(text) == expected


class TestLowerFirst:
    def test_abbreviations_stay_capital(self):
        assert lower_first("Đã tiếp nhận") == "đã tiếp nhận"
        assert lower_first("UBND cấp xã") == "UBND cấp xã"


class TestWording:
    def test_blank_lines_of_templates_do_not_show(self, tmp_path: Path):
        (tmp_path / "labels.yml").write_text("a: {b: c}")
        (tmp_path / "t.j2").write_text("Một\n\n\n\n{% if x %}\nHai   \n{% endif %}\n\n")
        assert Wording(tmp_path).text("t", x=True) == "Một\n\nHai"

    def test_a_forgotten_fact_is_an_error_not_a_gap(self, tmp_path: Path):
        (tmp_path / "labels.yml").write_text("a: {b: c}")
        (tmp_path / "t.j2").write_text("Mã {{ code }}")
        with pytest.raises(UndefinedError):
            Wording(tmp_path).text("t")

    def test_a_label_takes_facts(self):
        title = Wording(TEMPLATES).label("buttons", "change_answer", answer="Đúng hẹn")
        assert title == "Sửa: Đúng hẹn"


class TestVoice:
    """What holds for every sentence under bot/templates and bot/domain."""

    @pytest.mark.parametrize(
        "path",
        [*sorted(TEMPLATES.rglob("*.*")), TEMPLATES.parent / "domain" / "responses.yml"],
        ids=lambda path: path.name,
    )
    def test_it_is_plain(self, path: Path):
        text = path.read_text(encoding="utf-8").replace("!=", "")
        assert "!" not in text
        assert "cấp huyện" not in text.lower()
        assert all(ord(letter) < 0x2100 for letter in text), "emoji"
