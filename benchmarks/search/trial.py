"""One method over all sets: made ready from nothing, made ready again, then asked."""

import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks.search.data import Question
from benchmarks.search.figures import Answered, answered
from benchmarks.search.method import Contender
from benchmarks.search.one_core import on_one_core, rss_mb
from knowledge.corpus import Entry

_WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Trial:
    """What one method did.

    load_s: libraries and models. cold_s: to index from nothing, in this run or in the one that made
    what is kept; None where neither is known. cached_s: to index again. rss_mb: what its process
    grew by, libraries included. typed, bare: answers by set, as typed and without accents.
    """

    load_s: float
    cold_s: float | None
    cached_s: float
    rss_mb: float
    typed: dict[str, list[Answered]]
    bare: dict[str, list[Answered]]


def tried(
    contender: Contender,
    entries: Sequence[Entry],
    sets: Mapping[str, Sequence[Question]],
    folder: Path,
    *,
    anew: bool,
) -> Trial:
    """Try it in processes of its own. folder: what is kept of indexes; anew: emptied before."""
    if anew and not contender.keeps:
        shutil.rmtree(folder, ignore_errors=True)
    cold_s = on_one_core(index_cold, contender, entries, folder)
    return on_one_core(ask_all, contender, entries, sets, folder, cold_s)


def index_cold(contender: Contender, entries: Sequence[Entry], folder: Path) -> float | None:
    """Seconds; those of the run that made it where `folder` holds the index."""
    method = contender.make()
    method.load()
    record = folder / "cold_seconds"
    seconds, from_nothing = _timed(lambda: method.index(entries, folder))
    method.close()
    if from_nothing:
        folder.mkdir(parents=True, exist_ok=True)
        record.write_text(f"{seconds:.2f}")
    return float(record.read_text()) if record.exists() else None


def ask_all(
    contender: Contender,
    entries: Sequence[Entry],
    sets: Mapping[str, Sequence[Question]],
    folder: Path,
    cold_s: float | None,
) -> Trial:
    """Index from what is kept, warm up, ask every question as typed and without accents."""
    before = rss_mb()
    started = time.perf_counter()
    method = contender.make()
    method.load()
    load_s = time.perf_counter() - started
    cached_s, _ = _timed(lambda: method.index(entries, folder))
    answered(list(chain(*sets.values()))[:_WARM_UP], method.search)
    rss = rss_mb() - before
    typed = {name: answered(asked, method.search) for name, asked in sets.items()}
    bare = {
        name: answered([question.unaccented for question in asked], method.search)
        for name, asked in sets.items()
    }
    method.close()
    return Trial(load_s, cold_s, cached_s, rss, typed, bare)


def _timed(work: Callable[[], bool]) -> tuple[float, bool]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result
