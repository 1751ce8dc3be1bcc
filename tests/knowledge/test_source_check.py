"""knowledge/source_check.py."""

from pathlib import Path
from typing import Any

import pytest

from knowledge.curated import read_curated
from knowledge.national.read import NationalExport
from knowledge.national.record import NationalProcedure
from knowledge.record import CuratedProcedure, Procedure
from knowledge.refusal import Refusal
from knowledge.rows import row_of
from knowledge.source_check import Comparison, compare, differences_between
from tests.knowledge.records import curated, national

ROOT = Path(__file__).resolve().parents[2]
EXPORT = ROOT.parent / "shared" / "data" / "procedures.jsonl.gz"

FORM = {"name": "Đơn xin thả diều", "originals": 1}
PHOTO = {"name": "Ảnh diều"}


def row(channel: str = "online", **cells: Any) -> dict[str, Any]:
    return {"channel": channel} | cells


def fee(*amounts: int | None) -> list[dict[str, Any]]:
    return [{"amount": amount, "note": "Mỗi chiếc."} for amount in amounts]


def days(*amounts: float, unit: str | None = "working_day") -> list[dict[str, Any]]:
    return [{"amount": amount, "unit": unit} for amount in amounts]


def found(theirs: Procedure, ours: Procedure) -> list[tuple[str, str | None, str, str]]:
    return [
        (item.fact, item.channel, item.national, item.ours)
        for item in differences_between(theirs, ours)
    ]


class TestDifferencesBetween:
    def test_none_between_equal_records_in_other_words(self):
        theirs = national(
            papers=[FORM],
            submissions=[row(fees=[{"amount": 7000, "note": "/chiếc"}], time_limits=days(3))],
        )
        ours = curated(
            papers=[{"name": "Đơn"}], submissions=[row(fees=fee(7000), time_limits=days(3))]
        )
        assert found(theirs, ours) == []

    @pytest.mark.parametrize(
        ("change", "fact"),
        [
            ({"name": "Đăng ký thả diều sáo"}, "name"),
            ({"field": "Sáo"}, "field"),
            ({"decision": "13/QĐ-BXD"}, "decision"),
        ],
    )
    def test_identity(self, change: dict[str, str], fact: str):
        assert [item[0] for item in found(national(), curated(**change))] == [fact]

    def test_spaces_and_a_final_stop_in_a_name_do_not_count(self):
        assert found(national(name="Đăng ký  thả diều."), curated()) == []

    def test_levels_in_any_order(self):
        both = ["province", "commune"]
        assert found(national(levels=both), curated(levels=both[::-1])) == []
        assert found(national(levels=both), curated()) == [
            ("levels", None, "cấp tỉnh, cấp xã", "cấp xã")
        ]

    def test_a_channel_only_one_side_has_is_told_once(self):
        theirs = national(submissions=[row(fees=fee(7000))])
        ours = curated(submissions=[row(fees=fee(7000)), row("in_person", fees=fee(9000))])
        assert found(theirs, ours) == [
            ("channels", None, "nộp trực tuyến", "nộp trực tiếp, nộp trực tuyến")
        ]

    def test_fees_by_channel(self):
        theirs = national(submissions=[row(fees=fee(7000)), row("post", fees=fee(0))])
        ours = curated(submissions=[row(fees=fee(7000, 14_000)), row("post", fees=fee(None))])
        assert found(theirs, ours) == [
            ("fees", "online", "7.000 đồng", "7.000 đồng, 14.000 đồng"),
            ("fees", "post", "miễn phí", "không ghi số"),
        ]

    def test_rows_of_one_channel_count_together(self):
        theirs = national(submissions=[row(fees=fee(7000)), row(fees=fee(9000))])
        assert found(theirs, curated(submissions=[row(fees=fee(9000, 7000))])) == []

    def test_unit_of_a_time_limit(self):
        theirs = national(submissions=[row(time_limits=days(3, unit="day"))])
        ours = curated(submissions=[row(time_limits=days(3))])
        assert found(theirs, ours) == [("time_limits", "online", "3 ngày", "3 ngày làm việc")]

    def test_a_number_that_lost_its_unit_is_a_difference(self):
        theirs = national(submissions=[row(time_limits=days(0.5, unit=None))])
        ours = curated(submissions=[row(time_limits=[{"note": "Theo phiếu hẹn."}])])
        assert found(theirs, ours) == [
            ("time_limits", "online", "0,5 (không rõ đơn vị)", "không ghi số")
        ]

    def test_number_of_papers(self):
        assert found(national(papers=[FORM, PHOTO]), curated(papers=[FORM])) == [
            ("papers", None, "2", "1")
        ]

    def test_a_lost_table_of_papers_is_a_difference_even_at_equal_number(self):
        theirs = national(papers=[FORM], warnings=["kept_raw:papers"])
        assert found(theirs, curated(papers=[FORM])) == [
            ("papers", None, "1 và phần chữ không tách được", "1")
        ]


PAPERS = {"fact": "papers", "reason": "Ảnh nằm trong đơn."}


