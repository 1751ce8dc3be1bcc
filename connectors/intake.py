"""Which messages the engine need not see: nothing in them can be understood."""

import re
import unicodedata

from common.text import clean, fold, syllables
from connectors.messages import InboundMessage, MessageKind
from connectors.notices import Notice

MAX_CHARACTERS = 2000
"""A longer text is not one question; Zalo and Messenger cut there too."""

_TAG = re.compile(r"<[^<>]{0,200}>")
_ATTACHMENTS = {"image": Notice.ATTACHMENT_IMAGE, "audio": Notice.ATTACHMENT_AUDIO}

# Shape of a Vietnamese syllable without accents: onset, vowels, coda. Orthography, not a word list.
_ONSET = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx]"
_VOWELS = (
    "uye|uya|uyu|ieu|yeu|uoi|uou|oai|oay|oeo|uay|uo|ua|ue|ui|uu|uy|ia|ie|iu|oa|oe|oi|oo|"
    "ai|ao|au|ay|eo|eu|ya|ye|[aeiouy]"
)
_CODA = "ch|ng|nh|[cmnpt]"
_SYLLABLE = re.compile(f"(?:{_ONSET})?(?:{_VOWELS})(?:{_CODA})?")
# Everyday English words that happen to have that shape, or mark the language beyond doubt.
_ENGLISH = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "can",
        "do",
        "for",
        "get",
        "hello",
        "how",
        "i",
        "in",
        "is",
        "it",
        "me",
        "my",
        "need",
        "of",
        "on",
        "or",
        "please",
        "thank",
        "the",
        "to",
        "want",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "you",
        "your",
    ]
)
_VIETNAMESE_SHARE = 0.5
_FOREIGN_SHARE = 0.35
_WORDS_TO_JUDGE = 4


def plain_text(text: str) -> str:
    """What the engine gets to read: clean, no markup, no leading slash (Rasa's command sign)."""
    return clean(_TAG.sub(" ", text)).lstrip("/ ")


def problem_with(message: InboundMessage) -> Notice | None:
    """Why `message` cannot be understood, or None if the engine should see it."""
    if message.kind is MessageKind.PAYLOAD:
        return None
    if message.kind is MessageKind.ATTACHMENT:
        return _ATTACHMENTS.get(message.body, Notice.ATTACHMENT_OTHER)
    if not clean(message.body):
        return Notice.EMPTY
    if len(message.body) > MAX_CHARACTERS:
        return Notice.TOO_LONG
    text = plain_text(message.body)
    if not any(c.isalnum() for c in text):
        return Notice.NO_WORDS
    return Notice.OTHER_LANGUAGE if is_other_language(text) else None


def is_other_language(text: str) -> bool:
    """Whether `text` is surely not Vietnamese: foreign script, or mostly foreign words.

    Short texts, names and codes get the benefit of the doubt.
    """
    letters = [c for c in text if c.isalpha()]
    if letters and sum(not _is_latin(c) for c in letters) > len(letters) / 2:
        return True
    # Only Vietnamese writes these letters.
    if any(c in "ăâđêôơưĂÂĐÊÔƠƯ" or _has_vietnamese_tone(c) for c in letters):
        return False
    found = [fold(word) for word in syllables(text)]
    if len(found) < _WORDS_TO_JUDGE:
        return False
    english = sum(word in _ENGLISH for word in found)
    vietnamese = sum(
        word not in _ENGLISH and _SYLLABLE.fullmatch(word) is not None for word in found
    )
    share = vietnamese / len(found)
    return share < _FOREIGN_SHARE or (english >= 2 and share < _VIETNAMESE_SHARE)


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


def _has_vietnamese_tone(character: str) -> bool:
    return "\u0309" in unicodedata.normalize("NFD", character) or (
        "\u0323" in unicodedata.normalize("NFD", character)
    )
