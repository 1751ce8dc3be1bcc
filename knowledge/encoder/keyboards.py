"""Accented words as the keys that type them, where no keyboard program put them together."""

import unicodedata

_TONES = {"\u0300": "f2", "\u0301": "s1", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
_SHAPES = {
    "ă": "aw a8",
    "â": "aa a6",
    "ê": "ee e6",
    "ô": "oo o6",
    "ơ": "ow o7",
    "ư": "uw u7",
    "đ": "dd d9",
}


def telex(word: str) -> str:
    """`giấy` → `giaays`: shapes doubled or with w, the tone's letter at the end."""
    return _typed(word, 0)


def vni(word: str) -> str:
    """`giấy` → `gia6y1`."""
    return _typed(word, 1)


def _typed(word: str, layout: int) -> str:
    tone = ""
    letters = []
    for letter in unicodedata.normalize("NFC", word.lower()):
        plain, found = _without_tone(letter)
        tone = found or tone
        letters.append(_SHAPES[plain].split()[layout] if plain in _SHAPES else plain)
    return "".join(letters) + (tone[layout] if tone else "")


def _without_tone(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), "")
    kept = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", kept), tone
