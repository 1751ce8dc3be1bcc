"""Asks questions over HTTP, one at a time or many at once, and measures each turn."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

Turn = Callable[[int, str], Awaitable[None]]
"""One turn of the conversation numbered by the first argument."""


@dataclass(frozen=True)
class Figures:
    """Times of one run. p50_ms, p95_ms: of a turn; per_second: turns of all together."""

    p50_ms: float
    p95_ms: float
    per_second: float


async def measure(turn: Turn, questions: Sequence[str], at_once: int, turns: int) -> Figures:
    """`turns` turns by `at_once` conversations that each wait for their answer."""
    times: list[float] = []

    async def talk(conversation: int) -> None:
        for number in range(conversation, turns, at_once):
            started = time.perf_counter()
            await turn(conversation, questions[number % len(questions)])
            times.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(talk(conversation) for conversation in range(at_once)))
    elapsed = time.perf_counter() - started
    cuts = statistics.quantiles(times, n=100)
    return Figures(
        round(cuts[49] * 1000, 1), round(cuts[94] * 1000, 1), round(len(times) / elapsed, 1)
    )
