"""Triples the encoder is trained on: what was asked, what it means, what it only looks like."""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from knowledge.encoder.augment import mistyped
from knowledge.encoder.families import Family
from knowledge.vectors import Vectors

NEAREST = 12
"""Look-alikes a hard negative is drawn from."""

_MISTAKEN = 4
"""Wrong families each question is taken to lead to."""

_AS_TYPED = 0.4
"""How often a question keeps its accents and short forms, so that the noise of a keyboard can be
added and what search does not write out is known too."""

_NAME_FIRST = 0.55
"""How often the name stands against a question; else another question of the same procedure."""


@dataclass(frozen=True, slots=True)
class Triple:
    """anchor and positive are about one procedure, negative about one of its look-alikes."""

    anchor: str
    positive: str
    negative: str


def lookalikes(families: Mapping[str, Family]) -> dict[str, tuple[str, ...]]:
    """Keys of the other families whose names share most syllables and pairs, the nearest first.

    What they share counts the more the rarer it is. families: at least two.
    """
    keys = list(families)
    bags = [_grams(key) for key in keys]
    counts = Counter(gram for bag in bags for gram in bag)
    numbers = {gram: number for number, gram in enumerate(counts)}
    matrix = np.zeros((len(keys), len(numbers)), dtype=np.float32)
    for row, bag in enumerate(bags):
        for gram in bag:
            matrix[row, numbers[gram]] = np.log1p(len(keys) / counts[gram])
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    likeness = matrix @ matrix.T
    np.fill_diagonal(likeness, -1)
    nearest = np.argsort(-likeness, axis=1)[:, : min(NEAREST, len(keys) - 1)]
    return {key: tuple(keys[n] for n in row) for key, row in zip(keys, nearest, strict=True)}


def confused(
    families: Mapping[str, Family],
    questions: Mapping[str, Sequence[str]],
    encode: Callable[[list[str]], Vectors],
) -> dict[str, tuple[str, ...]]:
    """Keys of the families each one's questions lead to by mistake, the most frequent first.

    encode: texts to vectors of length 1. A family without questions goes by its own name.
    """
    keys = list(families)
    documents = encode([families[key].text for key in keys])
    centres = {key: _direction(encode(list(questions[key]))) for key in keys if questions.get(key)}
    known = np.stack([centres.get(key, documents[n]) for n, key in enumerate(keys)])
    found = {}
    for number, key in enumerate(keys):
        asked = encode(list(questions.get(key) or [families[key].text]))
        likeness = np.maximum(asked @ documents.T, asked @ known.T)
        likeness[:, number] = -1
        nearest = np.argsort(-likeness, axis=1)[:, :_MISTAKEN]
        counts = Counter(keys[n] for n in nearest.ravel() if n != number)
        found[key] = tuple(other for other, _ in counts.most_common(NEAREST))
    return found


def _direction(vectors: Vectors) -> Vectors:
    total = vectors.sum(axis=0)
    return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


def _grams(key: str) -> set[str]:
    words = key.split()
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}


@dataclass(frozen=True, slots=True)
class TripleMaker:
    """Makes triples of what people asked and what procedures are called.

    families: those to learn. questions: by family, written out; typed: the same as they were
    typed, in the same order. near: look-alikes of each family, as `lookalikes` finds them.
    openers: polite phrases that may stand around a question.
    """

    families: Mapping[str, Family]
    questions: Mapping[str, Sequence[str]]
    typed: Mapping[str, Sequence[str]]
    near: Mapping[str, Sequence[str]]
    openers: Sequence[str] = ()

    def triples(self, seed: int) -> Iterator[tuple[str, Triple]]:
        """One pass with fresh noise: every question and every name once, with its family's key."""
        chance = random.Random(seed)  # noqa: S311 (nothing secret)
        asked = [
            (key, text, typed)
            for key, texts in self.questions.items()
            for text, typed in zip(texts, self.typed[key], strict=True)
        ]
        names = [(key, _name_of(family)) for key, family in self.families.items()]
        work = asked + [(key, name, name) for key, name in names]
        chance.shuffle(work)
        for key, text, typed in work:
            anchor = typed if chance.random() < _AS_TYPED else text
            yield (
                key,
                Triple(
                    mistyped(chance, anchor, self.openers),
                    self._positive(chance, key, text),
                    self._negative(chance, key),
                ),
            )

    def _positive(self, chance: random.Random, key: str, text: str) -> str:
        others = [other for other in self.questions.get(key, ()) if other != text]
        if not others or chance.random() < _NAME_FIRST:
            return self.families[key].text
        return chance.choice(others)

    def _negative(self, chance: random.Random, key: str) -> str:
        other = chance.choice(self.near[key])
        texts = self.questions.get(other, ())
        if not texts or chance.random() < _NAME_FIRST:
            return self.families[other].text
        return chance.choice(texts)


def _name_of(family: Family) -> str:
    return family.text.rpartition(". ")[0]
