import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import downgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, pool

import connectors.tables  # noqa: F401  (these imports register the tables)
import dossiers.tables  # noqa: F401
import feedback.tables  # noqa: F401
import knowledge.tables  # noqa: F401
from common.database import Base, async_url
from deploy.migrate import migrate

pytestmark = pytest.mark.db

OURS = {"connectors", "dossiers", "feedback", "knowledge"}


def only_ours(name, kind, _parents):
    return kind != "schema" or name in OURS


class TestMigrate:
    def test_tables_in_code_and_in_the_database_agree(self, database_url):
        engine = create_engine(async_url(database_url), poolclass=pool.NullPool)
        options = {"include_schemas": True, "include_name": only_ours, "compare_type": True}
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts=options)
            assert compare_metadata(context, Base.metadata) == []

    def test_migrating_twice_changes_nothing(self, database_url):
        migrate(database_url)
        with psycopg.connect(database_url) as connection:
            [(version,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        assert version == "0004"

    def test_every_migration_can_be_taken_back_and_run_again(self, database_url):
        engine = create_engine(async_url(database_url), poolclass=pool.NullPool)
        config = Config("deploy/alembic.ini")
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            downgrade(config, "base")
            connection.commit()
        with psycopg.connect(database_url) as connection:
            left = connection.execute(
                "SELECT nspname FROM pg_namespace WHERE nspname = ANY(%s)", (list(OURS),)
            ).fetchall()
        assert left == []
        migrate(database_url)
