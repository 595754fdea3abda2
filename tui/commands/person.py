"""`lichun person`: who said what where."""

from __future__ import annotations

import click

from store.errors import NotFound
from store.records import Person, Quote
from tui.commands.common import Settings, command, full_name, print_json, spoken


@command("person")
@click.argument("name")
def person_(settings: Settings, name: str) -> None:
    """Offices, roles and words of a person, by place and year (namesakes stand apart).

    \b
    lichun person 韩立明
    """
    say = spoken(settings)
    with settings.library() as library:
        ids = [hit.id for hit in library.find(f'person:"{name}"', limit=1000).rows]
        facts = [f for i in dict.fromkeys(ids) for f in library.facts(article=i)] if ids else []
        persons = [f for f in facts if isinstance(f, Person) and f.name == name]
        quotes = [f for f in facts if isinstance(f, Quote) and f.speaker == name]
        if not persons and not quotes:
            raise NotFound(name, tuple(n for n, _ in library.having("person", name))[:3])
        articles = {f.article: library.article(f.article) for f in (*persons, *quotes)}
        if settings.json:
            print_json({"persons": [p.to_json() for p in persons], "quotes": [q.to_json() for q in quotes]})
            return
        for code in dict.fromkeys(p.region for p in persons):
            click.echo(say(f"{name}  {full_name(code) if code else '—'}"))
            for p in persons:
                article = articles[p.article]
                if p.region == code and article is not None:
                    said = [q for q in quotes if q.article == p.article]
                    click.echo(
                        say(
                            f"  {article.published or '?'}  {p.title or ''}  {p.role or ''}  {article.title or article.source}"
                        )
                    )
                    for q in said:
                        click.echo(say(f"      “{q.text}”"))
