"""The web chat as a citizen meets it: a gateway on a loopback port and a worker behind it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import uvicorn

from common.database import sessions_for
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
from tests.support.servers import free_port

SECRET = "0123456789abcdef0123456789abcdef"


def echo(asked: Utterance) -> Turn:
    """An answer that shows what was asked, with one button."""
    return Turn((OutboundMessage(f"Trả lời: {asked.text}", (Button("Lệ phí", "/ask_aspect"),)),))


class ThinkingEngine:
    """An `Engine` that says what the test wants, after as long as the test wants."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.respond: Callable[[Utterance], Turn] = echo
        self.is_away = False
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def reply(self, utterance: Utterance) -> Turn:
        if self.is_away:
            raise EngineUnavailable
        self.asked.append(utterance.text)
        await self.may_answer.wait()
        return self.respond(utterance)

    async def is_ready(self) -> bool:
        return not self.is_away

    def say(self, text: str, *buttons: str) -> None:
        """Answer everything from now on with `text` and buttons of these titles."""
        offered = tuple(Button(title, f"/{number}") for number, title in enumerate(buttons))
        self.respond = lambda _: Turn((OutboundMessage(text, offered),))


class ChatSite:
    """The gateway, which can be stopped and started again, and the engine behind it."""

    def __init__(self, database_url: str) -> None:
        self.engine = ThinkingEngine()
        self._settings = GatewaySettings(
            database_url=database_url,
            secret_key=SECRET,
            port=free_port(),
            engine_url=f"http://127.0.0.1:{free_port()}",
        )
        self._server: uvicorn.Server | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._settings.port}/"

    async def start(self) -> None:
        config = uvicorn.Config(
            make_app(self._settings),
            port=self._settings.port,
            log_config=None,
            timeout_graceful_shutdown=1,
            ws="none",
        )
        self._server = uvicorn.Server(config)
        self._serving = asyncio.create_task(self._server.serve())
        while not self._server.started:  # noqa: ASYNC110  (uvicorn sets a plain flag)
            await asyncio.sleep(0.02)

    async def stop(self) -> None:
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
            self._server = self._serving = None


@contextlib.asynccontextmanager
async def open_site(database_url: str) -> AsyncIterator[ChatSite]:
    """The running web chat on `database_url`."""
    site = ChatSite(database_url)
    queue = open_queue(database_url)
    async with sessions_for(database_url) as sessions, queue.open_async():
        answering = Answering(
            sessions=sessions,
            queue=queue,
            engine=site.engine,
            outbox=Outbox(sessions, {"webchat": WebChat()}),
            wording=load_notices(NOTICES),
            patience=Patience(timedelta(seconds=1), timedelta(hours=24)),
        )
        register_tasks(queue, sessions, answering)
        worker = asyncio.create_task(
            queue.run_worker_async(
                queues=[QUEUE],
                concurrency=8,
                install_signal_handlers=False,
                fetch_job_polling_interval=0.5,
                delete_jobs="successful",
            )
        )
        await site.start()
        try:
            yield site
        finally:
            site.engine.may_answer.set()
            await site.stop()
            worker.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await worker
