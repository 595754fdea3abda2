"""How records are put into words on the screen: values, days, the columns of each kind of fact.

In come records that have been made safe; out go plain strings. Nothing here knows a widget.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, cast

from store.records import (
    FACT_KINDS,
    Article,
    Campaign,
    Fact,
    FactKind,
    Figure,
    Goal,
    Person,
    Policy,
    Project,
    Quote,
    Value,
)
from tui.i18n import say

SIGNS = {"=": "", ">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "~"}
_SCALES = ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def number(value: Value, unit: str | None) -> str:
    """A value in the scale that Chinese reads it in: 90270000000 元 is 902.7亿元."""
    amount = Decimal(str(value))
    for scale, name in _SCALES:
        scaled = amount / scale
        if abs(amount) >= scale and scaled == scaled.quantize(Decimal("0.0001")):
            return f"{_plain(scaled)}{name}{unit or ''}"
    return f"{_plain(amount)}{unit or ''}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def figure_value(fact: Figure) -> str:
    """A figure's value with its sign and range, in base units put into words."""
    if fact.value is None:
        return fact.literal or ""
    sign = SIGNS.get(fact.comparator or "=", "")
    if fact.value_max is not None and fact.value_max != fact.value:
        return f"{sign}{number(fact.value, None)}–{number(fact.value_max, fact.unit)}"
    return f"{sign}{number(fact.value, fact.unit)}"


def name_of(fact: Fact) -> str:
    """What a fact is about, in one line."""
    if isinstance(fact, Figure):
        return fact.measure
    if isinstance(fact, Quote):
        return fact.text
    return cast(str, getattr(fact, "name", ""))


def detail_of(fact: Fact) -> str:
    """What it says of it, in one line."""
    if isinstance(fact, Figure):
        return figure_value(fact)
    if isinstance(fact, Person):
        return " ".join(filter(None, (fact.role, fact.title)))
    if isinstance(fact, Quote):
        return fact.speaker or ""
    if isinstance(fact, Policy):
        return " ".join(filter(None, (fact.number, fact.issuer, fact.horizon)))
    if isinstance(fact, Project):
        stage = say(f"value.{fact.stage}") if fact.stage else None
        return " ".join(filter(None, (fact.investor, fact.industry, stage)))
    if isinstance(fact, Campaign | Goal):
        return fact.horizon or ""
    return ""


def day(edtf: str | None) -> str:
    """An EDTF day as it is shown; `—` where it is not known."""
    return "—" if not edtf else edtf.replace("XXXX-", "")


def time_label(edtf: str) -> str:
    """A time as short as it is clear: 2023, 2023 Q1, 2023-04, 2023/2025."""
    first, _, last = edtf.partition("/")
    quarters = {("01", "03"): "Q1", ("04", "06"): "Q2", ("07", "09"): "Q3", ("10", "12"): "Q4", ("01", "06"): "H1"}
    if last and first[:4] == last[:4] and (quarter := quarters.get((first[5:7], last[5:7]))):
        return f"{first[:4]} {quarter}"
    return edtf


def year_of(edtf: str | None) -> str | None:
    """The year of an EDTF date, None where it has none."""
    return edtf[:4] if edtf and edtf[:4].isdigit() else None


def within_year(edtf: str | None) -> str:
    """The day within its year: 01-28."""
    if not edtf:
        return "  —  "
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        return f"{within_year(first)}/{last[-2:]}"
    return edtf[5:] or edtf


Sort = str | int | float | Decimal


class Column(NamedTuple):
    """One column of the facts' table; `label` is a key of the catalogue, `share` its part of the width left over."""

    id: str
    label: str
    read: Callable[[Fact], str]
    share: int
    least: int = 4
    right: bool = False
    order: Callable[[Fact], Sort] | None = None  # None: by what is read


def _get(name: str) -> Callable[[Fact], str]:
    return lambda fact: str(getattr(fact, name, None) or "")


def _size(fact: Fact) -> Sort:
    return float(fact.value) if isinstance(fact, Figure) and fact.value is not None else float("-inf")


def _figure(fact: Fact) -> str:
    return figure_value(fact) if isinstance(fact, Figure) else ""


VALUE = Column("value", "column.value", _figure, 2, 9, True, _size)
HORIZON = Column("horizon", "column.horizon", lambda fact: time_label(_get("horizon")(fact)), 0, 9)
NAME = Column("name", "column.name", name_of, 7, 12)
WHERE = Column("region", "column.region", _get("region"), 2, 6)

COLUMNS: dict[FactKind | None, tuple[Column, ...]] = {
    None: (
        Column("name", "column.statement", name_of, 6, 12),
        Column("detail", "column.detail", detail_of, 4, 10, False, lambda f: detail_of(f)),
        WHERE,
    ),
    "figure": (
        Column("measure", "column.measure", name_of, 10, 12),
        VALUE,
        Column("status", "column.status", _get("status"), 1, 6),
        HORIZON,
        WHERE,
    ),
    "person": (
        Column("name", "column.person", _get("name"), 2, 6),
        Column("role", "column.role", _get("role"), 1, 5),
        Column("title", "column.title", _get("title"), 6, 12),
        WHERE,
    ),
    "quote": (
        Column("speaker", "column.speaker", _get("speaker"), 2, 7),
        Column("text", "column.text", _get("text"), 9, 16),
        WHERE,
    ),
    "policy": (
        NAME,
        Column("number", "column.number", _get("number"), 2, 6),
        Column("issuer", "column.issuer", _get("issuer"), 2, 6),
        WHERE,
    ),
    "campaign": (NAME, HORIZON, WHERE),
    "goal": (NAME, HORIZON, WHERE),
    "project": (
        NAME,
        Column("investor", "column.investor", _get("investor"), 2, 6),
        Column("industry", "column.industry", _get("industry"), 2, 5),
        Column("stage", "column.stage", _get("stage"), 2, 6),
        WHERE,
    ),
}
assert set(COLUMNS) == {None, *FACT_KINDS}


def head_lines(article: Article) -> tuple[str, str]:
    """The title, and the line below it: outlet, day, site, author."""
    line = [article.publisher, day(article.published) if article.published else None, article.site, article.author]
    return (article.title or say("article.untitled"), " · ".join(filter(None, line)))
