"""`lichun correct`: set fields of an article, a meeting or a fact; go back to what was extracted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from store.errors import WrongUse
from tui.commands.common import Settings, called, command, kind_of, print_json, rows

if TYPE_CHECKING:
    from store.database import Library
    from store.records import Article, Fact, Meeting


@command("correct")
@click.argument("id_", metavar="ID")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]…")
@click.option("--undo", is_flag=True, help="Go back to what was extracted.")
def correct_(settings: Settings, id_: str, fields: tuple[str, ...], undo: bool) -> None:
    """Set fields of an article, a meeting or a fact. What was extracted is kept, and your word wins over it.

    An article's day dates all that was relative to it. Nothing behind = makes a field unknown; without FIELD=VALUE the
    fields are listed that can be set.

    \b
    lichun correct e1b2750e published=2021
    lichun correct 77c02a1b value=902.7亿 region=常州
    lichun correct --undo e1b2750e
    """
    given = _given(fields)
    if undo and given:
        raise WrongUse("--undo takes no fields: it goes back to what was extracted, in all of them")
    with settings.library(read_only=not (undo or given)) as library:
        record = library.record(id_)
        kind = kind_of(record)
        if undo:
            stands = library.word.uncorrect(kind, record.id)
        elif given:
            stands = library.word.correct(kind, record.id, **given)
        else:
            _list(library, record, settings)
            return
        now = library.record(stands)
        if settings.json:
            print_json({"kind": kind, "id": stands, "corrected": library.word.corrected_fields(kind, stands)})
        else:
            click.echo(f"{'as extracted' if undo else 'corrected'}: {called(now)}", err=True)


def _given(fields: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for field in fields:
        name, sign, value = field.partition("=")
        if not sign:
            raise WrongUse(f"{field} is no FIELD=VALUE; such as published=2021")
        found[name.strip()] = value
    return found


def _list(library: Library, record: Article | Meeting | Fact, settings: Settings) -> None:
    """The fields that can be set, with what stands in them."""
    from store.person.fields import settable

    kind = kind_of(record)
    own = getattr(record, "kind", kind) if kind == "fact" else kind
    said = library.word.corrected_fields(kind, record.id)
    values: dict[str, Any] = {field.name: getattr(record, field.name) for field in settable(own)}
    if settings.json:
        print_json({"kind": kind, "id": record.id, "fields": values, "corrected": said})
        return
    rows(("field", "value", "corrected"), ((n, v, "yes" if n in said else "") for n, v in values.items()), settings)
