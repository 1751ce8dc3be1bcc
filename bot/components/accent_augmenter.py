"""Teaches the classifier to live without accents: every example a second time, folded."""

from copy import deepcopy
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.text import fold


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class AccentAugmenter(GraphComponent):
    """Stands after the normaliser. In training only; messages of citizens pass as they are."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa passes all four by name
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "AccentAugmenter":
        """Nothing to set."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The examples and, behind them, a folded copy of each that has accents."""
        copies = []
        for example in training_data.training_examples:
            text = example.get(TEXT)
            if text and fold(text) != text.lower():
                copies.append(Message({**deepcopy(example.data), TEXT: fold(text)}))
        return training_data.merge(TrainingData(copies))

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages."""
        return messages
