"""What is printed for people."""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.search.costing import Cost, Growth
from benchmarks.search.figures import Answered, by_kind, quality
from benchmarks.search.summary import Line, costs, of_set
from benchmarks.search.trial import Trial

_SHARES = {
    "top1": "top-1",
    "top3": "top-3",
    "mrr": "MRR",
    "folded_top1": "bare top-1",
    "folded_top3": "bare top-3",
    "refused": "refused",
    "clarified": "clarified",
    "answered_wrong": "wrong",
    "answered_out": "answered out",
    "clarified_out": "clarified out",
}
_TIMES = {"p50_ms": "p50 ms", "p99_ms": "p99 ms"}
_ASKED = ("top1", "top3", "mrr", "folded_top1", "folded_top3", "refused", "answered_wrong")
_OUTSIDE = ("answered_out", "clarified_out")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns, the first to the left and the others to the right."""
    lines = [heads, *rows]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def of_sets(trials: Mapping[str, Trial], names: Iterable[str]) -> str:
    """A table of each set, with a line for each method. trials: by title."""
    return "\n\n".join(_of_set(trials, name) for name in names)


def _of_set(trials: Mapping[str, Trial], name: str) -> str:
    lines = {title: of_set(trial, name) for title, trial in trials.items()}
    one = next(iter(lines.values()))
    title = f"{name}: {one['asked']:.0f} asked, {one['outside']:.0f} outside"
    heads = [title, *_SHARES.values(), *_TIMES.values()]
    rows = [
        [method, *(_shown(line, key) for key in _SHARES), *(f"{line[key]:.2f}" for key in _TIMES)]
        for method, line in lines.items()
    ]
    return table(heads, rows)


def _shown(line: Line, key: str) -> str:
    """A share in per cent; nothing where nothing of the kind was asked."""
    concerned = line["outside"] if key.endswith("_out") else line["asked"]
    if not concerned:
        return "-"
    return f"{line[key]:.3f}" if key == "mrr" else f"{line[key] * 100:.1f}"


def of_kinds(trials: Mapping[str, Trial], name: str) -> str:
    """Share of right first hits by kind, as typed / without accents; of kinds that must not be
    answered the share that is."""
    kinds = {title: _kinds(trial, name) for title, trial in trials.items()}
    heads = [f"{name}, by kind", "n", *kinds]
    rows = []
    for kind, (count, _) in next(iter(kinds.values())).items():
        rows.append([kind, str(count), *(found[kind][1] for found in kinds.values())])
    return table(heads, rows)


def _kinds(trial: Trial, name: str) -> dict[str, tuple[int, str]]:
    bare = by_kind(trial.bare[name])
    return {
        kind: (len(answers), f"{_first(answers)} / {_first(bare[kind])}")
        for kind, answers in by_kind(trial.typed[name]).items()
    }


def _first(answers: Sequence[Answered]) -> str:
    found = quality(answers)
    if found.asked:
        return f"{found.top1 * 100:.0f}"
    return f"out {found.answered_out * 100:.0f}"


def of_costs(trials: Mapping[str, Trial]) -> str:
    """Seconds and MiB; `kept` where the index of an earlier run was used."""
    heads = ["costs, one core", "load s", "index s, cold", "index s, cached", "memory MiB"]
    rows = []
    for title, trial in trials.items():
        known = costs(trial).values()
        rows.append([title, *("-" if value is None else f"{value:,.1f}" for value in known)])
    return table(heads, rows)


def _of_size(title: str, cost: Cost) -> list[str]:
    times = [f"{cost.p50_ms:.2f}", f"{cost.p99_ms:.2f}", f"{cost.index_s:.1f}"]
    return [title, f"{cost.records:,}", *times, f"{cost.rss_mb:.0f}"]


def of_growth(growth: Growth) -> str:
    """One line a method and size."""
    heads = ["growth", "records", "p50 ms", "p99 ms", "index s", "memory MiB"]
    rows = [
        _of_size(title, cost)
        for title, sizes in (("ours", growth.ours), ("BM25 folded pairs", growth.bm25))
        for cost in sizes
    ]
    told = f"ours: {growth.ratio} times the time of a question; vectors: {growth.vectors}"
    return f"{table(heads, rows)}\n{told}"
