"""A person's own table of indicators: it holds for what stands already, its faults are told with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.comparing import compare
from store.database import Library
from store.person.indicators import IndicatorError, Row, Table, load
from store.regions.table import region_of
from tests.store.made import article, figure, put

TABLE = """# What our bulletin calls them.
[gdp]
aliases = ["经济盘子"]

[night_economy]
aliases = ["夜间消费额", "夜经济"]
units = ["元", "%"]
never = ["占比"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "indicators.toml"


def test_a_table_is_read(file: Path) -> None:
    assert not load(file), "no file is an empty table"
    file.write_text(TABLE, encoding="utf-8-sig")  # as an editor on Windows saves it
    table = load(file)
    assert [row.id for row in table.rows] == ["gdp", "night_economy"]
    assert table.rows[1] == Row("night_economy", ("夜间消费额", "夜经济"), ("元", "%"), ("占比",))
    assert Table.from_json({row.id: row.to_json() for row in table.rows}) == table


FITS: dict[tuple[str, str | None], str | None] = {
    ("全市经济盘子", "元"): "gdp",
    ("全市经济盘子", "个"): None,  # lichun's own row counts in money and %
    ("夜间消费额", "元"): "night_economy",
    ("夜间消费额占比", "%"): None,
    ("夜经济占经济盘子比重", "%"): "night_economy",  # a share is one of what stands before 占
    ("总投资", "元"): None,
    ("夜经济", None): None,
}


@pytest.mark.parametrize(("measure", "unit"), FITS)
def test_which_indicator_a_measure_is(measure: str, unit: str | None, file: Path) -> None:
    file.write_text(TABLE, encoding="utf-8")
    assert load(file).of(measure, unit) == FITS[measure, unit]


def test_a_word_with_a_sign_in_front_is_the_whole_measure() -> None:
    table = Table((Row("starts", ("=项目",), ("个",)),))
    assert (table.of("项目", "个"), table.of("签约项目", "个")) == ("starts", None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n[gdp]\nalias = ['x']", "indicators.toml:3: there is no alias; there are aliases, units, never"),
        ("[gdp]\naliases = 'x'", 'indicators.toml:2: aliases wants a list of words, such as ["夜间经济营业额"]'),
        ("[gdp]\naliases = []", "indicators.toml:1: gdp has no aliases"),
        ("[gdp]\naliases = ['x']\n\n['夜经济']\naliases = ['y']", "indicators.toml:4: 夜经济 is no id of an indicator"),
        ("[night]\naliases = ['y']", "indicators.toml:1: night is new: say in which units it counts"),
        ("aliases = ['y']", "indicators.toml:1: aliases stands outside a section"),
        ("[gdp]\naliases = [", "indicators.toml:2: "),
        ("[gdp\naliases = []", "indicators.toml:1: "),
        ("[gdp]\naliases = ['= ']", "indicators.toml:2: aliases wants a list of words"),
    ],
)
def test_a_fault_is_told_with_its_line(text: str, said: str, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(IndicatorError) as caught:
        load(file)
    assert said in str(caught.value)


def test_all_faults_are_told_at_once(file: Path) -> None:
    file.write_text("[gdp]\nalias = ['x']\n[night]\naliases = ['y']\n", encoding="utf-8")
    with pytest.raises(IndicatorError) as caught:
        load(file)
    assert [line.split(":")[1] for line in str(caught.value).splitlines()] == ["2", "1", "3"]


def test_it_holds_for_what_stands_already(library: Library) -> None:
    put(
        library,
        article("a", "夜间消费额12亿元。"),
        figure("f", "a", measure="夜间消费额", value=1200000000, end=10),
        figure("g", "a", measure="经济盘子", value=5, indicator="sales", end=10),
    )
    put(
        library, article("b", "夜间消费额12亿元。转载。", mirror_of="a"), figure("h", "b", measure="夜间消费额", end=10)
    )
    table = Table((Row("gdp", ("经济盘子",)), Row("night_economy", ("夜间消费额",), ("元",))))
    library.word.take_indicators(table)
    assert library.indicators == table
    assert {f.id: getattr(f, "indicator", None) for f in library.facts(ids=["f", "g", "h"])} == {
        "f": "night_economy",
        "g": "gdp",
        "h": "night_economy",
    }
    assert library.count("indicator:night_economy") == 1 and library.count("indicator:gdp") == 1
    assert [f.id for f in library.facts(region="320400", indicator="gdp")] == ["g"]
    region = region_of("320400")
    assert region is not None and len(compare(library, "night_economy", [region]).columns) == 1
    put(library, article("c", "夜间消费额13亿元。"), figure("i", "c", measure="夜间消费额", value=1300000000))
    assert library.count("indicator:night_economy") == 2, "and for what comes later"
    library.word.correct("fact", "i", indicator="retail")
    assert library.count("indicator:night_economy") == 1 and library.count("indicator:retail") == 1, "a correction wins"
    library.word.correct("fact", "f", measure="白天消费额")
    assert library.count("indicator:night_economy") == 0
    assert library.doctor(whole=True) == []
    library.word.take_indicators(Table())
    assert library.count("indicator:sales") == 1 and library.doctor(whole=True) == []
