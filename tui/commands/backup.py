"""`lichun backup`: the whole store as one file."""

from __future__ import annotations

from pathlib import Path

import click

from tui.commands.common import Settings, command, print_json


@command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@click.pass_context
def backup_(ctx: click.Context, settings: Settings, file: Path, force: bool) -> None:
    """Write the store to one zip archive: articles, facts, sources, marks, notes, corrections.

    Unpacked into an empty folder it is a store again; the index is not in it and is built when it is opened.

    \b
    lichun backup lichun-backup.zip
    unzip lichun-backup.zip -d restored && lichun --store restored find 新能源
    """
    from store.disk.backup import back_up

    # Not for reading alone: then the writers' lock holds the store still.
    with settings.library(told=False) as seen:
        root = seen.root
    from store.database import Library

    with Library.open(root) as library:
        done = back_up(library.folder, file, force=force)
    if settings.json:
        print_json(
            {"file": str(file), "files": done.files, "bytes": done.size, "torn": [str(one) for one in done.torn]}
        )
    else:
        click.echo(f"{file}: {done.files} files, {done.size / 1e6:.1f} MB", err=True)
        for one in done.torn:
            click.echo(f"{one}: is torn, and so is its copy; `lichun doctor --mend` keeps what can be read", err=True)
    ctx.exit(1 if done.torn else 0)
