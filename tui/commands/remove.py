"""`lichun remove`: take articles out of the store."""

from __future__ import annotations

import click

from store.errors import WrongUse
from store.records import Article
from tui.commands.common import Settings, command


@command("remove")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove_(settings: Settings, ids: tuple[str, ...], yes: bool) -> None:
    """Take articles out, with what was recognised in them.

    \b
    lichun remove 4f2a91c0
    """
    with settings.library(read_only=False) as library:
        articles = [library.record(i) for i in ids]
        for prefix, record in zip(ids, articles, strict=True):
            if not isinstance(record, Article):
                raise WrongUse(f"{prefix} is not an article; only articles can be removed")
        if not yes:
            for record in articles:
                assert isinstance(record, Article)
                click.echo(f"{record.id[:8]}  {record.title or record.source}", err=True)
            click.confirm(f"Remove {len(articles)} articles?", abort=True, err=True)
        click.echo(f"{library.remove([r.id for r in articles])} removed", err=True)
