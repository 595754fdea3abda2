"""`lichun note`: write a note or tags to a record."""

from __future__ import annotations

import click

from store.errors import NotFound
from tui.commands.common import Settings, called, command, kind_of, print_json


@command("note")
@click.argument("id_", metavar="ID")
@click.argument("text", required=False)
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Give it this tag and no others; may be repeated.")
def note_(settings: Settings, id_: str, text: str | None, tags: tuple[str, ...]) -> None:
    """Write a note to an article, a meeting or a fact; "" takes it away, without TEXT it is shown.

    \b
    lichun note 77c02a1b 与统计局公报一致
    lichun note 77c02a1b --tag 低空经济
    lichun find tag:低空经济
    """
    with settings.library(read_only=text is None and not tags) as library:
        record = library.record(id_)
        kind = kind_of(record)
        if text is not None:
            library.notebook.annotate(kind, record.id, text)
        if tags:
            library.notebook.tag(kind, record.id, [tag for tag in tags if tag.strip()])
        if text is not None or tags:
            click.echo(f"{'noted' if text or tags else 'note taken away'}: {called(record)}", err=True)
            return
        told, marks = library.notebook.note(kind, record.id), library.notebook.tags(kind, record.id)
        if settings.json:
            print_json({"kind": kind, "id": record.id, "note": told, "tags": list(marks)})
        elif told or marks:
            click.echo("  ".join([*([told] if told else []), *(f"#{tag}" for tag in marks)]))
        else:
            raise NotFound(f"a note to {called(record)}")
