"""The peer: Rasa 3.6.21 as `rasa init` makes it (DIET, rules, no action call), over REST."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from deploy.plan import ROOT, free_port_from

RASA = ROOT / ".venv-engine" / "bin" / "rasa"
READY_SECONDS = 180
QUIET = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}

QUESTIONS = ("hello", "I am feeling great", "I am so sad", "are you a bot?", "bye", "yes", "no")
"""What the example bot of `rasa init` understands."""


@contextmanager
def stock_rasa(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Train (once per folder) and serve the example bot; yields its URL and its process."""
    train_example(folder)
    port = free_port_from(5105)
    command = [str(RASA), "run", "-i", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(
        command, cwd=folder, env=QUIET, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(url, process)
        yield url, process
    finally:
        process.terminate()
        process.wait(30)


def train_example(folder: Path) -> None:
    """`rasa init` with its example data; it trains as its last step."""
    if any((folder / "models").glob("*.tar.gz")):
        return
    folder.mkdir(parents=True, exist_ok=True)
    command = [str(RASA), "init", "--no-prompt", "--init-dir", str(folder)]
    subprocess.run(command, cwd=folder, env=QUIET, check=True, capture_output=True)


def wait_until_ready(url: str, process: "subprocess.Popen[bytes]") -> None:
    """Return once the example bot answers. Raises RuntimeError if it does not."""
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            answer = httpx.post(
                f"{url}/webhooks/rest/webhook",
                json={"sender": "ready", "message": "hello"},
                timeout=10,
            )
            if answer.is_success and answer.json():
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise RuntimeError(f"Stock Rasa did not become ready in {READY_SECONDS} s.")


def rss_mb(process: "subprocess.Popen[bytes]") -> float:
    """Resident memory of the process with its children, in MiB."""
    family = [psutil.Process(process.pid)]
    family += family[0].children(recursive=True)
    return sum(member.memory_info().rss for member in family) / 2**20
