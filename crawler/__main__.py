"""The worker as a program: `python -P -m crawler`.

The collector of garbage sleeps while the worker's modules are loaded: they stay, and it would look through all of them
again and again, for a fifth of the time that loading takes. `crawler.worker.main` wakes it.
"""

import gc

gc.disable()

from crawler.worker import script  # noqa: E402 - that is what it is about

script()
