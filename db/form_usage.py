"""What the documents of a city write: forms that a check accused, counted over its sites and runs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import FormUsageRow

LONGEST = 64  # characters of a form that is kept


class FormUsage(NamedTuple):
    """A form that was accused and the one beside it, each with the number of documents it stands in."""

    accused: str
    beside: str
    documents: int
    beside_documents: int


def store_usage(session: Session, site: str, counts: Iterable[FormUsage]) -> None:
    """Keeps the greatest counts of a site: an inspection that reads less than another before it takes none away."""
    for count in counts:
        if max(len(count.accused), len(count.beside)) > LONGEST:
            continue
        row = session.get(FormUsageRow, (site, count.accused, count.beside))
        if row is None:
            session.add(FormUsageRow(site=site, **count._asdict()))
        else:
            row.documents = max(row.documents, count.documents)
            row.beside_documents = max(row.beside_documents, count.beside_documents)


def city_usage(session: Session) -> list[FormUsage]:
    """The counts of all sites together, in order of the forms."""
    accused, beside = FormUsageRow.accused, FormUsageRow.beside
    query = (
        select(accused, beside, func.sum(FormUsageRow.documents), func.sum(FormUsageRow.beside_documents))
        .group_by(accused, beside)
        .order_by(accused, beside)
    )
    return [FormUsage(*row) for row in session.execute(query)]
