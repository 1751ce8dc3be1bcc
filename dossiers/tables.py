"""What this package keeps: attempts to prove that a dossier is one's own, and what came of them.

Neither a phone nor an identity number is here, not even hashed: the one-stop system compares.
"""

from datetime import datetime

from sqlalchemy import (
    TIMESTAMP,
    BigInteger,
    CheckConstraint,
    Identity,
    Index,
    String,
    UniqueConstraint,
    func,
)
from sqlalchemy.orm import Mapped, mapped_column

from common.database import Base

SCHEMA = "dossiers"
USER_KEY = String(64)
DOSSIER_CODE = String(64)
INSTANT = TIMESTAMP(timezone=True)


class VerificationAttempt(Base):
    """One guess at the last digits that did not succeed, or is being checked right now.

    A guess counts as wrong until the one-stop system has said otherwise, so that neither many
    guesses at once nor a crash gains an extra one.
    """

    __tablename__ = "verification_attempt"
    __table_args__ = (
        CheckConstraint("outcome IN ('pending', 'wrong')", name="outcome"),
        UniqueConstraint("user_key", "attempt_key"),
        Index(None, "user_key", "made_at"),
        Index(None, "dossier_code", "made_at"),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    user_key: Mapped[str] = mapped_column(USER_KEY)
    dossier_code: Mapped[str] = mapped_column(DOSSIER_CODE)
    attempt_key: Mapped[str | None] = mapped_column(String(80))
    """Id of the message that carried the guess: a message asked twice is one guess."""
    made_at: Mapped[datetime] = mapped_column(INSTANT)
    outcome: Mapped[str] = mapped_column(String(10), server_default="pending")


class Verification(Base):
    """This person proved to hold this dossier; true until `verified_until`."""

    __tablename__ = "verification"
    __table_args__ = ({"schema": SCHEMA},)

    user_key: Mapped[str] = mapped_column(USER_KEY, primary_key=True)
    dossier_code: Mapped[str] = mapped_column(DOSSIER_CODE, primary_key=True)
    verified_until: Mapped[datetime] = mapped_column(INSTANT, index=True)


class UnknownStatusReport(Base):
    """A status of a one-stop system that its mapping table does not know, for operators to add."""

    __tablename__ = "unknown_status"
    __table_args__ = ({"schema": SCHEMA},)

    system: Mapped[str] = mapped_column(String(60), primary_key=True)
    local_code: Mapped[str] = mapped_column(String(60), primary_key=True)
    words: Mapped[str] = mapped_column(String(200))
    times: Mapped[int] = mapped_column(BigInteger, server_default="1")
    first_seen_at: Mapped[datetime] = mapped_column(INSTANT, server_default=func.now())
    last_seen_at: Mapped[datetime] = mapped_column(INSTANT, server_default=func.now())
