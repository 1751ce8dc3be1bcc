"""Sparse features under which accented, bare and mistyped text meet."""

import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.features import LENGTH_BLOCK, Analyzer
from bot.components.stored import StoredComponent

_FILE = "features.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class FoldedFeaturizer(StoredComponent, SparseFeaturizer):
    """TF-IDF over folded syllable n-grams, folded characters and accented syllable n-grams.

    Each block has length 1 times its weight; sequence rows are one token each.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Sequence features are one row a token."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Shortest and longest n-gram of each block, and its weight; `min_count` of a feature."""
        return {
            **SparseFeaturizer.get_default_config(),
            "syllables": [1, 3],
            "characters": [2, 4],
            "accented": [1, 2],
            "weights": {"s": 1.0, "c": 1.0, "a": 1.0, "n": 0.3},
            "min_count": 1,
        }

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing depends on anything."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, name: str
    ) -> None:
        """name: of the node in the graph, and of the features it makes."""
        SparseFeaturizer.__init__(self, name, config)
        StoredComponent.__init__(self, config, model_storage, resource)
        self._analyzer = Analyzer(
            syllables=config["syllables"],
            characters=config["characters"],
            accented=config["accented"],
        )
        self._set_idf({})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "FoldedFeaturizer":
        """Untrained component."""
        return cls(config, model_storage, resource, execution_context.node_name)

    def _set_idf(self, idf: dict[str, float]) -> None:
        """idf: feature → inverse document frequency, in the order of columns."""
        self._idf = idf
        self._columns = {feature: column for column, feature in enumerate(idf)}

    def save(self, folder: Path) -> None:
        """Write the features."""
        (folder / _FILE).write_text(json.dumps(self._idf, ensure_ascii=False), encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """Read the features."""
        self._set_idf(json.loads((folder / _FILE).read_text(encoding="utf-8")))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn which features there are and how telling each is."""
        counts: Counter = Counter()
        texts = [example.get(TEXT) for example in training_data.intent_examples]
        for text in filter(None, texts):
            blocks = self._analyzer.sentence(text)
            counts.update({feature for features in blocks.values() for feature in features})
        self._set_idf(
            {
                feature: 1 + math.log((1 + len(texts)) / (1 + count))
                for feature, count in sorted(counts.items())
                if count >= self._config["min_count"]
            }
        )
        return self.persist()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Featurize the examples that have an intent."""
        self.process([e for e in training_data.training_examples if e.get(INTENT)])
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add features to each message; a message without known features gets rows of zeros."""
        for message in messages:
            tokens = message.get(TOKENS_NAMES[TEXT]) or []
            if message.get(TEXT) is None:
                continue
            sequence = self._rows([self._analyzer.token(token.text) for token in tokens])
            sentence = self._rows([self._analyzer.sentence(message.get(TEXT))])
            self.add_features_to_message(sequence if tokens else None, sentence, TEXT, message)
        return messages

    def _rows(self, analyzed: list[dict[str, list[str]]]) -> scipy.sparse.csr_matrix:
        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for blocks in analyzed:
            for block, features in blocks.items():
                if block == LENGTH_BLOCK and len(data) == ends[-1]:
                    continue  # a length alone says nothing: leave the message without features
                counted = Counter(filter(self._columns.__contains__, features))
                values = [(1 + math.log(n)) * self._idf[f] for f, n in counted.items()]
                length = math.sqrt(sum(value * value for value in values)) or 1.0
                weight = self._config["weights"][block] / length
                data += [value * weight for value in values]
                columns += [self._columns[feature] for feature in counted]
            ends.append(len(data))
        shape = (len(analyzed), len(self._columns))
        return scipy.sparse.csr_matrix((data, columns, ends), shape=shape, dtype=np.float32)
