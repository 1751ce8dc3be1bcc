"""Procedures of one name, whoever handles them, as one thing to learn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.corpus import Entry
from knowledge.national.names import short_name
from knowledge.phrases import tokens


@dataclass(frozen=True, slots=True)
class Family:
    """key: name without accents and level. text: what the encoder reads of it as a document."""

    key: str
    text: str
    codes: tuple[str, ...]


def family_key(name: str) -> str:
    """The same for all levels of one procedure."""
    return " ".join(word.key for word in tokens(short_name(name)))


def document_text(entry: Entry) -> str:
    """What the encoder reads of a procedure: its name without level, and its field."""
    return f"{short_name(entry.name)}. {entry.field}"


def families_of(entries: Iterable[Entry]) -> dict[str, Family]:
    """By key, in the order of their first entries."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(family_key(entry.name), []).append(entry)
    return {
        key: Family(key, document_text(members[0]), tuple(entry.code for entry in members))
        for key, members in found.items()
    }


def by_family(
    questions: Mapping[str, Iterable[str]], families: Mapping[str, Family]
) -> dict[str, list[str]]:
    """Questions by family key instead of code; codes that are not there are left out."""
    keys = {code: family.key for family in families.values() for code in family.codes}
    found: dict[str, list[str]] = {}
    for code, texts in questions.items():
        if code in keys:
            found.setdefault(keys[code], []).extend(texts)
    return found
