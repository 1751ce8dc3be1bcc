from uuid import uuid4

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.command import downgrade
from alembic.config import Config
from alembic.migration import MigrationContext
from psycopg import sql
from sqlalchemy import create_engine, pool, text

import connectors.tables  # noqa: F401  (these imports register the tables)
import dossiers.tables  # noqa: F401
import feedback.tables  # noqa: F401
import knowledge.tables  # noqa: F401
from common.database import Base, async_url
from deploy.migrate import migrate
from deploy.vectors import create_vector_tables

pytestmark = pytest.mark.db

OURS = {"connectors", "dossiers", "feedback", "knowledge"}


def only_ours(name, kind, _parents):
    return kind != "schema" or name in OURS


def has_pgvector(url):
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT count(*) FROM pg_available_extensions WHERE name = 'vector'"
        ).fetchone()
    return found == (1,)


def table_of_vectors(url):
    with psycopg.connect(url) as connection:
        [(name,)] = connection.execute(
            "SELECT to_regclass('knowledge.document_vector')::text"
        ).fetchall()
    return name


class TestMigrate:
    def test_tables_in_code_and_in_the_database_agree(self, database_url):
        engine = create_engine(async_url(database_url), poolclass=pool.NullPool)
        options = {"include_schemas": True, "include_name": only_ours, "compare_type": True}
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts=options)
            differences = compare_metadata(context, Base.metadata)
        expected = set() if has_pgvector(database_url) else {"vector_set", "document_vector"}
        assert {(kind, table.name) for kind, table in differences} == {
            ("add_table", name) for name in expected
        }

    def test_migrating_twice_changes_nothing(self, database_url):
        migrate(database_url)
        with psycopg.connect(database_url) as connection:
            [(version,)] = connection.execute("SELECT version_num FROM alembic_version").fetchall()
        assert version == "0005"

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

    def test_tables_of_vectors_come_as_soon_as_pgvector_is_there(self, database_url):
        with psycopg.connect(database_url) as connection:
            connection.execute("DROP TABLE IF EXISTS knowledge.document_vector")
            connection.execute("DROP EXTENSION IF EXISTS vector")
        migrate(database_url)
        there = table_of_vectors(database_url) is not None
        assert there == has_pgvector(database_url)

    def test_who_may_not_switch_on_pgvector_gets_all_other_tables(self, database_url):
        owner = f"owner_{uuid4().hex}"
        with psycopg.connect(database_url) as connection:
            database = sql.Identifier(connection.info.dbname)
            role = sql.Identifier(owner)
            connection.execute("DROP TABLE IF EXISTS knowledge.document_vector")
            connection.execute("DROP EXTENSION IF EXISTS vector")
            connection.execute(sql.SQL("CREATE ROLE {}").format(role))
            connection.execute(sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(database, role))
        engine = create_engine(async_url(database_url), poolclass=pool.NullPool)
        with engine.connect() as connection:
            connection.execute(text(f'SET ROLE "{owner}"'))
            assert not create_vector_tables(connection)
            assert connection.scalar(text("SELECT 1")) == 1
        assert table_of_vectors(database_url) is None
