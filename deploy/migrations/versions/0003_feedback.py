"""Ratings, their answers, and the messages already applied to them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True)


def upgrade() -> None:
    op.execute("CREATE SCHEMA IF NOT EXISTS feedback")
    create_rating()
    create_answer()
    create_applied_message()


def create_rating() -> None:
    op.create_table(
        "rating",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("dossier_code", sa.String(64), nullable=False),
        sa.Column("rater_hash", sa.String(64), nullable=False),
        sa.Column("procedure_code", sa.String(16), nullable=False),
        sa.Column("agency_id", sa.String(64), nullable=False),
        sa.Column("agency_name", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.String(64)),
        sa.Column("officer_name", sa.Text()),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT),
        sa.Column("comment", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_rating"),
        sa.UniqueConstraint("dossier_code", "rater_hash", name="uq_rating_dossier_code_rater_hash"),
        schema="feedback",
    )


def create_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("rating_id", sa.BigInteger(), nullable=False),
        sa.Column("scheme", sa.String(32), nullable=False),
        sa.Column("question", sa.SmallInteger(), nullable=False),
        sa.Column("scheme_version", sa.SmallInteger(), nullable=False),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("rating_id", "scheme", "question", name="pk_answer"),
        sa.ForeignKeyConstraint(
            ["rating_id"],
            ["feedback.rating.id"],
            name="fk_answer_rating_id",
            ondelete="CASCADE",
        ),
        schema="feedback",
    )


def create_applied_message() -> None:
    op.create_table(
        "applied_message",
        sa.Column("rating_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.String(128), nullable=False),
        sa.Column("applied_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("rating_id", "message_id", name="pk_applied_message"),
        sa.ForeignKeyConstraint(
            ["rating_id"],
            ["feedback.rating.id"],
            name="fk_applied_message_rating_id",
            ondelete="CASCADE",
        ),
        schema="feedback",
    )


def downgrade() -> None:
    op.drop_table("applied_message", schema="feedback")
    op.drop_table("answer", schema="feedback")
    op.drop_table("rating", schema="feedback")
    op.execute("DROP SCHEMA feedback")
