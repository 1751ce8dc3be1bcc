"""Tables of the schema `knowledge`."""

from datetime import date, datetime
from typing import Any

from pgvector.sqlalchemy import VECTOR
from sqlalchemy import (
    ARRAY,
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
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


class VectorSet(Base):
    """All vectors one encoder made, and the records they stand for."""

    __tablename__ = "vector_set"
    __table_args__ = ({"schema": SCHEMA},)

    encoder: Mapped[str] = mapped_column(Text, primary_key=True)
    """Identity of the encoder; vectors of different encoders are never compared."""
    revision: Mapped[int] = mapped_column(BigInteger, server_default="-1")
    """Of the records it was last written for; an older index does not overwrite it."""
    digest: Mapped[str] = mapped_column(String(32), server_default="")
    """Of all its families' documents; empty while it is being filled."""
    seen_at: Mapped[datetime] = mapped_column(TIMESTAMP(timezone=True), server_default=func.now())
    """When a process last opened it or brought it up to date."""


class DocumentVector(Base):
    """One distinct document of a family of procedures. Searched by a partial HNSW index for each
    encoder, which knowledge/vector_writing.py makes: their widths differ.

    Not there where PostgreSQL lacks pgvector (deploy/vectors.py).
    """

    __tablename__ = "document_vector"
    __table_args__ = (
        CheckConstraint("kind IN ('name', 'document', 'centre')", name="kind"),
        {"schema": SCHEMA},
    )

    encoder: Mapped[str] = mapped_column(
        Text, ForeignKey(VectorSet.encoder, ondelete="CASCADE"), primary_key=True
    )
    family: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Digest of the family's key, which may be longer than an index takes."""
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    """The family's name, another document, or the centre of the others (of the name, where there
    are none)."""
    text_hash: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Of the text; for a centre the digest of all the family's documents."""
    vector: Mapped[Any] = mapped_column(VECTOR())
    """Of length 1."""
