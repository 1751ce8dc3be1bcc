"""Last component of the pipeline: actions get what the citizen typed."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.vietnamese_normalizer import TYPED_TEXT

STANDARD_TEXT = "standard_text"
"""Key of the text as the pipeline read it; offsets of entities refer to it."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class TypedTextRestorer(GraphComponent):
    """Puts the typed text back under `text`, and the standard wording under `standard_text`.

    A comment must be kept as it was written, not as it was understood.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa passes all four by name
        model_storage: ModelStorage,  # noqa: ARG003
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "TypedTextRestorer":
        """Nothing to set."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """The messages, with both texts."""
        for message in messages:
            typed = message.get(TYPED_TEXT)
            if typed is not None:
                message.set(STANDARD_TEXT, message.get(TEXT), add_to_output=True)
                message.set(TEXT, typed)
        return messages
