"""First component of the pipeline: every message in one spelling."""

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.abbreviations import Abbreviations
from bot.components.stored import StoredComponent
from bot.components.text import canonical_tones, clean

PAYLOAD_MARK = "/"
"""Rasa reads a message that starts so as `/intent{json}`, whoever wrote it.

It does that behind the whole pipeline, on the text the pipeline left. So such a message passes
untouched here, and whoever brings citizens' text to the engine must take a leading slash away.
"""
TYPED_TEXT = "typed_text"
"""Key under which the text stays as it came, see typed_text_restorer.py."""
_FILE = "abbreviations.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class VietnameseNormalizer(StoredComponent):
    """Unicode NFC, no invisible characters, old-style tone marks, abbreviations written out."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`abbreviations`: the YAML list read in training, relative to the working directory.

        `max_chars`: what is longer is not read to its end; actions still get the whole text.
        """
        return {"abbreviations": "nlu_data/abbreviations.yml", "max_chars": 2000}

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        """Knows no abbreviation before training."""
        super().__init__(config, model_storage, resource)
        self._abbreviations = Abbreviations({})

    def save(self, folder: Path) -> None:
        """Write the abbreviations."""
        (folder / _FILE).write_text(self._abbreviations.to_json(), encoding="utf-8")

    def restore(self, folder: Path) -> None:
        """Read the abbreviations."""
        self._abbreviations = Abbreviations.from_json((folder / _FILE).read_text(encoding="utf-8"))

    def train(self, training_data: TrainingData) -> Resource:  # noqa: ARG002 - Rasa's signature
        """Put the abbreviations into the model. Raises AbbreviationError if the list is wrong."""
        self._abbreviations = Abbreviations.from_yaml(Path(self._config["abbreviations"]))
        return self.persist()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Examples in the spelling messages will have; entity annotations move along."""
        for example in training_data.training_examples:
            if example.get(TEXT):
                self._normalize_annotated(example)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Messages with their text normalised, payloads untouched."""
        for message in messages:
            text = message.get(TEXT)
            if text and not text.lstrip().startswith(PAYLOAD_MARK):
                message.set(TYPED_TEXT, text)
                message.set(TEXT, self.normalize(text))
        return messages

    def normalize(self, text: str) -> str:
        """One spelling of `text`."""
        text = clean(text[: self._config["max_chars"]])
        return self._abbreviations.write_out(canonical_tones(text))

    def _normalize_annotated(self, example: Message) -> None:
        """Normalise text and annotated stretches alike, and find the latter again in the former."""
        given, text, moved, position = example.get(TEXT), self.normalize(example.get(TEXT)), [], 0
        for entity in sorted(example.get(ENTITIES) or [], key=lambda entity: entity["start"]):
            inside = self.normalize(given[entity["start"] : entity["end"]])
            start = text.find(inside, position)
            if start >= 0:
                position = start + len(inside)
                moved.append({**entity, "start": start, "end": position})
        example.set(TEXT, text)
        if example.get(ENTITIES):
            example.set(ENTITIES, moved)
