"""`python -m knowledge import`, run as a curator runs it."""

import json
from pathlib import Path

import pytest

from knowledge.__main__ import main
from tests.knowledge.records import national_raw

pytestmark = pytest.mark.db


@pytest.fixture
def database(database_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", database_url)
    return database_url


def export(folder: Path, *lines: str) -> str:
    path = folder / "export.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


class TestRun:
    def test_report_in_sentences(
        self, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        assert main(["import", export(tmp_path, json.dumps(national_raw()), "{")]) == 0
        said = capsys.readouterr().out
        assert "export.jsonl: hiểu 1 bản ghi, từ chối 1. Mới 1, thay đổi 0, giữ nguyên 0." in said
        assert "Từ chối - export.jsonl, dòng 2: Dòng này không phải JSON hợp lệ." in said

    def test_refused_records_as_json_lines(self, database: str, tmp_path: Path):
        report = tmp_path / "report.jsonl"
        file = export(tmp_path, json.dumps(national_raw()), json.dumps(national_raw(linh_vuc="")))
        assert main(["import", file, "--report", str(report)]) == 2
        lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
        assert [(line["outcome"], line["record"], line["code"]) for line in lines] == [
            ("refused", "dòng 1", "9.000001"),
            ("refused", "dòng 2", "9.000001"),
        ]

    def test_nothing_read_is_two(
        self, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        assert main(["import", str(tmp_path / "none.jsonl")]) == 2
        assert "Không có tệp" in capsys.readouterr().err
        assert main(["import", export(tmp_path, "")]) == 2

    def test_dry_run_says_so(
        self, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ):
        assert main(["import", export(tmp_path, json.dumps(national_raw())), "--dry-run"]) == 0
        assert "(chạy thử, không ghi gì)" in capsys.readouterr().out

    def test_file_is_checked_without_a_database(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
        assert main(["import", export(tmp_path, json.dumps(national_raw()), "{"), "--dry-run"]) == 0
        said = capsys.readouterr().out
        assert "Không có cơ sở dữ liệu để so sánh; chỉ kiểm tra tệp." in said
        assert "dòng 2" in said

    def test_database_without_tables(
        self,
        postgres: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ):
        monkeypatch.setenv("DATABASE_URL", postgres)
        assert main(["import", export(tmp_path, json.dumps(national_raw()))]) == 1
        assert "chưa có bảng" in capsys.readouterr().err

    def test_database_that_does_not_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ):
        monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
        assert main(["import", export(tmp_path, json.dumps(national_raw()))]) == 1
        assert "Không kết nối được cơ sở dữ liệu" in capsys.readouterr().err
