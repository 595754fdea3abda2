"""Commands by which a person has the last word: correct, reject, add, check, note, mark, join, split; indicators.toml."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.database import Library
from tests.commands.conftest import Done

Call = Callable[..., Done]
SEED_003 = "e1b2750e"


def ids(lichun: Call, samples: Path, query: str) -> list[str]:
    return [hit["id"] for hit in lichun("find", query, "--json", "--store", samples).json["rows"]]


@pytest.fixture
def fact(samples: Path) -> str:
    with Library.open(samples, read_only=True) as library:
        return library.facts(region="320400", kind="figure")[0].id


@pytest.fixture
def meetings(samples: Path) -> list[str]:
    """The two of the page without a year."""
    with Library.open(samples, read_only=True) as library:
        return [m.id for m in library.meetings("320100") if m.date and m.date.startswith("XXXX")]


def test_a_year_entered_once(samples: Path, lichun: Call) -> None:
    done = lichun("correct", SEED_003, "published=2021", "--store", samples)
    assert done.status == 0 and done.out == "" and done.err.startswith("corrected: e1b2750e")
    told = lichun("meetings", "--in", "南京", "--year", 2021, "--json", "--store", samples).json
    assert [m["date"] for m in told] == ["2021-12-15", "2021-12-15"]
    listed = lichun("correct", SEED_003, "--store", samples).out
    assert "published\t2021\tyes\n" in listed and "title\t" in listed
    assert lichun("correct", SEED_003, "--json", "--store", samples).json["corrected"] == {"published": "2021"}
    assert lichun("doctor", "--whole", "--store", samples).status == 0
    assert "as extracted" in lichun("correct", "--undo", SEED_003, "--store", samples).err
    assert lichun("meetings", "--in", "南京", "--year", 2021, "--json", "--store", samples).out.strip() in ("", "[]")


def test_a_fact_is_corrected_rejected_checked_noted_and_marked(samples: Path, fact: str, lichun: Call) -> None:
    def done(*words: object) -> Done:
        return lichun(*words, "--store", samples)

    assert done("correct", fact[:8], "value=513.5亿", "unit=元", "region=苏州").status == 0
    assert done("find", "value=513.5亿 in:苏州").status == 0
    assert done("reject", fact, "--because", "不是投资").status == 0
    assert done("show", fact).out.endswith("rejected   不是投资\n")
    assert done("find", "value=513.5亿 in:苏州").status == 1
    assert done("reject").out.splitlines()[1].endswith("不是投资") and done("reject", "--json").json[0]["id"] == fact
    assert done("reject", "--undo", fact).status == 0 and done("find", "value=513.5亿").status == 0
    assert done("reject", "--undo", fact).status == 2
    for _ in range(2):  # saying it twice takes nothing back
        assert done("check", fact).status == 0 and done("mark", fact).status == 0
    assert done("note", fact, "与公报一致").status == 0 and done("note", fact, "--tag", "重点").status == 0
    assert done("note", fact).out == "与公报一致  #重点\n" and done("note", fact, "--json").json["tags"] == ["重点"]
    shown = done("show", fact, "--json").json
    assert shown["checked"] and shown["note"] == "与公报一致" and shown["corrected"] == ["value", "unit", "region"]
    assert f"\nfact\t{fact}\t" in done("mark").out and done("mark", "--json").json == [{"kind": "fact", "id": fact}]
    exported = done("export", "--marked").json
    assert [c["fields"]["value"] for c in exported["corrections"]] == [51350000000] and exported["corrections"][0]["by"]
    assert done("mark", "--undo", fact).status == 0 and done("mark").status == 1
    assert done("check", "--undo", fact).status == 0 and not done("show", fact, "--json").json["checked"]
    assert done("note", fact, "").status == 0 and done("correct", "--undo", fact).status == 0
    assert done("find", "value=513.5亿").status == 1


def test_a_fact_of_ones_own(samples: Path, lichun: Call) -> None:
    made = lichun("add", SEED_003, "campaign", "项目为王", "region=南京", "--json", "--store", samples).json
    assert (made["name"], made["region"], made["corrected"]) == ("项目为王", "320100", ["kind", "name", "region"])
    assert made["id"] in ids(lichun, samples, "kind:campaign in:南京")
    exported = lichun("export", "kind:campaign in:南京", "--store", samples).json
    assert [c["id"] for c in exported["corrections"]] == [made["id"]]
    figure = ("add", SEED_003, "figure", "占比近七成", "measure=占比", "value=70", "unit=%", "--store", samples)
    assert lichun(*figure).status == 0 and lichun(*figure).status == 2
    assert lichun("reject", made["id"], "--store", samples).status == 0
    assert made["id"] not in ids(lichun, samples, "kind:campaign in:南京")


def test_meetings_are_joined_and_split(samples: Path, meetings: list[str], lichun: Call) -> None:
    first, other = meetings
    assert lichun("join", first, other, "--json", "--store", samples).json == [first]
    assert lichun("show", other, "--json", "--store", samples).json["id"] == first
    assert lichun("join", first, other, "--store", samples).status == 2
    assert lichun("split", first, SEED_003, "--store", samples).status == 2, "none would stay"
    assert sorted(lichun("join", "--undo", first, "--json", "--store", samples).json) == sorted(meetings)
    assert lichun("join", "--undo", first, "--store", samples).status == 2
    with Library.open(samples, read_only=True) as library:
        whole = next(m for m in library.meetings() if len(m.articles) > 1)
    part = lichun("split", whole.id, whole.articles[-1], "--json", "--store", samples).json
    assert lichun("show", part, "--json", "--store", samples).json["articles"] == [whole.articles[-1]]
    assert lichun("join", "--undo", part, "--store", samples).status == 0
    assert lichun("correct", first, "kind=座谈会", "--store", samples).status == 0, (
        "a field may be called as an argument is"
    )
    assert lichun("show", first, "--json", "--store", samples).json["kind"] == "座谈会"
    assert lichun("doctor", "--whole", "--store", samples).status == 0


WRONG: list[tuple[tuple[str, ...], int, str]] = [
    (("correct", SEED_003, "published=morgen"), 2, "a day is wanted"),
    (("correct", SEED_003, "text=x"), 2, "no field text"),
    (("correct", SEED_003, "published"), 2, "no FIELD=VALUE"),
    (("correct", "--undo", SEED_003, "published=2021"), 2, "--undo takes no fields"),
    (("correct", "ffffffff", "published=2021"), 1, "nothing found"),
    (("reject", SEED_003), 2, "no fact"),
    (("add", SEED_003, "goal", "这里没有"), 2, "does not stand"),
    (("add", SEED_003, "goal", "项目"), 2, "several times"),
    (("add", SEED_003, "figure", "项目为王"), 2, "needs measure, value"),
    (("add", SEED_003, "goal", "项目为王", "name"), 2, "no FIELD=VALUE"),
    (("join", SEED_003, SEED_003), 2, "no meeting"),
    (("join", SEED_003), 2, "two without"),
    (("split", SEED_003, SEED_003), 2, "no meeting"),
    (("note", SEED_003), 1, "nothing found"),
]


@pytest.mark.parametrize(("words", "status", "said"), WRONG)
def test_what_cannot_be_meant_is_told(
    samples: Path, lichun: Call, words: tuple[str, ...], status: int, said: str
) -> None:
    done = lichun(*words, "--store", samples)
    assert done.status == status and said in done.err and done.out == ""


def test_who_said_it_is_set_once(samples: Path, tmp_path: Path, lichun: Call, fact: str) -> None:
    (tmp_path / "config.toml").write_text('name = "王"\n', encoding="utf-8")
    lichun("correct", fact, "status=target", "--store", samples)
    with Library.open(samples, read_only=True) as library:
        assert library.user.entries("corrections")[f"fact:{fact}"]["by"] == "王"


def test_a_table_of_ones_own_holds_for_what_stands_already(samples: Path, tmp_path: Path, lichun: Call) -> None:
    file = tmp_path / "indicators.toml"
    assert lichun("stats", "indicator:key_projects", "--store", samples).status == 1
    file.write_text('[key_projects]\naliases = ["重大产业项目"]\nunits = ["个"]\n', encoding="utf-8")
    found = lichun("find", "indicator:key_projects", "--json", "--store", samples).json["rows"]
    assert found and lichun("config", "--json").json["indicators"]["rows"]["key_projects"]["units"] == ["个"]
    exported = lichun("export", "indicator:key_projects", "--store", samples).json
    assert {f["indicator"] for f in exported["facts"]} == {"key_projects"}
    assert lichun("doctor", "--whole", "--store", samples).status == 0
    file.write_text("[key_projects]\naliases = 3\n", encoding="utf-8")
    for words in (("config",), ("find", "x", "--store", samples), ("doctor", "--store", samples)):
        done = lichun(*words)
        assert done.status == 2 and "indicators.toml:2: aliases wants a list" in done.err
    file.write_text("", encoding="utf-8")
    assert lichun("find", "indicator:key_projects", "--store", samples).status == 1
