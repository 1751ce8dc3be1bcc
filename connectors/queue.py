"""The job queue on PostgreSQL; jobs of one conversation run one at a time and in order."""

from uuid import UUID

import procrastinate
from psycopg import AsyncConnection
from sqlalchemy.ext.asyncio import AsyncSession

from common.database import plain_url

QUEUE = "messages"
ANSWER = "answer"
WAKE = "wake"


def open_queue(database_url: str, *, pool_size: int = 4) -> procrastinate.App:
    """The queue on `database_url`; use it as `async with queue.open_async()`."""
    connector = procrastinate.PsycopgConnector(
        conninfo=plain_url(database_url), min_size=1, max_size=pool_size
    )
    return procrastinate.App(connector=connector)


async def enqueue(
    queue: procrastinate.App,
    session: AsyncSession,
    conversation_id: UUID,
    inbox_id: int,
    payload: str | None = None,
) -> None:
    """Queue the answer to one message in the transaction of `session`.

    payload: what to ask instead of the message itself, after a deferral.
    """
    await queue.configure_task(
        ANSWER,
        queue=QUEUE,
        lock=str(conversation_id),
        connection=await _driver_connection(session),
        allow_unknown=True,
    ).defer_async(inbox_id=inbox_id, payload=payload)


async def enqueue_wake(
    queue: procrastinate.App, session: AsyncSession, inbox_id: int, payload: str, in_seconds: int
) -> None:
    """Queue a later try that does not hold up the conversation meanwhile (it has no lock)."""
    await queue.configure_task(
        WAKE,
        queue=QUEUE,
        schedule_in={"seconds": in_seconds},
        connection=await _driver_connection(session),
        allow_unknown=True,
    ).defer_async(inbox_id=inbox_id, payload=payload)


async def _driver_connection(session: AsyncSession) -> AsyncConnection:
    """The psycopg connection under `session`, so that the job is part of its transaction."""
    raw = await (await session.connection()).get_raw_connection()
    connection = raw.driver_connection
    if not isinstance(connection, AsyncConnection):
        raise TypeError("The queue needs the psycopg 3 driver: postgresql+psycopg://")
    return connection
