"""Opening a database, its transactions, and what is said when it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from db import address, engine, schema
from db.address import sqlite_url
from db.engine import Database, open_database
from db.errors import MESSAGES, DatabaseError
from db.sites import SiteRecord, list_sites, merge_sites

NOBODY = 65534
SITE = SiteRecord(code="hanyin", name="“汉阴县人民政府”网", kind="county", url="http://www.hanyin.gov.cn/")


def case_of(url: str, **options: bool) -> str:
    """The key of the error that opening `url` raises."""
    with pytest.raises(DatabaseError) as caught:
        open_database(url, **options)
    assert "{" not in str(caught.value)
    assert "{" not in caught.value.text("en")
    return caught.value.key


def test_sqlite_is_set_up_for_several_processes(tmp_path: Path) -> None:
    with open_database(sqlite_url(tmp_path / "a.sqlite")) as database:
        settings = {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 30_000}
        for opened, query_only in ((database.session, 0), (database.reading, 1)):
            with opened() as session:
                for name, value in (settings | {"query_only": query_only}).items():
                    assert session.execute(text(f"PRAGMA {name}")).scalar_one() == value, name


def test_a_session_commits_at_its_end_and_rolls_back_on_an_error(database: Database) -> None:
    with database.session() as session:
        merge_sites(session, [SITE])
    with pytest.raises(ZeroDivisionError), database.session() as session:  # noqa: PT012
        session.execute(text("DELETE FROM site"))
        _ = 1 / 0
    with database.reading() as session:
        assert [site.code for site in list_sites(session)] == ["hanyin"]


def test_reading_refuses_to_write(database: Database) -> None:
    with pytest.raises((DatabaseError, DBAPIError)), database.reading() as session:
        session.execute(text("DELETE FROM site"))


def test_reading_sees_one_state_and_does_not_wait_for_a_writer(database: Database) -> None:
    with database.session() as writer:
        merge_sites(writer, [SITE])
        with database.reading() as reader:
            assert list_sites(reader) == []
            writer.commit()
            assert list_sites(reader) == []
    with database.reading() as reader:
        assert len(list_sites(reader)) == 1


def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(DBAPIError), database.session() as session:
        session.execute(text("INSERT INTO inspection (run_id, site, state, reason, stats) VALUES (7,'a','','','{}')"))


def test_the_url_of_an_open_database_opens_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    monkeypatch.chdir(tmp_path)
    relative = "sqlite:///here.sqlite" if database_url.startswith("sqlite") else database_url
    with open_database(relative) as first, first.session() as session:
        merge_sites(session, [SITE])
    monkeypatch.chdir("/")
    with open_database(first.url, create=False) as second, second.reading() as session:
        assert len(list_sites(session)) == 1


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("/var/lib/govinspect.sqlite", "not_a_url"),
        ("~/govinspect.sqlite", "not_a_url"),
        ("govinspect.sqlite", "not_a_url"),
        ("", "not_a_url"),
        ("://", "not_a_url"),
        ("postgresql://host:notaport/name", "not_a_url"),
        ("sqlite:///~/govinspect.sqlite", "home_in_url"),
        ("mysql://root@localhost/x", "dialect"),
        ("oracle://x", "dialect"),
        ("sqlite+aiosqlite:///x.sqlite", "dialect"),
        ("postgresql+asyncpg://localhost/x", "dialect"),
        ("sqlite://", "no_file"),
        ("sqlite:///:memory:", "no_file"),
        ("sqlite:///file:x?mode=ro&uri=true", "no_file"),
    ],
)
def test_what_is_no_database_of_ours(url: str, key: str) -> None:
    assert case_of(url) == key


def test_a_bare_path_is_answered_with_the_url_to_write() -> None:
    with pytest.raises(DatabaseError, match=r"sqlite:////srv/a\.sqlite"):
        open_database("/srv/a.sqlite")
    with pytest.raises(DatabaseError) as caught:
        open_database("~/a.sqlite")
    assert f"sqlite:///{Path.home() / 'a.sqlite'}" in caught.value.text("en")


def test_missing_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseError, match=r"govinspect\[postgres\]"):
        open_database("postgresql://localhost/x")


def test_unreachable_server_is_named_without_its_password() -> None:
    with pytest.raises(DatabaseError) as caught:
        open_database("postgresql://ann:secret@127.0.0.1:1/inspections")
    assert caught.value.key == "server"
    assert "127.0.0.1" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.postgres
def test_unknown_database_name_and_wrong_encoding(new_postgres: Callable[..., str]) -> None:
    url = new_postgres("ENCODING 'SQL_ASCII' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    assert case_of(url) == "encoding"
    assert case_of(url.replace("/t", "/absent")) == "server"


@pytest.mark.postgres
def test_a_server_that_goes_away_in_the_middle(new_postgres: Callable[..., str]) -> None:
    with open_database(new_postgres()) as database:
        with pytest.raises(DatabaseError) as caught, database.session() as session:  # noqa: PT012
            victim = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            with database.session() as other:
                other.execute(text(f"SELECT pg_terminate_backend({victim})"))
            session.execute(text("SELECT 1"))
        assert caught.value.key == "server"
        with database.session() as session:  # and comes back
            assert session.execute(text("SELECT 1")).scalar_one() == 1


@pytest.mark.postgres
@pytest.mark.parametrize(("state", "key"), [("53100", "disk_full"), ("42501", "privilege"), ("25006", "read_only")])
def test_what_postgres_reports(new_postgres: Callable[..., str], state: str, key: str) -> None:
    raising = text(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$")
    with open_database(new_postgres()) as database:
        with pytest.raises(DatabaseError) as caught, database.session() as session:
            session.execute(raising)
        assert caught.value.key == key


def test_create_off_makes_no_file(tmp_path: Path) -> None:
    missing = tmp_path / "deep" / "a.sqlite"
    assert case_of(sqlite_url(missing), create=False) == "missing"
    assert not missing.parent.exists()
    open_database(sqlite_url(missing)).close()
    open_database(sqlite_url(missing), create=False).close()


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert case_of(sqlite_url(tmp_path)) == "is_folder"


@pytest.mark.parametrize("content", [b"this is a letter, not a database" * 200, b"\x89PNG\r\n" + bytes(5_000)])
def test_a_file_of_another_kind_is_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_bytes(content)
    assert case_of(sqlite_url(path)) == "not_sqlite"
    assert path.read_bytes() == content


def test_another_programs_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "browser.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    content = path.read_bytes()
    assert case_of(sqlite_url(path)) == "foreign"
    assert path.read_bytes() == content


@pytest.mark.postgres
def test_postgres_may_be_shared_but_not_with_tables_of_our_names(new_postgres: Callable[..., str]) -> None:
    for table, key in (("procrastinate_jobs", None), ("url", "foreign")):
        url = new_postgres()
        with create_engine(url).begin() as connection:
            connection.execute(text(f"CREATE TABLE {table} (id int)"))
        if key is None:
            open_database(url).close()
        else:
            assert case_of(url) == key


def test_a_newer_schema_is_refused_by_name_and_left_as_it_was(database: Database) -> None:
    with database.session() as session:
        session.execute(text(f"UPDATE {schema.VERSION_TABLE} SET version_num = 'from2031'"))
    with pytest.raises(DatabaseError, match="from2031") as caught:
        open_database(database.url)
    assert caught.value.key == "newer"


def test_disk_full_keeps_what_was_committed(tmp_path: Path) -> None:
    with open_database(sqlite_url(tmp_path / "a.sqlite")) as database:
        with database.session() as session:
            merge_sites(session, [SITE])
        with pytest.raises(DatabaseError) as caught, database.session() as session:  # noqa: PT012
            pages = session.execute(text("PRAGMA page_count")).scalar_one()
            session.execute(text(f"PRAGMA max_page_count={pages + 5}"))
            session.execute(text("INSERT INTO page_facts VALUES ('x', zeroblob(1000000))"))
        assert caught.value.key == "disk_full"
        assert "--resume" in str(caught.value)
        with database.reading() as session:
            assert len(list_sites(session)) == 1


def test_a_file_held_by_another_program_is_said_to_be_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.sqlite"
    open_database(sqlite_url(path)).close()
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_database(sqlite_url(path)) as database:  # opening takes no write lock
        with pytest.raises(DatabaseError) as caught, database.session():
            pass
        assert caught.value.key == "locked"
    other.close()


def test_opening_waits_for_a_program_that_writes_without_a_log(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    open_database(sqlite_url(path)).close()
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    assert other.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, other.close)
    release.start()
    with open_database(sqlite_url(path)) as database, database.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar_one() == "wal"
    release.join()


@pytest.fixture
def open_to_nobody() -> Iterator[Path]:
    """A folder that every user can enter (pytest's own are private)."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def open_unprivileged(url: str) -> str:
    """The key of the error that a user without rights gets; root itself may write anywhere."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            open_database(url)
        except DatabaseError as error:
            os.write(writing, error.key.encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as answer:
        return answer.read()


def test_unwritable_folder(open_to_nobody: Path) -> None:
    open_to_nobody.chmod(0o555)
    assert open_unprivileged(sqlite_url(open_to_nobody / "a.sqlite")) == "folder"
    assert open_unprivileged(sqlite_url(open_to_nobody / "deep" / "a.sqlite")) == "folder"


def test_read_only_file(open_to_nobody: Path) -> None:
    path = open_to_nobody / "a.sqlite"
    open_database(sqlite_url(path)).close()
    path.chmod(0o444)
    open_to_nobody.chmod(0o777)
    assert open_unprivileged(sqlite_url(path)) == "read_only"


def test_text_no_database_can_hold_is_made_storable(database: Database) -> None:
    odd = SiteRecord(code="a", name="县\x00政\ud800府", kind="county", notes="\x00", column_class={"\ud801": "\x00"})
    with database.session() as session:
        merge_sites(session, [odd])
    with database.reading() as session:
        [site] = list_sites(session)
    assert site.name == "县\ufffd政\ufffd府"
    assert site.column_class == {"\ufffd": "\ufffd"}


def test_a_forked_process_opens_its_own_connections(database: Database) -> None:
    with database.session() as session:
        merge_sites(session, [SITE])
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with database.session() as session:
                merge_sites(session, [SiteRecord(code="child", name="子进程", kind="department")])
            code = 0
        finally:
            os._exit(code)
    with database.session() as session:
        merge_sites(session, [SiteRecord(code="parent", name="父进程", kind="department")])
    assert os.waitpid(child, 0)[1] == 0
    with database.reading() as session:
        assert {site.code for site in list_sites(session)} == {"hanyin", "child", "parent"}


def test_threads_share_a_database(database: Database) -> None:
    def write(number: int) -> None:
        with database.session() as session:
            merge_sites(session, [SiteRecord(code=f"s{number}", name="站", kind="department")])

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert len(list_sites(session)) == 8


def test_every_message_is_in_both_languages_and_speaks_of_something_to_do() -> None:
    for key, (chinese, english) in MESSAGES.items():
        assert "请" in chinese, key
        assert english.isascii() or "…" in english, key


def test_sqlite_url_takes_a_home_path() -> None:
    assert address.parse(sqlite_url(Path("~/x y.sqlite"))).database == str(Path.home() / "x y.sqlite")
