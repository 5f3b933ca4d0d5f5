"""what was tried on an address that still waits"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("url", sa.Column("tried", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("url") as batch:
        batch.drop_column("tried")
