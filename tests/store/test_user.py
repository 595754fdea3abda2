"""What a person adds: kept, merged between two processes, and following its records through newer versions."""

from __future__ import annotations

import json
import os
import sqlite3
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.database import Library
from store.errors import QueryError, StoreDamaged, WrongUse
from tests.store.made import article, figure, mention, person, put

TEXT = "1月28日,常州召开大会。全市总投资902.7亿元,开工项目126个。"


def told(**more: object) -> tuple[object, ...]:
    return (
        article("a", TEXT, url="https://news.example/1", **more),
        figure("f", "a", start=17, end=24, value=90270000000),
        figure("g", "a", start=25, end=33, value=126, measure="开工项目", unit="个"),
    )


def test_marks_keep_their_order_and_outlast_the_process(place: Path) -> None:
    with Library.open(place) as library:
        put(library, *told())  # type: ignore[arg-type]
        assert (
            library.notebook.toggle("fact", "g")
            and library.notebook.toggle("article", "a")
            and library.notebook.toggle("fact", "f")
        )
        assert not library.notebook.toggle("article", "a")
    with Library.open(place) as library:
        assert library.notebook.marked() == [("fact", "g"), ("fact", "f")] and library.notebook.marked("article") == []
        assert library.notebook.is_marked("fact", "g") and not library.notebook.is_marked("article", "a")
        library.notebook.clear_marks()
    with Library.open(place) as library:
        assert library.notebook.marked() == []


def test_named_sets(library: Library) -> None:
    library.notebook.toggle("fact", "f")
    library.notebook.toggle("fact", "g")
    library.notebook.keep_set("两个")
    library.notebook.clear_marks()
    library.notebook.toggle("article", "a")
    library.notebook.keep_set("一篇")
    library.notebook.keep_set("空", [])
    assert library.notebook.sets() == {"两个": 2, "一篇": 1, "空": 0}
    library.notebook.mark_set("两个")
    assert library.notebook.marked() == [("fact", "f"), ("fact", "g")] == library.notebook.set_members("两个")
    library.notebook.drop_set("一篇")
    assert "一篇" not in library.notebook.sets()
    with pytest.raises(WrongUse):
        library.notebook.keep_set("  ")


def test_what_was_added_is_laid_over_the_record(library: Library) -> None:
    put(library, *told(), mention("a"))  # type: ignore[arg-type]
    library.notebook.annotate("fact", "f", " 复核过 ")
    library.notebook.tag("fact", "f", ["低空经济", "重点 "])
    assert library.notebook.check("fact", "f")
    library.word.correct("fact", "f", value=90000000000, measure="项目总投资")
    library.word.correct("article", "a", title="改过的标题", published="2023-01-30")
    meeting = library.meetings()[0]
    library.word.correct("meeting", meeting.id, name="改过的会名")
    fact = library.facts(article="a")[0]
    assert (fact.note, fact.tags, bool(fact.checked)) == ("复核过", ("低空经济", "重点"), True)
    assert (getattr(fact, "value", 0), fact.corrected) == (90000000000, ("value", "measure"))
    read = library.article("a")
    assert read is not None and (read.title, library.articles()[0].title) == ("改过的标题", "改过的标题")
    assert library.meetings()[0].name == "改过的会名" and library.meetings()[0].corrected == ("name",)
    assert {hit.id for hit in library.find("tag:低空经济").rows} == {"f"}
    assert {hit.id for hit in library.find("is:corrected kind:figure").rows} == {"f"}
    assert {hit.id for hit in library.find("is:checked").rows} == {"f"}
    library.word.uncorrect("fact", "f")
    library.notebook.annotate("fact", "f", None)
    library.notebook.tag("fact", "f", [])
    assert not library.notebook.check("fact", "f")
    assert library.facts(article="a")[0].note is None and library.facts(article="a")[0].corrected == ()
    assert list(library.word.corrections()) == [("article", "a"), ("meeting", meeting.id)]


