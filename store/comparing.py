"""Places side by side: what each says of one indicator, in columns that may be compared.

In: a library, an indicator, places. Out: a `Comparison`: one `Column` for what may share one (unit, basis, stage,
target or result, length of time, a place's total or one project's), in it a `Cell` for each place and time. One cell is
one statement, however many articles repeat it; where they differ it is a range, and says so. Currencies are never
converted, and nothing is summed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from store.records import Figure, Region

if TYPE_CHECKING:
    from store.reading import Reading

OPEN = {">", ">=", "<", "<=", "~"}  # drawn open: the value is a bound or about right


@dataclass(frozen=True, slots=True, order=True)
class Column:
    """What must be the same for two numbers to stand in one column."""

    unit: str
    basis: str
    stage: str
    status: str
    span: str  # year, quarter, half, day, other, or "" where no time is stated
    project: bool  # of one project, not of the place

    @property
    def label(self) -> str:
        """The column in words, without what is empty."""
        parts = (self.basis, self.stage, self.status, self.span, "one project" if self.project else "", self.unit)
        return " · ".join(p for p in parts if p)


@dataclass(frozen=True, slots=True)
class Cell:
    """One statement of one place for one time; `low` and `high` differ where articles differ or a range is stated."""

    region: Region
    measure: str  # what is counted, in the first article's words
    horizon: str | None  # EDTF
    low: Decimal
    high: Decimal
    facts: tuple[Figure, ...]

    @property
    def open(self) -> bool:
        """Whether the value is only a bound, or about right."""
        return any(f.comparator in OPEN for f in self.facts)

    @property
    def differs(self) -> bool:
        """Whether two articles cannot both be right."""
        return Statement(self.facts).differs

    @property
    def sources(self) -> int:
        """How many articles say it."""
        return len({f.article for f in self.facts})

    @property
    def text(self) -> str:
        """The value for a reader, with its sign, a range as a range."""
        signs = {f.comparator for f in self.facts}
        sign = (
            {">": ">", ">=": "≥", "<": "<", "<=": "≤", "~": "≈"}.get(next(iter(signs)) or "", "")
            if len(signs) == 1
            else ""
        )
        unit = self.facts[0].unit or ""
        value = measured(self.low, unit)
        if self.high != self.low:
            value = f"{measured(self.low, unit)}–{measured(self.high, unit)}"
        return sign + value + (f" ×{self.sources}" if self.sources > 1 else "") + (" ≠" if self.differs else "")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns with the most places first; `silent` are the places that say nothing of the indicator."""

    indicator: str
    columns: dict[Column, tuple[Cell, ...]]
    silent: tuple[Region, ...]


