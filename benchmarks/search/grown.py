"""Our search over a made-up list, its vectors made beforehand and kept."""

import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from benchmarks.search.ours import Ours
from benchmarks.search.varied import origin, varied
from knowledge.answering import Answerer
from knowledge.corpus import Entry
from knowledge.decision import shipped_rule
from knowledge.encoder.encoding import Encoder
from knowledge.fused import FusedRetriever, documents_of
from knowledge.fusion import shipped_fusion
from knowledge.index import SearchIndex
from knowledge.lexical import LexicalRetriever
from knowledge.postings import Ints
from knowledge.ranking import shipped_ranking
from knowledge.searching import Tools, outside
from knowledge.vector_index import MemoryVectors
from knowledge.vectors import Vectors, VectorStore

ENCODED, STAND_INS = "encoded", "stand-ins"
"""Where vectors come from: the encoder, or, where that takes too long, a random step from those of
the procedure that is varied. Both cost a question the same."""

_PATIENCE_S = 240
_PROBE = 256
_STEP = 0.6
"""Length of the random step; the cosine to where it starts is then near 0.86."""


class OurGrown(Ours):
    """Ours, with the vectors that `keep_vectors` made. A `Method`."""

    def index(self, entries: Sequence[Entry], folder: Path) -> bool:
        """See `Method`. Raises OSError where there are no vectors for `entries`."""
        ranking = shipped_ranking()
        index = SearchIndex(entries, self._words, ranking)
        lexical = LexicalRetriever(index, self._words, ranking)
        files = _files(entries, self._encoder, folder)
        file = next((file for file in files.values() if file.exists()), files[ENCODED])
        vectors = MemoryVectors(documents_of(index)[0], np.load(file))
        fused = FusedRetriever(index, lexical, vectors, self._encoder, shipped_fusion())
        using = Tools(self._words, self._encoder, VectorStore(folder / "outside.npz"))
        beyond = outside(using, index)
        self._answerer = Answerer(index, fused, self._words, shipped_rule(), beyond)
        return False

    def keep_vectors(self, entries: Sequence[Entry], folder: Path) -> str:
        """Make them unless they are there; returns `ENCODED` or `STAND_INS`."""
        files = _files(entries, self._encoder, folder)
        for source, file in files.items():
            if file.exists():
                return source
        index = SearchIndex(entries, self._words, shipped_ranking())
        owners, texts = documents_of(index)
        rows = np.asarray(owners, dtype=np.int64)
        if self._seconds_for(texts) <= _PATIENCE_S:
            source, vectors = ENCODED, self._encoder.encode(texts)
        else:
            source, vectors = STAND_INS, self._stand_ins(index, rows, texts)
        folder.mkdir(parents=True, exist_ok=True)
        np.save(files[source], vectors)
        return source

    def _seconds_for(self, texts: Sequence[str]) -> float:
        probe = texts[:: max(1, len(texts) // _PROBE)]
        started = time.perf_counter()
        self._encoder.encode(probe)
        return (time.perf_counter() - started) / len(probe) * len(texts)

    def _stand_ins(self, index: SearchIndex, owners: Ints, texts: Sequence[str]) -> Vectors:
        codes = [index.entries[members[0]].code for members in index.members]
        real = np.array([origin(code) == code for code in codes])[owners]
        known = self._encoder.encode([texts[row] for row in np.flatnonzero(real).tolist()])
        vectors = np.zeros((len(texts), known.shape[1]), dtype=np.float32)
        vectors[real] = known
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        sources = index.family_numbers[[index.numbers[origin(code)] for code in codes]]
        made = np.flatnonzero(~real)
        vectors[made] = stepped(vectors[starts[sources[owners[made]]]])
        return vectors


def keep_vectors(entries: Sequence[Entry], size: int, folder: Path) -> str:
    """See `OurGrown.keep_vectors`, for `size` records varied from `entries`."""
    method = OurGrown()
    method.load()
    return method.keep_vectors(varied(entries, size), folder)


def stepped(vectors: Vectors) -> Vectors:
    """(n, width): each a random step away from that of `vectors`, of length 1."""
    steps = np.random.default_rng(0).normal(size=vectors.shape)
    steps *= _STEP / np.linalg.norm(steps, axis=1, keepdims=True)
    found = vectors + steps
    return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def _files(entries: Sequence[Entry], encoder: Encoder, folder: Path) -> dict[str, Path]:
    content = sha256(encoder.identity.encode())
    for entry in entries:
        said = (entry.name, entry.short_name, *entry.aliases, *entry.examples, *entry.questions)
        content.update("\n".join(said).encode())
    name = content.hexdigest()[:16]
    return {source: folder / f"{name}.{source}.npy" for source in (ENCODED, STAND_INS)}
