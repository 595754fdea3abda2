"""What each command gives, from the five samples."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from store.index import building
from tests.commands.conftest import SEEDS, Done
from tui.cli import COMMANDS

Call = Callable[..., Done]


@pytest.mark.parametrize("name", ["常州", "changzhou", "cz", "常州市", "320400"])
def test_a_citys_meeting_by_any_of_its_names(name: str, samples: Path, lichun: Call) -> None:
    done = lichun("meeting", name, "--store", samples)
    assert done.status == 0
    for said in ("江苏省常州市", "2023-01-28", "陈金虎", "新能源之都十条", "新华日报"):
        assert said in done.out, said


def test_a_name_in_traditional_characters(samples: Path, lichun: Call) -> None:
    done = lichun("meeting", "江寧", "--store", samples)
    assert "南京市江宁区" in done.out and "招大引强" in done.out


def test_options_stand_before_or_behind(samples: Path, lichun: Call) -> None:
    before = lichun("--store", samples, "--json", "meeting", "常州")
    behind = lichun("meeting", "常州", "--store", samples, "--json")
    assert before.json == behind.json and before.json["region"]["code"] == "320400"


def test_the_year_holds(samples: Path, lichun: Call) -> None:
    assert lichun("meeting", "常州", "--year", 2023, "--store", samples).status == 0
    assert lichun("meeting", "常州", "--year", 2019, "--store", samples).status == 1


def test_importing_again_changes_nothing(samples: Path, lichun: Call) -> None:
    before = sorted(p.name for p in (samples / "segments").iterdir())
    done = lichun("import", *sorted(SEEDS.glob("*.txt")), "--store", samples)
    assert done.status == 0 and "0 new, 5 unchanged, 0 replaced, 0 failed" in done.err
    assert sorted(p.name for p in (samples / "segments").iterdir()) == before


def test_find_in_either_script_and_width(samples: Path, lichun: Call) -> None:
    one, two, three = (
        lichun("find", q, "--store", samples, "--json").json for q in ("产业强市", "產業強市", "产业 强市")
    )
    assert one["total"] == two["total"] >= 1
    assert three["total"] >= one["total"]
    assert {r["id"] for r in one["rows"]} == {r["id"] for r in two["rows"]}


@pytest.mark.parametrize("excluded", ["-开发区", "-in:常州", '-"产业强市"', "-kind:figure", "-产业强市"])
def test_a_query_may_begin_with_what_it_excludes(excluded: str, samples: Path, lichun: Call) -> None:
    for words in ((excluded, "江苏"), ("江苏", excluded)):
        found, other = (
            lichun("find", *q, "--store", samples, "--json") for q in (words, (" ".join(["江苏", excluded]),))
        )
        assert {r["id"] for r in found.json["rows"]} == {r["id"] for r in other.json["rows"]}
    assert lichun("find", "江苏", "-z", "--store", samples).status == 2


def test_a_torn_record_is_told_and_the_rest_found(samples: Path, lichun: Call) -> None:
    whole = lichun("find", "江苏", "--store", samples, "--json").json["rows"]
    segment = max((samples / "segments").iterdir())
    torn = next(row["article"] for row in whole)
    segment.write_bytes(segment.read_bytes().replace(f'{{"id":"{torn}"'.encode(), f'{{"id"!"{torn}"'.encode()))
    done = lichun("find", "江苏", "--store", samples)
    assert done.status == 1 and "lichun doctor" in done.err and len(done.out.splitlines()) == 1 + len(whole) > 2
    rows = lichun("find", "江苏", "--store", samples, "--json").json["rows"]
    assert {row["article"] for row in rows if row["torn"]} == {torn}


def test_no_view_fails_on_a_torn_record_and_each_says_so(samples: Path, tmp_path: Path, lichun: Call) -> None:
    whole = lichun("export", "--format", "csv", "--store", samples).out.splitlines()
    article = lichun("find", "常州", "--store", samples, "--json").json["rows"][0]["article"]
    segment = max((samples / "segments").iterdir())
    data = segment.read_bytes()
    for name, torn in (
        (f'{{"id":"{article}"'.encode(), b"{'id'"),
        (b'{"kind":"person"', b'{"kind":"parson"'),
        (b'"indicator":"project_investment"', b'"indicator":"project_investment\x00'),
    ):
        data = data.replace(name, torn.ljust(len(name)), 1)
    segment.write_bytes(data)
    views = [
        ("meeting", "常州"), ("person", "陈金虎"), ("stats", "--by", "year,place"),
        ("compare", "project_investment", "常州", "南京"), ("find", "kind:figure"), ("find", "kind:person"), ("export",),
        *(("export", "--format", form) for form in ("csv", "jsonl", "md", "csl-json")), ("export", "--trace"),
        ("export", "-o", str(tmp_path / "all.xlsx")),
    ]  # fmt: skip
    for view in views:
        done = lichun(*view, "--store", samples)
        told = [line for line in done.err.splitlines() if "lichun doctor" in line]
        assert done.status == len(told) <= 1 and (done.out or "-o" in view), (view, done)
        assert done.status == 1 or view[0] not in ("export", "stats"), view
    assert "passed over" in lichun("show", article, "--store", samples).err
    some = lichun("export", "-o", tmp_path / "some.csv", "--store", samples)
    assert some.status == 1 and "less what cannot be read" in some.err
    assert len((tmp_path / "some.csv").read_text("utf-8-sig").splitlines()) == len(whole) - 2
    assert lichun("doctor", "--mend", "--store", samples).status == 0
    assert lichun("stats", "--store", samples).status == 0


def test_show_takes_a_beginning_of_an_id(samples: Path, lichun: Call) -> None:
    row = lichun("find", "高淳", "--store", samples, "--json").json["rows"][0]
    assert "高淳" in lichun("show", row["article"][:8], "--store", samples).out


def test_show_tells_the_sentence_that_proves_a_fact(samples: Path, lichun: Call) -> None:
    row = lichun("find", "kind:figure measure:总投资 in:常州", "--store", samples, "--json").json["rows"][0]
    told = dict(line.split(maxsplit=1) for line in lichun("show", row["id"], "--store", samples).out.splitlines())
    assert told["evidence"] in told["sentence"] and told["sentence"].endswith("重磅发布。")


def test_export_keeps_the_contract_and_never_overwrites(samples: Path, tmp_path: Path, lichun: Call) -> None:
    target = tmp_path / "out.json"
    assert lichun("export", "-o", target, "--store", samples).status == 0
    held = target.read_bytes()
    data = json.loads(held)
    assert set(data) == {"meta", "articles", "regions", "meetings", "facts", "corrections", "marks"}
    assert len(data["articles"]) == 5 and "trace" not in data["facts"][0]
    again = lichun("export", "-o", target, "--store", samples)
    assert again.status == 2 and "--force" in again.err and target.read_bytes() == held
    assert lichun("export", "-o", target, "--force", "--trace", "--store", samples).status == 0
    assert "trace" in json.loads(target.read_bytes())["facts"][0]


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.csv", "\ufeffkind,"), ("a.jsonl", '{"kind":'), ("a.md", "# "), ("a.json", "{"), ("a", "{")],
)
def test_export_takes_its_format_from_the_ending_of_the_file(
    samples: Path, tmp_path: Path, lichun: Call, name: str, begins: str
) -> None:
    target = tmp_path / name
    assert lichun("export", "in:常州", "-o", target, "--store", samples).status == 0
    assert target.read_text(encoding="utf-8").startswith(begins)


def test_a_dash_is_standard_output_and_no_file(
    samples: Path, tmp_path: Path, lichun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = lichun("export", "in:常州", "-o", "-", "--store", samples)
    assert done.status == 0 and len(done.json["facts"]) == 15
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize("name", ["project_investment", "总投资", "總投資"])
def test_an_indicator_goes_by_its_id_and_by_its_words(name: str, samples: Path, lichun: Call) -> None:
    done = lichun("compare", name, "南京", "常州", "--store", samples, "--json")
    assert done.json["indicator"] == "project_investment" and len(done.json["columns"]) == 2


def test_a_word_of_several_indicators_lists_them(samples: Path, lichun: Call) -> None:
    done = lichun("compare", "占地面积", "南京", "--store", samples)
    assert done.status == 2 and "land, floor_area" in done.err


def test_a_place_that_says_nothing_has_a_line_of_its_own(samples: Path, lichun: Call) -> None:
    lines = [x.split("\t") for x in lichun("compare", "gdp", "全国", "昆明", "--store", samples).out.splitlines()]
    assert lines[-1][:6] == ["昆明市", "530100", "—", "—", "—", "—"]
    assert {len(line) for line in lines} == {12}


def test_an_import_beside_the_samples_goes_to_one_s_own_store(
    tmp_path: Path, lichun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "a.txt"
    page.write_text("苏州要闻\n2023年3月5日，苏州市召开项目推进会。\n" * 4, encoding="utf-8")
    monkeypatch.setenv("LICHUN_STORE", str(tmp_path / "own"))
    monkeypatch.setattr("tui.commands.browse.sample_place", lambda: tmp_path / "samples")
    done = lichun("--samples", "import", page)
    assert done.status == 0 and f"your own store, {tmp_path / 'own'}" in done.err
    assert (tmp_path / "own" / "segments").is_dir() and not (tmp_path / "samples").exists()


def test_a_pipe_gets_plain_lines(samples: Path, lichun: Call) -> None:
    lines = lichun("find", "招商", "--store", samples).out.splitlines()
    assert lines[0].split("\t") == ["id", "date", "place", "title", "sentence"]
    assert all(line.count("\t") == 4 for line in lines)


def test_explain_tells_winners_and_losers(samples: Path, lichun: Call) -> None:
    done = lichun("explain", SEEDS / "001_47a5fbd0c6a19d7d.txt", "--store", samples)
    assert "kept" in done.out and "lost to" in done.out


@pytest.mark.parametrize("version", [None, 9])
def test_an_index_asked_for_anew_is_built_once(
    version: int | None, samples: Path, lichun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening builds one of another version already: at 100,000 articles a second time costs a quarter of an hour."""
    if version:
        with sqlite3.connect(samples / "index.sqlite") as db:
            db.execute(f"PRAGMA user_version = {version}")
    built, build = [], building.build
    monkeypatch.setattr(building, "build", lambda *args, **how: (built.append(args), build(*args, **how)))
    assert lichun("refresh", "--index", "--store", samples).status == 0
    assert len(built) == 1 and lichun("doctor", "--store", samples).status == 0


