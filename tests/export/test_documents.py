"""Markdown, CSL-JSON and XLSX: what a person reads, cites or works in."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.export import export
from store.export import sheet as sheet_module
from store.export.as_csl import date_parts
from store.export.as_markdown import escaped
from store.records import Figure
from tests.export.made import Records, sample

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def markdown(selection: Any, **options: Any) -> str:
    out = io.StringIO()
    export(selection, "markdown", out, **options)
    return out.getvalue()


def book(selection: Any, path: Path, **options: Any) -> dict[str, list[list[Any]]]:
    """Sheets by name; cells by what Excel sees: numbers as float, text as str."""
    export(selection, "xlsx", path / "x.xlsx", force=True, **options)
    found = {}
    with zipfile.ZipFile(path / "x.xlsx") as file:
        names = [s.get("name") for s in ElementTree.fromstring(file.read("xl/workbook.xml")).findall(".//m:sheet", NS)]
        for number, name in enumerate(names, 1):
            tree = ElementTree.fromstring(file.read(f"xl/worksheets/sheet{number}.xml"))
            assert tree.findall(".//m:f", NS) == [], "a formula"
            found[name or ""] = [[_cell(c) for c in row.findall("m:c", NS)] for row in tree.findall(".//m:row", NS)]
    return found


def _cell(cell: ElementTree.Element) -> Any:
    if cell.get("t") == "inlineStr":
        return "".join(t.text or "" for t in cell.iterfind(".//m:t", NS))
    value = cell.find("m:v", NS)
    return None if value is None else float(value.text or "nan")


def test_briefing_by_place_and_meeting() -> None:
    told = markdown(sample())
    want = [
        "# 上海市徐汇区: briefing, 2023", "10 statements from 1 article; ",
        "## 上海市徐汇区", "### 全区推进会", "- 2023-01-28, progress meeting[^1]", "**Who**: 区委书记 于婷婷 (spoke)[^1]",
        "| 签约项目 | 30个 |  | result | [^1] |", "- 若干措施 (徐府发〔2023〕1号)[^1]", "- 软件园项目 (甲公司, started)[^1]",
        "> “拼经济就是拼互联网项目!” — 于婷婷[^1]", "### Outside a meeting",
        "[^1]: 徐汇日报: 《徐汇区召开推进会》, 2023-01-29, <https://news.example/1>",
    ]  # fmt: skip
    at = [told.find(piece) for piece in want]
    assert -1 not in at, want[at.index(-1)]
    assert at == sorted(at)


def test_a_fact_of_another_place_says_so() -> None:
    made = sample()
    moved = [replace(f, region="310105") if f.id == "f1" else f for f in made.facts]
    assert "| 长宁区: 签约项目 |" in markdown(Records(made.articles, made.meetings, moved))


def test_briefing_in_another_script_and_language() -> None:
    told = markdown(sample(), variant="tw", lang="zh")
    assert "# 上海市徐匯區簡報（2023年）" in told and "依據1篇報道，摘錄10條" in told
    assert "- 2023年1月28日，推進會[^1]" in told
    assert "**人物**：區委書記于婷婷（講話）[^1]" in told
    assert "| 總投資 | 超902.7億元 | 2023年 | 結果 |" in told
    assert "- 軟件園項目（甲公司，開工）[^1]" in told
    assert "[^1]: 徐匯日報：《徐匯區召開推進會》，2023年1月29日，<https://news.example/1>" in told


def test_a_meeting_without_a_chosen_fact_has_its_card() -> None:
    made = sample()
    assert "### 全区推进会" in markdown(Records(made.articles, made.meetings, []))


@settings(deadline=None)
@given(st.text(alphabet="|*_`[]<>#~&\\\n项!=-(){}", max_size=30))
def test_nothing_of_an_article_is_markup(text: str) -> None:
    shown = escaped(text)
    assert "\n" not in shown
    assert re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]<>|~#&]", shown) is None
    table = [line for line in markdown(sample(title=text)).splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {6}


@pytest.mark.parametrize(
    ("edtf", "parts"),
    [
        ("2023-01-28", [[2023, 1, 28]]),
        ("2023-01", [[2023, 1]]),
        ("2023", [[2023]]),
        ("2023-01-28/2023-01-29", [[2023, 1, 28], [2023, 1, 29]]),
        ("XXXX-12-15", None),
        (None, None),
    ],
)
def test_dates_to_cite(edtf: str | None, parts: Any) -> None:
    assert date_parts(edtf) == (parts and {"date-parts": parts})


def test_articles_to_cite() -> None:
    out = io.StringIO()
    export(sample(), "csl-json", out)
    (item,) = json.loads(out.getvalue())
    assert item["type"] == "article-newspaper" and item["container-title"] == "徐汇日报"
    assert item["issued"] == {"date-parts": [[2023, 1, 29]]} and item["URL"] == "https://news.example/1"
    made = sample()
    made.articles[0] = replace(made.articles[0], url="javascript:alert(1)", publisher=None, published=None)
    out = io.StringIO()
    export(made, "csl-json", out)
    (item,) = json.loads(out.getvalue())
    assert not {"URL", "issued", "container-title"} & set(item)


def test_workbook(tmp_path: Path) -> None:
    sheets = book(sample(), tmp_path)
    assert list(sheets) == [
        "About", "Meetings", "Figures", "Projects", "Persons", "Quotes", "Policies and goals", "Places by indicator",
        "Sources",
    ]  # fmt: skip
    assert [len(rows) - 1 for name, rows in sheets.items() if name != "About"] == [1, 3, 1, 1, 1, 4, 1, 1]
    figure = sheets["Figures"][2]
    assert figure[:7] == ["徐汇区", "上海市", "总投资", "902.7亿元", 90270000000.0, "元", 902.7]
    project = sheets["Projects"][1]
    assert project[:5] == ["软件园项目", "甲公司", "徐汇区", "started", 902.7]
    assert sheets["Sources"][1][:4] == [1.0, "徐汇区召开推进会", "徐汇日报", "2023-01-29"]
    grid = sheets["Places by indicator"]
    assert dict(zip(grid[0][2::2], grid[1][1::2], strict=True)) == {
        "gdp · growth on the year · target · %": "5–6.5",
        "projects · signed · result · 个": 30.0,
    }


def test_workbook_has_links_filters_and_a_frozen_head(tmp_path: Path) -> None:
    book(sample(), tmp_path)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as file:
        tree = ElementTree.fromstring(file.read("xl/worksheets/sheet3.xml"))
        sources = ElementTree.fromstring(file.read("xl/worksheets/sheet9.xml"))
    assert tree.find(".//m:pane", NS).get("ySplit") == "1"  # type: ignore[union-attr]
    assert tree.find(".//m:autoFilter", NS).get("ref", "").endswith("4")  # type: ignore[union-attr]
    links = tree.findall(".//m:hyperlink", NS)
    assert [link.get("location") for link in links] == ["'Sources'!A2"] * 3
    assert [link.get(LINK) is not None for link in sources.findall(".//m:hyperlink", NS)] == [True]


def test_places_by_indicator_never_mixes_and_says_where_articles_differ(tmp_path: Path) -> None:
    made = sample()
    gdp = next(f for f in made.facts if f.id == "f3")
    assert isinstance(gdp, Figure)
    figures = [
        replace(gdp, id="1", value=5, value_max=None, horizon="2023", comparator=">"),
        replace(gdp, id="2", value=6, value_max=None, horizon="2023", status="result"),
        replace(gdp, id="3", value=1234567.89, value_max=None, horizon="2023"),
        replace(gdp, id="4", value=7, value_max=None, horizon="2023-01/2023-03"),
        replace(gdp, id="5", value=8, value_max=None, horizon="2023", about="j1"),
        replace(gdp, id="6", value=9, value_max=None, horizon="2023", scope="others"),
        replace(gdp, id="7", value=4, value_max=None, horizon="2023", region="310105"),
    ]
    grid = book(Records(made.articles, [], figures), tmp_path)["Places by indicator"]
    first = dict(zip(grid[0][2::2], grid[1][1::2], strict=True))
    assert first == {
        "gdp · growth on the year · target · 2023 · %": "5–1,234,567.89 ≠",
        "gdp · growth on the year · result · 2023 · %": 6.0,
        "gdp · growth on the year · target · 2023-01 to 2023-03 · %": 7.0,
    }
    assert grid[2][:3] == ["长宁区", 4.0, "1"] or grid[2][:4] == ["长宁区", "上海市", 4.0, "1"]


def test_a_full_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "MOST_ROWS", 3)
    monkeypatch.setattr(sheet_module, "MOST_LINKS", 2)
    sheets = book(sample(), tmp_path)
    assert len(sheets["Figures"]) == 3 and len(sheets["Figures 2"]) == 2
    assert [row[-1] for row in sheets["Policies and goals"][1:]] == ["1", "1"]


@given(st.text(alphabet="=+-@|'!A1\x00\x1b\u202e<&\n项", min_size=1, max_size=20))
@settings(max_examples=15, deadline=None)
def test_workbook_text_is_text(tmp_path_factory: pytest.TempPathFactory, title: str) -> None:
    sheets = book(sample(title=title), tmp_path_factory.mktemp("book"))
    assert all(isinstance(c, str | float) or c is None for rows in sheets.values() for row in rows for c in row)


def test_workbook_in_script_and_language(tmp_path: Path) -> None:
    sheets = book(sample(), tmp_path, variant="tw", lang="zh")
    assert list(sheets)[1:4] == ["會議", "數據", "項目"]
    assert sheets["數據"][0][:3] == ["地區", "地市", "省份"]
    assert "于婷婷" in sheets["人物"][1]
