"""The worker, which says on stderr how many requests took a turn through Scrapy's engine."""

from __future__ import annotations

import sys

from crawler import worker
from crawler.engine import FrontierScheduler

TURNS = "turns through the engine: "


def main() -> int:
    """The exit status."""
    turns = 0
    hand_out = FrontierScheduler.next_request

    def counted(self: FrontierScheduler) -> object:
        nonlocal turns
        request = hand_out(self)
        turns += request is not None
        return request

    FrontierScheduler.next_request = counted  # type: ignore[assignment, method-assign]
    status = worker.main()
    print(f"{TURNS}{turns}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
