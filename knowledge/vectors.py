"""Vectors of texts, kept on disk so that none is computed twice, nor after an interruption."""

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

CHUNK = 4096
"""Texts that are encoded between two saves."""


def _unwatched(_done: int, _all: int) -> None:
    """Nobody watches."""


class VectorStore:
    """One file of keys and vectors; a text's key is the hash of its content."""

    def __init__(self, file: Path) -> None:
        """file: an `.npz`, made with its folder when it is first filled."""
        self._file = file
        self._vectors: dict[str, Vectors] = {}
        if file.exists():
            with np.load(file) as stored:
                self._vectors = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))

    def fill(
        self,
        texts: Sequence[str],
        encode: Callable[[list[str]], Vectors],
        progress: Callable[[int, int], None] = _unwatched,
    ) -> None:
        """Encode those of `texts` that are missing, saving every `CHUNK` of them.

        encode: n texts to (n, width). progress: called after each save with how many of the missing
        texts are done and how many there are. Raises OSError if the file cannot be written.
        """
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._vectors]
        for start in range(0, len(missing), CHUNK):
            chunk = missing[start : start + CHUNK]
            self._vectors.update(zip(map(_key, chunk), encode(chunk), strict=True))
            self._save()
            progress(start + len(chunk), len(missing))

    def of(self, texts: Sequence[str]) -> Vectors:
        """(n, width); (0, 0) for no texts. Raises KeyError for a text that was not filled in."""
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        return np.stack([self._vectors[_key(text)] for text in texts])

    def _save(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        # Two processes may fill the same store at once; each replaces the file by a whole one.
        unfinished = self._file.with_suffix(f".{os.getpid()}.part.npz")
        keys, vectors = np.array(list(self._vectors)), np.stack([*self._vectors.values()])
        np.savez(unfinished, keys=keys, vectors=vectors)
        unfinished.replace(self._file)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]
