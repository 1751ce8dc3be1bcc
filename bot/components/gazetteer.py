"""Names of provinces, old and new, found in text typed with or without accents."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from bot.components.stretches import Stretch, fold_in_place
from bot.components.text import canonical_tones, fold, nfc

_SYLLABLE = re.compile(r"[^\W\d_]+")
_BETWEEN = re.compile(r"[ \-–]{1,3}")
_PREFIX = re.compile(r"(?:(?<!\w)(?:tinh|thanh pho\.?|tp\.?|t\.?p\.?) )\Z")
# After these a name typed without accents is a place: `o hue`, `que thai binh`.
_PLACE_BEFORE = re.compile(
    r"(?<!\w)(?:o|tai|que|ve|ra|vao|vo|tu|den|toi|len|xuong|goc|noi|khu vuc|tinh|thanh pho\.?|"
    r"tp\.?) \Z"
)


@dataclass(frozen=True)
class Place:
    """A name people use, and the province (one of the 34) it belongs to today."""

    name: str
    kind: str
    today: str


class Gazetteer:
    """Looks up names with their accents, and bare ones where the sentence says it is a place."""

    def __init__(self, places: list[Place]) -> None:
        """Raises ValueError where one name stands for two places."""
        self._places = places
        self._by_name: dict[str, Place] = {}
        for place in places:
            if self._by_name.setdefault(_key(place.name), place).today != place.today:
                raise ValueError(f"“{place.name}” is listed with two successors.")
        self._by_bare_name = {fold(name): place for name, place in self._by_name.items()}
        self._first_syllables = {name.split(" ")[0] for name in self._by_bare_name}
        self._most_syllables = max((len(name.split()) for name in self._by_name), default=0)

    @classmethod
    def from_entries(cls, entries: list[Mapping[str, Any]]) -> "Gazetteer":
        """Entries `{name, kind, today}`. Raises KeyError for a missing field."""
        return cls([Place(nfc(e["name"]), e["kind"], nfc(e["today"])) for e in entries])

    @classmethod
    def from_yaml(cls, path: Path) -> "Gazetteer":
        """The list in nlu_data/lookups/places.yml."""
        return cls.from_entries(yaml.safe_load(path.read_text(encoding="utf-8")))

    def to_json(self) -> str:
        """For the trained model, so that it does not depend on files beside it."""
        return json.dumps([vars(place) for place in self._places], ensure_ascii=False, indent=0)

    @classmethod
    def from_json(cls, text: str) -> "Gazetteer":
        """Inverse of `to_json`."""
        return cls.from_entries(json.loads(text))

    def find(self, text: str) -> Iterator[Stretch]:
        """Places in `text`, the longest name first at each word; `today` is their province."""
        folded, syllables, index = fold_in_place(text), list(_SYLLABLE.finditer(text)), 0
        bare = [fold(syllable[0]) for syllable in syllables]
        while index < len(syllables):
            count = 1
            longest = self._most_syllables if bare[index] in self._first_syllables else 0
            for size in range(min(longest, len(syllables) - index), 0, -1):
                words = syllables[index : index + size]
                place = self._lookup(text, folded, words)
                if place is not None:
                    count = size
                    yield _stretch(place, folded, words)
                    break
            index += count

    def _lookup(self, text: str, folded: str, words: list["re.Match[str]"]) -> Place | None:
        typed = " ".join(word[0] for word in words)
        key = _key(typed)
        bare = key == fold(key)
        accented = self._by_name.get(key)
        place = accented or (self._by_bare_name.get(key) if bare else None)
        if place is None or not _in_one_piece(text, words):
            return None
        if accented and (not bare or accented.kind == "alias"):
            return accented
        if _PLACE_BEFORE.search(folded[: words[0].start()]) or typed == text.strip():
            return place
        clear = all(word[0][0].isupper() for word in words) or (accented and text != folded)
        return place if clear and len(words) > 1 else None


def _stretch(place: Place, folded: str, words: list["re.Match[str]"]) -> Stretch:
    prefix = _PREFIX.search(folded[: words[0].start()])
    start = prefix.start() if prefix else words[0].start()
    value = place.today if place.kind == "alias" else place.name
    return Stretch(
        "place", start, words[-1].end(), value, {"kind": place.kind, "today": place.today}
    )


def _in_one_piece(text: str, words: list["re.Match[str]"]) -> bool:
    """Whether only blanks or hyphens part `words`."""
    return all(_BETWEEN.fullmatch(text, one.end(), other.start()) for one, other in pairwise(words))


def _key(name: str) -> str:
    return " ".join(_SYLLABLE.findall(canonical_tones(name).lower()))
