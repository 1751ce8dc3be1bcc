"""The short memory of answers."""

from datetime import timedelta

from dossiers.cache import ShortCache


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


class TestShortCache:
    def test_an_answer_holds_for_its_time_and_no_longer(self) -> None:
        clock = Seconds()
        cache = ShortCache[str](10, clock)
        cache.put("a", "x", timedelta(seconds=30))
        clock.now = 29.9
        held = cache.get("a")
        clock.now = 30.0
        assert held is not None
        assert held.value == "x"
        assert cache.get("a") is None
        assert len(cache) == 0

    def test_that_there_is_nothing_is_an_answer_too(self) -> None:
        cache = ShortCache[str | None](10, Seconds())
        cache.put("a", None, timedelta(seconds=5))
        remembered = cache.get("a")
        assert remembered is not None
        assert remembered.value is None

    def test_it_never_holds_more_than_it_may_and_forgets_the_longest_unused(self) -> None:
        cache = ShortCache[int](3, Seconds())
        for number in range(3):
            cache.put(str(number), number, timedelta(seconds=5))
        cache.get("0")
        cache.put("3", 3, timedelta(seconds=5))
        assert len(cache) == 3
        assert cache.get("1") is None
        assert cache.get("0") is not None
