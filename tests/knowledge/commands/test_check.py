"""`python -m knowledge check`, run as a script runs it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge.__main__ import main
from knowledge.record import CuratedProcedure
from tests.knowledge.records import curated, national_raw

SUBMISSIONS = [
    {
        "channel": "online",
        "time_limits": [{"amount": 3, "unit": "working_day"}],
        "fees": [{"amount": 7000}],
    },
    {
        "channel": "in_person",
        "time_limits": [{"amount": 3, "unit": "working_day"}],
        "fees": [{"amount": 0}],
    },
]
PAPERS = [{"name": "Đơn"}]


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    path = tmp_path / "export.jsonl"
    path.write_text(json.dumps(national_raw()) + "\n", encoding="utf-8")
    return str(path)


def written(folder: Path, record: CuratedProcedure, **more: Any) -> str:
    data = record.model_dump(mode="json", exclude_defaults=True) | more
    path = folder / f"{record.code}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return str(path)


def check(corpus: str, procedures: str, *options: str) -> int:
    return main(["check", "--corpus", corpus, "--procedures", procedures, *options])


class TestRun:
    def test_agreement(
        self, corpus: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ours = written(tmp_path, curated(submissions=SUBMISSIONS, papers=PAPERS))
        assert check(corpus, ours) == 0
        assert capsys.readouterr().out.splitlines() == [
            "Đã so 1 bản ghi: 1 bản ghi khớp hoàn toàn với nguồn.",
            "Khác nguồn 0 chỗ: 0 đã giải thích, 0 chưa giải thích.",
            "Lỗi: 0.",
        ]

    def test_an_unexplained_difference(
        self, corpus: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ours = written(tmp_path, curated(submissions=SUBMISSIONS, papers=PAPERS * 2))
        assert check(corpus, ours) == 1
        assert capsys.readouterr().out.splitlines() == [
            "9.000001 Thả diều",
            "  CHƯA GIẢI THÍCH Số giấy tờ: nguồn 1; ở đây 2.",
            "Đã so 1 bản ghi: 0 bản ghi khớp hoàn toàn với nguồn.",
            "Khác nguồn 1 chỗ (số giấy tờ 1): 0 đã giải thích, 1 chưa giải thích.",
            "Lỗi: 0.",
        ]

    def test_an_explained_difference_is_listed_with_its_reason(
        self, corpus: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        reason = {"fact": "fees", "channel": "online", "reason": "Đã hết hạn."}
        rows = [SUBMISSIONS[0] | {"fees": [{"note": "Xin hỏi lại."}]}, SUBMISSIONS[1]]
        ours = written(tmp_path, curated(submissions=rows, papers=PAPERS), differences=[reason])
        assert check(corpus, ours) == 0
        assert capsys.readouterr().out.splitlines()[:2] == [
            "9.000001 Thả diều",
            "  Lệ phí nộp trực tuyến: nguồn 7.000 đồng; ở đây không ghi số. Đã hết hạn.",
        ]
        assert check(corpus, ours, "--left") == 0
        assert capsys.readouterr().out.startswith("Đã so 1 bản ghi")

    def test_a_fault_and_a_file_that_is_no_record(
        self, corpus: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        folder = tmp_path / "procedures"
        folder.mkdir()
        written(folder, curated(code="9.000009"))
        (folder / "9.000008.yaml").write_text("- một danh sách\n", encoding="utf-8")
        assert check(corpus, str(folder)) == 1
        out = capsys.readouterr().out
        assert "  Lỗi: Bản xuất quốc gia không có mã này." in out
        assert "Không đọc được 9.000008.yaml, 9.000008: Tệp phải chứa đúng một bản ghi." in out
        assert out.endswith("Lỗi: 2.\n")

    @pytest.mark.parametrize("missing", ["corpus", "procedures"])
    def test_a_missing_file(
        self, missing: str, corpus: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        there = written(tmp_path, curated())
        files = {"corpus": corpus, "procedures": there} | {missing: str(tmp_path / "none")}
        assert check(files["corpus"], files["procedures"]) == 2
        assert capsys.readouterr().err.startswith("Không có tệp ")
