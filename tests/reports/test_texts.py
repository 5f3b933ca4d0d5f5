"""No code name reaches a reader."""

import re

import pytest

from checks import messages
from reports import texts

CODE = re.compile(r"[a-z]+(?:[_:][a-z]+)+")


@pytest.mark.parametrize(
    "reason", [*messages.REASONS, *messages.LINK_REASONS, *texts.REASONS, "limit:pages", "http_503"]
)
def test_every_reason_is_told_in_chinese(reason: str) -> None:
    assert not CODE.search(texts.reason_text(reason)), reason
