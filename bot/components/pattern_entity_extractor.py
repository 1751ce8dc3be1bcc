"""Entities that have a form of their own: codes, phone numbers, days."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.codes import dossier_codes, procedure_codes
from bot.components.dates import dates
from bot.components.phones import phones
from bot.components.stretches import Stretch, without_overlaps

_VIETNAM = timezone(timedelta(hours=7))


def patterned(text: str, today: date) -> list[Stretch]:
    """All stretches of `text` with a form of their own, in order, without overlaps."""
    return without_overlaps(
        [*dossier_codes(text), *procedure_codes(text), *phones(text), *dates(text, today)]
    )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class PatternEntityExtractor(GraphComponent, EntityExtractorMixin):
    """Finds dossier_code, procedure_code, phone and date."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`today`: ISO date that relative days count from; None: today in Việt Nam."""
        return {"today": None}

    def __init__(self, config: dict[str, Any]) -> None:
        """Raises ValueError if `today` is no ISO date."""
        self._today = date.fromisoformat(config["today"]) if config["today"] else None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,  # noqa: ARG003 - Rasa passes all four by name
        resource: Resource,  # noqa: ARG003
        execution_context: ExecutionContext,  # noqa: ARG003
    ) -> "PatternEntityExtractor":
        """Nothing to learn, so nothing to load."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add what was found to the entities of each message."""
        today = self._today or datetime.now(_VIETNAM).date()
        for message in messages:
            text = message.get(TEXT) or ""
            found = [stretch.as_entity(text, self.name) for stretch in patterned(text, today)]
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
