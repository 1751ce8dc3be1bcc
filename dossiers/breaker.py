"""A circuit breaker: a one-stop system that keeps failing is left in peace for a while.

Where Redis is set all processes share its state; without Redis, or while Redis is down, each
process has its own.
"""

from asyncio import CancelledError
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog
from purgatory import (
    AsyncAbstractUnitOfWork,
    AsyncCircuitBreakerFactory,
    AsyncRedisUnitOfWork,
    Event,
)
from purgatory.domain.model import OpenedState
from purgatory.service._async.circuitbreaker import AsyncCircuitBreaker
from purgatory.service._async.repository import AsyncRedisRepository
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from dossiers.errors import OneStopRefused, OneStopUnavailable

log = structlog.get_logger(__name__)

_REDIS_SECONDS = 0.4
# Nothing is wrong with a system that refuses us, nor with one whose caller went away.
_NO_FAILURE: list[type[BaseException]] = [OneStopRefused, CancelledError]


class Breaker:
    """Counts failed calls in a row; after `failures` of them refuses calls for `pause`."""

    def __init__(self, name: str, *, failures: int, pause: timedelta, redis_url: str = "") -> None:
        # purgatory keeps the limits a circuit was first made with, so they are part of its name.
        self._name = f"one-stop:{name}:{failures}:{pause.total_seconds():g}"
        self._shared = _shared_state(redis_url) if redis_url else None
        self._own = self._factory(failures, pause, None)
        self._first = self._factory(failures, pause, self._shared) if self._shared else self._own

    @staticmethod
    def _factory(
        failures: int, pause: timedelta, state: AsyncAbstractUnitOfWork | None
    ) -> AsyncCircuitBreakerFactory:
        factory = AsyncCircuitBreakerFactory(
            default_threshold=failures,
            default_ttl=pause.total_seconds(),
            exclude=[*_NO_FAILURE],
            uow=state,
        )
        factory.add_listener(_log_change)
        return factory

    @asynccontextmanager
    async def guard(self) -> AsyncIterator[None]:
        """Run one call under the breaker.

        Raises OneStopUnavailable at once, without running the block, while the circuit is open.
        """
        circuit = await self._circuit()
        try:
            await circuit.__aenter__()
        except OpenedState:
            raise OneStopUnavailable from None
        try:
            yield
        except BaseException as error:
            await self._leave(circuit, error)
            raise
        await self._leave(circuit, None)

    async def aclose(self) -> None:
        """Close the connection to Redis."""
        if self._shared is not None and isinstance(self._shared.contexts, AsyncRedisRepository):
            await self._shared.contexts.redis.aclose()

    async def _circuit(self) -> AsyncCircuitBreaker:
        try:
            return await self._first.get_breaker(self._name)
        except RedisError as error:
            log.warning("breaker_state_not_shared", error=type(error).__name__)
            return await self._own.get_breaker(self._name)

    @staticmethod
    async def _leave(circuit: AsyncCircuitBreaker, error: BaseException | None) -> None:
        try:
            await circuit.__aexit__(type(error) if error else None, error, None)
        except RedisError as lost:
            log.warning("breaker_state_not_shared", error=type(lost).__name__)


def _shared_state(redis_url: str) -> AsyncRedisUnitOfWork:
    """purgatory's state in Redis, given up on soon: a look-up must not wait for the breaker."""
    state = AsyncRedisUnitOfWork(redis_url)
    repository = AsyncRedisRepository(redis_url)
    repository.redis = Redis.from_url(
        redis_url,
        socket_connect_timeout=_REDIS_SECONDS,
        socket_timeout=_REDIS_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    state.contexts = repository
    return state


def _log_change(name: str, kind: str, event: Event) -> None:
    if kind == "state_changed":
        log.warning("breaker_changed", circuit=name, state=getattr(event, "state", ""))
