"""Texts of a record as they can be shown: short, without bullets, nothing of abolished offices."""

import re
from collections.abc import Iterable

from actions.paging import shortened

LONGEST_ITEM = 250
_BULLET = re.compile(r"^[\s\-–+*•]+")
_DISTRICT = re.compile(
    r"(?i)\b(?:cấp|ubnd|ủy ban nhân dân|uỷ ban nhân dân|công an)\s+huyện\b|\bquận,? huyện\b"
)
_DISTRICT_OFFICE = re.compile(r"(?i)\bhuyện\b")


def of_today(text: str) -> bool:
    """Whether `text` does not speak of the district level, abolished on 1 July 2025."""
    return not _DISTRICT.search(text)


def items_of(texts: Iterable[str]) -> list[str]:
    """The texts that can be shown, each at most 250 characters."""
    return [shortened(_BULLET.sub("", text), LONGEST_ITEM) for text in texts if of_today(text)]


def office(text: str, limit: int) -> str:
    """Name or address of an office in at most `limit` characters; empty for a district's."""
    return "" if _DISTRICT_OFFICE.search(text) else shortened(text, limit)
