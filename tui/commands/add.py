"""`lichun add`: make a fact of words of an article that no rule took."""

from __future__ import annotations

import click

from store.errors import WrongUse
from store.records import FACT_KINDS, Article
from tui.commands.common import Settings, called, command, print_json


@command("add")
@click.argument("id_", metavar="ARTICLE")
@click.argument("kind", type=click.Choice(FACT_KINDS))
@click.argument("words")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]…")
def add_(settings: Settings, id_: str, kind: str, words: str, fields: tuple[str, ...]) -> None:
    """Make a fact of your own: WORDS stand once in the article and prove it. A name is the words themselves.

    `lichun reject` takes it away again.

    \b
    lichun add e1b2750e campaign 项目为王 region=南京
    lichun add e1b2750e figure 占比近七成 measure=占比 value=70 unit=%
    """
    from store.person.fields import settable

    given = dict(field.partition("=")[::2] for field in fields if "=" in field)
    if wrong := [field for field in fields if "=" not in field]:
        raise WrongUse(f"{wrong[0]} is no FIELD=VALUE; such as region=南京")
    named = {field.name for field in settable(kind) if field.needed} & {"name", "text"}
    with settings.library(read_only=False) as library:
        article = library.record(id_)
        if not isinstance(article, Article):
            raise WrongUse(f"{id_} is no article; a fact is added to the article that says it")
        start = article.text.find(words)
        if start < 0:
            raise WrongUse(f"{words} does not stand in {called(article)}")
        if article.text.find(words, start + 1) >= 0:
            raise WrongUse(f"{words} stands there several times; give more of the sentence")
        filled = {**dict.fromkeys(named, words), **given}
        fact = library.word.add_fact(article.id, start, start + len(words), kind, filled)
        if settings.json:
            print_json(fact.to_json())
        else:
            click.echo(f"added: {called(fact)}", err=True)
