"""Linear support vectors over the sentence features, as plain numbers in the model."""

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
from scipy.optimize import minimize_scalar
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from bot.components.stored import StoredComponent
from bot.components.text import fold

_FILE = "weights.npz"
_SEED = 13


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(StoredComponent, IntentClassifier):
    """One hyperplane an intent; confidences are the softmax of scaled distances.

    The scale is the one that fits held-out examples best (temperature scaling, Guo et al., ICML
    2017), so that a confidence of 0.7 is right in about seven cases of ten. A message without any
    known feature gets confidence 0.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Works on sparse sentence features."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`strength`: inverse of regularisation (scikit-learn's C).

        `balance`: 0 weighs examples alike, 1 weighs intents alike.
        `folds`: parts of the examples that are held out in turn to find the scale.
        `ranking`: how many intents are reported.
        """
        return {"strength": 0.5, "balance": 0.5, "folds": 3, "ranking": 5}

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
        """Fit to all examples that have an intent.

        Raises ValueError for fewer than three intents, or fewer examples of one than folds.
        """
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        features = scipy.sparse.vstack([_features(example) for example in examples]).tocsr()
        names, intents = np.unique([e.get(INTENT) for e in examples], return_inverse=True)
        # An example and its copy without accents are the same example.
        groups = [fold(example.get(TEXT)) for example in examples]
        self._intents = [str(name) for name in names]
        scale = self._scale(features, intents, groups)
        self._weights = (scale * self._hyperplanes(features, intents)).astype(np.float32)
        return self.persist()

    def _hyperplanes(self, features: scipy.sparse.csr_matrix, intents: np.ndarray) -> np.ndarray:
        counts = np.bincount(intents, minlength=len(self._intents))
        weight = (counts / counts.mean()) ** -self._config["balance"]
        model = LinearSVC(
            C=self._config["strength"], class_weight=dict(enumerate(weight)), random_state=_SEED
        ).fit(features, intents)
        return np.vstack([model.coef_.T, model.intercept_])

    def _scale(
        self, features: scipy.sparse.csr_matrix, intents: np.ndarray, groups: list[str]
    ) -> float:
        """Factor under which held-out examples are most probable."""
        distances = np.empty((len(intents), len(self._intents)))
        folds = StratifiedGroupKFold(self._config["folds"], shuffle=True, random_state=_SEED)
        for seen, unseen in folds.split(features, intents, groups):
            weights = self._hyperplanes(features[seen], intents[seen])
            distances[unseen] = features[unseen] @ weights[:-1] + weights[-1]

        def surprise(scale: float) -> float:
            true = _softmax(scale * distances)[np.arange(len(intents)), intents]
            return -float(np.log(true + 1e-12).mean())

        return float(minimize_scalar(surprise, bounds=(0.1, 20), method="bounded").x)

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
        return _softmax(features @ self._weights[:-1] + self._weights[-1])[0]


def _features(message: Message) -> scipy.sparse.csr_matrix:
    """(1, n) sentence features; (1, 0) where the message has none."""
    found = message.get_sparse_features(TEXT)[1]
    return found.features.tocsr() if found else scipy.sparse.csr_matrix((1, 0), dtype=np.float32)


def _softmax(scores: np.ndarray) -> np.ndarray:
    """Rows that sum to 1."""
    exponents = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exponents / exponents.sum(axis=1, keepdims=True)
