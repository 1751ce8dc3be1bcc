"""A short memory of answers, so that three questions in a row are one call."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Remembered(Generic[V]):
    """An answer and the moment (of the cache's clock, seconds) until which it holds."""

    value: V
    until: float


class ShortCache(Generic[V]):
    """At most `most` answers; the one longest unused goes first.

    clock: seconds that never run backwards.
    """

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._answers: OrderedDict[str, Remembered[V]] = OrderedDict()

    def get(self, key: str) -> Remembered[V] | None:
        """What is remembered under `key` and still holds."""
        found = self._answers.get(key)
        if found is None:
            return None
        if found.until <= self._clock():
            del self._answers[key]
            return None
        self._answers.move_to_end(key)
        return found

    def put(self, key: str, value: V, lasts: timedelta) -> None:
        """Remember `value` under `key` for as long as `lasts`."""
        self._answers[key] = Remembered(value, self._clock() + lasts.total_seconds())
        self._answers.move_to_end(key)
        while len(self._answers) > self._most:
            self._answers.popitem(last=False)

    def __len__(self) -> int:
        return len(self._answers)
