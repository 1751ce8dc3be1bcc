"""Teencode, abbreviations and dialect words of chat, in standard wording.

Only whole words are touched: never a code, a number, a phone number or an address on the web.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.components.text import canonical_tones, fold, nfc

_BESIDE = r"""\s,;!?()\[\]"'“”‘’…"""
# A word stands between blanks or marks that no code or address contains; `a/c`, `nđ-cp` are one.
_WORD = re.compile(
    rf"(?:(?<=[{_BESIDE}])|\A)[^\W_]+(?:[/-][^\W_]+)*(?=[.:]*(?:[{_BESIDE}]|\Z))",
)
_AFTER_NUMBER = re.compile(r"(?:\A|\s)[\d.,]*\d\s\Z")
_THRICE = re.compile(r"([^\W\d_])\1{2,}")
_ROMAN = re.compile(r"[ivxlc]+")
_VOWELS = frozenset("aeiouy")


class AbbreviationError(ValueError):
    """The list of abbreviations cannot be used; the message names the entry."""


class Abbreviations:
    """Standard wording of each short form, which is one word or several."""

    def __init__(self, long_forms: Mapping[str, str]) -> None:
        """long_forms: short form, lower case, with its own accents → standard wording."""
        self._long_forms = dict(long_forms)
        self._words = {word for short in long_forms for word in short.split()}
        self._most_words = max((len(short.split()) for short in long_forms), default=1)

    @classmethod
    def from_entries(cls, entries: list[dict[str, Any]]) -> "Abbreviations":
        """Entries `{short, long, ambiguous}`; the ambiguous ones stay as the citizen typed them.

        Raises AbbreviationError for a short form that is no word or is listed twice.
        """
        long_forms: dict[str, str] = {}
        seen = set()
        for entry in entries:
            short = canonical_tones(nfc(str(entry["short"]))).lower()
            if not all(_WORD.fullmatch(word) and not word.isdigit() for word in short.split(" ")):
                raise AbbreviationError(f"“{short}” is not made of words.")
            if short in seen:
                raise AbbreviationError(f"“{short}” is listed twice.")
            seen.add(short)
            if not entry.get("ambiguous", False):
                long_forms[short] = nfc(str(entry["long"]))
        return cls(long_forms)

    @classmethod
    def from_yaml(cls, path: Path) -> "Abbreviations":
        """The list in nlu_data/abbreviations.yml."""
        return cls.from_entries(yaml.safe_load(path.read_text(encoding="utf-8")))

    def to_json(self) -> str:
        """For the trained model, so that it does not depend on files beside it."""
        return json.dumps(self._long_forms, ensure_ascii=False, indent=0)

    @classmethod
    def from_json(cls, text: str) -> "Abbreviations":
        """Inverse of `to_json`."""
        return cls(json.loads(text))

    def write_out(self, text: str) -> str:
        """`text` in standard wording, and drawn-out words (dạaaa) shortened; longest form first."""
        text = _WORD.sub(lambda word: self._undrawn(word[0]), text)
        words, parts, end, index = list(_WORD.finditer(text)), [], 0, 0
        while index < len(words):
            count, wording = self._standard(text, words[index : index + self._most_words])
            parts += [text[end : words[index].start()], wording]
            end = words[index + count - 1].end()
            index += count
        return "".join([*parts, text[end:]])

    def _undrawn(self, word: str) -> str:
        return word if word.lower() in self._words else _shortened(word)

    def _standard(self, text: str, words: list["re.Match[str]"]) -> tuple[int, str]:
        """How many of `words` the longest short form at their start covers, and its wording."""
        if words[0][0].lower() in self._words:
            for count in range(len(words), 0, -1):
                form = text[words[0].start() : words[count - 1].end()].lower()
                is_unit = len(form) == 1 and _AFTER_NUMBER.search(text[: words[0].start()])  # 500 k
                if form in self._long_forms and not is_unit:
                    return count, self._long_forms[form]
        return 1, words[0][0]


def _shortened(word: str) -> str:
    """`okeee` → `oke`, `dạaaa` → `dạ`: no Vietnamese word has one vowel thrice.

    Roman numbers and abbreviations (`III`, `cccd`) have one letter thrice.
    """
    bare = fold(word)
    if len(bare) != len(word) or _ROMAN.fullmatch(bare):
        return word
    for run in reversed(list(_THRICE.finditer(bare))):
        if run[1] in _VOWELS or (run.end() == len(bare) and not _VOWELS.isdisjoint(bare)):
            word = word[: run.start() + 1] + word[run.end() :]
    return word
