import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.abbreviations import AbbreviationError
from bot.components.vietnamese_normalizer import VietnameseNormalizer


@pytest.fixture(scope="module")
def normalizer(module_bench):
    return module_bench.trained(VietnameseNormalizer, TrainingData())


class TestProcess:
    @pytest.mark.parametrize(
        ("typed", "read"),
        [
            ("  hoà  giải\u200b ko ", "hòa giải không"),
            ("Vie\u0302\u0323t Nam", "Việt Nam"),
            ("giấy uỷ quyền", "giấy ủy quyền"),
            ("\u0000\ud83d", ""),
        ],
    )
    def test_every_message_has_one_spelling(self, normalizer, said, typed, read):
        assert normalizer.process([said(typed)])[0].get(TEXT) == read

    @pytest.mark.parametrize(
        "payload",
        ['/ask_aspect{"procedure_code": "1.004222", "aspect": "fee"}', "/hand_over", "  /k dc  ko"],
    )
    def test_payload_passes_untouched(self, normalizer, said, payload):
        assert normalizer.process([said(payload)])[0].get(TEXT) == payload

    def test_message_without_text_stays_so(self, normalizer):
        assert normalizer.process([Message({})])[0].get(TEXT) is None

    def test_only_the_beginning_of_a_long_text_is_read(self, normalizer, said):
        assert len(normalizer.process([said("ạ" * 10_000)])[0].get(TEXT)) <= 2000


class TestProcessTrainingData:
    def test_annotations_move_with_the_text(self, normalizer):
        text = "k  bik xã Hoà Phú ở mô"
        start = text.index("xã")
        entity = {"entity": "place", "start": start, "end": start + 10, "value": "xã Hoà Phú"}
        data = normalizer.process_training_data(
            TrainingData([Message({TEXT: text, ENTITIES: [entity]})])
        )
        example = data.training_examples[0]
        moved = example.get(ENTITIES)[0]
        assert example.get(TEXT) == "không biết xã Hòa Phú ở đâu"
        assert example.get(TEXT)[moved["start"] : moved["end"]] == "xã Hòa Phú"


class TestTrain:
    def test_wrong_list_is_refused(self, bench, training_data, tmp_path):
        wrong = tmp_path / "wrong.yml"
        wrong.write_text("- {short: ko, long: không}\n- {short: ko, long: khô}\n", encoding="utf-8")
        with pytest.raises(AbbreviationError):
            bench.trained(VietnameseNormalizer, training_data, abbreviations=str(wrong))

    def test_model_does_not_need_the_list_any_more(self, bench, training_data, said, tmp_path):
        listed = tmp_path / "list.yml"
        listed.write_text("- {short: zz, long: ngủ, ambiguous: false}\n", encoding="utf-8")
        bench.created(VietnameseNormalizer, abbreviations=str(listed)).train(training_data)
        listed.unlink()
        loaded = bench.loaded(VietnameseNormalizer, abbreviations=str(listed))
        assert loaded.process([said("zz")])[0].get(TEXT) == "ngủ"
