"""One sandbox for all tests of dossiers; every test finds it in its normal mode."""

from collections.abc import Iterator

import pytest

from dossiers.sandbox.modes import Mode
from tests.dossiers.support import RunningSandbox, running_sandbox


@pytest.fixture(scope="session")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def sandbox(shared_sandbox: RunningSandbox) -> RunningSandbox:
    shared_sandbox.be(Mode.NORMAL)
    return shared_sandbox
