"""The name that is proposed for a file: from what is exported, never from where the cursor happens to stand.

In come the words that say what it is (a query, a place, a set, years); out goes a stem that every system takes.
"""

from __future__ import annotations

from collections.abc import Iterable

from tui.widgets.width import width_of

LONGEST = 60
"""Cells: a query may be as long as a screen, the name of a file not."""


def stem(parts: Iterable[str]) -> str:
    """`lichun` and the parts, with - between: letters, digits and hanzi stay, all else becomes one - at most."""
    name = "lichun"
    for part in parts:
        kept = "-".join("".join(c if c.isalnum() or c in "._" else " " for c in part).split()).strip("._-")
        if kept and kept not in name.split("-") and width_of(name) + width_of(kept) < LONGEST:
            name += f"-{kept}"
    return name
