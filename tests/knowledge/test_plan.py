"""knowledge/plan.py: what an import writes, without a database."""

from datetime import UTC, date, datetime, timedelta

from knowledge.facts import Facts, facts_of
from knowledge.plan import Key, Review, Stored, plan_import
from knowledge.record import Procedure
from knowledge.rows import row_of
from tests.knowledge.records import curated, national

MARKED = datetime(2026, 8, 1, 3, tzinfo=UTC)
NOW = MARKED + timedelta(days=30)
CODE = "9.000001"
CHEAP = {"submissions": [{"channel": "online", "fees": [{"amount": 7000}]}]}
DEAR = {"submissions": [{"channel": "online", "fees": [{"amount": 10_000}]}]}
CHANGED = "Lệ phí nộp trực tuyến: 7.000 đ → 10.000 đ"


def stored(record: Procedure, checked: Facts | None = None, reason: str = "") -> dict[Key, Stored]:
    row = row_of(record)
    since = MARKED if reason else None
    return {row.key: Stored(row.content_hash, row.facts, checked, bool(reason), reason, since)}


class TestNewAndChanged:
    def test_unknown_record_is_new(self):
        plan = plan_import([national()], {}, NOW)
        assert (plan.new, plan.writes) == ([CODE], 1)

    def test_same_record_writes_nothing(self):
        plan = plan_import([national()], stored(national()), NOW)
        assert (plan.unchanged, plan.writes) == ([CODE], 0)

    def test_other_wording_is_a_change(self):
        plan = plan_import([national(steps=["Nộp đơn."])], stored(national()), NOW)
        assert (plan.changed, plan.writes) == ([CODE], 1)


class TestNationalBesideCurated:
    def test_first_meeting_keeps_the_national_facts(self):
        plan = plan_import([national(**CHEAP)], stored(curated()), NOW)
        assert plan.reviews == [Review(CODE, facts_of(national(**CHEAP)))]
        assert plan.marked == []

    def test_curated_row_itself_is_never_written(self):
        plan = plan_import([national(**DEAR)], stored(curated()), NOW)
        assert [row.origin for row in plan.write] == ["national"]

    def test_first_meeting_with_another_decision_is_marked(self):
        plan = plan_import([national(decision="13/QĐ-BXD")], stored(curated()), NOW)
        (review,) = plan.marked
        assert review.reason == "Quyết định công bố: 12/QĐ-BXD → 13/QĐ-BXD"
        assert review.since == NOW

    def test_changed_facts_mark_for_review(self):
        before = facts_of(national(**CHEAP))
        known = stored(national(**CHEAP)) | stored(curated(), before)
        plan = plan_import([national(**DEAR)], known, NOW)
        assert plan.marked == [Review(CODE, before, True, CHANGED, NOW)]

    def test_changed_wording_marks_nothing(self):
        known = stored(curated(), facts_of(national()))
        assert plan_import([national(steps=["Nộp."])], known, NOW).reviews == []

    def test_mark_stays_as_it_is_on_the_next_import(self):
        known = stored(national(**DEAR)) | stored(curated(), facts_of(national(**CHEAP)), CHANGED)
        plan = plan_import([national(**DEAR)], known, NOW)
        assert (plan.reviews, plan.marked, plan.writes) == ([], [], 0)

    def test_further_change_keeps_the_day_of_the_mark(self):
        known = stored(curated(), facts_of(national(**CHEAP)), CHANGED)
        plan = plan_import([national(**DEAR, decision="13/QĐ-BXD")], known, NOW)
        (review,) = plan.marked
        assert len(review.reason.splitlines()) == 2
        assert review.since == MARKED

    def test_facts_that_came_back_take_the_mark_away(self):
        before = facts_of(national(**CHEAP))
        plan = plan_import([national(**CHEAP)], stored(curated(), before, CHANGED), NOW)
        assert plan.reviews == [Review(CODE, before)]
        assert plan.marked == []

    def test_mark_of_the_first_meeting_survives_the_same_import(self):
        other = national(decision="13/QĐ-BXD")
        reason = "Quyết định công bố: 12/QĐ-BXD → 13/QĐ-BXD"
        known = stored(other) | stored(curated(), facts_of(other), reason)
        assert plan_import([other], known, NOW).reviews == []


class TestCuratedBesideNational:
    def test_first_meeting(self):
        plan = plan_import([curated()], stored(national(**CHEAP)), NOW)
        assert plan.new == [CODE]
        assert plan.reviews == [Review(CODE, facts_of(national(**CHEAP)))]

    def test_without_a_national_record_nothing_was_checked(self):
        assert plan_import([curated()], {}, NOW).reviews == []

    def test_edit_after_the_mark_with_a_new_check_clears_it(self):
        known = stored(national(**DEAR)) | stored(curated(), facts_of(national(**CHEAP)), CHANGED)
        plan = plan_import([curated(last_checked=date(2026, 8, 1))], known, NOW)
        assert plan.reviews == [Review(CODE, facts_of(national(**DEAR)))]

    def test_edit_without_a_new_check_leaves_the_mark(self):
        known = stored(national(**DEAR)) | stored(curated(), facts_of(national(**CHEAP)), CHANGED)
        plan = plan_import([curated(steps=["Nộp đơn."])], known, NOW)
        assert (plan.changed, plan.reviews) == ([CODE], [])

    def test_day_of_the_check_is_a_day_in_viet_nam(self):
        late = datetime(2026, 8, 1, 20, tzinfo=UTC)
        row = row_of(curated())
        before = facts_of(national(**CHEAP))
        mark = Stored(row.content_hash, row.facts, before, True, CHANGED, late)
        known = stored(national(**DEAR)) | {row.key: mark}
        plan = plan_import([curated(last_checked=date(2026, 8, 1))], known, NOW)
        assert plan.reviews == []
