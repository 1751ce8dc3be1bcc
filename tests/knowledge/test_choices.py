"""Choices labelled by what sets them apart."""

from dataclasses import replace

from knowledge.choices import LONGEST, choices_of
from tests.knowledge.small_corpus import BIRTH, BIRTH_ABROAD, KITE_COMMUNE, KITE_PROVINCE, entry

LONG = "Chấp thuận việc thay đổi địa điểm đặt trụ sở chính của nhà máy sản xuất diều {}"


def labels(*entries: object) -> list[str]:
    return [choice.label for choice in choices_of(entries)]  # type: ignore[arg-type]


class TestChoicesOf:
    def test_a_curated_record_is_called_as_its_curator_calls_it(self) -> None:
        assert labels(BIRTH, BIRTH_ABROAD) == [
            "Đăng ký khai sinh: lần đầu, cha mẹ là người Việt",
            "Đăng ký khai sinh có yếu tố nước ngoài",
        ]

    def test_levels_of_one_procedure_are_told_apart(self) -> None:
        both = [
            replace(KITE_COMMUNE, distinction="thực hiện tại cấp xã"),
            replace(KITE_PROVINCE, distinction="thực hiện tại cấp tỉnh"),
        ]
        assert labels(*both) == [
            "Cấp giấy phép thả diều: thực hiện tại cấp xã",
            "Cấp giấy phép thả diều: thực hiện tại cấp tỉnh",
        ]

    def test_long_names_are_shown_by_what_differs(self) -> None:
        first = entry("9.000011", LONG.format("ở trong nước"))
        second = entry("9.000012", LONG.format("ở nước ngoài"))
        assert labels(first, second) == [
            "Chấp thuận việc … trong nước",
            "Chấp thuận việc … ngoài",
        ]

    def test_the_same_name_twice_is_told_apart_by_code(self) -> None:
        twins = [entry("9.000011", "Thả diều"), entry("9.000012", "Thả diều")]
        assert labels(*twins) == ["Thả diều (9.000011)", "Thả diều (9.000012)"]

    def test_no_label_is_longer_than_a_button(self) -> None:
        long = [entry(f"9.00001{n}", f"{'Diều sáo ' * 20}{n}") for n in range(3)]
        assert all(len(label) <= LONGEST for label in labels(*long, entry("9.000015", "D" * 90)))

    def test_codes_stay_in_order(self) -> None:
        codes = [choice.code for choice in choices_of([BIRTH_ABROAD, BIRTH])]
        assert codes == [BIRTH_ABROAD.code, BIRTH.code]
