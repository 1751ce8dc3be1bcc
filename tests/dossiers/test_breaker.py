"""The circuit breaker, with its state in memory and in a real Redis."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from dossiers.breaker import Breaker
from dossiers.errors import OneStopRefused, OneStopUnavailable
from tests.dossiers.support import raw_server
from tests.support.servers import free_port

PAUSE = timedelta(seconds=0.3)


@asynccontextmanager
async def breaker(redis_url: str = "", name: str = "") -> AsyncIterator[Breaker]:
    made = Breaker(name or uuid4().hex, failures=3, pause=PAUSE, redis_url=redis_url)
    try:
        yield made
    finally:
        await made.aclose()


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.redis)])
def state(request: pytest.FixtureRequest) -> str:
    return "" if request.param == "memory" else request.getfixturevalue("redis_url")


async def fail(one: Breaker, error: BaseException | None = None) -> None:
    raised = error or OneStopUnavailable()
    with pytest.raises(type(raised)):
        async with one.guard():
            raise raised


async def succeed(one: Breaker) -> None:
    async with one.guard():
        pass


async def fail_and_tell(one: Breaker, made: list[bool]) -> None:
    async with one.guard():
        made.append(True)
        raise OneStopUnavailable


async def is_open(one: Breaker) -> bool:
    """Whether calls are refused without being made."""
    made: list[bool] = []
    with pytest.raises(OneStopUnavailable):
        await fail_and_tell(one, made)
    return not made


class TestBreaker:
    async def test_it_opens_after_so_many_failures_in_a_row(self, state: str) -> None:
        async with breaker(state) as one:
            for _ in range(3):
                await fail(one)
            assert await is_open(one)

    async def test_a_success_in_between_starts_the_count_anew(self, state: str) -> None:
        async with breaker(state) as one:
            await fail(one)
            await fail(one)
            await succeed(one)
            await fail(one)
            await fail(one)
            assert not await is_open(one)

    async def test_after_the_pause_one_success_closes_it(self, state: str) -> None:
        async with breaker(state) as one:
            for _ in range(3):
                await fail(one)
            await asyncio.sleep(PAUSE.total_seconds() + 0.05)
            await succeed(one)
            await fail(one)
            assert not await is_open(one)

    async def test_after_the_pause_one_failure_opens_it_again(self, state: str) -> None:
        async with breaker(state) as one:
            for _ in range(3):
                await fail(one)
            await asyncio.sleep(PAUSE.total_seconds() + 0.05)
            await fail(one)
            assert await is_open(one)

    async def test_refusals_and_callers_that_went_away_are_no_failures(self, state: str) -> None:
        async with breaker(state) as one:
            for _ in range(4):
                await fail(one, OneStopRefused())
                await fail(one, asyncio.CancelledError())
            assert not await is_open(one)

    async def test_changes_are_logged(self) -> None:
        with capture_logs() as lines:
            async with breaker() as one:
                for _ in range(3):
                    await fail(one)
        assert [line["state"] for line in lines if line["event"] == "breaker_changed"] == ["opened"]

    @pytest.mark.redis
    async def test_in_redis_all_processes_share_the_state(self, redis_url: str) -> None:
        name = uuid4().hex
        async with breaker(redis_url, name) as one, breaker(redis_url, name) as other:
            for _ in range(3):
                await fail(one)
            assert await is_open(other)

    async def test_while_redis_is_down_each_process_counts_for_itself(self) -> None:
        async with breaker(f"redis://127.0.0.1:{free_port()}/0") as one:
            for _ in range(3):
                await fail(one)
            assert await is_open(one)

    async def test_a_redis_that_hangs_is_given_up_on_soon(self) -> None:
        async with raw_server() as url, breaker(url.replace("http", "redis")) as one:
            started = time.perf_counter()
            await succeed(one)
            assert time.perf_counter() - started < 1.5
