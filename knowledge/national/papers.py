"""Papers of the dossier (thành phần hồ sơ): one table for each case.

Flattened without separators: `<case><header><name><form files>1 bản chính,2 bản sao<name>…`. A row
ends with its quantity, which the portal glues to the cell before it and never pads (`1 bản chính`);
`01 bản chính` is prose. Tables may follow one another; the text between the last row of one and the
header of the next is the title of the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from common.text import fold
from knowledge.national.forms import split_forms
from knowledge.national.submissions import ROW as SUBMISSION_ROW
from knowledge.national.text import is_nothing, paragraphs, tidy
from knowledge.record import Paper

HEADER = "Tên giấy tờMẫu đơn, tờ khaiSố lượng"

_QUANTITY = re.compile(r"(\d) bản chính(?:,(\d+) bản sao)?")
_LONGEST_MARK = 40
_NOTE = re.compile(r"(?:lưu ý|ghi chú|chú ý)\b", re.IGNORECASE)
_NO_CASE = re.compile(
    r"(?:[\divxa-d]{1,4}[.)/] ?)*(?:bao gom|(?:thanh phan )?ho so(?: bao)?(?: gom)?(?: co)?"
    r"|thanh phan ho so,? (?:bao )?gom|so luong ho so)"
)
_SETS = re.compile(
    r"(?:số lượng(?: hồ sơ)?\s*:?|\b(?:nộp|gửi|lập|chuẩn bị))\s*0?(\d)\s*"
    r"(?:\([^)]{1,12}\)\s*)?bộ\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Papers:
    """notes: rows and titles that are no papers. rest: text that could not be taken apart."""

    rows: list[Paper] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rest: str = ""


def read_papers(text: str) -> Papers:
    """Rebuild the tables in `text`; what does not follow their grammar stays in `rest`."""
    found = Papers()
    if is_nothing(text):
        return found
    title, *bodies = text.split(HEADER)
    if not bodies:
        found.rest = text
        return found
    for body in bodies:
        case = _case(found, title)
        position = 0
        for quantity in _row_ends(body):
            _add(found, body[position : quantity.start()], quantity, case)
            position = quantity.end()
        title = body[position:]
    _add_tail(found, title)
    return found


def number_of_sets(*texts: str) -> int | None:
    """How many sets of the dossier are asked for, where the texts name one number and no other."""
    named = {int(number) for text in texts for number in _SETS.findall(text)} - {0}
    return named.pop() if len(named) == 1 else None


def _row_ends(body: str) -> Iterator[re.Match[str]]:
    for quantity in _QUANTITY.finditer(body):
        digits = quantity.start()
        while digits and body[digits - 1].isdigit():
            digits -= 1
        before = body[max(0, digits - _LONGEST_MARK) : digits]
        run = body[digits : quantity.start() + 1]
        padded = len(run) == 2 and run[0] == "0"
        if padded and (not before or before[-1] in " \t(" or before.endswith(("chính", "sao"))):
            continue
        if len(run) == 1 and before.endswith(" ") and before.rstrip()[-1:] not in set(";.,"):
            continue
        yield quantity


def _case(found: Papers, title: str) -> str:
    """The case that `title` names; empty for all cases. Titles that are notes are kept as such."""
    if SUBMISSION_ROW.search(title):
        found.rest = title
        return ""
    case = tidy(title).rstrip(":").strip()
    if is_nothing(title) or _NO_CASE.fullmatch(fold(case)):
        return ""
    if fold(case).startswith("so luong ho so"):
        found.notes.append(case)
        return ""
    return case


def _add(found: Papers, cell: str, quantity: re.Match[str], case: str) -> None:
    name, form = split_forms(cell.strip())
    name = tidy(name)
    originals, copies = int(quantity[1]), int(quantity[2] or 0)
    if not name:
        return
    heading = not originals and not copies and name.endswith(":")
    if heading or _NOTE.match(name) or _NOTE.match(case):
        found.notes.append(name)
        return
    counted = originals or copies
    found.rows.append(
        Paper(
            name=name,
            originals=originals if counted else None,
            copies=int(quantity[2]) if quantity[2] and counted else None,
            form=form,
            case=case,
        )
    )


def _add_tail(found: Papers, tail: str) -> None:
    if is_nothing(tail):
        return
    text = "\n".join(paragraphs(tail))
    if text.endswith((".", ":", ")", ";")):
        found.notes.append(text)
    else:
        found.rest = text
