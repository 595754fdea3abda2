"""A person's word wins, and everywhere at once: in records, lists, search, counts; undone, nothing of it is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from store.card import amount
from store.database import Library
from store.errors import NotFound, StoreReadOnly, WrongUse
from store.person.indicators import Row, Table
from store.records import Figure
from tests.store.made import article, figure, mention, person, put

TEXT = "1月28日,常州召开大会。全市总投资902.7亿元,开工项目126个。"
MEETING = "m-a-全市高质量发展大会"


@pytest.fixture(autouse=True)
def _told(library: Library) -> None:
    put(
        library,
        article("a", TEXT, url="https://news.example/1"),
        mention("a"),
        figure(
            "f",
            "a",
            start=17,
            end=24,
            meeting=MEETING,
            horizon="2023",
            indicator="project_investment",
            literal="902.7亿元",
        ),
        figure("g", "a", start=25, end=33, value=126, measure="开工项目", unit="个", meeting=MEETING),
        person("p", "a", "陈金虎", meeting=MEETING),
    )


def all_of(library: Library) -> dict[str, object]:
    """What a library says in all the ways in which it can be asked."""
    queries = (
        "kind:figure",
        "value>100亿",
        "measure:总投资",
        "in:320100",
        "in:320400 kind:figure",
        "陈金虎",
        "date:2023",
    )
    return {
        "articles": [library.article(row.id) for row in library.articles()],
        "facts": library.facts(article="a"),
        "meetings": library.meetings(),
        "counts": library.counts(),
        "years": library.counts(years=(2021, 2021)),
        "kinds": library.kinds("320400"),
        "by": library.count_by("kind:figure", ("place", "indicator", "year")),
        "found": {q: [(h.id, h.region) for h in library.find(q).rows] for q in queries},
        "told": {q: library.count(q) for q in queries},
        "whole": [f.what for f in library.doctor(whole=True)],
    }


def added(library: Library) -> str:
    return library.word.add_fact("a", 4, 8, "campaign", {"name": "常州大会", "region": "320400"}).id


UNDONE: dict[str, tuple[Callable[[Library], object], Callable[[Library], object]]] = {
    "a fact": (
        lambda x: x.word.correct("fact", "f", value=1, region="320100"),
        lambda x: x.word.uncorrect("fact", "f"),
    ),
    "a rejection": (lambda x: x.word.reject("f", "a bound, not a sum"), lambda x: x.word.accept("f")),
    "a rejection, as a correction": (lambda x: x.word.reject("f"), lambda x: x.word.uncorrect("fact", "f")),
    "an added fact": (added, lambda x: x.word.remove_fact(x.word.added_facts()[0].id)),
    "an article": (
        lambda x: x.word.correct("article", "a", published="2021-02-01", title="标题"),
        lambda x: x.word.uncorrect("article", "a"),
    ),
    "a meeting": (
        lambda x: x.word.correct("meeting", x.meetings()[0].id, name="项目会", date="2021-01-02", region="320100"),
        lambda x: x.word.uncorrect("meeting", x.meetings()[0].id),
    ),
    "indicators": (
        lambda x: x.word.take_indicators(Table((Row("gdp", ("总投资",), ("元",)), Row("starts", ("项目",), ("个",))))),
        lambda x: x.word.take_indicators(Table()),
    ),
}


@pytest.mark.parametrize("what", UNDONE)
def test_what_is_said_and_taken_back_leaves_nothing(library: Library, place: Path, what: str) -> None:
    say, unsay = UNDONE[what]
    before = all_of(library)
    say(library)
    said = all_of(library)
    assert said != before and said["whole"] == []
    library.rebuild()
    assert all_of(library) == said, "an index that is built anew says the same"
    library.close()
    with Library.open(place) as again:
        assert all_of(again) == said, "so does another process"
        unsay(again)
        assert all_of(again) == before
        again.compact()
        assert all_of(again) == before


def test_a_corrected_fact_is_found_by_what_was_corrected(library: Library) -> None:
    assert library.word.correct("fact", "f", value="513亿", measure="签约总投资", region="南京", indicator="gdp") == "f"
    assert [h.id for h in library.find("value=513亿 in:南京").rows] == ["f"] and library.count("value=902.7亿") == 0
    assert library.count("measure:签约总投资") == 1
    assert (
        [f.id for f in library.facts(region="320100")]
        == ["f"]
        == [f.id for f in library.facts(region="320100", indicator="gdp")]
    )
    assert library.counts()["320100"].facts == 1 and library.counts()["320400"].facts == 2
    assert library.word.corrected_fields("fact", "f")["value"] == 51300000000
    corrected = library.fact("f")
    assert isinstance(corrected, Figure) and corrected.literal is None and amount(corrected) == "513亿元"
    entry = library.user.entries("corrections")["fact:f"]
    assert entry["by"] == library.person and entry["at"].startswith("20")


def test_a_rejected_fact_is_in_no_list(library: Library) -> None:
    library.word.reject("f", "twice the same")
    assert {f.id for f in library.facts(article="a")} == {"g", "p"} and library.count_facts(article="a") == 2
    assert library.count("measure:总投资") == 0 and library.articles()[0].facts == 2
    assert [(f.id, why) for f, why in library.word.rejected()] == [("f", "twice the same")]
    assert library.word.rejection("f") == "twice the same" and library.word.rejection("g") is None
    assert "f" not in {f.id for f in library.select("").facts}
    kept = (article("a", TEXT, url="https://news.example/1"), *library.extracted("a")[0], *library.extracted("a")[1])
    assert put(library, *kept).same == 1, "the same import changes nothing"
    put(library, kept[0], *[r for r in kept[1:] if getattr(r, "id", "") != "g"])
    assert {f.id for f in library.facts(article="a")} == {"p"}, "it stays rejected when the article is read anew"


def test_a_fact_of_ones_own(library: Library) -> None:
    fact = library.word.add_fact(
        "a", 16, 34, "figure", {"measure": "开工项目", "value": "126", "unit": "个", "region": "常州"}
    )
    assert (
        isinstance(fact, Figure)
        and library.word.is_added(fact)
        and not library.word.is_added(library.facts(ids=["f"])[0])
    )
    assert (fact.value, fact.region, fact.meeting) == (126, "320400", library.meetings()[0].id)
    assert library.count("kind:figure") == 3 and library.facts(ids=[fact.id]) == [fact]
    assert fact in library.facts(article="a") and fact in library.facts(meeting=library.meetings()[0].id)
    assert fact.id in {f.id for f in library.select("kind:figure").facts}
    library.notebook.annotate("fact", fact.id, "自己看到的")
    put(library, article("a", "新的第一句。" + TEXT, url="https://news.example/1"), mention("a"))
    moved = library.fact(fact.id)
    assert moved is not None and moved.start == fact.start + 6 and moved.note == "自己看到的"
    put(library, article("a", "全都换了。", url="https://news.example/1"))
    assert library.fact(fact.id) is None and fact.id in {u.id for u in library.rebind()}
    assert library.word.added_facts() == []
    library.notebook.toggle("fact", fact.id)
    library.notebook.keep_set("一组")
    library.word.remove_fact(fact.id)
    assert fact.id not in {u.id for u in library.rebind()}
    assert library.notebook.marked() == [] == library.notebook.set_members("一组"), (
        "nothing hangs on what is gone for good"
    )


@pytest.mark.parametrize(
    ("start", "end", "kind", "given"),
    [
        (5, 5, "goal", {"name": "x"}),
        (30, 900, "goal", {"name": "x"}),
        (0, 4, "thing", {"name": "x"}),
        (0, 4, "goal", {}),
        (0, 4, "goal", {"value": 1}),
        (0, 4, "figure", {"measure": "项目", "value": "many"}),
        (0, 4, "goal", {"name": "x", "horizon": "2023-02-30"}),
        (0, 4, "goal", {"name": "x", "horizon": "0000"}),
        (0, 4, "goal", {"name": "x", "horizon": "2023-06/2023-01"}),
    ],
)
def test_a_fact_that_cannot_stand_is_refused(
    library: Library, start: int, end: int, kind: str, given: dict[str, object]
) -> None:
    with pytest.raises(WrongUse):
        library.word.add_fact("a", start, end, kind, given)  # type: ignore[arg-type]
    assert library.word.added_facts() == [] and not library.user.dirty


def test_what_does_not_stand_cannot_be_judged(library: Library) -> None:
    for act in (
        lambda: library.word.correct("fact", "none", value=1),
        lambda: library.word.reject("none"),
        lambda: library.word.remove_fact("f"),
        lambda: library.word.add_fact("none", 0, 2, "goal", {"name": "x"}),
    ):
        with pytest.raises(NotFound):
            act()
    own = added(library)
    with pytest.raises(WrongUse, match="remove it"):
        library.word.reject(own)
    with pytest.raises(WrongUse, match="already"):
        added(library)


def test_a_store_that_cannot_be_written_takes_no_word(library: Library, place: Path) -> None:
    library.word.reject("f")
    with Library.open(place, read_only=True) as reader:
        for act in (
            lambda: reader.word.correct("fact", "g", value=1),
            lambda: reader.word.accept("f"),
            lambda: added(reader),
        ):
            with pytest.raises(StoreReadOnly):
                act()
        assert {f.id for f in reader.facts(article="a")} == {"g", "p"}


def test_another_process_sees_it(library: Library, place: Path) -> None:
    with Library.open(place) as other:
        other.word.correct("fact", "f", value=1)
        own = added(other)
        assert library.changed() and library.count("value=1") == 1 and library.fact(own) is not None
        library.reload()
        assert getattr(library.fact("f"), "value", 0) == 1
        library.word.uncorrect("fact", "f")
        library.word.reject("g")
    with Library.open(place) as again:
        assert (
            [f.id for f in again.facts(article="a")] != []
            and again.word.rejection("g") == ""
            and again.count("value=1") == 0
        )


def test_a_person_between_two_steps_goes_on_at_the_next_opening(
    library: Library, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.disk.folder.sync", lambda *_: 0)  # as if it were stopped once user.json is written
    library.word.reject("f")
    library.word.correct("article", "a", published="2021-02-01")
    assert library.count("measure:总投资") == 1
    assert any("corrected" in f.what for f in library.doctor())
    monkeypatch.undo()
    with Library.open(place) as again:
        assert again.count("measure:总投资") == 0 and again.articles(years=(2021, 2021))
        assert again.doctor(whole=True) == []


def test_who_is_at_work(library: Library) -> None:
    library.person = "王"
    library.notebook.toggle("fact", "f")
    library.word.reject("g")
    tables = (library.user.entries("marks"), library.user.entries("rejections"), library.user.entries("anchors"))
    assert {entry["by"] for table in tables for entry in table.values()} == {"王"}


def test_an_index_of_ones_own_beside_a_store_that_cannot_be_written(
    library: Library, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    library.close()
    for file in place.glob("index.sqlite*"):
        file.unlink()
    for reason, found in (("", 1), ("no sum", 0)):
        if reason:  # somebody else, who may write
            with Library.open(place) as writer:
                writer.word.reject("f", reason)
            for file in place.glob("index.sqlite*"):
                file.unlink()
        with monkeypatch.context() as closed:
            closed.setattr("store.disk.folder.os.access", lambda *_: False)
            with Library.open(place) as reader:
                assert reader.read_only and reader.count("measure:总投资") == found
