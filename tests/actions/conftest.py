"""A desk on real parts: PostgreSQL with migrations, the stand-in one-stop system, few records."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import yaml
from sqlalchemy import delete

from actions.desk import Desk
from actions.server import executor_for
from actions.settings import TEMPLATES
from actions.wording import Wording
from common.database import Sessions, sessions_for
from dossiers.sandbox.modes import Mode
from dossiers.service import Dossiers
from feedback.service import Feedback
from knowledge.importing import import_file
from knowledge.service import Knowledge
from knowledge.tables import ProcedureRow
from tests.actions.records import FULL
from tests.actions.talk import Talk
from tests.conftest import TEMPLATE, named
from tests.dossiers.support import RunningSandbox, SetClock, running_sandbox, settings_for

CODES = ("1.000656", "1.000894", "1.001193", "1.004222", "1.004873")
"""Deaths, marriages, births, residence, marital status."""
TWINS = {"9.000001": "ban ngày", "9.000002": "ban đêm"}
"""Two invented procedures whose names differ in two words at the end."""
SHIPPED = Path(__file__).parents[2] / "knowledge" / "procedures"
SECRET = "a secret only for tests, 32 characters and more"


@pytest.fixture(scope="session")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a few of the shipped records and two invented ones."""
    folder = tmp_path_factory.mktemp("records")
    for code in CODES:
        shutil.copy(SHIPPED / f"{code}.yaml", folder)
    for code, when in TWINS.items():
        name = f"Cấp giấy phép thả diều {when}"
        twin = FULL | {"code": code, "name": name, "short_name": name, "distinction": when}
        text = yaml.safe_dump(twin, allow_unicode=True)
        (folder / f"{code}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def sandbox(shared_sandbox: RunningSandbox) -> RunningSandbox:
    shared_sandbox.be(Mode.NORMAL)
    return shared_sandbox


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def template_with_records(postgres: str, records: Path) -> str:
    """Name of a database with the records, to be copied by every test."""
    name = f"actions_{uuid4().hex}"
    create_database(postgres, name, TEMPLATE)

    async def fill() -> None:
        async with sessions_for(named(postgres, name)) as sessions:
            await import_file(sessions, records)

    asyncio.run(fill())
    return name


@pytest.fixture
def database_url(postgres: str, template_with_records: str) -> Iterator[str]:
    """A database with all migrations and the records, for one test."""
    name = f"test_{uuid4().hex}"
    create_database(postgres, name, template_with_records)
    yield named(postgres, name)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def create_database(server: str, name: str, template: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


@pytest.fixture
async def desk(sessions: Sessions, sandbox: RunningSandbox, clock: SetClock) -> AsyncIterator[Desk]:
    """With a few records, on the clock of the test."""
    async with opened(sessions, await Knowledge.open(sessions), sandbox, clock) as made:
        yield made


@pytest.fixture
async def empty_desk(
    sessions: Sessions, sandbox: RunningSandbox, clock: SetClock
) -> AsyncIterator[Desk]:
    """Without any record."""
    async with sessions.begin() as session:
        await session.execute(delete(ProcedureRow))
    async with opened(sessions, await Knowledge.open(sessions), sandbox, clock) as made:
        yield made


@pytest.fixture
def talk(desk: Desk) -> Talk:
    """A conversation of one person."""
    return Talk(executor_for(desk))


@asynccontextmanager
async def opened(
    sessions: Sessions, knowledge: Knowledge, sandbox: RunningSandbox, clock: SetClock
) -> AsyncIterator[Desk]:
    # Nothing is kept from the look-up before: tests switch the system off in between.
    settings = settings_for(sandbox.url, one_stop_cache_found=0.001, one_stop_cache_unknown=0.001)
    async with Dossiers.open(settings, sessions, clock) as dossiers:
        yield Desk(
            knowledge=knowledge,
            dossiers=dossiers,
            feedback=Feedback.open(sessions, SECRET),
            wording=Wording(TEMPLATES),
            now=clock,
        )
    await knowledge.close()
