"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def text(length: int | None = None) -> sa.types.TypeEngine[str]:
    """Text ordered by code point on every database."""
    kind = sa.Text if length is None else sa.String
    return kind(length).with_variant(kind(length, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "page_facts",
        sa.Column("hash", text(64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_page_facts"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", text(16), nullable=False),
        sa.Column("quarter", text(6), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("state", text(16), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registry", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.UniqueConstraint("quarter", name="uq_run_quarter"),
    )
    op.create_table(
        "site",
        sa.Column("code", text(64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", text(), nullable=False),
        sa.Column("kind", text(16), nullable=False),
        sa.Column("url", text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_site"),
    )
    op.create_table(
        "finding",
        sa.Column("id", text(16), nullable=False),
        sa.Column("site", text(255), nullable=False),
        sa.Column("check_id", text(64), nullable=False),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["first_run_id"], ["run.id"], name="fk_finding_first_run_id_run", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
    )
    op.create_index("ix_finding_site", "finding", ["site"])

    op.create_table(
        "inspection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("site", text(255), nullable=False),
        sa.Column("state", text(16), nullable=False),
        sa.Column("reason", text(64), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stats", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name="fk_inspection_run_id_run", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_inspection"),
        sa.UniqueConstraint("run_id", "site", name="uq_inspection_run_id_site"),
    )
    op.create_index("ix_inspection_site", "inspection", ["site"])

    op.create_table(
        "check_result",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("check_id", text(64), nullable=False),
        sa.Column("state", text(16), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("not_evaluated", sa.Integer(), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_check_result_inspection_id_inspection", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_check_result"),
        sa.UniqueConstraint("inspection_id", "check_id", name="uq_check_result_inspection_id_check_id"),
    )
    op.create_table(
        "run_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("finding_id", text(16), nullable=False),
        sa.Column("check_id", text(64), nullable=False),
        sa.Column("url", text(), nullable=False),
        sa.Column("target", text(), nullable=True),
        sa.Column("severity", text(8), nullable=False),
        sa.Column("message", text(), nullable=False),
        sa.Column("occurrences", sa.Integer(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name="fk_run_finding_finding_id_finding", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_run_finding_inspection_id_inspection", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_run_finding"),
        sa.UniqueConstraint("inspection_id", "finding_id", name="uq_run_finding_inspection_id_finding_id"),
    )
    op.create_index("ix_run_finding_finding_id", "run_finding", ["finding_id"])

    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("url", text(), nullable=False),
        sa.Column("key", text(32), nullable=False),
        sa.Column("digest", text(64), nullable=False),
        sa.Column("file", text(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_snapshot_inspection_id_inspection", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_snapshot"),
    )
    op.create_index("ix_snapshot_digest", "snapshot", ["digest"])
    op.create_index("ix_snapshot_key", "snapshot", ["inspection_id", "key"])

    op.create_table(
        "url",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inspection_id", sa.Integer(), nullable=False),
        sa.Column("url", text(), nullable=False),
        sa.Column("key", text(32), nullable=False),
        sa.Column("kind", text(16), nullable=False),
        sa.Column("state", text(16), nullable=False),
        sa.Column("reason", text(64), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("found_on", text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("final_url", text(), nullable=False),
        sa.Column("content_type", text(255), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=True),
        sa.Column("title", text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("page_type", text(16), nullable=False),
        sa.Column("column_name", text(), nullable=False),
        sa.Column("rendered", sa.Boolean(), nullable=False),
        sa.Column("duplicate_of", text(), nullable=False),
        sa.Column("etag", text(), nullable=False),
        sa.Column("last_modified", text(64), nullable=False),
        sa.Column("body_hash", text(64), nullable=False),
        sa.Column("facts", text(64), nullable=False),
        sa.Column("outcomes", sa.LargeBinary(), nullable=True),
        sa.Column("verdict", text(16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["inspection_id"], ["inspection.id"], name="fk_url_inspection_id_inspection", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_url"),
        sa.UniqueConstraint("inspection_id", "key", name="uq_url_inspection_id_key"),
    )
    op.create_index("ix_url_state", "url", ["inspection_id", "state", "depth", "id"])


def downgrade() -> None:
    op.drop_table("url")
    op.drop_table("snapshot")
    op.drop_table("run_finding")
    op.drop_table("check_result")
    op.drop_table("inspection")
    op.drop_table("finding")
    op.drop_table("site")
    op.drop_table("run")
    op.drop_table("page_facts")
