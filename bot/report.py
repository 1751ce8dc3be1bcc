"""How well the engine understands: cross-validation over nlu_data, per intent and per entity.

`python -m bot.report` in the engine's environment, from the repository's root. Its last line is one
JSON object. Texts that differ only in accents or case are kept in one fold.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from sklearn.model_selection import StratifiedGroupKFold

from bot.components.text import clean, fold
from bot.components.typed_text_restorer import STANDARD_TEXT
from bot.examples import EntityExample, entity_examples, held_out_examples, intent_examples
from bot.pipeline import Pipeline, configured_components
from bot.scores import Score, confusions, label_scores, macro_f1, set_scores

FALLBACK = "nlu_fallback"
SEARCHED = ("ask_procedure", FALLBACK)
"""Both lead to the search, which says so when it finds nothing: the mildest mistake."""
_SHOWN_CONFUSIONS = 15


@dataclass(frozen=True)
class Answer:
    """What was said of one example. `best` is the first intent before the fallback's decision."""

    text: str
    true: str
    predicted: str
    best: str
    confidence: float
    margin: float


def cross_validated(
    configured: list[dict[str, Any]], examples: list[Message], folds: int, seed: int
) -> tuple[list[Answer], list[Answer]]:
    """Answers to every example by a pipeline that did not see it: as typed, and folded."""
    intents = [example.get(INTENT) for example in examples]
    groups = [fold(clean(example.get(TEXT))) for example in examples]
    splits = StratifiedGroupKFold(folds, shuffle=True, random_state=seed).split(
        examples, intents, groups
    )
    typed: list[Answer] = []
    bare: list[Answer] = []
    for number, (seen, unseen) in enumerate(splits, 1):
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as storage:
            pipeline = Pipeline.trained(configured, [examples[i] for i in seen], Path(storage))
            typed += [answered(pipeline, examples[i], examples[i].get(TEXT)) for i in unseen]
            bare += [answered(pipeline, examples[i], fold(examples[i].get(TEXT))) for i in unseen]
        say(f"fold {number} of {folds}: {time.monotonic() - started:.0f} s", to=sys.stderr)
    return typed, bare


def answered(pipeline: Pipeline, example: Message, text: str) -> Answer:
    """What `pipeline` says of `text`, which is `example` or its folded form."""
    result = pipeline.parse(text)
    ranking = [r for r in result[INTENT_RANKING_KEY] if r["name"] != FALLBACK]
    best = ranking[0] if ranking else {"name": None, "confidence": 0.0}
    margin = best["confidence"] - (ranking[1]["confidence"] if len(ranking) > 1 else 0.0)
    predicted = result[INTENT]["name"] or FALLBACK
    return Answer(text, example.get(INTENT), predicted, best["name"], best["confidence"], margin)


def entity_scores(pipeline: Pipeline, examples: list[EntityExample]) -> dict[str, Score]:
    """Scores by entity; right means the same kind and the same letters, accents and case apart."""

    def spelt(stretch: str) -> str:
        return fold(pipeline.parse(stretch)[STANDARD_TEXT])

    pairs = []
    for example in examples:
        found = {(e["entity"], fold(e["raw"])) for e in pipeline.parse(example.text)["entities"]}
        pairs.append(({(kind, spelt(stretch)) for kind, stretch in example.entities}, found))
    return set_scores(pairs)


def summary(answers: Sequence[Answer]) -> dict[str, float]:
    """Overall figures of one side, as shares of its examples.

    wrong: another intent than the true one was acted on. misled: the same, and not by a search.
    """
    true, predicted = [a.true for a in answers], [a.predicted for a in answers]
    count = len(answers)
    return {
        "accuracy": round(sum(a == b for a, b in zip(true, predicted, strict=False)) / count, 4),
        "accuracy_without_fallback": round(sum(a.true == a.best for a in answers) / count, 4),
        "fallback": round(predicted.count(FALLBACK) / count, 4),
        "wrong": round(sum(a.predicted not in (a.true, FALLBACK) for a in answers) / count, 4),
        "misled": round(sum(a.predicted not in (a.true, *SEARCHED) for a in answers) / count, 4),
        "macro_f1": round(macro_f1(label_scores(true, predicted)), 4),
    }