def test_refresh_with_the_same_rules_changes_nothing(samples: Path, lichun: Call) -> None:
    done = lichun("refresh", "--store", samples, "--json")
    assert done.json["read"] == 5 and not any(v for n, v in done.json.items() if n != "read")


def test_remove_takes_an_article_out(samples: Path, lichun: Call) -> None:
    row = lichun("find", "高淳", "--store", samples, "--json").json["rows"][0]
    assert lichun("remove", row["article"], "--yes", "--store", samples).status == 0
    assert row["article"] not in {
        r["article"] for r in lichun("find", "项目", "--store", samples, "--json").json["rows"]
    }


def test_filters_give_a_line_for_a_line() -> None:
    text = "我市各區(qū)陸續(xù)召開“新春第一會”\n\n第二行\n"
    for command in (["repair"], ["convert", "--to", "hans"]):
        done = subprocess.run(
            [sys.executable, "-m", "tui.cli", *command], input=text, capture_output=True, text=True, check=True
        )
        assert done.stdout.count("\n") == text.count("\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_completions(shell: str) -> None:
    env = {**os.environ, "_LICHUN_COMPLETE": f"{shell}_source"}
    done = subprocess.run(
        [sys.executable, "-c", "from tui.cli import COMMANDS, main; main()"], env=env, capture_output=True, text=True
    )
    assert done.returncode == 0 and "_LICHUN_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    "args", [["meeting", "常州"], ["find", "新能源"], ["places", "常州"], ["export", "--format", "csv"], ["--help"]]
)
def test_a_look_up_never_loads_what_it_does_not_use(args: list[str], samples: Path) -> None:
    code = (
        "import sys; from tui.cli import run; run(sys.argv[1:]);"
        "slow = ('textual', 'jieba', 'opencc', 'pypinyin', 'trafilatura', 'store.language.patterns');"
        "print('LOADED', *[m for m in slow if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *args, "--store", str(samples)]
        if args != ["--help"]
        else [sys.executable, "-c", code, *args],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "LOADED"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_an_example(name: str, lichun: Call) -> None:
    done = lichun(name, "--help")
    examples = [line for line in done.out.splitlines() if f"lichun {name}" in line and not line.startswith("Usage")]
    assert done.status == 0 and examples and "--store" in done.out and "--json" in done.out


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (["expotr"], 2, "Did you mean export?"),
        (["export", "--colums", "place"], 2, "--columns"),
        (["export", "--columns", "plase", "--format", "csv"], 2, "did you mean place"),
        (["meeting", "鼓楼"], 2, "320106"),
        (["meeting", "长州"], 1, "常州市"),
        (["meeting", "无锡"], 1, "宜兴市"),
        (["meeting", "常州", "--year", "2024"], 1, "there are some of 2023"),
        (["person", "韩立名"], 1, "did you mean 韩立明"),
        (["person", "nobody"], 1, "nothing found for nobody"),
        (["compare", "gdb", "南京"], 1, "did you mean gdp"),
        (["compare", "gdp", "苏州"], 1, "nothing found for gdp in 苏州\n"),
        (["compare", "无此指标", "南京"], 1, "--by indicator` lists"),
        (["compare", "gdp", "南京", "--year", "abc"], 2, "abc is no year"),
        (["find", ""], 2, "nothing is asked for"),
        (["find", " "], 2, "nothing is asked for"),
        (["meeting", ""], 2, "no place is named"),
        (["export", "in:南京", "-o", "x.foo"], 2, "no format ends in .foo"),
        (["export", "in:南京", "--format", "xlsx", "--columns", "place"], 2, "csv and jsonl"),
        (["find", "value>abc"], 2, "▸abc"),
        (["find", "不存在的词"], 1, "存在"),
        (["find", "in:火星"], 1, "火星"),
        (["stats", "--by", "colour"], 2, "year, place"),
        (["show", "zz"], 1, "nothing found for zz"),
        (["export", "--marked"], 1, "marked"),
        (["remove", "zz"], 1, "zz"),
        (["places", "火星"], 1, "火星"),
        (["explain", "/nowhere"], 1, "no such file"),
        (["convert"], 2, "--to"),
    ],
)
def test_what_goes_wrong_is_said_with_what_is_near(
    args: list[str], status: int, said: str, samples: Path, lichun: Call
) -> None:
    done = lichun(*args, "--store", samples)
    assert (done.status, said in done.err) == (status, True), done
    assert "Traceback" not in done.err and done.out == ""


