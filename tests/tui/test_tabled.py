"""A comparison kept as a file: every value with its sources, nothing that a spreadsheet would compute."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import WrongUse
from store.records import Article
from tests.tui.test_years import FIGURES, PLACES, compared
from tui.file_names import LONGEST, stem
from tui.tabled import HEADS, Stated, table, write
from tui.widgets.width import width_of

ARTICLES = {
    i: Article(id=i, source=f"{i}.txt", title=f"=cmd|{i}", publisher="常州日报", published="2023-01-29", text="增")
    for i in ("a1", "a2")
}


def stated() -> list[Stated]:
    found = compared(*FIGURES)
    rows = [Stated(c.region, c.horizon or "", column, c) for column, cells in found.columns.items() for c in cells]
    return [*rows, *(Stated(r, "", next(iter(found.columns)), None) for r in found.silent)]


ROWS = table(stated(), ARTICLES.get)


def text_of(form: str) -> str:
    out = io.StringIO()
    write(ROWS, form, out)
    return out.getvalue()


def test_every_value_has_its_sources_and_a_silent_place_none() -> None:
    twice = next(r for r in ROWS if r["sources"] == 2)
    assert (twice["place"], twice["time"], twice["low"], twice["status"]) == ("常州市", "2021", 9.1, "result")
    assert str(twice["articles"]).count("常州日报, 2023-01-29") == 2
    silent = next(r for r in ROWS if r["code"] == PLACES[2].code)
    assert {v for k, v in silent.items() if k not in ("place", "code")} == {None}
    about = next(r for r in ROWS if r["sign"])
    assert (about["sign"], about["shown"]) == ("~", "≈6.5%")


def test_csv_is_defused_and_json_keeps_names() -> None:
    lines = list(csv.reader(io.StringIO(text_of("csv").removeprefix("\ufeff"))))
    assert len(lines) == len(ROWS) + 1
    assert all(not cell.startswith("=") for line in lines for cell in line)
    assert set(json.loads(text_of("json"))[0]) == set(HEADS)
    assert len(text_of("jsonl").splitlines()) == len(ROWS)


def test_markdown_shows_a_gap_and_escapes_its_own_signs() -> None:
    text = text_of("markdown")
    assert "| — |" in text
    assert "=cmd\\|a1" in text


def test_a_workbook_holds_numbers_as_numbers_and_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write(ROWS, "xlsx", file)
    before = file.read_bytes()
    with pytest.raises(WrongUse):
        write(ROWS, "xlsx", file)
    assert file.read_bytes() == before
    assert before.startswith(b"PK")


# Names of files.


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (["常州市", "2023"], "lichun-常州市-2023"),
        (["in:苏州 kind:figure"], "lichun-in-苏州-kind-figure"),
        (["../../etc/passwd"], "lichun-etc-passwd"),
        ([], "lichun"),
        (["常州市", "常州市"], "lichun-常州市"),
        (["", "  "], "lichun"),
    ],
)
def test_a_file_is_named_after_what_it_holds(parts: list[str], name: str) -> None:
    assert stem(parts) == name


@given(st.lists(st.text(max_size=80), max_size=4))
def test_a_name_is_short_and_holds_no_path(parts: list[str]) -> None:
    name = stem(parts)
    assert width_of(name) <= LONGEST
    assert "/" not in name
    assert not name.startswith(".")
