"""Vietnamese text in the engine: one spelling per word, and a key without accents.

The engine imports nothing of ours, so this repeats parts of common/text.py;
tests/contract/text_cases.json holds both to the same answers.
"""

import re
import unicodedata

# Invisible: controls but blanks, soft hyphen, zero-width, bidi marks, and halves of code points.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# Icelandic and African letters that look like Đ; old fonts and keyboards write them for it.
_LOOKALIKES = str.maketrans("\u00d0\u00f0\u0189\u0256", "ĐđĐđ")
_SPACES = re.compile(r"[^\S\n]+")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Decomposed oa, oe, uy with the tone on the second vowel; neither letter nor mark may follow,
# so that closed syllables (hoàn, huỳnh, hoặc) stay, and qu- is a consonant (quý).
_NEW_STYLE = re.compile(
    rf"(?:(o)([ae])|(?<!q)(u)(y))([{_TONES}])(?![^\W\d_]|[\u0300-\u036f])", re.IGNORECASE
)


def nfc(text: str) -> str:
    """`text` in Unicode NFC, so that the same word has the same code points."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """NFC, no invisible characters; runs of blanks become one (line ends stay); ends trimmed."""
    return _SPACES.sub(" ", nfc(_INVISIBLE.sub("", text)).translate(_LOOKALIKES)).strip()


def canonical_tones(text: str) -> str:
    """Put the tone mark where older spelling has it: hoà → hòa, khoẻ → khỏe, thuỷ → thủy.

    Only open syllables ending in oa, oe, uy differ between the two conventions; `quý` stays.
    """
    decomposed = unicodedata.normalize("NFD", text)
    return nfc(_NEW_STYLE.sub(lambda m: f"{m[1] or m[3]}{m[5]}{m[2] or m[4]}", decomposed))


def fold(text: str) -> str:
    """Lower case without accents, đ as d: the key under which accented and bare text meet."""
    quick = text.translate(_LOOKALIKES).lower().translate(_BARE)
    return quick if quick.isascii() else _fold(text)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.translate(_LOOKALIKES).lower())
    return nfc("".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d"))


# Folded letter by letter, composed Latin letters need no decomposition: ten times as fast.
_BARE = {code: _fold(chr(code)) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))}
