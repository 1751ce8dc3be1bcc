"""Bring a database to the state this code expects."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, pool

from common.database import async_url
from deploy.vectors import create_vector_tables

_INI = Path(__file__).with_name("alembic.ini")


def migrate(url: str) -> None:
    """Run all outstanding migrations on `url` in one transaction.

    Raises what the database driver raises when it cannot be reached.
    """
    engine = create_engine(async_url(url), poolclass=pool.NullPool)
    config = Config(_INI)
    try:
        with engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            create_vector_tables(connection)
            connection.commit()
    finally:
        engine.dispose()
