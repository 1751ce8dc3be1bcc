"""The last line: every method over every set, and ours over each peer."""

from collections.abc import Mapping

from benchmarks.search.figures import percentile, quality
from benchmarks.search.method import OURS
from benchmarks.search.trial import Trial

Line = dict[str, float]


def summary(trials: Mapping[str, Trial]) -> dict[str, object]:
    """By name of method: its sets, and what it takes to have it."""
    found = {name: {s: of_set(trial, s) for s in trial.typed} for name, trial in trials.items()}
    return {
        "methods": found,
        "costs": {name: costs(trial) for name, trial in trials.items()},
        "ratios": {
            name: {s: over(found[OURS.name][s], sets[s]) for s in sets}
            for name, sets in found.items()
            if name != OURS.name and OURS.name in found
        },
    }


def of_set(trial: Trial, name: str) -> Line:
    """Figures of one set: as typed, and where the key says so without accents."""
    typed, bare = quality(trial.typed[name]), quality(trial.bare[name])
    times = [answer.ms for answer in (*trial.typed[name], *trial.bare[name])]
    return {
        "asked": typed.asked,
        "outside": typed.outside,
        "top1": typed.top1,
        "top3": typed.top3,
        "mrr": typed.mrr,
        "folded_top1": bare.top1,
        "folded_top3": bare.top3,
        "folded_mrr": bare.mrr,
        "refused": typed.refused,
        "folded_refused": bare.refused,
        "clarified": typed.clarified,
        "answered_wrong": typed.answered_wrong,
        "answered_out": typed.answered_out,
        "folded_answered_out": bare.answered_out,
        "clarified_out": typed.clarified_out,
        "p50_ms": percentile(times, 0.5),
        "p99_ms": percentile(times, 0.99),
    }


def costs(trial: Trial) -> dict[str, float | None]:
    """Times in seconds and memory in MiB."""
    return {
        "load_s": round(trial.load_s, 2),
        "index_cold_s": None if trial.cold_s is None else round(trial.cold_s, 2),
        "index_cached_s": round(trial.cached_s, 2),
        "rss_mb": round(trial.rss_mb, 1),
    }


def over(ours: Line, peer: Line) -> dict[str, float | None]:
    """Ours over the peer's, 0 digits after a peer of 0: None."""
    keys = ("top1", "top3", "mrr", "folded_top1", "answered_out", "p50_ms", "p99_ms")
    return {key: round(ours[key] / peer[key], 3) if peer[key] else None for key in keys}
