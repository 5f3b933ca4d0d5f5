"""Alembic's entry: runs the migrations on the connection given by `db.schema.config`."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from db.models import Base, UtcDateTime, WebText
from db.schema import VERSION_TABLE


def in_plain_types(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """How a new revision writes our types: in SQLAlchemy's own, so that it stays as it is when the models change."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, WebText):
        name, length = ("Text", "") if item.length is None else ("String", f"{item.length}, ")
        plain = f"sa.{name}({length.removesuffix(', ')})"
        return f'{plain}.with_variant(sa.{name}({length}collation="C"), "postgresql")'
    return False


def run(connection: Connection) -> None:
    """Runs inside the transaction the connection is in; whoever opened it commits."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        version_table=VERSION_TABLE,
        render_as_batch=True,
        compare_type=True,
        render_item=in_plain_types,
    )
    context.run_migrations()


run(context.config.attributes["connection"])
