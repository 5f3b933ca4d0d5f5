"""The city's own words, from the database to the checks that judge wording."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from checks.words.city import BETWEEN, KNOWN, SERIOUS, WRONG, CityWords, is_own_word, taught_by, words_in
from cli import options
from cli.console import tell
from cli.options import ExitStatus, RefusedError
from cli.settings import Settings
from cli.texts import t
from db import findings, form_usage, lexicon
from db.engine import Database

WORDING_CHECKS = ("typo", "serious_wording")
MAX_TOLD = 8  # ids that a message names


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
    """Takes the words of a file into the database; of a list of problems those that people said are none."""
    from reports.lexicon_file import TEXT_SUFFIXES, read_lexicon
    from reports.reviewed_list import read_reviewed

    reviewed = None if path.suffix.lower() in TEXT_SUFFIXES else read_reviewed(path)
    if reviewed is not None:
        if replace:
            raise RefusedError(t("import.reviewed_replace"))
        return _learn(reviewed, path, settings)
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


def _learn(reviewed: list[str], path: Path, settings: Settings) -> int:
    """Takes what wording checks accused, and people said is right, for known words."""
    from checks.words.segmentation import jieba_dictionary

    database = options.database(settings)
    with database.reading() as session:
        found = findings.get_findings(session, reviewed)
    worded = [one for one in found if one.check in WORDING_CHECKS and one.target]
    taught = {
        one.id: taught_by(one.target or "", one.detail.get("context", ""), jieba_dictionary().knows) for one in worded
    }
    records = [
        lexicon.LexiconRecord(
            word=word, kind=lexicon.KNOWN, note=t("import.reviewed_note", id=finding), source=path.name
        )
        for finding, word in taught.items()
        if word
    ]
    with database.session() as session:
        new, _ = lexicon.store_words(session, records, options.now())
    if not reviewed:
        tell(t("import.reviewed_none", path=path))
    if records:
        tell(t("import.reviewed", words="、".join(sorted({record.word for record in records})), new=new))
    for name, left in (
        ("import.reviewed_unknown", set(reviewed) - {one.id for one in found}),
        ("import.reviewed_others", {one.id for one in found} - taught.keys()),
        ("import.reviewed_unlearned", {finding for finding, word in taught.items() if not word}),
    ):
        if left:
            tell(t(name, count=len(left), ids="、".join(sorted(left)[:MAX_TOLD])))
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
