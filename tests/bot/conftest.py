"""What the engine's tests share: components in a real model storage, and a small trained graph."""

import os
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["RASA_TELEMETRY_ENABLED"] = "false"

# What Rasa 3.6's pinned libraries say about each other when imported; from then on warnings are
# errors (bot/pytest.ini). aiogram, which Rasa imports, sets the filters anew in between.
KNOWN_IMPORT_WARNINGS = (
    r"jax.xla_computation is deprecated",  # TensorFlow 2.12 asks jax for an old name
    r"pkg_resources is deprecated",  # APScheduler 3.9, Rasa
    r"Deprecated call to .pkg_resources.declare_namespace",  # matplotlib 3.5, ruamel.yaml 0.17
    r"Deprecated API features detected",  # Rasa's SQL stores are written for SQLAlchemy 1.4
    r"'\w+' deprecated - use '\w+'",  # matplotlib 3.5 calls pyparsing by old names
    r"distutils Version classes are deprecated",  # sanic-cors 2
)
with warnings.catch_warnings(record=True) as import_warnings:
    warnings.simplefilter("always")
    import rasa.model_training
    import rasa.server  # noqa: F401
    from rasa.engine.graph import ExecutionContext, GraphSchema
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource
    from rasa.shared.nlu.constants import INTENT, TEXT
    from rasa.shared.nlu.training_data.message import Message
    from rasa.shared.nlu.training_data.training_data import TrainingData
for warning in import_warnings:
    if not any(re.match(known, str(warning.message)) for known in KNOWN_IMPORT_WARNINGS):
        raise warning.message if isinstance(warning.message, Warning) else Warning(warning.message)

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
