"""Builds the environments from the lock files. Standard library only: it runs before any of them.

python3.11 deploy/setup.py app engine     what the demo needs
python3.11 deploy/setup.py dev servers    what the tests need on top
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOG = ROOT / "var" / "log" / "setup.log"

PACKAGES: dict[str, Callable[[], object]] = {
    "redis-server": lambda: shutil.which("redis-server"),
    "postgresql": lambda: next(Path("/usr/lib/postgresql").glob("*/bin/initdb"), None),
    "chromium": lambda: shutil.which("chromium"),
    "fonts-noto-core": lambda: next(Path("/usr/share/fonts/truetype/noto").glob("*"), None),
}
"""Debian packages the tests drive, and how to see that each is there."""


class SetupError(Exception):
    """A step that cannot go on; the message says what to do."""


def main(parts: Iterable[str]) -> None:
    """Set up the named parts, each only if it is not up to date."""
    known: dict[str, Callable[[], None]] = {
        "app": lambda: environment(".venv", "3.11", ["requirements/app.lock"]),
        "dev": lambda: environment(
            ".venv", "3.11", ["requirements/app.lock", "requirements/dev.lock"]
        ),
        "engine": lambda: environment(".venv-engine", "3.10", ["bot/requirements.lock"]),
        "engine-dev": lambda: environment(
            ".venv-engine", "3.10", ["bot/requirements.lock", "bot/requirements-dev.lock"]
        ),
        "encoder": lambda: environment(
            ".venv-encoder", "3.11", ["requirements/app.lock", "requirements/encoder.lock"]
        ),
        "servers": servers,
    }
    for part in parts:
        if part not in known:
            raise SetupError(f"There is no part {part!r}; known are {', '.join(known)}.")
        known[part]()


def environment(folder: str, version: str, locks: list[str]) -> None:
    """A virtual environment of Python `version` holding exactly what `locks` name."""
    target = ROOT / folder
    stamp = target / ".locks"
    wanted = [digest(ROOT / lock) for lock in locks]
    have = stamp.read_text().split() if stamp.exists() else []
    if set(wanted) <= set(have) and (target / "bin" / "python").exists():
        return
    python = find_python(version)
    with step(f"Building {folder} (Python {version}) from {', '.join(locks)}") as run:
        if not (target / "bin" / "pip").exists():
            run([python, "-m", "venv", "--clear", str(target)], VENV_HINT.format(version=version))
        requirements = [word for lock in locks for word in ("-r", str(ROOT / lock))]
        pip = [str(target / "bin" / "python"), "-m", "pip", "install", "--no-input"]
        run([*pip, "--disable-pip-version-check", *requirements], PIP_HINT)
    stamp.write_text("\n".join(wanted))


VENV_HINT = (
    "Python {version} could not make an environment; on Debian: "
    "apt-get install python{version}-venv"
)
PIP_HINT = "Check the network and the package index pip is set up with, then run the command again."


def digest(file: Path) -> str:
    """Identity of a lock file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def find_python(version: str) -> str:
    """A working interpreter of `version`: pyenv's, the one on PATH, or uv's.

    Raises SetupError that says what to install.
    """
    for candidate in candidates(version):
        try:
            # A pyenv shim is on PATH but fails when its version is not selected.
            answer = subprocess.run(
                [candidate, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError:
            continue
        if answer.stdout.strip() == version:
            return candidate
    raise SetupError(
        f"Python {version} was not found. Install it, for example with "
        f"`apt-get install python{version} python{version}-venv`, `pyenv install {version}` or "
        f"`uv python install {version}`, and run the command again."
    )


def candidates(version: str) -> Iterator[str]:
    """Where an interpreter of `version` may be."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for found in sorted(pyenv.glob(f"{version}.*/bin/python{version}"), reverse=True):
        yield str(found)
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield on_path
    if shutil.which("uv"):
        found_by_uv = subprocess.run(
            ["uv", "python", "find", version], capture_output=True, text=True, check=False
        )
        yield found_by_uv.stdout.strip()


def servers() -> None:
    """The servers and the browser that tests drive, from Debian's packages."""
    missing = [name for name, find in PACKAGES.items() if not find()]
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SetupError(f"The tests need {', '.join(missing)}. As root: {' '.join(install)}")
    with step(f"Installing {', '.join(missing)}") as run:
        run(["apt-get", "update"], PIP_HINT)
        run(install, f"Install by hand: {' '.join(install)}")


Run = Callable[[list[str], str], None]


@contextmanager
def step(title: str) -> Iterator[Run]:
    """Say what is being done and how long it takes; commands write to the log."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()

    def run(command: list[str], hint: str) -> None:
        with LOG.open("a") as log:
            process = subprocess.Popen(
                command,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
                cwd=ROOT,
            )
            while process.poll() is None:
                show(f"… {title}: {time.monotonic() - started:.0f} s")
                time.sleep(0.5 if sys.stdout.isatty() else 1)
        if process.returncode != 0:
            tail = "\n".join(LOG.read_text(errors="replace").splitlines()[-15:])
            raise SetupError(f"{title} failed. {hint}\nLast lines of {LOG}:\n{tail}")

    print(f"… {title}", flush=True)
    yield run
    show(f"✓ {title}: {time.monotonic() - started:.0f} s\n")


def show(text: str) -> None:
    """Rewrite the current line of a terminal; elsewhere only whole lines are printed."""
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)
    elif text.endswith("\n"):
        print(text, end="", flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except SetupError as error:
        sys.exit(f"\n✗ {error}")
