"""What a question costs over so many records; imports no method, so that memory is the method's."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.search.data import Question
from benchmarks.search.figures import answered, percentile
from benchmarks.search.method import Contender
from benchmarks.search.one_core import rss_mb
from benchmarks.search.varied import varied
from knowledge.corpus import Entry

_WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one size on one core. index_s: with vectors at hand. rss_mb: growth of the process by
    loading and indexing. p50_ms, p99_ms: of a question."""

    records: int
    index_s: float
    rss_mb: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Growth:
    """vectors: where those of the largest list come from, see `grown`."""

    ours: tuple[Cost, ...]
    bm25: tuple[Cost, ...]
    vectors: str

    @property
    def ratio(self) -> float:
        """Time of a question to ours over the largest list, over that of the national list."""
        return round(self.ours[-1].p50_ms / self.ours[0].p50_ms, 2)


def cost(
    contender: Contender,
    entries: Sequence[Entry],
    asked: Sequence[Question],
    size: int,
    folder: Path,
) -> Cost:
    """Index `size` records and ask."""
    records = varied(entries, size)
    before = rss_mb()
    method = contender.make()
    method.load()
    started = time.perf_counter()
    method.index(records, folder)
    index_s = time.perf_counter() - started
    answered(islice(asked, _WARM_UP), method.search)
    rss = rss_mb() - before
    times = [answer.ms for answer in answered(asked, method.search)]
    method.close()
    return Cost(
        len(records),
        round(index_s, 2),
        round(rss, 1),
        percentile(times, 0.5),
        percentile(times, 0.99),
    )
