"""How well the best hits explain a question."""

import pytest

from knowledge.evidence import Evidence, Weigher
from knowledge.lexicon import Topic
from knowledge.retrieval import Hit
from tests.knowledge.small_corpus import BIRTH, DEATH, KITE_COMMUNE, KITE_PROVINCE, small_index

TOPICS = (Topic(reason="out_of_scope", say=("giá diều", "thời tiết")),)
INDEX = small_index()
WEIGHER = Weigher(INDEX, TOPICS)


def hits(*scored: tuple[object, float]) -> list[Hit]:
    return [Hit(entry.code, entry.name, score) for entry, score in scored]  # type: ignore[attr-defined]


def evidence(text: str, *scored: tuple[object, float]) -> Evidence:
    return WEIGHER.weigh(INDEX.reader.read(text), hits(*scored))


class TestWeigh:
    def test_a_question_in_the_words_of_the_record_is_covered(self) -> None:
        assert evidence("đăng ký khai tử", (DEATH, 5.0)).coverage == pytest.approx(1)

    def test_a_saying_is_covered_where_its_official_wording_is(self) -> None:
        assert evidence("ông nội qua đời", (DEATH, 5.0)).coverage >= 0.5
        assert evidence("ông nội qua đời", (KITE_COMMUNE, 5.0)).coverage == 0

    def test_words_of_another_matter_are_not_covered(self) -> None:
        assert evidence("khai tử tàu ngầm hạt nhân", (DEATH, 5.0)).coverage < 0.7

    def test_precision_falls_where_little_of_the_name_was_asked(self) -> None:
        whole = evidence("cấp giấy phép thả diều", (KITE_COMMUNE, 5.0)).precision
        assert whole > evidence("diều", (KITE_COMMUNE, 5.0)).precision

    def test_margin_is_the_lead_over_another_procedure(self) -> None:
        found = evidence("thả diều", (KITE_PROVINCE, 8.0), (KITE_COMMUNE, 8.0), (DEATH, 2.0))
        assert found.margin == pytest.approx(0.75)

    def test_margin_is_whole_without_a_rival(self) -> None:
        assert evidence("thả diều", (KITE_PROVINCE, 8.0), (KITE_COMMUNE, 8.0)).margin == 1

    def test_our_own_records_are_marked(self) -> None:
        assert evidence("khai sinh", (BIRTH, 1.0)).curated == 1
        assert evidence("khai tử", (DEATH, 1.0)).curated == 0

    def test_nothing_found_is_no_evidence(self) -> None:
        assert evidence("khai sinh") == Evidence()


class TestTopic:
    def test_a_topic_the_records_do_not_hold_explains_the_question(self) -> None:
        share, reason = WEIGHER.topic(INDEX.reader.read("thời tiết hôm nay"), hits((DEATH, 1.0)))
        assert (share, reason) == (1.0, "out_of_scope")

    def test_a_topic_beside_a_procedure_explains_a_part(self) -> None:
        reading = INDEX.reader.read("thời tiết xấu thì đăng ký khai tử lưu động")
        assert 0 < WEIGHER.topic(reading, hits((DEATH, 1.0)))[0] < 0.6

    def test_a_topic_the_best_hit_holds_is_no_topic(self) -> None:
        topics = (Topic(reason="not_in_records", say=("thả diều",)),)
        share, _ = Weigher(INDEX, topics).topic(
            INDEX.reader.read("giấy phép thả diều"), hits((KITE_COMMUNE, 3.0))
        )
        assert share == 0

    def test_no_topic_no_reason(self) -> None:
        assert WEIGHER.topic(INDEX.reader.read("khai tử"), []) == (0.0, "")
