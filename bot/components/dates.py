"""Days as people name them, seen from a given today."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.components.stretches import Stretch, fold_in_place, without_overlaps
from bot.components.text import fold

_NUMERIC = re.compile(
    r"(?<![\w/.\-])(?:(?:mung|mong) )?(\d{1,2})([/.\-])(\d{1,2})(?:\2(\d{4}|\d{2}))?"
    r"(?!\w|[/\-]\w|\.\d)"
)
_WORDED = re.compile(
    r"(?<!\w)(?:(?:ngay|mung|mong|hom|bua) )?(\d{1,2}) (?:thang|t) ?(\d{1,2})"
    r"(?:(?: nam |[ /.\-])(\d{4}))?(?!\w|[/.\-]\d)"
)
# Before these a number with a stroke is an address, a legal text or a form.
_NO_DATE_BEFORE = re.compile(
    r"(?<!\w)(?:(?<!ho )so|nha|hem|ngo|kiet|ngach|duong|to|thua|dinh|luat|mau|dieu|khoan|ban do|"
    r"ty le|khoang|mat|can|het)\s*$"
)
_DAY_BEFORE = re.compile(r"(?:ngay|hom|bua|mung|mong|hen|nop)\s*$")
_SPANS = re.compile(
    r"\s*(?:ngay|thang|nam|tuan|gio|phut|lan|nguoi|ban|bo|cai|trieu|nghin|k|m2|met|dien tich|"
    r"phan)\b"
)

_RELATIVE: tuple[tuple[str, int], ...] = (
    (r"(?:hom|bua|ngay|sang|trua|chieu|toi) nay", 0),
    (r"(?:hom|bua|ngay|sang|trua|chieu|toi|dem) qua", -1),
    (r"(?:hom|bua) kia", -2),
    (r"ngay (?:mot|kia)", 2),
    (r"(?:ngay|sang|trua|chieu|toi) mai", 1),
)
_AGO = re.compile(
    r"(?<!\w)(?:cach day (\d{1,3}) (ngay|tuan)(?: truoc)?|(\d{1,3}) (ngay|tuan) truoc)(?!\w)"
)
# What was handed in, got or happened on a day lies behind us.
_PAST_BEFORE = re.compile(r"(?<!\w)(?:nop|gui|nhan|lam|da|sinh|mat|tu)\b[^,.;?!]{0,20}\Z")
_APPOINTED = re.compile(r"(?<!\w)(?:hen|tra|lay|han|sap|se)\b[^,.;?!]{0,12}\Z")
_MAI = re.compile(r"(?<!\w)mai(?!\w)")
_NAME_BEFORE = re.compile(
    r"(?:anh|chi|co|ba|em|bac|chau|ong|ten|ho|thi|hoa|phuong|xa|ban|nguyen|tran|le)\s*$"
)


def dates(text: str, today: date) -> list[Stretch]:
    """Days with an ISO `value`.

    A day without a year is the one nearest to `today`, or the last one where the words before it
    (nộp, gửi, nhận …) speak of the past.
    """
    return without_overlaps(_dates(text, fold_in_place(text), today))


def _dates(text: str, folded: str, today: date) -> Iterator[Stretch]:
    for match in _NUMERIC.finditer(folded):
        day = _day(match[1], match[3], match[4], today, folded[: match.start()])
        if day and _is_meant_as_date(folded, match):
            yield _stretch(match, day)
    for match in _WORDED.finditer(folded):
        day = _day(match[1], match[2], match[3], today, folded[: match.start()])
        if day:
            yield _stretch(match, day)
    for pattern, days in _RELATIVE:
        for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", folded):
            yield _stretch(match, today + timedelta(days=days))
    for match in _AGO.finditer(folded):
        count, unit = int(match[1] or match[3]), match[2] or match[4]
        yield _stretch(match, today - timedelta(days=count * (7 if unit == "tuan" else 1)))
    yield from _bare_mai(text, folded, today)


def _stretch(match: "re.Match[str]", day: date) -> Stretch:
    return Stretch("date", match.start(), match.end(), day.isoformat())


def _is_meant_as_date(folded: str, match: "re.Match[str]") -> bool:
    """Tell 5/3 from `số 5/3`, `3-4 ngày` and `1.5 triệu`."""
    before, after = folded[: match.start()], folded[match.end() :]
    if match[4]:
        return len(match[4]) == 4 or match[2] != "."
    if _DAY_BEFORE.search(before):
        return True
    if match[2] == "." or _NO_DATE_BEFORE.search(before) or _SPANS.match(after):
        return False
    return match[2] == "/" or len(match[1]) == len(match[3]) == 2


def _day(day: str, month: str, year: str | None, today: date, before: str) -> date | None:
    """None where no such day exists."""
    if year is not None:
        return _valid(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    candidates = [_valid(today.year + shift, int(month), int(day)) for shift in (-1, 0, 1)]
    days = [candidate for candidate in candidates if candidate]
    if _PAST_BEFORE.search(before) and not _APPOINTED.search(before):
        return max((candidate for candidate in days if candidate <= today), default=None)
    return min(days, key=lambda candidate: abs(candidate - today), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _bare_mai(text: str, folded: str, today: date) -> Iterator[Stretch]:
    """`mai` alone is tomorrow only where accents are typed (else mãi, mái, mại) and no name."""
    if text.lower() == fold(text):
        return
    for match in _MAI.finditer(text):
        before, after = folded[: match.start()], folded[match.end() :]
        if not _NAME_BEFORE.search(before) and not re.match(r"\s*(?:mot|sau)\b", after):
            yield _stretch(match, today + timedelta(days=1))
