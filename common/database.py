"""SQLAlchemy 2 async engine and sessions over psycopg 3."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import MetaData
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import (
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase

Sessions = async_sessionmaker[AsyncSession]

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Base of all tables. Each package keeps its own in a PostgreSQL schema of its name."""

    metadata = MetaData(naming_convention=_NAMING)


def async_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy's psycopg 3 dialect wants it."""
    return make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def plain_url(url: str) -> str:
    """The same address for libpq (psycopg, procrastinate)."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def open_engine(url: str, *, pool_size: int = 5) -> AsyncEngine:
    """Engine for `url`; connections are checked before use, so a restarted server is survived.

    Its errors do not repeat the parameters: what citizens write would get into the log.
    """
    return create_async_engine(
        async_url(url),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,
    )


def open_sessions(engine: AsyncEngine) -> Sessions:
    """Session factory; objects stay readable after commit."""
    return async_sessionmaker(engine, expire_on_commit=False)


def address_of(sessions: Sessions) -> str:
    """The URL, password included, that `sessions` connect to."""
    engine: AsyncEngine = sessions.kw["bind"]
    return engine.url.render_as_string(hide_password=False)


@asynccontextmanager
async def sessions_for(url: str, *, pool_size: int = 5) -> AsyncIterator[Sessions]:
    """Sessions on `url` for the length of the block; the pool is closed afterwards."""
    engine = open_engine(url, pool_size=pool_size)
    try:
        yield open_sessions(engine)
    finally:
        await engine.dispose()