def test_a_person_is_found_by_pinyin(samples: Path, lichun: Call) -> None:
    by_name, read = (lichun("person", n, "--store", samples) for n in ("韩立明", "hanliming"))
    assert by_name.status == 0 and by_name.out == read.out


def test_a_comparison_is_kept_with_the_sources_of_each_value(samples: Path, tmp_path: Path, lichun: Call) -> None:
    file = tmp_path / "gdp.csv"
    asked = ("compare", "gdp", "南京", "--below", "--store", samples)
    done = lichun(*asked, "-o", file)
    assert done.status == 0 and done.out == "" and "rows" in done.err
    head, first, *_ = file.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("place,code,time") and head.endswith("sources,evidence") and "南京" in first
    assert (lichun(*asked, "-o", file).status, lichun(*asked, "-o", tmp_path / "gdp.foo").status) == (2, 2)
    assert lichun("--lang", "zh", *asked, "-o", file, "--force").status == 0
    assert file.read_text(encoding="utf-8-sig").startswith("地区,代码,时间")


def test_a_compared_value_leads_to_its_facts(samples: Path, lichun: Call) -> None:
    rows = [x.split("\t") for x in lichun("compare", "gdp", "南京", "--below", "--store", samples).out.splitlines()]
    ids = rows[1][rows[0].index("facts")].split()
    shown = lichun("show", *ids, "--store", samples)
    assert shown.status == 0 and "indicator  gdp" in shown.out


