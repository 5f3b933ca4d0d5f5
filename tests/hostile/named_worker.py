"""The worker with a name server of the test's own: GOVINSPECT_TEST_NAMES holds addresses by name, as JSON.

A name with several lists of addresses gets the next list each time it is asked for; the last stays.
"""

from __future__ import annotations

import ipaddress
import json
import os
from collections import Counter

from crawler import worker
from crawler.gate import Fault, FaultKind, IpAddress

NAMES: dict[str, list[list[str]]] = json.loads(os.environ["GOVINSPECT_TEST_NAMES"])
_asked: Counter[str] = Counter()


async def resolve(host: str, port: int) -> list[IpAddress]:
    """What the test says of a name; no other name exists."""
    answers = NAMES.get(host)
    if answers is None:
        raise Fault(FaultKind.DNS, f"{host}: not in the test")
    answer = answers[min(_asked[host], len(answers) - 1)]
    _asked[host] += 1
    return [ipaddress.ip_address(address) for address in answer]


if __name__ == "__main__":
    worker.script(resolve)
