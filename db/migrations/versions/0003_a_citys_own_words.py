"""a city's own words: names that are no faults, and wrong forms"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def text(length: int | None = None) -> sa.types.TypeEngine[str]:
    """Text ordered by code point on every database."""
    kind = sa.Text if length is None else sa.String
    return kind(length).with_variant(kind(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "lexicon_word",
        sa.Column("word", text(64), nullable=False),
        sa.Column("kind", text(16), nullable=False),
        sa.Column("right_form", text(64), nullable=False),
        sa.Column("note", text(), nullable=False),
        sa.Column("source", text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("word", name="pk_lexicon_word"),
    )


def downgrade() -> None:
    op.drop_table("lexicon_word")
