"""knowledge/national/district.py."""

import pytest

from knowledge.national.district import handled_in_district, speaks_of_district, stale_parts
from tests.knowledge.records import national


class TestSpeaksOfDistrict:
    @pytest.mark.parametrize(
        "text",
        [
            "Công an cấp huyện",
            "UBND quận",
            "Ủy ban nhân dân huyện",
            "quận, huyện",
            "huyện/tỉnh khác",
        ],
    )
    def test_offices_and_units(self, text: str):
        assert speaks_of_district(text)

    @pytest.mark.parametrize(
        "text", ["các huyện nghèo", "đường huyện", "số 1, quận Ba Đình", "cấp xã"]
    )
    def test_other_uses_of_the_word(self, text: str):
        assert not speaks_of_district(text)


class TestHandledInDistrict:
    def test_only_where_the_name_says_so(self):
        assert handled_in_district("Đăng ký thả diều (thực hiện tại cấp huyện)")
        assert not handled_in_district("Đăng ký thả diều (thực hiện tại cấp xã)")


class TestStaleParts:
    def test_parts_are_named(self):
        record = national(agency="Công an cấp huyện", conditions=["Có gió", "Ở UBND huyện"])
        assert stale_parts(record) == ("agency", "conditions")
