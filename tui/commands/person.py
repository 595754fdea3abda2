"""`lichun person`: who said what where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from store.errors import NotFound, WrongUse
from store.records import Article, Person, Quote
from tui.commands.common import Line, Settings, command, full_name, joined, lines, print_json

if TYPE_CHECKING:
    from store.database import Library


@command("person")
@click.argument("name")
def person_(settings: Settings, name: str) -> None:
    """Offices, roles and words of a person, by place and year (namesakes stand apart).

    NAME in hanzi, or in pinyin where that means one person.

    \b
    lichun person 韩立明
    lichun person hanliming
    """
    from store.language.fold import fold

    with settings.library() as library:
        name = _meant(name, library)
        same = fold(name)
        ids = [hit.id for hit in library.find(f'person:"{name}"', limit=1000).rows]
        facts = [f for i in dict.fromkeys(ids) for f in library.facts(article=i)] if ids else []
        persons = [f for f in facts if isinstance(f, Person) and fold(f.name) == same]
        quotes = [f for f in facts if isinstance(f, Quote) and fold(f.speaker or "") == same]
        if not persons and not quotes:
            raise NotFound(name, library.persons_like(name))
        name = persons[0].name if persons else name
        articles = {f.article: library.article(f.article) for f in (*persons, *quotes)}
        if settings.json:
            print_json({"persons": [p.to_json() for p in persons], "quotes": [q.to_json() for q in quotes]})
            return
        lines(_told(name, persons, quotes, articles), settings, [name])


def _meant(typed: str, library: Library) -> str:
    """The name itself, or the one that letters are read as. Raises WrongUse with the names where they are several."""
    if not typed.isascii():
        return typed
    found = library.persons_read(typed)
    if len(found) > 1:
        raise WrongUse(f"{typed} may be {', '.join(found)}; give the name in hanzi")
    return found[0] if found else typed


def _told(
    name: str, persons: Sequence[Person], quotes: Sequence[Quote], articles: Mapping[str, Article | None]
) -> Iterator[Line]:
    """Each place with the articles that name the person there, oldest first, and what he or she said in each."""
    for code in dict.fromkeys(p.region for p in persons):
        yield "bold", joined(name, full_name(code) if code else "—")
        here = dict.fromkeys(p.article for p in persons if p.region == code)
        held = sorted((a for i in here if (a := articles[i])), key=lambda a: a.published or "9999")
        for article in held:
            offices = dict.fromkeys(joined(p.title, p.role) for p in persons if p.article == article.id)
            yield (
                "",
                f"  {joined(article.published or '?', '; '.join(o for o in offices if o), article.title or article.source)}",
            )
            for words in dict.fromkeys(q.text for q in quotes if q.article == article.id):
                yield "", f"      “{words}”"
    named = {p.article for p in persons}
    for q in quotes:
        if q.article not in named:
            yield "", f"  “{q.text}”"
