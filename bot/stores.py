"""Where the engine keeps conversations and locks: what is old is forgotten everywhere.

Both tracker stores keep the running session only (the domain says when a session ends), so that
a citizen who writes for months costs no more than one who writes today. The record of what was
said is the inbox and outbox in PostgreSQL, not this.
"""

import time
from typing import Any
from urllib.parse import unquote, urlsplit

from rasa.core.brokers.broker import EventBroker
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LOCK_LIFETIME, RedisLockStore
from rasa.core.tracker_store import InMemoryTrackerStore, RedisTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

KEY_PREFIX = "engine"
DEFAULT_RECORD_EXPIRY = 24 * 60 * 60
"""Seconds after its last message that a conversation is forgotten."""


class MemoryTrackerStore(InMemoryTrackerStore):
    """Trackers of this process, forgotten `record_exp` seconds after the last message."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        record_exp: float = DEFAULT_RECORD_EXPIRY,
        **kwargs: Any,
    ) -> None:
        """record_exp: seconds."""
        self._record_exp = record_exp
        self._saved_at: dict[str, float] = {}
        super().__init__(domain, event_broker, **kwargs)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep `tracker`, and drop those whose time is over."""
        await super().save(tracker)
        now = time.monotonic()
        self._saved_at.pop(tracker.sender_id, None)
        self._saved_at[tracker.sender_id] = now
        for sender_id, saved_at in list(self._saved_at.items()):
            if saved_at > now - self._record_exp:
                break  # in order of time: the rest is younger
            del self._saved_at[sender_id], self.store[sender_id]


class SessionTrackerStore(RedisTrackerStore):
    """Trackers in Redis; Rasa's own appends all earlier sessions at every message."""

    async def save(self, tracker: DialogueStateTracker, timeout: float | None = None) -> None:
        """Keep the events of `tracker`, which `retrieve` limited to the running session."""
        await self.stream_events(tracker)
        self.red.set(
            self.key_prefix + tracker.sender_id,
            self.serialise_tracker(tracker),
            ex=int(timeout or self.record_exp or DEFAULT_RECORD_EXPIRY),
        )


class ExpiringLockStore(RedisLockStore):
    """Locks in Redis that do not outlive an engine that died while it held them."""

    def __init__(self, endpoint_config: EndpointConfig) -> None:
        """endpoint_config: as Rasa passes it to a lock store named by its class."""
        super().__init__(host=endpoint_config.url, **endpoint_config.kwargs)

    def save_lock(self, lock: TicketLock) -> None:
        """Keep `lock` for as long as its newest ticket can be valid."""
        key = self.key_prefix + lock.conversation_id
        self.red.set(key, lock.dumps(), ex=int(LOCK_LIFETIME) + 1)


def memory_store(record_exp: int) -> EndpointConfig:
    """Tracker store of one process; Rasa's own lock store in memory forgets by itself."""
    return EndpointConfig(type="bot.stores.MemoryTrackerStore", record_exp=record_exp)


def redis_stores(url: str, record_exp: int) -> "tuple[EndpointConfig, EndpointConfig]":
    """Tracker store and lock store in the Redis at `url` (`redis://` or `rediss://`).

    Raises ValueError for another scheme.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss"}:
        raise ValueError("REDIS_URL must begin with redis:// or rediss://.")
    server = {
        "url": parts.hostname or "localhost",
        "port": parts.port or 6379,
        "db": int(parts.path.strip("/") or 0),
        "username": unquote(parts.username) if parts.username else None,
        "password": unquote(parts.password) if parts.password else None,
        "use_ssl": parts.scheme == "rediss",
        "key_prefix": KEY_PREFIX,
    }
    return (
        EndpointConfig(type="bot.stores.SessionTrackerStore", record_exp=record_exp, **server),
        EndpointConfig(type="bot.stores.ExpiringLockStore", **server),
    )
