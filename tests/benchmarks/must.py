"""What must be reached, and what was: each benchmark tells its figures here, and the run ends with the table.

The limits are the design's; where they are ratios, both sides were measured in the same run.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    what: str
    must: str
    measured: str
    reached: bool


_TOLD: list[Figure] = []


def _said(measured: float, unit: str) -> str:
    return f"{measured:,.0f}{unit}" if measured >= 100 else f"{measured:.3g}{unit}"


def at_most(limit: float, what: str, measured: float, unit: str = "") -> None:
    """A figure that may not be over the limit."""
    _TOLD.append(Figure(what, f"≤ {limit:g}{unit}", _said(measured, unit), measured <= limit))


def at_least(limit: float, what: str, measured: float, unit: str = "") -> None:
    """A figure that may not be under the limit."""
    _TOLD.append(Figure(what, f"≥ {limit:,g}{unit}", _said(measured, unit), measured >= limit))


def write(file: Path) -> None:
    """Tells the figures to the process that began this one."""
    file.write_text(json.dumps([astuple(figure) for figure in _TOLD]), "utf-8")


def read(file: Path) -> None:
    """Takes the figures of a process; none where it failed before it told them."""
    if file.exists():
        _TOLD.extend(Figure(*told) for told in json.loads(file.read_text("utf-8")))


def table() -> str:
    """All figures told, then the misses by name; empty where none was told."""
    if not _TOLD:
        return ""
    rows = [f"| {f.what} | {f.must} | {f.measured} | {'yes' if f.reached else '**no**'} |" for f in _TOLD]
    missed = [f"{f.what}: {f.measured}, must {f.must}" for f in _TOLD if not f.reached]
    end = "Missed:\n" + "\n".join(f"- {m}" for m in missed) if missed else "All reached."
    return "\n".join(("| what | must | measured | reached |", "|---|---|---|---|", *rows, "", end))
