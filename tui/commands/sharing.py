"""`lichun share` and `lichun merge`: a person's work as one small file, and a colleague's into one's own store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.errors import NotFound, ReadError, WrongUse
from tui.commands.common import Settings, command, print_json

if TYPE_CHECKING:
    from store.database import Library
    from store.sharing.agreeing import Clash, Side
    from store.sharing.merge import Merged, Waiting

# Table → what one entry is, and what several are.
WORDS = {
    "corrections": ("correction", "corrections"), "rejections": ("rejection", "rejections"),
    "added": ("added fact", "added facts"), "arranged": ("join or split", "joins and splits"),
    "checks": ("check", "checks"), "notes": ("note", "notes"), "marks": ("mark", "marks"), "sets": ("set", "sets"),
    "queries": ("kept query", "kept queries"), "indicators": ("indicator", "indicators"),
}  # fmt: skip


def told(table: str, n: int) -> str:
    """`1 mark`, `3 corrections`."""
    one, many = WORDS[table]
    return f"{n} {one if n == 1 else many}"


@command("share")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE")
@click.option("--by", metavar="NAME", help="Only what this person added.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
def share_(settings: Settings, file: Path, by: str | None, force: bool) -> None:
    """Write a person's work alone to one small file: marks, sets, notes, checks, corrections, kept queries.

    With who and when; each record is named by its words, so that it is found in another store. A colleague takes it in
    with `lichun merge`. FILE may be - for standard output.

    \b
    lichun share my-work.json
    """
    from store.export.target import opened
    from store.sharing.work import lines, of_library

    with settings.library() as library:
        work = of_library(library, by)
        if not work:
            raise NotFound(f"work of {by}" if by else "marks, notes or corrections in this store")
        with opened(sys.stdout if str(file) == "-" else file, force=force) as out:
            for line in lines(work):
                out.write(line)
    if settings.json and str(file) != "-":
        print_json({"file": str(file), "by": work.by, **work.count()})
        return
    click.echo(f"{file}: {', '.join(told(t, n) for t, n in work.count().items())}", err=True)


@command("merge")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), metavar="FILE")
@click.option("--theirs", is_flag=True, help="Where two differ, what the file says holds.")
@click.option("--mine", is_flag=True, help="Where two differ, what stands here holds.")
@click.option("--take", metavar="ID,…", help="Of these records, what the file says holds.")
@click.option("--keep", metavar="ID,…", help="Of these records, what stands here holds.")
@click.option("--dry-run", is_flag=True, help="Say what would change, change nothing.")
@click.pass_context
def merge_(
    ctx: click.Context,
    settings: Settings,
    file: Path,
    theirs: bool,
    mine: bool,
    take: str | None,
    keep: str | None,
    dry_run: bool,
) -> None:
    """Take in what a colleague shared: bound to the same words here, conflicts listed, nothing overwritten unasked.

    Where both set one field differently, mine stands until --theirs, --mine or, for single records, --take and --keep say
    whose word holds; the exit status is 1 as long as that is open. What has no record here waits for its article.

    \b
    lichun merge --dry-run colleague.json
    lichun merge colleague.json --take 50da256d
    """
    from store.sharing.merge import Choice, merge
    from store.sharing.work import read

    if theirs and mine:
        raise WrongUse("--theirs and --mine exclude each other; --take and --keep name single records")
    work = read(str(file), _bytes(file))
    choice = Choice("theirs" if theirs else "mine" if mine else "", _ids(take), _ids(keep))
    with settings.library(read_only=dry_run, made=not dry_run) as library:
        done = merge(library, work, choice=choice, dry_run=dry_run)
        if settings.json:
            print_json(_plain(done))
        else:
            for line in report(library, done, dry_run=dry_run):
                click.echo(line, err=True)
    ctx.exit(1 if done.open else 0)


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReadError(file, error.strerror or str(error)) from error


def _ids(listed: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (listed or "").split(",") if name.strip())


def report(library: Library, done: Merged, *, dry_run: bool = False) -> Iterator[str]:
    """What became of the work, a line each; conflicts with both values, who and when."""
    for title, clashes in (("differ", done.open), ("settled", done.settled)):
        for clash in clashes:
            yield f"{title}: {named(library, clash.table, clash.key)}: {difference(clash)}"
    for waiting in done.waiting:
        yield f"waits: {told(waiting.table, 1)} on {_quoted(waiting)}"
    parts = [told(table, n) for table, n in done.added.items()] or ["nothing new"]
    yield f"{'would take' if dry_run else 'took'} {', '.join(parts)}; {done.same} stood already" + (
        f"; {len(done.open)} differ and stay as they are (--theirs, --mine, or --take and --keep with an id)"
        if done.open
        else ""
    )
    if done.waiting:
        yield f"{len(done.waiting)} wait for their articles, and are kept until these are imported"
    if done.indicators:
        yield f"indicators of theirs that are not yours; write them into indicators.toml: {', '.join(done.indicators)}"


def difference(clash: Clash) -> str:
    """Both values, with who said them and when."""
    what = f"{clash.field}: " if clash.field else ""
    return f"{what}{_said(clash.mine)} here, {_said(clash.theirs)} there"


def _said(side: Side) -> str:
    from tui.sanitize import to_screen

    value = side.value
    if isinstance(value, dict):
        value = ", ".join(f"{k}={v}" for k, v in value.items())
    elif isinstance(value, list):
        value = f"{len(value)} records"
    who = ", ".join(part for part in (side.by, side.at[:10]) if part)
    return to_screen(f"{'—' if value is None else value}{f' ({who})' if who else ''}")


def named(library: Library, table: str, key: str) -> str:
    """What a record is called: kind, the beginning of its id, name or measure."""
    from tui.sanitize import to_screen

    kind, _, record = key.partition(":")
    if table in ("sets", "queries", "indicators"):
        return to_screen(f"{told(table, 1)[2:]} {key}")
    found: Any = None
    if kind == "fact":
        found = library.fact(record)
    elif kind == "meeting":
        found = library.meeting(record)
    elif kind == "article":
        found = library.article(record)
    title = next((v for n in ("measure", "name", "title", "text") if (v := getattr(found, n, None))), "")
    return to_screen(" ".join(part for part in (getattr(found, "kind", kind), record[:8], str(title)[:40]) if part))


def _quoted(waiting: Waiting) -> str:
    from tui.sanitize import to_screen

    held = waiting.anchor
    words = held.get("quote") or held.get("name") or held.get("title") or waiting.key
    where = held.get("title") or held.get("url") or held.get("article") or ""
    many = f" (it may be any of {', '.join(i[:8] for i in waiting.candidates)})" if len(waiting.candidates) > 1 else ""
    return to_screen(f"“{str(words)[:60]}”" + (f" of {where}" if where and where != words else "") + many)


def _plain(done: Merged) -> dict[str, Any]:
    def clash(one: Clash) -> dict[str, Any]:
        sides = {n: {"value": s.value, "by": s.by, "at": s.at} for n, s in (("mine", one.mine), ("theirs", one.theirs))}
        return {"table": one.table, "key": one.key, "field": one.field, **sides}

    return {
        "added": dict(done.added),
        "same": done.same,
        "open": [clash(c) for c in done.open],
        "settled": [clash(c) for c in done.settled],
        "waiting": [{"table": w.table, "key": w.key, "anchor": dict(w.anchor)} for w in done.waiting],
        "indicators": done.indicators,
    }
