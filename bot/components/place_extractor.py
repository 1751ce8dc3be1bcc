"""Places: provinces of today and of before the 2025 reform, and units below them."""

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.gazetteer import Gazetteer
from bot.components.local_units import local_units
from bot.components.stored import StoredComponent
from bot.components.stretches import Stretch, without_overlaps

_FILE = "places.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class PlaceExtractor(StoredComponent, EntityExtractorMixin):
    """Finds `place`, with `kind` and, for names of provinces, the province of `today`."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`places`: the YAML list read in training, relative to the working directory."""
        return {"places": "nlu_data/lookups/places.yml"}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        """Knows no province before training."""
        super().__init__(config, model_storage, resource)
        self._gazetteer = Gazetteer([])

    def save(self, folder: Path) -> None:
        """Write the names."""
        (folder / _FILE).write_text(self._gazetteer.to_json(), encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """Read the names."""
        self._gazetteer = Gazetteer.from_json((folder / _FILE).read_text(encoding="utf-8"))

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002 - Rasa's signature
        """Put the names into the model. Raises ValueError where they contradict each other."""
        self._gazetteer = Gazetteer.from_yaml(Path(self._config["places"]))
        return self.persist()

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the places to the entities of each message, but not inside other entities."""
        for message in messages:
            text, known = message.get(TEXT) or "", message.get(ENTITIES, [])
            taken = [Stretch(e["entity"], e["start"], e["end"], "") for e in known]
            found = [
                stretch.as_entity(text, self.name)
                for stretch in without_overlaps([*taken, *self.places(text)])
                if stretch.entity == "place"
            ]
            message.set(ENTITIES, known + found, add_to_output=True)
        return messages

    def places(self, text: str) -> list[Stretch]:
        """Places in `text`, in order."""
        return without_overlaps([*local_units(text), *self._gazetteer.find(text)])
