"""The peer by meaning: multilingual-e5-small as it comes, over official names only."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from benchmarks.search.method import FIRST, Found, undecided
from knowledge.corpus import Entry
from knowledge.encoder.teacher import load_teacher
from knowledge.vectors import Vectors

_ASKED, _HELD = "query: ", "passage: "
"""The prefixes its authors say to put before questions and before what is searched."""


class E5Small:
    """Nearest names by cosine. A `Method`."""

    _model: SentenceTransformer
    _codes: list[str]
    _vectors: Vectors

    def load(self) -> None:
        """See `Method`."""
        self._model = load_teacher()

    def index(self, entries: Sequence[Entry], folder: Path) -> bool:
        """See `Method`."""
        self._codes = [entry.code for entry in entries]
        names = [_HELD + entry.name for entry in entries]
        digest = sha256("\n".join(names).encode()).hexdigest()[:16]
        file = folder / f"{digest}.npy"
        kept = file.exists()
        if not kept:
            folder.mkdir(parents=True, exist_ok=True)
            np.save(file, self._encoded(names))
        self._vectors = np.load(file)
        return not kept

    def search(self, text: str) -> Found:
        """See `Method`."""
        likeness = self._vectors @ self._encoded([_ASKED + text])[0]
        return undecided([self._codes[int(n)] for n in np.argsort(-likeness)[:FIRST]])

    def close(self) -> None:
        """See `Method`: nothing was."""

    def _encoded(self, texts: list[str]) -> Vectors:
        found = self._model.encode(texts, batch_size=32, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)
