"""Invented records that have one trap each."""

from datetime import date
from typing import Any

from knowledge.national.record import NationalProcedure
from knowledge.published import PublishedProcedure, published_curated, published_national
from knowledge.record import CuratedProcedure

CODE = "9.000001"
FULL: dict[str, Any] = {
    "code": CODE,
    "name": "Cấp giấy phép thả diều",
    "short_name": "Giấy phép thả diều",
    "distinction": "diều không đèn",
    "decision": "12/QĐ-TEST",
    "field": "Trò chơi dân gian",
    "levels": ["commune"],
    "agency": "Ủy ban nhân dân cấp xã",
    "steps": ["Nộp hồ sơ tại bộ phận một cửa.", "Nhận giấy phép."],
    "submissions": [
        {
            "channel": "in_person",
            "time_limits": [{"amount": 2.5, "unit": "working_day"}],
            "fees": [{"amount": 10000}],
            "note": "Mang diều theo để đo.",
        },
        {
            "channel": "online",
            "time_limits": [{"amount": 2.5, "unit": "working_day"}],
            "fees": [{"amount": 0, "note": "Nộp trực tuyến được miễn."}],
            "note": "Chụp ảnh diều.",
        },
    ],
    "papers": [
        {"name": "Đơn xin thả diều", "originals": 1, "form": "Mẫu D1"},
        {"name": "Giấy đồng ý của cha mẹ", "originals": 1, "copies": 2, "case": "Dưới 16 tuổi"},
        {"name": "Ảnh diều"},
    ],
    "sets": 1,
    "conditions": ["Diều dài không quá 3 mét."],
    "results": ["Giấy phép thả diều"],
    "legal_bases": [{"number": "1/2026/TT-TEST", "title": "Thông tư về diều"}],
    "source_url": "https://dichvucong.gov.vn/thu-tuc/9-000001",
    "last_checked": date(2026, 7, 31),
    "aliases": ["xin thả diều"],
}


def curated(**changed: Any) -> PublishedProcedure:
    """The full record as a curator wrote it, with these fields changed."""
    return published_curated(CuratedProcedure.model_validate(FULL | changed), None)


def national(**changed: Any) -> PublishedProcedure:
    """The same as a record of the national export."""
    own = {"short_name", "distinction", "aliases"}
    record = {key: value for key, value in FULL.items() if key not in own} | changed
    return published_national(NationalProcedure.model_validate(record))
