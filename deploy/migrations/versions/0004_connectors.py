"""Conversations, inbox, outbox and the job queue that carries them."""

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import SchemaManager
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True)
NOW = sa.text("now()")


def upgrade() -> None:
    op.execute("CREATE SCHEMA IF NOT EXISTS connectors")
    create_conversation()
    create_inbox()
    create_outbox()
    run_script(SchemaManager.get_schema())


def create_conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(32), nullable=False),
        sa.Column("user_key", sa.String(64), nullable=False),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("state", sa.String(16), server_default="bot", nullable=False),
        sa.Column("handover_reason", sa.String(32)),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
        schema="connectors",
    )
    op.create_index(
        "uq_conversation_channel",
        "conversation",
        ["channel", "user_key"],
        unique=True,
        schema="connectors",
    )


def create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("message_key", sa.String(200), nullable=False),
        sa.Column("request_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("status", sa.String(16), server_default="received", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told_at", MOMENT),
        sa.Column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_inbox"),
        sa.UniqueConstraint("message_key", name="uq_inbox_message_key"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["connectors.conversation.id"],
            name="fk_inbox_conversation_id",
            ondelete="CASCADE",
        ),
        schema="connectors",
    )
    op.create_index(
        "ix_inbox_conversation_id",
        "inbox",
        ["conversation_id", "id"],
        schema="connectors",
    )
    op.create_index(
        "ix_inbox_open",
        "inbox",
        ["received_at"],
        postgresql_where=sa.text("status IN ('received', 'deferred')"),
        schema="connectors",
    )


def create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("inbox_id", sa.BigInteger()),
        sa.Column("kind", sa.String(16), server_default="reply", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column(
            "buttons", postgresql.JSONB(), server_default=sa.text("'[]'::jsonb"), nullable=False
        ),
        sa.Column("status", sa.String(16), server_default="pending", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["connectors.conversation.id"],
            name="fk_outbox_conversation_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["inbox_id"],
            ["connectors.inbox.id"],
            name="fk_outbox_inbox_id",
            ondelete="CASCADE",
        ),
        schema="connectors",
    )
    for column in (["conversation_id", "id"], ["inbox_id"]):
        op.create_index(f"ix_outbox_{column[0]}", "outbox", column, schema="connectors")
    op.create_index(
        "ix_outbox_pending",
        "outbox",
        ["created_at"],
        postgresql_where=sa.text("status = 'pending'"),
        schema="connectors",
    )


def run_script(script: str) -> None:
    """Many statements at once, as procrastinate ships them; the driver takes them unparsed."""
    driver = op.get_bind().connection.driver_connection
    if driver is None:
        raise RuntimeError("The migration needs a live connection.")
    driver.execute(script)


def downgrade() -> None:
    op.execute("DROP SCHEMA connectors CASCADE")
    run_script(
        """
        DO $$ DECLARE item record; BEGIN
          FOR item IN SELECT oid::regprocedure AS name FROM pg_proc
                      WHERE proname LIKE 'procrastinate\\_%' LOOP
            EXECUTE 'DROP FUNCTION IF EXISTS ' || item.name || ' CASCADE'; END LOOP;
          FOR item IN SELECT oid::regclass AS name FROM pg_class
                      WHERE relname LIKE 'procrastinate\\_%' AND relkind = 'r' LOOP
            EXECUTE 'DROP TABLE IF EXISTS ' || item.name || ' CASCADE'; END LOOP;
          FOR item IN SELECT oid::regtype AS name FROM pg_type
                      WHERE typname LIKE 'procrastinate\\_%' AND typtype IN ('e', 'c') LOOP
            EXECUTE 'DROP TYPE IF EXISTS ' || item.name || ' CASCADE'; END LOOP;
        END $$
        """
    )
