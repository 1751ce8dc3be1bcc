"""knowledge/national/forms.py."""

import pytest

from knowledge.national.forms import split_forms


class TestSplitForms:
    @pytest.mark.parametrize(
        ("name", "form"),
        [
            ("Đơn xin thả diều theo mẫu", "Mau don.docx"),
            ("Đơn (Mẫu TD1 theo Thông tư số 5/2026/TT-BXD).", "1.MuTD1banhnhkmtheo (2).doc"),
            ("Đơn theo Mẫu số 9 kèm Nghị định số 5/2026/NĐ-CP", "Mẫu số 09.docx"),
            ("Đơn theo Nghị định số 5/2026/NĐ-CP ngày 1/2/2026", "Mau so 04.docx"),
            ("Đơn theo Thông tư ngày 1/2/2026.", "TD5.doc"),
            ("Đơn theo mẫu quy định", "văn bản đề nghị.docx"),
            ("Đơn đề nghị theo mẫu", "1.002817.docx"),
            ("Tờ khai kèm Thông tư số 8/2021/TT-BTC", "01-LP.docx"),
            ("Đơn xin;", "Phụ lục X.docx"),
        ],
    )
    def test_file_behind_the_name(self, name: str, form: str):
        assert split_forms(name + form) == (name, form)

    def test_files_behind_one_another(self):
        assert split_forms("Tờ khai theo mẫuMauChung.docxMauDanhsach (1).docx") == (
            "Tờ khai theo mẫu",
            "MauChung.docx; MauDanhsach (1).docx",
        )

    def test_slash_is_never_in_a_file_name(self):
        assert split_forms("Theo mẫu 06.NT Nghị định 41/2026/NĐ-CPMẫu số 06.docx")[1] == (
            "Mẫu số 06.docx"
        )

    def test_without_a_visible_boundary_the_cell_stays_whole(self):
        cell = "Đơn xin thả diều theo mẫu quy địnhmaudon.docx"
        assert split_forms(cell) == (cell, "")

    def test_file_named_in_prose_is_no_form(self):
        cell = "Bản mềm (tệp .docx hoặc .pdf) có chữ ký số"
        assert split_forms(cell) == (cell, "")
