"""Which processes run on one machine, on which ports, with which environment."""

import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGINE_PYTHON = ROOT / ".venv-engine" / "bin" / "python"


@dataclass(frozen=True)
class Process:
    """One process: its name, command and the URL that answers 200 once it is ready."""

    name: str
    command: tuple[str, ...]
    ready_url: str | None = None


@dataclass(frozen=True)
class Plan:
    """All processes of one machine and the environment they share."""

    data_dir: Path
    port: int
    environment: Mapping[str, str]
    processes: tuple[Process, ...] = field(default=())

    @property
    def chat_url(self) -> str:
        """Address of the chat page."""
        return f"http://127.0.0.1:{self.port}/"


def make_plan(data_dir: Path, database_url: str, secrets: Mapping[str, str]) -> Plan:
    """The plan for this machine; inner ports move aside when taken, the chat's does not.

    Raises OSError with a clear sentence if the chat's port is taken.
    """
    port = int(os.environ.get("PORT", "8000"))
    if not is_free(port):
        raise OSError(f"Port {port} is taken. Choose another one: PORT=8080 make demo")
    engine, actions, sandbox = (free_port_from(start) for start in (5005, 5055, 8010))
    environment = {
        **os.environ,
        **secrets,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(data_dir),
        "PORT": str(port),
        "ENGINE_PORT": str(engine),
        "ENGINE_URL": f"http://127.0.0.1:{engine}",
        "ACTIONS_PORT": str(actions),
        "ACTIONS_URL": f"http://127.0.0.1:{actions}/webhook",
        "SANDBOX_PORT": str(sandbox),
        "ONE_STOP_URL": f"http://127.0.0.1:{sandbox}",
        "PYTHONUNBUFFERED": "1",
    }
    return Plan(
        data_dir,
        port,
        environment,
        (
            app_process("sandbox", "dossiers.sandbox", f"http://127.0.0.1:{sandbox}/health"),
            app_process("actions", "actions", f"http://127.0.0.1:{actions}/health"),
            Process(
                "engine",
                (str(ENGINE_PYTHON), "-m", "bot.serve"),
                f"http://127.0.0.1:{engine}/status",
            ),
            app_process("worker", "connectors.worker"),
            app_process("gateway", "connectors.gateway", f"http://127.0.0.1:{port}/health"),
        ),
    )


def app_process(name: str, module: str, ready_url: str | None = None) -> Process:
    """A process of the app environment."""
    return Process(name, (sys.executable, "-m", module), ready_url)


def is_free(port: int) -> bool:
    """Whether nobody listens on the loopback `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def free_port_from(start: int) -> int:
    """The first free loopback port at or after `start`."""
    return next(port for port in range(start, start + 1000) if is_free(port))
