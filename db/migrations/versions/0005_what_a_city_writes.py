"""how many documents of a site write a form that was accused"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def text(length: int) -> sa.types.TypeEngine[str]:
    """Text ordered by code point on every database."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "form_usage",
        sa.Column("site", text(255), nullable=False),
        sa.Column("accused", text(64), nullable=False),
        sa.Column("beside", text(64), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("beside_documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("site", "accused", "beside", name="pk_form_usage"),
    )


def downgrade() -> None:
    op.drop_table("form_usage")
