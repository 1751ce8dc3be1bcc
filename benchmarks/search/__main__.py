"""Search beside its peers: how often it is right, when it answers, what it costs.

    make bench-search                       everything; ResponseSelector is trained once (minutes)
    python -m benchmarks.search --quick     ours and BM25 over the question sets, under a minute

Every method runs in a process of its own on one core, over the same questions, none of which
stands in its index. Shares are per cent; `bare` is the same set typed without accents. A method
without a decision answers whenever it finds something. Last line: one JSON object; ratios are ours
over the peer's.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import chain

from benchmarks.search.corpus import judged
from benchmarks.search.costing import Growth
from benchmarks.search.curves import curves
from benchmarks.search.data import ROOT, Question
from benchmarks.search.growth import growth
from benchmarks.search.method import ALL, OURS, QUICK, SELECTOR, Contender
from benchmarks.search.question_sets import HELD_OUT, question_sets
from benchmarks.search.reliability import binned, calibration_error, diagram
from benchmarks.search.selector_project import EPOCHS, THEIR_EPOCHS
from benchmarks.search.summary import summary
from benchmarks.search.tables import of_costs, of_growth, of_kinds, of_sets
from benchmarks.search.trial import Trial, tried
from knowledge.corpus import Entry

CACHE = ROOT / "var" / "bench" / "search"
IMAGES = ROOT / "docs" / "images"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search")
    parser.add_argument("--quick", action="store_true", help="only ours and BM25, only quality")
    quick = parser.parse_args().quick
    corpus = judged()
    sets = question_sets(corpus)
    trials = try_all(QUICK if quick else ALL, corpus.entries, sets, anew=not quick)
    titles = {contender.name: contender.title for contender in ALL}
    told({titles[name]: trial for name, trial in trials.items()}, sets)
    result = summary(trials) | {"calibration_error": reliability(trials[OURS.name], draw=not quick)}
    if not quick:
        grown = growth(corpus.entries, [*sets["own"], *sets["national"]], CACHE / "growth")
        print(of_growth(grown))
        (IMAGES / "search-growth.svg").write_text(curves(grown), encoding="utf-8")
        result |= {"growth": growth_figures(grown)}
    print(json.dumps(result))


def try_all(
    contenders: Sequence[Contender],
    entries: Sequence[Entry],
    sets: Mapping[str, Sequence[Question]],
    *,
    anew: bool,
) -> dict[str, Trial]:
    """By name. anew: indexes are made from nothing, but for the one that takes minutes to learn."""
    found = {}
    for contender in contenders:
        print(f"… {contender.title}", flush=True)
        folder = CACHE / contender.name
        found[contender.name] = tried(contender, entries, sets, folder, anew=anew)
    return found


def told(trials: Mapping[str, Trial], sets: Mapping[str, Sequence[Question]]) -> None:
    """Print the tables; kinds of those sets that have several."""
    print(of_sets(trials, sets), end="\n\n")
    for name, questions in sets.items():
        if len({question.kind for question in questions}) > 1:
            print(of_kinds(trials, name), end="\n\n")
    print(of_costs(trials))
    if SELECTOR.title in trials:
        print(f"{SELECTOR.title}: trained for {EPOCHS} epochs of its own {THEIR_EPOCHS}")
    print()


def reliability(ours: Trial, *, draw: bool) -> float:
    """Print confidence and truth over the held-out sets; draw: as a picture too."""
    bins = binned(chain.from_iterable(ours.typed[name] for name in HELD_OUT))
    error = calibration_error(bins)
    print("confidence: said, right, questions")
    for found in filter(None, bins):
        print(f"  {found.confidence:.2f}  {found.right:.2f}  {found.count:4}")
    print(f"expected calibration error {error}\n")
    if draw:
        (IMAGES / "search-reliability.svg").write_text(diagram(bins), encoding="utf-8")
    return error


def growth_figures(grown: Growth) -> dict[str, object]:
    """For the last line."""
    return {
        "ours": [asdict(cost) for cost in grown.ours],
        "bm25_folded_pairs": [asdict(cost) for cost in grown.bm25],
        "ratio": grown.ratio,
        "vectors": grown.vectors,
    }


if __name__ == "__main__":
    main()
