"""Work shared and merged: what is new comes, what differs is told, what has no record waits; never twice, never halfway."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.database import Library
from store.errors import WrongUse
from store.sharing.merge import Choice, Merged, merge
from store.sharing.work import SHARED, Work, lines, of_library, read
from tests.store.made import article, figure, mention, put

TEXT = "1月28日,常州召开大会。全市总投资902.7亿元,开工项目126个,增长6%。"
FACTS = ("f", "g", "h")
Act = Callable[[Library], object]


def fill(library: Library) -> None:
    put(
        library,
        article("a", TEXT, url="https://news.example/1"),
        article("b", "常州的另一篇报道。", url="https://news.example/2"),
        mention("a", id="ma", end=12),
        figure("f", "a", start=17, end=24, meeting="ma"),
        figure("g", "a", start=25, end=33, value=126, measure="开工项目", unit="个"),
        figure("h", "a", start=34, end=38, value=6, measure="增幅", unit="%"),
    )


@contextmanager
def stores(*names: str) -> Iterator[list[Library]]:
    """A store for each person, all with the same articles."""
    with tempfile.TemporaryDirectory() as folder:
        opened = [Library.open(Path(folder) / name) for name in names]
        try:
            for name, library in zip(names, opened, strict=True):
                library.person = name
                fill(library)
            yield opened
        finally:
            for library in opened:
                library.close()


def shared(library: Library) -> Work:
    """As it comes out of a file."""
    return read("work.json", b"".join(lines(of_library(library))))


def held(library: Library) -> dict[str, dict[str, Any]]:
    """All that was added, but the order in which it was."""
    return {
        table: {key: {n: v for n, v in e.items() if n != "n"} for key, e in library.user.entries(table).items()}
        for table in SHARED
    }


def work_of_wang(library: Library) -> None:
    library.notebook.toggle("fact", "f")
    library.notebook.keep_set("重点", [("fact", "f"), ("article", "b")])
    library.notebook.annotate("fact", "g", "问过统计局")
    library.notebook.tag("article", "a", ["低空经济"])
    library.notebook.check("fact", "g")
    library.word.correct("fact", "f", value=47_000_000_000)
    library.word.correct("meeting", library.meetings()[0].id, theme="拼经济")
    library.word.reject("h", "是增速,不是增幅")
    library.word.add_fact("a", 0, 12, "goal", {"name": "新能源之都"})
    library.notebook.keep_query("大项目", "value>100亿")
    library.flush()


def test_all_of_it_comes_with_who_and_when() -> None:
    with stores("wang", "li") as (wang, li):
        work_of_wang(wang)
        done = merge(li, shared(wang))
        assert held(li) == held(wang) and not done.open and not done.waiting
        assert li.fact("f").value == 47_000_000_000  # type: ignore[union-attr]
        assert li.word.rejection("h") == "是增速,不是增幅" and [f.start for f in li.word.added_facts()] == [0]
        assert li.meetings()[0].theme == "拼经济" and li.count("is:checked kind:figure") == 1
        assert li.user.entries("notes")["fact:g"]["by"] == "wang"
        again = merge(li, shared(wang))
        assert not again.added and again.same == sum(shared(wang).count().values())
        assert not li.user.dirty


def test_where_two_differ_mine_stands_until_somebody_says_so() -> None:
    with stores("wang", "li") as (wang, li):
        for library, value in ((wang, 48), (li, 49)):
            library.word.correct("fact", "f", value=value, status="target")
            library.notebook.annotate("fact", "f", f"{value}")
        li.word.correct("fact", "g", value=5)
        work = shared(wang)
        open_ = {(c.table, c.key, c.field): (c.mine.value, c.theirs.value, c.theirs.by) for c in merge(li, work).open}
        assert open_ == {
            ("corrections", "fact:f", "value"): (49, 48, "wang"),
            ("notes", "fact:f", "note"): ("49", "48", "wang"),
        }
        assert li.fact("f").value == 49 and li.notebook.note("fact", "f") == "49"  # type: ignore[union-attr]
        kept = merge(li, work, choice=Choice(mine=("f",)))
        assert not kept.open and len(kept.settled) == 2 and li.notebook.note("fact", "f") == "49"
        dry = merge(li, work, choice=Choice("theirs"), dry_run=True)
        assert dry.added == {"corrections": 1, "notes": 1} and li.notebook.note("fact", "f") == "49"
        assert not merge(li, work, choice=Choice("theirs")).open
        assert li.fact("f").value == 48 and li.notebook.note("fact", "f") == "48"  # type: ignore[union-attr]
        assert li.fact("g").value == 5 and li.fact("f").status == "target"  # type: ignore[union-attr]
        assert not merge(li, work).added


def test_what_goes_together_is_no_conflict() -> None:
    with stores("wang", "li") as (wang, li):
        wang.word.correct("fact", "f", value=48)
        li.word.correct("fact", "f", status="target")
        wang.notebook.tag("fact", "f", ["a", "b"])
        li.notebook.tag("fact", "f", ["b", "c"])
        li.notebook.annotate("fact", "f", "mine")
        assert merge(li, shared(wang)).open == []
        fact = li.fact("f")
        assert fact is not None and (fact.value, fact.status) == (48, "target")  # type: ignore[attr-defined]
        assert li.notebook.tags("fact", "f") == ("a", "b", "c") and li.notebook.note("fact", "f") == "mine"


@pytest.mark.parametrize("theirs", [False, True])
def test_a_fact_that_one_rejects_and_the_other_corrects(theirs: bool) -> None:
    with stores("wang", "li") as (wang, li):
        wang.word.reject("f", "kein Wert")
        li.word.correct("fact", "f", value=1)
        (clash,) = merge(li, shared(wang)).open
        assert clash.theirs.value == "rejected" and li.word.rejection("f") is None
        if theirs:
            merge(li, shared(wang), choice=Choice(theirs=("f",)))
            assert li.word.rejection("f") == "kein Wert" and not merge(li, shared(wang)).open


def test_a_join_that_undoes_a_split_is_told() -> None:
    def told(library: Library) -> None:
        put(library, mention("b", id="mb", date="2023-02-02", name="表彰大会"), article("b", "常州的另一篇报道。"))

    with stores("wang", "li") as (wang, li):
        for library in (wang, li):
            told(library)
            ids = [m.id for m in library.meetings()]
            library.arrangements.join(*ids)
        assert not merge(li, shared(wang)).open, "the same act of two is one"
        assert len(li.meetings()) == 1


def test_what_has_no_record_here_waits_for_its_article() -> None:
    with stores("wang") as (wang,), tempfile.TemporaryDirectory() as folder:
        work_of_wang(wang)
        with Library.open(Path(folder) / "empty") as li:
            done = merge(li, shared(wang))
            assert {w.key for w in done.waiting} >= {"fact:f", "fact:g", "article:a"}
            assert li.notebook.queries() == {"大项目": "value>100亿"}
            assert merge(li, shared(wang)).added == {}, "it waits once"
            fill(li)
            assert held(li) == held(wang) and li.rebind() == []
            assert li.fact("f").value == 47_000_000_000


def test_records_are_found_by_their_words() -> None:
    """The same page, read by other rules: other ids, the same sentences."""
    with stores("wang") as (wang,), tempfile.TemporaryDirectory() as folder:
        wang.notebook.annotate("fact", "f", "问过")
        wang.word.correct("fact", "g", value=130)
        with Library.open(Path(folder) / "li") as li:
            put(
                li,
                article("other", TEXT.replace("召开大会", "召开全市大会"), url="https://news.example/1"),
                figure("x", "other", start=19, end=26),
                figure("y", "other", start=27, end=35, value=126, unit="个"),
            )
            assert not merge(li, shared(wang)).waiting
            assert li.notebook.note("fact", "x") == "问过" and li.fact("y").value == 130


ACTS: dict[str, Callable[[Library, str], object]] = {
    "mark": lambda one, who: one.notebook.toggle("fact", "f"),
    "check": lambda one, who: one.notebook.check("fact", "g"),
    "note": lambda one, who: one.notebook.annotate("fact", "g", who),
    "tag": lambda one, who: one.notebook.tag("article", "a", [who]),
    "correct": lambda one, who: one.word.correct("fact", "g", value=len(who)),
    "other field": lambda one, who: one.word.correct("fact", "g", unit="项"),
    "meeting": lambda one, who: one.word.correct("meeting", one.meetings()[0].id, theme=who),
    "reject": lambda one, who: one.word.reject("h", who),
    "add": lambda one, who: one.word.add_fact("a", 0, 12, "goal", {"name": who}),
    "set": lambda one, who: one.notebook.keep_set("一", [("fact", who[:1])]),
    "query": lambda one, who: one.notebook.keep_query("一", who),
}
CHOSEN = st.sets(st.sampled_from(sorted(ACTS)))
SLOW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _do(library: Library, acts: set[str]) -> None:
    for act in sorted(acts):
        ACTS[act](library, library.person)
    library.flush()


@given(CHOSEN)
@SLOW
def test_merging_into_an_empty_store_and_twice_is_the_same_as_the_work(acts: set[str]) -> None:
    with stores("wang", "li") as (wang, li):
        _do(wang, acts)
        merge(li, shared(wang))
        assert held(li) == held(wang)
        assert merge(li, shared(wang)).added == {} and held(li) == held(wang)


@given(CHOSEN, CHOSEN)
@SLOW
def test_disjoint_work_comes_out_the_same_whichever_way(one: set[str], two: set[str]) -> None:
    with stores("wang", "li") as (wang, li):
        _do(wang, one)
        _do(li, two - one - ({"correct", "other field"} if one & {"correct", "other field"} else set()))
        of_wang, of_li = shared(wang), shared(li)
        assert merge(li, of_wang).open == [] == merge(wang, of_li).open
        assert held(li) == held(wang)


@given(CHOSEN, CHOSEN)
@SLOW
def test_nothing_is_overwritten_unasked(one: set[str], two: set[str]) -> None:
    with stores("wang", "li") as (wang, li):
        _do(wang, one)
        _do(li, two)
        before = held(li)
        done = merge(li, shared(wang))
        for table, entries in before.items():
            for key, entry in entries.items():
                now = held(li)[table][key]
                fields = {n: v for n, v in entry.items() if n not in ("by", "at", "tags", "fields", "was")}
                assert {n: now[n] for n in fields} == fields
                assert entry.get("fields", {}).items() <= now.get("fields", {}).items()
                assert set(entry.get("tags", ())) <= set(now.get("tags", ()))
        assert merge(li, shared(wang)).added == {}
        if done.open:
            assert not merge(li, shared(wang), choice=Choice("theirs")).open
            assert merge(li, shared(wang), choice=Choice("theirs")).added == {}


def test_a_dry_run_changes_nothing(tmp_path: Path) -> None:
    with stores("wang", "li") as (wang, li):
        work_of_wang(wang)
        before = held(li)
        done: Merged = merge(li, shared(wang), dry_run=True)
        assert done.added and held(li) == before and not li.user.dirty


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "is no JSON"),
        ("[]", "holds no work"),
        ('{"meta": {"schema": "lichun-export-1"}}', "lichun import"),
        ('{"meta": {"schema": "lichun-work-9"}}', "newer lichun"),
        ('{"meta": {"schema": "lichun-work-1"}, "marks": {}}', "no list"),
        ('{"meta": {"schema": "lichun-work-1"}, "marks": [{}]}', "no key"),
        ('{"meta": {"schema": "lichun-work-1"}, "corrections": [{"key": "fact:f"}]}', "no fields"),
        ('{"meta": {"schema": "lichun-work-1"}, "arranged": [{"key": "x", "how": "join", "mentions": [1]}]}', "report"),
    ],
)
def test_a_file_that_is_none_is_refused(text: str, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        read("x.json", text.encode())


def test_a_value_that_cannot_stand_is_refused_before_anything_is_written() -> None:
    bad = b"""{"meta": {"schema": "lichun-work-1"}, "marks": [{"key": "fact:g"}],
      "corrections": [{"key": "fact:f", "fields": {"status": "no such"}}]}"""
    with stores("li") as (li,):
        with pytest.raises(WrongUse, match="status"):
            merge(li, read("bad.json", bad))
        assert not li.notebook.marked() and not li.user.dirty
