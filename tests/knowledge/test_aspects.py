"""Which part of a procedure a question asks about."""

import math
import time
from datetime import date

import pytest

from common.text import fold
from knowledge.aspects import WEIGHTS, AspectPhraseReader, AspectWeights, features, shipped_weights
from knowledge.lexicon import AspectPhrases
from knowledge.phrases import tokens
from knowledge.record import Aspect
from tests.knowledge.small_corpus import answerer

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


class TestFeatures:
    def test_words_behind_the_question_say_nothing(self) -> None:
        assert features(tokens("nộp ở đâu ạ"), {}) == features(tokens("nộp ở đâu"), {})

    def test_whether_questions_are_told(self) -> None:
        assert "?co phai" in features(tokens("có phải ra xã không"), {})
        assert "?co" not in features(tokens("không có giấy"), {})

    def test_the_part_named_last_is_told(self) -> None:
        asked = AspectPhraseReader(TABLE).read(tokens("ở đâu, bao nhiêu tiền"))
        assert "#fee last" in features(tokens("ở đâu, bao nhiêu tiền"), asked.sums)


class TestAspectWeights:
    weights = AspectWeights(
        fitted_on=date(2026, 11, 21),
        parts=(Aspect.FEE, Aspect.WHERE),
        start=(-1.0, -1.0),
        features={"tien": (0, 300), "dau": (1, 300), "mat": (0, 30, 1, 20)},
    )

    def test_parts_come_in_the_order_of_what_tells_them(self) -> None:
        assert self.weights.asked({"dau": 1.0, "tien": 1.0}) == (Aspect.WHERE, Aspect.FEE)
        assert self.weights.asked({"tien": 1.0, "dau": 1.0}) == (Aspect.FEE, Aspect.WHERE)

    def test_of_parts_that_are_not_sure_only_the_likeliest_is_asked(self) -> None:
        assert self.weights.asked({"mat": 1.0}) == (Aspect.FEE,)

    def test_chances_are_those_of_the_logistic_function(self) -> None:
        assert math.isclose(self.weights.chances({"tien": 1.0})[Aspect.FEE], 1 / (1 + math.exp(-2)))

    def test_nothing_is_asked_by_nothing(self) -> None:
        assert shipped_weights().asked(features([], {})) == ()

    def test_shipped_weights_know_every_part_and_say_when_they_were_fitted(self) -> None:
        assert set(shipped_weights().parts) == set(Aspect) - {Aspect.OVERVIEW}
        assert WEIGHTS.stat().st_size < 400_000
        assert shipped_weights().fitted_on.year >= 2026

    def test_reading_takes_less_than_a_third_of_a_millisecond(self) -> None:
        words = tokens("vợ em mới sinh bé mà em làm ở xa thì khai sinh cho bé cần giấy tờ gì ạ")
        started = time.process_time()
        for _ in range(200):
            shipped_weights().asked(features(words, {Aspect.PAPERS: 3}))
        assert (time.process_time() - started) / 200 < 0.0003


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

    @pytest.mark.parametrize(
        ("text", "aspects"),
        [
            ("khai sinh cần giấy tờ gì và mất bao nhiêu tiền", (Aspect.PAPERS, Aspect.FEE)),
            ("khai sinh mất bao nhiêu tiền và cần giấy tờ gì", (Aspect.FEE, Aspect.PAPERS)),
            ("đăng ký kết hôn nộp ở đâu, bao lâu có", (Aspect.WHERE, Aspect.TIME_LIMIT)),
        ],
    )
    def test_several_parts_come_in_the_order_asked(
        self, text: str, aspects: tuple[Aspect, ...]
    ) -> None:
        assert asked(text) == aspects
        assert asked(fold(text)) == aspects

    def test_an_overview_is_no_part(self) -> None:
        assert asked("đăng ký kết hôn") == ()
