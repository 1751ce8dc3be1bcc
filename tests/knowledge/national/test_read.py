"""knowledge/national/read.py."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from knowledge.errors import UnreadableFile
from knowledge.national.read import NationalExport, read_national_export
from knowledge.national.record import NationalProcedure
from knowledge.refusal import Refusal
from tests.knowledge.records import national_raw


def export(folder: Path, *lines: Any) -> Path:
    path = folder / "export.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def other(number: int) -> dict[str, Any]:
    return national_raw(ma_thu_tuc=f"9.00000{number}", detail_url=f"https://example.org/{number}")


class TestReadNationalExport:
    def test_plain_and_gzipped_files_read_alike(self, tmp_path: Path):
        plain = export(tmp_path, national_raw(), other(2))
        zipped = tmp_path / "export.jsonl.gz"
        zipped.write_bytes(gzip.compress(plain.read_bytes()))
        assert list(read_national_export(plain)) == list(read_national_export(zipped))

    def test_refused_lines_stand_in_their_place(self, tmp_path: Path):
        path = export(tmp_path, national_raw(), "{broken", "", "[1, 2]", other(2))
        first, second, third, fourth = read_national_export(path)
        assert isinstance(first, NationalProcedure)
        assert second == Refusal("export.jsonl", "dòng 2", "Dòng này không phải JSON hợp lệ.")
        assert isinstance(third, Refusal)
        assert third.record == "dòng 4"
        assert isinstance(fourth, NationalProcedure)

    def test_reason_names_the_record(self, tmp_path: Path):
        (refusal,) = read_national_export(export(tmp_path, national_raw(linh_vuc="")))
        assert str(refusal) == "export.jsonl, dòng 1 (9.000001): Thiếu lĩnh vực (linh_vuc)."

    def test_same_code_with_other_content_is_refused_in_all_places(self, tmp_path: Path):
        changed = national_raw(so_quyet_dinh="13/QĐ-BXD")
        found = list(read_national_export(export(tmp_path, national_raw(), changed, other(2))))
        assert [isinstance(item, Refusal) for item in found] == [True, True, False]

    def test_repeated_record_is_imported_once(self, tmp_path: Path):
        first, second = read_national_export(export(tmp_path, national_raw(), national_raw()))
        assert isinstance(first, NationalProcedure)
        assert isinstance(second, Refusal)
        assert second.reason == "Lặp lại nguyên văn dòng 1."

    def test_codes_that_share_a_source_page_are_refused(self, tmp_path: Path):
        one, two = other(1), other(2) | {"detail_url": other(1)["detail_url"]}
        found = list(read_national_export(export(tmp_path, one, two, other(3))))
        assert [isinstance(item, Refusal) for item in found] == [True, True, False]

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("a.jsonl", b"\xff\xfe\x00", "UTF-8"),
            ("a.jsonl.gz", b"not zipped", "gzip"),
            ("a.jsonl.gz", gzip.compress(b"{}" * 999)[:-9], "gzip"),
        ],
    )
    def test_file_that_is_no_export(self, tmp_path: Path, name: str, content: bytes, reason: str):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableFile, match=reason):
            read_national_export(tmp_path / name)

    def test_missing_file(self, tmp_path: Path):
        with pytest.raises(UnreadableFile, match="Không có tệp"):
            read_national_export(tmp_path / "none.jsonl")

    def test_folder_is_no_file(self, tmp_path: Path):
        with pytest.raises(UnreadableFile, match="Không đọc được"):
            read_national_export(tmp_path)


class TestNationalExport:
    def test_knows_its_size_beforehand(self, tmp_path: Path):
        assert len(NationalExport(export(tmp_path, national_raw(), "{", "", other(2)))) == 3


@pytest.fixture(scope="module")
def records(national_records: Path) -> list[NationalProcedure]:
    found = read_national_export(national_records)
    return [item for item in found if isinstance(item, NationalProcedure)]


@pytest.mark.data
class TestNationalRecords:
    """How much of the official records is taken apart; the least that an importer must reach."""

    def test_all_but_the_misread_pages_are_understood(self, records: list[NationalProcedure]):
        assert len(records) == 2625

    @pytest.mark.parametrize(
        ("part", "least"),
        [("submissions", 0.99), ("papers", 0.98), ("legal_bases", 0.97), ("results", 0.99)],
    )
    def test_share_of_records_taken_apart(
        self, records: list[NationalProcedure], part: str, least: float
    ):
        whole = [record for record in records if f"kept_raw:{part}" not in record.warnings]
        assert len(whole) / len(records) >= least

    def test_no_page_furniture_is_left(self, records: list[NationalProcedure]):
        for record in records:
            # Text that could not be taken apart is kept as it came.
            text = record.model_copy(update={"notes": ()}).model_dump_json()
            assert "Từ khóa" not in text, record.code
            assert "Hệ thống chỉ hiển thị" not in text, record.code
            assert "Tên giấy tờMẫu đơn" not in text, record.code
            assert "Hình thức nộpThời gian" not in text, record.code

    def test_no_table_is_glued_to_a_cell(self, records: list[NationalProcedure]):
        for record in records:
            for paper in record.papers:
                assert not paper.name.endswith((" bản chính0", " bản sao1")), record.code
            for row in record.submissions:
                assert all(limit.amount != 0 for limit in row.time_limits), record.code


class TestOfCodes:
    def test_only_the_codes_asked_for(self, tmp_path: Path):
        records = NationalExport(export(tmp_path, other(1), other(2), "{broken"))
        found = records.of_codes({"9.000002", "9.000007"})
        assert [(code, record.code) for code, record in found.items()] == [("9.000002",) * 2]

    def test_the_record_where_others_repeat_it(self, tmp_path: Path):
        found = NationalExport(export(tmp_path, other(1), other(1))).of_codes({"9.000001"})
        assert isinstance(found["9.000001"], NationalProcedure)

    def test_a_refusal_where_they_contradict_it(self, tmp_path: Path):
        path = export(tmp_path, other(1), other(1) | {"so_quyet_dinh": "13/QĐ-BXD"})
        assert isinstance(NationalExport(path).of_codes({"9.000001"})["9.000001"], Refusal)
