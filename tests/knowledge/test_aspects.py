"""Which part of a procedure a question asks about."""

import math

import pytest

from common.text import fold
from knowledge.aspects import WEIGHTS, AspectPhraseReader, features, shipped_weights
from knowledge.lexicon import AspectPhrases
from knowledge.phrases import tokens
from knowledge.record import Aspect
from tests.knowledge.small_corpus import answerer, small_index

TABLE = AspectPhrases(
    phrases={Aspect.FEE: {3: ("bao nhiêu tiền",), 1: ("tiền",)}, Aspect.WHERE: {4: ("ở đâu",)}},
    shield=("tiền giả",),
)


def asked(text: str) -> tuple[Aspect, ...]:
    return answerer().ask(text).aspects


class TestAspectPhraseReader:
    reader = AspectPhraseReader(TABLE)

    def test_phrases_are_summed_by_part(self) -> None:
        found = self.reader.read(tokens("mất bao nhiêu tiền, tiền mặt, nộp ở đâu"))
        assert found.sums == {Aspect.FEE: 4, Aspect.WHERE: 4}

    def test_spans_cover_the_words_that_asked(self) -> None:
        found = self.reader.read(tokens("làm ở đâu"))
        assert found.spans == ((1, 3),)
        assert found.holds(1, 2)
        assert not found.holds(1, 3)

    def test_a_shielded_phrase_asks_for_nothing(self) -> None:
        assert self.reader.read(tokens("giám định tiền giả")).sums == {}


class TestAspectWeights:
    def test_chances_sum_to_one(self) -> None:
        reading = small_index().reader.read("kết hôn mất bao nhiêu tiền")
        chances = shipped_weights().chances(features(reading.words, reading.asked.sums))
        assert set(chances) == set(Aspect)
        assert math.isclose(sum(chances.values()), 1)

    def test_nothing_is_asked_by_nothing(self) -> None:
        assert shipped_weights().asked(features([], {})) == ()

    def test_shipped_weights_say_when_they_were_fitted(self) -> None:
        assert WEIGHTS.exists()
        assert shipped_weights().fitted_on.year >= 2026


class TestAsked:
    @pytest.mark.parametrize(
        ("text", "aspect"),
        [
            ("kết hôn cần giấy tờ gì", Aspect.PAPERS),
            ("kết hôn phải mang theo những gì", Aspect.PAPERS),
            ("kết hôn mất bao nhiêu tiền", Aspect.FEE),
            ("kết hôn có tốn lệ phí không", Aspect.FEE),
            ("kết hôn mấy ngày thì có", Aspect.TIME_LIMIT),
            ("kết hôn bao lâu xong", Aspect.TIME_LIMIT),
            ("kết hôn nộp ở đâu", Aspect.WHERE),
            ("kết hôn ra chỗ mô", Aspect.WHERE),
            ("trình tự các bước kết hôn", Aspect.STEPS),
            ("điều kiện để kết hôn", Aspect.CONDITIONS),
            ("tải mẫu đơn kết hôn", Aspect.FORM),
            ("kết hôn xong được cấp giấy gì", Aspect.RESULT),
            ("kết hôn theo luật nào", Aspect.LEGAL_BASIS),
            ("kết hôn nộp qua mạng được không", Aspect.ONLINE),
            ("đăng ký kết hôn", Aspect.OVERVIEW),
        ],
    )
    def test_the_part_is_found_with_and_without_accents(self, text: str, aspect: Aspect) -> None:
        assert answerer().ask(text).aspect is aspect
        assert answerer().ask(fold(text)).aspect is aspect

    def test_two_parts_come_in_order_of_weight(self) -> None:
        both = asked("khai sinh cần giấy tờ gì và mất bao nhiêu tiền")
        assert set(both[:2]) == {Aspect.PAPERS, Aspect.FEE}

    def test_an_overview_is_no_part(self) -> None:
        assert asked("đăng ký kết hôn") == ()
