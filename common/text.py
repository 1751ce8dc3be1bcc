"""Vietnamese text as every process sees it: one spelling per word, and a key without accents."""

import re
import unicodedata

_CONTROL = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"[^\S\n]+")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# New-style placement (hoà, thuỷ) to the commoner old style (hòa, thủy), for open oa, oe, uy only.
_NEW_STYLE = re.compile(rf"(?<!q)(o)([ae])([{_TONES}])\b|(?<!q)(u)(y)([{_TONES}])\b", re.IGNORECASE)


def nfc(text: str) -> str:
    """`text` in Unicode NFC, so that the same word has the same code points."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC without control and zero-width characters; runs of blanks become one; ends trimmed."""
    return _SPACES.sub(" ", _CONTROL.sub("", nfc(text))).strip()


def canonical_tones(text: str) -> str:
    """Put the tone mark where older spelling has it: hoà → hòa, khoẻ → khỏe, thuỷ → thủy.

    Only open syllables ending in oa, oe, uy differ between the two conventions; `quý` stays.
    """
    decomposed = unicodedata.normalize("NFD", text)
    moved = _NEW_STYLE.sub(
        lambda m: f"{m[1]}{m[3]}{m[2]}" if m[1] else f"{m[4]}{m[6]}{m[5]}", decomposed
    )
    return nfc(moved)


def fold(text: str) -> str:
    """Lower case without accents, đ as d: the key under which accented and bare text meet."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return nfc(bare.replace("đ", "d"))


def syllables(text: str) -> list[str]:
    """Runs of letters, in order: Vietnamese writes one syllable between blanks."""
    return _SYLLABLE.findall(text)


def words(text: str) -> list[str]:
    """Runs of letters and digits, keeping codes such as `ct01` or `2.001194` whole."""
    return _WORD.findall(text)
