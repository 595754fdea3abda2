"""`lichun import`: take articles into the store, with a progress bar and a report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.common import Settings, command, print_json
from tui.sanitize import to_screen

if TYPE_CHECKING:
    from store.importer import ImportReport, Progress


@command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--encoding", metavar="NAME", help="Encoding of text files, where it is not recognised (gb18030, big5 …)."
)
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes that recognise (default: one a core).")
@click.pass_context
def import_(
    ctx: click.Context, settings: Settings, paths: tuple[str, ...], encoding: str | None, jobs: int | None
) -> None:
    """Import files, folders, .zip, .html, .jsonl, or - for standard input.

    \b
    lichun import ~/articles page.html
    cat page.txt | lichun import -
    """
    from store.importer import import_paths

    if encoding is not None:
        _known(encoding)
    with settings.library(read_only=False) as library, _Bar() as bar:
        report = import_paths(
            library, [p if p == "-" else Path(p) for p in paths], progress=bar.show, encoding=encoding, jobs=jobs
        )
    if settings.json:
        print_json(
            {
                "new": report.new,
                "same": report.same,
                "replaced": report.replaced,
                "failed": [{"name": f.name, "what": f.what} for f in report.failed],
            }
        )
    else:
        _tell(report)
    ctx.exit(1 if report.failed or not report.done else 0)


def _known(encoding: str) -> None:
    import codecs

    try:
        codecs.lookup(encoding)
    except LookupError:
        raise click.BadParameter(
            f"{encoding} is no encoding Python knows; try gb18030, big5, utf-8 or utf-16", param_hint="--encoding"
        ) from None


def _tell(report: ImportReport) -> None:
    for failure in report.failed:
        click.echo(f"{to_screen(failure.name)}: {to_screen(failure.what)}", err=True)
    parts = [
        f"{report.new} new",
        f"{report.same} unchanged",
        f"{report.replaced} replaced",
        f"{len(report.failed)} failed",
    ]
    click.echo(", ".join(parts), err=True)
    if not report.done:
        click.echo("no article was found there; lichun reads .txt .html .json .jsonl .zip .docx .pdf", err=True)


class _Bar:
    """A line of progress on stderr where that is a terminal."""

    def __init__(self) -> None:
        self._shown = False

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")

    def show(self, progress: Progress) -> None:
        if sys.stderr.isatty():
            self._shown = True
            total = f" of {progress.total}" if progress.total else ""
            sys.stderr.write(f"\r\x1b[K{progress.done}{total} articles  {to_screen(Path(progress.name).name)[:50]}")
            sys.stderr.flush()
