from datetime import date

import pytest

from bot.components.dates import dates

SATURDAY = date(2026, 11, 21)


def found(text, today=SATURDAY):
    return [(text[stretch.start : stretch.end], stretch.value) for stretch in dates(text, today)]


class TestDates:
    @pytest.mark.parametrize(
        ("text", "stretch", "day"),
        [
            ("ngày 05/03/2026", "05/03/2026", "2026-03-05"),
            ("5-3-2026", "5-3-2026", "2026-03-05"),
            ("sinh 3.5.1990", "3.5.1990", "1990-05-03"),
            ("hạn 25/12/26", "25/12/26", "2026-12-25"),
            ("hẹn 25-12", "25-12", "2026-12-25"),
            ("ngày 5 tháng 12", "ngày 5 tháng 12", "2026-12-05"),
            ("ngay 5 thang 12 nam 2027", "ngay 5 thang 12 nam 2027", "2027-12-05"),
            ("mùng 2/9", "mùng 2/9", "2026-09-02"),
            ("hôm nay", "hôm nay", "2026-11-21"),
            ("Hôm qua em lên", "Hôm qua", "2026-11-20"),
            ("hom kia", "hom kia", "2026-11-19"),
            ("ngay mai", "ngay mai", "2026-11-22"),
            ("sáng mai", "sáng mai", "2026-11-22"),
            ("mai em lên được không", "mai", "2026-11-22"),
            ("ngày kia", "ngày kia", "2026-11-23"),
            ("cách đây 3 ngày", "cách đây 3 ngày", "2026-11-18"),
            ("2 tuần trước", "2 tuần trước", "2026-11-07"),
        ],
    )
    def test_day_is_iso(self, text, stretch, day):
        assert found(text) == [(stretch, day)]

    def test_day_without_a_year_is_the_nearest(self):
        assert found("họp 2/1") == [("2/1", "2027-01-02")]
        assert found("họp 2/9") == [("2/9", "2026-09-02")]

    def test_day_of_something_done_lies_behind(self):
        assert found("tôi nộp hôm 5/3") == [("5/3", "2026-03-05")]

    def test_appointment_may_lie_ahead(self):
        assert found("nộp rồi, hẹn trả 5/3") == [("5/3", "2027-03-05")]

    def test_today_is_what_the_caller_says(self):
        assert found("hôm qua", date(2026, 1, 1)) == [("hôm qua", "2025-12-31")]

    def test_leap_day_is_found_in_the_year_that_has_it(self):
        assert found("ngày 29 tháng 2", date(2027, 12, 1)) == [("ngày 29 tháng 2", "2028-02-29")]

    @pytest.mark.parametrize(
        "text",
        [
            "31/2/2026",
            "15/2020/TT-BCA",
            "118/2025/NĐ-CP",
            "số 5/3 Lê Lợi",
            "hẻm 12/5",
            "3-4 ngày",
            "1-2 bản sao",
            "1.5 triệu",
            "tỷ lệ 1/500",
            "1/2 diện tích",
            "tháng 3",
            "chị Mai ở quầy",
            "gặp cô mai",
            "mai mốt rồi tính",
            "doi mai khong thay",
            "H22.15-230105-0001",
            "",
        ],
    )
    def test_other_numbers_and_names_are_no_days(self, text):
        assert found(text) == []

    def test_dossier_is_no_house_number(self):
        assert found("hồ sơ 5/3 chưa xong") == [("5/3", "2027-03-05")]
