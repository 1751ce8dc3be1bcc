"""Secrets of one machine: made once, kept in a file only its owner reads."""

import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "ONE_STOP_API_KEY")


def load_secrets(data_dir: Path) -> dict[str, str]:
    """The secrets in `data_dir`/secrets.env; missing ones are made and written there.

    The environment wins, so that an operator's own secrets are used where they are set.
    """
    file = data_dir / "secrets.env"
    stored = dict(
        line.split("=", 1) for line in (file.read_text() if file.exists() else "").splitlines()
    )
    made = {name: stored.get(name) or secrets.token_hex(32) for name in NAMES}
    if made != stored:
        data_dir.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.writelines(f"{name}={value}\n" for name, value in made.items())
    return {name: os.environ.get(name) or value for name, value in made.items()}
