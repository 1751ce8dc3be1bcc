"""Rate limits, shared between gateways through Redis where there is one."""

import limits
import structlog
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.storage.redis.redispy import RedispyBridge
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError

from common.errors import TooManyRequests

log = structlog.get_logger()

REDIS_SECONDS = 0.5
"""A Redis that takes longer counts as away."""


class RateLimits:
    """Raises TooManyRequests when a limit is reached.

    Without its Redis nothing is refused: taking a message in matters more than counting it.
    """

    def __init__(
        self, *, redis_url: str, messages_per_minute: int, conversations_per_minute: int
    ) -> None:
        self._redis = redis_storage(redis_url) if redis_url else None
        self._limiter = MovingWindowRateLimiter(self._redis or MemoryStorage())
        self._messages = limits.RateLimitItemPerMinute(messages_per_minute)
        self._conversations = limits.RateLimitItemPerMinute(conversations_per_minute)

    async def message(self, conversation_id: str) -> None:
        """One message of a conversation."""
        await self._hit(self._messages, "message", conversation_id)

    async def new_conversation(self, address: str) -> None:
        """One conversation opened from a network address."""
        await self._hit(self._conversations, "conversation", address)

    async def close(self) -> None:
        """Let go of the connections to Redis."""
        if self._redis is not None and isinstance(self._redis.bridge, RedispyBridge):
            await self._redis.bridge.storage.aclose()

    async def _hit(self, item: limits.RateLimitItem, *identifiers: str) -> None:
        try:
            allowed = await self._limiter.hit(item, *identifiers)
        except StorageError:
            log.warning("rate_limits_away")
            return
        if not allowed:
            raise TooManyRequests


def redis_storage(url: str) -> RedisStorage:
    """Counters in Redis; its errors come as StorageError."""
    return RedisStorage(
        f"async+{url}",
        implementation="redispy",
        wrap_exceptions=True,
        socket_timeout=REDIS_SECONDS,
        socket_connect_timeout=REDIS_SECONDS,
    )
