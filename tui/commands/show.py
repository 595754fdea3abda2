"""`lichun show`: one record by its id, or by as much of it as is unique."""

from __future__ import annotations

import click

from store.records import Article, Fact, Meeting
from tui.commands.common import Settings, command, full_name, joined, lines, print_json


@command("show")
@click.argument("ids", nargs=-1, required=True, metavar="ID…")
def show_(settings: Settings, ids: tuple[str, ...]) -> None:
    """Show articles, meetings or facts; 8 characters of an id, or any unique beginning, will do.

    \b
    lichun show 4f2a91c0
    """
    from store.search.snippet import sentence

    with settings.library() as library:
        records = [library.record(prefix) for prefix in ids]
        if settings.json:
            print_json([_plain(record) for record in records] if len(records) > 1 else _plain(records[0]))
            return
        for number, record in enumerate(records):
            told = ["", *_lines(record)] if number else _lines(record)
            if isinstance(record, Fact) and (article := library.article(record.article)):
                first, last = sentence(article.text, record.start, record.end)
                told += [
                    f"evidence   {article.text[record.start : record.end]}",
                    f"sentence   {article.text[first:last].strip()}",
                    f"from       {_source(article)}",
                ]
                if (why := library.word.rejection(record.id)) is not None:
                    told.append(f"rejected   {why or 'without a reason'}")
            lines([("", line) for line in told], settings)


def _source(article: Article) -> str:
    """Where it can be read again: title, outlet, day, address or file, id."""
    outlet = article.publisher or article.site
    return joined(article.title, outlet, article.published, article.url or article.source, article.id[:8])


def _plain(record: Article | Meeting | Fact) -> dict[str, object]:
    data = record.to_json()
    if isinstance(record, Article):
        data = {k: v for k, v in data.items() if k not in ("repaired", "dropped")}
    return data


def _lines(record: Article | Meeting | Fact) -> list[str]:
    if isinstance(record, Article):
        head = [
            record.title or record.source,
            "  ".join(x for x in (record.publisher, record.published, record.url) if x),
        ]
        return [*(line for line in head if line), "", *record.text.split("\n")]
    data = {k: v for k, v in record.to_json().items() if v not in (None, [], {}, "") and k != "trace"}
    if record.region:
        data["region"] = f"{record.region} {full_name(record.region)}"
    return [f"{name:10} {_flat(value)}" for name, value in data.items()]


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_flat(v) for v in value)
    if isinstance(value, dict):
        return " ".join(f"{k}={v}" for k, v in value.items())
    return str(value)
