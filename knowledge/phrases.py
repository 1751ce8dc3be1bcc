"""Phrases found in what people type, whether they type accents or not."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from common.text import canonical_tones, fold

T = TypeVar("T")

_WORD = re.compile(r"\d\.\d{6}|[^\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Token:
    """One word as typed and its key.

    form: lower case, NFC, tone marks in the older place. key: `form` without accents.
    """

    form: str
    key: str


@lru_cache(maxsize=65_536)
def token(word: str) -> Token:
    """The token of one word in lower case."""
    return Token(word, fold(word))


def tokens(text: str) -> list[Token]:
    """Words of `text` in order; procedure codes (`1.001193`) stay whole, punctuation goes."""
    return [token(word) for word in _WORD.findall(canonical_tones(text.lower()))]


@lru_cache(maxsize=65_536)
def may_mean(typed: str, written: str) -> bool:
    """Whether `typed` can be `written` with accents left out: `ho`, `hô` for `hộ`, not `hố`.

    All accents may be missing, or the tone mark alone.
    """
    return typed in (written, fold(written), _without_tone(written))


def _without_tone(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase at tokens `start` ≤ i < `end`."""

    start: int
    end: int
    value: T


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, "_Node[T]"] = field(default_factory=dict)
    phrases: list[tuple[tuple[str, ...], bool, T]] = field(default_factory=list)


class PhraseTable(Generic[T]):
    """Phrases with a value each, found by their keys and then compared with their accents.

    A phrase written with accents is found in text that has the same accents, fewer, or none; a
    phrase marked exact only with its own. Written without accents it is found only bare.
    """

    def __init__(self, phrases: Iterable[tuple[str, T]], *, exact: bool = False) -> None:
        """phrases: as people write them, with accents; a leading `=` makes one exact."""
        self._root: _Node[T] = _Node()
        for phrase, value in phrases:
            self._add(phrase, value, exact)

    def _add(self, phrase: str, value: T, exact: bool) -> None:
        parts = tokens(phrase)
        node = self._root
        for part in parts:
            node = node.children.setdefault(part.key, _Node())
        if parts:
            forms = tuple(part.form for part in parts)
            node.phrases.append((forms, exact or phrase.startswith("="), value))

    def all(self, text: Sequence[Token]) -> Iterator[Match[T]]:
        """Every phrase of the table in `text`, overlapping ones too, by start."""
        careful = is_accented(text)
        for start in range(len(text)):
            yield from self._at(text, start, careful)

    def longest(self, text: Sequence[Token]) -> Iterator[Match[T]]:
        """Phrases from left to right, the longest at each place, none overlapping."""
        careful = is_accented(text)
        start = 0
        while start < len(text):
            found = max(self._at(text, start, careful), key=lambda match: match.end, default=None)
            if found is None:
                start += 1
            else:
                yield found
                start = found.end

    def _at(self, text: Sequence[Token], start: int, careful: bool) -> Iterator[Match[T]]:
        node = self._root
        for end in range(start, len(text)):
            child = node.children.get(text[end].key)
            if child is None:
                return
            node = child
            for forms, exact, value in node.phrases:
                if _same([word.form for word in text[start : end + 1]], forms, exact, careful):
                    yield Match(start, end + 1, value)


def is_accented(text: Sequence[Token]) -> bool:
    """Whether the writer uses accents, so that a word without them is most likely meant so."""
    return 2 * sum(word.form != word.key for word in text) > len(text)


def _same(typed: Sequence[str], forms: Sequence[str], exact: bool, careful: bool) -> bool:
    """Whether `typed` may be the phrase `forms`, whose keys are the same.

    careful: a word with an accent missing is taken for a slip only beside one that has all of its
    own: `hộ chiêu` is `hộ chiếu`, but `con dâu` is not `con dấu`.
    """
    if list(typed) == list(forms):
        return True
    if exact or not all(map(may_mean, typed, forms)):
        return False
    return not careful or any(
        a == b and b != token(b).key for a, b in zip(typed, forms, strict=True)
    )
