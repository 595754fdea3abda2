"""`lichun import`: take articles into the store, with a progress bar and a report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.commands.common import Settings, command, print_json
from tui.commands.progress import ProgressLine
from tui.sanitize import to_screen

if TYPE_CHECKING:
    from store.database import Library
    from store.importer import Failure, ImportReport
    from store.restoring.restore import Restored


@command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--encoding", metavar="NAME", help="Encoding of text files, where it is not recognised (gb18030, big5 …)."
)
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes that recognise (default: one a core).")
@click.option(
    "--field",
    "given",
    multiple=True,
    metavar="NAME=VALUE",
    help="What the sources do not say: title, publisher, published, url, site, author.",
)
@click.option("--key", "keys", multiple=True, metavar="NAME=KEY", help="Where JSON records have it: text=body_html.")
@click.option("--theirs", is_flag=True, help="Of an export: where an article stands here otherwise, the export holds.")
@click.pass_context
def import_(
    ctx: click.Context,
    settings: Settings,
    paths: tuple[str, ...],
    encoding: str | None,
    jobs: int | None,
    given: tuple[str, ...],
    keys: tuple[str, ...],
    theirs: bool,
) -> None:
    """Import files, folders, .zip, .html, .jsonl, an export, or - for standard input.

    An export (`lichun export --format json`) is put back as it was: articles, facts, meetings, marks and corrections. What
    stands here already is left alone, and told where it differs.

    \b
    lichun import ~/articles page.html
    lichun import ~/articles --field publisher=南京日报 --field published=2023-01-29
    lichun import all.json
    cat page.txt | lichun import -
    """
    from store.importer import import_paths
    from store.sharing.merge import Choice

    if encoding is not None:
        _known(encoding)
    total = _files(paths) if sys.stderr.isatty() else None
    with settings.library(read_only=False, made=True) as library, ProgressLine("articles", total) as line:
        report = import_paths(
            library,
            [p if p == "-" else Path(p) for p in paths],
            progress=lambda p: line.show(p.done, Path(p.name).name),
            encoding=encoding,
            jobs=jobs or settings.jobs,
            fields=_fields(keys),
            given=_given(given),
            choice=Choice("theirs") if theirs else None,
        )
        if settings.json:
            print_json(_plain(report))
        else:
            _tell(report, library)
    open_ = report.differing or any(one.work.open for one in report.restored.values())
    ctx.exit(1 if report.failed or open_ or not report.done else 0)


def _named(pairs: Sequence[str], option: str) -> dict[str, str]:
    """NAME=VALUE as they were given. Raises BadParameter for one without =."""
    named = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name.strip() or not value.strip():
            raise click.BadParameter(f"{pair} is not NAME=VALUE", param_hint=option)
        named[name.strip()] = value.strip()
    return named


def _given(pairs: Sequence[str]) -> dict[str, str] | None:
    if not pairs:
        return None
    from store.person import fields

    return fields.read("article", _named(pairs, "--field"))


def _fields(pairs: Sequence[str]) -> dict[str, str] | None:
    if not pairs:
        return None
    from store.source.record import NAMES

    named = _named(pairs, "--key")
    if unknown := sorted(named.keys() - NAMES.keys()):
        raise click.BadParameter(f"there is no {unknown[0]}; there are {', '.join(NAMES)}", param_hint="--key")
    return named


def _plain(report: ImportReport) -> dict[str, Any]:
    def told(failures: Sequence[Failure]) -> list[dict[str, str]]:
        return [{"name": f.name, "what": f.what} for f in failures]

    differing = [d for one in report.restored.values() for d in one.differing]
    return {
        "new": report.new,
        "same": report.same,
        "replaced": report.replaced,
        "failed": told(report.failed),
        "passed": told(report.passed),
        "differing": [{"article": d.article, "title": d.title, "how": d.how} for d in differing],
        "open": sum(len(one.work.open) for one in report.restored.values()),
    }


def _known(encoding: str) -> None:
    import codecs

    try:
        codecs.lookup(encoding)
    except LookupError:
        raise click.BadParameter(
            f"{encoding} is no encoding Python knows; try gb18030, big5, utf-8 or utf-16", param_hint="--encoding"
        ) from None


def _tell(report: ImportReport, library: Library) -> None:
    for failure in report.failed:
        click.echo(f"{to_screen(failure.name)}: {to_screen(failure.what)}", err=True)
    for passed in report.passed:
        click.echo(f"passed over: {to_screen(passed.name)}: {to_screen(passed.what)}", err=True)
    for name, restored in report.restored.items():
        for line in _restored(restored, library):
            click.echo(f"{to_screen(name)}: {line}", err=True)
    parts = [
        f"{report.new} new",
        f"{report.same} unchanged",
        f"{report.replaced} replaced",
        *([f"{report.differing} differing"] if report.differing else []),
        f"{len(report.failed)} failed",
    ]
    click.echo(", ".join(parts), err=True)
    if not report.done:
        click.echo("no article was found there; lichun reads .txt .html .json .jsonl .zip .docx .pdf", err=True)


def _restored(restored: Restored, library: Library) -> Iterator[str]:
    """What became of an export, a line each."""
    from tui.commands.sharing import report

    for one in restored.differing:
        yield f"stands here otherwise, and stays: {one.article[:8]} {to_screen(one.title)}: {to_screen(one.how)}"
    if restored.differing:
        yield "--theirs takes the articles of the export instead"
    work = restored.work
    if work.added or work.open or work.waiting:
        yield from report(library, work)
    if restored.new or restored.replaced:
        yield "an export holds no sources; import the files too, for `refresh` to read them"
    if restored.otherwise:
        yield (
            f"{len(restored.otherwise)} meetings of one day and place are joined otherwise than they were"
            f" ({', '.join(restored.otherwise[:3])}); an export with --trace keeps them as they are"
        )
    if restored.partly:
        yield f"{len(restored.partly)} of its meetings are also told of in articles that it does not hold"


def _files(paths: Sequence[str]) -> int | None:
    """How many articles there will be, where a file is one; None where an archive or standard input may hold more."""
    from store.source.kind import is_about, suffix_kind

    kinds: list[object] = []
    for path in paths:
        if Path(path).is_dir():
            names = (n for _, _, files in os.walk(path) for n in files if n[:1] != "." and not is_about(n))
            kinds += [k for n in names if (k := suffix_kind(n))]
        else:
            kinds.append("zip" if path == "-" else suffix_kind(path))
    return None if {"zip", "json", "jsonl"} & set(kinds) else len(kinds)
