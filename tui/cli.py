"""The command line: `lichun` opens the browser, `lichun COMMAND` does one thing and ends.

Commands are loaded one by one, so that a look-up never pays for what it does not use (Textual, jieba, opencc). Options
may stand before or after the command. Exit status: 0 done, 1 nothing found or done with failures, 2 wrong use. What a
command says of its work goes to stderr, what it found to stdout.
"""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any

import click

from store.errors import LichunError, WrongUse
from tui.commands.common import Settings, shared

# Command → module that holds it. `--help` of the whole lists them in this order.
COMMANDS = {
    "import": "importing",
    "meeting": "meeting",
    "meetings": "meetings",
    "person": "person",
    "compare": "compare",
    "stats": "stats",
    "find": "find",
    "show": "show",
    "places": "places",
    "correct": "correct",
    "reject": "reject",
    "add": "add",
    "check": "check",
    "note": "note",
    "mark": "mark",
    "join": "join",
    "split": "split",
    "export": "export",
    "explain": "explain",
    "refresh": "refresh",
    "remove": "remove",
    "share": "sharing",
    "merge": "sharing",
    "backup": "backup",
    "compact": "compact",
    "repair": "filters",
    "convert": "filters",
    "rules": "rules",
    "config": "config",
    "doctor": "doctor",
}


class Commands(click.Group):
    """Finds a command's module when it is called, and tells what is near a name that is none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        name = f"{cmd_name}_"
        found: click.Command = getattr(import_module(f"tui.commands.{module}"), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 2)
            hint = f" Did you mean {' or '.join(near)}?" if near else " `lichun --help` lists them."
            raise click.UsageError(f"There is no command {name}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@shared
@click.option("--samples", is_flag=True, help="Open the five sample articles, in a store of their own.")
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    help="Language of the screen and of headings (default: the system's; headings en).",
)
@click.option(
    "--ambiguous-width", type=click.IntRange(1, 2), help="Columns of “ ” — …: 2 where your terminal draws them wide."
)
@click.option("--print-marked", is_flag=True, help="Print the ids of marked records when the browser closes.")
@click.version_option(package_name="lichun", prog_name="lichun")
@click.pass_context
def cli(ctx: click.Context, /, settings: Settings, samples: bool, **screen: Any) -> None:
    """Read China's regional news in a terminal: who met, what was promised, signed and built.

    Without a command the browser opens; ? there shows the keys.

    \b
    lichun --samples               look at five sample articles
    lichun import ~/articles       take in files, folders, .zip, .html, .jsonl
    lichun meeting 常州            a city's meeting on one card (changzhou works too)
    lichun find 新能源             search everything
    lichun export -o facts.csv

    Completion of commands and options: eval "$(_LICHUN_COMPLETE=bash_source lichun)" in ~/.bashrc, zsh_source in
    ~/.zshrc; for fish: _LICHUN_COMPLETE=fish_source lichun > ~/.config/fish/completions/lichun.fish
    """
    settings.lang = screen["lang"] or settings.lang
    ctx.obj = settings
    if ctx.invoked_subcommand is None:
        from tui.commands.browse import browse

        ctx.exit(browse(settings, samples=samples, **screen))
    if samples:
        from tui.commands.browse import sample_store

        # What is imported beside the samples goes to a person's own store, as it does on the screen.
        if ctx.invoked_subcommand != "import":
            settings.store = sample_store()
        else:
            from store.database import default_place

            own = settings.store or default_place()
            click.echo(f"the samples stay as they are; this goes to your own store, {own}", err=True)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; ends the process with its exit status."""
    if sys.stdout is None:  # closed by whoever called
        sys.stdout = io.StringIO()
    if isinstance(sys.stdout, io.TextIOWrapper):  # an encoding that lacks a sign costs that sign, not the command
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    try:
        result = cli.main(arguments, prog_name="lichun", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as ended:
        return int(ended.exit_code)
    except click.ClickException as error:
        error.show()
        return 2
    except click.Abort:
        click.echo("stopped", err=True)
        return 1
    except WrongUse as error:
        click.echo(f"lichun: {error}", err=True)
        return 2
    except LichunError as error:
        click.echo(f"lichun: {error}", err=True)
        return 1
    except OSError as error:
        where = error.filename or "standard output"
        click.echo(f"lichun: {where}: {error.strerror or error}; this is not the whole of it", err=True)
        return 1
    except SystemExit as ended:
        # Click ends so where the reader of a pipe (head) has had enough: that is no failure.
        closed = type(sys.stdout).__name__.endswith("PacifyFlushWrapper")
        return 0 if closed else int(ended.code or 0)


if __name__ == "__main__":
    main()
