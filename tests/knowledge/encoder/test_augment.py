"""Noise on training questions."""

import random

import pytest

from knowledge.encoder.augment import mistyped

QUESTION = "em mới sinh bé muốn làm giấy khai sinh thì ra đâu"
MANY = 2000


def drawn(text=QUESTION, openers=(), seed=1):
    chance = random.Random(seed)  # noqa: S311 (nothing secret)
    return [mistyped(chance, text, openers) for _ in range(MANY)]


class TestMistyped:
    def test_the_same_seed_gives_the_same_noise(self):
        assert drawn(seed=5) == drawn(seed=5)
        assert drawn(seed=5) != drawn(seed=6)

    def test_about_half_stay_as_they_are(self):
        untouched = sum(text == QUESTION for text in drawn())

        assert 0.45 < untouched / MANY < 0.6

    @pytest.mark.parametrize("text", ["a", "ở đâu", "khai sinh", "1.001193", QUESTION])
    def test_nothing_becomes_empty(self, text):
        assert all(found.strip() for found in drawn(text))

    @pytest.mark.parametrize("text", ["", "   "])
    def test_a_text_without_words_stays(self, text):
        assert set(drawn(text)) == {text}

    @pytest.mark.parametrize(
        "expected",
        [
            "em mới sinh bé muốn làm giấy khai sinh thì đâu",
            "em mới sinh bé muốn làm giấy khaisinh thì ra đâu",
            "emmớisinhbémuốnlàmgiấykhaisinhthìrađâu",
            "em mowis sinh bes muoons lamf giaays khai sinh thif ra ddaau",
            "em mo7i1 sinh be1 muo6n1 lam2 gia6y1 khai sinh thi2 ra d9a6u",
        ],
        ids=["word lost", "two glued", "all glued", "telex left in", "vni left in"],
    )
    def test_each_kind_of_mistake_occurs(self, expected):
        assert expected in drawn()

    def test_polite_phrases_stand_before_or_behind_only_if_given(self):
        with_openers = drawn(openers=["dạ cho em hỏi"])

        assert any(text.startswith("dạ cho em hỏi ") for text in with_openers)
        assert any(text.endswith(" dạ cho em hỏi") for text in with_openers)
        assert not any("dạ cho em hỏi" in text for text in drawn())
