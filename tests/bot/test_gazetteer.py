from pathlib import Path

import pytest

from bot.components.gazetteer import Gazetteer

SHIPPED = Path(__file__).parents[2] / "nlu_data" / "lookups" / "places.yml"


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.from_yaml(SHIPPED)


def found(gazetteer, text):
    return [(text[s.start : s.end], s.value, (s.more or {})["today"]) for s in gazetteer.find(text)]


class TestFind:
    @pytest.mark.parametrize(
        ("text", "stretch", "value", "today"),
        [
            ("quê Nghệ An", "Nghệ An", "Nghệ An", "Nghệ An"),
            ("tỉnh Bình Dương cũ", "tỉnh Bình Dương", "Bình Dương", "Thành phố Hồ Chí Minh"),
            ("ở sài gòn", "sài gòn", "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
            ("thành phố hcm", "thành phố hcm", "Thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
            ("que thai binh", "thai binh", "Thái Bình", "Hưng Yên"),
            ("Thai Binh", "Thai Binh", "Thái Bình", "Hưng Yên"),
            (
                "về Bà Rịa - Vũng Tàu",
                "Bà Rịa - Vũng Tàu",
                "Bà Rịa - Vũng Tàu",
                "Thành phố Hồ Chí Minh",
            ),
            ("tp. Thủ Đức", "tp. Thủ Đức", "Thủ Đức", "Thành phố Hồ Chí Minh"),
            ("thành phố Vinh", "thành phố Vinh", "Vinh", "Nghệ An"),
            ("thanh hoá", "thanh hoá", "Thanh Hóa", "Thanh Hóa"),
            ("kon tum", "kon tum", "Kon Tum", "Quảng Ngãi"),
        ],
    )
    def test_name_leads_to_the_province_of_today(self, shipped, text, stretch, value, today):
        assert found(shipped, text) == [(stretch, value, today)]

    def test_longest_name_wins(self, shipped):
        assert [s for s, *_ in found(shipped, "ở Thừa Thiên Huế")] == ["Thừa Thiên Huế"]
        assert [s for s, *_ in found(shipped, "Bà Rịa - Vũng Tàu")] == ["Bà Rịa - Vũng Tàu"]

    @pytest.mark.parametrize(
        "text",
        [
            "danh gia lai giup toi",
            "nha co hai phong",
            "bac giang day o dau",
            "anh Vinh ở một cửa",
            "bác giang",
            "hoa. Bình",
            "",
        ],
    )
    def test_words_that_only_sound_like_names_are_none(self, shipped, text):
        assert found(shipped, text) == []

    def test_name_typed_bare_among_accents_is_found(self, shipped):
        assert [s for s, *_ in found(shipped, "đất an giang có sổ chưa")] == ["an giang"]


class TestShippedList:
    def test_there_are_34_provinces_and_every_name_leads_to_one(self, shipped):
        places = shipped._places
        provinces = {place.name for place in places if place.kind == "province"}
        assert len(provinces) == 34
        assert {place.today for place in places} == provinces


class TestFromEntries:
    def test_name_with_two_successors_is_refused(self):
        entries = [
            {"name": "Hà Nam", "kind": "former_province", "today": "Ninh Bình"},
            {"name": "hà nam", "kind": "alias", "today": "Hà Nội"},
        ]
        with pytest.raises(ValueError, match="two successors"):
            Gazetteer.from_entries(entries)


class TestJson:
    def test_read_back_it_finds_the_same(self, shipped):
        again = Gazetteer.from_json(shipped.to_json())
        assert found(again, "quê Nam Định") == found(shipped, "quê Nam Định") != []
