"""What the gateway itself says to citizens; the wording lies in bot/notices.yml."""

from enum import StrEnum
from pathlib import Path

import yaml


class Notice(StrEnum):
    """Occasions on which the gateway speaks without asking the engine."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_WORDS = "no_words"
    OTHER_LANGUAGE = "other_language"
    ATTACHMENT_IMAGE = "attachment_image"
    ATTACHMENT_AUDIO = "attachment_audio"
    ATTACHMENT_OTHER = "attachment_other"
    LATE = "late"
    FAILED = "failed"


Wording = dict[Notice, str]


def load_notices(path: Path) -> Wording:
    """Every notice's wording. Raises ValueError if one is missing or unknown."""
    raw: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    if set(raw) != set(Notice):
        raise ValueError(f"{path} must word exactly these notices: {', '.join(Notice)}")
    return {Notice(name): " ".join(text.split()) for name, text in raw.items()}
