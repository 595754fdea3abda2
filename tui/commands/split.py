"""`lichun split`: what some articles report is another meeting."""

from __future__ import annotations

import click

from store.errors import WrongUse
from store.records import Article, Meeting
from tui.commands.common import Settings, called, command, print_json


@command("split")
@click.argument("id_", metavar="MEETING")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
def split_(settings: Settings, id_: str, articles: tuple[str, ...]) -> None:
    """Make a meeting of its own of what these articles report. `lichun join --undo MEETING` undoes it.

    \b
    lichun split m61b18691 e1b2750e
    """
    with settings.library(read_only=False) as library:
        meeting = library.record(id_)
        if not isinstance(meeting, Meeting):
            raise WrongUse(f"{id_} is no meeting; `lichun meetings` lists them with their ids")
        found = [library.record(i) for i in articles]
        for prefix, article in zip(articles, found, strict=True):
            if not isinstance(article, Article):
                raise WrongUse(f"{prefix} is no article; the articles that report it are wanted")
        part = library.arrangements.split(meeting.id, [article.id for article in found])
        if settings.json:
            print_json(part)
        click.echo(f"split: {called(library.record(part))}", err=True)
