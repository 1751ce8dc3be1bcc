"""The encoder's own vocabulary: Vietnamese syllables without accents, one token each.

Accents are stripped on both sides, so that a question typed without them is the same question.
A syllable begins as the mean of the accented ones it stands for, weighted by how often each occurs;
attention then tells `thuê` from `thuế` by what stands around it. Continuations (`##sinh`) read
glued words (`khaisinh`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase, digits

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from transformers import PreTrainedTokenizerFast

from common.text import canonical_tones, fold, words

PAD, UNKNOWN, START, END = SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
CONTINUED = "##"
LONGEST_INPUT = 48
"""Tokens of a text that are read; more of a question tells nothing new."""

_LONGEST_TOKEN = 12
_RARE = 2
"""A word seen fewer times is read in parts."""
_SYLLABLE_LETTERS = 7
"""`nghieng` is the longest Vietnamese syllable."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """tokens: in the order of their ids. surfaces: the accented words of each, with counts."""

    tokens: tuple[str, ...]
    surfaces: dict[str, Counter[str]]


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """The vocabulary that reads `texts` with few words in parts."""
    surfaces: dict[str, Counter[str]] = {}
    for text in texts:
        for word in _plain_words(text):
            surfaces.setdefault(fold(word), Counter())[word] += 1
    whole = sorted(
        key
        for key, found in surfaces.items()
        if found.total() >= _RARE and 1 < len(key) <= _LONGEST_TOKEN
    )
    glued = [key for key in whole if _may_be_syllable(key)]
    single = [*ascii_lowercase, *digits]
    tokens = (
        *SPECIAL,
        *single,
        *(CONTINUED + letter for letter in single),
        *whole,
        *(CONTINUED + key for key in glued),
    )
    return Vocabulary(tuple(dict.fromkeys(tokens)), surfaces)


def _may_be_syllable(key: str) -> bool:
    return key.isalpha() and key.isascii() and len(key) <= _SYLLABLE_LETTERS


def _plain_words(text: str) -> Iterator[str]:
    for word in words(canonical_tones(text).lower()):
        yield from re.split("[./-]", word)


def tokenizer(vocabulary: Vocabulary) -> PreTrainedTokenizerFast:
    """What turns a text into the ids of `vocabulary`.

    Strips accents and case, splits at blanks and marks, reads unknown words in parts.
    """
    numbers = {token: number for number, token in enumerate(vocabulary.tokens)}
    fast = Tokenizer(
        models.WordPiece(
            numbers,
            unk_token=UNKNOWN,
            continuing_subword_prefix=CONTINUED,
            max_input_chars_per_word=60,
        )
    )
    fast.normalizer = normalizers.Sequence(
        [
            normalizers.NFKD(),
            normalizers.StripAccents(),
            normalizers.Lowercase(),
            normalizers.Replace("đ", "d"),
            normalizers.Replace("ð", "d"),
            normalizers.Replace(Regex(r"[^\p{L}\p{N}]+"), " "),
        ]
    )
    fast.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    fast.post_processor = processors.TemplateProcessing(
        single=f"{START} $A {END}",
        special_tokens=[(START, numbers[START]), (END, numbers[END])],
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=fast,
        pad_token=PAD,
        unk_token=UNKNOWN,
        cls_token=START,
        sep_token=END,
        model_max_length=LONGEST_INPUT,
    )
