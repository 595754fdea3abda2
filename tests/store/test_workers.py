"""Work over processes: the order is kept, and a process that is killed costs at most the item it dies of."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from store.workers import spread


def work(item: str) -> str:
    """Dies of `die`; of `once PATH` the first time alone."""
    what, _, flag = item.partition(" ")
    if what == "die" or (what == "once" and not Path(flag).exists()):
        if flag:
            Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return f"{item} done"


def lost(item: str) -> str:
    return f"{item} lost"


def test_each_item_has_its_result_in_order_whatever_dies(tmp_path: Path) -> None:
    items = [str(n) for n in range(40)]
    items[11], items[25] = f"once {tmp_path / 'flag'}", "die"
    assert list(spread(work, iter(items), lost, 2)) == [lost(i) if i == "die" else f"{i} done" for i in items]


def test_what_is_not_asked_for_any_more_is_left() -> None:
    results = spread(work, iter([str(n) for n in range(1000)]), lost, 2)
    assert next(results) == "0 done"
    results.close()
    assert list(results) == []
