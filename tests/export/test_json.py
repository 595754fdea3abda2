"""JSON: the contract of records to the letter, valid by the schema, with its offsets true in every script."""

from __future__ import annotations

import io
import json
import re
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import records
from store.database import Library
from store.export import export
from store.importer import import_paths
from store.language.script import VARIANTS
from store.records import FACTS, Article, Meeting, Region, fact_from_json
from tests.export.made import TEXT, Records, sample
from tests.score.score import faults

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/export.schema.json").read_text("utf-8"))


@cache
def validator() -> Any:
    import jsonschema

    return jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def invalid(data: Any) -> list[str]:
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator().iter_errors(data)]


def exported(selection: Any, **options: Any) -> dict[str, Any]:
    out = io.StringIO()
    export(selection, "json", out, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with Library.open(tmp_path_factory.mktemp("seeds")) as library:
        import_paths(library, sorted((ROOT / "seeds").glob("*.txt")))
        library.notebook.toggle("article", library.articles()[0].id)
        yield library


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize("variant", VARIANTS)
def test_exports_are_valid(variant: Any, trace: bool) -> None:
    data = exported(sample(), variant=variant, trace=trace)
    assert invalid(data) == []
    assert faults(data) == []


@pytest.mark.parametrize(("variant", "trace"), [("original", False), ("twp", True)])
def test_exports_of_the_seeds_are_valid(variant: Any, trace: bool, seeds: Library) -> None:
    data = exported(seeds.select(""), variant=variant, trace=trace)
    assert invalid(data) == []
    assert faults(data) == []


def test_the_default_is_exactly_the_contract() -> None:
    data = exported(sample())
    assert list(data) == ["meta", "articles", "regions", "meetings", "facts", "corrections", "marks"]
    assert list(data["articles"][0]) == [
        "id", "source", "url", "site", "author", "retrieved", "reprint", "title", "publisher", "published", "script",
        "text", "mirror_of", "repairs",
    ]  # fmt: skip
    assert list(data["meetings"][0]) == [
        "id", "name", "region", "date", "kind", "articles", "aka", "occasion", "theme", "mentions",
    ]  # fmt: skip
    assert all("trace" not in fact for fact in data["facts"])
    assert data["meta"]["schema"] == "lichun-export-1"
    assert data["meta"]["query"] == "in:徐汇"


def test_the_trace_gives_back_what_the_store_holds() -> None:
    given_records = sample()
    data = exported(given_records, trace=True)
    assert [Article.from_json(a) for a in data["articles"]] == given_records.articles
    assert [Meeting.from_json(m) for m in data["meetings"]] == given_records.meetings
    assert [fact_from_json(f) for f in data["facts"]] == given_records.facts


@pytest.mark.parametrize("kind", FACTS)
def test_the_schema_knows_every_field(kind: Any) -> None:
    for name, record in {kind: FACTS[kind], "article": Article, "meeting": Meeting, "region": Region}.items():
        own = {f.name for f in fields(record)} | ({"kind"} if name == kind else set())
        assert set(SCHEMA["$defs"][name]["properties"]) == own


def test_the_schema_has_the_closed_lists() -> None:
    properties = {n: d["properties"] for n, d in SCHEMA["$defs"].items() if "properties" in d}
    assert properties["meeting"]["kind"]["enum"] == list(records.MEETING_KINDS)
    for field, held in {"status": records.Status, "stage": records.Stage, "basis": records.Basis}.items():
        assert properties["figure"][field]["anyOf"][0]["enum"] == list(get_args(held))


def test_the_schema_refuses_what_is_wrong() -> None:
    data = exported(sample())
    for change in (
        {"facts": [{**data["facts"][1], "comparator": "≥"}]},
        {"facts": [{**data["facts"][1], "extra": 1}]},
        {"articles": [{k: v for k, v in data["articles"][0].items() if k != "text"}]},
        {"meetings": [{**data["meetings"][0], "date": "28.1.2023"}]},
    ):
        assert invalid({**data, **change}) != []


@pytest.mark.parametrize("variant", VARIANTS)
def test_offsets_point_into_the_exported_text(variant: Any) -> None:
    data = exported(sample(), variant=variant)
    text = data["articles"][0]["text"]
    by_id = {fact["id"]: fact for fact in data["facts"]}
    shown = {i: text[by_id[i]["start"] : by_id[i]["end"]] for i in ("p1", "f2", "q1", "j1")}
    assert shown["p1"].endswith("于婷婷")
    assert re.fullmatch("[总總][投]资?資?902.7[亿億]元", shown["f2"])
    assert shown["q1"][0] == "“" and shown["q1"][-1] == "”"
    assert shown["j1"].endswith({"twp": "專案", "original": "项目", "hans": "项目"}.get(variant, "項目"))
    assert (len(text) == len(TEXT)) == (variant != "twp")


def test_values_stay_numbers() -> None:
    facts = {fact["id"]: fact for fact in exported(sample())["facts"]}
    assert facts["f2"]["value"] == 90270000000 and isinstance(facts["f2"]["value"], int)
    assert (facts["f3"]["value"], facts["f3"]["value_max"]) == (5, 6.5)


def test_marks_of_the_selection_come_along(seeds: Library) -> None:
    marked = seeds.articles()[0].id
    (mark,) = exported(seeds.select([marked]))["marks"]
    assert (mark["kind"], mark["id"]) == ("article", marked)
    other = seeds.articles()[1].id
    closed = {a["id"] for a in exported(seeds.select([other]))["articles"]}
    assert exported(seeds.select([other]))["marks"] == [] or marked in closed


NASTY = st.text(
    alphabet=st.sampled_from("ab项\x00\x1b\x07\x7f\x85\u202e\u2066\ufeff\u200b\ud800\n\t\\\"'=[31m"), max_size=30
)


@given(NASTY)
@settings(deadline=None)
def test_no_control_character_passes_and_offsets_hold(title: str) -> None:
    made = sample(title=title)
    text = TEXT.replace("全区推进会", f"全区{title}会")
    article = replace(made.articles[0], text=text)
    data = exported(Records([article], made.meetings, [], None))
    shown = data["articles"][0]
    assert len(shown["text"]) == len(text)
    for piece in (shown["text"], shown["title"]):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\u200b\ud800-\udfff]", piece)
