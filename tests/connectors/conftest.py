"""A gateway and a worker on a real database, with an engine whose answers the test decides."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import httpx
import procrastinate
import pytest
import uvicorn
from fastapi import FastAPI

from common.database import Sessions
from connectors.answering import Answering, Patience
from connectors.engine import EngineUnavailable, Turn, Utterance
from connectors.gateway import make_app
from connectors.messages import Button, OutboundMessage
from connectors.notices import load_notices
from connectors.outbox import Outbox
from connectors.queue import QUEUE, open_queue
from connectors.settings import NOTICES, GatewaySettings
from connectors.tasks import register_tasks
from connectors.webchat.channel import WebChat
from tests.support.servers import free_port, wait_for_port

SECRET = "0123456789abcdef0123456789abcdef"


class ScriptedEngine:
    """An `Engine` that says what the test wants and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Utterance] = []
        self.is_away = False
        self.respond: Callable[[Utterance], Turn] = lambda asked: Turn(
            (OutboundMessage(f"Trả lời: {asked.text}", (Button("Lệ phí", "/ask_aspect"),)),)
        )

    async def reply(self, utterance: Utterance) -> Turn:
        self.asked.append(utterance)
        await asyncio.sleep(0.01)
        if self.is_away:
            raise EngineUnavailable
        return self.respond(utterance)

    async def is_ready(self) -> bool:
        return not self.is_away


@pytest.fixture
def engine() -> ScriptedEngine:
    return ScriptedEngine()


@pytest.fixture
async def queue(database_url: str) -> AsyncIterator[procrastinate.App]:
    opened = open_queue(database_url)
    async with opened.open_async():
        yield opened


@pytest.fixture
def outbox(sessions: Sessions) -> Outbox:
    return Outbox(sessions, {"webchat": WebChat()})


@pytest.fixture
def answering(
    sessions: Sessions, queue: procrastinate.App, engine: ScriptedEngine, outbox: Outbox
) -> Answering:
    return Answering(
        sessions=sessions,
        queue=queue,
        engine=engine,
        outbox=outbox,
        wording=load_notices(NOTICES),
        patience=Patience(timedelta(seconds=1), timedelta(hours=24)),
    )


@pytest.fixture
async def worker(
    queue: procrastinate.App, sessions: Sessions, answering: Answering
) -> AsyncIterator[None]:
    """The worker's queue loop, in this process."""
    register_tasks(queue, sessions, answering)
    task = asyncio.create_task(
        queue.run_worker_async(
            queues=[QUEUE],
            concurrency=8,
            install_signal_handlers=False,
            fetch_job_polling_interval=0.5,
            delete_jobs="successful",
        )
    )
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@contextlib.asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """`app` on a loopback port, and a client for it."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_config=None, timeout_graceful_shutdown=1, ws="none")
    )
    task = asyncio.create_task(server.serve())
    await asyncio.to_thread(wait_for_port, port)
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        yield client
    server.should_exit = True
    await task


@pytest.fixture
async def gateway(database_url: str) -> AsyncIterator[httpx.AsyncClient]:
    """A gateway on a loopback port, and a client for it."""
    settings = GatewaySettings(
        database_url=database_url,
        secret_key=SECRET,
        engine_url=f"http://127.0.0.1:{free_port()}",
        messages_per_minute=200,
    )
    async with served(make_app(settings)) as client:
        yield client
