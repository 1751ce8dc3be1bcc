"""The documents search runs over, built from entries and kept in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from knowledge.corpus import Entry
from knowledge.lexicon import Lexicon
from knowledge.national.names import short_name
from knowledge.phrases import Token, tokens
from knowledge.postings import Ints, Postings, grams
from knowledge.ranking import Ranking
from knowledge.understanding import GENERIC, Reader, Reading

_OWN = 0.6
"""Share of an official wording that has to stand in a procedure's names to be one of its own."""


_LONG, _LONG_FALL = 8, 0.5
"""An official wording of more words than that counts less by word, so that it does not drown what
else was said."""


class Kind(StrEnum):
    """Where the words of a document come from."""

    NAME = "name"
    ALIAS = "alias"
    EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Document:
    """Terms (see `grams`) of one text that names entry number `owner`."""

    owner: int
    kind: Kind
    terms: tuple[str, ...]


class SearchIndex:
    """Entries, how to read questions about them, and the documents that name them.

    Aliases and examples name a whole family: the procedure, whoever handles it.
    """

    def __init__(self, entries: Sequence[Entry], lexicon: Lexicon, ranking: Ranking) -> None:
        """Takes about a second of one core for the national list."""
        self.entries = tuple(entries)
        self.numbers = {entry.code: number for number, entry in enumerate(self.entries)}
        names = [tokens(short_name(entry.name)) for entry in self.entries]
        self.families = tuple(" ".join(word.key for word in name) for name in names)
        pairs = {f"{a.key} {b.key}" for name in names for a, b in pairwise(name)}
        self.reader = Reader(lexicon, pairs.__contains__)
        self.documents = tuple(self._documents(names))
        self.owners: Ints = np.array([d.owner for d in self.documents], dtype=np.int64)
        self.postings = Postings(
            [document.terms for document in self.documents],
            self.owners,
            k1=ranking.k1,
            b=ranking.b,
            pair=ranking.pair,
        )

    def _documents(self, names: Sequence[Sequence[Token]]) -> Iterator[Document]:
        members: dict[str, list[int]] = {}
        own: list[frozenset[str]] = []
        for number, (entry, name) in enumerate(zip(self.entries, names, strict=True)):
            members.setdefault(self.families[number], []).append(number)
            keys = [[word.key for word in words] for words in (name, tokens(entry.field))]
            own.append(frozenset((*grams(keys[0]), *_grams_of(entry.short_name))))
            yield Document(number, Kind.NAME, (*grams(keys[0]), *grams(keys[1])))
        for number, entry in enumerate(self.entries):
            for kind, text in _own_words(entry):
                terms = terms_of_saying(self.reader.read(text), own[number])
                for sibling in members[self.families[number]] if terms else ():
                    yield Document(sibling, kind, terms)


def _own_words(entry: Entry) -> Iterator[tuple[Kind, str]]:
    if entry.curated:
        yield Kind.ALIAS, entry.short_name
    for alias in entry.aliases:
        yield Kind.ALIAS, alias
    for example in entry.examples:
        yield Kind.EXAMPLE, example


def _grams_of(text: str) -> list[str]:
    return grams([word.key for word in tokens(text)])


def terms_of(reading: Reading, meaning: float) -> dict[str, float]:
    """Weighted search terms of a question: its words, their pairs, and official wordings.

    meaning: weight of official wordings against words that were typed.
    """
    terms: dict[str, float] = {}

    def add(term: str, weight: float) -> None:
        if weight > terms.get(term, 0.0):
            terms[term] = weight

    weighted = list(zip((word.key for word in reading.words), reading.weights, strict=True))
    for key, weight in weighted:
        add(key, weight)
    for (left, weight), (right, other) in pairwise(weighted):
        add(f"{left} {right}", min(weight, other))
    for found in reading.meanings:
        long = min(1.0, (_LONG / len(found.words)) ** _LONG_FALL)
        for term in grams([word.key for word in found.words]):
            add(term, meaning * found.weight * long)
    return terms


def terms_of_saying(reading: Reading, own: frozenset[str]) -> tuple[str, ...]:
    """Terms of an alias or an example as a document: what names the procedure, no asking words.

    own: terms of the procedure's names. An official wording that is not made of them belongs to
    another procedure the text happens to mention, and is left out.
    """
    telling = [
        word.key if weight > GENERIC else "|"
        for word, weight in zip(reading.words, reading.weights, strict=True)
    ]
    runs = " ".join(telling).split("|")
    terms = [term for run in runs for term in grams(run.split())]
    for found in reading.meanings:
        meant = grams([word.key for word in found.words])
        if sum(term in own for term in meant) >= _OWN * len(meant):
            terms += meant
    return tuple(dict.fromkeys(terms))
