"""Dossier codes as people paste them, and what is wrong with what only looks like one."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from common.text import clean
from dossiers.formats import CodeFormats, code_formats
from dossiers.pasted import Candidate, Split, candidates, normalised

LONGEST_TEXT = 10_000
_VIETNAM_HOURS = timedelta(hours=7)


class ProblemKind(StrEnum):
    """What is wrong with a text that should be a dossier code."""

    EMPTY = "empty"
    NO_ISSUER = "no_issuer"
    """There are digits, but not the letter and two digits that a code begins with."""
    NO_DAY = "no_day"
    """The six digits of the day of receipt are missing."""
    IMPOSSIBLE_DAY = "impossible_day"
    FUTURE_DAY = "future_day"
    SHORT_SERIAL = "short_serial"
    """The number after the day has fewer than four digits, or is missing."""
    LONG_SERIAL = "long_serial"
    UNCLEAR = "unclear"
    """Without its dashes the code can be read in more than one way."""
    UNKNOWN_FORM = "unknown_form"
    NOT_A_CODE = "not_a_code"


@dataclass(frozen=True, slots=True)
class CodeProblem:
    """Why a text is not a dossier code.

    part: the digits at fault, at most 20 characters; empty where nothing can be pointed at.
    example: a code as it should look.
    """

    kind: ProblemKind
    part: str
    example: str


@dataclass(frozen=True, slots=True)
class DossierCode:
    """One dossier code. `str()` gives the one spelling one-stop systems and tables know it by."""

    head: str
    """Issuer and units: `H22.15`, `H22.105.01`, or with units first `000.00.15.H22`."""
    issuer: str
    """Letter and two digits of the ministry or province: `H22`."""
    received_on: date
    serial: str
    form: str
    """Name of the form in data/codes.yaml."""

    def __str__(self) -> str:
        return f"{self.head}-{self.received_on:%y%m%d}-{self.serial}"


def parse_dossier_code(text: str, *, today: date | None = None) -> DossierCode | CodeProblem:
    """The code in `text`, or what is wrong with it.

    Takes lower case, blanks, commas for dots, any dash or none, the letters O, I, l for digits and
    the legacy head, with words around it. With several codes the first counts.
    today: the last day a code may carry is the day after; default: today in Vietnam.
    """
    formats = code_formats()
    cleaned = normalised(clean(text[:LONGEST_TEXT]))
    if not cleaned:
        return CodeProblem(ProblemKind.EMPTY, "", formats.example)
    readings = _readings(cleaned, formats, today)
    if not any(isinstance(reading, DossierCode) for reading in readings):
        # Blanks inside a group of digits: only where the text holds nothing but a code.
        squeezed = "".join(cleaned.split())
        if re.fullmatch(r"[0-9OIL.,-]*[A-Z][0-9OIL.,-]+", squeezed):
            readings = [*_readings(squeezed, formats, today), *readings]
    for reading in readings:
        if isinstance(reading, DossierCode):
            return reading
    if readings:
        return readings[0]
    digits = "".join(re.findall("[0-9]", cleaned))
    kind = ProblemKind.NO_ISSUER if len(digits) >= 10 else ProblemKind.NOT_A_CODE
    return CodeProblem(kind, "", formats.example)


def find_dossier_codes(text: str, *, today: date | None = None) -> list[DossierCode]:
    """The valid codes in `text`, in order, each once."""
    readings = _readings(normalised(clean(text[:LONGEST_TEXT])), code_formats(), today)
    return list(dict.fromkeys(r for r in readings if isinstance(r, DossierCode)))


def _readings(
    text: str, formats: CodeFormats, today: date | None
) -> list[DossierCode | CodeProblem]:
    last_day = (today or (datetime.now(UTC) + _VIETNAM_HOURS).date()) + timedelta(days=1)
    return [_read(one, formats, last_day) for one in candidates(text, formats.issuer_letters)]


def _read(candidate: Candidate, formats: CodeFormats, last_day: date) -> DossierCode | CodeProblem:
    splits = candidate.splits()
    if not splits:
        return CodeProblem(*_shape_problem(candidate), formats.example)
    dated = [(split, day) for split in splits if (day := _day(split.day, formats.earliest_day))]
    past = [(split, day) for split, day in dated if day <= last_day]
    if not past:
        kind = ProblemKind.FUTURE_DAY if dated else ProblemKind.IMPOSSIBLE_DAY
        return CodeProblem(kind, splits[0].day, formats.example)
    split, day = past[0]
    if len(past) > 1 or not split.units_are_certain:
        return CodeProblem(ProblemKind.UNCLEAR, "", formats.example)
    return _code(candidate, split, day, formats)


def _code(
    candidate: Candidate, split: Split, day: date, formats: CodeFormats
) -> DossierCode | CodeProblem:
    head = ".".join((*candidate.units_first, candidate.issuer, *split.units))
    form = formats.name_of(head, day)
    if form is None:
        return CodeProblem(ProblemKind.UNKNOWN_FORM, head[:20], formats.example)
    return DossierCode(head, candidate.issuer, day, split.serial, form)


def _shape_problem(candidate: Candidate) -> tuple[ProblemKind, str]:
    """What keeps the groups of digits after the issuer from being a day and a serial number."""
    large = [group for group in candidate.groups if len(group.digits) > 4]
    if not large:
        return ProblemKind.NO_DAY, ""
    if len(large[0].digits) == 5:
        return ProblemKind.IMPOSSIBLE_DAY, large[0].digits
    after = candidate.groups[candidate.groups.index(large[0]) + 1 :]
    if (after and len(after[0].digits) > 10) or len(large[0].digits) > 20:
        return ProblemKind.LONG_SERIAL, (after or large)[0].digits[:20]
    return ProblemKind.SHORT_SERIAL, after[0].digits if after else ""


def _day(digits: str, earliest: date) -> date | None:
    """The day YYMMDD of this century, None where the calendar has none or it is too early."""
    try:
        day = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
    return day if day >= earliest else None
