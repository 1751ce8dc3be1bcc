"""When guessing pauses."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dossiers.pauses import Limit, Standing, standing, stricter

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FIVE = Limit(5, timedelta(minutes=15))
GROWING = Limit(2, timedelta(hours=1), growth=2)


def minutes(*numbers: float) -> list[datetime]:
    return [START + timedelta(minutes=number) for number in numbers]


def at(number: float) -> datetime:
    return START + timedelta(minutes=number)


class TestStanding:
    def test_who_never_guessed_has_all_attempts(self) -> None:
        assert standing([], FIVE, START) == Standing(5, None)

    def test_four_wrong_leave_one(self) -> None:
        assert standing(minutes(0, 1, 2, 3), FIVE, at(4)) == Standing(1, None)

    def test_the_fifth_wrong_starts_a_pause_from_its_own_moment(self) -> None:
        assert standing(minutes(0, 1, 2, 3, 4), FIVE, at(5)).paused_until == at(19)

    def test_at_its_very_end_the_pause_is_over_and_all_attempts_are_back(self) -> None:
        wrong = minutes(0, 1, 2, 3, 4)
        assert standing(wrong, FIVE, at(18.99)).paused_until == at(19)
        assert standing(wrong, FIVE, at(19)) == Standing(5, None)

    def test_pauses_grow_where_told_to_but_not_beyond_the_longest(self) -> None:
        wrong, now = list[datetime](), START
        lengths = []
        for _ in range(8):
            wrong += [now, now]
            until = standing(wrong, GROWING, now).paused_until
            assert until is not None
            lengths.append((until - now).total_seconds() / 3600)
            now = until
        assert lengths == [1, 2, 4, 8, 16, 24, 24, 24]

    def test_after_a_quiet_day_everything_starts_anew(self) -> None:
        wrong = minutes(0, 0)
        later = START + timedelta(hours=1 + 24)
        assert standing([*wrong, later, later], GROWING, later).paused_until == later + timedelta(
            hours=1
        )
        assert standing(minutes(0, 1, 2), FIVE, START + timedelta(days=2)).left == 5

    @given(st.lists(st.integers(0, 24 * 60), max_size=200), st.integers(1, 10))
    def test_who_waits_out_pauses_never_gets_more_guesses_than_the_limit_allows(
        self, wishes: list[int], attempts: int
    ) -> None:
        limit = Limit(attempts, timedelta(minutes=15))
        made: list[datetime] = []
        for wish in sorted(wishes):
            if standing(made, limit, at(wish)).paused_until is None:
                made.append(at(wish))
        for first in made:
            window = [m for m in made if first <= m < first + timedelta(minutes=15)]
            assert len(window) <= 2 * attempts - 1


class TestStricter:
    def test_the_fewer_attempts_and_the_later_end_count(self) -> None:
        one, other = Standing(3, at(10)), Standing(4, at(20))
        assert stricter(one, other) == Standing(3, at(20))
        assert stricter(Standing(3, None), Standing(4, None)) == Standing(3, None)
