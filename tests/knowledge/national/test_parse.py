"""knowledge/national/parse.py."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.national.parse import NotAProcedure, read_record
from knowledge.national.record import NationalProcedure, Note
from knowledge.record import Fee, LegalBasis, Level, Paper, Submission, SubmissionChannel, TimeLimit
from tests.knowledge.records import FURNITURE, flat_papers, national_raw

DAYS = TimeLimit(amount=3, unit="working_day")


class TestReadRecord:
    def test_whole_record(self):
        assert read_record(national_raw()) == NationalProcedure(
            code="9.000001",
            name="Đăng ký thả diều",
            decision="12/QĐ-BXD",
            field="Diều",
            ministry="Bộ Xây dựng",
            levels=(Level.COMMUNE,),
            audience=("Công dân Việt Nam",),
            agency="Ủy ban nhân dân cấp xã",
            steps=("Nộp đơn.", "Nhận thẻ diều."),
            submissions=(
                Submission(
                    channel=SubmissionChannel.ONLINE,
                    time_limits=(DAYS,),
                    fees=(Fee(amount=7_000, note="7.000 đồng/chiếc"),),
                ),
                Submission(
                    channel=SubmissionChannel.IN_PERSON, time_limits=(DAYS,), fees=(Fee(amount=0),)
                ),
            ),
            papers=(Paper(name="Đơn xin thả diều", originals=1, form="Mau so 1.docx"),),
            results=("Thẻ diều",),
            legal_bases=(LegalBasis(number="1/2026/NĐ-CP", title="Nghị định về diều"),),
            source_url="https://example.org/9.000001",
        )

    def test_absent_parts_are_empty(self):
        raw = national_raw()
        for key in ("thanh_phan_ho_so", "ket_qua_xu_ly", "can_cu_phap_ly", "doi_tuong_thuc_hien"):
            del raw[key]
        record = read_record(raw)
        assert (record.papers, record.results, record.legal_bases) == ((), (), ())
        assert record.warnings == ()

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"ma_thu_tuc": ""}, "Thiếu mã thủ tục"),
            ({"ma_thu_tuc": "thu-1"}, "không có dạng d.dddddd"),
            ({"ten_thu_tuc": "Không có thông tin"}, "Thiếu tên thủ tục"),
            ({"linh_vuc": ""}, "Thiếu lĩnh vực"),
            ({"cap_thuc_hien": "Cấp huyện"}, "“Cấp huyện” chưa có"),
            ({"ma_thu_tuc": 9.000001}, "ma_thu_tuc phải là chữ, không phải float"),
            ({"trinh_tu_thuc_hien": ["Nộp"]}, "phải là chữ, không phải list"),
            ({"ten_thu_tuc": "Công bố danh mục thủ tục hành chính về diều"}, "tiêu đề"),
        ],
    )
    def test_what_cannot_be_understood_is_refused(self, changes: dict[str, Any], reason: str):
        with pytest.raises(NotAProcedure, match=reason):
            read_record(national_raw(**changes))

    def test_table_that_stays_text_is_a_note_with_a_warning(self):
        record = read_record(national_raw(cach_thuc_thuc_hien="Nộp ở đâu cũng được."))
        assert record.submissions == ()
        assert record.notes == (Note(part="submissions", text="Nộp ở đâu cũng được."),)
        assert record.warnings == ("kept_raw:submissions",)

    def test_fee_that_cannot_be_meant_is_a_note_with_a_warning(self):
        cell = "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến1 Giờ20 VNĐ"
        record = read_record(national_raw(cach_thuc_thuc_hien=cell))
        assert record.notes == (Note(part="submissions", text="Trực tuyến: 20 VNĐ"),)
        assert record.warnings == ("unclear_fee:submissions",)

    def test_parts_that_speak_of_the_district_are_named(self):
        record = read_record(national_raw(co_quan_thuc_hien="Công an cấp huyện"))
        assert record.warnings == ("stale_district:agency",)

    def test_procedure_of_the_district_ended_with_it(self):
        record = read_record(national_raw(ten_thu_tuc="Thả diều (thực hiện tại cấp huyện)"))
        assert record.valid_to == date(2025, 6, 30)

    def test_agency_of_one_province_is_warned_of(self):
        record = read_record(national_raw(co_quan_thuc_hien="Sở Diều Thành phố Hà Nội"))
        assert record.warnings == ("other_province:agency",)

    def test_papers_that_spilled_into_the_conditions(self):
        record = read_record(national_raw(yeu_cau_dieu_kien="nêu trên.1 bản chínhĐơn1 bản chính"))
        assert record.conditions == ()
        assert set(record.warnings) == {"kept_raw:conditions", "kept_raw:papers"}

    def test_papers_lost_to_the_steps_are_warned_of(self):
        record = read_record(
            national_raw(
                trinh_tu_thuc_hien="Bước 1. Lập hồ sơ theo mục",
                thanh_phan_ho_so="Bước 2. Nộp hồ sơ cho phường.",
            )
        )
        assert record.steps == ("Lập hồ sơ theo mục Thành phần hồ sơ", "Nộp hồ sơ cho phường.")
        assert record.warnings == ("kept_raw:papers",)

    def test_page_furniture_reaches_no_part(self):
        raw = national_raw(yeu_cau_dieu_kien="Không có thông tin" + FURNITURE)
        del raw["ket_qua_xu_ly"]
        text = read_record(raw).model_dump_json()
        assert "Từ khóa" not in text
        assert "Chọn" not in text

    def test_repeated_papers_are_one(self):
        paper = ("Đơn xin thả diều", "", 1, None)
        record = read_record(national_raw(thanh_phan_ho_so=flat_papers([("", [paper, paper])])))
        assert len(record.papers) == 1


class TestAnyText:
    """Whatever a field holds, a record is read or refused, and in time."""

    PIECES = st.sampled_from(
        [
            "Hình thức nộpThời gianPhí, lệ phíMô tả",
            "Trực tiếp",
            "Trực tuyến",
            "7 Ngày làm việc",
            "1",
            "120 VNĐ",
            "10,000 Việt Nam Đồng",
            "Miễn phí",
            "Không có thông tin",
            "Tên giấy tờMẫu đơn, tờ khaiSố lượng",
            "1 bản chính",
            ",2 bản sao",
            "Mau so 1.docx",
            "Tên văn bản pháp lýMã văn bản",
            "Luật số 9/2020/QH14",
            "9/2020",
            "Mã: ",
            "KQ.G17.000001",
            "Từ khóa",
            "Mô tả",
            "Bước 1:",
            "cấp huyện",
            "(",
            ")",
            " ",
            "\n",
            "\t",
            "-",
            "đơn",
        ]
    )
    TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=40))
    PARTS = (
        "trinh_tu_thuc_hien",
        "cach_thuc_thuc_hien",
        "thanh_phan_ho_so",
        "yeu_cau_dieu_kien",
        "ket_qua_xu_ly",
        "can_cu_phap_ly",
        "ten_thu_tuc",
        "doi_tuong_thuc_hien",
    )

    @given(st.fixed_dictionaries(dict.fromkeys(PARTS, TEXTS)))
    def test_is_read_or_refused(self, changes: dict[str, str]):
        with suppress(NotAProcedure):
            record = read_record(national_raw(**changes))
            assert NationalProcedure.model_validate_json(record.model_dump_json()) == record

    @pytest.mark.parametrize(
        "piece", ["1 bản chính", "Mau.docx", "Từ khóa", "9/2020/QH14", "- ", "("]
    )
    @pytest.mark.parametrize("part", ["thanh_phan_ho_so", "can_cu_phap_ly", "cach_thuc_thuc_hien"])
    @pytest.mark.timeout(20)
    def test_long_repetition_takes_no_long_time(self, piece: str, part: str):
        headers = "Tên giấy tờMẫu đơn, tờ khaiSố lượng", "Tên văn bản pháp lýMã văn bản", ""
        for header in headers:
            read_record(national_raw(**{part: header + piece * 5_000}))
