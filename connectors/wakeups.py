"""Tells waiting requests and open pages of one gateway that their conversation changed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import psycopg
import structlog

from common.database import plain_url
from connectors.conversations import CHANGED

log = structlog.get_logger()

RECONNECT_SECONDS = 1


class Wakeups:
    """One LISTEN connection for the process; an event for every watcher.

    While the connection is away nothing is lost: watchers look for themselves every few seconds.
    """

    def __init__(self, database_url: str) -> None:
        self._url = plain_url(database_url)
        self._watchers: dict[str, set[asyncio.Event]] = {}

    @contextlib.contextmanager
    def watch(self, conversation_id: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever the conversation changes."""
        event = asyncio.Event()
        watchers = self._watchers.setdefault(conversation_id, set())
        watchers.add(event)
        try:
            yield event
        finally:
            watchers.discard(event)
            if not watchers:
                self._watchers.pop(conversation_id, None)

    async def run(self) -> None:
        """Listen for ever; to be run as a task of the gateway."""
        while True:
            try:
                await self._listen()
            except psycopg.OperationalError:
                log.warning("wakeups_lost")
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _listen(self) -> None:
        async with await psycopg.AsyncConnection.connect(self._url, autocommit=True) as connection:
            await connection.execute(f"LISTEN {CHANGED}".encode())
            for event in [e for events in self._watchers.values() for e in events]:
                event.set()
            async for notification in connection.notifies():
                for event in tuple(self._watchers.get(notification.payload, ())):
                    event.set()


@contextlib.asynccontextmanager
async def running(wakeups: Wakeups) -> AsyncIterator[None]:
    """Run the listener for the length of the block."""
    task = asyncio.create_task(wakeups.run())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def wait_for(event: asyncio.Event, seconds: float) -> None:
    """Return when the event is set, or after `seconds` at the latest; clears it."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    event.clear()
