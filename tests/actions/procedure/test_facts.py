import pytest

from actions.procedure.facts import State, facts_of, known_aspects
from knowledge.record import Aspect
from tests.actions.records import curated, national


class TestFactsOf:
    def test_channels_with_the_same_time_limit_stand_together(self):
        [row] = facts_of(curated(), Aspect.TIME_LIMIT).values["rows"]
        assert row.everywhere
        assert row.channels == ("in_person", "online")

    def test_channels_with_different_fees_stand_apart(self):
        rows = facts_of(curated(), Aspect.FEE).values["rows"]
        assert [(row.channels, row.everywhere) for row in rows] == [
            (("in_person",), False),
            (("online",), False),
        ]

    def test_a_number_without_its_unit_is_no_fact(self):
        submissions = [{"channel": "post", "time_limits": [{"amount": 5}]}]
        facts = facts_of(curated(submissions=submissions), Aspect.TIME_LIMIT)
        assert facts.state is State.MISSING

    def test_a_number_without_its_unit_leaves_its_note(self):
        limits = [{"amount": 5, "note": "Theo giấy hẹn"}]
        published = curated(submissions=[{"channel": "post", "time_limits": limits}])
        assert facts_of(published, Aspect.TIME_LIMIT).state is State.KNOWN

    def test_one_channel_without_a_fee_is_not_everywhere(self):
        submissions = [{"channel": "post", "fees": [{"amount": 5000}]}, {"channel": "online"}]
        [row] = facts_of(curated(submissions=submissions), Aspect.FEE).values["rows"]
        assert not row.everywhere

    def test_papers_of_all_come_before_those_of_a_case(self):
        page = facts_of(curated(), Aspect.PAPERS).page
        assert page is not None
        assert [paper.case for paper in page.items] == ["", "", "Dưới 16 tuổi"]

    def test_what_the_record_does_not_give_is_missing(self):
        assert facts_of(curated(conditions=[]), Aspect.CONDITIONS).state is State.MISSING

    def test_a_missing_fact_names_whom_to_ask_unless_it_is_the_district(self):
        missing = facts_of(curated(conditions=[]), Aspect.CONDITIONS)
        assert missing.values["ask_at"] == "Ủy ban nhân dân cấp xã"
        district = facts_of(national(conditions=[], agency="UBND huyện"), Aspect.CONDITIONS)
        assert district.values["ask_at"] == ""

    def test_no_submissions_say_nothing_about_the_internet(self):
        assert facts_of(curated(submissions=[]), Aspect.ONLINE).state is State.MISSING

    def test_submissions_without_the_internet_say_so(self):
        facts = facts_of(curated(submissions=[{"channel": "post"}]), Aspect.ONLINE)
        assert facts.state is State.KNOWN
        assert not facts.values["possible"]

    def test_a_part_that_speaks_of_the_district_is_stale(self):
        published = national(warnings=["stale_district:steps"])
        assert facts_of(published, Aspect.STEPS).state is State.STALE
        assert facts_of(published, Aspect.FEE).state is State.KNOWN

    def test_an_item_that_speaks_of_the_district_is_left_out(self):
        steps = ["Nộp tại UBND huyện.", "Nhận kết quả."]
        page = facts_of(national(steps=steps), Aspect.STEPS).page
        assert page is not None
        assert page.items == ("Nhận kết quả.",)

    def test_a_table_that_stayed_text_is_unclear(self):
        published = national(warnings=["kept_raw:papers"], papers=[])
        assert facts_of(published, Aspect.PAPERS).state is State.UNCLEAR

    def test_a_table_that_was_read_in_part_is_marked(self):
        facts = facts_of(national(warnings=["kept_raw:papers"]), Aspect.PAPERS)
        assert facts.state is State.KNOWN
        assert facts.caveats == ("incomplete",)

    def test_a_fee_that_cannot_be_meant_makes_the_fees_incomplete_and_nothing_else(self):
        published = national(warnings=["unclear_fee:submissions"])
        assert facts_of(published, Aspect.FEE).caveats == ("incomplete",)
        assert facts_of(published, Aspect.TIME_LIMIT).caveats == ()

    def test_an_office_of_another_province_is_marked_and_not_in_the_overview(self):
        published = national(warnings=["other_province:agency"])
        assert facts_of(published, Aspect.WHERE).caveats == ("other_province",)
        assert facts_of(published, Aspect.OVERVIEW).values["agency"] == ""

    def test_amounts_of_two_cases_of_one_channel_name_their_case(self):
        limits = [{"amount": 20, "unit": "day"}], [{"amount": 12, "unit": "day"}]
        submissions = [
            {"channel": "post", "time_limits": limits[0], "note": "Diều to."},
            {"channel": "post", "time_limits": limits[1], "note": "Diều nhỏ."},
        ]
        rows = facts_of(curated(submissions=submissions), Aspect.TIME_LIMIT).values["rows"]
        assert [row.case for row in rows] == ["Diều to.", "Diều nhỏ."]

    def test_long_lists_come_in_pages(self):
        steps = [
            f"Bước thứ {number} dài vừa phải để chiếm chỗ trong trang." for number in range(20)
        ]
        first, second = (facts_of(curated(steps=steps), Aspect.STEPS, page=n).page for n in (1, 2))
        assert first is not None
        assert second is not None
        assert first.next == 2
        assert second.first == len(first.items) + 1


class TestKnownAspects:
    def test_the_most_asked_come_first(self):
        assert known_aspects(curated())[:3] == [Aspect.PAPERS, Aspect.FEE, Aspect.TIME_LIMIT]

    @pytest.mark.parametrize(
        ("field", "aspect"), [("conditions", Aspect.CONDITIONS), ("steps", Aspect.STEPS)]
    )
    def test_what_is_missing_is_not_offered(self, field: str, aspect: Aspect):
        assert aspect not in known_aspects(curated(**{field: []}))
