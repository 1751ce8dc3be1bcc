"""Legal basis (căn cứ pháp lý): rows of a text's name and its number, glued to each other.

`Luật Cư trú68/2020/QH14Nghị định 154/2024/NĐ-CP154/2024/NĐ-CP`: the number is a cell where the next
row, or nothing, follows it without a blank. A number in a name is followed by a blank, a comma or,
where it ends the name, by its own repetition.
"""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from knowledge.national.text import is_nothing, tidy
from knowledge.record import LegalBasis

HEADER = "Tên văn bản pháp lýMã văn bản"

# Bodies that issue legal texts; without them `TT-BTCNghị định` could not be cut.
_BODY = (
    r"(?:BLĐTBXH|BNNPTNT|VKSNDTC|TANDTC|UBTVQH|UBCKNN|BVHTTDL|BTNMT|BGTVT|BKHĐT|BKHCN|BNNMT|BGDĐT|"
    r"BTTTT|BVHTT|BDTTG|VPCP|VPQH|TTCP|TCHQ|UBDT|HĐTP|HĐND|UBND|BHXH|KTNN|HĐBT|NHNN|BTC|BCA|BTP|"
    r"BNN|BXD|BNV|BYT|BCT|BQP|BNG|BTS|BTM|BTL|TCT|TTg|TTG|CTN|TLĐ|CP)"
)
_KINDS = "TTLT|NQLT|VBHN|NĐ|ND|NQ|QĐ|QD|CT|TT|PL|L"
NUMBER = re.compile(
    r"(?P<serial>(?:(?<!\d)\d{1,2}\.)?\d+(?:\.?[a-zA-Z])?)/(?:(?:19|20)\d\d/)?"
    r"(?:(?:PL-|NQ-)?(?:UBTV)?QH(?:1[0-6]|[1-9](?!\d))"
    rf"|(?:{_KINDS}) ?[-–_/] ?{_BODY}(?:[-/]{_BODY})*|NĐ-C(?=[A-ZĐ][a-zà-ỹ]))"
    r"(?:\(X\d+\))?"
)
_NAMED = (
    r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư liên tịch|Thông tư|"
    r"Văn bản hợp nhất|Lệnh|NĐ|TT|QĐ|số)(?: số)?:? ?"
)
_GLUED_KIND = re.compile(rf"(?<=[^\s(“\"'/–-]){_NAMED}$")
"""The number cell may name the kind of text: `Luật Thú yLuật 79/2015/QH13`."""
_LONGEST_KIND = 40
_GLUED_NAME = re.compile(
    r"(?<=[^\s(“\"'/–\[,.-])(?=(?:Luật|LUẬT |Bộ luật|BỘ LUẬT|Pháp lệnh|Nghị định|Nghị quyết|"
    r"Quyết định|Thông tư|Hiến pháp|Hiệp định|Văn bản hợp nhất)\b)"
)
_GLUED = re.compile(r"[^\s(“\"'/–-]$")
_GLUED_OR_YEAR = re.compile(r"(?:[^\s\d/.,(]|\d{4})$")
_NEXT_NAME = re.compile(r"[^\s\d/.,;)]|$")
_AFTER_CELL = re.compile(r"[.;,]? ?")
_NEXT_CELL = re.compile(r"[.;,]?(?=$|[^\s.,;:)\]/(–-])")
_BROKEN_NUMBER = re.compile(r"(?<=[^\W\d_])\d{1,4}/(?:\d{4}/)?[A-ZĐ]{1,4}-")
_COUNTING_WORD = re.compile(r"\b(?:thứ|khoản|điều|năm|loại|cấp|nhóm|khóa|tập|hạng|tháng|ngày) $")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AGENCY = re.compile(r"Cơ quan thực hiện(?=[A-ZĐÀ-Ỹ]).*$", re.DOTALL)


