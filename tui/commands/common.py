"""What commands share: the options every one takes, opening the store, finding a place, printing rows.

A table for a person at a terminal, tab-separated lines in a pipe, JSON on request. Control characters never reach
either: all text goes through `tui.sanitize`.
"""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from store.errors import NotFound, WrongUse

if TYPE_CHECKING:
    from store.database import Library
    from store.export.columns import Lang
    from store.language.script import Variant
    from store.person.user import RecordKind
    from store.records import Article, Fact, Meeting, Region

F = TypeVar("F", bound=Callable[..., Any])
Line = tuple[str, str]  # style, text
_EXCLUDED = re.compile(r"^-(?=[^\x00-\x7f]|\"|[a-z]{2,9}(?:[:<>]|=\D))")  # in full width it excludes as well
WIDEST = 100  # cells: longer lines of Chinese are hard to follow


@dataclass(slots=True)
class Settings:
    """The options that every command takes, and what a person's configuration says where they say nothing."""

    store: Path | None = None
    json: bool = False
    variant: Variant = "original"
    lang: Lang | None = None
    jobs: int | None = None

    @classmethod
    def configured(cls) -> Settings:
        """As the configuration has it. Raises ConfigError."""
        from tui.config import settings

        held = {name: found.value for name, found in settings().items()}
        return cls(
            store=Path(held["store"]) if held["store"] else None,
            variant=held["variant"] or "original",
            lang=held["lang"],
            jobs=held["jobs"],
        )

    def library(self, *, read_only: bool = True, made: bool = False, told: bool = True) -> Library:
        """The store: the one named, or the user's own. Where there is none that is told, unless it is to be `made`.

        What of it cannot be read is told when the command ends, with exit status 1, unless the command does that itself.
        Raises StoreReadOnly where it is to be written and cannot be.
        """
        from store.database import Library, default_place
        from tui.commands.progress import ProgressLine
        from tui.config import adopt

        place = self.store or default_place()
        if not made and not (place / "segments").is_dir():
            raise NotFound(
                f"a store at {place} (`lichun import PATH…` makes one; `lichun --samples …` asks five sample articles)"
            )
        with ProgressLine("segments of the index") as bar:  # of another version it is built anew, which takes minutes
            library = Library.open(place, read_only=read_only, progress=bar.of)
        if not read_only:
            library.may_write()
        adopt(library)
        if told:
            click.get_current_context().call_on_close(lambda: _tell_unreadable(library))
        return library


def shared(function: F) -> F:
    """The shared options; before the command and behind it they mean the same, and the later one wins."""

    @click.option(
        "--store",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Folder of the store (or LICHUN_STORE).",
    )
    @click.option("--json", "json_", is_flag=True, help="Print JSON.")
    @click.option(
        "--variant",
        type=click.Choice(["original", "hans", "hant", "tw", "twp", "hk"]),
        help="Script of what is printed.",
    )
    @functools.wraps(function)
    def with_settings(*args: Any, store: Path | None, json_: bool, variant: Variant | None, **kwargs: Any) -> Any:
        ctx = click.get_current_context()
        above = ctx.find_object(Settings)
        if above is None:
            # `lichun config` itself tells what is wrong with the file.
            above = Settings() if ctx.invoked_subcommand == "config" else Settings.configured()
        settings = replace(
            above, store=store or above.store, json=json_ or above.json, variant=variant or above.variant
        )
        return function(*args, settings=settings, **kwargs)

    return with_settings  # type: ignore[return-value]


def _tell_unreadable(library: Library) -> None:
    """Says which files cannot be read as they were written, and what to do. Raises Exit with status 1 then."""
    if found := library.unreadable():
        sys.stdout.flush()
        for what in found:
            click.echo(f"lichun: {what}", err=True)
        raise click.exceptions.Exit(1)


class Asking(click.Command):
    """A command that takes a query: -开发区, -in:苏州 and -"a phrase" are of the query, and no options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, [_EXCLUDED.sub("－", a) for a in args])


def command(name: str, **attributes: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """A click command with the shared options."""

    def make(function: Callable[..., Any]) -> click.Command:
        help_ = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
        decorate: Callable[..., click.Command] = click.command(name, context_settings=help_, **attributes)
        return decorate(shared(function))

    return make


def in_years(help: str) -> Callable[[F], F]:
    """The option `--year`: a year or a span of years (2023, 2021-2023), as `years`."""

    def read(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[int, int] | None:
        from tui.span import read_years

        try:
            return read_years(value) if value is not None else None
        except ValueError:
            raise click.BadParameter(f"{value} is no year and no span of years, such as 2023 or 2021-2023") from None

    return click.option("--year", "years", metavar="YEAR[-YEAR]", callback=read, help=help)


def told_years(years: tuple[int, int]) -> str:
    return "-".join(map(str, dict.fromkeys(years)))


def kind_of(record: Article | Meeting | Fact) -> RecordKind:
    """What a record is, as a person's work on it is filed."""
    from store.records import Article, Meeting

    return "article" if isinstance(record, Article) else "meeting" if isinstance(record, Meeting) else "fact"


