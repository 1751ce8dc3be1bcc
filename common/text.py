"""Vietnamese text as every process sees it: one spelling per word, and a key without accents."""

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
_SYLLABLE = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*")

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Decomposed oa, oe, uy with the tone on the second vowel; neither letter nor mark may follow,
# so that closed syllables (hoàn, huỳnh, hoặc) stay, and qu- is a consonant (quý).
_NEW_STYLE = re.compile(
    rf"(?:(o)([ae])|(?<!q)(u)(y))([{_TONES}])(?![^\W\d_]|[\u0300-\u036f])", re.IGNORECASE
)


def nfc(text: str) -> str:
    """`text` in Unicode NFC, so that the same word has the same code points."""
    return unicodedata.normalize("NFC", text)


def visible(text: str) -> str:
    """NFC, no invisible characters, Đ for its look-alikes; blanks and line ends stay."""
    return nfc(_INVISIBLE.sub("", text)).translate(_LOOKALIKES)


def clean(text: str) -> str:
    """`visible` text with runs of blanks as one (line ends stay); ends trimmed."""
    return _SPACES.sub(" ", visible(text)).strip()


def canonical_tones(text: str) -> str:
    """Put the tone mark where older spelling has it: hoà → hòa, khoẻ → khỏe, thuỷ → thủy.

    Only open syllables ending in oa, oe, uy differ between the two conventions; `quý` stays.
    """
    decomposed = unicodedata.normalize("NFD", text)
    return nfc(_NEW_STYLE.sub(lambda m: f"{m[1] or m[3]}{m[5]}{m[2] or m[4]}", decomposed))


def fold(text: str) -> str:
    """Lower case without accents, đ as d: the key under which accented and bare text meet."""
    decomposed = unicodedata.normalize("NFD", text.translate(_LOOKALIKES).lower())
    return nfc("".join(c for c in decomposed if not unicodedata.combining(c)).replace("đ", "d"))


def syllables(text: str) -> list[str]:
    """Runs of letters, in order: Vietnamese writes one syllable between blanks."""
    return _SYLLABLE.findall(text)


def words(text: str) -> list[str]:
    """Runs of letters and digits, keeping codes such as `ct01` or `2.001194` whole."""
    return _WORD.findall(text)
