"""Create the tables of dossiers.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SCHEMA = "dossiers"
INSTANT = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    """Create the schema and its three tables."""
    op.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    create_verification_attempt()
    create_verification()
    create_unknown_status()


def create_verification_attempt() -> None:
    op.create_table(
        "verification_attempt",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("user_key", sa.String(64), nullable=False),
        sa.Column("dossier_code", sa.String(64), nullable=False),
        sa.Column("attempt_key", sa.String(80)),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("outcome", sa.String(10), server_default="pending", nullable=False),
        sa.CheckConstraint(
            "outcome IN ('pending', 'wrong')", name=op.f("ck_verification_attempt_outcome")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification_attempt")),
        sa.UniqueConstraint(
            "user_key", "attempt_key", name=op.f("uq_verification_attempt_user_key_attempt_key")
        ),
        schema=SCHEMA,
    )
    for column in ("user_key", "dossier_code"):
        op.create_index(
            op.f(f"ix_verification_attempt_{column}_made_at"),
            "verification_attempt",
            [column, "made_at"],
            schema=SCHEMA,
        )


def create_verification() -> None:
    op.create_table(
        "verification",
        sa.Column("user_key", sa.String(64), nullable=False),
        sa.Column("dossier_code", sa.String(64), nullable=False),
        sa.Column("verified_until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("user_key", "dossier_code", name=op.f("pk_verification")),
        schema=SCHEMA,
    )
    op.create_index(
        op.f("ix_verification_verified_until"), "verification", ["verified_until"], schema=SCHEMA
    )


def create_unknown_status() -> None:
    op.create_table(
        "unknown_status",
        sa.Column("system", sa.String(60), nullable=False),
        sa.Column("local_code", sa.String(60), nullable=False),
        sa.Column("words", sa.String(200), nullable=False),
        sa.Column("times", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("first_seen_at", INSTANT, server_default=sa.func.now(), nullable=False),
        sa.Column("last_seen_at", INSTANT, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("system", "local_code", name=op.f("pk_unknown_status")),
        schema=SCHEMA,
    )


def downgrade() -> None:
    """Drop everything of dossiers."""
    for table in ("unknown_status", "verification", "verification_attempt"):
        op.drop_table(table, schema=SCHEMA)
    op.execute(f"DROP SCHEMA IF EXISTS {SCHEMA}")
