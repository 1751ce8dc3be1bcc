import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.folded_featurizer import FoldedFeaturizer
from bot.components.linear_intent_classifier import LinearIntentClassifier


@pytest.fixture
def featurizer(bench, training_data):
    return bench.trained(FoldedFeaturizer, training_data)


@pytest.fixture
def featurized(featurizer, training_data):
    return featurizer.process_training_data(training_data)


@pytest.fixture
def classifier(bench, featurized):
    return bench.trained(LinearIntentClassifier, featurized)


class TestProcess:
    @pytest.mark.parametrize(
        ("text", "intent"),
        [
            ("đăng ký kết hôn cần giấy tờ gì", "ask_procedure"),
            ("dang ky ket hon can giay to gi", "ask_procedure"),
            ("hồ sơ G09.20-260312-0003 xong chưa", "dossier_status"),
            ("chào ad", "greet"),
            ("cam on nha", "thank"),
            ("🙏", "thank"),
        ],
    )
    def test_new_sentence_gets_its_intent(self, featurizer, classifier, said, text, intent):
        message = classifier.process(featurizer.process([said(text)]))[0]
        assert message.get(INTENT)["name"] == intent

    def test_ranking_is_in_order_and_sums_to_one(self, featurizer, classifier, said):
        message = classifier.process(featurizer.process([said("chào em, hồ sơ xong chưa")]))[0]
        confidences = [entry["confidence"] for entry in message.get(INTENT_RANKING_KEY)]
        assert confidences == sorted(confidences, reverse=True)
        assert sum(confidences) == pytest.approx(1, abs=1e-5)
        assert message.get(INTENT) == message.get(INTENT_RANKING_KEY)[0]

    @pytest.mark.parametrize("text", ["", "你好"])
    def test_message_without_known_features_is_understood_as_nothing(
        self, featurizer, classifier, said, text
    ):
        message = classifier.process(featurizer.process([said(text)]))[0]
        assert message.get(INTENT)["confidence"] == 0

    def test_intent_is_part_of_the_answer(self, featurizer, classifier, said):
        message = classifier.process(featurizer.process([said("xin chào")]))[0]
        assert {INTENT, INTENT_RANKING_KEY} <= message.as_dict(only_output_properties=True).keys()

    def test_untrained_it_understands_nothing(self, bench, said):
        message = bench.created(LinearIntentClassifier).process([said("xin chào")])[0]
        assert message.get(INTENT) == {"name": None, "confidence": 0.0}


class TestTrain:
    def test_same_examples_make_the_same_model(self, bench, featurized):
        one = bench.trained(LinearIntentClassifier, featurized)
        other = bench.trained(LinearIntentClassifier, featurized)
        assert (one._weights == other._weights).all()

    def test_what_was_read_back_answers_the_same(self, bench, featurized, featurizer, said):
        fresh = bench.created(LinearIntentClassifier)
        fresh.train(featurized)
        loaded = bench.loaded(LinearIntentClassifier)
        answers = [
            component.process(featurizer.process([said("hồ sơ đâu")]))[0].get(INTENT_RANKING_KEY)
            for component in (fresh, loaded)
        ]
        assert answers[0] == answers[1]

    def test_confidence_is_lower_where_examples_contradict(self, bench, featurizer):
        def confidence(labels):
            texts = [f"{word} {n}" for n in range(12) for word in ("chào", "cảm ơn", "hồ sơ")]
            examples = [
                Message({TEXT: text, INTENT: labels[i % len(labels)]})
                for i, text in enumerate(texts)
            ]
            data = featurizer.process_training_data(TrainingData(examples))
            trained = bench.trained(LinearIntentClassifier, data)
            asked = trained.process(featurizer.process([Message({TEXT: "chào"})]))
            return asked[0].get(INTENT)["confidence"]

        clear, noisy = confidence(["a", "b", "c"]), confidence(["a", "b", "c", "b", "a", "c", "c"])
        assert clear > 0.8 > noisy

    def test_intent_with_few_examples_is_not_drowned(self, bench, featurizer, said):
        many = [Message({TEXT: f"hồ sơ số {n}", INTENT: "dossier_status"}) for n in range(60)]
        few = [Message({TEXT: f"chào {w}", INTENT: "greet"}) for w in ("em", "anh", "cô", "bác")]
        some = [Message({TEXT: f"cảm ơn {n}", INTENT: "thank"}) for n in range(10)]
        data = featurizer.process_training_data(TrainingData([*many, *few, *some]))
        trained = bench.trained(LinearIntentClassifier, data)
        message = trained.process(featurizer.process([said("chào chị")]))[0]
        assert message.get(INTENT)["name"] == "greet"

    def test_model_holds_plain_numbers(self, bench, featurized, tmp_path):
        bench.created(LinearIntentClassifier).train(featurized)
        (stored,) = tmp_path.rglob("weights.npz")
        with np.load(stored, allow_pickle=False) as arrays:
            assert arrays["weights"].dtype == np.float32
            assert list(arrays["intents"]) == ["ask_procedure", "dossier_status", "greet", "thank"]
