"""`lichun doctor`: is the store whole, and does the terminal draw what the screen expects?"""

from __future__ import annotations

import click

from tui.commands.common import Settings, command, print_json

RULER = "“”—…·①Ⅲ℃×→■★°α§●"


@command("doctor")
@click.pass_context
def doctor_(ctx: click.Context, settings: Settings) -> None:
    """Check the store against its checksums and show how wide the terminal draws doubtful signs."""
    from store.doctor import examine

    with settings.library() as library:
        findings = examine(library)
    if settings.json:
        print_json([{"what": f.what, "path": str(f.path), "mend": f.mend} for f in findings])
    else:
        for f in findings:
            click.echo(f"{f.path}: {f.what}; {f.mend}")
        if not findings:
            click.echo("the store is whole")
        click.echo(f"\n{RULER}|\n{'12' * (len(RULER) // 2)}|")
        click.echo(
            "Where the two bars stand under each other, signs are one column wide; else start with --ambiguous-width 2."
        )
    ctx.exit(1 if findings else 0)
