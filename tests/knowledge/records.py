"""Invented records, and the way the portal flattens them; no text here is an official one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from knowledge.national.record import NationalProcedure
from knowledge.record import CuratedProcedure, Level, Submission, SubmissionChannel, TimeLimit

CHANNELS = {
    SubmissionChannel.IN_PERSON: "Trực tiếp",
    SubmissionChannel.ONLINE: "Trực tuyến",
    SubmissionChannel.POST: "Dịch vụ bưu chính",
}
UNITS = {"working_day": "Ngày làm việc", "day": "Ngày", "hour": "Giờ", "month": "Tháng"}
NOTHING = "Không có thông tin"
FURNITURE = (
    "Từ khóaKhông có thông tinMô tảKhông có thông tinChọn cơ quan thực hiệnTỉnh/ Thành phốBộ ngành"
    "-- Chọn Tỉnh/ Thành phố --Phường/ XãSở-- Chọn Phường/ Xã --Hệ thống chỉ hiển thị những "
    "cơ quan đã áp dụng dịch vụ công trực tuyếnNộp hồ sơ"
)


def flat_submissions(rows: Sequence[Submission]) -> str:
    """The table of channels as the crawl has it."""
    return "Hình thức nộpThời gianPhí, lệ phíMô tả" + "".join(map(_flat_submission, rows))


def _flat_submission(row: Submission) -> str:
    times = "".join(_flat_time(limit) for limit in row.time_limits) or NOTHING
    fees = "".join(_flat_fee(fee.amount, fee.note) for fee in row.fees) or NOTHING
    return CHANNELS[row.channel] + times + fees + row.note


def _flat_time(limit: TimeLimit) -> str:
    assert limit.amount is not None
    return f"{limit.amount:g}" + (f" {UNITS[limit.unit]}" if limit.unit else "")


def _flat_fee(amount: int | None, note: str) -> str:
    stated = f"{amount:,} Việt Nam Đồng" if amount else "Miễn phí"
    return stated + (f"({note})" if note else "")


def flat_papers(tables: Sequence[tuple[str, Sequence[tuple[str, str, int, int | None]]]]) -> str:
    """Tables of papers: (case, [(name, form, originals, copies)])."""
    return "".join(
        (case or "--")
        + "Tên giấy tờMẫu đơn, tờ khaiSố lượng"
        + "".join(_flat_paper(*p) for p in rows)
        for case, rows in tables
    )


def _flat_paper(name: str, form: str, originals: int, copies: int | None) -> str:
    counted = f"{originals} bản chính" + (f",{copies} bản sao" if copies else "")
    return name + form + counted


def flat_bases(rows: Sequence[tuple[str, str]]) -> str:
    """Table of legal texts: (name, number)."""
    return "Tên văn bản pháp lýMã văn bản" + "".join(name + number for name, number in rows)


def national_raw(**changes: Any) -> dict[str, Any]:
    """One JSON object of an export: registering a kite, at the commune."""
    raw = {
        "ma_thu_tuc": "9.000001",
        "ten_thu_tuc": "Đăng ký thả diều",
        "so_quyet_dinh": "12/QĐ-BXD",
        "cap_thuc_hien": "Cấp xã",
        "linh_vuc": "Diều",
        "doi_tuong_thuc_hien": "Công dân Việt Nam",
        "trinh_tu_thuc_hien": "Bước 1: Nộp đơn.\nBước 2: Nhận thẻ diều.",
        "cach_thuc_thuc_hien": "Hình thức nộpThời gianPhí, lệ phíMô tảTrực tuyến3 Ngày làm việc"
        "7,000 Việt Nam Đồng(7.000 đồng/chiếc)Trực tiếp3 Ngày làm việcMiễn phí",
        "thanh_phan_ho_so": flat_papers([("", [("Đơn xin thả diều", "Mau so 1.docx", 1, None)])]),
        "co_quan_thuc_hien": "Ủy ban nhân dân cấp xã",
        "yeu_cau_dieu_kien": NOTHING,
        "ket_qua_xu_ly": "Thẻ diềuMã: KQ.G17.000001" + FURNITURE,
        "can_cu_phap_ly": flat_bases([("Nghị định về diều", "1/2026/NĐ-CP")]),
        "detail_url": "https://example.org/9.000001",
        "bo_nganh": "bo-xay-dung",
    }
    return raw | changes


def national(**changes: Any) -> NationalProcedure:
    """The same procedure as a record."""
    values = {
        "code": "9.000001",
        "name": "Đăng ký thả diều",
        "field": "Diều",
        "decision": "12/QĐ-BXD",
    }
    return NationalProcedure.model_validate(values | {"levels": [Level.COMMUNE]} | changes)


def curated(**changes: Any) -> CuratedProcedure:
    """The same procedure in a curator's words."""
    values = {
        "code": "9.000001",
        "name": "Đăng ký thả diều",
        "field": "Diều",
        "decision": "12/QĐ-BXD",
        "levels": [Level.COMMUNE],
        "short_name": "Thả diều",
        "last_checked": date(2026, 7, 1),
        "aliases": ["xin thả diều"],
    }
    return CuratedProcedure.model_validate(values | changes)
