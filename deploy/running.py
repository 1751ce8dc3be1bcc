"""Starts the demo as a person would and hands over its address; for tests and benchmarks."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from deploy.plan import ROOT
from deploy.supervision import control_socket

_CHAT = re.compile(r"Chat: (http://\S+)")
_SANDBOX = re.compile(r"One-stop sandbox: (http://\S+?)/docs")


@dataclass(frozen=True)
class RunningDemo:
    """A demo that is ready. `output` is what it printed until then."""

    chat_url: str
    sandbox_url: str
    data_dir: Path
    output: str
    process: "subprocess.Popen[str]"

    def control(self, *words: str) -> str:
        """One command of supervisorctl: `stop engine`, `start engine`, `status`."""
        server = f"unix://{control_socket(self.data_dir)}"
        command = [str(ROOT / ".venv/bin/supervisorctl"), "-s", server, *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def process_ids(self) -> dict[str, int]:
        """Process id of each program under the supervisor, by name."""
        return {
            words[0]: int(words[3].rstrip(","))
            for words in (line.split() for line in self.control("status").splitlines())
            if len(words) > 3 and words[1] == "RUNNING"
        }

    def kill(self, name: str, seconds: float = 20) -> None:
        """End a program without warning, once it runs. Raises TimeoutError if it never does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid = self.process_ids().get(name)
            if pid is not None:
                os.kill(pid, signal.SIGKILL)
                return
            time.sleep(0.2)
        raise TimeoutError(f"{name} does not run after {seconds:.0f} s.")

    def rss_mb(self) -> dict[str, float]:
        """Resident memory of each program with its children, in MiB."""
        found = {}
        for name, pid in self.process_ids().items():
            family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
            found[name] = sum(member.memory_info().rss for member in family) / 2**20
        return found


@contextmanager
def running_demo(
    data_dir: Path, port: int, environment: Mapping[str, str] | None = None
) -> Iterator[RunningDemo]:
    """`make demo` on `port` with its data under `data_dir`, until the block ends; then Ctrl-C.

    Raises RuntimeError with what it printed if it does not become ready.
    """
    process = subprocess.Popen(
        ["make", "--no-print-directory", "demo"],
        cwd=ROOT,
        env={**os.environ, **(environment or {}), "PORT": str(port), "DATA_DIR": str(data_dir)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output = read_until_ready(process)
        yield RunningDemo(found(_CHAT, output), found(_SANDBOX, output), data_dir, output, process)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)


def read_until_ready(process: "subprocess.Popen[str]") -> str:
    """What the demo prints up to its last line of the banner."""
    lines: list[str] = []
    for line in process.stdout or ():
        lines.append(line)
        if line.startswith("Logs:"):
            return "".join(lines)
    raise RuntimeError("The demo did not become ready:\n" + "".join(lines[-40:]))


def found(pattern: re.Pattern[str], text: str) -> str:
    """The first group of `pattern` in `text`."""
    match = pattern.search(text)
    if match is None:
        raise RuntimeError(f"The demo did not print {pattern.pattern!r}:\n{text}")
    return match[1]
