"""Channels of submission (cách thức thực hiện): one row each of channel, time limit, fee, text.

Flattened without separators, for example
`Trực tuyến7 Ngày làm việc10,000 Việt Nam Đồng(mỗi bản)Trực tiếp1Miễn phí`. A row begins where a
channel is followed by a time cell and a fee cell; `1` is a time that lost its unit.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.national.fees import NONE, START, read_fee
from knowledge.national.text import is_nothing, paragraphs
from knowledge.record import Fee, Submission, SubmissionChannel, TimeLimit

HEADER = "Hình thức nộpThời gianPhí, lệ phíMô tả"

_CHANNELS = {
    "Trực tiếp": SubmissionChannel.IN_PERSON,
    "Trực tuyến": SubmissionChannel.ONLINE,
    "Dịch vụ bưu chính": SubmissionChannel.POST,
}
_UNITS = {
    "Ngày làm việc": "working_day",
    "Ngày": "day",
    "Giờ": "hour",
    "Phút": "minute",
    "Tháng": "month",
    "Năm": "year",
}
ROW = re.compile(
    rf"(?P<channel>{'|'.join(_CHANNELS)})"
    rf"(?:(?P<amount>\d+(?:[.,]\d+)?) (?P<unit>{'|'.join(_UNITS)})(?={START})"
    rf"|{NONE}(?={START})"
    # A time cell in words begins with a capital letter glued to the channel.
    rf"|(?P<words>[A-ZĐÀ-Ỹ][^\n]{{0,180}}?)(?=Miễn phí|{NONE})"
    # Without its unit the time is glued to the fee: `120,000 VNĐ` is 1 and 20,000.
    rf"|(?P<glued>\d[\d,.]*)(?=Miễn phí|{NONE}| VNĐ| Việt Nam Đồng| USD))"
)
_SPLIT = re.compile(r"(?=[1-9]\d{0,2}(?:,\d{3})*$)")


@dataclass(slots=True)
class Submissions:
    """rows: in the order of the source, repeated ones once.

    rest: text that could not be taken apart; empty when all was.
    unclear: amounts that cannot be meant, with their channel: `Trực tuyến: 20 VNĐ`.
    """

    rows: list[Submission] = field(default_factory=list)
    rest: str = ""
    unclear: list[str] = field(default_factory=list)


def read_submissions(text: str) -> Submissions:
    """Rebuild the table in `text`; what does not follow its grammar stays in `rest`."""
    found = Submissions()
    if is_nothing(text):
        return found
    body = text.removeprefix(HEADER)
    first = ROW.search(body)
    if body == text or first is None or first.start() != 0:
        found.rest = text
        return found
    for head, cells in _rows(body):
        _add(found, head, cells)
    found.rows = _merged(found.rows)
    return found


def _rows(body: str) -> Iterator[tuple[re.Match[str], str]]:
    heads = list(ROW.finditer(body))
    ends = [head.start() for head in heads[1:]] + [len(body)]
    for head, end in zip(heads, ends, strict=True):
        yield head, body[head.end() : end]


def _add(found: Submissions, head: re.Match[str], cells: str) -> None:
    time_limits, cells = _time_limits(head, cells)
    fee = read_fee(cells)
    if fee.unclear:
        found.unclear.append(f"{head['channel']}: {fee.unclear}")
    found.rows.append(
        Submission(
            channel=_CHANNELS[head["channel"]],
            time_limits=time_limits,
            fees=fee.fees,
            note="\n".join(paragraphs(fee.description)),
        )
    )


def _time_limits(head: re.Match[str], cells: str) -> tuple[tuple[TimeLimit, ...], str]:
    """(time limits of the row, its fee and text)."""
    if head["unit"]:
        amount = float(head["amount"].replace(",", "."))
        limit = TimeLimit.model_validate({"amount": amount, "unit": _UNITS[head["unit"]]})
        return (limit,), cells
    if head["words"]:
        words = head["words"].strip()
        return (() if words.casefold() == "không" else (TimeLimit(note=words),)), cells
    if head["glued"]:
        return _without_unit(head["glued"], cells)
    return (), cells


def _without_unit(glued: str, cells: str) -> tuple[tuple[TimeLimit, ...], str]:
    if not cells.startswith(" "):
        time, amount = glued, ""
    else:
        splits = [m.start() for m in _SPLIT.finditer(glued) if m.start() > 0]
        # `125` is 1 and 25 or 12 and 5: then neither the time nor the amount is known.
        cut = splits[0] if len(splits) == 1 else 0
        time, amount = glued[:cut], glued[cut:]
    number = float(time) if time.isdigit() else 0.0
    return ((TimeLimit(amount=number),) if number else ()), amount + cells


def _merged(rows: list[Submission]) -> list[Submission]:
    """Rows that differ only in their fee become one with several fees."""
    fees: dict[Submission, list[Fee]] = {}
    for row in rows:
        known = fees.setdefault(row.model_copy(update={"fees": ()}), [])
        known.extend(fee for fee in row.fees if fee not in known)
    return [row.model_copy(update={"fees": tuple(known)}) for row, known in fees.items()]
