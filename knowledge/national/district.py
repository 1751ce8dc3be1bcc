"""Texts that still speak of the district level, abolished on 1 July 2025.

Source: the two-tier reform of local government; 278 of 346 district procedures went to the commune,
18 to the province, 50 ended (telegram 90 of the Prime Minister, 17 June 2025).
"""

import re
from collections.abc import Iterator
from datetime import date

from knowledge.record import Procedure

LAST_DAY = date(2025, 6, 30)

_DISTRICT = re.compile(
    r"cấp\s+(?:quận|huyện)|(?:quận|huyện)\s*[,/]\s*(?:quận|huyện|thị xã|tỉnh|thành phố)"
    r"|(?:thị xã|tỉnh)\s*[,/]\s*(?:quận|huyện)"
    r"|(?:công an|[uủ][yỷ] ban nhân dân|ubnd|hđnd|bưu điện|bhxh|bảo hiểm xã hội|chi cục thuế)"
    r"\s+(?:các\s+)?(?:quận|huyện)\b"
)
_HANDLED_THERE = re.compile(r"\((?:thực hiện (?:tại|ở) )?cấp huyện\)", re.IGNORECASE)


def speaks_of_district(text: str) -> bool:
    """Whether `text` names an office, a body or a unit of the district level."""
    # The plain search first: few texts hold either word, and it is fifty times as fast.
    lowered = text.lower()
    return ("huyện" in lowered or "quận" in lowered) and _DISTRICT.search(lowered) is not None


def handled_in_district(name: str) -> bool:
    """Whether the very name says that the district handles it: such a procedure is no more."""
    return _HANDLED_THERE.search(name) is not None


def stale_parts(record: Procedure) -> tuple[str, ...]:
    """Fields of `record` that speak of the district level, in the order of the class."""
    return tuple(part for part, texts in _texts(record) if speaks_of_district("\n".join(texts)))


def _texts(record: Procedure) -> Iterator[tuple[str, Iterator[str]]]:
    for part in ("name", "agency", "authority", "address"):
        yield part, iter((getattr(record, part),))
    for part in ("steps", "conditions", "results"):
        yield part, iter(getattr(record, part))
    yield (
        "submissions",
        (
            text
            for row in record.submissions
            for text in (
                row.note,
                *(fee.note for fee in row.fees),
                *(t.note for t in row.time_limits),
            )
        ),
    )
    yield "papers", (text for paper in record.papers for text in (paper.name, paper.case))
    yield "legal_bases", (basis.title for basis in record.legal_bases)
