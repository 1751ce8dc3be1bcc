"""Procedure records of both origins, runs of the import, the revision of the whole."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = postgresql.TIMESTAMP(timezone=True)
NOW = sa.text("now()")
SCHEMA = "knowledge"


def upgrade() -> None:
    op.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    create_procedure_record()
    op.create_table(
        "import_run",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("started_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("finished_at", MOMENT),
        sa.Column("counts", postgresql.JSONB()),
        sa.PrimaryKeyConstraint("id", name="pk_import_run"),
        schema=SCHEMA,
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_revision_single")),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
        schema=SCHEMA,
    )


def create_procedure_record() -> None:
    op.create_table(
        "procedure_record",
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("origin", sa.String(8), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short_name", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("levels", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date()),
        sa.Column("valid_to", sa.Date()),
        sa.Column("last_checked", sa.Date()),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("warnings", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("record", postgresql.JSONB(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("facts_hash", sa.String(64), nullable=False),
        sa.Column("checked_facts", postgresql.JSONB()),
        sa.Column("needs_review", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("review_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("review_since", MOMENT),
        sa.Column("imported_at", MOMENT, server_default=NOW, nullable=False),
        sa.CheckConstraint(
            "origin IN ('national', 'curated')", name=op.f("ck_procedure_record_origin")
        ),
        sa.PrimaryKeyConstraint("code", "origin", name="pk_procedure_record"),
        schema=SCHEMA,
    )
    op.create_index("ix_procedure_record_field", "procedure_record", ["field"], schema=SCHEMA)


def downgrade() -> None:
    for table in ("procedure_record", "import_run", "revision"):
        op.drop_table(table, schema=SCHEMA)
    op.execute(f"DROP SCHEMA {SCHEMA}")
