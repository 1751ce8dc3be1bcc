"""Vietnamese phone numbers as people write them."""

import re
from collections.abc import Iterator

from bot.components.stretches import Stretch

_NUMBER = re.compile(r"(?<![\w.+-])(?:\+ ?84|0084|84|0)(?:\(0\))?(?:[ .\-]?\d){9,10}(?!\w|[.\-]\d)")
# Mobile prefixes 03, 05, 07, 08, 09 and fixed lines 02 (plan of 2018).
_KNOWN = re.compile(r"0[35789]\d{8}|02\d{9}")


def phones(text: str) -> Iterator[Stretch]:
    """Mobile and fixed-line numbers; `value` is digits with the leading 0."""
    for match in _NUMBER.finditer(text):
        for end in (match.end(), _shorter(match)):
            value = _national(text[match.start() : end])
            if _KNOWN.fullmatch(value):
                yield Stretch("phone", match.start(), end, value)
                break


def _national(number: str) -> str:
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return re.sub(r"^(?:0084|84)", "0", digits)


def _shorter(match: "re.Match[str]") -> int:
    """End without the last group: a lone digit after a blank belongs to the next word."""
    return match.start() + len(match[0].rsplit(" ", 1)[0])
