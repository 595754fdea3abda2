"""What may share a column, and what one cell is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from store.comparing import bar, column_of, compare, measured, span_of, statements
from store.database import Library
from store.records import Figure
from store.regions.table import region_of
from tests.store.made import article, put
from tests.store.made import figure as made_figure


def figure(**fields: object) -> Figure:
    return Figure(id="f", article="a", start=0, end=1, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        ({"status": "target"}, {"status": "result"}, "a promise is no result"),
        ({"horizon": "2023-01/2023-03"}, {"horizon": "2023"}, "a quarter is no year"),
        ({"stage": "signed"}, {"stage": "paid_in"}, "signed money is not paid in"),
        ({"basis": "level"}, {"basis": "yoy"}, "growth is no level"),
        ({"about": "p1"}, {"about": None}, "one project is not the place"),
        ({"unit": "元"}, {"unit": "美元"}, "currencies are never converted"),
    ],
)
def test_what_never_shares_a_column(one: dict[str, object], two: dict[str, object], why: str) -> None:
    assert column_of(figure(**one)) != column_of(figure(**two)), why


def test_the_same_kind_of_number_of_two_years_shares_a_column() -> None:
    assert column_of(figure(unit="元", horizon="2022")) == column_of(figure(unit="元", horizon="2023"))


@pytest.mark.parametrize(
    ("horizon", "span"),
    [
        ("2023", "year"),
        ("2023-01/2023-03", "quarter"),
        ("2023-01/2023-06", "half"),
        ("2023-01/2023-12", "year"),
        ("2023-05", "month"),
        ("2023-05-01", "day"),
        ("2021/2025", "other"),
        (None, ""),
    ],
)
def test_how_long_a_time_is(horizon: str | None, span: str) -> None:
    assert span_of(horizon) == span


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("90270000000", "元", "902.7亿元"),
        ("5000000000000", "元", "5万亿元"),
        ("5.5", "%", "5.5%"),
        ("126", "个", "126个"),
        ("30000", "元", "3万元"),
        ("150000", "平方米", "15万平方米"),
        ("4500", "人", "4,500人"),
    ],
)
def test_a_value_for_a_reader(value: str, unit: str, said: str) -> None:
    assert measured(Decimal(value), unit) == said


def test_bars_keep_the_proportion() -> None:
    assert len(bar(Decimal(50), Decimal(100), 10)) == 5
    assert bar(Decimal(0), Decimal(100)) == ""


@pytest.mark.parametrize(
    ("one", "two", "differs", "why"),
    [
        ({"value": 15}, {"value": 15}, False, "the same"),
        ({"value": 15}, {"value": 16}, True, "both cannot be right"),
        ({"value": 500, "comparator": ">"}, {"value": 513}, False, "超500 holds of 513"),
        ({"value": 500, "comparator": ">"}, {"value": 470}, True, "超500 does not hold of 470"),
        ({"value": 500, "comparator": "~"}, {"value": 490}, False, "近500 holds of 490"),
        ({"value": 10, "value_max": 20}, {"value": 12}, False, "a range holds what lies in it"),
        ({"value": 15}, {"value": 30, "horizon": "2024"}, False, "another year is another statement"),
        ({"value": 15}, {"value": 30, "status": "target"}, False, "a target is another statement"),
    ],
)
def test_when_two_articles_contradict_each_other(
    one: dict[str, object], two: dict[str, object], differs: bool, why: str
) -> None:
    first = Figure(id="1", article="a", start=0, end=1, measure="签约项目", unit="个", **one)  # type: ignore[arg-type]
    second = Figure(id="2", article="b", start=0, end=1, measure="全市签约项目", unit="个", **two)  # type: ignore[arg-type]
    assert any(s.differs for s in statements([first, second])) is differs, why


def test_one_article_never_contradicts_itself() -> None:
    (held,) = statements([figure(measure="项目", value=3), figure(measure="项目", value=5)])
    assert not held.differs and held.articles == ("a",)


def test_a_cell_differs_where_two_articles_cannot_both_be_right(library: Library) -> None:
    told = {"a": (500, ">"), "b": (513, "="), "c": (480, "="), "d": (513, "=")}
    for n, (value, sign) in told.items():
        put(library, article(n), made_figure(f"f{n}", n, value=value, comparator=sign, indicator="gdp", horizon="2023"))
    region = region_of("320400")
    assert region is not None
    for missing, differs in ((("a", "c"), False), (("c",), False), ((), True)):
        library.remove(missing)
        ((cell,),) = compare(library, "gdp", [region]).columns.values()
        assert (cell.sources, cell.differs) == (4 - len(missing), differs), missing
        for n in missing:
            value, sign = told[n]
            put(
                library,
                article(n),
                made_figure(f"f{n}", n, value=value, comparator=sign, indicator="gdp", horizon="2023"),
            )


def test_two_projects_of_a_place_are_two_cells(library: Library) -> None:
    put(
        library,
        article("a"),
        *(made_figure(f"f{n}", "a", value=n, about=f"p{n}", indicator="project_investment") for n in (1, 2)),
    )
    region = region_of("320400")
    assert region is not None
    (cells,) = compare(library, "project_investment", [region]).columns.values()
    assert [(c.high, c.differs) for c in cells] == [(2, False), (1, False)]


def test_indicators_are_counted_by_place_without_reading_documents(tmp_path: Path) -> None:
    from tests.tui.made import fill

    fill(tmp_path / "store")
    with Library.open(tmp_path / "store") as library:
        counts = library.indicator_counts(["320400", "320412"])
        assert counts == {
            "projects": 2, "fixed_investment": 1, "gdp": 1, "industrial_output": 1, "project_investment": 1
        }  # fmt: skip
        assert next(iter(counts)) == "projects"
        assert library.indicator_counts([]) == {}
