"""Search by words: BM25 over folded syllables and pairs of names and people's own words."""

import numpy as np

from knowledge.corpus import Entry
from knowledge.cues import Cues
from knowledge.index import Kind, SearchIndex, terms_of
from knowledge.lexicon import Lexicon
from knowledge.lookalikes import MarkFinder, Siblings, Strength
from knowledge.national.names import short_name
from knowledge.postings import Floats
from knowledge.ranking import Ranking
from knowledge.record import Level
from knowledge.retrieval import Hit, Query
from knowledge.understanding import Reading

_CANDIDATES = 60
"""Procedures whose marks are compared with the cues of a question."""


class LexicalRetriever:
    """Searches an index in memory. A `Retriever`."""

    def __init__(self, index: SearchIndex, lexicon: Lexicon, ranking: Ranking) -> None:
        self._index = index
        self._ranking = ranking
        weights = {Kind.NAME: 1.0, Kind.ALIAS: ranking.alias, Kind.EXAMPLE: ranking.example}
        self._kinds: Floats = np.array([weights[d.kind] for d in index.documents], dtype=np.float64)
        self._priors: Floats = np.array([self._prior(e) for e in index.entries], dtype=np.float64)
        finder = MarkFinder(lexicon.lookalikes)
        self._siblings = Siblings(
            [finder.read(short_name(entry.name)) for entry in index.entries],
            finder.by_id,
            Strength(
                uncued=ranking.mark_uncued,
                cued=ranking.mark_cued,
                unnamed=ranking.mark_unnamed,
                missing=ranking.mark_missing,
            ),
        )
        self._uncued = [self._siblings.fit(n, Cues()) for n in range(len(index.entries))]

    def search(self, query: Query, limit: int) -> list[Hit]:
        """See `Retriever`."""
        scores = self.scores(query.reading)
        count = min(_CANDIDATES, len(scores))
        best = np.argpartition(-scores, count - 1)[:count] if count else ()
        found = {
            int(number): float(scores[number]) * self.fit(int(number), query.reading)
            for number in best
            if scores[number] > 0
        }
        return [
            self._hit(number, score)
            for number, score in self._by_family(found, query.reading)[:limit]
        ]

    def scores(self, reading: Reading) -> Floats:
        """(entries,) how well each entry's best document matches the words; 0 for not at all."""
        ranking = self._ranking
        matched = self._index.postings.match(terms_of(reading, ranking.meaning))
        scores = matched.scores * self._kinds
        scores *= 1 - ranking.precision + ranking.precision * matched.precision
        scores *= 1 - ranking.recall + ranking.recall * matched.recall
        by_entry: Floats = np.zeros(len(self._index.entries))
        np.maximum.at(by_entry, self._index.owners, scores)
        return by_entry * self._priors

    def fit(self, number: int, reading: Reading) -> float:
        """Factor by which the look-alike marks of entry `number` fit the cues; see `Siblings`."""
        cues = reading.cues
        if not cues.marks and not cues.named:
            return self._uncued[number]
        return self._siblings.fit(number, cues)

    def _by_family(self, found: dict[int, float], reading: Reading) -> list[tuple[int, float]]:
        """Best first; those that differ only in level stand together at the score of their best,
        the level the question names before the usual one."""
        families = self._index.families
        best: dict[str, float] = {}
        for number, score in found.items():
            best[families[number]] = max(score, best.get(families[number], 0.0))

        def place(number: int) -> tuple[float, bool, int, float]:
            return (
                -best[families[number]],
                *self._index.nearness(number, reading.cues.level),
                -found[number],
            )

        return [(number, best[families[number]]) for number in sorted(found, key=place)]

    def _hit(self, number: int, score: float) -> Hit:
        entry = self._index.entries[number]
        return Hit(entry.code, entry.name, round(score, 4))

    def _prior(self, entry: Entry) -> float:
        near = not entry.levels or entry.levels & {Level.COMMUNE, Level.PROVINCE}
        return (1 + self._ranking.curated * entry.curated) * (
            1.0 if near else 1 - self._ranking.professional
        )