@pytest.mark.parametrize("wrong", [{"nothing": 1}, {"id": "x"}, {"trace": {}}])
def test_only_fields_that_exist_can_be_corrected(library: Library, wrong: dict[str, object]) -> None:
    put(library, *told())  # type: ignore[arg-type]
    with pytest.raises(WrongUse):
        library.word.correct("fact", "f", **wrong)


def test_kept_queries(library: Library) -> None:
    library.notebook.keep_query("大项目", "value>100亿 in:江苏")
    with pytest.raises(QueryError):
        library.notebook.keep_query("坏的", "value>x")
    assert library.notebook.queries() == {"大项目": "value>100亿 in:江苏"}
    library.notebook.drop_query("大项目")
    assert library.notebook.queries() == {}


def test_what_is_new(library: Library) -> None:
    put(library, *told())  # type: ignore[arg-type]
    library.notebook.see(library.generation)
    assert library.find("is:new").rows == ()
    put(library, article("b", "新的。"), figure("h", "b"))
    assert [hit.id for hit in library.find("is:new").rows] == ["b"]
    assert [hit.id for hit in library.find("is:new kind:figure").rows] == ["h"]
    assert library.count("is:new") == 1


def test_two_processes_merge_entry_by_entry(place: Path) -> None:
    with Library.open(place) as one, Library.open(place) as other:
        one.notebook.toggle("fact", "f")
        other.notebook.toggle("fact", "g")
        other.notebook.annotate("fact", "f", "来自另一个")
        one.flush()
        other.flush()
        one.reload()
        assert set(one.notebook.marked()) == {("fact", "f"), ("fact", "g")} == set(other.notebook.marked())
        one.notebook.toggle("fact", "g")
        other.notebook.annotate("fact", "g", "别的")
        one.flush()
        other.flush()
        assert other.notebook.marked() == [("fact", "f")] and other.notebook.note("fact", "g") == "别的"


def test_what_is_not_written_outlasts_a_reload(place: Path) -> None:
    with Library.open(place) as one, Library.open(place) as other:
        one.notebook.toggle("fact", "f")
        other.notebook.toggle("fact", "g")
        other.flush()
        one.reload()
        assert set(one.notebook.marked()) == {("fact", "f"), ("fact", "g")}


def test_it_is_a_tinydb_file(library: Library, place: Path) -> None:
    library.notebook.toggle("fact", "f")
    library.flush()
    with TinyDB(place / "user.json", access_mode="r", encoding="utf-8") as plain:
        assert [d["key"] for d in plain.table("marks")] == ["fact:f"]


def test_a_clock_that_goes_back_hides_no_change(place: Path) -> None:
    with Library.open(place) as one, Library.open(place) as other:
        one.notebook.toggle("fact", "f")
        one.flush()
        other.reload()
        stamp = (place / "user.json").stat()
        one.notebook.toggle("fact", "g")
        one.flush()
        os.utime(place / "user.json", ns=(stamp.st_atime_ns - 10**12, stamp.st_mtime_ns - 10**12))
        assert other.changed()


def test_a_torn_user_file_is_never_written_over(place: Path) -> None:
    with Library.open(place) as library:
        library.notebook.toggle("fact", "f")
        library.flush()
        library.notebook.toggle("fact", "g")
    torn = (place / "user.json").read_bytes()[:-40]
    (place / "user.json").write_bytes(torn)
    library = Library.open(place)
    assert library.notebook.marked() == [("fact", "f")] and library.user_damage is not None
    library.notebook.toggle("fact", "h")
    with pytest.raises(StoreDamaged, match=r"user\.json"):
        library.flush()
    assert (place / "user.json").read_bytes() == torn
    assert [f.mended for f in library.doctor(mend=True)] == [True]
    library.close()
    with Library.open(place) as again:
        assert again.notebook.marked() == [("fact", "f"), ("fact", "h")]
    assert (place / "damaged" / "user.json").read_bytes() == torn


