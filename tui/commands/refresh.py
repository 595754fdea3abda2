"""`lichun refresh`: read kept sources again with newer rules."""

from __future__ import annotations

import click

from tui.commands.common import Settings, command, print_json
from tui.commands.progress import ProgressLine


@command("refresh")
@click.option("--dry-run", is_flag=True, help="Say what would change, change nothing.")
@click.option("--index", "only_index", is_flag=True, help="Only build the index anew from the segments.")
def refresh_(settings: Settings, dry_run: bool, only_index: bool) -> None:
    """Read every kept source again with the rules of this version; marks and corrections stay.

    \b
    lichun refresh --dry-run
    """
    from store.refresh import refresh

    with settings.library(read_only=dry_run and not only_index) as library:
        if only_index:
            if not library.folder.built:  # as the opening does with one of another version
                with ProgressLine("segments of the index") as bar:
                    library.rebuild(bar.of)
            click.echo("the index is built anew", err=True)
            return
        with ProgressLine("articles", len(library.articles())) as bar:
            report = refresh(library, dry_run=dry_run, progress=bar.show)
    if settings.json:
        print_json(
            {
                "read": report.read,
                "changed": report.changed,
                "added": report.added,
                "gone": report.gone,
                "altered": report.altered,
                "worked_on": report.marked,
                "failed": report.failed,
            }
        )
        return
    verb = "would change" if dry_run else "changed"
    if report.marked:
        click.echo(
            f"with marks or corrections of yours, and no longer found: {', '.join(i[:8] for i in report.marked)}",
            err=True,
        )
    told = f"{report.added} facts added, {report.gone} gone, {report.altered} altered"
    click.echo(f"{report.read} read, {report.changed} {verb}: {told}", err=True)
    for line in report.failed:
        click.echo(line, err=True)
