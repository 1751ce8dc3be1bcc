"""When guessing must pause: a pure reading of the times of wrong guesses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """`attempts` wrong guesses, then a pause.

    growth: how many times longer each further pause is; longest: where growing ends.
    forgotten_after: after so long without a wrong guess or a pause everything starts anew.
    """

    attempts: int
    pause: timedelta
    growth: int = 1
    longest: timedelta = timedelta(days=1)
    forgotten_after: timedelta = timedelta(days=1)

    def nth_pause(self, n: int) -> timedelta:
        """Length of the pause number `n`, counted from 0."""
        times: int = self.growth ** min(n, 20)
        return min(self.pause * times, max(self.longest, self.pause))


@dataclass(frozen=True, slots=True)
class Standing:
    """left: guesses until the next pause; paused_until: end of the pause that runs now, if any."""

    left: int
    paused_until: datetime | None


def standing(wrong: Iterable[datetime], limit: Limit, now: datetime) -> Standing:
    """Where somebody stands at `now` after wrong guesses at the given times (oldest first)."""
    count, pauses = 0, 0
    until: datetime | None = None
    quiet_since: datetime | None = None
    for moment in wrong:
        if _is_forgotten(quiet_since, limit, moment):
            count, pauses = 0, 0
        count, quiet_since = count + 1, moment
        if count == limit.attempts:
            until = quiet_since = moment + limit.nth_pause(pauses)
            count, pauses = 0, pauses + 1
    if _is_forgotten(quiet_since, limit, now):
        count = 0
    return Standing(limit.attempts - count, until if until is not None and until > now else None)


def _is_forgotten(quiet_since: datetime | None, limit: Limit, now: datetime) -> bool:
    return quiet_since is not None and now - quiet_since >= limit.forgotten_after


def stricter(one: Standing, other: Standing) -> Standing:
    """What two limits leave together."""
    pauses = [s.paused_until for s in (one, other) if s.paused_until is not None]
    return Standing(min(one.left, other.left), max(pauses, default=None))
