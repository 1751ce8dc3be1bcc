"""Groups of digits in pasted text that may be a dossier code, and the ways to split them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MOST_UNITS = 4
_LONGEST_UNIT = 4
_SERIAL = range(4, 11)

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－_/"), "-")  # noqa: RUF001 - every dash people paste
_DIGIT = "[0-9OIL]"
_TO_DIGITS = str.maketrans("OIL", "011")
_NO_LETTER_AFTER = r"(?![^\W\d_])"
_GROUP = re.compile(rf"(\s*[-.,]\s*|\s+|)({_DIGIT}+){_NO_LETTER_AFTER}")
_UNITS_FIRST = re.compile(
    rf"(?<![\w.])({_DIGIT}{{3}})(?:\s?[.,]\s?|\s)?({_DIGIT}{{2}})(?:\s?[.,]\s?|\s)?({_DIGIT}{{2}})"
    r"(?:\s?[.,]\s?|\s)?$"
)


@dataclass(frozen=True, slots=True)
class Group:
    """A run of digits. separated: something stands between it and what comes before."""

    digits: str
    separated: bool


@dataclass(frozen=True, slots=True)
class Split:
    """One way to read the groups of a candidate."""

    units: tuple[str, ...]
    day: str
    serial: str
    units_are_certain: bool
    """False where dots are missing, so that the digits of units could be cut in several ways."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A letter with two digits and the groups of digits that follow it."""

    units_first: tuple[str, ...]
    """The three unit groups before the issuer in legacy codes, else empty."""
    issuer: str
    groups: tuple[Group, ...]

    def splits(self) -> list[Split]:
        """Every way to find units, a day and a serial number; empty where there is none."""
        place = next((i for i, g in enumerate(self.groups) if self._may_hold_day(i, g)), None)
        if place is None or place > _MOST_UNITS:
            return []
        large, units = self.groups[place], self.groups[:place]
        following = self.groups[place + 1].digits if place + 1 < len(self.groups) else ""
        found = []
        if len(following) in _SERIAL and 6 <= len(large.digits) <= 6 + _LONGEST_UNIT:
            rest, day = large.digits[:-6], large.digits[-6:]
            found.append(_split(units, Group(rest, large.separated), day, following))
        for length in _SERIAL:
            rest, day = large.digits[: -length - 6], large.digits[-length - 6 : -length]
            if len(day) == 6 and len(rest) <= _LONGEST_UNIT + 1:
                serial = large.digits[-length:]
                found.append(_split(units, Group(rest, large.separated), day, serial))
        return found

    def _may_hold_day(self, place: int, group: Group) -> bool:
        # Five digits right after the issuer and before a day are units without their dots.
        after = self.groups[place + 1] if place + 1 < len(self.groups) else None
        joined_units = place == 0 and not group.separated and len(group.digits) == 5
        if joined_units and after is not None and len(after.digits) >= 6:
            return False
        return len(group.digits) > _LONGEST_UNIT


def _split(units: tuple[Group, ...], rest: Group, day: str, serial: str) -> Split:
    groups = (*units, rest) if rest.digits else units
    return Split(
        units=tuple(group.digits for group in groups),
        day=day,
        serial=serial,
        units_are_certain=all(
            len(group.digits) <= _LONGEST_UNIT and (group.separated or len(group.digits) in (2, 3))
            for group in groups
        ),
    )


def normalised(text: str) -> str:
    """Upper case, full-width characters as plain ones, every dash, slash or underscore as `-`."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).upper()


def candidates(text: str, issuer_letters: str) -> Iterator[Candidate]:
    """Places in normalised `text` where a code may begin, from left to right."""
    issuers = re.compile(rf"(?<![^\W\d_])([{issuer_letters}])\s?({_DIGIT}{{2}})")
    for found in issuers.finditer(text):
        units_first = _units_before(text, found.start())
        if not units_first and text[max(0, found.start() - 1) : found.start()].isdigit():
            continue
        yield Candidate(
            units_first=units_first,
            issuer=found[1] + found[2].translate(_TO_DIGITS),
            groups=tuple(_groups(text, found.end())),
        )


def _units_before(text: str, end: int) -> tuple[str, ...]:
    found = _UNITS_FIRST.search(text[max(0, end - 20) : end])
    return tuple(unit.translate(_TO_DIGITS) for unit in found.groups()) if found else ()


def _groups(text: str, start: int) -> Iterator[Group]:
    """At most as many groups as the longest code has."""
    for _ in range(_MOST_UNITS + 2):
        found = _GROUP.match(text, start)
        if found is None or not _is_number(*found.groups()):
            return
        yield Group(found[2].translate(_TO_DIGITS), separated=bool(found[1]))
        start = found.end()


def _is_number(separator: str, group: str) -> bool:
    """Letters alone are digits after a dash or dot, or where no syllable is so long: not `lo`."""
    return bool(re.search("[0-9]", group)) or bool(separator.strip()) or len(group) >= 4
