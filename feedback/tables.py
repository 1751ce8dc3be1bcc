"""Ratings as PostgreSQL keeps them. Nothing here says who rated."""

from datetime import datetime

from sqlalchemy import (
    TIMESTAMP,
    BigInteger,
    ForeignKey,
    Identity,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from common.database import Base

_Moment = TIMESTAMP(timezone=True)


class Rating(Base):
    """One person's rating of one dossier: a draft until `completed_at` is set, valid from then."""

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("dossier_code", "rater_hash"), {"schema": "feedback"})

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    dossier_code: Mapped[str] = mapped_column(String(64))
    rater_hash: Mapped[str] = mapped_column(String(64))
    procedure_code: Mapped[str] = mapped_column(String(16))
    agency_id: Mapped[str] = mapped_column(String(64))
    agency_name: Mapped[str] = mapped_column(Text)
    officer_id: Mapped[str | None] = mapped_column(String(64))
    officer_name: Mapped[str | None] = mapped_column(Text)
    channel: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[datetime] = mapped_column(_Moment)
    completed_at: Mapped[datetime | None] = mapped_column(_Moment)
    comment: Mapped[str | None] = mapped_column(Text)
    """None: not asked yet or not answered; empty: the person had nothing to add."""


class Answer(Base):
    """The score given to one question of one version of a scheme."""

    __tablename__ = "answer"
    __table_args__ = ({"schema": "feedback"},)

    rating_id: Mapped[int] = mapped_column(
        ForeignKey("feedback.rating.id", ondelete="CASCADE"), primary_key=True
    )
    scheme: Mapped[str] = mapped_column(String(32), primary_key=True)
    question: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    scheme_version: Mapped[int] = mapped_column(SmallInteger)
    score: Mapped[int] = mapped_column(SmallInteger)
    answered_at: Mapped[datetime] = mapped_column(_Moment)


class AppliedMessage(Base):
    """A message whose effect is already in the rating; seen again, it changes nothing."""

    __tablename__ = "applied_message"
    __table_args__ = ({"schema": "feedback"},)

    rating_id: Mapped[int] = mapped_column(
        ForeignKey("feedback.rating.id", ondelete="CASCADE"), primary_key=True
    )
    message_id: Mapped[str] = mapped_column(String(128), primary_key=True)
    applied_at: Mapped[datetime] = mapped_column(_Moment)
