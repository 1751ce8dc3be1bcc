"""The worker process: takes messages from the queue, asks the engine, sends the replies."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import procrastinate
import structlog
import uvloop

from common.database import Sessions, sessions_for
from common.embedded import database_url
from common.logging import configure_logging
from connectors.answering import Answering, Patience
from connectors.channel import Channel
from connectors.engine import RasaEngine
from connectors.notices import load_notices
from connectors.outbox import Outbox
from connectors.queue import QUEUE, open_queue
from connectors.settings import WorkerSettings
from connectors.tasks import register_tasks
from connectors.webchat.channel import WebChat

log = structlog.get_logger()

POOL_SIZE = 10
"""Of connections; a turn holds none while the engine thinks."""
SWEEP_EVERY = timedelta(seconds=5)
POLL_SECONDS = 0.25
"""A message that arrives just as its conversation's job ends waits at most this long."""
DEAD_AFTER_SECONDS = 12
"""A worker that did not report for so long is dead; its jobs are taken over."""


def channels() -> dict[str, Channel]:
    """Every channel the worker can send through, by name."""
    return {channel.name: channel for channel in (WebChat(),)}


@contextlib.asynccontextmanager
async def open_worker(
    settings: WorkerSettings,
) -> AsyncIterator[tuple[procrastinate.App, Outbox]]:
    """All parts of the worker, wired; the queue's tasks are registered."""
    url = database_url(settings.database_url, settings.data_dir)
    queue = open_queue(url)
    timeout = httpx.Timeout(settings.engine_timeout.total_seconds(), connect=2)
    async with (
        sessions_for(url, pool_size=POOL_SIZE) as sessions,
        httpx.AsyncClient(base_url=settings.engine_url, timeout=timeout) as client,
        queue.open_async(),
    ):
        outbox = Outbox(sessions, channels())
        register_tasks(queue, sessions, make_answering(settings, sessions, queue, client, outbox))
        yield queue, outbox


def make_answering(
    settings: WorkerSettings,
    sessions: Sessions,
    queue: procrastinate.App,
    client: httpx.AsyncClient,
    outbox: Outbox,
) -> Answering:
    """The answering as the settings want it."""
    return Answering(
        sessions=sessions,
        queue=queue,
        engine=RasaEngine(client),
        outbox=outbox,
        wording=load_notices(settings.notices),
        patience=Patience(settings.retry_at_most, settings.give_up_after),
    )


async def look_after(queue: procrastinate.App, outbox: Outbox) -> None:
    """Take over the jobs of dead workers and send stranded replies, for ever."""
    while True:
        try:
            stalled = await queue.job_manager.get_stalled_jobs(
                seconds_since_heartbeat=DEAD_AFTER_SECONDS
            )
            for job in stalled:
                log.warning("job_taken_over", job_id=job.id)
                await queue.job_manager.retry_job(job)
            await outbox.sweep()
        except Exception:
            # The database may be away for a while; the loop must outlive that.
            log.exception("look_after_failed")
        await asyncio.sleep(SWEEP_EVERY.total_seconds())


async def run(settings: WorkerSettings) -> None:
    """Work until told to stop; running jobs are finished first."""
    async with open_worker(settings) as (queue, outbox):
        keeper = asyncio.create_task(look_after(queue, outbox))
        log.info("worker_ready", concurrency=settings.concurrency)
        try:
            await queue.run_worker_async(
                queues=[QUEUE],
                concurrency=settings.concurrency,
                shutdown_graceful_timeout=settings.engine_timeout.total_seconds(),
                fetch_job_polling_interval=POLL_SECONDS,
                update_heartbeat_interval=3,
                stalled_worker_timeout=DEAD_AFTER_SECONDS,
                delete_jobs="successful",
            )
        finally:
            keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeper


def main() -> None:
    """Entry point: `python -m connectors.worker`."""
    settings = WorkerSettings()
    configure_logging("worker", settings.log_level)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run(settings))


if __name__ == "__main__":
    main()
