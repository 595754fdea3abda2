"""A comparison or a chart as a table to keep: what stands in the view, row by row, with the articles behind each value.

In come the rows of the view and where articles are read; out goes one file in any of the formats of the export dialog,
whole or not at all. Values stand as numbers in base units and as they are shown; — is an empty cell, never a zero.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from store.export.safe import defused, plain
from store.export.target import opened
from store.records import Article, Region, exported
from tui.i18n import say, worded
from tui.quoting import with_guesses

if TYPE_CHECKING:
    from store.comparing import Cell, Column

HEADS = (
    "place", "code", "time", "status", "basis", "stage", "shown", "low", "high", "unit", "sign", "sources", "differs",
    "measure", "articles", "evidence",
)  # fmt: skip
NUMBERS = frozenset({"low", "high", "sources"})
Value = str | int | float | None
Read = Callable[[str], Article | None]


@dataclass(frozen=True, slots=True)
class Stated:
    """One value of a view, or a place that gives none."""

    region: Region
    time: str
    column: Column
    cell: Cell | None


def table(stated: Iterable[Stated], read: Read) -> list[dict[str, Value]]:
    """The rows, each a dict of `HEADS`."""
    return [_row(s, read) for s in stated]


def _row(stated: Stated, read: Read) -> dict[str, Value]:
    column, cell = stated.column, stated.cell
    row: dict[str, Value] = dict.fromkeys(HEADS)
    row |= {"place": stated.region.name, "code": stated.region.code, "time": stated.time or None}
    if cell is None:
        return row
    articles = {f.article: read(f.article) for f in cell.facts}
    evidence = [with_guesses(a, f.start, f.end) for f in cell.facts if (a := articles[f.article]) is not None]
    return row | {
        "status": _word(column.status),
        "basis": _word(column.basis),
        "stage": _word(column.stage),
        "shown": cell.text,
        "low": exported(cell.low),
        "high": exported(cell.high),
        "unit": column.unit or None,
        "sign": " ".join(sorted({f.comparator for f in cell.facts if f.comparator and f.comparator != "="})) or None,
        "sources": cell.sources,
        "differs": say("tabled.differs") if cell.differs else None,
        "measure": cell.measure,
        "articles": " | ".join(_cited(a, i) for i, a in articles.items()),
        "evidence": " | ".join(dict.fromkeys(evidence)),
    }


def _word(name: str) -> str | None:
    return worded(name) if name else None


def _cited(article: Article | None, id: str) -> str:
    if article is None:
        return id
    parts = (article.title, article.publisher or article.site, article.published, article.url or article.source)
    return ", ".join(filter(None, parts))


def write(
    rows: Sequence[dict[str, Value]],
    form: str,
    to: Path | TextIO,
    *,
    heads: Callable[[str], str] = lambda name: say(f"tabled.{name}"),
    force: bool = False,
) -> None:
    """Write the rows. `heads` gives the words above the columns; JSON keeps the names of the fields.

    Raises what the store's own export raises: a file that exists stays unless `force`.
    """
    with opened(to, force=force) as out:
        {"csv": _csv, "json": _json, "jsonl": _jsonl, "xlsx": _xlsx, "markdown": _markdown}[form](rows, out, heads)


Heads = Callable[[str], str]


def _csv(rows: Sequence[dict[str, Value]], out: BinaryIO, heads: Heads) -> None:
    held = io.StringIO(newline="")
    lines = csv.writer(held)
    lines.writerow([heads(name) for name in HEADS])
    lines.writerows([defused(v) if isinstance(v, str) else v for v in row.values()] for row in rows)
    out.write(b"\xef\xbb\xbf" + held.getvalue().encode("utf-8"))


def _json(rows: Sequence[dict[str, Value]], out: BinaryIO, heads: Heads) -> None:
    out.write(json.dumps([_safe(row) for row in rows], ensure_ascii=False, indent=2).encode("utf-8") + b"\n")


def _jsonl(rows: Sequence[dict[str, Value]], out: BinaryIO, heads: Heads) -> None:
    for row in rows:
        out.write(json.dumps(_safe(row), ensure_ascii=False).encode("utf-8") + b"\n")


def _safe(row: dict[str, Value]) -> dict[str, Value]:
    return {name: plain(v) if isinstance(v, str) else v for name, v in row.items()}


def _xlsx(rows: Sequence[dict[str, Value]], out: BinaryIO, heads: Heads) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
    for column, name in enumerate(HEADS):
        sheet.write_string(0, column, heads(name), bold)
        for line, row in enumerate(rows, 1):
            value = row[name]
            if isinstance(value, str):
                sheet.write_string(line, column, plain(value))
            elif value is not None:
                sheet.write_number(line, column, value)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(HEADS) - 1)
    book.close()


def _markdown(rows: Sequence[dict[str, Value]], out: BinaryIO, heads: Heads) -> None:
    """Only the columns that hold anything; the full list of columns is for machines."""
    names = [n for n in HEADS if n not in ("low", "high") and any(row[n] is not None for row in rows)] or list(
        HEADS[:3]
    )
    lines = ["| " + " | ".join(heads(n) for n in names) + " |", "|" + "---|" * len(names)]
    for row in rows:
        cells = ["—" if n == "shown" and row[n] is None else _cell(row[n]) for n in names]
        lines.append("| " + " | ".join(cells) + " |")
    out.write(("\n".join(lines) + "\n").encode("utf-8"))


def _cell(value: Value) -> str:
    text = "" if value is None else plain(str(value))
    for sign in "\\|`*_[]<>":
        text = text.replace(sign, "\\" + sign)
    return text
