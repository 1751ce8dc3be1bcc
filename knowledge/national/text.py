"""Text of the export: what stands for nothing, page furniture, and lines cut in the middle."""

import re

from common.text import visible

_SYMBOL_BULLET = re.compile("[\ue000-\uf8ff]")
_NOTHING = {"", "không có thông tin"}
_EMPTY_CELL = " -–.\t\r\n"
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
    return text.strip(_EMPTY_CELL).casefold() in _NOTHING


def without_furniture(text: str) -> tuple[str, str]:
    """(text before the search box of the page, the page's description; either may be empty)."""
    body, label, box = text.partition("Từ khóa")
    _, described, description = box.partition("Mô tả")
    if not label or not (described or box.strip() == ":"):
        return text, ""
    body = body.removesuffix("Không có thông tin").rstrip()
    description = description.partition("Chọn cơ quan thực hiện")[0].strip()
    return body, "" if is_nothing(description) else description


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
