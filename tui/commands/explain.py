"""`lichun explain`: every rule that fired on a file, with the losers and why."""

from __future__ import annotations

from pathlib import Path

import click

from store.errors import ReadError
from tui.commands.common import Settings, command, print_json, rows


@command("explain")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True))
@click.option("--lost/--all", "lost", default=False, help="Only what lost.")
def explain_(settings: Settings, file: Path, lost: bool) -> None:
    """Every candidate of an article: the rule that saw it, what it read, and what it lost to.

    \b
    lichun explain page.txt
    """
    from dataclasses import asdict

    from store.recognise.recognise import explain
    from store.source.article import clean_article
    from store.source.read import read
    from store.understanding import article_of

    for raw in read([str(file)]):
        if isinstance(raw, ReadError):
            raise raw
        found = explain(article_of(raw, clean_article(raw)))
        judged = [j for j in found.judged if j.lost_to or not lost]
        if settings.json:
            recognised = found.recognised
            print_json(
                {
                    "judged": [asdict(j) for j in judged],
                    "meetings": [m.to_json() for m in recognised.mentions],
                    "facts": [f.to_json() for f in recognised.facts],
                }
            )
            continue
        verdict = (f"lost to {j.lost_to}" if j.lost_to else "kept" for j in judged)
        rows(
            ("rule", "span", "text", "verdict"),
            ((j.rule, f"{j.start}–{j.end}", j.text, v) for j, v in zip(judged, verdict, strict=True)),
            settings,
        )
