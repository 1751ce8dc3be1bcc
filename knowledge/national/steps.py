"""Steps (trình tự thực hiện) and conditions (yêu cầu, điều kiện)."""

import re

from common.text import fold
from knowledge.national.text import is_nothing, paragraphs, without_furniture

_MARK = re.compile(
    r"(?:^|\n|(?<=[.:;] ))[ \t]*(?:[-–+*]|\(?[a-zđ\d][).])?[ \t]*"
    r"Bước\s+(?P<number>\d{1,2})\s*[.:)–-]?\s*"
)
_HEADING = re.compile(
    r"^\s*(?:[a-z\d]{1,2}[.)]\s*)*trình tự thực hiện\s*:?\s*(?=\n)", re.IGNORECASE
)
_NO_CONDITION = {
    "khong",
    "khong co",
    "khong yeu cau",
    "khong quy dinh",
    "chua co",
    "khong co yeu cau",
}


def read_steps(text: str) -> tuple[str, ...]:
    """Steps in order.

    `Bước 1: … Bước 2: …` loses its labels where they count from 1 without a gap; where they begin
    again for another case, each step keeps its label. Without labels each paragraph is a step.
    """
    body, _ = without_furniture(text)
    body = _HEADING.sub("", body)
    if is_nothing(body):
        return ()
    marks = list(_MARK.finditer(body))
    if len(marks) < 2:
        return tuple(paragraphs(body))
    counted = [int(mark["number"]) for mark in marks] == list(range(1, len(marks) + 1))
    starts = [mark.end() if counted else mark.start() for mark in marks]
    ends = [mark.start() for mark in marks[1:]] + [len(body)]
    pieces = [body[: marks[0].start()], *(body[s:e] for s, e in zip(starts, ends, strict=True))]
    return tuple(filter(None, ("\n".join(paragraphs(piece)) for piece in pieces)))


def read_conditions(text: str) -> tuple[str, ...]:
    """Conditions, a paragraph each; `Không` and its kin mean that there is none."""
    body, _ = without_furniture(text)
    if is_nothing(body) or fold(body).strip(" .\n") in _NO_CONDITION:
        return ()
    return tuple(paragraphs(body))
