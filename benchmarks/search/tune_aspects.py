"""Learn how much each turn of phrase tells about the part asked for; writes the weights.

    python -m benchmarks.search.tune_aspects

A multinomial logistic function with an L1 penalty over syllables, pairs and triples (folded) and
over what the hand-written phrases of aspects.yaml found, fitted to the messages the dialogue engine
learns `ask_procedure` from, the examples of the curated records and the tuning part of our own
questions, each as typed and without accents. Prints the share of right
parts by five-fold cross-validation, on what it was fitted to and on the dev questions; the weights
go to knowledge/data/aspect_weights.json.
"""

import json
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain

import numpy as np
import numpy.typing as npt

from benchmarks.search.data import (
    aspect_messages,
    curated_aspects,
    dev_questions,
    own_questions,
)
from common.text import clean, fold
from knowledge.aspects import WEIGHTS, AspectWeights, features
from knowledge.record import Aspect
from knowledge.search_settings import SearchSettings
from knowledge.understanding import Reader

Floats = npt.NDArray[np.float32]

DEV_LABELS = {
    "phi_le_phi": Aspect.FEE,
    "thoi_han": Aspect.TIME_LIMIT,
    "thanh_phan_ho_so": Aspect.PAPERS,
    "tong_quan": Aspect.OVERVIEW,
    "noi_nop": Aspect.WHERE,
    "trinh_tu": Aspect.STEPS,
}
PENALTY, ROUNDS, SEEN = 4e-4, 200, 3
"""Of the L1 norm; steps of gradient descent; messages a feature has to stand in."""

Labelled = tuple[Mapping[str, float], Aspect]


def fitted(data: Sequence[Labelled]) -> AspectWeights:
    """Weights by accelerated proximal gradient descent."""
    seen = Counter(feature for found, _ in data for feature in found)
    columns = {f: i for i, f in enumerate(f for f, n in sorted(seen.items()) if n >= SEEN)}
    classes = list(Aspect)
    inputs: Floats = np.zeros((len(data), len(columns) + 1), dtype=np.float32)
    inputs[:, -1] = 1
    wanted: Floats = np.zeros((len(data), len(classes)), dtype=np.float32)
    for row, (found, aspect) in enumerate(data):
        wanted[row, classes.index(aspect)] = 1
        for feature, value in found.items():
            if feature in columns:
                inputs[row, columns[feature]] = value
    weights = ahead = np.zeros((inputs.shape[1], len(classes)), dtype=np.float32)
    pace = 1.0
    for _ in range(ROUNDS):
        scores = inputs @ ahead
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        moved = ahead - inputs.T @ (chances - wanted) / len(data)
        shrunk = np.sign(moved) * np.maximum(np.abs(moved) - PENALTY, 0)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = shrunk + (pace - 1) / faster * (shrunk - weights)
        weights, pace = shrunk, faster
    return AspectWeights(
        fitted_on=datetime.now(UTC).date(),
        classes=tuple(classes),
        start=tuple(round(float(value), 3) for value in weights[-1]),
        features={
            feature: tuple(round(float(value), 3) for value in weights[column])
            for feature, column in columns.items()
            if np.abs(weights[column]).max() >= 0.01
        },
    )


def share(weights: AspectWeights, data: Sequence[Labelled]) -> float:
    """Share of `data` whose part is found."""
    return sum(weights.best(found) == aspect for found, aspect in data) / len(data)


def main() -> None:
    """Cross-validate, fit, write, report."""
    reader = Reader(SearchSettings().lexicon())

    def taken_apart(text: str) -> Mapping[str, float]:
        reading = reader.read(clean(text))
        return features(reading.words, reading.asked.sums)

    own = [question for question in own_questions("tune") if question.accept]
    questions = [
        [(taken_apart(text), Aspect(q.aspect)) for text in sorted({q.text, fold(q.text)})]
        for q in (*aspect_messages(), *curated_aspects(), *own)
        if q.aspect
    ]
    random.Random(0).shuffle(questions)
    parts = [list(chain(*questions[start::5])) for start in range(5)]
    crossed = [
        share(fitted([*chain(*(p for p in parts if p is not part))]), part) for part in parts
    ]
    labelled = list(chain(*questions))
    weights = fitted(labelled)
    dev = [q for q in dev_questions() if q.aspect]
    WEIGHTS.write_text(f"{weights.model_dump_json()}\n", encoding="utf-8")
    report = {
        "messages": len(questions),
        "features": len(weights.features),
        "cross_validated": round(sum(crossed) / len(crossed), 4),
        "fitted": round(share(weights, labelled), 4),
        "dev": round(
            share(weights, [(taken_apart(q.text), DEV_LABELS[str(q.aspect)]) for q in dev]), 4
        ),
        "dev_unaccented": round(
            share(weights, [(taken_apart(fold(q.text)), DEV_LABELS[str(q.aspect)]) for q in dev]), 4
        ),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
