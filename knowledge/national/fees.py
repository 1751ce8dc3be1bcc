"""The fee cell of a channel of submission.

The portal writes an amount of 0 as `Miễn phí` even where the note beside it names a fee, and some
amounts lost three digits (`20 VNĐ` for 20.000 đồng). Neither is told to a citizen as a fact.
"""

import re
from dataclasses import dataclass

from knowledge.national.text import is_nothing, tidy
from knowledge.record import Fee

NONE = "Không có thông tin"
FREE = "Miễn phí"
CURRENCY = r"(?:VNĐ|Việt Nam Đồng|USD)"
AMOUNT = rf"\d[\d,.]* {CURRENCY}"
START = rf"(?:{FREE}|{NONE}|{AMOUNT})"

SMALLEST_FEE = 1_000
"""No fee of the State is below 1.000 đồng; a smaller amount lost its thousands."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*")
_CITATION = r"(?:\s*\((?:theo )?(?:thông tư|nghị định|luật|nghị quyết|quyết định)[^()]*\))?"
_REALLY_FREE = re.compile(
    r"[-–+*(\s]*(?:không có|không|(?:không thu|miễn)(?: (?:phí, )?(?:lệ )?phí)?)"
    rf"{_CITATION}[.;)\s]*",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(r"[-–+*(\s]*(?:không có|không|không thu|miễn)[.;)\s]*", re.IGNORECASE)
_CHARGED_IN_TEXT = re.compile(
    r"(?:^|[\n.;+-]\s*)(?:các loại )?(?:lệ )?phí\s*(?::|được quy định)", re.IGNORECASE
)
_IN_WORDS = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d{5,}|\d+(?:,\d+)?(?= triệu))(\s*triệu)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FeeCell:
    """fees: empty where the portal says nothing. description: the text after the fee.

    unclear: what the portal says where it cannot be meant, else empty.
    """

    fees: tuple[Fee, ...]
    description: str
    unclear: str = ""


def read_fee(cell: str) -> FeeCell:
    """The fee that `cell` begins with (see START) and the description behind it."""
    if cell.startswith(NONE):
        return FeeCell((), cell.removeprefix(NONE))
    if cell.startswith(FREE):
        return _free(cell.removeprefix(FREE))
    found = re.match(rf"(?P<digits>[\d,.]+) (?P<currency>{CURRENCY})", cell)
    if found is None:
        raise ValueError(f"not a fee cell: {cell[:40]!r}")
    note, description = _note(cell[found.end() :])
    return _charged(found["digits"], found["currency"], _per(note), description)


def _free(rest: str) -> FeeCell:
    note, description = _note(rest)
    if note and not _REALLY_FREE.fullmatch(note):
        return FeeCell((Fee(note=tidy(note)),), description)
    if _CHARGED_IN_TEXT.search(description):
        return FeeCell((), description)
    kept = "" if _SAYS_NOTHING.fullmatch(note) else tidy(note)
    return FeeCell((Fee(amount=0, note=kept),), description)


def _charged(digits: str, currency: str, note: str, description: str) -> FeeCell:
    if currency == "USD":
        stated = f"{digits} USD"
        text = (
            note
            if stated.casefold() in note.casefold()
            else ". ".join(filter(None, (stated, note)))
        )
        return FeeCell((Fee(note=text),), description)
    amount = int(digits.replace(",", "")) if _GROUPED.fullmatch(digits) else 0
    if amount < SMALLEST_FEE:
        fees = (Fee(note=note),) if note else ()
        return FeeCell(fees, description, unclear=f"{digits} {currency}")
    named = amounts_in(note)
    if named and amount not in named:
        return FeeCell((Fee(note=f"{dong(amount)} ({note})"),), description)
    return FeeCell((Fee(amount=amount, note=note),), description)


def _note(rest: str) -> tuple[str, str]:
    """(note in brackets without them, text behind). Without its closing bracket all is note."""
    if not rest.startswith("("):
        return "", rest
    depth = 0
    for position, character in enumerate(rest):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            note = rest[1:position]
            return ("" if is_nothing(note) else note), rest[position + 1 :]
    return rest[1:], ""


def _per(note: str) -> str:
    """`đồng/lần` beside an amount as `/lần`; other notes tidied."""
    text = " ".join(note.split())
    return text.removeprefix("đồng") if text.startswith(("/", "đồng/")) else tidy(text)


def amounts_in(text: str) -> set[int]:
    """Amounts of đồng that `text` names: `10.000 đồng`, `10,000đ`, `2 triệu`."""
    found: set[int] = set()
    for digits, million in _IN_WORDS.findall(text):
        if million:
            found.add(round(float(digits.replace(",", ".")) * 1_000_000))
        else:
            found.add(int(re.sub(r"[.,]", "", digits)))
    return {amount for amount in found if amount >= SMALLEST_FEE}


def dong(amount: int) -> str:
    """`10000` as Vietnamese write it: `10.000 đồng`."""
    return f"{amount:,}".replace(",", ".") + " đồng"
