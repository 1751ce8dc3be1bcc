"""Messages that no procedure answers, compared with a question by meaning.

A file in knowledge/data/outside is named after its reason and holds one message a line.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.encoder.encoding import Encoder
from knowledge.errors import UnreadableFile
from knowledge.lexicon import DATA
from knowledge.refusing import Reason
from knowledge.vectors import Vectors, VectorStore

MESSAGES = DATA / "outside"

_REASONS = {
    "law_advice": Reason.OUT_OF_SCOPE,
    "near": Reason.OUT_OF_SCOPE,
    "general": Reason.OUT_OF_SCOPE,
    "complaint": Reason.OUT_OF_SCOPE,
}
"""Reason of the files that are not named after one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A message and why it is not answered."""

    text: str
    reason: Reason


def read_outside(folder: Path = MESSAGES) -> list[Example]:
    """All examples, each text once. Raises UnreadableFile."""
    found = {
        example.text: example for file in sorted(folder.glob("*.txt")) for example in _of(file)
    }
    return list(found.values())


def _of(file: Path) -> Iterator[Example]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        reason = _REASONS[file.stem] if file.stem in _REASONS else Reason(file.stem)
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"Không đọc được tệp tin nhắn ngoài phạm vi {file.name}.") from error
    for line in map(str.strip, lines):
        if line and not line.startswith("#"):
            yield Example(line, reason)


class Outside:
    """How like a question is to what must not be answered."""

    def __init__(self, reasons: Sequence[Reason], vectors: Vectors, encoder: Encoder) -> None:
        """reasons: of each row of `vectors` (n, width). Use `outside_of`."""
        self._reasons = reasons
        self._vectors = vectors
        self._encoder = encoder

    def nearest(self, text: str) -> tuple[float, Reason | None]:
        """Cosine to the nearest example, and its reason; 0 and None where there is no example.

        text: written out.
        """
        if not self._reasons or not text:
            return 0.0, None
        likeness = self._vectors @ self._encoder.encode_question(text)
        best = int(np.argmax(likeness))
        return float(likeness[best]), self._reasons[best]


def outside_of(
    examples: Iterable[tuple[str, Reason]], encoder: Encoder, store: VectorStore
) -> Outside:
    """examples: texts, written out, and their reasons; texts with known vectors are not encoded."""
    known = list(examples)
    texts = [text for text, _ in known]
    store.fill(texts, encoder.encode)
    return Outside([reason for _, reason in known], store.of(texts), encoder)
