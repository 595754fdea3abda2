"""The garbage collector, told what reading articles has loaded.

`tables_stay` is called once the first articles were read: by the importer, and by each process of `store.workers`. It
stands apart so that an import in one process does not load what starts others.
"""

from __future__ import annotations

import gc
from functools import cache


@cache
def tables_stay() -> None:
    """What is loaded by now is never garbage: looking through it over and over took a sixth of an article's time.

    What an article leaves behind is looked for once for a few articles, not many times while one is read.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
