"""knowledge/report.py."""

import json

from knowledge.facts import facts_of
from knowledge.plan import Stored, plan_import
from knowledge.refusal import Refusal
from knowledge.report import Report
from knowledge.rows import row_of
from tests.knowledge.records import curated, national
from tests.knowledge.test_plan import CODE, NOW


def report(**changes: object) -> Report:
    row = row_of(curated())
    checked = facts_of(national(decision="11/QĐ-BXD"))
    known = {row.key: Stored(row.content_hash, row.facts, checked)}
    plan = plan_import([national(warnings=["stale_district:steps", "kept_raw:papers"])], known, NOW)
    refusals = [Refusal("a.jsonl", "dòng 2", "Thiếu tên.", "9.000002")]
    return Report("a.jsonl", "national", plan, refusals, ["9.000003"], 1.25, **changes)


class TestSentences:
    def test_everything_is_told(self):
        assert list(report().sentences()) == [
            "a.jsonl: hiểu 1 bản ghi, từ chối 1. Mới 1, thay đổi 0, giữ nguyên 0.",
            "1 thủ tục đã nhập trước đây không có trong tệp này; vẫn giữ.",
            "Lưu ý: 1 bản ghi vừa đọc còn nhắc đến cấp huyện.",
            "Lưu ý: 1 bản ghi vừa đọc có phần không tách được, giữ nguyên văn.",
            "Từ chối - a.jsonl, dòng 2 (9.000002): Thiếu tên.",
            "Cần xem lại 9.000001:",
            "  Quyết định công bố: 11/QĐ-BXD → 12/QĐ-BXD",
            "Xong sau 1.2 giây, ghi 2 dòng.",
        ]


class TestJsonLines:
    def test_refused_and_marked(self):
        lines = [json.loads(line) for line in report().json_lines()]
        assert lines == [
            {
                "outcome": "refused",
                "file": "a.jsonl",
                "record": "dòng 2",
                "code": "9.000002",
                "reason": "Thiếu tên.",
            },
            {
                "outcome": "marked",
                "file": "a.jsonl",
                "record": CODE,
                "code": CODE,
                "reason": "Quyết định công bố: 11/QĐ-BXD → 12/QĐ-BXD",
            },
        ]
