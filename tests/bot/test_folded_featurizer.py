import numpy as np
import pytest
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT

from bot.components.folded_featurizer import FoldedFeaturizer


@pytest.fixture
def featurizer(bench, training_data):
    return bench.trained(FoldedFeaturizer, training_data)


def sentence(featurizer, said, text):
    message = featurizer.process([said(text)])[0]
    return message.get_sparse_features(TEXT)[1].features.toarray()[0]


def likeness(one, other):
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


class TestProcess:
    def test_one_row_a_token_and_one_for_the_sentence(self, featurizer, said):
        message = said("cần giấy tờ gì")
        tokens = [Token("cần", 0), Token("giấy tờ", 4), Token("gì", 12)]
        message.set(TOKENS_NAMES[TEXT], tokens)
        sequence, whole = featurizer.process([message])[0].get_sparse_features(TEXT)
        assert sequence.features.shape[0] == 3
        assert whole.features.shape == (1, sequence.features.shape[1])
        assert sequence.features.sum(axis=1).min() > 0

    def test_bare_text_is_close_to_the_accented(self, featurizer, said):
        accented = sentence(featurizer, said, "làm căn cước cần giấy tờ gì")
        bare = sentence(featurizer, said, "lam can cuoc can giay to gi")
        other = sentence(featurizer, said, "chao buoi sang")
        assert likeness(accented, bare) > 0.7 > likeness(accented, other)

    def test_blocks_have_the_length_of_their_weight(self, featurizer, said):
        vector = sentence(featurizer, said, "lam can cuoc can giay to gi")
        assert np.linalg.norm(vector) == pytest.approx(np.sqrt(1 + 1 + 0.3**2), rel=1e-4)

    @pytest.mark.parametrize("text", ["", "   ", "\u4f60\u597d"])
    def test_text_without_known_features_is_zero(self, featurizer, said, text):
        assert not sentence(featurizer, said, text).any()


class TestTrain:
    def test_read_back_it_gives_the_same_rows(self, bench, training_data, said):
        fresh = bench.created(FoldedFeaturizer)
        fresh.train(training_data)
        loaded = bench.loaded(FoldedFeaturizer)
        text = "hồ sơ tới đâu"
        assert (sentence(fresh, said, text) == sentence(loaded, said, text)).all()

    def test_rare_features_can_be_left_out(self, bench, training_data, said):
        width = {}
        for count in (1, 2):
            trained = bench.trained(FoldedFeaturizer, training_data, min_count=count)
            width[count] = len(sentence(trained, said, "x"))
        assert width[2] < width[1]


class TestProcessTrainingData:
    def test_examples_get_features(self, featurizer, training_data):
        examples = featurizer.process_training_data(training_data).training_examples
        assert all(example.get_sparse_features(TEXT)[1] is not None for example in examples)
