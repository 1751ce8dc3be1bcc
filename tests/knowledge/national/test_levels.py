"""knowledge/national/levels.py."""

import pytest

from knowledge.national.levels import UnknownLevel, ministry_name, read_audience, read_levels
from knowledge.record import Level


class TestReadLevels:
    def test_several_in_order(self):
        assert read_levels("Cấp tỉnh, Cấp xã") == (Level.PROVINCE, Level.COMMUNE)

    def test_unknown_is_refused_by_name(self):
        with pytest.raises(UnknownLevel, match="Cấp huyện"):
            read_levels("Cấp xã, Cấp huyện")

    def test_none_given(self):
        assert read_levels("Không có thông tin") == ()


class TestReadAudience:
    def test_commas_inside_a_group_split_nothing(self):
        text = "Tổ chức (không bao gồm doanh nghiệp, HTX), Cán bộ, công chức, viên chức, Công dân"
        assert read_audience(text) == (
            "Tổ chức (không bao gồm doanh nghiệp, HTX)",
            "Cán bộ, công chức, viên chức",
            "Công dân",
        )


class TestMinistryName:
    def test_known_and_unknown(self):
        assert ministry_name("bo-tu-phap") == "Bộ Tư pháp"
        assert ministry_name("bo-dieu") == "bo-dieu"
