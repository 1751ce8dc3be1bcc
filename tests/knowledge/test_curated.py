"""knowledge/curated.py and the sentences of knowledge/validation.py."""

import unicodedata
from pathlib import Path

import pytest

from knowledge.curated import read_curated
from knowledge.errors import UnreadableFile
from knowledge.record import CuratedProcedure
from knowledge.refusal import Refusal

KITE = """\
code: '9.000001'
name: Đăng ký thả diều
field: Diều
short_name: Thả diều
levels: [commune]
last_checked: 2026-07-01
"""


def refused(folder: Path, text: str) -> str:
    file = folder / "9.000001.yaml"
    file.write_text(text, encoding="utf-8")
    (item,) = read_curated(file)
    assert isinstance(item, Refusal)
    return item.reason


class TestReadCurated:
    def test_one_file(self, tmp_path: Path):
        file = tmp_path / "9.000001.yaml"
        file.write_text(KITE, encoding="utf-8")
        (record,) = read_curated(file)
        assert isinstance(record, CuratedProcedure)
        assert record.short_name == "Thả diều"

    def test_folder_in_the_order_of_names(self, tmp_path: Path):
        for code in ("9.000002", "9.000001"):
            text = KITE.replace("9.000001", code)
            (tmp_path / f"{code}.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "ghi-chu.txt").write_text("không phải YAML", encoding="utf-8")
        codes = [item.code for item in read_curated(tmp_path)]
        assert codes == ["9.000001", "9.000002"]

    def test_text_is_brought_to_one_spelling(self, tmp_path: Path):
        file = tmp_path / "a.yaml"
        file.write_text(unicodedata.normalize("NFD", KITE), encoding="utf-8")
        (record,) = read_curated(file)
        assert isinstance(record, CuratedProcedure)
        assert record.name == "Đăng ký thả diều"

    def test_code_in_two_files_is_refused_in_both(self, tmp_path: Path):
        for name in ("a.yaml", "b.yml"):
            (tmp_path / name).write_text(KITE, encoding="utf-8")
        items = list(read_curated(tmp_path))
        assert [str(item) for item in items] == [
            "a.yaml, 9.000001: Mã 9.000001 có trong 2 tệp.",
            "b.yml, 9.000001: Mã 9.000001 có trong 2 tệp.",
        ]

    def test_broken_file_does_not_stop_the_others(self, tmp_path: Path):
        (tmp_path / "a.yaml").write_bytes(b"\xff\xfe")
        (tmp_path / "b.yaml").write_text(KITE, encoding="utf-8")
        first, second = read_curated(tmp_path)
        assert isinstance(first, Refusal)
        assert isinstance(second, CuratedProcedure)

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("", "đúng một bản ghi"),
            ("- a\n- b", "đúng một bản ghi"),
            (KITE + "---\n" + KITE, "YAML"),
            (KITE + "name: Tên khác\n", "name được ghi hai lần"),
            (KITE + "papers: [", "YAML hợp lệ ở dòng"),
        ],
    )
    def test_yaml_that_is_no_record(self, tmp_path: Path, text: str, reason: str):
        assert reason in refused(tmp_path, text)

    def test_missing_file(self, tmp_path: Path):
        with pytest.raises(UnreadableFile, match="Không có tệp"):
            list(read_curated(tmp_path / "none.yaml"))

    def test_folder_without_records(self, tmp_path: Path):
        with pytest.raises(UnreadableFile, match="không có tệp YAML"):
            list(read_curated(tmp_path))


class TestWhatIsWrong:
    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (KITE.replace("name: Đăng ký thả diều\n", ""), "Thiếu trường name."),
            (KITE + "fee: 3\n", "Trường fee không có trong mẫu bản ghi."),
            (
                KITE.replace("'9.000001'", "9.000001"),
                "Code phải là chữ (đặt trong dấu nháy nếu trông như số).",
            ),
            (KITE.replace("9.000001", "9-1"), "Mã thủ tục “9-1” không có dạng d.dddddd."),
            (KITE.replace("Diều\n", "''\n", 1), "Field để trống."),
            (KITE.replace("2026-07-01", "hôm qua"), "Last_checked phải là ngày, dạng 2026-07-31."),
            (KITE + "steps: Nộp đơn\n", "Steps phải là danh sách."),
            (KITE + "sets: 0\n", "Sets không được nhỏ hơn 1."),
        ],
    )
    def test_sentence_for_the_curator(self, tmp_path: Path, text: str, sentence: str):
        assert refused(tmp_path, text) == sentence

    def test_unknown_level_names_the_known_ones(self, tmp_path: Path):
        reason = refused(tmp_path, KITE.replace("commune", "district"))
        assert reason.startswith("Levels.0 là “district”, chỉ nhận 'ministry'")

    def test_only_the_first_problems_are_told(self, tmp_path: Path):
        reason = refused(tmp_path, KITE + "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n")
        assert reason.endswith("; và 2 lỗi nữa.")
