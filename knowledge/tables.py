"""Tables of the schema `knowledge`."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Date,
    Identity,
    Index,
    SmallInteger,
    String,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from common.database import Base

SCHEMA = "knowledge"
CHANGED = "knowledge_changed"
"""Channel of the NOTIFY that follows every change; its payload is the new revision."""


class ProcedureRow(Base):
    """One record of one origin. The columns beside `record` repeat what is queried."""

    __tablename__ = "procedure_record"
    __table_args__ = (
        CheckConstraint("origin IN ('national', 'curated')", name="origin"),
        Index(None, "field"),
        {"schema": SCHEMA},
    )

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    origin: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    short_name: Mapped[str] = mapped_column(Text)
    field: Mapped[str] = mapped_column(Text)
    levels: Mapped[list[str]] = mapped_column(ARRAY(Text))
    decision: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    last_checked: Mapped[date | None] = mapped_column(Date)
    source_url: Mapped[str] = mapped_column(Text)
    warnings: Mapped[list[str]] = mapped_column(ARRAY(Text))
    record: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """NationalProcedure or CuratedProcedure, by origin."""
    content_hash: Mapped[str] = mapped_column(String(64))
    """Of the whole record: an import writes only what changed."""
    facts_hash: Mapped[str] = mapped_column(String(64))
    """Of the facts alone (knowledge/facts.py)."""
    checked_facts: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """Curated only: the national facts its wording was checked against."""
    needs_review: Mapped[bool] = mapped_column(server_default=text("false"))
    review_reason: Mapped[str] = mapped_column(Text, server_default="")
    review_since: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    imported_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )


class ImportRun(Base):
    """One import that was started; `finished_at` stays empty where it broke off."""

    __tablename__ = "import_run"
    __table_args__ = ({"schema": SCHEMA},)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    file_name: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime] = mapped_column(
        TIMESTAMP(timezone=True), server_default=func.now()
    )
    finished_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    counts: Mapped[dict[str, int] | None] = mapped_column(JSONB)


class Revision(Base):
    """A single row whose number grows with every change; indexes are rebuilt when it differs."""

    __tablename__ = "revision"
    __table_args__ = (CheckConstraint("id = 1", name="single"), {"schema": SCHEMA})

    id: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger)
