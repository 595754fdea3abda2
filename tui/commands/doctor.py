"""`lichun doctor`: is the store whole, where is what, and does the terminal draw what the screen expects?"""

from __future__ import annotations

import os
import sys

import click

from store.errors import NotFound
from tui.commands.common import Settings, command, print_json, rows

AMBIGUOUS = "“"  # one column in some terminals, two in others; so are … — · ① ℃


@command("doctor")
@click.option("--mend", is_flag=True, help="Mend what can be mended; nothing is thrown away.")
@click.option("--whole", is_flag=True, help="Compare all of the index with the segments, not a sample.")
@click.pass_context
def doctor_(ctx: click.Context, settings: Settings, mend: bool, whole: bool) -> None:
    """Check the store against its checksums, and how the terminal draws; say where everything is kept.

    \b
    lichun doctor
    lichun doctor --mend
    """
    surroundings = _surroundings(settings)
    try:
        with settings.library(read_only=not mend, told=False) as library:
            findings = library.doctor(mend=mend, whole=whole)
            surroundings["articles"] = f"{len(library.articles()):,}"
    except NotFound:
        findings = None
    surroundings = {name: value for name, value in surroundings.items() if value}
    if settings.json:
        told = [
            {"level": f.level, "path": str(f.path), "what": f.what, "mend": f.mend, "mended": f.mended}
            for f in findings or ()
        ]
        print_json({"found": told, "surroundings": surroundings})
    else:
        rows(("what", "is"), list(surroundings.items()), settings)
        click.echo()
        for f in findings or ():
            click.echo(f"{f.level}: {f.path}: {f.what}; {f.mend}")
        if findings is None:
            click.echo("no store yet: `lichun import PATH…` makes one")
        elif not findings:
            click.echo("the store is whole")
    ctx.exit(1 if any(f.level != "note" and not f.mended for f in findings or ()) else 0)


def _surroundings(settings: Settings) -> dict[str, str]:
    """Where things are, and what they stand on."""
    import sqlite3
    from importlib.metadata import version
    from platform import python_version

    from store.database import default_place
    from tui.config import config_path, indicators_path
    from tui.state import state_path

    places = {"settings": config_path(), "keys": config_path().with_name("keys.toml"), "indicators": indicators_path()}
    return {
        "lichun": version("lichun"),
        "python": python_version(),
        "sqlite": sqlite3.sqlite_version,
        "store": str(settings.store or default_place()),
        **{name: f"{path}{'' if path.exists() else ' (not there)'}" for name, path in places.items()},
        "state": str(state_path()),
        "terminal": f"{os.environ.get('TERM', '?')}, {_size()}, {sys.stdout.encoding}",
        "wide signs": _wide_signs(),
    }


def _size() -> str:
    size = os.get_terminal_size() if sys.stdout.isatty() else None
    return f"{size.columns}×{size.lines}" if size else "not a terminal"


def _wide_signs() -> str:
    """How wide the terminal draws “ … ①, as it says itself."""
    drawn = drawn_width(AMBIGUOUS) if sys.stdout.isatty() and sys.stdin.isatty() else None
    if drawn is None:
        return "" if not sys.stdout.isatty() else "the terminal does not say how wide it draws “ … ①"
    if drawn == 2:
        return "“ … ① are drawn two columns wide: set ambiguous_width = 2 (`lichun config`)"
    return "“ … ① are drawn one column wide, as lichun expects"


def drawn_width(sign: str) -> int | None:
    """Columns that the terminal moves its cursor for the sign; None where it does not answer within half a second."""
    import re
    import select
    import termios
    import tty

    here = sys.stdin.fileno()
    before = termios.tcgetattr(here)
    answer = b""
    try:
        tty.setcbreak(here)
        sys.stdout.write(f"\r{sign}\x1b[6n")
        sys.stdout.flush()
        while not answer.endswith(b"R") and select.select([here], [], [], 0.5)[0]:
            answer += os.read(here, 32)
    finally:
        termios.tcsetattr(here, termios.TCSADRAIN, before)
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()
    found = re.search(rb"\x1b\[\d{1,5};(\d{1,5})R", answer)
    return int(found[1]) - 1 if found else None
