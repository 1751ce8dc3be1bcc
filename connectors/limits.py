"""Rate limits, shared between gateways through Redis where there is one."""

import limits
from limits.aio.storage import MemoryStorage, RedisStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter

from common.errors import TooManyRequests


class RateLimits:
    """Raises TooManyRequests when a limit is reached."""

    def __init__(
        self, *, redis_url: str, messages_per_minute: int, conversations_per_minute: int
    ) -> None:
        storage: Storage = (
            RedisStorage(f"async+{redis_url}", implementation="redispy")
            if redis_url
            else MemoryStorage()
        )
        self._limiter = MovingWindowRateLimiter(storage)
        self._messages = limits.RateLimitItemPerMinute(messages_per_minute)
        self._conversations = limits.RateLimitItemPerMinute(conversations_per_minute)

    async def message(self, conversation_id: str) -> None:
        """One message of a conversation."""
        await self._hit(self._messages, "message", conversation_id)

    async def new_conversation(self, address: str) -> None:
        """One conversation opened from a network address."""
        await self._hit(self._conversations, "conversation", address)

    async def _hit(self, item: limits.RateLimitItem, *identifiers: str) -> None:
        if not await self._limiter.hit(item, *identifiers):
            raise TooManyRequests
