"""What a citizen means after taking back a misunderstanding: `không phải, ý tôi là khai tử`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from common.text import fold

_WORDS: Mapping[str, Sequence[str]] = yaml.safe_load(
    (Path(__file__).with_name("data") / "corrections.yaml").read_text(encoding="utf-8")
)
_CLAUSE = re.compile(r"[,.;:!?]+")
_INSTEAD = re.compile(r"\b(?:ma la|thi cho (?:toi|em|minh) xem)\b")


def _phrases(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in longest_first)


_TAKEN_BACK = re.compile(rf"(?<=\w)\s+(?:{_phrases(_WORDS['taken_back'])})\b.*")
_WRONG = re.compile(rf"\s*(?:{_phrases(_WORDS['wrong'])})\b")
_LEAD_IN = re.compile(rf"\s*(?:(?:{_phrases(_WORDS['lead_in'])})\s+)+(?=\w)")
_PARTICLES = re.compile(rf"(?:\s+(?:{_phrases(_WORDS['particles'])}))+\s*$")


def meant(text: str) -> str:
    """What `text` says is meant, with its accents; empty where it only says that it was wrong."""
    key = fold(text)
    if len(key) != len(text):
        text = key
    instead = _INSTEAD.search(key)
    if instead:
        return _stripped(text[instead.end() :], key[instead.end() :])
    kept = [
        _stripped(text[start:end], key[start:end])
        for start, end in _clauses(key)
        if not _WRONG.match(key, start, end)
    ]
    return " ".join(filter(None, kept))


def _clauses(key: str) -> list[tuple[int, int]]:
    breaks = [(found.start(), found.end()) for found in _CLAUSE.finditer(key)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(key)]
    return list(zip(starts, ends, strict=True))


def _stripped(text: str, key: str) -> str:
    for pattern in (_TAKEN_BACK, _PARTICLES):
        found = pattern.search(key)
        if found:
            text, key = text[: found.start()], key[: found.start()]
    lead_in = _LEAD_IN.match(key)
    return text[lead_in.end() if lead_in else 0 :].strip()
