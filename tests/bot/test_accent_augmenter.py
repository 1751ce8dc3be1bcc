import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.accent_augmenter import AccentAugmenter


@pytest.fixture
def augmenter(bench):
    return bench.created(AccentAugmenter)


class TestProcessTrainingData:
    def test_accented_example_gets_a_bare_copy_of_the_same_intent(self, augmenter):
        data = TrainingData([Message({TEXT: "Cảm ơn", INTENT: "thank"})])
        examples = augmenter.process_training_data(data).training_examples
        assert [(e.get(TEXT), e.get(INTENT)) for e in examples] == [
            ("Cảm ơn", "thank"),
            ("cam on", "thank"),
        ]

    def test_bare_example_stays_alone(self, augmenter):
        data = TrainingData([Message({TEXT: "OK ad", INTENT: "affirm"})])
        assert len(augmenter.process_training_data(data).training_examples) == 1


class TestProcess:
    def test_messages_pass_as_they_are(self, augmenter, said):
        messages = [said("Cảm ơn")]
        assert augmenter.process(messages) is messages
        assert messages[0].get(TEXT) == "Cảm ơn"
