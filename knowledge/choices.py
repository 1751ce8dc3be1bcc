"""Choices between procedures, each labelled by what sets it apart from the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from knowledge.corpus import Entry
from knowledge.national.names import short_name

LONGEST = 60
"""Characters of a label; buttons of chat apps cut longer ones."""

_ENOUGH = 3
"""Words that names have to begin with alike before their common beginning is left out."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A procedure a citizen may mean. `label`: at most 60 characters, different for each choice."""

    code: str
    label: str


def choices_of(entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """One choice for each of `entries`, in their order.

    A curated record is named as its curator calls it; a national one by its name, or by the part
    that differs where the names are long. What sets it apart follows where it fits.
    """
    names = [_name(entry) for entry in entries]
    labels = [_label(entry, names) for entry in entries]
    return tuple(
        Choice(entry.code, label if labels.count(label) == 1 else _with_code(label, entry.code))
        for entry, label in zip(entries, labels, strict=True)
    )


def _label(entry: Entry, names: Sequence[str]) -> str:
    name = _name(entry)
    told = f"{name}: {entry.distinction}"
    if entry.distinction and len(told) <= LONGEST:
        return told
    if len(name) <= LONGEST:
        return name
    return _cut(_differing(name, [other for other in names if other != name]), LONGEST)


def _name(entry: Entry) -> str:
    return entry.short_name if entry.curated else short_name(entry.name)


def _differing(name: str, others: Sequence[str]) -> str:
    words = name.split()
    common = min((_common(words, other.split()) for other in others), default=0)
    return f"… {' '.join(words[common:])}" if _ENOUGH <= common < len(words) else name


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = zip(left, right, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].lower() == pair[1].lower(), pairs))


def _cut(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rsplit(' ', 1)[0].rstrip(' ,;:(')}…"


def _with_code(label: str, code: str) -> str:
    suffix = f" ({code})"
    return _cut(label, LONGEST - len(suffix)) + suffix
