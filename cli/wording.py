"""The city's own words, from the database to the checks that judge wording."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checks.words.city import BETWEEN, KNOWN, SERIOUS, WRONG, CityWords, is_own_word, words_in
from cli import options
from cli.console import tell
from cli.options import ExitStatus, RefusedError
from cli.settings import Settings
from cli.texts import t
from db import form_usage, lexicon
from db.engine import Database

WORDING_CHECKS = ("typo", "serious_wording")


def check_options(settings: Settings, database: Database) -> dict[str, dict[str, Any]]:
    """The checks' options of the configuration, with the city's words for the checks that judge wording."""
    return with_words(settings.checks, database)


def with_words(given: Mapping[str, Mapping[str, Any]], database: Database) -> dict[str, dict[str, Any]]:
    """Options of checks with the city's words of today; words that the configuration names are kept.

    They are those that people imported and those that earlier inspections met in several documents alike.
    """
    stored = _stored(database)
    merged = {check: dict(named) for check, named in given.items()}
    if not any(stored.values()):
        return merged
    for check in WORDING_CHECKS:
        named = merged.setdefault(check, {})
        for option, words in stored.items():
            named[option] = sorted({*named.get(option, ()), *words})
    return merged


def city_words(settings: Settings) -> CityWords:
    """The words that `proofread` goes by: the configuration's, and the database's where there is one."""
    given = settings.checks
    if settings.db or (settings.data_dir / "govinspect.db").exists():
        given = with_words(given, options.database(settings))
    named = given.get("typo", {})
    return words_in({option: tuple(named.get(option, ())) for option in (KNOWN, WRONG, SERIOUS)})


def import_lexicon(path: Path, settings: Settings, *, replace: bool) -> int:
    """Takes the words of a file into the database."""
    from reports.lexicon_file import read_lexicon

    records = [
        lexicon.LexiconRecord(word=line.word, kind=line.kind, right=line.right, note=line.note, source=path.name)
        for line in read_lexicon(path)
    ]
    if not records:
        raise RefusedError(t("import.lexicon_empty", path=path))
    store = lexicon.replace_words if replace else lexicon.store_words
    with options.database(settings).session() as session:
        new, changed = store(session, records, options.now())
    names = sum(record.kind == lexicon.KNOWN for record in records)
    tell(t("import.lexicon", names=names, forms=len(records) - names, new=new, changed=changed))
    return ExitStatus.FINISHED


def _stored(database: Database) -> dict[str, list[str]]:
    with database.reading() as session:
        records = lexicon.all_words(session)
        counted = form_usage.city_usage(session)
    taught = [one.word for one in records if one.kind == lexicon.KNOWN]
    usual = [one.accused for one in counted if is_own_word(one.documents, one.beside_documents)]
    return {
        KNOWN: [*taught, *usual],
        WRONG: [one.word + BETWEEN + one.right for one in records if one.kind == lexicon.WRONG],
        SERIOUS: [one.word + BETWEEN + one.right for one in records if one.kind == lexicon.SERIOUS],
    }
