"""CSV and JSONL: one row a fact, from one list of columns; nothing in a cell acts on the one who opens it."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import WrongUse
from store.export import export
from store.export.columns import BY_ID, COLUMNS
from store.export.safe import defused, plain, steady
from store.records import FACTS
from tests.export.made import Records, sample

UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def table(selection: Any, **options: Any) -> list[dict[str, str]]:
    out = io.StringIO()
    export(selection, "csv", out, **options)
    rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    ids = options.get("columns") or [c.id for c in COLUMNS] + (["trace"] if options.get("trace") else [])
    assert all(len(row) == len(ids) for row in rows)
    return [dict(zip(ids, row, strict=True)) for row in rows[1:]]


def lines(selection: Any, **options: Any) -> list[dict[str, Any]]:
    out = io.StringIO()
    export(selection, "jsonl", out, **options)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_row_says_what_where_and_who_says_so() -> None:
    row = next(r for r in table(sample()) if r["id"] == "f2")
    want = {
        "kind": "figure", "region": "310104", "place": "徐汇区", "province": "上海市", "prefecture": "",
        "meeting_name": "全区推进会", "meeting_date": "2023-01-28", "measure": "总投资", "literal": "902.7亿元",
        "value": "90270000000", "unit": "元", "value_yi": "902.7", "comparator": ">", "status": "result",
        "horizon": "2023", "indicator": "project_investment", "evidence": "总投资902.7亿元",
        "sentence": "全区签约项目30个,总投资902.7亿元,增长5%—6.5%。", "article_title": "徐汇区召开推进会",
        "publisher": "徐汇日报", "published": "2023-01-29", "url": "https://news.example/1", "file": "news/001.txt",
        "rules": "7", "corrected": "value", "tags": "重点", "about": "j1", "article": "a1", "meeting": "m1",
    }  # fmt: skip
    assert {name: row[name] for name in want} == want
    assert sample().articles[0].text[int(row["start"]) : int(row["end"])] == row["evidence"]


def test_both_formats_say_the_same() -> None:
    for row, line in zip(table(sample(), trace=True), lines(sample(), trace=True), strict=True):
        for name, value in line.items():
            if name == "trace":
                assert row[name] == "; ".join(f"{k}={v}" for k, v in value.items())
            elif isinstance(value, list):
                assert re.split("、|, ", row[name]) == (value or [""])
            else:
                assert row[name] == ("" if value is None else str(value)), name


def test_jsonl_keeps_types_and_leaves_out_foreign_fields() -> None:
    by_id = {line["id"]: line for line in lines(sample())}
    assert by_id["f2"]["value"] == 90270000000 and by_id["f3"]["value_max"] == 6.5
    assert by_id["f2"]["tags"] == ["重点"]
    assert "value" not in by_id["p1"] and by_id["p1"]["role"] == "讲话"
    assert by_id["c2"]["meeting"] is None and by_id["c2"]["meeting_name"] is None


def test_what_the_repair_guessed_stands_in_brackets() -> None:
    row = next(r for r in table(sample()) if r["id"] == "c2")
    assert row["evidence"] == "〔第〕一批开工"
    assert row["sentence"].endswith("建设软件园项目,〔第〕一批开工。")


def test_every_field_of_a_fact_has_a_column() -> None:
    held = {column.of for column in COLUMNS if column.part in ("fact", "text", "article")} | {"region", "kind"}
    for record in FACTS.values():
        assert {f.name for f in fields(record)} - held - {"trace"} == set()
    assert len({c.id for c in COLUMNS}) == len(COLUMNS)
    for lang in ("en", "zh"):
        heads = [(c.part, c.heading(lang)) for c in COLUMNS]  # type: ignore[arg-type]
        assert len(set(heads)) == len(heads)


def test_chosen_columns_in_the_order_asked_for() -> None:
    assert list(table(sample(), columns=["id", "place", "value"])[1].values()) == ["f1", "徐汇区", "30"]
    assert list(table(sample(), columns=["id"])[1].values()) == ["f1"]
    assert lines(sample(), columns=["value", "id"])[1] == {"value": 30, "id": "f1"}
    assert table(sample(), columns=["trace", "id"], trace=True)[1]["trace"] == "value=figure.count"
    with pytest.raises(WrongUse, match="measure"):
        table(sample(), columns=["mesure"])
    with pytest.raises(WrongUse, match=r"place.*value"):
        table(sample(), columns=["xyzzy"])


def test_headings_and_cells_in_script_and_language() -> None:
    out = io.StringIO()
    export(sample(), "csv", out, variant="tw", lang="zh")
    head, *rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert head[:5] == ["類別", "代碼", "地區", "省份", "地市"]
    assert [rows[0][head.index(h)] for h in ("名稱", "職務", "角色")] == ["于婷婷", "區委書記", "講話"]
    assert rows[0][head.index("網址")] == "https://news.example/1"


def test_a_file_tells_excel_its_encoding_and_a_stream_does_not(tmp_path: Path) -> None:
    export(sample(), "csv", tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbfkind,code,place")
    out = io.StringIO()
    export(sample(), "csv", out)
    assert out.getvalue().startswith("kind,code,place")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("+1+1", "'+1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\t=1+1", "'=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\u202e=1+1", "'=1+1"),
        ("-3.2%", "-3.2%"),
        ("+15", "+15"),
        ("=", "="),
        ("总投资=902亿元", "总投资=902亿元"),
        ("两\n行", "两 行"),
        ("", ""),
    ],
)
def test_a_cell_is_no_formula(cell: str, safe: str) -> None:
    assert defused(cell) == safe


@given(st.text(max_size=60))
def test_cells_hold_only_text(text: str) -> None:
    for cell in (plain(text), defused(text)):
        assert not UNSAFE.search(cell)
        assert "\n" not in cell and "\r" not in cell and "\t" not in cell
    assert len(steady(text)) == len(text)
    assert not UNSAFE.search(steady(text))
    assert plain(plain(text)) == plain(text)


@settings(deadline=None)
@given(st.text(alphabet="=+-@\t\r\n,\";'|!A1项 ", max_size=20))
def test_a_title_from_a_stranger_stays_in_its_cell(title: str) -> None:
    (row, *_) = table(sample(title=title))
    cell = row["article_title"]
    assert not re.match(r"[=+\-@\t\r](?!\d+$).", cell)
    assert row["publisher"] == "徐汇日报"


def test_a_fact_whose_article_is_gone_still_has_its_row() -> None:
    made = sample()
    alone = Records([], [], [replace(made.facts[1], region=None, meeting=None)])
    (row,) = table(alone)
    assert (row["measure"], row["sentence"], row["place"], row["article"]) == ("签约项目", "", "", "a1")
    (line,) = lines(alone)
    assert line["sentence"] == "" and line["publisher"] is None


def test_progress_is_told() -> None:
    told: list[int] = []
    export(sample(), "csv", io.StringIO(), progress=told.append)
    assert told == [10]
    assert set(BY_ID) >= {"value_yi", "trace"}