def thresholds(answers: Sequence[Answer]) -> list[dict[str, float]]:
    """What other thresholds of the fallback would have meant, as shares of all examples."""
    rows = []
    for confidence in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        for margin in (0.0, 0.1, 0.2):
            kept = [a for a in answers if a.confidence >= confidence and a.margin >= margin]
            right = sum(a.true == a.best for a in kept)
            rows.append(
                {
                    "threshold": confidence,
                    "ambiguity": margin,
                    "right": right / len(answers),
                    "wrong": (len(kept) - right) / len(answers),
                    "misled": sum(a.best not in (a.true, *SEARCHED) for a in kept) / len(answers),
                    "fallback": 1 - len(kept) / len(answers),
                }
            )
    return rows


def show_scores(title: str, scores: dict[str, Score]) -> None:
    """A table of scores by name."""
    say(f"\n{title:24} precision  recall      F1  support")
    for name, s in scores.items():
        say(f"{name:24} {s.precision:9.3f} {s.recall:7.3f} {s.f1:7.3f} {s.support:8d}")


def show(title: str, answers: Sequence[Answer], *, errors: bool) -> None:
    """Everything about one side, for people."""
    true, predicted = [a.true for a in answers], [a.predicted for a in answers]
    show_scores(title, label_scores(true, predicted))
    say(json.dumps(summary(answers)))
    say("most frequent confusions (true, predicted, count):")
    for a, b, count in confusions(true, predicted)[:_SHOWN_CONFUSIONS]:
        say(f"  {a} -> {b}: {count}")
    if errors:
        for answer in sorted(answers, key=lambda a: (a.true, a.predicted)):
            if answer.predicted != answer.true:
                best = f"{answer.best} {answer.confidence:.2f}"
                say(f"  {answer.true} -> {answer.predicted} ({best}): {answer.text}")


def say(line: str, to: Any = None) -> None:
    """One line of output."""
    print(line, file=to or sys.stdout, flush=True)


def as_json(answers: Sequence[Answer]) -> dict[str, Any]:
    """One side's figures for machines."""
    scores = label_scores([a.true for a in answers], [a.predicted for a in answers])
    by_intent = {
        name: {
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "f1": round(s.f1, 4),
            "support": s.support,
        }
        for name, s in scores.items()
    }
    return {**summary(answers), "intents": by_intent}


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.report", description=__doc__)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--config", type=Path, default=Path("bot/config.yml"))
    parser.add_argument("--examples", type=Path, default=Path("nlu_data/nlu"))
    parser.add_argument("--entities", type=Path, default=Path("tests/bot/entity_sentences.yml"))
    parser.add_argument("--held-out", type=Path, default=Path("tests/bot/dialogue_probes.yml"))
    parser.add_argument("--errors", action="store_true", help="show every misunderstood example")
    parser.add_argument(
        "--thresholds", action="store_true", help="show what other thresholds would mean"
    )
    return parser.parse_args()


def main() -> None:
    """Measure and print."""
    options = arguments()
    configured, examples = configured_components(options.config), intent_examples(options.examples)
    typed, bare = cross_validated(configured, examples, options.folds, options.seed)
    show("as typed", typed, errors=options.errors)
    show("without accents", bare, errors=options.errors)
    if options.thresholds:
        for side, answers in (("as typed", typed), ("without accents", bare)):
            say(f"\nthresholds, {side}")
            for row in thresholds(answers):
                say("  " + "  ".join(f"{name} {value:.3f}" for name, value in row.items()))
    held_out = held_out_examples(options.held_out)
    with tempfile.TemporaryDirectory() as storage:
        pipeline = Pipeline.trained(configured, examples, Path(storage))
        entities = entity_scores(pipeline, entity_examples(options.entities))
        new = [answered(pipeline, example, example.get(TEXT)) for example in held_out]
        new_bare = [answered(pipeline, example, fold(example.get(TEXT))) for example in held_out]
    show("held out, as typed", new, errors=options.errors)
    say("held out, without accents: " + json.dumps(summary(new_bare)))
    show_scores("entities", entities)
    found = {
        name: {
            "precision": round(s.precision, 4),
            "recall": round(s.recall, 4),
            "support": s.support,
        }
        for name, s in entities.items()
    }
    say("")
    say(
        json.dumps(
            {
                "examples": len(examples),
                "folds": options.folds,
                "typed": as_json(typed),
                "unaccented": as_json(bare),
                "held_out": {
                    "examples": len(new),
                    "typed": summary(new),
                    "bare": summary(new_bare),
                },
                "entities": found,
            }
        )
    )


if __name__ == "__main__":
    main()
