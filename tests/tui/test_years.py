"""One indicator over time: what may stand beside one another, what is drawn open, what stays empty."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from textual.app import App, ComposeResult

from store.comparing import Comparison, compare
from store.records import Figure, Region
from tests.tui.press import press, screen_text
from tui.messages import ResultOpened, SourcesWanted
from tui.panes.years import YearsPane
from tui.series import charts
from tui.shown import time_label
from tui.widgets.plot import Group, Stick, plot

PLACES = [
    Region(code=code, name=name, level="prefecture", parent="320000")
    for code, name in (("320400", "常州市"), ("320500", "苏州市"), ("320600", "南通市"))
]


def figure(region: str, horizon: str | None, value: float, status: str | None, **fields: Any) -> Figure:
    given = {"measure": "地区生产总值增幅", "unit": "%", "basis": "yoy", "comparator": "=", "article": "a1", **fields}
    id = f"{region}-{horizon}-{value}-{status}-{given['article']}"
    return Figure(
        id=id, start=0, end=1, region=region, value=value, status=status, horizon=horizon, indicator="gdp", **given
    )  # type: ignore[arg-type]


class Held:
    """A library of nothing but figures."""

    def __init__(self, *figures: Figure) -> None:
        self.figures = figures

    def facts(self, *, region: str, **_: Any) -> list[Figure]:
        return [f for f in self.figures if f.region == region]


FIGURES = (
    figure("320400", "2021", 8, "target"),
    figure("320400", "2021", 9.1, "result"),
    figure("320400", "2021", 9.1, "result", article="a2"),
    figure("320400", "2023", 6.5, "target", comparator="~"),
    figure("320500", "2022", 2, "result"),
    figure("320500", "2023", 5, "target", value_max=6),
    figure("320500", None, 4, "result"),
    figure("320400", "2023-01/2023-03", 5.8, "result"),
    figure("320400", "2022", 950, "result", unit="元", basis="level", measure="地区生产总值"),
)


def compared(*figures: Figure) -> Comparison:
    return compare(Held(*figures), "gdp", PLACES)  # type: ignore[arg-type]


def rows(chart) -> list[tuple[str, str, dict[str, str]]]:  # type: ignore[no-untyped-def]
    return [(p.region.name, p.time, {s: c.text for s, c in p.cells.items()}) for p in chart.points]


def test_target_stands_beside_result_and_a_gap_is_seen() -> None:
    yearly, *rest = charts(compared(*FIGURES))
    assert rows(yearly) == [
        ("常州市", "2021", {"target": "8%", "result": "9.1% ×2"}),
        ("常州市", "2022", {}),
        ("常州市", "2023", {"target": "≈6.5%"}),
        ("苏州市", "2021", {}),
        ("苏州市", "2022", {"result": "2%"}),
        ("苏州市", "2023", {"target": "5%–6%"}),
        ("南通市", "", {}),
    ]
    assert (yearly.bottom, yearly.top) == (Decimal(0), Decimal("9.1"))
    assert yearly.statuses == ("target", "result")
    assert {c.column.span for c in rest} == {"", "quarter", "year"}, "no quarter, sum or timeless value among years"


def test_what_is_counted_differently_keeps_a_row_of_its_own() -> None:
    shared = {"unit": "个", "basis": None}
    found = charts(
        compared(
            figure("320400", "2023", 120, "target", measure="新引进亿元以上项目", **shared),
            figure("320400", "2023", 36, "result", measure="集中开工项目", **shared),
            figure("320400", "2023", 130, "result", measure="新引进亿元以上项目", **shared),
        )
    )
    told = [(p.measure, sorted(p.cells)) for p in found[0].points if p.cells]
    assert sorted(told) == [("新引进亿元以上项目", ["result", "target"]), ("集中开工项目", ["result"])]


@pytest.mark.parametrize(
    ("edtf", "label"),
    [("2023", "2023"), ("2023-01/2023-03", "2023 Q1"), ("2023-04", "2023-04"), ("2021/2025", "2021/2025")],
)
def test_times_are_short(edtf: str, label: str) -> None:
    assert time_label(edtf) == label


# The columns.


def stick(low: float, high: float | None = None, *, open: bool = False) -> Stick:
    return Stick(Decimal(str(low)), Decimal(str(low if high is None else high)), open, "", "t")


def drawn(*sticks: Stick | None, bottom: int = 0, top: int = 8, height: int = 10) -> list[str]:
    lines = plot([Group("2023", sticks)], (20, height), (Decimal(bottom), Decimal(top)), (str(bottom), str(top)))
    return ["".join(text for text, _ in line) for line in lines]


def heights(lines: list[str], signs: str) -> int:
    return sum(any(sign in line for sign in signs) for line in lines[:-2])


def test_columns_are_as_high_as_their_values() -> None:
    assert heights(drawn(stick(8)), "█") == 8
    assert heights(drawn(stick(4)), "█") == 4
    assert heights(drawn(stick(4.5)), "█▄") == 5
    assert heights(drawn(None), "█▁") == 0, "what nobody says is not drawn as zero"
    assert heights(drawn(stick(0)), "▁") == 1


def test_a_bound_is_open_and_of_a_range_what_is_not_certain() -> None:
    assert (heights(drawn(stick(4, open=True)), "█"), heights(drawn(stick(4, open=True)), "░")) == (0, 4)
    assert (heights(drawn(stick(2, 6)), "█"), heights(drawn(stick(2, 6)), "░")) == (2, 4)


def test_below_zero_hangs_from_the_line() -> None:
    lines = drawn(stick(-4), stick(4), bottom=-4, top=4)
    assert lines[0].count("█") == lines[7].count("█") > 0
    assert [line for line in lines[:4] if "█" in line] != []


def test_what_has_no_room_is_left_out_at_the_beginning() -> None:
    groups = [Group(str(year), (stick(4), stick(5))) for year in range(1990, 2024)]
    lines = plot(groups, (60, 8), (Decimal(0), Decimal(8)), ("0", "8"))
    text = "".join(piece for piece, _ in lines[-1])
    assert "2023" in text
    assert "1990" not in text


# The pane.


class Host(App[None]):
    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.pane = YearsPane()
        self.comparison = comparison
        self.asked: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.theme = "lichun-dark" if "lichun-dark" in self.available_themes else self.theme
        self.pane.show(self.comparison)
        self.pane.focus()

    def on_result_opened(self, message: ResultOpened) -> None:
        self.asked.append(message.id)

    def on_sources_wanted(self, message: SourcesWanted) -> None:
        self.asked.append(message.facts)


async def test_a_row_leads_to_its_sources() -> None:
    app = Host(compared(*FIGURES))
    async with app.run_test(size=(100, 40)) as pilot:
        await press(pilot, "enter")
        assert len(app.asked) == 1
        assert len(app.asked[0]) == 3, "the target, and the result that two articles give"  # type: ignore[arg-type]
        await press(pilot, "down", "down", "enter")
        assert app.asked[1] == "320400-2023-6.5-target-a1"


async def test_the_columns_follow_the_place_under_the_cursor() -> None:
    app = Host(compared(*FIGURES))
    async with app.run_test(size=(100, 40)) as pilot:
        shown = screen_text(pilot)
        assert "9.1%" in shown
        assert "t target  r result" in shown
        assert shown.index("常州市") < shown.index("苏州市")
        before = shown.splitlines()[1:10]
        await press(pilot, "down", "down", "down")
        after = screen_text(pilot).splitlines()
        assert after[1:10] != before
        assert "苏州市" in after[1]


async def test_a_low_pane_has_rows_alone_and_the_order_can_be_by_value() -> None:
    app = Host(compared(*FIGURES))
    async with app.run_test(size=(80, 12)) as pilot:
        assert "2021" in screen_text(pilot)
        assert app.pane.HEAD == 2
        await press(pilot, "S")
        assert next(p.region.name for p in app.pane.points) == "常州市"
        await press(pilot, "l")
        assert app.pane.view == 1


async def test_nothing_compared_is_said() -> None:
    app = Host(Comparison("gdp", {}, tuple(PLACES)))
    async with app.run_test(size=(80, 12)) as pilot:
        assert "Nothing that could be compared" in screen_text(pilot)
