"""Choices between procedures, each labelled by what sets it apart from the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.corpus import Entry
from knowledge.national.names import short_name
from knowledge.phrases import tokens

LONGEST = 60
"""Characters of a label; buttons of chat apps cut longer ones."""

_HEAD = 3
"""Words a long name is begun with before what sets it apart."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A procedure a citizen may mean. `label`: at most 60 characters, different for each choice."""

    code: str
    label: str


def choices_of(entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """One choice for each of `entries`, in their order.

    A curated record is named as its curator calls it, a national one by its name; a long name is
    shortened to its beginning and the words that the others do not have. What sets a record apart
    follows where it fits.
    """
    names = [short_name(entry.name) for entry in entries]
    labels = [
        _label(entry, [name for other, name in zip(entries, names, strict=True) if other != entry])
        for entry in entries
    ]
    return tuple(
        Choice(entry.code, label if labels.count(label) == 1 else _with_code(label, entry.code))
        for entry, label in zip(entries, labels, strict=True)
    )


def _label(entry: Entry, others: Sequence[str]) -> str:
    name = entry.short_name if entry.curated else short_name(entry.name)
    told = f"{name}: {entry.distinction}"
    if entry.distinction and len(told) <= LONGEST:
        return told
    return name if len(name) <= LONGEST else _cut(_own_words(name, others), LONGEST)


def _own_words(name: str, others: Sequence[str]) -> str:
    """Beginning of `name` and what follows from the first later word that no other name has."""
    words = name.split()
    common = {word.key for other in others for word in tokens(other)}
    for place in range(_HEAD, len(words)):
        keys = [word.key for word in tokens(words[place])]
        if others and keys and not common.issuperset(keys):
            head = words[:_HEAD] if place == _HEAD else [*words[:_HEAD], "…"]
            return " ".join([*head, *words[place:]])
    return name


def _cut(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    return f"{text[: room - 1].rsplit(' ', 1)[0].rstrip(' ,;:(…')}…"


def _with_code(label: str, code: str) -> str:
    suffix = f" ({code})"
    return _cut(label, LONGEST - len(suffix)) + suffix
