"""A process that has everything imported and forks a worker for each job: starting anew costs a second and a half.

Reads the path of a job (JSON) a line on stdin; answers with the worker's process id, and with its exit status (minus
the signal that killed it) when it has ended. What a worker prints goes to the job's path with `.out` and `.log`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from checks.words.engine import shipped_proofreader
from crawler import worker


def _work(job: Path) -> int:
    os.setsid()
    for number, path, flags in (
        (0, job, os.O_RDONLY),
        (1, job.with_suffix(".out"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, job.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_APPEND),
    ):
        os.dup2(os.open(path, flags, 0o600), number)
    return worker.main()


def main() -> None:
    """Serves until stdin ends."""
    shipped_proofreader().faults("加强工作布署")  # loads the dictionaries
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            os._exit(_work(Path(line.strip())))
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