def compare(
    library: Reading, indicator: str, places: Sequence[Region], *, years: tuple[int, int] | None = None
) -> Comparison:
    """What the places say of the indicator; each column sorted, the largest value first."""
    columns: dict[Column, dict[object, list[Figure]]] = {}
    by_code = {r.code: r for r in places}
    said: set[str] = set()
    for code in by_code:
        for fact in library.facts(region=code, kind="figure", indicator=indicator):
            if not isinstance(fact, Figure) or fact.indicator != indicator or fact.value is None:
                continue
            if years and not _within(fact.horizon, years):
                continue
            said.add(code)
            named = (code, _folded(fact.measure), fact.horizon, fact.tier_min, fact.about, fact.scope)
            columns.setdefault(column_of(fact), {}).setdefault(named, []).append(fact)
    made = {
        column: tuple(
            sorted(
                (_cell(by_code[facts[0].region or ""], facts[0].horizon, facts) for facts in cells.values()),
                key=lambda c: -c.high,
            )
        )
        for column, cells in columns.items()
    }
    ordered = sorted(made, key=lambda c: (-len({cell.region.code for cell in made[c]}), c))
    silent = tuple(r for r in places if r.code not in said)
    return Comparison(indicator, {c: made[c] for c in ordered}, silent)


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of one measure for one time, by however many articles."""

    figures: tuple[Figure, ...]

    @property
    def articles(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(f.article for f in self.figures))

    @property
    def differs(self) -> bool:
        """Whether two articles cannot both be right. 超500亿 and 513亿 can; what one article counts twice may too."""
        said = [[f for f in self.figures if f.article == article] for article in self.articles]
        return any(
            all(apart(a, b) for a in one for b in other) for at, one in enumerate(said) for other in said[at + 1 :]
        )


def statements(figures: Iterable[Figure]) -> list[Statement]:
    """Figures that state the same thing, together; in the order in which the first of each stands."""
    found: dict[object, list[Figure]] = {}
    for figure in figures:
        if figure.value is not None:
            named = (figure.region, _folded(figure.measure), figure.tier_min, figure.about, figure.scope)
            found.setdefault((named, column_of(figure), figure.horizon), []).append(figure)
    return [Statement(tuple(held)) for held in found.values()]


def apart(one: Figure, other: Figure) -> bool:
    """Whether the two cannot both be right."""
    a, b = _range(one), _range(other)
    return a[0] > b[1] or b[0] > a[1]


def _range(figure: Figure) -> tuple[Decimal, Decimal]:
    """Between which values the figure's lies; 近 and 约 leave a tenth either way."""
    low = Decimal(str(figure.value))
    high = low if figure.value_max is None else Decimal(str(figure.value_max))
    if figure.comparator in (">", ">="):
        return low, Decimal("Infinity")
    if figure.comparator in ("<", "<="):
        return Decimal("-Infinity"), high
    spare = abs(low) / 10 if figure.comparator == "~" else Decimal(0)
    return low - spare, high + spare


def column_of(figure: Figure) -> Column:
    """The column in which the figure may stand."""
    return Column(
        unit=figure.unit or "",
        basis=figure.basis or "",
        stage=figure.stage or "",
        status=figure.status or "",
        span=span_of(figure.horizon),
        project=figure.about is not None,
    )


def span_of(horizon: str | None) -> str:
    """How long a time an EDTF horizon is: a quarter never stands beside a year."""
    if not horizon:
        return ""
    first, _, last = horizon.partition("/")
    if last:
        if len(first) == 7 and len(last) == 7 and first[:4] == last[:4]:
            months = int(last[5:]) - int(first[5:]) + 1 if (first[5:] + last[5:]).isdigit() else 0
            return {3: "quarter", 6: "half", 12: "year", 1: "month"}.get(months, "other")
        return "other"
    return {4: "year", 7: "month", 10: "day"}.get(len(first), "other")


def measured(value: Decimal, unit: str) -> str:
    """The value in a unit that reads well: 元 in 亿 or 万, areas and counts in 万 where they are large."""
    for scale, name in ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if unit != "%" and abs(value) >= scale and (unit.endswith("元") or abs(value) >= 10 * scale):
            return f"{_short(value / scale)}{name}{unit}"
    return f"{_short(value)}{unit}"


def bar(value: Decimal, largest: Decimal, width: int = 20) -> str:
    """A bar of at most `width` columns in eighths; nothing for zero and below."""
    if value <= 0 or largest <= 0:
        return ""
    eighths = int(value / largest * width * 8)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def _cell(region: Region, horizon: str | None, facts: Iterable[Figure]) -> Cell:
    held = tuple(facts)
    lows = [Decimal(str(f.value)) for f in held]
    highs = [Decimal(str(f.value if f.value_max is None else f.value_max)) for f in held]
    return Cell(region, held[0].measure, horizon, min(lows), max(highs), held)


def _folded(measure: str) -> str:
    """Two articles' words for one measure: without 全市, 全年, 的 and marks."""
    from store.language.fold import fold

    return re.sub(r"[^\w]|全[省市区县州]|全年|今年|[省市区县](?=重大|重点)|的", "", fold(measure))


def _within(horizon: str | None, years: tuple[int, int]) -> bool:
    year = (horizon or "")[:4]
    return year.isdigit() and years[0] <= int(year) <= years[1]


def _short(value: Decimal) -> str:
    return f"{value:,.4f}".rstrip("0").rstrip(".")
