"""Tables of the stand-in one-stop system, in a SQLite database of its own."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """SQLite keeps no zone: stored as UTC, read as UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        """Drop the zone after converting to UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(
        self,
        value: Any | None,
        dialect: Dialect,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


class SandboxBase(DeclarativeBase):
    """Base of the tables of this system; it shares none with the assistant."""


class Fact(SandboxBase):
    """What the database knows of itself: when and from which data it was made."""

    __tablename__ = "fact"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


class AgencyRow(SandboxBase):
    """An agency."""

    __tablename__ = "agency"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    desk: Mapped[str]


class OfficerRow(SandboxBase):
    """An officer of an agency."""

    __tablename__ = "officer"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))


class DossierRow(SandboxBase):
    """A dossier as it stands."""

    __tablename__ = "dossier"

    code: Mapped[str] = mapped_column(primary_key=True)
    procedure_code: Mapped[str]
    agency_id: Mapped[str] = mapped_column(ForeignKey("agency.id"))
    officer_id: Mapped[str] = mapped_column(ForeignKey("officer.id"))
    unit: Mapped[str]
    status: Mapped[str]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    moved_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    moves: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(default="")
    missing_papers: Mapped[list[str]] = mapped_column(JSON, default=list)
    supplement_by: Mapped[date | None]
    fee_to_pay: Mapped[int] = mapped_column(default=0)
    result_place: Mapped[str] = mapped_column(default="")
    fixed: Mapped[bool] = mapped_column(default=False)
    """Demo dossiers stay as they are."""
    agency: Mapped[AgencyRow] = relationship(lazy="joined")
    officer: Mapped[OfficerRow] = relationship(lazy="joined")


class HolderRow(SandboxBase):
    """Who handed a dossier in. Invented; numbers are of series that are given to nobody."""

    __tablename__ = "holder"

    dossier_code: Mapped[str] = mapped_column(ForeignKey("dossier.code"), primary_key=True)
    name: Mapped[str]
    phone: Mapped[str]
    identity_number: Mapped[str]