def test_a_user_file_that_was_taken_away_comes_back_from_its_copy(place: Path) -> None:
    with Library.open(place) as library:
        for fact in "fg":
            library.notebook.toggle("fact", fact)
            library.flush()
    (place / "user.json").unlink()
    with Library.open(place, read_only=True) as library:
        assert library.notebook.marked() == [("fact", "f")]
        assert [f.what for f in library.doctor() if f.level == "damage"] == ["it is gone"]
    with Library.open(place) as library:
        library.notebook.toggle("fact", "h")
        with pytest.raises(StoreDamaged, match="is gone"):
            library.flush()
        library.doctor(mend=True)
    with Library.open(place) as library:
        assert library.notebook.marked() == [("fact", "f"), ("fact", "h")] and library.doctor() == []


@pytest.mark.parametrize(
    ("table", "entry"),
    [
        ("corrections", {"key": "fact:f"}),
        ("corrections", {"key": "meeting:m", "fields": {}, "mentions": [{"own": 1}]}),
        (
            "added",
            {"key": "fact:f", "article": "a", "kind": "goal", "start": "0", "end": 3, "quote": "x", "fields": {}},
        ),
        ("arranged", {"key": "join:1", "how": "join"}),
        ("sets", {"key": "组", "members": None}),
    ],
)
def test_a_file_written_by_hand_is_read_or_told(place: Path, table: str, entry: dict[str, object]) -> None:
    with Library.open(place) as library:
        library.notebook.toggle("fact", "f")
        library.flush()
        library.notebook.toggle("fact", "g")
    held = json.loads((place / "user.json").read_bytes())
    (place / "user.json").write_text(json.dumps({**held, table: {"1": {**entry, "n": 1, "at": "", "by": ""}}}))
    library = Library.open(place)
    assert library.notebook.marked() == [("fact", "f")], "the copy before the last change is read"
    told = [f for f in library.doctor() if f.path.name == "user.json"]
    assert [f.level for f in told] == ["damage"] and table in told[0].what
    assert library.doctor(mend=True)[0].mended and library.doctor(whole=True) == []
    library.close()


# Following records


