"""knowledge/published.py."""

from knowledge.national.record import Note
from knowledge.published import published_curated, published_national
from tests.knowledge.records import curated, national


class TestPublishedNational:
    def test_name_fits_a_list_of_choices(self):
        shown = published_national(national(name="Thủ tục đăng ký thả diều (cấp xã)"))
        assert (shown.short_name, shown.distinction) == (
            "Đăng ký thả diều",
            "thực hiện tại cấp xã",
        )
        assert (shown.code, shown.name) == ("9.000001", "Thủ tục đăng ký thả diều (cấp xã)")

    def test_warnings_by_part(self):
        shown = published_national(
            national(
                warnings=["stale_district:steps", "stale_district:agency", "kept_raw:papers"],
                notes=[{"part": "papers", "text": "Mang diều."}],
            )
        )
        assert shown.stale_parts == {"steps", "agency"}
        assert shown.raw_parts == {"papers"}
        assert shown.notes("papers") == (Note(part="papers", text="Mang diều."),)
        assert shown.notes("steps") == ()


class TestPublishedCurated:
    def test_curated_words_with_the_national_record_beside(self):
        shown = published_curated(curated(distinction="ở bãi cỏ"), national(), needs_review=True)
        assert (shown.origin, shown.short_name, shown.distinction) == (
            "curated",
            "Thả diều",
            "ở bãi cỏ",
        )
        assert shown.aliases == ("xin thả diều",)
        assert shown.national == national()
        assert shown.needs_review
        assert shown.notes("papers") == ()
