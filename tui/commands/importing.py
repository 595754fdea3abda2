"""`lichun import`: take articles into the store, with a progress bar and a report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.commands.common import Settings, command, print_json
from tui.commands.progress import ProgressLine
from tui.sanitize import to_screen

if TYPE_CHECKING:
    from store.importer import ImportReport


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
    total = _files(paths) if sys.stderr.isatty() else None
    with settings.library(read_only=False) as library, ProgressLine("articles", total) as line:
        report = import_paths(
            library,
            [p if p == "-" else Path(p) for p in paths],
            progress=lambda p: line.show(p.done, Path(p.name).name),
            encoding=encoding,
            jobs=jobs or settings.jobs,
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


def _files(paths: Sequence[str]) -> int | None:
    """How many articles there will be, where a file is one; None where an archive or standard input may hold more."""
    from store.source.kind import suffix_kind

    kinds: list[object] = []
    for path in paths:
        if Path(path).is_dir():
            kinds += [k for _, _, names in os.walk(path) for n in names if n[:1] != "." and (k := suffix_kind(n))]
        else:
            kinds.append("zip" if path == "-" else suffix_kind(path))
    return None if {"zip", "json", "jsonl"} & set(kinds) else len(kinds)
