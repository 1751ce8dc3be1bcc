"""Facts of a procedure that a citizen acts on: when they change, wording must be read again."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from knowledge.record import Fee, Level, Procedure, Submission, SubmissionChannel, TimeLimit

Facts = dict[str, list[str]]
"""By kind (`decision`, `fee:online`, `papers`, …) what is true, as sorted Vietnamese phrases."""

LEVELS = {
    Level.MINISTRY: "cấp bộ",
    Level.PROVINCE: "cấp tỉnh",
    Level.COMMUNE: "cấp xã",
    Level.OTHER: "cơ quan khác",
}
CHANNELS = {
    SubmissionChannel.IN_PERSON: "nộp trực tiếp",
    SubmissionChannel.ONLINE: "nộp trực tuyến",
    SubmissionChannel.POST: "gửi bưu chính",
}
UNITS = {
    "minute": "phút",
    "hour": "giờ",
    "day": "ngày",
    "working_day": "ngày làm việc",
    "month": "tháng",
    "year": "năm",
    None: "(không rõ đơn vị)",
}
_LABELS = {
    "decision": "Quyết định công bố",
    "levels": "Cấp thực hiện",
    "agency": "Cơ quan thực hiện",
    "papers": "Giấy tờ",
    "legal_bases": "Căn cứ pháp lý",
    **{f"fee:{channel}": f"Lệ phí {words}" for channel, words in CHANNELS.items()},
    **{f"time:{channel}": f"Thời hạn {words}" for channel, words in CHANNELS.items()},
}
_LISTS = {"papers", "legal_bases"}
_LONGEST_PHRASE = 160


def facts_of(record: Procedure) -> Facts:
    """Fees, time limits, papers with their numbers, agency, levels, decision, legal texts."""
    facts = {
        "decision": _given([record.decision]),
        "levels": sorted(LEVELS[level] for level in record.levels),
        "agency": _given([record.agency]),
        "papers": _given(
            _paper(paper.name, paper.originals, paper.copies) for paper in record.papers
        ),
        "legal_bases": _given(basis.number for basis in record.legal_bases),
    }
    for channel in CHANNELS:
        rows = [row for row in record.submissions if row.channel is channel]
        facts[f"fee:{channel}"] = _given(_fees(rows))
        facts[f"time:{channel}"] = _given(_times(rows))
    return {kind: phrases for kind, phrases in facts.items() if phrases}


def facts_hash(facts: Mapping[str, list[str]]) -> str:
    """64 hex digits, the same for the same facts in any order."""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def differences(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> str:
    """What changed, one line a kind: `Lệ phí nộp trực tuyến: 7.000 đ → 10.000 đ`."""
    lines = []
    for kind, label in _LABELS.items():
        old, new = before.get(kind, []), after.get(kind, [])
        if old != new:
            change = _changed_list(old, new) if kind in _LISTS else _changed_value(old, new)
            lines.append(f"{label}: {change}")
    return "\n".join(lines)


def _changed_value(old: list[str], new: list[str]) -> str:
    """Values without their notes in brackets, where those already tell them apart."""
    bare_old, bare_new = (list(dict.fromkeys(map(_without_note, side))) for side in (old, new))
    if bare_old != bare_new:
        old, new = bare_old, bare_new
    gone = [phrase for phrase in old if phrase not in new]
    come = [phrase for phrase in new if phrase not in old]
    if old and new and not (gone and come):
        return _changed_list(old, new)
    return f"{_said(gone)} → {_said(come)}"


def _without_note(phrase: str) -> str:
    return phrase.partition(" (")[0] if phrase[:1].isdigit() else phrase


def _changed_list(old: list[str], new: list[str]) -> str:
    parts = (
        ("thêm", [phrase for phrase in new if phrase not in old]),
        ("bỏ", [phrase for phrase in old if phrase not in new]),
    )
    return "; ".join(f"{verb} {_said(phrases)}" for verb, phrases in parts if phrases)


def _said(phrases: list[str]) -> str:
    if not phrases:
        return "không ghi"
    cut = (p if len(p) <= _LONGEST_PHRASE else p[: _LONGEST_PHRASE - 1] + "…" for p in phrases)
    return ", ".join(cut)


def _given(phrases: Iterable[str]) -> list[str]:
    return sorted({" ".join(phrase.split()) for phrase in phrases} - {""})


def _paper(name: str, originals: int | None, copies: int | None) -> str:
    counts = [
        f"{number} {kind}" for number, kind in ((originals, "chính"), (copies, "sao")) if number
    ]
    return f"{name} ({', '.join(counts)})" if counts else name


def _fees(rows: Iterable[Submission]) -> Iterable[str]:
    return (_fee(fee) for row in rows for fee in row.fees)


def _fee(fee: Fee) -> str:
    if fee.amount is None:
        return fee.note
    amount = f"{fee.amount:,} đ".replace(",", ".") if fee.amount else "miễn phí"
    return f"{amount} ({fee.note})" if fee.note else amount


def _times(rows: Iterable[Submission]) -> Iterable[str]:
    return (_time(limit) for row in rows for limit in row.time_limits)


def _time(limit: TimeLimit) -> str:
    if limit.amount is None:
        return limit.note
    amount = f"{limit.amount:g}".replace(".", ",")
    words = f"{amount} {UNITS[limit.unit]}"
    return f"{words} ({limit.note})" if limit.note else words
