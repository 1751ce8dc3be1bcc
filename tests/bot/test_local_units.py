import pytest

from bot.components.local_units import local_units


def found(text):
    return [(text[stretch.start : stretch.end], stretch.value) for stretch in local_units(text)]


class TestLocalUnits:
    @pytest.mark.parametrize(
        ("text", "stretch", "value"),
        [
            ("ở phường Hòa Phú ạ", "phường Hòa Phú", "Phường Hòa Phú"),
            ("xã tân lập có làm không", "xã tân lập", "Xã Tân Lập"),
            ("Quận 1", "Quận 1", "Quận 1"),
            ("quan 7 lam o dau", "quan 7", "Quận 7"),
            ("q1", "q1", "Quận 1"),
            ("P. 12", "P. 12", "Phường 12"),
            ("TX. Tân Châu", "TX. Tân Châu", "Thị xã Tân Châu"),
            ("thị xã Tân Châu", "thị xã Tân Châu", "Thị xã Tân Châu"),
            ("đặc khu Phú Quốc", "đặc khu Phú Quốc", "Đặc khu Phú Quốc"),
            ("xã Ea H'leo", "xã Ea H'leo", "Xã Ea H'leo"),
            ("phuong Tan Dinh", "phuong Tan Dinh", "Phường Tan Dinh"),
        ],
    )
    def test_unit_is_its_word_and_its_name(self, text, stretch, value):
        assert found(text) == [(stretch, value)]

    def test_units_in_a_row_are_several(self):
        values = [value for _, value in found("phường 5 quận 10, xã Tân Lập huyện Đan Phượng")]
        assert values == ["Phường 5", "Quận 10", "Xã Tân Lập", "Huyện Đan Phượng"]

    def test_units_of_today_and_of_before_are_told_apart(self):
        kinds = [(stretch.more or {})["kind"] for stretch in local_units("xã Tân Lập huyện Củ Chi")]
        assert kinds == ["commune", "former_district"]

    @pytest.mark.parametrize(
        "text",
        [
            "bảo trợ xã hội",
            "hợp tác xã Tân Lập",
            "công an xã làm căn cước không",
            "xã em không có máy",
            "lên xã hay lên phường",
            "phường nào cũng được",
            "không còn quận huyện",
            "co quan nao",
            "phuong tien",
            "xa qua",
            "p12.5",
            "xã",
            "",
        ],
    )
    def test_words_in_other_use_are_no_units(self, text):
        assert found(text) == []