def test_an_index_that_is_torn_where_it_is_written_is_built_anew(place: Path) -> None:
    with Library.open(place) as library:
        put(library, *told())  # type: ignore[arg-type]
    db = sqlite3.connect(place / "index.sqlite")
    (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'said'").fetchone()
    (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with (place / "index.sqlite").open("r+b") as stream:
        stream.seek((page - 1) * size)
        stream.write(b"\xff" * size)
    with Library.open(place) as library:
        library.word.reject("g", "试")
        assert library.word.rejection("g") is not None and [f.id for f in library.facts(article="a")] == ["f"]
        assert library.doctor(whole=True) == []


def test_marks_follow_a_fact_that_newer_rules_name_otherwise(library: Library) -> None:
    put(library, *told())  # type: ignore[arg-type]
    library.notebook.toggle("fact", "f")
    library.notebook.annotate("fact", "g", "记着")
    library.notebook.keep_set("组", [("fact", "f"), ("fact", "g")])
    put(
        library,
        article("a", "新的第一句。" + TEXT, url="https://news.example/1"),
        figure("f2", "a", start=23, end=30, value=90270000000),
        figure("g2", "a", start=29, end=39, value=126, measure="开工项目", unit="个"),
        figure("other", "a", start=6, end=11, value=1),
    )
    assert library.notebook.marked() == [("fact", "f2")] and library.notebook.note("fact", "g2") == "记着"
    assert library.notebook.set_members("组") == [("fact", "f2"), ("fact", "g2")]
    assert library.rebind() == []


def test_what_is_gone_or_ambiguous_is_listed_and_kept(library: Library) -> None:
    put(library, *told())  # type: ignore[arg-type]
    library.notebook.toggle("fact", "f")
    library.notebook.toggle("fact", "g")
    put(
        library,
        article("a", TEXT, url="https://news.example/1"),
        figure("f2", "a", start=17, end=24, value=90270000000, measure="总投资"),
        figure("f3", "a", start=17, end=24, value=90270000000, measure="投资"),
    )
    left = {unbound.id: unbound.candidates for unbound in library.rebind()}
    assert left == {"f": ("f2", "f3"), "g": ()}
    assert library.notebook.marked() == [("fact", "f"), ("fact", "g")]


def test_marks_follow_a_page_that_was_scraped_again(library: Library) -> None:
    put(library, *told())  # type: ignore[arg-type]
    library.notebook.toggle("article", "a")
    library.notebook.toggle("fact", "f")
    library.commit(
        [article("a2", TEXT + "后来补的一句。", url="https://news.example/1")],
        [],
        [figure("n", "a2", start=17, end=24, value=90270000000)],
        removed=["a"],
    )
    assert library.notebook.marked() == [("article", "a2"), ("fact", "n")]


@pytest.mark.parametrize(
    ("title", "body", "follows"),
    [
        ("另一篇", "这一天的网页上登着另外一件事，与前一天的毫无关系。", False),
        ("另一篇", TEXT + "后来补的一句。", True),
        ("原题", "这一天的网页上只剩下题目，正文全部改写过了。", True),
    ],
    ids=["another article of the page", "its words", "its title"],
)
def test_a_note_follows_its_article_and_not_its_address(library: Library, title: str, body: str, follows: bool) -> None:
    put(library, article("a", TEXT, title="原题", url="https://news.example/"))
    library.notebook.annotate("article", "a", "看附件")
    put(library, article("a2", body, title=title, url="https://news.example/"))
    library.remove(["a"])
    assert (library.notebook.note("article", "a2") == "看附件") is follows
    assert [unbound.id for unbound in library.rebind()] == ([] if follows else ["a"]), "and is kept"


def test_marks_follow_a_meeting_that_is_joined_or_split(library: Library) -> None:
    put(library, article("a", published="2023-01-29"), mention("a", "全市作风建设动员大会", kind="动员会"))
    alone = library.meetings()[0].id
    library.notebook.toggle("meeting", alone)
    put(library, article("b", published="2023-01-28"), mention("b", "作风建设动员会", kind="动员会"))
    joined = library.meetings()[0].id
    assert joined != alone and library.notebook.marked() == [("meeting", joined)]
    library.remove(["b"])
    assert library.notebook.marked() == [("meeting", alone)]


def test_a_correction_survives_a_new_import(library: Library) -> None:
    records = told()
    put(library, *records)  # type: ignore[arg-type]
    library.word.correct("article", "a", title="改过的标题")
    library.word.correct("fact", "f", value=1)
    assert put(library, *records).same == 1  # type: ignore[arg-type]
    put(library, *records[:2], person("p", "a", "陈金虎"))  # type: ignore[arg-type]
    read = library.article("a")
    assert read is not None and read.title == "改过的标题"
    assert getattr(library.fact("f"), "value", 0) == 1


def test_an_anchor_goes_with_the_last_that_hangs_on_it(library: Library, place: Path) -> None:
    put(library, *told())  # type: ignore[arg-type]
    library.notebook.toggle("fact", "f")
    library.notebook.annotate("fact", "f", "x")
    library.notebook.toggle("fact", "f")
    library.flush()
    assert json.loads((place / "user.json").read_bytes())["anchors"]
    library.notebook.annotate("fact", "f", None)
    library.flush()
    assert not json.loads((place / "user.json").read_bytes()).get("anchors")


def test_what_was_said_of_one_figure_never_moves_to_the_one_beside_it(library: Library) -> None:
    """增长5%和6%: one stretch proves both."""
    two = [figure(i, "a", start=17, end=24, value=value) for i, value in (("five", 5), ("six", 6))]
    put(library, article("a", TEXT), *two)
    library.word.correct("fact", "five", value=50)
    library.word.reject("six")
    put(library, article("a", TEXT, publisher="别的报"), two[1])
    assert [u.id for u in library.rebind()] == ["five"] and library.word.corrections().keys() == {("fact", "five")}
    put(library, article("a", TEXT), figure("read anew", "a", start=17, end=24, value=7), two[1])
    assert library.word.corrections() == {("fact", "read anew"): {"value": 50}} and library.rebind() == []
