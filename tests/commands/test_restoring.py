"""`lichun import` of an export, of a folder with a README in it, and of sources that do not say where they are from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from store.database import Library
from tests.commands.conftest import SEEDS, Done

Call = Callable[..., Done]


def test_an_export_makes_the_same_store_again(samples: Path, tmp_path: Path, lichun: Call) -> None:
    with Library.open(samples) as library:
        chosen = library.facts(region="320400")[0].id
        library.word.correct("fact", chosen, region="320500")
        library.notebook.toggle("fact", chosen)
    file, other = tmp_path / "all.json", tmp_path / "other"
    assert lichun("export", "-o", file, "--store", samples).status == 0
    done = lichun("import", file, "--store", other)
    assert done.status == 0 and "5 new" in done.err and "1 correction, 1 mark" in done.err
    assert "no sources" in done.err, "what an export does not hold is said"
    here, there = (lichun("export", "--store", store).json for store in (samples, other))
    assert {n: v for n, v in here.items() if n != "meta"} == {n: v for n, v in there.items() if n != "meta"}
    again = lichun("import", file, "--store", other)
    assert again.status == 0 and "5 unchanged" in again.err and "0 new" in again.err
    assert (
        "5" in lichun("refresh", "--dry-run", "--store", other).err and lichun("doctor", "--store", other).status == 0
    )

    # The files themselves bring the sources.
    assert lichun("import", SEEDS, "--store", other).status == 0
    refreshed = lichun("refresh", "--dry-run", "--json", "--store", other).json
    assert refreshed["read"] == 5 and refreshed["failed"] == []
    assert lichun("show", chosen, "--json", "--store", other).json["region"] == "320500"


def test_what_differs_is_told_with_status_1(samples: Path, tmp_path: Path, lichun: Call) -> None:
    file, other = tmp_path / "all.json", tmp_path / "other"
    data = lichun("export", "--store", samples).json
    data["articles"][0]["publisher"] = "别的报"
    file.write_text(json.dumps(data), encoding="utf-8")
    shutil.copytree(samples, other)
    done = lichun("import", file, "--store", other)
    assert done.status == 1 and "4 unchanged" in done.err and "1 differing" in done.err
    assert "publisher (" in done.err and "别的报 there" in done.err
    assert lichun("import", file, "--json", "--store", other).json["differing"][0]["how"].startswith("publisher")
    taken = lichun("import", file, "--theirs", "--store", other)
    assert taken.status == 0 and "1 replaced" in taken.err
    assert lichun("import", file, "--store", other).status == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("work.json", '{"meta": {"schema": "lichun-work-1"}}', "lichun merge"),
        ("tw.json", '{"meta": {"schema": "lichun-export-1", "variant": "tw"}}', "--variant original"),
        ("cut.json", '{"meta": {"schema": "lichun-export-1"}, "articles": [', "breaks off"),
        ("rows.jsonl", '{"kind":"goal","meeting_name":null,"evidence":"","sentence":"","article":"a","rules":"1"}\n' * 3,
         "--format json"),
    ],
)  # fmt: skip
def test_what_cannot_be_put_back_is_told_once(name: str, text: str, said: str, tmp_path: Path, lichun: Call) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = lichun("import", tmp_path / name, "--store", tmp_path / "store")
    assert done.status == 1 and said in done.err and "1 failed" in done.err


def test_any_other_json_is_read_as_articles(tmp_path: Path, lichun: Call) -> None:
    text = (SEEDS / "004_b528ad3e016f78f0.txt").read_text(encoding="utf-8")
    foreign = {"meta": {"schema": "theirs"}, "articles": [{"title": "题", "body_text": text}]}
    (tmp_path / "foreign.json").write_text(json.dumps(foreign), encoding="utf-8")
    none = lichun("import", tmp_path / "foreign.json", "--store", tmp_path / "store")
    assert none.status == 1 and "--key text=NAME" in none.err
    done = lichun("import", tmp_path / "foreign.json", "--key", "text=body_text", "--store", tmp_path / "store")
    assert done.status == 0 and "1 new" in done.err


def test_a_folder_is_read_without_what_tells_about_it(tmp_path: Path, lichun: Call) -> None:
    folder = tmp_path / "articles"
    shutil.copytree(SEEDS, folder)
    for name in ("LICENSE.txt", "ReadMe_first.md", "photo.png", ".hidden.txt"):
        (folder / name).write_text("no article", encoding="utf-8")
    shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
    for place in (folder, tmp_path / "packed.zip"):
        done = lichun("import", place, "--json", "--store", tmp_path / f"store-{place.stem}")
        passed = {Path(p["name"]).name for p in done.json["passed"]}
        assert done.status == 0 and done.json["new"] == 5 and done.json["failed"] == []
        assert {"README.md", "LICENSE.txt", "ReadMe_first.md"} <= passed
    told = lichun("import", folder, "--store", tmp_path / "store")
    assert "passed over: " in told.err and "(.png 1)" in told.err


def test_a_store_among_the_articles_is_passed_over(tmp_path: Path, lichun: Call) -> None:
    shutil.copytree(SEEDS, tmp_path / "articles")
    store = tmp_path / "articles" / "store"
    for same in (0, 5):
        done = lichun("import", tmp_path / "articles", "--json", "--store", store)
        assert done.status == 0 and done.json["same"] == same and done.json["failed"] == []
    assert str(store) in {p["name"] for p in done.json["passed"]}


def test_what_the_sources_do_not_say_can_be_given(tmp_path: Path, lichun: Call) -> None:
    store = tmp_path / "store"
    (tmp_path / "page.txt").write_text(
        "全市大会\n1月28日,全市召开大会。今年要完成投资100亿元,签约项目30个。\n", "utf-8"
    )
    given = ("--field", "publisher=常州日报", "--field", "published=2023-01-29")
    assert lichun("import", tmp_path / "page.txt", *given, "--store", store).status == 0
    (article,) = lichun("export", "--store", store).json["articles"]
    assert (article["publisher"], article["published"]) == ("常州日报", "2023-01-29")
    facts = lichun("export", "--store", store).json["facts"]
    assert {(f["region"], f["horizon"]) for f in facts} == {("320400", "2023")}, "and what follows from it"
    dry = lichun("refresh", "--dry-run", "--json", "--store", store).json
    assert (dry["changed"], dry["failed"]) == (0, []), "it stands when the source is read again"
    seed = SEEDS / "001_47a5fbd0c6a19d7d.txt"
    assert lichun("import", seed, *given, "--store", tmp_path / "two").status == 0
    (kept,) = lichun("export", "--store", tmp_path / "two").json["articles"]
    assert kept["publisher"] == "新华日报", "what a source says itself holds"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--field", "publisher"], "NAME=VALUE"),
        (["--field", "colour=red"], "publisher"),
        (["--field", "published=28.1."], "published"),
        (["--key", "colour=red"], "there are title, text"),
    ],
)
def test_faulty_fields_are_wrong_use(args: list[str], said: str, tmp_path: Path, lichun: Call) -> None:
    done = lichun("import", SEEDS, *args, "--store", tmp_path / "store")
    assert done.status == 2 and said in done.err