@dataclass(slots=True)
class LegalBases:
    """rest: texts that could not be split into name and number."""

    rows: list[LegalBasis] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def read_legal_bases(text: str) -> LegalBases:
    """Rebuild the table in `text`; what does not follow its grammar stays in `rest`."""
    found = LegalBases()
    text = _AGENCY.sub("", text)
    if is_nothing(text):
        return found
    body = text.removeprefix(HEADER)
    if body == text:
        found.rest.append(text)
        return found
    position = 0
    numbers = list(NUMBER.finditer(body))
    for number, following in zip_longest(numbers, numbers[1:]):
        end = _cell_end(body, number, following, position)
        if end:
            _add(found, body[position : number.start()], number[0])
            position = end
    _add_tail(found, body[position:])
    return found


def _cell_end(body: str, number: re.Match[str], following: re.Match[str] | None, row: int) -> int:
    """Where the row that `number` closes ends; 0 if the number belongs to a name."""
    if body.startswith(_beginning(number), number.end()):
        return 0
    name = body[max(row, number.start() - _LONGEST_KIND) : number.start()]
    if _GLUED_KIND.search(name) or _GLUED.search(name):
        # Prose has a blank before a number: this one begins a cell.
        return _AFTER_CELL.match(body, number.end()).end()  # type: ignore[union-attr]
    behind = _NEXT_CELL.match(body, number.end())
    if behind is None or (following is not None and following.start() == behind.end()):
        return 0
    return behind.end()


def _beginning(number: re.Match[str]) -> str:
    """`46/2020` of `46/2020/NĐ-CP`, or its serial where it has no year."""
    return "/".join(number[0].split("/")[:2]) if number[0].count("/") > 1 else number["serial"]


def _add(found: LegalBases, name: str, number: str) -> None:
    digits = re.match(r"\d*", number)
    run = digits[0] if digits else ""
    if len(run) > 4 and _YEAR.match(run):
        # `Luật Cư trú 202068/2020/QH14`: the name ends with its year.
        name, number = name + run[:4], number[4:]
    name = _cells_cut_short(found, name)
    kind = _GLUED_KIND.search(name[-_LONGEST_KIND:])
    title = tidy(name[: -len(kind[0])] if kind else name)
    title = "" if title.casefold() == "số" else title
    uncertain = 1 < len(run) <= 4 and _COUNTING_WORD.search(name)
    two_rows = _GLUED_NAME.search(title, 1) or _BROKEN_NUMBER.search(title)
    if uncertain or two_rows or len(run) > 8 or name.endswith("/"):
        found.rest.append(tidy(name + number))
    else:
        found.rows.append(LegalBasis(number=_spelt(number), title=title))


def _spelt(number: str) -> str:
    """Without blanks; decrees are the Government's alone, so that `NĐ-C` lacks its last letter."""
    number = "".join(number.split())
    return number + "P" if number.endswith("NĐ-C") else number


def _cells_cut_short(found: LegalBases, name: str) -> str:
    """Take rows off the front of `name` whose number cell only begins the number.

    `Nghị định số 46/2020/NĐ-CP46/2020` or `Luật số 58/2024/QH15 về đầu tưLuật số 58`: the name
    gives the number in full, so that the cell can be told. Returns what is left of `name`.
    """
    while True:
        number = NUMBER.search(name)
        cell = number and _beginning_again(name, number)
        if not number or not cell:
            return name
        title, rest = cell
        found.rows.append(LegalBasis(number=_spelt(number[0]), title=title))
        name = rest


def _beginning_again(name: str, number: re.Match[str]) -> tuple[str, str] | None:
    """(title, text behind the cell) where a cell after `number` holds its beginning."""
    for short in (_beginning(number), number["serial"]):
        cell = name.find(short, number.end())
        while cell >= 0:
            before = name[max(0, cell - _LONGEST_KIND) : cell]
            kind = _GLUED_KIND.search(before)
            end = cell + len(short)
            if (kind or _GLUED_OR_YEAR.search(before)) and _NEXT_NAME.match(name, end):
                return tidy(name[: cell - len(kind[0])] if kind else name[:cell]), name[end:]
            cell = name.find(short, cell + 1)
    return None


def _add_tail(found: LegalBases, tail: str) -> None:
    rest = tidy(_cells_cut_short(found, tail))
    if not is_nothing(rest):
        found.rest.append(rest)
