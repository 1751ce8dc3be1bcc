"""The vector index of a province that searches in the database, where pgvector is installed."""

from alembic import op

from deploy.vectors import create_vector_tables

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_vector_tables(op.get_bind())


def downgrade() -> None:
    # The extension stays: others may use it.
    for table in ("document_vector", "vector_set"):
        op.execute(f"DROP TABLE IF EXISTS knowledge.{table}")
