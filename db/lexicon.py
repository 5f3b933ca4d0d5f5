"""A city's own words, as people import them or teach them by a decision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import LexiconWord

KNOWN, WRONG, SERIOUS = "known", "wrong", "serious"


@dataclass(frozen=True, kw_only=True)
class LexiconRecord:
    """A word; `right` is "" for one that is no fault. `kind` is known, wrong or serious."""

    word: str
    kind: str
    right: str = ""
    note: str = ""
    source: str = ""


def store_words(session: Session, records: Iterable[LexiconRecord], added_at: dt.datetime) -> tuple[int, int]:
    """Stores words; a later entry of the same word takes an earlier one's place. How many are new, how many changed."""
    new = changed = 0
    for record in records:
        row = session.get(LexiconWord, record.word)
        if row is None:
            session.add(LexiconWord(**asdict(record), added_at=added_at))
            session.flush()
            new += 1
        elif _record(row) != record:
            for name, value in asdict(record).items():
                setattr(row, name, value)
            row.added_at = added_at
            changed += 1
    return new, changed


def replace_words(session: Session, records: Iterable[LexiconRecord], added_at: dt.datetime) -> tuple[int, int]:
    """These words in place of all there were. How many there are now, and 0."""
    session.execute(delete(LexiconWord))
    return store_words(session, records, added_at)


def all_words(session: Session) -> list[LexiconRecord]:
    """Every word, in order."""
    return [_record(row) for row in session.scalars(select(LexiconWord).order_by(LexiconWord.word))]


def _record(row: LexiconWord) -> LexiconRecord:
    return LexiconRecord(word=row.word, kind=row.kind, right=row.right, note=row.note, source=row.source)
