"""Fixtures every test may use: real databases with all migrations, a real Redis, the records."""

import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import structlog
from sqlalchemy.engine import make_url

from common.database import Sessions, sessions_for
from common.embedded import embedded_database_url, stop_embedded_database
from deploy.migrate import migrate
from tests.support.servers import open_folder, postgres_server, redis_server

TEMPLATE = "mot_cua_template"
NATIONAL_RECORDS = Path(__file__).parents[2] / "shared" / "data" / "procedures.jsonl.gz"


@pytest.fixture(autouse=True)
def logging_as_found() -> Iterator[None]:
    """A test that configures logging, as a process does, leaves no trace in the next."""
    root, configured = logging.getLogger(), structlog.get_config()
    before = (list(root.handlers), root.level)
    yield
    root.handlers, root.level = before
    structlog.configure(**configured)


@pytest.fixture(scope="session", params=["embedded", "server"])
def postgres(request: pytest.FixtureRequest) -> Iterator[str]:
    """A running PostgreSQL, once the embedded one and once the operating system's."""
    with open_folder(request.param) as folder:
        if request.param == "embedded":
            yield prepared(embedded_database_url(str(folder)))
            stop_embedded_database(str(folder))
        else:
            with postgres_server(folder) as url:
                yield prepared(url)


def prepared(url: str) -> str:
    """Make the template database that every test copies."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
        connection.execute(f"CREATE DATABASE {TEMPLATE} ENCODING 'UTF8' TEMPLATE template0")
    migrate(named(url, TEMPLATE))
    return url


def named(url: str, database: str) -> str:
    """`url` with another database."""
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@pytest.fixture
def database_url(postgres: str) -> Iterator[str]:
    """An empty database with all migrations, for one test."""
    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield named(postgres, name)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
async def sessions(database_url: str) -> AsyncIterator[Sessions]:
    """Sessions on the empty database of this test."""
    async with sessions_for(database_url) as made:
        yield made


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Redis that keeps nothing."""
    with redis_server(tmp_path_factory.mktemp("redis")) as url:
        yield url


@pytest.fixture(scope="session")
def national_records() -> Path:
    """The national export; tests that need it skip where it is not beside the checkout."""
    if not NATIONAL_RECORDS.exists():
        pytest.skip("../shared/data/procedures.jsonl.gz is not here; it may not be committed.")
    return NATIONAL_RECORDS
