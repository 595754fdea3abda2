"""JSONL: one fact a line with its place, meeting, article and proof, under the names of the columns.

For pipes and data frames: values keep their types, a field that a kind of fact does not have is left out, one that is
not known is null. The whole of the records, for restoring them, is JSON's.
"""

from __future__ import annotations

from functools import cache
from typing import BinaryIO

from store.export.as_json import dumped
from store.export.columns import COLUMNS, Column
from store.export.plan import Plan
from store.export.rows import Reader
from store.export.safe import plain
from store.records import FACTS, FactKind


def write(plan: Plan, out: BinaryIO) -> None:
    reader = Reader(plan, plain)
    wanted = None if plan.columns[: len(COLUMNS)] == COLUMNS else frozenset(c.id for c in plan.columns)
    for count, fact in enumerate(plan.selection.facts, 1):
        row = reader.row(fact)
        names = _names(fact.kind)
        line = {name: cell for name, cell in zip(names, row, strict=False) if name is not None}
        if plan.trace:
            line["trace"] = row[-1]
        if wanted is not None:
            line = {name: cell for name, cell in line.items() if name in wanted}
        out.write(dumped(line) + b"\n")
        if count % 1000 == 0:
            plan.step(count)


@cache
def _names(kind: FactKind) -> tuple[str | None, ...]:
    """The column's name where the kind has the field, None where it does not."""
    held = FACTS[kind].__dataclass_fields__
    return tuple(None if _foreign(column, held, kind) else column.id for column in COLUMNS)


def _foreign(column: Column, held: object, kind: FactKind) -> bool:
    if column.id == "value_yi":
        return kind != "figure"
    return column.part == "fact" and column.of not in held  # type: ignore[operator]
