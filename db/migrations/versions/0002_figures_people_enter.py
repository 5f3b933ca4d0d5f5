"""figures people enter: manual scores, new media, information adoption"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def text(length: int | None = None) -> sa.types.TypeEngine[str]:
    """Text ordered by code point on every database."""
    kind = sa.Text if length is None else sa.String
    return kind(length).with_variant(kind(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "manual_score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", text(16), nullable=False),
        sa.Column("scheme", text(64), nullable=False),
        sa.Column("site", text(255), nullable=False),
        sa.Column("item", text(128), nullable=False),
        sa.Column("points", text(16), nullable=False),
        sa.Column("reason", text(), nullable=False),
        sa.Column("entered_by", text(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_manual_score"),
        sa.UniqueConstraint("period", "scheme", "site", "item", name="uq_manual_score_period_scheme_site_item"),
    )
    op.create_table(
        "media_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", text(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("platform", text(32), nullable=False),
        sa.Column("level", text(16), nullable=False),
        sa.Column("unit", text(), nullable=False),
        sa.Column("account", text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_media_figure"),
    )
    op.create_index("ix_media_figure_period", "media_figure", ["period"])
    op.create_table(
        "adoption_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("period", text(16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("level", text(16), nullable=False),
        sa.Column("unit", text(), nullable=False),
        sa.Column("adopted", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_adoption_figure"),
    )
    op.create_index("ix_adoption_figure_period", "adoption_figure", ["period"])


def downgrade() -> None:
    op.drop_table("adoption_figure")
    op.drop_table("media_figure")
    op.drop_table("manual_score")
