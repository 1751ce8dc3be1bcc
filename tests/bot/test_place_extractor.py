import pytest
from rasa.shared.nlu.constants import ENTITIES
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.place_extractor import PlaceExtractor


@pytest.fixture(scope="module")
def extractor(module_bench):
    return module_bench.trained(PlaceExtractor, TrainingData())


class TestProcess:
    def test_old_province_names_the_one_of_today(self, extractor, said):
        (entity,) = extractor.process([said("hộ khẩu Thái Bình")])[0].get(ENTITIES)
        assert (entity["entity"], entity["value"], entity["kind"], entity["today"]) == (
            "place",
            "Thái Bình",
            "former_province",
            "Hưng Yên",
        )

    def test_commune_and_province_are_two(self, extractor, said):
        found = extractor.process([said("phường Hòa Phú, tỉnh Bình Dương")])[0].get(ENTITIES)
        assert [entity["value"] for entity in found] == ["Phường Hòa Phú", "Bình Dương"]

    def test_nothing_is_found_inside_another_entity(self, extractor):
        known = {"entity": "dossier_code", "start": 0, "end": 18, "value": "x"}
        message = Message({"text": "H22.15-230105-0001 quận 1", ENTITIES: [known]})
        found = extractor.process([message])[0].get(ENTITIES)
        assert [entity["entity"] for entity in found] == ["dossier_code", "place"]

    @pytest.mark.parametrize("text", ["", "🙏", "bảo trợ xã hội"])
    def test_text_without_places_has_none(self, extractor, said, text):
        assert extractor.process([said(text)])[0].get(ENTITIES) == []


class TestTrain:
    def test_model_does_not_need_the_list_any_more(self, bench, training_data, said, tmp_path):
        listed = tmp_path / "places.yml"
        listed.write_text("- {name: Xứ Mơ, kind: province, today: Xứ Mơ}\n", encoding="utf-8")
        bench.created(PlaceExtractor, places=str(listed)).train(training_data)
        listed.unlink()
        loaded = bench.loaded(PlaceExtractor, places=str(listed))
        assert loaded.process([said("về Xứ Mơ")])[0].get(ENTITIES)[0]["value"] == "Xứ Mơ"
