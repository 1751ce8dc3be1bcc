"""What our trained components share: they learn something and put it into the model as files."""

from abc import abstractmethod
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage


class StoredComponent(GraphComponent):
    """A component whose knowledge lies in the model alone, as text or plain numbers."""

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        """Knows nothing until `restore` or training."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa passes it by name
    ) -> Any:
        """Untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_kwargs: Any,
    ) -> Any:
        """Trained component. Raises ValueError where the model holds nothing of it."""
        component = cls.create(config, model_storage, resource, execution_context)
        with model_storage.read_from(resource) as folder:
            component.restore(folder)
        return component

    def persist(self) -> Resource:
        """Put what was learnt into the model."""
        with self._model_storage.write_to(self._resource) as folder:
            self.save(folder)
        return self._resource

    @abstractmethod
    def save(self, folder: Path) -> None:
        """Write what was learnt into `folder`."""

    @abstractmethod
    def restore(self, folder: Path) -> None:
        """Read what `save` wrote."""
