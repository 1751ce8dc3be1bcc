"""Where the parts of the Rasa project lie, and the name of the model they make."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "bot" / "config.yml"
CREDENTIALS = ROOT / "bot" / "credentials.yml"
ENDPOINTS = ROOT / "bot" / "endpoints.yml"
DOMAIN = ROOT / "bot" / "domain"
NLU_DATA = ROOT / "nlu_data"
EXAMPLES = NLU_DATA / "nlu"
RULES = NLU_DATA / "rules"
MODELS = ROOT / "bot" / "models"
LAST_TRAINED = MODELS / "last-trained"

_INPUTS = (
    CONFIG,
    DOMAIN,
    NLU_DATA,
    ROOT / "bot" / "components",
    ROOT / "bot" / "requirements.lock",
)
_DIGITS = 16


def input_files() -> list[Path]:
    """Every file that shapes the model, in a fixed order."""
    return sorted(file for path in _INPUTS for file in _files(path))


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for folder, _, names in os.walk(path):
        if "__pycache__" not in Path(folder).parts:
            yield from (Path(folder) / name for name in names if not name.startswith("."))


def fingerprint(*, nlu_only: bool = False) -> str:
    """Name of the model that the present inputs make: the same contents, the same name."""
    digest = hashlib.sha256(b"nlu" if nlu_only else b"full")
    for file in input_files():
        content = hashlib.sha256(file.read_bytes()).hexdigest()
        digest.update(f"{file.relative_to(ROOT)}\0{content}\n".encode())
    return digest.hexdigest()[:_DIGITS]


def served_model() -> Path:
    """The model to serve: that of the present inputs, or else the last one that was trained.

    So an engine that restarts while somebody edits the examples still answers.
    """
    present = model_file()
    if present.exists() or not LAST_TRAINED.exists():
        return present
    return MODELS / LAST_TRAINED.read_text(encoding="utf-8").strip()


def model_file(*, nlu_only: bool = False) -> Path:
    """Where the model of the present inputs lies, or will."""
    return MODELS / f"{fingerprint(nlu_only=nlu_only)}.tar.gz"
