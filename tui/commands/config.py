"""`lichun config`: where settings stand, what holds, and where each value comes from."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui.commands.common import Settings, command, print_json, rows


@command("config")
@click.option("--path", "only_path", is_flag=True, help="Print only the file's name.")
@click.option("--write", is_flag=True, help="Write a file with every key in it, all commented out.")
def config_(settings: Settings, only_path: bool, write: bool) -> None:
    """The settings: what holds, and where it comes from (the file, the environment, or lichun itself).

    \b
    lichun config
    $EDITOR "$(lichun config --path)"
    """
    from tui import config

    file = config.config_path()
    if write:
        _write(file)
    if only_path or write:
        click.echo(file)
        return
    found = config.settings(file)
    table = config.indicators()
    if settings.json:
        print_json(
            {
                "file": str(file),
                "exists": file.exists(),
                "settings": {n: {"value": s.value, "from": s.origin} for n, s in found.items()},
                "indicators": {
                    "file": str(config.indicators_path()),
                    "rows": {row.id: row.to_json() for row in table.rows} if table else {},
                },
            }
        )
        return
    click.echo(f"{file}{'' if file.exists() else ' (not there; `lichun config --write` makes one)'}", err=True)
    values = (
        (name, s.key.holds if s.value is None else config.written(s.value), _origin(s.origin, file), s.key.does)
        for name, s in found.items()
    )
    rows(("setting", "value", "from", "does"), values, settings)
    if table is not None:
        click.echo(f"{config.indicators_path()}: {len(table.rows)} indicators of your own", err=True)
    sys.stdout.flush()


def _origin(origin: str | None, file: Path) -> str:
    if origin is None:
        return "lichun"
    return "file" if origin == str(file) else f"${origin}"


def _write(file: Path) -> None:
    from store.export.target import opened
    from tui import config

    lines = ["# Settings of lichun. Take away the # of a line to set it; `lichun config` shows what holds.", ""]
    for key in config.KEYS:
        choices = f" One of {', '.join(map(config.written, key.choices))}." if key.choices else ""
        lines += [f"# {key.does}.{choices} Else: {key.holds}.", f"#{key.name} = {config.written(key.example)}", ""]
    file.parent.mkdir(parents=True, exist_ok=True)
    with opened(file) as out:
        out.write("\n".join(lines).encode())
