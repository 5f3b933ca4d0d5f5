"""One warm process that runs the workers, and one certificate, for all cases."""

from __future__ import annotations

import ssl
from collections.abc import Iterator

import pytest

from tests.crawler.test_client import make_certificate
from tests.sites.running import Workers


@pytest.fixture(scope="package")
def workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    started = Workers(tmp_path_factory.mktemp("workers"))
    yield started
    started.close()


@pytest.fixture(scope="package")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    return make_certificate(tmp_path_factory.mktemp("tls"), "nobody.gov.cn")
