"""Names of procedures as the export writes them, and as they fit into a list of choices."""

import re

from common.text import clean

_PREFIX = re.compile(r"^thủ tục(?:\s*:\s*|\s+)(?!hành chính)", re.IGNORECASE)
_LEVEL = re.compile(
    r"\s*\(\s*(?:(?:được )?thực hiện (?:tại|ở) )?"
    r"(?P<level>cấp (?:bộ|trung ương|tw|t[ỉi]nh|huyện|xã))\s*\)\s*\.?\s*$",
    re.IGNORECASE,
)
_PLACES = {
    "cấp bộ": "thực hiện tại bộ",
    "cấp trung ương": "thực hiện tại trung ương",
    "cấp tw": "thực hiện tại trung ương",
    "cấp tỉnh": "thực hiện tại cấp tỉnh",
    "cấp tinh": "thực hiện tại cấp tỉnh",
    "cấp xã": "thực hiện tại cấp xã",
    # The district level ended on 1 July 2025 and is not offered as a choice.
    "cấp huyện": "",
}
_PAGE_TITLE = re.compile(
    r"^(?:công bố|ban hành|phê duyệt)\b.*\b(?:danh mục|quy trình nội bộ)\b.*\bthủ tục hành chính",
    re.IGNORECASE,
)
_NOUNS = re.compile(r"(?:hải quan|đối với|thuế|xử lý thuế|điện tử)\b")
"""What follows `Thủ tục` where the word is part of the name, not a heading before it."""


def one_line(text: str) -> str:
    """`text` cleaned, on one line, without a final full stop."""
    return " ".join(clean(text).split()).rstrip(" .;")


def short_name(name: str) -> str:
    """`name` without the word `Thủ tục` before it and the level in brackets after it.

    The prefix stays where no verb follows it: `Thủ tục hải quan đối với…` is the name of the thing,
    `Thủ tục cấp…` only a heading.
    """
    bare = _LEVEL.sub("", one_line(name))
    without = _PREFIX.sub("", bare)
    if _NOUNS.match(without):
        without = bare
    return without[:1].upper() + without[1:]


def level_named(name: str) -> str:
    """Where the name says that it is handled, as a choice label; empty where it does not say."""
    found = _LEVEL.search(one_line(name))
    return _PLACES.get(found["level"].lower(), "") if found else ""


def is_page_title(name: str) -> bool:
    """Whether `name` is the title of a published list instead of a procedure's name."""
    return _PAGE_TITLE.match(one_line(name)) is not None
