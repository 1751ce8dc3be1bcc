"""Triples the encoder learns from."""

import math

import numpy as np
import pytest

from knowledge.encoder.families import Family, family_key
from knowledge.encoder.pairs import NEAREST, TripleMaker, confused, lookalikes

NAMES = [
    "Đăng ký khai sinh",
    "Đăng ký lại khai sinh",
    "Đăng ký khai sinh lưu động",
    "Đăng ký kết hôn",
    "Đăng ký kết hôn có yếu tố nước ngoài",
    "Cấp giấy phép xây dựng",
]
FAMILIES = {
    family_key(name): Family(family_key(name), f"{name}. Hộ tịch", (f"9.00000{number}",))
    for number, name in enumerate(NAMES)
}
BIRTH, WEDDING = family_key(NAMES[0]), family_key(NAMES[3])
TYPED = {BIRTH: ("lam giay ks", "bé mới sinh"), WEDDING: ("lấy vợ cần gì", "đk kết hôn")}
QUESTIONS = {
    BIRTH: ("lam giay khai sinh", "bé mới sinh"),
    WEDDING: ("lấy vợ cần gì", "đăng ký kết hôn"),
}


@pytest.fixture
def maker():
    return TripleMaker(FAMILIES, QUESTIONS, TYPED, lookalikes(FAMILIES))


def owners(text):
    """Keys of the families a text belongs to, without noise."""
    return {
        key
        for key, family in FAMILIES.items()
        if text == family.text or text in (*QUESTIONS.get(key, ()), *TYPED.get(key, ()))
    }


class TestLookalikes:
    def test_names_that_share_most_come_first(self):
        near = lookalikes(FAMILIES)

        assert set(near[BIRTH][:2]) == {family_key(NAMES[1]), family_key(NAMES[2])}
        assert near[WEDDING][0] == family_key(NAMES[4])

    def test_no_family_looks_like_itself_however_few_there_are(self):
        for key, near in lookalikes(FAMILIES).items():
            assert key not in near
            assert len(near) == len(FAMILIES) - 1

    def test_no_more_than_the_nearest_are_kept(self):
        many = {
            f"thu tuc so {number}": Family(f"thu tuc so {number}", "", ()) for number in range(40)
        }

        assert {len(near) for near in lookalikes(many).values()} == {NEAREST}


class TestTripleMaker:
    def test_every_question_and_every_name_is_an_anchor_once(self, maker):
        found = list(maker.triples(1))

        asked = sum(map(len, QUESTIONS.values()))
        assert len(found) == asked + len(FAMILIES)
        assert sorted(key for key, _ in found) == sorted(
            [*FAMILIES, *(key for key, texts in QUESTIONS.items() for _ in texts)]
        )

    def test_the_same_seed_gives_the_same_triples(self, maker):
        assert list(maker.triples(3)) == list(maker.triples(3))
        assert list(maker.triples(3)) != list(maker.triples(4))

    def test_the_positive_is_of_the_same_family_and_the_negative_never(self, maker):
        for seed in range(50):
            for key, triple in maker.triples(seed):
                assert key in owners(triple.positive)
                assert key not in owners(triple.negative)
                assert owners(triple.negative)

    def test_a_question_is_not_its_own_positive(self, maker):
        for seed in range(50):
            for _, triple in maker.triples(seed):
                assert triple.anchor != triple.positive

    def test_questions_come_as_typed_and_written_out(self, maker):
        anchors = {triple.anchor for seed in range(50) for _, triple in maker.triples(seed)}

        assert {"lam giay ks", "lam giay khai sinh"} <= anchors


class TestConfused:
    def test_names_what_questions_are_nearest_to_but_their_own(self):
        families = {key: Family(key, key, (key,)) for key in ("a", "b", "c")}
        directions = {"a": 0.0, "b": 0.2, "c": 2.0, "like b": 0.15}

        def encode(texts):
            angles = [directions[text] for text in texts]
            return np.array([(math.cos(x), math.sin(x)) for x in angles], dtype=np.float32)

        found = confused(families, {"a": ("like b",)}, encode)
        assert found["a"][0] == "b"
        assert found["c"][0] == "b"
        assert all(key not in found[key] for key in families)
