"""Runs a plan under Supervisor, which restarts what dies and keeps the logs."""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from deploy.plan import ROOT, Plan, Process

STOP_SECONDS = 25


class NotReady(Exception):
    """A process did not become ready; the message names it and its log."""


def control_socket(data_dir: Path) -> Path:
    """Where `supervisorctl` reaches the supervisor; short, since socket paths are limited."""
    name = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"mot-cua-{name}.sock"


def write_configuration(plan: Plan) -> Path:
    """Supervisor's configuration for `plan`; the environment is inherited, no secret is in it."""
    logs = plan.data_dir / "log"
    logs.mkdir(parents=True, exist_ok=True)
    lines = [
        "[unix_http_server]",
        f"file={control_socket(plan.data_dir)}",
        "chmod=0700",
        "[rpcinterface:supervisor]",
        "supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface",
        "[supervisorctl]",
        f"serverurl=unix://{control_socket(plan.data_dir)}",
        "[supervisord]",
        "nodaemon=true",
        "silent=true",
        f"logfile={logs / 'supervisor.log'}",
        f"pidfile={plan.data_dir / 'supervisor.pid'}",
        f"directory={ROOT}",
    ]
    if os.geteuid() == 0:
        lines.append("user=root")
    for order, process in enumerate(plan.processes):
        lines += program(process, logs, order)
    file = plan.data_dir / "supervisor.conf"
    file.write_text("\n".join(lines) + "\n")
    return file


def program(process: Process, logs: Path, order: int) -> list[str]:
    """One process's section; the first started is the last stopped."""
    command = " ".join(f'"{word}"' for word in process.command)
    return [
        f"[program:{process.name}]",
        f"command={command}",
        f"directory={ROOT}",
        f"priority={order}",
        "autorestart=true",
        "startsecs=2",
        "startretries=1000000",
        "stopwaitsecs=12",
        "stopasgroup=true",
        "killasgroup=true",
        "redirect_stderr=true",
        f"stdout_logfile={logs / process.name}.log",
        "stdout_logfile_maxbytes=20MB",
        "stdout_logfile_backups=5",
    ]


@contextmanager
def supervised(plan: Plan) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the plan's processes for the length of the block; all are stopped afterwards."""
    stop_leftover(plan.data_dir)
    configuration = write_configuration(plan)
    # Its own session: Ctrl-C reaches us alone, and we stop the rest in order.
    supervisor = subprocess.Popen(
        [sys.executable, "-m", "supervisor.supervisord", "-c", str(configuration)],
        env=dict(plan.environment),
        cwd=ROOT,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        yield supervisor
    finally:
        supervisor.send_signal(signal.SIGTERM)
        try:
            supervisor.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(supervisor.pid, signal.SIGKILL)


def stop_leftover(data_dir: Path) -> None:
    """End a supervisor that outlived its demo (the terminal was closed, the demo was killed)."""
    file = data_dir / "supervisor.pid"
    if not file.exists():
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        leftover = psutil.Process(int(file.read_text()))
        if any("supervisord" in word for word in leftover.cmdline()):
            leftover.terminate()
            leftover.wait(STOP_SECONDS)


def wait_until_ready(plan: Plan, supervisor: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Return once every process answers. Raises NotReady with the log of the one that does not."""
    end = time.monotonic() + seconds
    waiting = [process for process in plan.processes if process.ready_url]
    while waiting:
        if supervisor.poll() is not None:
            raise NotReady(f"The supervisor stopped. Its log: {plan.data_dir}/log/supervisor.log")
        waiting = [process for process in waiting if not answers(process)]
        if waiting and time.monotonic() > end:
            name = waiting[0].name
            raise NotReady(
                f"{name} is not ready after {seconds:.0f} s. Its log: "
                f"{plan.data_dir}/log/{name}.log"
            )
        time.sleep(0.2)


def answers(process: Process) -> bool:
    """Whether the process says it is ready."""
    try:
        return httpx.get(process.ready_url or "", timeout=2).is_success
    except httpx.HTTPError:
        return False
