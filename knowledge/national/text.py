"""Text of the export: what stands for nothing, page furniture, and lines cut in the middle."""

import re

from common.text import visible

_SYMBOL_BULLET = re.compile("[\ue000-\uf8ff]")
_NOTHING = re.compile(r"[-–.\s]*(?:không có thông tin)?[-–.\s]*", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:Không có thông tin)?Từ khóa.*?Mô tả(?P<description>.*?)"
    r"(?:Chọn cơ quan thực hiện.*)?$|\s*Từ khóa:\s*$",
    re.DOTALL,
)
_BULLET = re.compile(r"^[-–+*•.,;/\s]+")
_LIST_ITEM = re.compile(r"(?:[-–+*•]|\(?(?:[ivx]+|\d+|[a-zđ])[).])")
_SENTENCE_END = (".", ":", ";", "!", "?")


def normal(text: str) -> str:
    """`text` as it is seen; blanks and line breaks stay as they are.

    Tables are taken apart on this form, because a blank before a number tells prose from a cell.
    Bullets from symbol fonts (private use characters) become dashes.
    """
    return _SYMBOL_BULLET.sub("- ", visible(text))


def is_nothing(text: str) -> bool:
    """Whether `text` only says that there is no information."""
    return _NOTHING.fullmatch(text) is not None


def without_furniture(text: str) -> tuple[str, str]:
    """(text before the search box of the page, the page's description; either may be empty)."""
    found = _FURNITURE.search(text)
    if found is None:
        return text, ""
    description = found["description"] or ""
    return text[: found.start()], "" if is_nothing(description) else description.strip()


def tidy(cell: str) -> str:
    """One cell of a normal text: on one line, without its bullet and trailing separators."""
    return _BULLET.sub("", " ".join(cell.split())).rstrip(" ;,/").strip()


def paragraphs(text: str) -> list[str]:
    """Lines of a normal text; a line cut in mid-sentence is joined to the one before."""
    joined: list[str] = []
    for line in (" ".join(part.split()) for part in text.split("\n")):
        if not line:
            continue
        continues = line[0].islower() and not _LIST_ITEM.match(line)
        if joined and continues and not joined[-1].endswith(_SENTENCE_END):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined
