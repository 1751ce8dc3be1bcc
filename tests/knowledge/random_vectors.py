"""Texts and vectors that mean nothing, for tests of what keeps and compares them."""

import numpy as np

WIDTH = 24


def unit_vectors(count, seed, width=WIDTH):
    """(count, width) float32, each of length 1."""
    drawn = np.random.default_rng(seed).normal(size=(count, width))
    return (drawn / np.linalg.norm(drawn, axis=1, keepdims=True)).astype(np.float32)


class RandomEncoder:
    """An `Encoder` whose vectors depend on nothing but the text, and that counts its work."""

    def __init__(self, identity="random", width=WIDTH, *, alike=False):
        """alike: the same vector for every text."""
        self.identity = identity
        self.width = width
        self.encoded = []
        self._alike = alike

    def encode(self, texts):
        self.encoded += texts
        seeds = [0 if self._alike else list(text.encode()) for text in texts]
        return np.concatenate([unit_vectors(1, seed, self.width) for seed in seeds])

    def encode_question(self, text):
        return self.encode([text])[0]


def families_of_sizes(sizes):
    """Keys, owners and texts of families that have so many documents, each one's name first."""
    keys = [f"family {number}" for number in range(len(sizes))]
    owners = [number for number, size in enumerate(sizes) for _ in range(size)]
    texts = [f"{key} text {n}" for key, size in zip(keys, sizes, strict=True) for n in range(size)]
    return keys, owners, texts
