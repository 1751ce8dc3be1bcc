"""Dossier codes and procedure codes as people paste them.

Forms: Circular 01/2018/TT-VPCP art. 19 as systems use it (`H56.14-240823-0001`), the legacy prefix
`000.00.00.H22-…`, and the centralised form of Circular 04/2025/TT-VPCP art. 23.2
(`MX1X2.Y1Y2Y3.Z1Z2-YYMMDD-AAXXXX`). National procedure codes are `d.dddddd`.
"""

import re
from datetime import datetime

from bot.components.stretches import Stretch, without_overlaps

_GAP = r"[ .\-\u2010-\u2015\u2212_/]"
# Unit letter and digits, then digits and separators up to the last digit.
_DOSSIER = re.compile(
    rf"(?<![\w.])((?:\d{{3}}{_GAP}{{1,3}}\d\d{_GAP}{{1,3}}\d\d{_GAP}{{1,3}})?)"
    rf"([GH] ?\d\d)((?:{_GAP}{{0,3}}\d)+)(?!\w)",
    re.IGNORECASE,
)
_WITHOUT_LETTER = re.compile(r"(?<![\w.])(?:\d{1,3}\.){0,5}\d{1,3}-\d{6}-\d{4,}(?![\w-])")
# Local copies of a procedure carry the province after the national code.
_PROCEDURE = re.compile(
    r"(?<![\w.,])(\d)[.,](\d{6})((?:\.\d{2,3}){2,3}\.[GH]\d\d)?(?![\w]|[.,-]\d)", re.IGNORECASE
)
_NAMED_PROCEDURE = re.compile(
    r"(?:mã|ma|tthc|thủ tục|thu tuc)[ :]{1,3}(\d)[ .,]{1,2}(\d{3})[ .,]?(\d{3})(?![\w]|[.,-]\d)",
    re.IGNORECASE,
)
_MIN_DIGITS = 8


def dossier_codes(text: str) -> list[Stretch]:
    """Stretches that are, or want to be, a dossier code; upper case in the usual punctuation.

    Whether the code can exist is for the one-stop side to say: `value` of a stretch that cannot
    be read in exactly one way keeps the digits as grouped by the citizen.
    """
    found = []
    for match in _DOSSIER.finditer(text):
        prefix, unit, rest = match.groups()
        if sum(c.isdigit() for c in rest) >= _MIN_DIGITS:
            value = _canonical(_groups(prefix), unit.replace(" ", "").upper(), _groups(rest))
            found.append(Stretch("dossier_code", match.start(), match.end(), value))
    without_letter = [
        Stretch("dossier_code", match.start(), match.end(), match[0])
        for match in _WITHOUT_LETTER.finditer(text)
    ]
    return without_overlaps([*found, *without_letter])


def procedure_codes(text: str) -> list[Stretch]:
    """National procedure codes; `value` without the province's suffix."""
    plain = [
        Stretch("procedure_code", match.start(), match.end(), f"{match[1]}.{match[2]}")
        for match in _PROCEDURE.finditer(text)
    ]
    named = [
        Stretch("procedure_code", match.start(1), match.end(), f"{match[1]}.{match[2]}{match[3]}")
        for match in _NAMED_PROCEDURE.finditer(text)
    ]
    return without_overlaps([*plain, *named])


def _groups(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _canonical(prefix: list[str], unit: str, groups: list[str]) -> str:
    read = _as_grouped(groups) or _regrouped("".join(groups))
    head = ".".join([*prefix, unit])
    if read is None:
        return "-".join([head, *groups])
    return "-".join([".".join([head, *read[:-2]]), *read[-2:]])


def _as_grouped(groups: list[str]) -> list[str] | None:
    """[unit parts…, YYMMDD, serial], trusting the citizen's separators.

    One missing separator beside the date is put back where the date is real.
    """
    *parts, last = groups
    if len(last) >= 10 and _is_date(last[:6]):
        parts, last = [*parts, last[:6]], last[6:]
    if not parts or len(last) < 4:
        return None
    *parts, day = parts
    if 6 < len(day) <= 9 and _is_date(day[-6:]):
        parts, day = [*parts, day[:-6]], day[-6:]
    if len(day) != 6 or len(parts) > 4 or any(len(part) > 3 for part in parts):
        return None
    return [*parts, day, last]


def _regrouped(digits: str) -> list[str] | None:
    """The same where separators are missing or misplaced, if only one reading has a real date."""
    readings = [
        [*([digits[:cut]] if cut else []), digits[cut : cut + 6], digits[cut + 6 :]]
        for cut in (0, 2, 3)
        if len(digits) - cut - 6 in range(4, 7) and _is_date(digits[cut : cut + 6])
    ]
    return readings[0] if len(readings) == 1 else None


def _is_date(digits: str) -> bool:
    try:
        datetime.strptime(digits, "%y%m%d")  # noqa: DTZ007 - a day, no moment
    except ValueError:
        return False
    return len(digits) == 6
