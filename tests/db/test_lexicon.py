"""A city's words in the database, on both databases."""

from __future__ import annotations

import datetime as dt

from db import lexicon
from db.engine import Database
from db.lexicon import LexiconRecord

NOW = dt.datetime(2026, 11, 23, 1, tzinfo=dt.UTC)
NAME = LexiconRecord(word="涧池镇", kind="known", source="a.csv")
FORM = LexiconRecord(word="布暑", kind="wrong", right="部署", source="a.csv")


def test_words_are_stored_changed_and_replaced(database: Database) -> None:
    with database.session() as session:
        assert lexicon.store_words(session, [NAME, FORM], NOW) == (2, 0)
        assert lexicon.store_words(session, [NAME], NOW) == (0, 0)
        other = LexiconRecord(word="布暑", kind="wrong", right="布置", source="b.csv")
        assert lexicon.store_words(session, [other], NOW) == (0, 1)
    with database.reading() as session:
        assert lexicon.all_words(session) == [other, NAME]
    with database.session() as session:
        assert lexicon.replace_words(session, [FORM], NOW) == (1, 0)
    with database.reading() as session:
        assert lexicon.all_words(session) == [FORM]
