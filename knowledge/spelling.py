"""Words that the keyboard spoilt, put right: Telex and VNI left in, words without blanks."""

import math
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from common.keyboards import from_telex, from_vni, is_marked, is_syllable
from common.text import fold
from knowledge.lexicon import DATA
from knowledge.phrases import Token, token

WORD_COUNTS = DATA / "word_counts.tsv"
"""Written by `python -m benchmarks.search.count_words`."""

_ENGLISH = """
    are as been box bus car cars cost does door fax gas has her here his how is keep keeps law
    laws less max meet mix moon moons more need new news noon now or our own owns pass poor
    row rows saw see seems seen sex show sir six so son soon sure sweet tax taxi teen tees
    than this too toon tooth two us use user users visa vows was wood wow yes
"""
FOREIGN = frozenset(_ENGLISH.split())
"""English that might be Telex."""

_SHORTEST = 7
"""Letters of a glued word; shorter ones are often names or slips."""
_LONGEST = 60
"""Letters of a glued word; nobody types a longer one in earnest."""
_LONGEST_SYLLABLE = 7
_RARE = 8
"""Times a syllable must be in the counts to be a part of a glued word."""
_DEAREST = 2.6
"""Surprise (nats) for each letter up to which a split is believed: above it is a foreign name."""
_LEAST_CLEAR = 2
"""Words that must clearly be Telex or VNI, unless one of them can hardly be anything else."""


class Spelling:
    """Puts words right that cannot be Vietnamese as they stand."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        """counts: how often each word (folded) is written, foreign ones among them."""
        total = sum(counts.values())
        self._known = frozenset(counts)
        self._surprise = {
            word: math.log(total / count)
            for word, count in counts.items()
            if count >= _RARE and is_syllable(word)
        }
        self.split = lru_cache(maxsize=4096)(self._split)

    def mended(self, words: Sequence[Token], short_forms: frozenset[str]) -> list[Token]:
        """`words` with what was typed in Telex or VNI read back and glued words taken apart.

        short_forms: other words (folded) that stand for something as they are.
        """
        typed = self._typed(words, short_forms)
        mended: list[Token] = []
        for place, word in enumerate(words):
            if place in typed:
                mended.append(token(typed[place]))
            elif len(word.key) >= _SHORTEST and word.key not in short_forms:
                mended.extend(self._parts(word))
            else:
                mended.append(word)
        return mended

    def _typed(self, words: Sequence[Token], short_forms: frozenset[str]) -> dict[int, str]:
        """Syllables read back, by place; none unless enough of `words` must be read so."""
        read: dict[int, str] = {}
        foreign = 0
        for place, word in enumerate(words):
            if self._is_word(word, short_forms):
                continue
            syllable = from_telex(word.form) or from_vni(word.form)
            if syllable and fold(syllable) in self._surprise:
                read[place] = syllable
            elif word.key.isalpha() and word.form.isascii():
                foreign += 1
        marked = any(is_marked(words[place].form) for place in read)
        if marked and len(read) > foreign:
            return read
        # Tones alone are believed where they are many: `lafm laij khai sinh`, but not `quan1`.
        lettered = sum(words[place].form.isalpha() for place in read)
        enough = lettered >= _LEAST_CLEAR and not foreign and 2 * lettered >= len(words)
        return read if enough else {}

    def _is_word(self, word: Token, short_forms: frozenset[str]) -> bool:
        key = word.key
        if key in short_forms or key in FOREIGN or not word.form.isascii():
            return True
        # `a1` is a class of driving licence, `o73` nothing else than `ở`.
        return key in self._known or (sum(map(str.isalpha, key)) == 1 and not is_marked(key))

    def _parts(self, word: Token) -> list[Token]:
        if word.key in self._known or not word.key.isalpha() or len(word.key) != len(word.form):
            return [word]
        parts = self.split(word.key)
        if len(parts) < 2:
            return [word]
        forms = []
        start = 0
        for part in parts:
            forms.append(token(word.form[start : start + len(part)]))
            start += len(part)
        return forms

    def _split(self, key: str) -> tuple[str, ...]:
        """`key` as the likeliest row of syllables; as it is where none is likely."""
        if len(key) > _LONGEST:
            return (key,)
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(key) + 1):
            best.append(
                min(
                    (
                        (best[start][0] + self._surprise[key[start:end]], start)
                        for start in range(max(0, end - _LONGEST_SYLLABLE), end)
                        if key[start:end] in self._surprise
                    ),
                    default=(math.inf, end),
                )
            )
        if best[-1][0] > _DEAREST * len(key):
            return (key,)
        parts: list[str] = []
        end = len(key)
        while end:
            start = best[end][1]
            parts.append(key[start:end])
            end = start
        return tuple(reversed(parts))


@cache
def shipped_spelling() -> Spelling:
    """By the counts of knowledge/data/word_counts.tsv."""
    lines = WORD_COUNTS.read_text(encoding="utf-8").splitlines()
    return Spelling({word: int(count) for word, count in (line.split("\t") for line in lines)})
