"""Search by words and by meaning together."""

from collections.abc import Iterator, Sequence

import numpy as np

from knowledge.corpus import Entry
from knowledge.encoder.encoding import Encoder
from knowledge.encoder.families import document_text
from knowledge.fusion import Fusion, Signals, softmax
from knowledge.index import SearchIndex
from knowledge.lexical import LexicalRetriever
from knowledge.postings import Floats, Ints
from knowledge.record import Level
from knowledge.retrieval import Hit, Query
from knowledge.understanding import Reading
from knowledge.vector_index import BEST, CENTRE, NAME, TOP, VectorIndex
from knowledge.vectors import Vectors

CANDIDATES = 32
"""Families each way of searching puts forward."""

_KNOWN, _KNOWN_SCORE = 0.985, 12.0
"""Cosine from which a question is one of a family's own, and what that adds to its score: what a
curator says it means counts, however unlike it is to all else that is known of the procedure. No
weight for it can be learnt, because questions are learnt from only while they are not known."""

FIRST = 3
"""Families that stand at the head of the hits with one level each."""


class FusedRetriever:
    """Weighs families found by words and by meaning against each other. A `Retriever`."""

    def __init__(
        self,
        index: SearchIndex,
        lexical: LexicalRetriever,
        vectors: VectorIndex,
        encoder: Encoder,
        fusion: Fusion,
    ) -> None:
        """vectors: of the families of `index`, by their numbers."""
        self._index = index
        self._lexical = lexical
        self._vectors = vectors
        self._encoder = encoder
        self._fusion = fusion
        firsts = [[index.entries[n] for n in members] for members in index.members]
        self._asked: Floats = np.array([_asked(entries) for entries in firsts])
        self._ordinary: Floats = np.array([_is_ordinary(entries) for entries in firsts])
        self._curated: Floats = np.array([any(e.curated for e in group) for group in firsts], float)

    def search(self, query: Query, limit: int) -> list[Hit]:
        """See `Retriever`."""
        families, signals = self.signals(query.reading)
        if not len(families):
            return []
        known = np.where(signals.best >= _KNOWN, _KNOWN_SCORE, 0.0)
        shares = softmax(self._fusion.scores(signals) + known)
        order = np.argsort(-shares, kind="stable")[:limit]
        groups = [
            self._hits(
                query.reading, families[place], float(shares[place]), float(signals.best[place])
            )
            for place in order
        ]
        return _nearest_first(groups)[:limit]

    def signals(self, reading: Reading) -> tuple[Ints, Signals]:
        """Numbers (n,) of the families worth weighing, and their signals."""
        by_words = self._by_words(reading)
        text = reading.written_out
        vector = self._encoder.encode_question(text) if text else None
        families = self._candidates(by_words, vector)
        return families, self._signals(reading, families, by_words[families], vector)

    def _by_words(self, reading: Reading) -> Floats:
        scores: Floats = np.zeros(len(self._index.members))
        np.maximum.at(scores, self._index.family_numbers, self._lexical.scores(reading))
        return scores

    def _candidates(self, by_words: Floats, vector: Vectors | None) -> Ints:
        count = min(CANDIDATES, len(by_words))
        best = np.argpartition(-by_words, count - 1)[:count] if count else np.zeros(0, np.int64)
        found = best[by_words[best] > 0]
        if vector is not None:
            found = np.union1d(found, self._vectors.nearest(vector, CANDIDATES))
        return found.astype(np.int64)

    def _signals(
        self, reading: Reading, families: Ints, words: Floats, vector: Vectors | None
    ) -> Signals:
        likeness = (
            np.zeros((len(families), 4))
            if vector is None
            else self._vectors.likeness(vector, families)
        )
        strongest, nearest = words.max(initial=0.0), likeness[:, BEST].max(initial=-1.0)
        fits = [self._lexical.fit(self._index.members[family][0], reading) for family in families]
        return Signals(
            words=words / strongest if strongest > 0 else words,
            strength=np.log1p(words),
            alone=np.asarray((words == strongest) & (words > 0), float),
            name=likeness[:, NAME],
            centre=likeness[:, CENTRE],
            best=likeness[:, BEST],
            top=likeness[:, TOP],
            first=np.asarray(likeness[:, BEST] == nearest, float),
            behind=nearest - likeness[:, BEST],
            fit=np.log(np.maximum(fits, 1e-3)),
            asked=self._asked[families],
            ordinary=self._ordinary[families],
            curated=self._curated[families],
        )

    def _hits(self, reading: Reading, family: int, share: float, likeness: float) -> list[Hit]:
        """One for each level of the family, the level that is meant before the others."""
        level, index = reading.cues.level, self._index
        members = sorted(index.members[family], key=lambda n: index.nearness(n, level))
        return [
            Hit(index.entries[n].code, index.entries[n].name, round(share, 6), round(likeness, 4))
            for n in members
        ]


def _nearest_first(groups: Sequence[list[Hit]]) -> list[Hit]:
    """The level that is meant of the best `FIRST` families, then all else in order: whoever looks
    at three hits sees three procedures and not one at three levels."""
    firsts = [group[0] for group in groups[:FIRST]]
    behind = [hit for group in groups[:FIRST] for hit in group[1:]]
    return [*firsts, *behind, *(hit for group in groups[FIRST:] for hit in group)]


def documents_of(index: SearchIndex) -> tuple[list[int], list[str]]:
    """Family of each document and its text, families in order, each one's name first."""
    owners: list[int] = []
    texts: list[str] = []
    for family, members in enumerate(index.members):
        entries = [index.entries[number] for number in members]
        own = dict.fromkeys(text for entry in entries for text in _sayings(entry))
        written = [index.written_out(text) for text in own]
        found = [document_text(entries[0]), *dict.fromkeys(filter(None, written))]
        owners += [family] * len(found)
        texts += found
    return owners, texts


def _sayings(entry: Entry) -> Iterator[str]:
    if entry.curated:
        yield entry.short_name
    yield from entry.aliases
    yield from entry.examples
    yield from entry.questions


def _asked(entries: Sequence[Entry]) -> float:
    return float(np.log1p(sum(len(entry.questions) for entry in entries)))


def _is_ordinary(entries: Sequence[Entry]) -> float:
    near = {Level.COMMUNE, Level.PROVINCE}
    return float(any(not entry.levels or entry.levels & near for entry in entries))
