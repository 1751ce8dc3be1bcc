"""The documents search runs over, built from entries and kept in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from knowledge.corpus import Entry
from knowledge.lexicon import Lexicon
from knowledge.memo import Memo
from knowledge.phrases import Token, tokens
from knowledge.postings import Ints, Postings, grams
from knowledge.ranking import Ranking
from knowledge.record import Level
from knowledge.understanding import Reader, Reading

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

    def __init__(
        self,
        entries: Sequence[Entry],
        lexicon: Lexicon,
        ranking: Ranking,
        memo: Memo | None = None,
    ) -> None:
        """memo: what an index before this one has read; takes seconds for the national list, with
        it a few tenths."""
        self._memo = memo if memo is not None else Memo()
        self.entries = tuple(entries)
        self.numbers = {entry.code: number for number, entry in enumerate(self.entries)}
        names = [self._memo.name(entry.name) for entry in self.entries]
        self.families = tuple(" ".join(word.key for word in name) for name in names)
        places = {family: place for place, family in enumerate(dict.fromkeys(self.families))}
        self.family_numbers: Ints = np.array([places[f] for f in self.families], dtype=np.int64)
        self.members: tuple[tuple[int, ...], ...] = _members(self.family_numbers, len(places))
        self._orders = [ranking.siblings.index(_nearest(e.levels)) for e in self.entries]
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

    def written_out(self, text: str) -> str:
        """See `Reader.written_out`."""
        return self._memo.written(text, self.reader)

    def nearness(self, number: int, wanted: Level | None) -> tuple[bool, int]:
        """Sort key of entry `number` within its family: the level the question names, then the
        usual one."""
        elsewhere = wanted is not None and wanted not in self.entries[number].levels
        return elsewhere, self._orders[number]

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
                terms = self._memo.saying(text, self.reader).terms_for(own[number])
                for sibling in members[self.families[number]] if terms else ():
                    yield Document(sibling, kind, terms)


def _members(families: Ints, count: int) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in range(count)]
    for number, family in enumerate(families):
        found[family].append(number)
    return tuple(map(tuple, found))


def _nearest(levels: frozenset[Level]) -> Level:
    near = (Level.COMMUNE, Level.PROVINCE, Level.MINISTRY)
    return next((level for level in near if level in levels), Level.OTHER)


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
