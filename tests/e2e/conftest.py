"""The demo, started as a user would, and a report of how development questions were answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from common.embedded import embedded_database_url
from deploy.plan import free_port_from
from deploy.running import RunningDemo, running_demo
from tests.conftest import NATIONAL_RECORDS
from tests.e2e.chat import Citizen
from tests.support.servers import open_folder

REPORT = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[REPORT] = []


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    for line in config.stash[REPORT]:
        terminalreporter.write_line(line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first of these tests waits until the demo has encoded the whole national list."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(700))


@pytest.fixture
def report(pytestconfig: pytest.Config) -> list[str]:
    """Lines shown after the tests."""
    return pytestconfig.stash[REPORT]


@pytest.fixture(scope="session")
def demo() -> Iterator[RunningDemo]:
    """The demo with its embedded defaults and, where it is at hand, the national export."""
    records = {"RECORDS": str(NATIONAL_RECORDS)} if NATIONAL_RECORDS.exists() else {}
    unset = {"DATABASE_URL": "", "REDIS_URL": ""}
    with (
        open_folder("demo") as folder,
        running_demo(folder, free_port_from(18400), {**records, **unset}) as running,
    ):
        yield running


@pytest.fixture
def citizen(demo: RunningDemo) -> Citizen:
    """Somebody who just opened the chat."""
    return Citizen(demo.chat_url)


@pytest.fixture
def database(demo: RunningDemo) -> Iterator[psycopg.Connection]:
    """The demo's database."""
    with psycopg.connect(embedded_database_url(str(demo.data_dir))) as connection:
        yield connection


@dataclass(frozen=True)
class DemoDossier:
    """A dossier of the sandbox as the demo printed it."""

    code: str
    digits: str
    about: str


@pytest.fixture(scope="session")
def dossiers(demo: RunningDemo) -> list[DemoDossier]:
    """The dossiers the demo printed, in its order."""
    lines = demo.output.split("are yours:\n", 1)[1].split("\n\n", 1)[0].splitlines()
    return [DemoDossier(*line.split(None, 2)) for line in lines]


@pytest.fixture(scope="session")
def questions_file() -> Path:
    """The labelled development questions."""
    file = NATIONAL_RECORDS.with_name("questions-dev.jsonl")
    if not file.exists():
        pytest.skip("../shared/data/questions-dev.jsonl is not here.")
    return file
