import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.typed_text_restorer import STANDARD_TEXT, TypedTextRestorer
from bot.components.vietnamese_normalizer import VietnameseNormalizer


@pytest.fixture(scope="module")
def normalizer(module_bench):
    return module_bench.trained(VietnameseNormalizer, TrainingData())


@pytest.fixture
def restorer(bench):
    return bench.created(TypedTextRestorer)


class TestProcess:
    def test_both_texts_are_part_of_the_answer(self, normalizer, restorer, said):
        message = restorer.process(normalizer.process([said("lm  cccd ko")]))[0]
        answer = message.as_dict(only_output_properties=True)
        assert answer[TEXT] == "lm  cccd ko"
        assert answer[STANDARD_TEXT] == "làm căn cước công dân không"

    def test_payload_stays_as_it_is(self, normalizer, restorer, said):
        message = restorer.process(normalizer.process([said("/hand_over")]))[0]
        assert message.as_dict(only_output_properties=True) == {TEXT: "/hand_over"}
