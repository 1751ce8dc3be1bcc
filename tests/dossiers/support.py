"""A sandbox on a free loopback port, and servers that break the contract on purpose."""

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn

from dossiers.http import HttpOneStop
from dossiers.sandbox.app import create_app
from dossiers.sandbox.demo import DemoDossier, demo_dossiers
from dossiers.sandbox.modes import Behaviour, Mode, Switch
from dossiers.sandbox.settings import SandboxSettings
from dossiers.sandbox.store import Store
from dossiers.settings import DossierSettings
from dossiers.status import system_table

API_KEY = "a-key-for-tests"


@dataclass
class RunningSandbox:
    """A sandbox that serves."""

    url: str
    switch: Switch
    store: Store

    def be(self, mode: Mode, **details: Any) -> None:
        """Switch its mode and start counting calls anew."""
        self.switch.turn(Behaviour(mode=mode, **details))

    @property
    def calls(self) -> int:
        """Calls of the dossier API since the last switch."""
        return self.switch.calls

    def demo(self, key: str) -> DemoDossier:
        """The demo dossier `key` of data/demo.yaml."""
        return next(demo for demo in demo_dossiers(self.store) if demo.key == key)


@contextmanager
def running_sandbox(folder: Path) -> Iterator[RunningSandbox]:
    """A sandbox with a database under `folder` whose dossiers do not move by themselves."""
    settings = SandboxSettings(
        SANDBOX_API_KEY=API_KEY,
        sandbox_database=str(folder / "sandbox.sqlite"),
        sandbox_advance_every=timedelta(0),
    )
    app = create_app(settings)
    server = uvicorn.Server(
        uvicorn.Config(app, log_config=None, ws="none", timeout_graceful_shutdown=1)
    )
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            end = time.monotonic() + 20
            while not server.started:
                if time.monotonic() > end:
                    raise TimeoutError("The sandbox does not start.")
                time.sleep(0.01)
            yield RunningSandbox(f"http://127.0.0.1:{port}", app.state.switch, app.state.store)
        finally:
            server.should_exit = True
            thread.join(10)


def settings_for(url: str, **changed: Any) -> DossierSettings:
    """Settings of a client of the system at `url`."""
    return DossierSettings(
        one_stop_url=url, **{"one_stop_api_key": API_KEY, "redis_url": "", **changed}
    )


@asynccontextmanager
async def client_of(url: str, **changed: Any) -> AsyncIterator[HttpOneStop]:
    """A client of the system at `url`; `changed` are settings."""
    settings = settings_for(url, **changed)
    client = HttpOneStop.open(settings, system_table("sandbox"))
    try:
        yield client
    finally:
        await client.aclose()


@asynccontextmanager
async def raw_server(*pieces: bytes, pause: float = 0) -> AsyncIterator[str]:
    """A server that answers every call with the same bytes, a `pause` after each piece."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(pause)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.close()


def http_answer(status: str, body: bytes) -> bytes:
    """A whole HTTP/1.1 answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


class SetClock:
    """A clock that moves only when told to."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or datetime(2026, 11, 23, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **length: float) -> None:
        """Let time go by: `pass_(minutes=15)`."""
        self.now += timedelta(**length)


TODAY = date(2026, 11, 21)
