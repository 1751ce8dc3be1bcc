"""Ways in which people mistype, as noise on training questions."""

import random
from collections.abc import Callable, Sequence

from common.keyboards import telex, vni

_NEIGHBOURS = {
    left: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for place, left in enumerate(row)
}

Noise = Callable[[random.Random, list[str]], list[str]]


def mistyped(chance: random.Random, text: str, openers: Sequence[str] = ()) -> str:
    """`text` as somebody in a hurry would type it; half of the time as it is.

    openers: polite phrases that may stand before or behind it.
    """
    words = text.split()
    if chance.random() < 0.5 or not words:
        return text
    for noise in chance.sample(_NOISES, 1 + (chance.random() < 0.25)):
        words = noise(chance, words)
    if openers and chance.random() < 0.15:
        opener = chance.choice(openers)
        words = [opener, *words] if chance.random() < 0.7 else [*words, opener]
    return " ".join(words)


def _at_random(chance: random.Random, words: list[str], change: Callable[[str], str]) -> list[str]:
    place = chance.randrange(len(words))
    return [*words[:place], change(words[place]), *words[place + 1 :]]


def _letters_swapped(chance: random.Random, words: list[str]) -> list[str]:
    def change(word: str) -> str:
        place = chance.randrange(max(1, len(word) - 1))
        return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]

    return _at_random(chance, words, change)


def _letter_lost(chance: random.Random, words: list[str]) -> list[str]:
    def change(word: str) -> str:
        place = chance.randrange(len(word))
        return word if len(word) < 3 else word[:place] + word[place + 1 :]

    return _at_random(chance, words, change)


def _key_beside(chance: random.Random, words: list[str]) -> list[str]:
    def change(word: str) -> str:
        place = chance.randrange(len(word))
        near = _NEIGHBOURS.get(word[place].lower(), word[place])
        return word[:place] + chance.choice(near) + word[place + 1 :]

    return _at_random(chance, words, change)


def _glued(chance: random.Random, words: list[str]) -> list[str]:
    start = chance.randrange(len(words))
    end = start + chance.choice((2, 2, 3, len(words)))
    return [*words[:start], "".join(words[start:end]), *words[end:]]


def _word_lost(chance: random.Random, words: list[str]) -> list[str]:
    if len(words) < 5:
        return words
    place = chance.randrange(len(words))
    return words[:place] + words[place + 1 :]


def _telex_left_in(chance: random.Random, words: list[str]) -> list[str]:
    if chance.random() < 0.5:
        return [telex(word) for word in words]
    return _at_random(chance, words, telex)


def _vni_left_in(_chance: random.Random, words: list[str]) -> list[str]:
    return [vni(word) for word in words]


_NOISES: Sequence[Noise] = (
    _letters_swapped,
    _letter_lost,
    _key_beside,
    _glued,
    _word_lost,
    _word_lost,
    _telex_left_in,
    _vni_left_in,
)