class TestCompare:
    def test_a_reason_explains_its_fact(self):
        ours = curated(papers=[FORM], differences=[PAPERS])
        item = compare(ours, national(papers=[FORM, PHOTO]))
        assert [reason for _, reason in item.explained] == ["Ảnh nằm trong đơn."]
        assert item.passed

    def test_without_a_reason_nothing_passes(self):
        item = compare(curated(papers=[FORM]), national(papers=[FORM, PHOTO]))
        assert [difference.fact for difference in item.unexplained] == ["papers"]
        assert not item.passed

    def test_a_reason_explains_no_other_fact(self):
        ours = curated(decision="13/QĐ-BXD", papers=[FORM], differences=[PAPERS])
        item = compare(ours, national(papers=[FORM, PHOTO]))
        assert [difference.fact for difference in item.unexplained] == ["decision"]

    def test_a_reason_for_one_channel_leaves_the_other(self):
        reason = {"fact": "fees", "channel": "post", "reason": "Đã hết hạn."}
        theirs = national(submissions=[row(fees=fee(7000)), row("post", fees=fee(8000))])
        ours = curated(
            submissions=[row(fees=fee(None)), row("post", fees=fee(None))], differences=[reason]
        )
        item = compare(ours, theirs)
        assert [difference.channel for difference in item.unexplained] == ["online"]

    def test_the_reason_for_the_channel_goes_before_the_general_one(self):
        reasons = [
            {"fact": "fees", "reason": "Chung."},
            {"fact": "fees", "channel": "post", "reason": "Riêng."},
        ]
        theirs = national(submissions=[row(fees=fee(7000)), row("post", fees=fee(8000))])
        ours = curated(
            submissions=[row(fees=fee(None)), row("post", fees=fee(None))], differences=reasons
        )
        assert {d.channel: reason for d, reason in compare(ours, theirs).explained} == {
            "online": "Chung.",
            "post": "Riêng.",
        }

    @pytest.mark.parametrize("twice", [False, True])
    def test_a_reason_without_a_difference_is_a_fault(self, twice: bool):
        second = PAPERS | {"reason": "Thêm một lời."}
        theirs = national(papers=[FORM, PHOTO] if twice else [FORM])
        ours = curated(papers=[FORM], differences=[PAPERS, second] if twice else [PAPERS])
        item = compare(ours, theirs)
        assert item.faults == ("Lời giải thích thừa, không có khác biệt nào: papers.",)
        assert not item.passed

    def test_a_code_the_export_does_not_have(self):
        assert compare(curated(), None).faults == ("Bản xuất quốc gia không có mã này.",)

    def test_a_code_whose_national_record_was_refused(self):
        refusal = Refusal("export.jsonl", "dòng 1", "Thiếu lĩnh vực.", "9.000001")
        assert compare(curated(), refusal).faults == ("Thiếu lĩnh vực.",)

    def test_a_record_nobody_says_to_have_checked(self):
        item = compare(curated(last_checked=None), national())
        assert item.faults == ("Thiếu ngày so với nguồn (last_checked).",)

    @pytest.mark.parametrize(
        "change",
        [
            {"agency": "Ủy ban nhân dân huyện"},
            {"examples": [{"text": "lên Cấp Huyện nộp được không"}]},
            {"differences": [PAPERS | {"reason": "Nguồn còn ghi cấp huyện."}], "papers": []},
        ],
    )
    def test_the_district_level_is_named_nowhere(self, change: dict[str, Any]):
        item = compare(curated(**change), national(papers=[FORM] if "papers" in change else []))
        assert item.faults == ("Còn nhắc cấp hành chính đã bỏ từ 01/7/2025.",)

    @pytest.mark.parametrize(
        "change",
        [
            {"steps": ["Mang đơn ra huyện."]},
            {"address": "Trụ sở quận"},
            {"submissions": [row(note="Nộp ở huyện.")]},
        ],
    )
    def test_nobody_is_sent_to_a_district(self, change: dict[str, Any]):
        item = compare(curated(**change), national(submissions=change.get("submissions", [])))
        assert item.faults == ("Còn chỉ người dân đến quận, huyện.",)

    def test_people_may_speak_of_their_district(self):
        ours = curated(examples=[{"text": "tôi ở quận khác thì thả diều được không"}])
        assert compare(ours, national()).passed


class TestKnownDifferences:
    def test_are_neither_stored_nor_a_fact(self):
        plain, explained = row_of(curated()), row_of(curated(differences=[PAPERS]))
        assert explained.values() == plain.values()


@pytest.fixture(scope="module")
def shipped() -> list[Comparison]:
    if not EXPORT.exists():
        pytest.skip("needs the national records in ../shared/data/procedures.jsonl.gz")
    records = [
        item
        for item in read_curated(ROOT / "knowledge" / "procedures")
        if isinstance(item, CuratedProcedure)
    ]
    sources = NationalExport(EXPORT).of_codes({record.code for record in records})
    assert all(isinstance(source, NationalProcedure) for source in sources.values())
    return [compare(record, sources.get(record.code)) for record in records]


@pytest.mark.data
class TestShippedRecords:
    def test_no_difference_is_left_unexplained(self, shipped: list[Comparison]):
        left = {item.code: (item.unexplained, item.faults) for item in shipped if not item.passed}
        assert not left

    def test_the_numbers_compared_are_not_nothing(self, shipped: list[Comparison]):
        explained = {difference.fact for item in shipped for difference, _ in item.explained}
        assert {"fees", "time_limits", "papers"} <= explained
