"""Alembic environment: one chain of migrations for all packages, on the caller's database."""

from alembic import context
from sqlalchemy import create_engine, pool

import connectors.tables  # noqa: F401  (these imports register the tables)
import dossiers.tables  # noqa: F401
import feedback.tables  # noqa: F401
import knowledge.tables  # noqa: F401
from common.database import Base, async_url

OURS = {"connectors", "dossiers", "feedback", "knowledge"}


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    """Compare only our schemas; the queue's tables belong to procrastinate."""
    return kind != "schema" or name in OURS


def run() -> None:
    """Migrate on the connection handed in, or on `sqlalchemy.url` of the configuration."""
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    url = context.config.get_main_option("sqlalchemy.url")
    if not url:
        raise SystemExit("Give the database: DATABASE_URL=postgresql://… python -m deploy")
    engine = create_engine(async_url(url), poolclass=pool.NullPool)
    with engine.connect() as connection:
        migrate(connection)
    engine.dispose()


def migrate(connection: object) -> None:
    """Run the migrations in one transaction."""
    context.configure(
        connection=connection,  # type: ignore[arg-type]
        target_metadata=Base.metadata,
        include_schemas=True,
        include_name=include_name,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
