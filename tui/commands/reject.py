"""`lichun reject`: take facts that are none out of lists, search, counts and exports."""

from __future__ import annotations

import click

from store.errors import WrongUse
from store.records import Fact
from tui.commands.common import Settings, called, command, print_json, rows


@command("reject")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option("--because", default="", metavar="TEXT", help="Why, for whoever comes across it.")
@click.option("--undo", is_flag=True, help="Take the rejection back.")
def reject_(settings: Settings, ids: tuple[str, ...], because: str, undo: bool) -> None:
    """Take facts out of lists, search, counts and exports; without ID list what was rejected, with the reasons.

    One of your own (`lichun add`) is taken away.

    \b
    lichun reject 77c02a1b --because "a bound, not a sum"
    lichun reject --undo 77c02a1b
    """
    with settings.library(read_only=not ids) as library:
        if not ids:
            held = library.word.rejected()
            if settings.json:
                print_json([{"id": fact.id, "kind": fact.kind, "because": why} for fact, why in held])
            else:
                rows(
                    ("id", "kind", "fact", "because"),
                    ((f.id[:8], f.kind, called(f)[10:], w) for f, w in held),
                    settings,
                )
            return
        facts = [library.record(i) for i in ids]
        for prefix, fact in zip(ids, facts, strict=True):
            if not isinstance(fact, Fact):
                raise WrongUse(f"{prefix} is no fact; `lichun remove` takes articles out")
            if undo and library.word.rejection(fact.id) is None:
                raise WrongUse(f"{prefix} was not rejected")
        for fact in facts:
            assert isinstance(fact, Fact)
            if undo:
                library.word.accept(fact.id)
            elif library.word.is_added(fact):
                library.word.remove_fact(fact.id)
            else:
                library.word.reject(fact.id, because)
            click.echo(f"{'back again' if undo else 'rejected'}: {called(fact)}", err=True)