def called(record: Article | Meeting | Fact) -> str:
    """A record in a line: the beginning of its id and what tells it apart."""
    from tui.sanitize import to_screen

    words = (getattr(record, name, None) for name in ("title", "name", "measure", "text", "source"))
    said = next((str(word) for word in words if word), "")
    literal = getattr(record, "literal", None)
    return to_screen(joined(record.id[:8], said, literal if literal and literal not in said else None))


def place(name: str, *, year: int | None = None, held: Callable[[], Set[str]] = frozenset) -> Region:
    """The division of that name (hanzi of either script, pinyin, code). `held`: codes that the store knows, if asked.

    Raises WrongUse with all of them and their codes where several bear the name, NotFound with what is near.
    """
    from store.regions import table

    if not name.strip():
        raise WrongUse("no place is named; give it in hanzi, pinyin or as a code")
    if region := table.region_of(name):
        return region
    found = table.named(name, year=year) or _sounding(name, year, held())
    if not found:
        from store.regions.goto import near

        raise NotFound(name, near(name))
    if len(found) > 1:
        raise WrongUse(
            f"{name} is the name of {len(found)} places; take a code: "
            + ", ".join(f"{full_name(r.code)} {r.code}" for r in found)
        )
    return found[0]


def _sounding(name: str, year: int | None, held: Set[str]) -> list[Region]:
    """Divisions whose reading is that (changzhou), and those of the store whose initials are (cz)."""
    from store.regions import goto, table

    hits = goto.search(name, year=year, limit=60)
    read = [h.region for h in hits if h.how in ("exact", "pinyin")]
    whole = [r for r in read if table.pinyin(r.code) == name.lower().replace(" ", "")] or read
    whole = whole or [h.region for h in hits if h.how == "initials" and h.region.code in held]
    found = [r for r in whole if r.code in held] or whole
    # 常州 (changzhou) before 长洲区: of sounds alike the higher division is meant.
    ranks = ("country", "province", "prefecture", "county", "zone", "town")
    best = min((ranks.index(r.level) for r in found), default=0)
    return [r for r in found if ranks.index(r.level) == best]


def full_name(code: str) -> str:
    """江苏省徐州市鼓楼区: the division with those above it, without the country."""
    from store.regions import table

    return "".join(r.name for r in table.path(code) if r.level != "country" or r.code == code)


def spoken(settings: Settings, names: Sequence[str] = ()) -> Callable[[str], str]:
    """How text is printed: cleared of control characters, in the chosen script; `names` of persons keep their forms."""
    from tui.sanitize import to_screen

    if settings.variant == "original":
        return to_screen
    from store.language.script import convert

    return lambda text: to_screen(convert(text, settings.variant, source="Hans", names=names).text) if text else text


def rows(columns: Sequence[str], values: Iterable[Sequence[object]], settings: Settings, title: str = "") -> None:
    """A table for a person, tab-separated lines with a head in a pipe."""
    say = spoken(settings)
    cells = ([("" if v is None else say(str(v))) for v in row] for row in values)
    if not sys.stdout.isatty():
        click.echo("\t".join(columns))
        for row in cells:
            click.echo("\t".join(v.replace("\t", " ").replace("\n", " ") for v in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(title) if title else None, title_justify="left", box=None, header_style="bold", pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold", min_width=len(column))
    for row in cells:
        table.add_row(*(Text(v) for v in row))
    Console().print(table)


def lines(styled: Iterable[Line], settings: Settings, names: Sequence[str] = ()) -> None:
    """Lines of (style, text): in colour and in the terminal's width for a person, plain in a pipe."""
    say = spoken(settings, names)
    if not sys.stdout.isatty():
        for _, text in styled:
            click.echo(say(text))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False)
    for style, text in styled:
        for part in hanging(say(text), min(console.width, WIDEST)):
            console.print(Text(part, style=style), no_wrap=True, crop=False)


def hanging(text: str, width: int) -> Iterator[str]:
    """The lines of a text, broken as Chinese is, those after its first set in by two more cells."""
    from tui.widgets.wrap import wrap

    body = text.lstrip(" ")
    indent = len(text) - len(body)
    for number, (start, end) in enumerate(wrap(body, width - indent - 2)):
        yield " " * (indent + 2 * (number > 0)) + body[start:end]


def joined(*parts: str | None) -> str:
    """What there is of the parts, two blanks between."""
    return "  ".join(part for part in parts if part)


def print_json(data: object) -> None:
    """Indented JSON, Chinese as it is."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
