"""Export of 100,000 facts in each format, beside the bare writer over rows that are ready; and its memory.

The bare writer gets what a format's own library needs and nothing to do: lists of cells for csv and xlsxwriter, dicts
for orjson. Ours reads records, finds the sentence, adds place, meeting and article, clears the text, and writes.
"""

from __future__ import annotations

import csv
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import orjson

from store.export import export
from store.export.plan import Plan
from store.export.rows import rows
from store.export.safe import plain
from store.records import Meeting, Span
from tests.benchmarks import must
from tests.benchmarks.corpus import corpus
from tests.export.made import Records


def held(count: int, articles: int) -> Records:
    """So many facts of made articles, in memory."""
    made = list(corpus(articles))
    meetings = [
        Meeting(
            id=m.id, name=m.name, region=m.region, date=m.date, kind=m.kind, articles=(m.article,),
            mentions=(Span(article=m.article, start=m.start, end=m.end),),
        )
        for x in made
        for m in x.mentions
    ]  # fmt: skip
    facts = [f for x in made for f in x.facts]
    facts = [replace(facts[n % len(facts)], id=f"{n:016x}") for n in range(count)]
    return Records([x.article for x in made], meetings, facts)


def seconds(call: Callable[[], object]) -> float:
    begun = time.process_time()
    call()
    return time.process_time() - begun


def bare_csv(ready: list[list[object]], folder: Path) -> None:
    with (folder / "bare.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(ready)


def bare_jsonl(ready: list[object], folder: Path) -> None:
    with (folder / "bare.jsonl").open("wb") as file:
        for line in ready:
            file.write(orjson.dumps(line) + b"\n")


def bare_xlsx(ready: list[list[object]], folder: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(folder / "bare.xlsx", {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(ready):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write_number(at, column, value)


def main(full: bool) -> None:
    count, articles = (100_000, 2_000) if full else (20_000, 300)
    selection = held(count, articles)
    ready = [list(row) for row in rows(Plan(selection), plain)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        export(selection, "jsonl", folder / "first.jsonl")
        with (folder / "first.jsonl").open("rb") as file:
            dicts: list[object] = [orjson.loads(line) for line in file]
        bare: dict[str, Callable[[], object]] = {
            "csv": lambda: bare_csv(ready, folder),
            "jsonl": lambda: bare_jsonl(dicts, folder),
            "xlsx": lambda: bare_xlsx(ready, folder),
        }
        limits = {"csv": 3, "jsonl": 3, "xlsx": 2}
        print(f"{count:,} facts of {articles:,} articles; CPU seconds, the least of some runs in turns")
        print(f"{'format':10} {'bare s':>7} {'ours s':>7} {'ratio':>6} {'limit':>6} {'MB':>6}")
        for form in ("csv", "jsonl", "xlsx", "json", "markdown", "csl-json"):
            path = folder / f"ours.{form}"
            ours = partial(export, selection, form, path, force=True)
            base = cost = float("inf")
            for _ in range(1 if form == "xlsx" else 5):
                base = min(base, seconds(bare.get(form, int)))
                cost = min(cost, seconds(ours))
            ratio = f"{cost / base:6.2f} {limits[form]:6}" if form in limits else " " * 13
            if form in limits:
                must.at_most(limits[form], f"export, {form} against the bare writer", cost / base, " ×")
            print(f"{form:10} {base:7.2f} {cost:7.2f} {ratio} {path.stat().st_size / 1e6:6.1f}")
        fewer = replace(selection, facts=selection.facts[: count // 4])
        print(
            f"memory at the peak: csv of {count // 4:,} facts {peak(fewer):.1f} MB, of {count:,} {peak(selection):.1f} MB"
        )


def peak(selection: Records) -> float:
    """What writing needs beside the records, in MB."""
    tracemalloc.start()
    with tempfile.TemporaryDirectory() as place:
        export(selection, "csv", Path(place) / "x.csv")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 1e6


if __name__ == "__main__":
    main(full=False)
