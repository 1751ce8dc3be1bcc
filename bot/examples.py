"""The examples the engine learns from, as the report and the tests read them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rasa.shared.nlu.training_data.loading
import yaml
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.entities_parser import (
    find_entities_in_training_example,
    replace_entities,
)
from rasa.shared.nlu.training_data.message import Message


def intent_examples(folder: Path) -> list[Message]:
    """All examples of nlu_data/nlu. Raises FileNotFoundError where there are none."""
    data = rasa.shared.nlu.training_data.loading.load_data(str(folder))
    examples = [example for example in data.training_examples if example.get(INTENT)]
    if not examples:
        raise FileNotFoundError(f"No examples with an intent under {folder}.")
    return examples


@dataclass(frozen=True)
class EntityExample:
    """A sentence and the entities in it: (entity, stretch of the sentence)."""

    text: str
    entities: "frozenset[tuple[str, str]]"


def entity_examples(path: Path) -> list[EntityExample]:
    """Sentences of tests/bot/entity_sentences.yml, annotated as Rasa does: `[5/3](date)`."""
    examples = []
    for sentence in yaml.safe_load(path.read_text(encoding="utf-8")):
        found: list[dict[str, Any]] = find_entities_in_training_example(sentence)
        text = replace_entities(sentence)
        stretches = frozenset((e["entity"], text[e["start"] : e["end"]]) for e in found)
        examples.append(EntityExample(text, stretches))
    return examples


def held_out_examples(path: Path) -> list[Message]:
    """Messages nobody trained on, of tests/bot/dialogue_probes.yml: `{text, intent, …}` each."""
    probes = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Message({TEXT: probe["text"], INTENT: probe["intent"]}) for probe in probes]
