"""`lichun` without a command: open the browser, on the user's store or on the five samples."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from tui.commands.common import Settings

_NAMES = {"animations": "animation"}  # a setting by the name that the screen has for it


def browse(settings: Settings, *, samples: bool, **screen: Any) -> int:
    """Open the browser; returns its exit status. Raises WrongUse where no terminal can be read or drawn on."""
    import sys

    from store.database import default_place
    from store.errors import WrongUse
    from tui.config import settings as configured

    if not (sys.stdin.isatty() and sys.stderr.isatty()):  # stdout may be a pipe: --print-marked
        raise WrongUse("this is no terminal, so no browser opens; look up with a command: lichun meeting, lichun find")
    if samples:
        settings.store = sample_store()
    held = {name: found.value for name, found in configured().items() if found.value is not None}
    chosen = {
        _NAMES.get(n, n): held[n] for n in ("lang", "ambiguous_width", "theme", "ascii", "animations") if n in held
    }
    chosen |= {name: value for name, value in screen.items() if value is not None}
    # From here to the first frame nothing becomes garbage: to look for it would only cost time (`Veiled.unveil`).
    gc.disable()
    from tui.app import run

    return run(settings.store or default_place(), **chosen)


def sample_place() -> Path:
    """Where the store of the five samples stands; it never mixes with a person's own data."""
    from platformdirs import user_data_path

    return user_data_path("lichun") / "samples"


def sample_store() -> Path:
    """The store of the five samples, filled where it is not."""
    from store.database import Library
    from store.importer import import_paths
    from store.samples import seeds

    place = sample_place()
    with Library.open(place) as library:
        import_paths(library, sorted(seeds().glob("*.txt")))
    return place
