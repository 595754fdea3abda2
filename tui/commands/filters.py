"""`lichun repair` and `lichun convert`: filters, text in, text out, a line for a line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO, cast

import click

from tui.commands.common import Settings, command, print_json

if TYPE_CHECKING:
    from store.language.script import Source, Variant

TARGETS = ("hans", "hant", "tw", "twp", "hk")


@command("repair")
@click.argument("file", type=click.File("rb"), default="-")
def repair_(settings: Settings, file: BinaryIO) -> None:
    """Restore damaged Chinese text: readings in brackets, lost bytes, masks, mojibake.

    \b
    lichun repair damaged.txt > clean.txt
    cat damaged.txt | lichun repair
    """
    from store.source.decode import decode
    from store.source.repair import repair
    from store.source.repair.chain import repair_lines

    text = decode(file.read(), name=file.name or "-").text
    if settings.json:
        done = repair(text)
        print_json({"text": done.text, "repairs": [r.to_json() for r in done.repairs]})
        return
    # A line for a line: a line break that a lost byte took is not put back here.
    sys.stdout.write("\n".join(repair_lines(text.split("\n"))))


def source_of(named: str | None, seen: str) -> str:
    """The source that `convert` takes: what was named (tw and hk have words of their own), else what the text shows."""
    return {"hans": "Hans", "hant": "Hant"}.get(named, named) if named else seen


@command("convert")
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--to", "target", type=click.Choice(TARGETS), required=True)
@click.option(
    "--from",
    "source",
    type=click.Choice(["hans", "hant", "tw", "hk"]),
    help="Script of the text (default: seen from it).",
)
def convert_(settings: Settings, file: BinaryIO, target: str, source: str | None) -> None:
    """Convert between scripts; names of persons and places keep their right forms.

    \b
    echo 于婷婷在徐汇 | lichun convert --to hant
    """
    from store.language.script import convert, script_of
    from store.source.decode import decode

    text = decode(file.read(), name=file.name or "-").text
    read_as = cast("Source", source_of(source, script_of(text)))
    out = [convert(line, cast("Variant", target), source=read_as).text for line in text.split("\n")]
    if settings.json:
        print_json({"text": "\n".join(out), "from": read_as, "to": target})
        return
    sys.stdout.write("\n".join(out))