def test_years_are_given_as_a_span(samples: Path, lichun: Call) -> None:
    one, span, wide = (
        lichun("meetings", "--year", y, "--store", samples).out for y in ("2023", "2022-2023", "２０２２..2023")
    )
    assert one == span == wide != ""
    assert lichun("compare", "gdp", "南京", "--below", "--year", "2022-2023", "--store", samples).status == 0
    late = lichun("compare", "gdp", "南京", "--below", "--year", "2030", "--store", samples)
    assert late.status == 1 and "for 2030; there is some for 2023" in late.err


def test_a_person_in_traditional_characters_is_the_same(samples: Path, lichun: Call) -> None:
    assert lichun("person", "韓立明", "--store", samples).out == lichun("person", "韩立明", "--store", samples).out


def test_a_quote_is_shown_with_where_it_can_be_read_again(samples: Path, lichun: Call) -> None:
    quote = lichun("find", "kind:quote", "person:韩立明", "--store", samples).out.splitlines()[1].split("\t")[0]
    shown = lichun("show", quote, "--store", samples).out
    assert "320100 江苏省南京市" in shown
    (source,) = (line for line in shown.splitlines() if line.startswith("from "))
    assert "新华日报" in source and "2023-01-29" in source


def test_the_country_has_a_name_on_its_card(tmp_path: Path, lichun: Call) -> None:
    from store.database import Library
    from store.records import Mention
    from tests.tui.made import written

    article, mentions, facts = written(
        "cn",
        "⟦m|3月5日，全国经济工作会议召开⟧。",
        {"m": (Mention, {"name": "全国经济工作会议", "region": "100000", "date": "2023-03-05", "kind": "工作会议"})},
    )
    with Library.open(tmp_path / "store") as library:
        library.commit([article], mentions, facts)
    assert lichun("meeting", "全国", "--store", tmp_path / "store").out.startswith("中国  100000\n")


def test_marks_are_listed_by_name(samples: Path, lichun: Call) -> None:
    store = samples
    assert lichun("mark", "--store", store).status == 1
    id = lichun("find", "kind:quote", "--store", store).out.splitlines()[1].split("\t")[0]
    lichun("mark", id, "--store", store)
    head, marked = lichun("mark", "--store", store).out.splitlines()
    assert head == "kind\tid\twhat" and marked.split("\t")[2]
    assert "note taken away" in lichun("note", id, "", "--store", store).err
