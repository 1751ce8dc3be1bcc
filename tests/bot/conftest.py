"""What the engine's tests share: components in a real model storage, and a small trained graph."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

# Small, but with every shape the components treat apart.
SENTENCES = {
    "ask_procedure": [
        "làm căn cước cần giấy tờ gì",
        "thủ tục đăng ký khai sinh cho con",
        "lệ phí đăng ký kết hôn bao nhiêu",
        "xin giấy phép xây dựng nhà ở đâu",
        "dk tạm trú cần gì ạ",
        "sang tên sổ đỏ mất bao lâu",
    ],
    "dossier_status": [
        "hồ sơ H22.15-230105-0001 tới đâu rồi",
        "tra cứu hồ sơ của tôi",
        "bao giờ có kết quả hồ sơ tôi nộp tuần trước",
        "kiểm tra mã H56.14-240823-0012 giúp",
        "hồ sơ của em xong chưa",
        "sao hồ sơ của bác trễ hẹn vậy",
    ],
    "greet": ["xin chào", "chào em", "alo", "hello ad", "dạ em chào anh chị", "chào buổi sáng"],
    "thank": ["cảm ơn em", "cảm ơn nhiều", "tks ad", "cám ơn cháu", "thank you", "🙏"],
}


class Bench:
    """Makes components as Rasa's graph does: create, train, and load from the model alone."""

    def __init__(self, folder: Path) -> None:
        self._storage = LocalModelStorage.create(folder)

    def created(self, component_class: type, **settings: Any) -> Any:
        return component_class.create(*self._arguments(component_class, settings))

    def loaded(self, component_class: type, **settings: Any) -> Any:
        return component_class.load(*self._arguments(component_class, settings))

    def trained(self, component_class: type, data: TrainingData, **settings: Any) -> Any:
        """Trained, stored, and read back: nothing survives but what is in the model."""
        self.created(component_class, **settings).train(data)
        return self.loaded(component_class, **settings)

    def _arguments(self, component_class: type, settings: dict[str, Any]) -> tuple[Any, ...]:
        context = ExecutionContext(GraphSchema({}), node_name=component_class.__name__)
        config = {**component_class.get_default_config(), **settings}
        return config, self._storage, Resource(component_class.__name__), context


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    folder = tmp_path / "model"
    folder.mkdir()
    return Bench(folder)


@pytest.fixture(scope="module")
def module_bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """For what is slow to learn and changed by no test."""
    return Bench(tmp_path_factory.mktemp("model"))


@pytest.fixture
def training_data() -> TrainingData:
    return TrainingData(
        [
            Message({TEXT: text, INTENT: intent})
            for intent, texts in SENTENCES.items()
            for text in texts
        ]
    )


@pytest.fixture
def said() -> Callable[[str], Message]:
    """A message as it enters the pipeline."""
    return lambda text: Message({TEXT: text})
