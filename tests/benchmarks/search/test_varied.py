"""Made-up national lists."""

from benchmarks.search.varied import origin, place_names, varied
from knowledge.encoder.families import family_key
from tests.benchmarks.search.entries import BIRTH, ENTRIES, KITE_COMMUNE


class TestVaried:
    def test_has_the_size_asked_for_and_the_real_ones_first(self) -> None:
        found = varied(ENTRIES, 200)
        assert len(found) == 200
        assert tuple(found[: len(ENTRIES)]) == ENTRIES

    def test_a_smaller_list_is_the_beginning(self) -> None:
        assert varied(ENTRIES, 2) == list(ENTRIES[:2])

    def test_is_the_same_every_time(self) -> None:
        assert varied(ENTRIES, 100) == varied(ENTRIES, 100)

    def test_codes_differ_and_tell_what_they_vary(self) -> None:
        found = varied(ENTRIES, 300)
        assert len({entry.code for entry in found}) == 300
        assert {origin(entry.code) for entry in found} == {entry.code for entry in ENTRIES}

    def test_variations_of_one_procedure_are_families_of_their_own(self) -> None:
        found = [e for e in varied(ENTRIES, 500) if origin(e.code) == BIRTH.code]
        assert len(found) > 20
        assert len({family_key(entry.name) for entry in found}) == len(found)

    def test_variations_have_none_of_peoples_words(self) -> None:
        made = varied([BIRTH], 2)[1]
        assert (made.aliases, made.examples, made.questions, made.curated) == ((), (), (), False)
        assert made.name.startswith(BIRTH.name)
        assert not made.short_name.startswith("Thủ tục")

    def test_the_level_does_not_stand_in_the_middle_of_a_name(self) -> None:
        assert "(cấp Xã)" not in varied([KITE_COMMUNE], 2)[1].name


class TestOrigin:
    def test_of_a_real_procedure_is_itself(self) -> None:
        assert origin("1.001193") == "1.001193"


class TestPlaceNames:
    def test_are_places_of_today(self) -> None:
        assert {"Hà Nội", "Cần Thơ"} <= set(place_names())
