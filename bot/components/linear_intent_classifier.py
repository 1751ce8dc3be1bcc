"""Multinomial logistic regression over the sentence features, as plain numbers in the model."""

from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from bot.components.stored import StoredComponent

_FILE = "weights.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(StoredComponent, IntentClassifier):
    """Confidence is the softmax; a message without any known feature gets confidence 0."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Works on sparse sentence features."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: inverse of regularisation (scikit-learn's C).

        `balance`: 0 weighs examples alike, 1 weighs intents alike, between: in between.
        `ranking`: how many intents are reported.
        """
        return {"strength": 10.0, "balance": 0.5, "max_iterations": 1000, "ranking": 5}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        """Knows no intent before training."""
        super().__init__(config, model_storage, resource)
        self._intents: list[str] = []
        # (features + 1, intents) float32, the last row being the intercepts
        self._weights: np.ndarray = np.zeros((1, 0), dtype=np.float32)

    def save(self, folder: Path) -> None:
        """Write the weights."""
        np.savez(folder / _FILE, intents=np.array(self._intents), weights=self._weights)

    def restore(self, folder: Path) -> None:
        """Read the weights."""
        with np.load(folder / _FILE, allow_pickle=False) as stored:
            self._intents = [str(name) for name in stored["intents"]]
            self._weights = stored["weights"]

    def train(self, training_data: TrainingData) -> Resource:
        """Fit to all examples that have an intent. Raises ValueError for fewer than two intents."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        intents = [example.get(INTENT) for example in examples]
        features = scipy.sparse.vstack([_features(example) for example in examples]).tocsr()
        names, counts = np.unique(intents, return_counts=True)
        shares = counts / counts.mean()
        weight = {
            str(name): share ** -self._config["balance"]
            for name, share in zip(names, shares, strict=False)
        }
        model = LogisticRegression(
            C=self._config["strength"],
            class_weight=weight,
            max_iter=self._config["max_iterations"],
            multi_class="multinomial",
        ).fit(features, intents)
        self._intents = [str(name) for name in model.classes_]
        self._weights = np.vstack([model.coef_.T, model.intercept_]).astype(np.float32)
        return self.persist()

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message."""
        for message in messages:
            confidences = self._confidences(_features(message))
            ranking = [
                {INTENT_NAME_KEY: self._intents[i], PREDICTED_CONFIDENCE_KEY: float(confidences[i])}
                for i in np.argsort(-confidences)[: self._config["ranking"]]
            ]
            best = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, dict(best), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _confidences(self, features: scipy.sparse.csr_matrix) -> np.ndarray:
        if features.nnz == 0:
            return np.zeros(len(self._intents))
        scores = np.asarray(features @ self._weights[:-1]).ravel() + self._weights[-1]
        exponents = np.exp(scores - scores.max())
        return exponents / exponents.sum()


def _features(message: Message) -> scipy.sparse.csr_matrix:
    """(1, n) sentence features; (1, 0) where the message has none."""
    found = message.get_sparse_features(TEXT)[1]
    return found.features.tocsr() if found else scipy.sparse.csr_matrix((1, 0), dtype=np.float32)
