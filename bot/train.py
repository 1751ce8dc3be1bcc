"""Train the engine's model when its inputs changed: `python -m bot.train`, from the root.

Exit code 0: the model of the present inputs is there. 1: it is not, and the last line says why.
"""

import argparse
import logging
import os
import shutil
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["RASA_MAX_CACHE_SIZE"] = "0"  # inputs are compared as a whole, here

from bot.paths import (
    CONFIG,
    DOMAIN,
    EXAMPLES,
    LAST_TRAINED,
    MODELS,
    ROOT,
    RULES,
    model_file,
)

_KEPT_MODELS = 2
"""The present one and the one before it, for an engine that is still running on it."""


class TrainingFailed(Exception):
    """There is no new model; the message says why and what to do."""


def train(*, nlu_only: bool = False, force: bool = False) -> Path:
    """The model of the present inputs, trained unless it is there. Raises TrainingFailed."""
    target = model_file(nlu_only=nlu_only)
    if target.exists() and not force:
        say(f"Model {target.name} is up to date.")
        return target if nlu_only else remembered(target)
    started = time.monotonic()
    say(f"Training model {target.name} (a minute or so) …")
    with tempfile.TemporaryDirectory(prefix="training-") as folder:
        trained = _trained(Path(folder), nlu_only=nlu_only)
        if model_file(nlu_only=nlu_only) != target:
            raise TrainingFailed("Inputs changed during training. Run it again.")
        MODELS.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(".part")
        shutil.copyfile(trained, unfinished)
        unfinished.replace(target)
    prune(keep=target)
    size, seconds = target.stat().st_size / 2**20, time.monotonic() - started
    say(f"Model {target.name}: {size:.1f} MB, {seconds:.0f} s.")
    return target if nlu_only else remembered(target)


def remembered(model: Path) -> Path:
    """`model`, noted as the one to serve while the inputs are being changed."""
    LAST_TRAINED.write_text(f"{model.name}\n", encoding="utf-8")
    return model


def _trained(folder: Path, *, nlu_only: bool) -> Path:
    missing = [
        p for p in (CONFIG, EXAMPLES, *(() if nlu_only else (DOMAIN, RULES))) if not p.exists()
    ]
    if missing:
        raise TrainingFailed(f"Missing: {', '.join(str(p.relative_to(ROOT)) for p in missing)}.")
    say("  loading Rasa")
    from rasa.model_training import train as train_all  # noqa: PLC0415 - takes seconds
    from rasa.model_training import train_nlu  # noqa: PLC0415

    say("  reading examples and rules, fitting")
    try:
        if nlu_only:
            path: str | None = train_nlu(
                str(CONFIG), str(EXAMPLES), str(folder), fixed_model_name="new"
            )
        else:
            files = [str(EXAMPLES), str(RULES)]
            path = train_all(
                str(DOMAIN),
                str(CONFIG),
                files,
                str(folder),
                force_training=True,
                fixed_model_name="new",
            ).model
    except Exception as error:
        logging.getLogger(__name__).debug("training failed", exc_info=True)
        raise TrainingFailed(f"{type(error).__name__}: {error}") from error
    if path is None:
        raise TrainingFailed("Rasa made no model; its messages above say why.")
    return Path(path)


def prune(keep: Path) -> list[Path]:
    """Delete all but the newest models and `keep`; returns what was deleted."""
    others = sorted(
        (file for file in MODELS.glob("*.tar.gz") if file != keep),
        key=lambda file: file.stat().st_mtime,
        reverse=True,
    )
    old = others[_KEPT_MODELS - 1 :]
    for file in old:
        file.unlink()
    return old


def _show_relevant(message: Warning | str, category: type[Warning], *_where: Any) -> None:
    """Rasa's hints about the data; not what its pinned libraries say about each other.

    Everybody who has slots is told about auto-fill.
    """
    if not issubclass(category, DeprecationWarning) and "Slot auto-fill" not in str(message):
        say(f"  {category.__name__}: {message}")


def say(line: str) -> None:
    """One line of progress."""
    print(line, flush=True)  # noqa: T201 - a command's output


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bot.train", description=__doc__)
    parser.add_argument(
        "--nlu-only", action="store_true", help="understanding only, for experiments"
    )
    parser.add_argument("--force", action="store_true", help="train even if nothing changed")
    options = parser.parse_args()
    os.chdir(ROOT)
    warnings.showwarning = _show_relevant
    try:
        train(nlu_only=options.nlu_only, force=options.force)
    except TrainingFailed as error:
        say(f"Training failed. {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
