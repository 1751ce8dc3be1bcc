"""The database of the stand-in system: made when missing, made anew when old."""

import os
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from dossiers.sandbox import lifecycle, seed
from dossiers.sandbox.catalogue import DATA, catalogue
from dossiers.sandbox.tables import DossierRow, Fact, HolderRow, SandboxBase

FRESH_FOR = timedelta(days=30)
"""Older dossiers no longer look like those of a working desk."""


def seed_version() -> str:
    """Changes with the data and the code that the database is made from."""
    code = [DATA.parent / name for name in ("lifecycle.py", "seed.py", "tables.py")]
    sources = [*sorted(DATA.glob("*.yaml")), *code]
    return sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]


class Store:
    """Sessions on the SQLite file `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = open_sqlite(path)

    @classmethod
    def open(cls, path: Path, today: date | None = None, *, renew: bool) -> "Store":
        """The database at `path`, filled for `today` where it is missing.

        renew: make it anew too where it is older than FRESH_FOR or of other data. Only the server
        does so: it alone may take the file away under itself.
        """
        day = today or datetime.now(seed.VIETNAM).date()
        if not path.exists() or (renew and not is_current(path, day)):
            make(path, day)
        return cls(path)

    def session(self) -> Session:
        """A session; commit what is to stay."""
        return Session(self._engine)

    def find(self, code: str) -> DossierRow | None:
        """The dossier with its agency and officer, readable after the session."""
        with self.session() as session:
            dossier = session.get(DossierRow, code)
            session.expunge_all()
            return dossier

    def holder(self, code: str) -> HolderRow | None:
        """Who handed it in."""
        with self.session() as session:
            return session.get(HolderRow, code)

    def advance(self, count: int) -> int:
        """Move `count` dossiers one step; returns how many moved."""
        with Session(self._engine) as session, session.begin():
            return lifecycle.advance(session, catalogue(), count, datetime.now(UTC))

    def seeded_on(self) -> date:
        """The day the database was made."""
        with self.session() as session:
            return date.fromisoformat(session.get_one(Fact, "seeded_on").value)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_sqlite(path: Path) -> Engine:
    """Engine whose connections wait for a writer rather than fail."""
    return create_engine(
        URL.create("sqlite+pysqlite", database=str(path)), connect_args={"timeout": 5}
    )


def is_current(path: Path, today: date) -> bool:
    """Whether the file is a database of today's data and not too old."""
    store = Store(path)
    try:
        with store.session() as session:
            version = session.get(Fact, "version")
        return (
            version is not None
            and version.value == seed_version()
            and timedelta(0) <= today - store.seeded_on() <= FRESH_FOR
        )
    except SQLAlchemyError:
        return False
    finally:
        store.close()


def make(path: Path, today: date) -> None:
    """Fill a new file beside `path` and put it in its place at once, so none is ever half full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.unlink(missing_ok=True)
    engine = open_sqlite(beside)
    try:
        SandboxBase.metadata.create_all(engine)
        with Session(engine) as session, session.begin():
            seed.Seeder(session, catalogue(), today).run()
            session.add(Fact(name="version", value=seed_version()))
    finally:
        engine.dispose()
    beside.replace(path)
