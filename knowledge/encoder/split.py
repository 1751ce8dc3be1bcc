"""What the encoder never sees in training, chosen by hash so that it stays the same for ever."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

_PARTS = 10


def is_unseen_family(family: str) -> bool:
    """Whether a tenth of the procedures this one belongs to is out of training altogether.

    family: name without accents and level, the same for all levels of one procedure.
    """
    return _part("family", family) == 0


def is_unseen_question(text: str) -> bool:
    """Whether this question of a seen procedure is kept back (one in ten)."""
    return _part("question", text) == 0


def _part(kind: str, text: str) -> int:
    return int.from_bytes(sha256(f"{kind}:{text}".encode()).digest()[:4]) % _PARTS


@dataclass(frozen=True, slots=True)
class Split:
    """Questions by family: learnt from, kept back of seen families, and of unseen families."""

    train: dict[str, tuple[str, ...]]
    kept_back: dict[str, tuple[str, ...]]
    unseen: dict[str, tuple[str, ...]]


def split(questions: Mapping[str, Iterable[str]]) -> Split:
    """Take `questions` (by family) apart; every question lands in exactly one part."""
    parts: tuple[dict[str, tuple[str, ...]], ...] = ({}, {}, {})
    for family, texts in questions.items():
        if is_unseen_family(family):
            parts[2][family] = tuple(texts)
            continue
        kept = {text for text in texts if is_unseen_question(text)}
        parts[0][family] = tuple(text for text in texts if text not in kept)
        parts[1][family] = tuple(text for text in texts if text in kept)
    return Split(*parts)
