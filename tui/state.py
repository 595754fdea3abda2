"""What the screen remembers until the next start: place, article, filter, layout, and which places were used how often.

One small JSON file a user (platformdirs), keyed by store. A file that cannot be read or written is no reason to stop:
the screen then begins as new. Marks, notes and corrections are not here: they are the store's.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

RECENT = 40


@dataclass(frozen=True, slots=True)
class ViewState:
    region: str | None = None
    meeting: str | None = None
    article: str | None = None
    at: int = 0  # offset in the article of the first line in view
    fact: str | None = None
    listed: str = "place"  # whose facts the table lists: place, meeting, article
    kind: str | None = None
    filter: str = ""
    only: tuple[str, str] | None = None  # column and the value that is shown alone
    sort: tuple[str, bool] | None = None
    variant: str = "original"
    below: bool = True
    years: tuple[int, int] | None = None
    everywhere: bool = False
    open: tuple[str, ...] = ()
    pane: str = "tree"
    tree_width: int = 0  # 0: what suits the window
    facts_share: int = 0  # tenths of the right side
    alone: bool = False  # the pane in front has the whole window
    theme: str = ""
    query: str = ""
    recent: Mapping[str, int] = field(default_factory=dict)  # code → uses, latest last


def state_path() -> Path:
    """Where the state is kept: `LICHUN_STATE`, else the folder for state of this system."""
    if named := os.environ.get("LICHUN_STATE"):
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("lichun") / "view.json"


def restore(path: Path, store: Path) -> ViewState:
    """The state of the last time for this store; a new one where there is none that can be read."""
    data = _read(path).get(str(store.resolve()))
    if not isinstance(data, dict):
        return ViewState()
    new = ViewState()
    kept: dict[str, Any] = {}
    for f in fields(ViewState):
        value = data.get(f.name)
        if f.name in data and _suits(getattr(new, f.name), value, f.name):
            kept[f.name] = tuple(value) if isinstance(value, list) else value
    return ViewState(**kept)


_OPTIONAL = {"region": str, "meeting": str, "article": str, "fact": str, "kind": str}


def _suits(default: Any, value: Any, name: str) -> bool:
    """Whether a value from the file can stand in that field: it may have been written by another version, or a hand."""
    if name == "years":
        return value is None or (isinstance(value, list) and len(value) == 2 and all(isinstance(y, int) for y in value))
    if name == "sort":
        return value is None or (isinstance(value, list) and [type(v) for v in value] == [str, bool])
    if name == "only":
        return value is None or (isinstance(value, list) and [type(v) for v in value] == [str, str])
    if name == "open":
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if name == "recent":
        return isinstance(value, dict) and all(isinstance(v, int) for v in value.values())
    if name in _OPTIONAL:
        return value is None or isinstance(value, str)
    return type(value) is type(default)


def save(path: Path, store: Path, state: ViewState) -> bool:
    """Keep the state; False where the place cannot be written."""
    every = _read(path)
    every[str(store.resolve())] = asdict(state)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(every, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    except OSError:
        return False
    return True


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def used(recent: Mapping[str, int], code: str) -> dict[str, int]:
    """`recent` after one more use of a place; the least used of the oldest fall out."""
    counts = dict(recent)
    counts[code] = counts.pop(code, 0) + 1
    while len(counts) > RECENT:
        oldest = list(counts)[: len(counts) // 2]
        del counts[min(oldest, key=lambda c: counts[c])]
    return counts


def ranked(recent: Mapping[str, int]) -> list[str]:
    """Places by use: how often, with what came later weighing more."""
    order = list(recent)
    return sorted(order, key=lambda code: -(recent[code] + order.index(code) / 4))
