"""Accented words as the keys that type them, and such keys read back.

Telex writes accents with letters (`giaays`, `giaasy` for `giấy`), VNI with digits (`gia6y1`). The
functions say what such keys would give; whether they were meant so is for the caller to judge by
the words around them.
"""

import re
import unicodedata
from itertools import pairwise

from common.text import fold, nfc

_VOWELS = "aeiouyăâêôơư"
_INITIAL = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
_RIME = (
    r"(?:a(?:ch|i|nh|[cmopu]|ng?|t|y)?|e(?:ch|nh|[cmopu]|ng?|t)?"
    r"|i(?:a|ch|nh|e(?:[cmptu]|ng?)|[mptu]|n|u)?"
    r"|o(?:a(?:ch|nh|[cimopty]|ng?)?|e(?:[mot]|n)?|o(?:c|ng)|[cimpt]|ng?)?"
    r"|u(?:a(?:[ty]|ng?)?|e(?:ch|nh)?|o(?:[cimptu]|ng?)?|[cimptu]|ng?"
    r"|y(?:a|ch|nh|[ntpu]|e(?:n|t))?)?"
    r"|y(?:e(?:[mtu]|ng?)|t)?)"
)
_SYLLABLE = re.compile(_INITIAL + _RIME)
_KEYS_OF_TONES = {"\u0300": "f2", "\u0301": "s1", "\u0309": "r3", "\u0303": "x4", "\u0323": "j5"}
_KEYS_OF_SHAPES = {
    "ă": "aw a8",
    "â": "aa a6",
    "ê": "ee e6",
    "ô": "oo o6",
    "ơ": "ow o7",
    "ư": "uw u7",
    "đ": "dd d9",
}
_STOPS = ("c", "ch", "p", "t")
_TONES_OF_STOPS = {"\u0301", "\u0323"}
_MOST_KEYS = 11
"""Of one syllable (`nghieengjw` has ten)."""

