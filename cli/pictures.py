"""--screenshots: pictures of findings, for the commands that show or send findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

import scheduler
from cli import options
from cli.console import say
from cli.options import option
from cli.texts import t
from crawler.pool import Machine
from db.engine import Database
from db.findings import FindingRecord

screenshots: Callable[[Any], Any] = option("--screenshots", is_flag=True)


def take(
    database: Database,
    run_id: int,
    machine: Machine,
    *,
    codes: Collection[str] = (),
    ids: Collection[str] | None = None,
    severities: Collection[str] = (),
) -> None:
    """Takes the pictures that are missing of a run's findings (of these sites, ids, severities only, if named)."""

    def wanted(one: FindingRecord) -> bool:
        return (
            (not codes or one.site in codes)
            and (ids is None or one.id in ids)
            and (not severities or one.severity in severities)
        )

    say(t("pictures.taking"))
    done = scheduler.take_pictures(database, run_id, machine, wanted, clock=options.now)
    say(t("pictures.taken", count=len(done.taken), path=machine.data_dir / "screenshots"))
    for reason, count in sorted(Counter(done.missing.values()).items()):
        say(t(f"pictures.{reason}", count=count))
