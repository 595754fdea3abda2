"""The import in a process of its own: reading and indexing never take the screen's turn.

`run` is for the screen's thread: it starts the process, passes on how far it is, gives what is to be said at the end.
The process (`python -m tui.room.import_process STORE LANG PATH…`) writes a line of JSON for each. It knows no widget.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

NICE = 5
"""How far the import steps back where cores are few: a key is to be answered first."""
LISTED = 1000
"""New articles that are named."""


def run(
    store: Path, lang: str, paths: Sequence[Path], progressed: Callable[[int, str], None]
) -> tuple[list[str], list[str]]:
    """Import these paths; the lines of the report, or of what went wrong, and the ids of what is new."""
    root = str(Path(__file__).parents[2])
    found = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-m", __name__, str(store), lang, *map(str, paths)]
    env = {**os.environ, "PYTHONPATH": found}
    lines: list[str] | None = None
    ids: list[str] = []
    with (
        TemporaryFile() as errors,
        subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, env=env) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            told: dict[str, Any] = json.loads(line)
            if "lines" in told:
                lines, ids = told["lines"], told["ids"]
            else:
                progressed(told["done"], told["name"])
        errors.seek(0)
        said = errors.read().decode("utf-8", "replace").strip().splitlines()
    return (lines if lines is not None else said[-1:]), ids


def main(store: str, lang: str, *paths: str) -> None:
    from store.database import Library
    from store.errors import LichunError
    from store.importer import Progress, import_paths
    from tui import i18n
    from tui.i18n.errors import in_words
    from tui.sanitize import to_screen
    from tui.screens.importing import told

    def tell(**what: object) -> None:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()

    def progressed(progress: Progress) -> None:
        tell(done=progress.done, name=to_screen(Path(progress.name).name))

    if hasattr(os, "nice"):
        os.nice(NICE)
    i18n.use(lang)
    try:
        with Library.open(store) as library:
            report = import_paths(library, [Path(path) for path in paths], progress=progressed)
        tell(lines=told(report), ids=report.ids[:LISTED])
    except (LichunError, OSError) as error:
        tell(lines=[to_screen(in_words(str(error)))], ids=[])


if __name__ == "__main__":
    main(*sys.argv[1:])
