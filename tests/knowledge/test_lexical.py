"""Search by words among a few procedures."""

import pytest

from common.text import fold
from knowledge.ranking import shipped_ranking
from knowledge.record import Level
from tests.knowledge.small_corpus import (
    BIRTH,
    BIRTH_ABROAD,
    BIRTH_AGAIN,
    DEATH,
    ENTRIES,
    KITE_AGAIN,
    KITE_COMMUNE,
    KITE_PROVINCE,
    MARRIAGE,
    entry,
    found,
)


class TestSearch:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Làm khai sinh cho con cần gì?", BIRTH.code),
            ("vợ mới đẻ thì làm giấy tờ gì", BIRTH.code),
            ("lm ks cho bé", BIRTH.code),
            ("ông nội qua đời", DEATH.code),
            ("tụi em chuẩn bị cưới", MARRIAGE.code),
            ("xin giấy phép thả diều bị mất", KITE_AGAIN.code),
            ("thủ tục chấp thuận nhà máy diều xuất khẩu", "9.000008"),
        ],
    )
    def test_finds_what_people_mean(self, text: str, code: str) -> None:
        assert found(text)[0] == code

    @pytest.mark.parametrize("text", ["khai sinh ở xã", "đăng ký kết hôn", "thả diều"])
    def test_accents_make_no_difference(self, text: str) -> None:
        assert found(text) == found(fold(text)) == found(text.upper())

    def test_a_bare_word_means_the_ordinary_procedure(self) -> None:
        assert found("khai sinh")[0] == BIRTH.code

    def test_a_cue_finds_the_look_alike(self) -> None:
        assert found("khai sinh có yếu tố nước ngoài")[0] == BIRTH_ABROAD.code
        assert found("đăng ký lại khai sinh vì sổ gốc bị cháy")[0] == BIRTH_AGAIN.code

    def test_levels_of_one_procedure_stand_together_in_the_usual_order(self) -> None:
        both = found("xin giấy phép thả diều")[:2]
        assert both == [KITE_PROVINCE.code, KITE_COMMUNE.code]

    def test_the_level_that_is_named_comes_first(self) -> None:
        assert found("xin giấy phép thả diều ở công an xã")[0] == KITE_COMMUNE.code

    def test_the_usual_order_is_data(self) -> None:
        order = (Level.COMMUNE, Level.PROVINCE, Level.MINISTRY, Level.OTHER)
        ranking = shipped_ranking().model_copy(update={"siblings": order})
        assert found("xin giấy phép thả diều", ENTRIES, ranking)[0] == KITE_COMMUNE.code

    def test_the_abolished_district_comes_last(self) -> None:
        district = entry("9.000020", "Cấp giấy phép thả diều (thực hiện tại cấp huyện)")
        assert found("xin giấy phép thả diều", (district, KITE_COMMUNE))[0] == KITE_COMMUNE.code

    @pytest.mark.parametrize("text", ["", "xyzzy", "😀", "ạ ạ ạ"])
    def test_nothing_is_found_for_nothing_known(self, text: str) -> None:
        assert found(text) == []

    def test_nothing_is_found_in_nothing(self) -> None:
        assert found("khai sinh", ()) == []
