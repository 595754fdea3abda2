"""`lichun export`: records out of the store, as a file or down a pipe."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import NotFound, WrongUse
from tui.commands.common import Asking, Settings, command
from tui.commands.progress import ProgressLine

if TYPE_CHECKING:
    from store.database import Library
    from store.export.columns import Lang

FORMATS = ["csv", "json", "jsonl", "xlsx", "markdown", "md", "csl-json"]
DEFAULT = "json"


@command("export", cls=Asking)
@click.argument("query", nargs=-1, metavar="[QUERY…]")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help=f"Default: as FILE ends (.csv, .xlsx …), or {DEFAULT}."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to; - or none is standard output.",
)
@click.option("--ids", metavar="ID,…", help="Only these records.")
@click.option("--marked", is_flag=True, help="Only what is marked.")
@click.option("--trace", is_flag=True, help="With the rule of every field.")
@click.option("--columns", metavar="NAME,…", help="Columns of CSV and JSONL, and their order (value,unit,place …).")
@click.option(
    "--lang", type=click.Choice(["en", "zh"]), help="Language of headings (default: the configured one, or en)."
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def export_(
    settings: Settings,
    query: tuple[str, ...],
    form: str | None,
    output: Path | None,
    ids: str | None,
    marked: bool,
    trace: bool,
    columns: str | None,
    lang: Lang | None,
    force: bool,
) -> None:
    """Export everything, a query, some ids or what is marked.

    \b
    lichun export -o facts.csv
    lichun export in:江苏 --format json > jiangsu.json
    lichun export --marked --lang zh --variant hant -o marked.xlsx
    """
    from store.export import export

    if output == Path("-"):
        output = None
    form = form or _as_it_ends(output)
    if columns and form not in ("csv", "jsonl"):
        raise WrongUse(f"--columns is for csv and jsonl; {form} has its own")
    if form == "xlsx" and output is None and sys.stdout.isatty():
        raise WrongUse("a workbook is nothing to look at here; name a file with -o")
    with settings.library() as library:
        what: str | list[str] = " ".join(query)
        if marked:
            what = marked_records(library)
            if not what:
                raise NotFound("marked records (space marks one in the browser)")
        elif ids:
            what = [library.record(i.strip()).id for i in ids.split(",") if i.strip()]
        selection = library.select(what)
        if not selection.article_ids:
            raise NotFound(" ".join(query) or "articles in this store")
        # Rows on the terminal itself leave no line for progress.
        shown = output is not None or not sys.stdout.isatty()
        with ProgressLine("facts", len(selection.fact_ids), shown=shown) as line:
            export(
                selection,
                form,
                output or sys.stdout,
                variant=settings.variant,
                trace=trace,
                lang=lang or settings.lang or "en",
                force=force,
                columns=[name.strip() for name in columns.split(",") if name.strip()] if columns else None,
                progress=line.show,
            )
        less = ", less what cannot be read" if library.unreadable() else ""
    if output is not None:
        facts, articles = len(selection.fact_ids), len(selection.article_ids)
        said = f"{facts} fact{'s' * (facts != 1)} of {articles} article{'s' * (articles != 1)}{less}"
        click.echo(f"{output}: {said}", err=True)


def _as_it_ends(output: Path | None) -> str:
    """The format that the name of a file asks for."""
    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    if ending and ending not in FORMATS:
        raise WrongUse(f"{output}: no format ends in .{ending}; name one with --format ({', '.join(FORMATS)})")
    return ending or DEFAULT


def marked_records(library: Library) -> list[str]:
    """Ids of what is marked and stands in the store; of a place what is said of it."""
    found: dict[str, None] = {}
    for kind, i in library.notebook.marked():
        if kind == "region":
            said = library.select(f"in:{i}")
            found |= dict.fromkeys([*said.fact_ids, *said.meeting_ids])
        elif standing := library.standing(kind, i):
            found[standing] = None
    return list(found)
