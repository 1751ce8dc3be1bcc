"""The NLU half of bot/config.yml as an object: trained on examples, asked for texts.

The components are those the engine serves, called in the order of the configuration;
tests/bot/test_engine.py holds both to the same answers.
"""

from copy import deepcopy
from pathlib import Path
from typing import Any

import rasa.engine.recipes.default_components
import rasa.shared.utils.io
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_PREPARING = {
    DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER,
    DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER,
}


def configured_components(config_file: Path) -> list[dict[str, Any]]:
    """The pipeline of a configuration file: name and settings of each component."""
    return list(rasa.shared.utils.io.read_config_file(config_file)["pipeline"])


class Pipeline:
    """A trained NLU pipeline."""

    def __init__(self, components: list[GraphComponent]) -> None:
        """components: in order, trained."""
        self._components = components

    @classmethod
    def trained(
        cls, configured: list[dict[str, Any]], examples: list[Message], storage: Path
    ) -> "Pipeline":
        """Train on copies of `examples`; the model lies in the empty folder `storage`."""
        data = TrainingData([Message(deepcopy(example.data)) for example in examples])
        model_storage = LocalModelStorage.create(storage)
        components = []
        for number, settings in enumerate(configured):
            component, data = _trained(dict(settings), f"{number}", data, model_storage)
            components.append(component)
        return cls(components)

    def parse(self, text: str) -> dict[str, Any]:
        """What the engine's /model/parse answers."""
        messages = [Message({TEXT: text})]
        for component in self._components:
            messages = component.process(messages)
        return messages[0].as_dict(only_output_properties=True)


def _trained(
    settings: dict[str, Any], number: str, data: TrainingData, storage: LocalModelStorage
) -> Any:
    name = settings.pop("name")
    registered = DefaultV1Recipe._from_registry(name)  # noqa: SLF001 - there is no public way
    component_class = registered.clazz
    config = {**component_class.get_default_config(), **settings}
    context = ExecutionContext(GraphSchema({}), node_name=f"{component_class.__name__}{number}")
    resource = Resource(context.node_name)
    component = component_class.create(config, storage, resource, context)
    if registered.is_trainable:
        component.train(data)
        component = component_class.load(config, storage, resource, context)
    if registered.types & _PREPARING:
        data = component.process_training_data(data)
    return component, data
