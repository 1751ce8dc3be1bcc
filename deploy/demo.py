"""`make demo`: the whole assistant on this machine, from an empty folder to a chat address."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from common.embedded import database_url
from deploy.migrate import migrate
from deploy.plan import ENGINE_PYTHON, ROOT, Plan, make_plan
from deploy.secrets import load_secrets
from deploy.supervision import NotReady, supervised, wait_until_ready

STARTER_RECORDS = ROOT / "knowledge" / "procedures"
READY_SECONDS = 600
"""With a national list the first start encodes 28,000 texts, a minute and a half of two cores."""


class StepFailed(Exception):
    """A step of the demo failed; the message says which and what to do."""


def main() -> int:
    """Run the demo until Ctrl-C; 0 when it was stopped, 1 when a step failed."""
    # Also where a script started us in the background with Ctrl-C ignored.
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, interrupt)
    started = time.monotonic()
    try:
        run(started)
    except (StepFailed, NotReady, OSError, RuntimeError) as error:
        print(f"\n✗ {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


def run(started: float) -> None:
    """All steps in order."""
    data_dir = Path(os.environ.get("DATA_DIR", ROOT / "var")).resolve()
    secrets = load_secrets(data_dir)
    with step("Database"):
        url = database_url(os.environ.get("DATABASE_URL", ""), str(data_dir))
        migrate(url)
    plan = make_plan(data_dir, url, secrets)
    with step("Procedure records"):
        for records in record_files():
            call(plan, "import", (sys.executable, "-m", "knowledge", "import", str(records)))
    with step("Rasa model"):
        call(plan, "training", (str(ENGINE_PYTHON), "-m", "bot.train"))
    with supervised(plan) as supervisor:
        with step("Processes: " + ", ".join(process.name for process in plan.processes)):
            wait_until_ready(plan, supervisor, READY_SECONDS)
        print(banner(plan, time.monotonic() - started), flush=True)
        try:
            supervisor.wait()
        finally:
            print("\nStopping …", flush=True)
    raise StepFailed(f"The supervisor ended by itself. Its log: {data_dir}/log/supervisor.log")


def record_files() -> list[Path]:
    """What is imported: the starter records, then the export named by RECORDS, if any."""
    more = os.environ.get("RECORDS", "")
    return [STARTER_RECORDS, *([Path(more)] if more else [])]


@contextmanager
def step(title: str) -> Iterator[None]:
    """Say what is being done and how long it took."""
    print(f"… {title}", flush=True)
    started = time.monotonic()
    yield
    print(f"✓ {title}: {time.monotonic() - started:.1f} s", flush=True)


def call(plan: Plan, name: str, command: tuple[str, ...]) -> None:
    """Run one command of ours to its end; its progress is seen as it goes.

    Raises StepFailed if it fails.
    """
    done = subprocess.run(command, env=dict(plan.environment), cwd=ROOT, check=False)
    if done.returncode != 0:
        raise StepFailed(
            f"The step '{name}' failed (exit code {done.returncode}); the lines above say why. "
            f"Run it alone with: {' '.join(command)}"
        )


def banner(plan: Plan, seconds: float) -> str:
    """What a person needs to try the demo."""
    shown = subprocess.run(
        [sys.executable, "-m", "dossiers.sandbox", "--show-demo"],
        env=dict(plan.environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.rstrip()
    return (
        f"\nReady after {seconds:.0f} s. Chat: {plan.chat_url}\n\n"
        f"Dossier codes to try, with the last four digits that prove they are yours:\n{shown}\n\n"
        f"One-stop sandbox: {plan.environment['ONE_STOP_URL']}/docs "
        f"(its API key is ONE_STOP_API_KEY in {plan.data_dir / 'secrets.env'})\n"
        f"Logs: {plan.data_dir / 'log'}    Stop: Ctrl-C"
    )


def interrupt(_signal: int, _frame: FrameType | None) -> None:
    """Treat a termination like Ctrl-C."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
