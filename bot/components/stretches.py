"""What an extractor finds in a text, and how it becomes a Rasa entity."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bot.components.text import fold


@dataclass(frozen=True)
class Stretch:
    """Part of a text that means something.

    value: canonical form; the text itself where the form is not unambiguous.
    more: further keys of the entity.
    """

    entity: str
    start: int
    end: int
    value: str
    more: dict[str, str] | None = None

    def as_entity(self, text: str, extractor: str) -> dict[str, Any]:
        """The dict Rasa keeps; `raw` is the stretch as typed."""
        return {
            "entity": self.entity,
            "start": self.start,
            "end": self.end,
            "value": self.value,
            "raw": text[self.start : self.end],
            "extractor": extractor,
            **(self.more or {}),
        }


def without_overlaps(stretches: Iterable[Stretch]) -> list[Stretch]:
    """In order of the text; where two overlap, the one that came first in the list stays."""
    kept: list[Stretch] = []
    for stretch in stretches:
        if all(stretch.end <= other.start or other.end <= stretch.start for other in kept):
            kept.append(stretch)
    return sorted(kept, key=lambda stretch: stretch.start)


def fold_in_place(text: str) -> str:
    """`text` folded letter by letter, so that offsets into one hold in the other."""
    return "".join(
        letter if len(letter) == 1 else given
        for given, letter in zip(text, map(fold, text), strict=False)
    )
