"""CSV: one row a fact, for a spreadsheet. A file begins with the mark by which Excel knows UTF-8; a stream does not."""

from __future__ import annotations

import codecs
import csv
import io
from itertools import islice
from typing import BinaryIO

from store.export.plan import Plan
from store.export.rows import rows
from store.export.safe import defused

_ROWS_AT_ONCE = 1000


def write(plan: Plan, out: BinaryIO) -> None:
    if plan.to_file:
        out.write(codecs.BOM_UTF8)
    held = io.StringIO(newline="")
    table = csv.writer(held)
    table.writerow([plan.heading(column.heading(plan.lang)) for column in plan.columns])
    waiting = rows(plan, defused)
    count = 0
    while batch := list(islice(waiting, _ROWS_AT_ONCE)):
        table.writerows(batch)
        _pour(held, out)
        count += len(batch)
        plan.step(count)


def _pour(held: io.StringIO, out: BinaryIO) -> None:
    out.write(held.getvalue().encode("utf-8"))
    held.seek(0)
    held.truncate()
