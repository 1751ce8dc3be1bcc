"""One ranking out of words and meaning: what each family's evidence is, and how it is weighed."""

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
from pydantic import BaseModel, ConfigDict, model_validator

from knowledge.lexicon import DATA, read_yaml
from knowledge.postings import Floats


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for each of n families, each (n,), without unit.

    words: BM25 score over the best one's. strength: logarithm of that score. alone: 1 for the best
    by words. name, centre, best, top: cosines (knowledge/vector_index.py). first: 1 for the nearest
    by `best`. behind: distance of `best` to the nearest one's. fit: logarithm of how its look-alike
    marks fit the question's cues. asked: logarithm of how many ways of asking for it are known,
    which is how often people do. ordinary: 1 where commune or province handle it. curated: 1 for a
    record of our own.
    """

    words: Floats
    strength: Floats
    alone: Floats
    name: Floats
    centre: Floats
    best: Floats
    top: Floats
    first: Floats
    behind: Floats
    fit: Floats
    asked: Floats
    ordinary: Floats
    curated: Floats

    def matrix(self) -> Floats:
        """(n, signals), columns in the order of the fields."""
        return np.stack([getattr(self, field.name) for field in fields(self)], axis=1)


SIGNALS = tuple(field.name for field in fields(Signals))


class Fusion(BaseModel):
    """How signals become one score; knowledge/data/fusion.yaml says how it was learnt."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chosen_on: date
    weights: dict[str, float]

    @model_validator(mode="after")
    def _is_complete(self) -> "Fusion":
        if tuple(sorted(self.weights)) != tuple(sorted(SIGNALS)):
            raise ValueError(f"weights must name exactly {sorted(SIGNALS)}")
        return self

    def scores(self, signals: Signals) -> Floats:
        """(n,) logits: their softmax is the chance of each family to be the one meant."""
        weights = np.array([self.weights[name] for name in SIGNALS])
        return np.asarray(signals.matrix() @ weights)


def shipped_fusion() -> Fusion:
    """The weights of knowledge/data/fusion.yaml."""
    return Fusion.model_validate(read_yaml(DATA / "fusion.yaml"))


def softmax(scores: Floats) -> Floats:
    """Shares (0-1) of n logits that sum to 1."""
    raised = np.exp(scores - scores.max())
    return np.asarray(raised / raised.sum())
