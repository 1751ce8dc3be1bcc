"""Made-up national lists of any size: the real procedures, and variations of them."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

import yaml

from knowledge.corpus import Entry
from knowledge.national.names import short_name
from knowledge.search_settings import NLU_DATA

KINDS = (
    "doanh nghiệp nhỏ",
    "hợp tác xã",
    "hộ gia đình",
    "tổ chức nước ngoài",
    "người cao tuổi",
    "cơ sở giáo dục",
    "cơ sở y tế tư nhân",
    "tàu cá",
    "công trình thủy lợi",
    "rừng trồng",
    "khu công nghiệp",
    "cán bộ, công chức",
    "người khuyết tật",
    "vùng biên giới",
    "đất nông nghiệp",
    "thiết bị đo lường",
    "hàng hóa nguy hiểm",
    "thư viện cộng đồng",
    "di tích",
    "phòng thí nghiệm",
)
"""Whom or what a variation is for."""

_WORDINGS = (
    "đối với {kind} tại {place}, loại {number}",
    "cho {kind} nhóm {number} ở {place}",
    "của {kind} thuộc {place} đợt {number}",
    "{kind} hạng {number} {place}",
)
"""The number sets a variation apart; the rest keeps words from standing in every name."""

_MARK = "~"
_LEVEL = re.compile(r"\s*\(\s*cấp [^()]+\)\s*$", re.IGNORECASE)


def varied(entries: Sequence[Entry], size: int) -> list[Entry]:
    """`entries`, then variations of them in turn up to `size`, the same every time.

    A variation has a name, a field and levels, but none of people's words; those of one
    procedure all differ.
    """
    return [*entries[:size], *islice(_variations(entries), max(0, size - len(entries)))]


def origin(code: str) -> str:
    """Code of the real procedure that the one of this code varies, or its own."""
    return code.partition(_MARK)[0]


def _variations(entries: Sequence[Entry]) -> Iterator[Entry]:
    draw = random.Random(0)
    places = place_names()
    for number in count(1):
        for entry in entries:
            name = _LEVEL.sub("", entry.name)
            wording = draw.choice(_WORDINGS)
            told = wording.format(kind=draw.choice(KINDS), place=draw.choice(places), number=number)
            new = f"{name} {told}"
            yield replace(
                entry,
                code=f"{entry.code}{_MARK}{number}",
                name=new,
                short_name=short_name(new),
                aliases=(),
                examples=(),
                questions=(),
                distinction="",
                curated=False,
            )


def place_names(file: Path = NLU_DATA / "lookups" / "places.yml") -> list[str]:
    """Places that the assistant knows. Raises OSError where they cannot be read."""
    return [record["name"] for record in yaml.safe_load(file.read_text(encoding="utf-8"))]
