"""The lists beside the training texts: short forms, and places old and new."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from common.text import canonical_tones, nfc

NLU_DATA = Path(__file__).parents[2] / "nlu_data"

FORMER_PROVINCE_NAMES = (
    "An Giang, Bà Rịa - Vũng Tàu, Bắc Giang, Bắc Kạn, Bạc Liêu, Bắc Ninh, Bến Tre, Bình Định, "
    "Bình Dương, Bình Phước, Bình Thuận, Cà Mau, Cần Thơ, Cao Bằng, Đà Nẵng, Đắk Lắk, Đắk Nông, "
    "Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, "
    "Hải Phòng, Hậu Giang, Hòa Bình, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu, "
    "Lâm Đồng, Lạng Sơn, Lào Cai, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, "
    "Phú Yên, Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, "
    "Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang, "
    "Thành phố Hồ Chí Minh, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái"
)
FORMER_PROVINCES = FORMER_PROVINCE_NAMES.split(", ")


def listed(path: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((NLU_DATA / path).read_text(encoding="utf-8"))
    return entries


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    return listed("abbreviations.yml")


@pytest.fixture(scope="module")
def places() -> list[dict[str, Any]]:
    return listed("lookups/places.yml")


@pytest.fixture(scope="module")
def today(places: list[dict[str, Any]]) -> set[str]:
    return {place["name"] for place in places if place["kind"] == "province"}


class TestAbbreviations:
    def test_are_many_and_of_one_shape(self, entries: list[dict[str, Any]]):
        assert len(entries) >= 150
        for entry in entries:
            assert set(entry) == {"short", "long", "ambiguous"}, entry
            assert isinstance(entry["short"], str), entry
            assert isinstance(entry["long"], str), entry
            assert isinstance(entry["ambiguous"], bool), entry
            assert entry["short"] == nfc(entry["short"]).lower().strip(), entry
            assert entry["long"] == canonical_tones(entry["long"]).strip(), entry

    def test_have_one_meaning_each(self, entries: list[dict[str, Any]]):
        count = Counter(canonical_tones(entry["short"]) for entry in entries)
        assert [short for short, times in count.items() if times > 1] == []

    def test_expand_into_words_that_are_not_expanded_again(self, entries: list[dict[str, Any]]):
        certain = {e["short"]: e["long"] for e in entries if not e["ambiguous"]}
        for short, wording in certain.items():
            if short == wording:  # shields its words from a shorter entry
                continue
            left = [word for word in wording.split() if certain.get(word, word) != word]
            assert left == [] or "bao nhiêu" in wording, (short, wording)

    @pytest.mark.parametrize("word", ["mô", "chi", "răng", "dị", "hs", "kh", "vô", "hong", "hem"])
    def test_words_with_a_meaning_of_their_own_stay(self, entries: list[dict[str, Any]], word: str):
        assert [entry["ambiguous"] for entry in entries if entry["short"] == word] == [True]


class TestPlaces:
    def test_are_of_one_shape(self, places: list[dict[str, Any]]):
        kinds = {"province", "former_province", "alias", "former_city"}
        for place in places:
            assert set(place) == {"name", "kind", "today"}, place
            assert place["kind"] in kinds, place
            assert place["name"] == nfc(place["name"]).strip(), place

    def test_there_are_34_provinces_today_each_its_own_successor(
        self, places: list[dict[str, Any]], today: set[str]
    ):
        assert len(today) == 34
        for place in places:
            if place["kind"] == "province":
                assert place["today"] == place["name"]

    def test_every_name_leads_to_a_province_of_today(
        self, places: list[dict[str, Any]], today: set[str]
    ):
        assert [place for place in places if place["today"] not in today] == []

    def test_all_63_former_provinces_are_known(self, places: list[dict[str, Any]]):
        names = {place["name"] for place in places if place["kind"].endswith("province")}
        assert len(FORMER_PROVINCES) == 63
        assert set(FORMER_PROVINCES) - names == set()

    def test_no_name_is_listed_twice(self, places: list[dict[str, Any]]):
        count = Counter(place["name"].lower() for place in places)
        assert [name for name, times in count.items() if times > 1] == []

    @pytest.mark.parametrize(
        ("former", "successor"),
        [
            ("Hà Giang", "Tuyên Quang"),
            ("Bình Định", "Gia Lai"),
            ("Long An", "Tây Ninh"),
            ("Kiên Giang", "An Giang"),
            ("Quảng Bình", "Quảng Trị"),
            ("Thừa Thiên Huế", "Huế"),
            ("sài gòn", "Thành phố Hồ Chí Minh"),
        ],
    )
    def test_a_former_name_leads_to_its_successor(
        self, places: list[dict[str, Any]], former: str, successor: str
    ):
        assert [p["today"] for p in places if p["name"] == former] == [successor]
