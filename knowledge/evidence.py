"""How well the best hits explain a question, whichever way they were found."""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass

from knowledge.index import SearchIndex, terms_of
from knowledge.lexicon import Topic
from knowledge.outside import Outside
from knowledge.phrases import Match, PhraseTable
from knowledge.postings import grams
from knowledge.refusing import Reason
from knowledge.retrieval import Hit
from knowledge.understanding import SAID, Reading

_ALONE_UNKNOWN = 0.5
"""A word no record holds may be a name of a place or a person: it counts half against a hit."""

_ALIKE = 0.7
"""Cosine from which a message says why a question like it is not answered."""

_MEANT = 0.5
"""Share of an official wording that a procedure has to hold to be what was said."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Numbers from which it is decided whether to answer; all without unit.

    coverage: share (0-1) of what was asked that the best hit's names and people's words hold.
    precision: share (0-1) of the best matching one of them that was asked for.
    margin: lead (0-1) of the best hit over the first one that is another procedure.
    score: of the best hit, its chance (0-1) among the candidates. likeness: cosine (-1 to 1) of the
    question to the best hit. mass: logarithm of how much the question tells.
    outside: cosine to the nearest message that no procedure answers.
    curated: 1 where the best hit is a record of our own. topic: share (0-1) of what was asked that
    is a topic outside the records and not in the best hit.
    """

    coverage: float = 0.0
    precision: float = 0.0
    margin: float = 0.0
    score: float = 0.0
    likeness: float = 0.0
    outside: float = 0.0
    mass: float = 0.0
    curated: float = 0.0
    topic: float = 0.0

    def values(self) -> tuple[float, ...]:
        """In the order of the fields."""
        return astuple(self)


class Weigher:
    """Compares questions with the words of the procedures found for them."""

    def __init__(
        self, index: SearchIndex, topics: Sequence[Topic], outside: Outside | None = None
    ) -> None:
        """outside: what no procedure answers; None: only `topics`."""
        self._index = index
        self._outside = outside
        self._documents: dict[int, list[frozenset[str]]] = {}
        for document in index.documents:
            self._documents.setdefault(document.owner, []).append(frozenset(document.terms))
        self._topics: PhraseTable[str] = PhraseTable(
            (phrase, topic.reason) for topic in topics for phrase in topic.say
        )

    def topic(self, reading: Reading, hits: Sequence[Hit]) -> tuple[float, str]:
        """Share of the question that is about a topic the records do not hold, and the reason."""
        known = self._words_of(hits[0]) if hits else frozenset[str]()
        outside = [
            match
            for match in self._topics.all(reading.words)
            if not self._held(reading, match, known)
        ]
        if not outside:
            return 0.0, ""
        inside = {index for match in outside for index in range(match.start, match.end)}
        masses = self._masses(reading)
        told = sum(max(masses[index], self._least(reading, index)) for index in inside)
        rest = sum(mass for index, mass in enumerate(masses) if index not in inside)
        longest = max(outside, key=lambda match: match.end - match.start)
        return told / (told + rest), longest.value

    def reason(self, reading: Reading, hits: Sequence[Hit]) -> Reason | None:
        """Why `reading` is not answered with `hits[0]`: the outside topic it names, or the reason
        of a message it is more like than like the best hit; None where neither is so."""
        named = self.topic(reading, hits)[1]
        if named:
            return Reason(named)
        likeness, reason = self._like_outside(reading)
        nearest = max((hit.likeness for hit in hits), default=0.0)
        return reason if likeness >= max(_ALIKE, nearest) else None

    def _like_outside(self, reading: Reading) -> tuple[float, Reason | None]:
        return self._outside.nearest(reading.written_out) if self._outside else (0.0, None)

    def weigh(self, reading: Reading, hits: Sequence[Hit]) -> Evidence:
        """The evidence for answering with `hits[0]`; zeros where nothing was found."""
        outside = self._like_outside(reading)[0]
        if not hits:
            return Evidence(topic=self.topic(reading, hits)[0], outside=outside)
        masses = self._masses(reading)
        total = sum(masses)
        known = self._words_of(hits[0])
        number = self._index.numbers[hits[0].code]
        return Evidence(
            coverage=self._covered(reading, masses, known) / total if total else 0.0,
            precision=self._precision(reading, number),
            margin=self._margin(hits),
            score=hits[0].score,
            likeness=hits[0].likeness,
            outside=outside,
            mass=math.log1p(total),
            curated=float(self._index.entries[number].curated),
            topic=self.topic(reading, hits)[0],
        )

    def _words_of(self, hit: Hit) -> frozenset[str]:
        return frozenset[str]().union(*self._documents[self._index.numbers[hit.code]])

    def _least(self, reading: Reading, index: int) -> float:
        return SAID * self._index.postings.rarity(reading.words[index].key)

    def _masses(self, reading: Reading) -> list[float]:
        postings = self._index.postings
        masses = []
        for word, weight in zip(reading.words, reading.weights, strict=True):
            known = 1.0 if word.key in postings else _ALONE_UNKNOWN
            masses.append(weight * known * postings.rarity(word.key))
        return masses

    def _held(self, reading: Reading, match: Match[str], known: frozenset[str]) -> bool:
        keys = [word.key for word in reading.words[match.start : match.end]]
        return set(grams(keys)) <= known

    def _covered(self, reading: Reading, masses: Sequence[float], known: frozenset[str]) -> float:
        meant = {
            index
            for meaning in reading.meanings
            if self._holds([word.key for word in meaning.words], known)
            for index in range(meaning.start, meaning.end)
        }
        return sum(
            mass
            for index, mass in enumerate(masses)
            if index in meant or reading.words[index].key in known
        )

    def _holds(self, keys: Sequence[str], known: frozenset[str]) -> bool:
        rarity = self._index.postings.rarity
        terms = grams(keys)
        held = sum(rarity(term) for term in terms if term in known)
        return held >= _MEANT * sum(rarity(term) for term in terms)

    def _precision(self, reading: Reading, number: int) -> float:
        rarity = self._index.postings.rarity
        asked = terms_of(reading, 1.0)
        return max(
            sum(rarity(term) * min(1.0, asked.get(term, 0.0)) for term in document)
            / (sum(map(rarity, document)) or 1.0)
            for document in self._documents[number]
        )

    def _margin(self, hits: Sequence[Hit]) -> float:
        family = self._index.families
        first = family[self._index.numbers[hits[0].code]]
        second = next((h for h in hits if family[self._index.numbers[h.code]] != first), None)
        return 1.0 if second is None else 1 - second.score / hits[0].score
