"""Learn how much each turn of phrase tells about the parts asked for; writes the weights.

    python -m benchmarks.search.tune_aspects              fit and write
    python -m benchmarks.search.tune_aspects --crossed    cross-validate, write nothing

A logistic function with an L2 penalty for each part over what `knowledge.aspects.features` finds,
fitted to the messages the dialogue engine learns `ask_procedure` from, the examples of the curated
records, what people say (aspect_examples.tsv) and the tuning parts of our questions, each as typed
and without accents; both always stand in the same fold. The weights go to
knowledge/data/aspect_weights.json; small ones are left out.
"""

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize

from benchmarks.search.aspects import Figures
from benchmarks.search.data import (
    Question,
    aspect_examples,
    aspect_messages,
    curated_aspects,
    national_questions,
    own_questions,
)
from common.text import clean, fold
from knowledge.aspects import WEIGHTS, AspectWeights, features
from knowledge.record import Aspect
from knowledge.search_settings import SearchSettings
from knowledge.understanding import Reader

Floats = npt.NDArray[np.float64]

PENALTY, ROUNDS, SEEN, LEAST = 2e-4, 120, 3, 8
"""Of the L2 norm; steps of L-BFGS; texts a feature stands in; least hundredths that are kept."""
FOLDS = 5
PARTS = tuple(aspect for aspect in Aspect if aspect is not Aspect.OVERVIEW)

MADE = 900
JOINTS = (", ", " và ", ", ", " vs ", " với lại ", ", rồi ", ", với ")
MORE = tuple(
    (part, words)
    for part, several in {
        "papers": "cần gì|cần giấy tờ gì|giấy tờ gì|hồ sơ gồm những gì|mang theo gì|cần j",
        "fee": "bao nhiêu tiền|hết bao nhiêu|lệ phí bao nhiêu|phí nhiêu|có mất tiền không",
        "time_limit": "bao lâu|mấy ngày có|mất bao lâu|bao lâu thì xong|chờ mấy ngày|khi nào có",
        "where": "ở đâu|nộp ở đâu|làm ở đâu|nộp đâu|ra đâu làm|gửi ai|xã hay tỉnh|đi mô",
        "online": "nộp qua mạng được không|làm online được không|nộp trực tuyến được không",
        "form": "mẫu đơn nào|xin mẫu ở đâu|theo mẫu nào",
        "conditions": "có phải đi không|điều kiện gì|nhờ người khác làm được không",
    }.items()
    for words in several.split("|")
)
"""What a question is made to ask as well."""

_HOW = re.compile(r"\b(lam sao|the nao|nhu nao|ra sao|kieu gi|lam gi|thu tuc gi|sao|cach nao)\b")
_WHETHER = re.compile(r"\b(duoc|co|phai)\b.*\bkhong\b")


@dataclass(frozen=True, slots=True)
class Sample:
    """A question, how much it counts, and its features with and without accents.

    origin: the text it was made of, folded; its own where it was not.
    """

    source: str
    origin: str
    counts: float
    question: Question
    found: tuple[Mapping[str, float], Mapping[str, float]]


def samples(reader: Reader) -> list[Sample]:
    """All that may be learnt from."""

    def found(text: str) -> Mapping[str, float]:
        reading = reader.read(clean(text))
        return features(reading.words, reading.asked.sums)

    sources: dict[str, tuple[float, Iterable[Question]]] = {
        "messages": (1.0, map(also_right, aspect_messages())),
        "curated": (1.0, map(also_right, curated_aspects())),
        "said": (3.0, aspect_examples()),
        "own": (3.0, own_questions("tune")),
        "national": (4.0, national_questions("tune")),
    }
    labelled = [
        (name, question.text, counts, question)
        for name, (counts, questions) in sources.items()
        for question in questions
        if question.aspects
    ]
    more = asking_more([question for *_, question in labelled])
    made = [("made", origin, 1.0, question) for origin, question in more]
    return [
        Sample(
            name,
            fold(clean(origin)),
            counts,
            question,
            (found(question.text), found(fold(question.text))),
        )
        for name, origin, counts, question in (*labelled, *made)
    ]


def asking_more(questions: Sequence[Question]) -> list[tuple[str, Question]]:
    """Some of `questions`, which ask for one part each, asking for another; each with its text."""
    rng = random.Random(0)
    single = [each for each in questions if len(each.aspects) == 1 == len(each.aspects[0])]
    made = []
    for question in rng.sample(single, MADE):
        part, words = rng.choice(MORE)
        asked = tuple(each for each in question.aspects[0] if each != "overview")
        if part not in asked:
            text = f"{question.text.rstrip(' ?.')}{rng.choice(JOINTS)}{words}"
            aspects = (*asked, part)
            grown = replace(question, text=text, aspect=aspects[0], aspects=(aspects,))
            made.append((question.text, grown))
    return made


