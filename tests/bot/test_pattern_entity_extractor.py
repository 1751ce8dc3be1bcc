from datetime import date

import pytest
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message

from bot.components.pattern_entity_extractor import PatternEntityExtractor, patterned


@pytest.fixture
def extractor(bench):
    return bench.created(PatternEntityExtractor, today="2026-11-21")


class TestProcess:
    def test_entity_has_canonical_value_and_raw_stretch(self, extractor, said):
        (entity,) = extractor.process([said("mã h22.15 - 230105 - 0001 ạ")])[0].get(ENTITIES)
        assert entity == {
            "entity": "dossier_code",
            "start": 3,
            "end": 25,
            "value": "H22.15-230105-0001",
            "raw": "h22.15 - 230105 - 0001",
            "extractor": "PatternEntityExtractor",
        }

    def test_several_kinds_are_found_in_order(self, extractor, said):
        text = "hôm qua nộp H22.15-230105-0001 thủ tục 1.004222, gọi 0912 345 678"
        found = extractor.process([said(text)])[0].get(ENTITIES)
        assert [entity["entity"] for entity in found] == [
            "date",
            "dossier_code",
            "procedure_code",
            "phone",
        ]

    def test_entities_found_before_stay(self, extractor):
        known = {"entity": "place", "start": 0, "end": 3, "value": "Huế"}
        message = Message({"text": "Huế hôm nay", ENTITIES: [known]})
        found = extractor.process([message])[0].get(ENTITIES)
        assert [entity["entity"] for entity in found] == ["place", "date"]

    def test_entities_are_part_of_the_answer(self, extractor, said):
        answer = extractor.process([said("hôm nay")])[0].as_dict(only_output_properties=True)
        assert answer[ENTITIES][0]["value"] == "2026-11-21"

    def test_without_a_set_day_it_is_today_in_vietnam(self, bench, said):
        extractor = bench.created(PatternEntityExtractor)
        (entity,) = extractor.process([said("hôm nay")])[0].get(ENTITIES)
        assert abs((date.fromisoformat(entity["value"]) - date.today()).days) <= 1  # noqa: DTZ011

    @pytest.mark.parametrize("text", ["", "   ", "🙏", "làm căn cước"])
    def test_text_without_patterns_has_no_entities(self, extractor, said, text):
        assert extractor.process([said(text)])[0].get(ENTITIES) == []

    def test_wrong_day_in_the_configuration_is_refused(self, bench):
        with pytest.raises(ValueError, match="Invalid isoformat"):
            bench.created(PatternEntityExtractor, today="21/11/2026")


class TestPatterned:
    def test_parts_of_a_code_are_nothing_else(self):
        found = patterned("000.00.00.H22-230105-0912345678", date(2026, 11, 21))
        assert [stretch.entity for stretch in found] == ["dossier_code"]
