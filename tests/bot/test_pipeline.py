import pytest

from bot.paths import CONFIG
from bot.pipeline import Pipeline, configured_components


@pytest.fixture
def pipeline(training_data, tmp_path):
    return Pipeline.trained(
        configured_components(CONFIG), training_data.training_examples, tmp_path
    )


class TestParse:
    @pytest.mark.parametrize(
        ("typed", "intent"),
        [
            ("e lm cccd cần j ạ", "ask_procedure"),
            ("lam can cuoc can giay to gi", "ask_procedure"),
            ("hs H22.15-230105-0001 tới đâu rồi", "dossier_status"),
            ("xin  chao\u200b", "greet"),
        ],
    )
    def test_street_language_is_understood(self, pipeline, typed, intent):
        assert pipeline.parse(typed)["intent"]["name"] == intent

    def test_entities_of_all_extractors_are_there(self, pipeline):
        found = pipeline.parse("hôm qua nộp H22.15-230105-0001 ở phường Hòa Phú")["entities"]
        assert {entity["entity"] for entity in found} == {"date", "dossier_code", "place"}

    @pytest.mark.parametrize("text", ["", "   ", "😀😀", "\u0000", "한국어"])
    def test_odd_text_falls_back(self, pipeline, text):
        assert pipeline.parse(text)["intent"]["name"] == "nlu_fallback"

    def test_long_text_is_understood_by_its_beginning(self, pipeline):
        text = "hồ sơ của tôi tới đâu rồi " + "lâu quá " * 2000
        assert pipeline.parse(text)["intent"]["name"] == "dossier_status"


class TestTrained:
    def test_examples_of_the_caller_stay_as_they_are(self, training_data, tmp_path):
        before = [dict(example.data) for example in training_data.training_examples]
        configured = configured_components(CONFIG)
        Pipeline.trained(configured, training_data.training_examples, tmp_path)
        assert [dict(example.data) for example in training_data.training_examples] == before
        assert configured == configured_components(CONFIG)