def also_right(question: Question) -> Question:
    """`question` of which only one part was labelled, with what is as right by its wording."""
    part, text = question.aspect, fold(question.text)
    pairs: tuple[tuple[str, ...], ...] = question.aspects
    if part in ("overview", "steps") and _HOW.search(text):
        pairs = (("steps",), ("overview",))
    elif part == "overview" and _WHETHER.search(text):
        pairs = (("conditions",), ("overview",))
    elif part == "papers" and _WHETHER.search(text):
        pairs = (("papers",), ("conditions",))
    return replace(question, aspect=pairs[0][0], aspects=pairs)


def fitted(data: Sequence[Sample]) -> AspectWeights:
    """Weights learnt from `data`."""
    rows = [(sample, found) for sample in data for found in _different(sample)]
    seen = Counter(feature for _, found in rows for feature in found)
    kept = [feature for feature, count in sorted(seen.items()) if count >= SEEN]
    columns = {feature: column for column, feature in enumerate(kept)}
    inputs = _matrix([found for _, found in rows], columns)
    wanted = np.array(
        [[part.value in sample.question.aspects[0] for part in PARTS] for sample, _ in rows],
        dtype=np.float64,
    )
    counts = np.array([sample.counts for sample, _ in rows])
    weights = _solved(inputs, wanted, counts[:, None] / counts.sum())
    hundredths = np.rint(weights * 100).astype(int)
    return AspectWeights(
        fitted_on=datetime.now(UTC).date(),
        parts=PARTS,
        start=tuple(round(float(value), 3) for value in weights[-1]),
        features={
            feature: pairs
            for feature, column in columns.items()
            if (pairs := _pairs(hundredths[column].tolist()))
        },
    )


def _different(sample: Sample) -> list[Mapping[str, float]]:
    typed, bare = sample.found
    return [typed] if typed == bare else [typed, bare]


def _pairs(hundredths: Sequence[int]) -> tuple[int, ...]:
    kept = [(column, value) for column, value in enumerate(hundredths) if abs(value) >= LEAST]
    return tuple(number for pair in kept for number in pair)


def _matrix(found: Sequence[Mapping[str, float]], columns: Mapping[str, int]) -> sparse.csr_matrix:
    """texts x (features + 1), the last column is 1."""
    ends, places, values = [0], [], []
    for each in found:
        known = [(columns[feature], value) for feature, value in each.items() if feature in columns]
        places += [place for place, _ in known] + [len(columns)]
        values += [value for _, value in known] + [1.0]
        ends.append(len(places))
    shape = (len(found), len(columns) + 1)
    return sparse.csr_matrix((values, places, ends), shape=shape)


def _solved(inputs: sparse.csr_matrix, wanted: Floats, counts: Floats) -> Floats:
    shape = (inputs.shape[1], wanted.shape[1])
    turned = inputs.T.tocsr()

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(shape)
        scores = inputs @ weights
        missed = counts * (np.logaddexp(0, scores) - wanted * scores)
        slope = turned @ ((1 / (1 + np.exp(-scores)) - wanted) * counts) + PENALTY * weights
        return float(missed.sum() + PENALTY / 2 * (weights * weights).sum()), slope.ravel()

    options = {"maxiter": ROUNDS, "maxcor": 6}
    solved = minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options=options)
    return np.asarray(solved.x, dtype=np.float64).reshape(shape)


def crossed(data: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """Figures by cross-validation, by source; what differs in accents alone shares a fold."""
    origins = sorted({sample.origin for sample in data})
    random.Random(0).shuffle(origins)
    folds = {origin: place % FOLDS for place, origin in enumerate(origins)}
    figures: dict[str, Figures] = {}
    for part in range(FOLDS):
        inside = [sample for sample in data if folds[sample.origin] == part]
        weights = fitted([sample for sample in data if folds[sample.origin] != part])
        for sample in inside:
            for name in (sample.source, *(("all",) if sample.source != "made" else ())):
                found = figures.setdefault(name, Figures())
                found.add(sample.question, *(weights.asked(each) for each in sample.found))
    return {name: found.shares() for name, found in figures.items()}


def main() -> None:
    """Cross-validate, or fit, write and report."""
    arguments = argparse.ArgumentParser(description="Parts asked about: learn the weights.")
    arguments.add_argument("--crossed", action="store_true", help="cross-validate, write nothing")
    reader = Reader(SearchSettings().lexicon())
    data = samples(reader)
    if arguments.parse_args().crossed:
        for name, shares in crossed(data).items():
            print(json.dumps({name: shares}))
        return
    weights = fitted(data)
    WEIGHTS.write_text(f"{weights.model_dump_json()}\n", encoding="utf-8")
    print(json.dumps({"samples": len(data), "features": len(weights.features)}))


if __name__ == "__main__":
    main()