_TELEX_TONES = dict(zip("fsrxj", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_VNI_TONES = dict(zip("21345", "\u0300\u0301\u0309\u0303\u0323", strict=True))
_TELEX_SHAPES = (("aa", "â"), ("ee", "ê"), ("oo", "ô"))
_VNI_SHAPES = {"6": {"a": "â", "e": "ê", "o": "ô"}, "8": {"a": "ă"}, "9": {"d": "đ"}}
_HORNS = {"a": "ă", "o": "ơ", "u": "ư"}
_TELEX = re.compile(r"[a-z]{2,11}")
_VNI = re.compile(r"[a-z]+[1-9][a-z1-9]*")


def is_syllable(key: str) -> bool:
    """Whether `key` (lower case, no accents) is built as a Vietnamese syllable is."""
    return _SYLLABLE.fullmatch(key) is not None


def telex(word: str) -> str:
    """The keys of `word` in Telex: `giấy` → `giaays`, the letter of the tone last."""
    return _typed(word, 0)


def vni(word: str) -> str:
    """The keys of `word` in VNI: `giấy` → `gia6y1`, the digit of the tone last."""
    return _typed(word, 1)


def from_telex(word: str) -> str | None:
    """The syllable that `word` (lower case) types in Telex; None if it types none or no accent.

    One tone at most, anywhere behind the first vowel; the tone mark is put in the older place.
    """
    if not _TELEX.fullmatch(word):
        return None
    first = next((place for place, key in enumerate(word) if key in "aeiouyw"), len(word))
    tones = [key for key in word[first:] if key in _TELEX_TONES]
    keys = word[:first] + "".join(key for key in word[first:] if key not in _TELEX_TONES)
    if keys.startswith("dd"):
        keys = f"đ{keys[2:]}"
    for doubled, shape in _TELEX_SHAPES:
        keys = keys.replace(doubled, shape, 1)
    while "w" in keys:
        before, _, behind = keys.partition("w")
        horned = _horned(before, behind) or _bare_horn(before, behind)
        if horned is None:
            return None
        keys = horned
    return _composed(keys, [_TELEX_TONES[key] for key in tones], word)


def from_vni(word: str) -> str | None:
    """The syllable that `word` (lower case) types in VNI; None if it types none or no accent.

    One tone at most; each digit stands behind a letter that it can change.
    """
    if len(word) > _MOST_KEYS or not _VNI.fullmatch(word):
        return None
    tones = [_VNI_TONES[key] for key in word if key in _VNI_TONES]
    keys = "".join(key for key in word if key not in _VNI_TONES)
    while digit := re.search("[6-9]", keys):
        before, behind = keys[: digit.start()], keys[digit.end() :]
        if digit[0] == "7":
            shaped = _horned(before, behind) if re.search("[ou]", before) else None
        else:
            shaped = _shaped(before, _VNI_SHAPES[digit[0]], behind)
        if shaped is None:
            return None
        keys = shaped
    return _composed(keys, tones, word)


def is_marked(word: str) -> bool:
    """Whether `word` writes a shape as well as a tone: hardly any other word looks so.

    `giaays`, `dduowcj`, `gia6y1`, `la2m`; not `this`, `moon`, `quan1`.
    """
    if word.isalpha():
        tone = any(key in _TELEX_TONES for key in word[1:])
        return tone and any(shape in word for shape in ("dd", "aa", "ee", "oo", "w"))
    inside = any(a.isdigit() and b.isalpha() for a, b in pairwise(word))
    return inside or sum(key.isdigit() for key in word) > 1


def _shaped(before: str, shapes: dict[str, str], behind: str) -> str | None:
    """`before` with the last letter that has a shape in that shape."""
    for place in reversed(range(len(before))):
        if before[place] in shapes:
            return before[:place] + shapes[before[place]] + before[place + 1 :] + behind
    return None


def _horned(before: str, behind: str) -> str | None:
    """The last a, o or u of `before` as ă, ơ or ư; `uo` both, where a letter follows."""
    pair = re.search(r"(?<!q)(?:uo|ua|ưo)(?=[^aou]*$)", before)
    if pair is None:
        return _shaped(before, _HORNS, behind)
    rest = before[pair.end() :]
    if pair[0] == "ua":
        return f"{before[: pair.start()]}ưa{rest}{behind}"
    both = bool(rest or behind) or pair[0] == "ưo"
    return f"{before[: pair.start()]}{'ươ' if both else 'uơ'}{rest}{behind}"


def _bare_horn(before: str, behind: str) -> str | None:
    """`nhwng` → `nhưng`: a w between consonants stands for a whole ư; `tw` is an abbreviation."""
    bare = before and before[-1] not in _VOWELS and len(before + behind) > 1
    return f"{before}ư{behind}" if bare else None


def _composed(keys: str, tones: list[str], word: str) -> str | None:
    letters = keys.replace("ưo", "ươ")
    if len(tones) > 1 or letters == word or not is_syllable(fold(letters)):
        return None
    if letters.endswith(_STOPS) and set(tones) - _TONES_OF_STOPS:
        return None
    return nfc(_toned(letters, tones[0])) if tones else letters


def _toned(letters: str, tone: str) -> str:
    """`letters` with the tone on the vowel that carries it: hòa, hoàn, khỏe, thuở, mùa, quý."""
    initial = re.match(r"qu|gi(?=[aeiouyăâêôơư])|[^aeiouyăâêôơư]*", letters)
    start = initial.end() if initial else 0
    vowels = re.match(f"[{_VOWELS}]*", letters[start:])
    cluster = vowels[0] if vowels else ""
    shaped = [place for place, vowel in enumerate(cluster) if vowel in "ăâêôơ"]
    closed = start + len(cluster) < len(letters)
    if shaped:
        carrier = shaped[-1]
    elif "ư" in cluster:
        carrier = cluster.index("ư")
    else:
        carrier = int(len(cluster) == 3 or (len(cluster) == 2 and closed))
    place = start + carrier + 1
    return letters[:place] + tone + letters[place:]


def _typed(word: str, layout: int) -> str:
    tone = ""
    letters = []
    for letter in nfc(word.lower()):
        plain, found = _without_tone(letter)
        tone = found or tone
        letters.append(
            _KEYS_OF_SHAPES[plain].split()[layout] if plain in _KEYS_OF_SHAPES else plain
        )
    return "".join(letters) + (tone[layout] if tone else "")


def _without_tone(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((_KEYS_OF_TONES[mark] for mark in decomposed if mark in _KEYS_OF_TONES), "")
    kept = "".join(mark for mark in decomposed if mark not in _KEYS_OF_TONES)
    return nfc(kept), tone
