"""The time that an inspection still takes, as it is told to whoever waits."""

from __future__ import annotations

import pytest

from cli.progress import Sample, left_text, seconds_left


@pytest.mark.parametrize(
    ("samples", "left"),
    [
        ([], None),
        ([(0.0, 0, 100)], None),
        ([(0.0, 0, 100), (10.0, 50, 100)], None),  # too early to say
        ([(0.0, 0, 100), (20.0, 20, 100)], 80.0),
        ([(0.0, 0, 100), (20.0, 20, 110)], 180.0),  # half as fast as it looks: new addresses turn up
        ([(0.0, 0, 100), (20.0, 20, 200)], None),  # more are found than looked at
        ([(0.0, 50, 100), (20.0, 50, 100)], None),  # nothing moves
        ([(0.0, 0, 100), (20.0, 100, 100)], 0.0),
        ([(0.0, 0, 1), (5.0, 5, 105), (25.0, 25, 105)], 80.0),  # the menu was found at the beginning
        ([(0.0, 0, 1), (5.0, 5, 105), (25.0, 25, 205)], None),  # and then more than was looked at
    ],
)
def test_time_left_is_reckoned_from_what_was_done_and_found(samples: list[Sample], left: float | None) -> None:
    assert seconds_left(samples) == left


def test_time_left_is_told_in_plain_words() -> None:
    assert left_text(None) == left_text(0.0) == ""
    assert left_text(61) == "预计还需约 2 分钟"
    assert left_text(3 * 3600) == "预计还需约 3 小时"
