"""What a library keeps and tells: commits, versions, counts, listings, changes by others."""

from __future__ import annotations

import os
import random
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from store.committing import Committed
from store.database import Library, default_place
from store.disk import segment
from store.errors import NotFound, StoreGone, StoreReadOnly, StoreTooNew, WrongUse
from store.records import Article, Fact, Meeting
from tests.benchmarks.corpus import Made, made
from tests.store.made import article, figure, mention, person, put


def commit(library: Library, *articles: Made, sources: bool = True) -> Committed:
    return library.commit(
        [m.article for m in articles],
        [x for m in articles for x in m.mentions],
        [f for m in articles for f in m.facts],
        {str(m.article.content): m.source for m in articles} if sources else {},
    )


def told(library: Library) -> dict[str, Any]:
    """All that a reader can see, whatever the order of import."""
    articles = library.articles()
    return {
        "articles": {a.id: library.article(a.id) for a in articles},
        "facts": {f.id: f for a in articles for f in library.facts(article=a.id)},
        "meetings": {m.id: m for m in library.meetings()},
        "counts": library.counts(),
    }


def test_what_is_committed_is_read(place: Path) -> None:
    one = made(1)
    one = Made(replace(one.article, url="https://news.example/1"), one.mentions, one.facts)
    with Library.open(place) as library:
        assert commit(library, one) == Committed(new=1, written=(one.article.id,))
    with Library.open(place, read_only=True) as library:
        assert library.article(one.article.id) == one.article
        facts = library.facts(article=one.article.id)
        own = {m.id: library.meeting(m.id) for m in one.mentions}
        assert [replace(f, meeting=None) for f in facts] == [replace(f, meeting=None) for f in one.facts]
        assert [f.meeting for f in facts] == [f.meeting and getattr(own[f.meeting], "id", None) for f in one.facts]
        assert library.source(str(one.article.content)) == one.source
        assert library.by_content(str(one.article.content)) == one.article.id
        assert library.at_address(str(one.article.url)) == [one.article.id]
        assert library.has(one.article.id) and not library.has("nothing")


def test_the_same_again_changes_nothing(library: Library, place: Path) -> None:
    articles = [made(n) for n in range(5)]
    assert commit(library, *articles) == Committed(new=5, written=tuple(one.article.id for one in articles))
    before = {p: p.stat().st_mtime_ns for p in place.rglob("*") if p.is_file() and "index" not in p.name}
    moved = [Made(replace(m.article, source="elsewhere.txt"), m.mentions, m.facts) for m in articles]
    assert commit(library, *moved) == Committed(same=5)
    assert {p: p.stat().st_mtime_ns for p in place.rglob("*") if p.is_file() and "index" not in p.name} == before


def test_a_newer_version_replaces_with_all_its_parts(library: Library) -> None:
    put(library, article("a"), mention("a"), figure("f1", "a", meeting="m-a-全市高质量发展大会"), figure("f2", "a"))
    done = put(library, article("a", title="新题"), mention("a", "另一个会"), figure("f2", "a", value=1))
    assert done == Committed(replaced=1, written=("a",))
    assert [f.id for f in library.facts(article="a")] == ["f2"] and library.fact("f1") is None
    assert [m.name for m in library.meetings("320400")] == ["另一个会"]
    assert library.counts()["320400"].facts == 1
    assert library.find("全市高质量发展大会").total == 1 and library.find("新题").total == 1


def test_no_word_of_an_older_version_is_found(library: Library) -> None:
    put(library, article("a", "苹果。", title="旧题"), mention("a", "旧会"), figure("f", "a", measure="旧数"))
    put(library, article("a", "香蕉。", title="新题"), mention("a", "新会"), figure("f", "a", measure="新数"))
    put(library, article("b", "樱桃。", title="别题"))
    for gone in ("苹果", "旧题", "旧会", "measure:旧数", "苹"):
        assert library.find(gone).rows == () and library.count(gone) == 0, gone
    for there in ("香蕉", "新题", "新会", "measure:新数", "香"):
        found = library.find(there)
        assert found.rows and found.total == 1, there
    library.remove(["b"])
    put(library, article("c", "菠萝。"))
    assert library.find("樱桃").rows == ()


def test_parts_that_come_and_go_one_by_one(library: Library) -> None:
    """TinyDB lets single facts be added and taken away: no word of one that went is found at another."""
    put(library, article("a"), figure("f", "a", measure="苹果"), figure("g", "a", measure="香蕉"))
    facts = library.table("facts")
    facts.remove(doc_ids=[d.doc_id for d in facts if d["id"] == "g"])
    facts.insert(figure("h", "a", measure="樱桃").to_json())
    assert [f.id for f in library.facts(article="a")] == ["f", "h"]
    assert library.find("measure:香蕉").rows == () and library.counts()["320400"].facts == 2
    facts.update({"measure": "菠萝"}, doc_ids=[d.doc_id for d in facts if d["id"] == "f"])
    assert {h.id for h in library.find("measure:菠萝").rows} == {"f"} and library.find("measure:苹果").rows == ()
    articles = library.table("articles")
    articles.update({"title": "改题", "published": "2024-05-01"})
    assert {f.id for f in library.facts(article="a")} == {"f", "h"} and library.articles()[0].title == "改题"
    assert library.doctor(whole=True) == []
    library.compact()
    assert {f.id for f in library.facts(article="a")} == {"f", "h"} and library.doctor(whole=True) == []


def test_a_day_with_more_articles_than_rows(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("store.index.layout", "store.index.indexing", "store.listing.articles", "store.search.asking"):
        monkeypatch.setattr(f"{module}.DAY_BITS", 2)
    for n in range(11):
        put(library, article(f"a{n:02}", published="2023-12-30"))
    put(library, article("next", published="2023-12-31"), article("far", published="2024-02-20"))
    assert library.articles()[0].id == "far" and len(library.articles()) == 13
    assert len(library.articles(years=(2023, 2023))) == 12
    assert library.find("published:2023-12-30").total == 11 and library.find("published:2023-12-31").total == 1
    assert library.doctor(whole=True) == []


def test_what_is_removed_is_gone(library: Library) -> None:
    put(library, article("a"), mention("a"), figure("f", "a"))
    put(library, article("b"))
    assert library.remove(["a", "unknown"]) == 1
    assert library.article("a") is None and library.facts(article="a") == [] and library.meetings() == []
    assert [a.id for a in library.articles()] == ["b"]
    assert library.find("高质量").total == 1
    assert put(library, article("a")) == Committed(new=1, written=("a",))


def test_one_segment_a_batch(library: Library, place: Path) -> None:
    commit(library, *(made(n) for n in range(6)))
    assert segment.numbers(place / "segments") == [1] and library.generation == 1
    library.commit([], removed=[made(1).article.id])
    assert segment.numbers(place / "segments") == [1, 2]


def test_the_order_of_import_does_not_show(tmp_path: Path) -> None:
    articles = [made(n, seed=3) for n in range(24)]
    shared = random.Random(1).choice(articles).mentions[0]
    for n, other in enumerate(articles[:4]):  # the same meeting in four articles
        theirs = replace(shared, id=f"x{n}", article=other.article.id)
        articles[n] = Made(other.article, (*other.mentions, theirs), other.facts)
    seen = []
    for seed in range(3):
        order = random.Random(seed).sample(articles, len(articles))
        with Library.open(tmp_path / str(seed)) as library:
            for at in range(0, len(order), 1 + 3 * seed):
                commit(library, *order[at : at + 1 + 3 * seed])
            seen.append(told(library))
    assert seen[0] == seen[1] == seen[2]


def test_the_index_is_disposable(place: Path) -> None:
    with Library.open(place) as library:
        for n in range(0, 12, 3):
            commit(library, *(made(i) for i in range(n, n + 3)))
        library.remove([made(4).article.id])
        before = told(library)
    (place / "index.sqlite").unlink()
    with Library.open(place) as library:
        assert told(library) == before
        library.rebuild()
        assert told(library) == before and library.doctor(whole=True) == []


def test_compaction_keeps_what_is_in_force(library: Library, place: Path) -> None:
    for n in range(0, 12, 2):
        commit(library, made(n), made(n + 1))
    library.remove([made(4).article.id])
    commit(library, Made(replace(made(5).article, title="改过的标题"), made(5).mentions, made(5).facts))
    numbers = [d.doc_id for d in library.table("facts")]
    before, size = told(library), sum(f.stat().st_size for f in (place / "segments").iterdir())
    done = library.compact()
    assert (done.before, done.after) == (8, 1) and done.saved > 0
    assert told(library) == before and [d.doc_id for d in library.table("facts")] == numbers
    assert library.doctor(whole=True) == []
    assert sum(f.stat().st_size for f in (place / "segments").iterdir()) < size
    assert library.source(str(made(4).article.content)) is None
    assert library.source(str(made(5).article.content)) == made(5).source
    assert library.compact().after == 1
    commit(library, made(50))
    with Library.open(place) as again:
        assert len(again.articles()) == len(before["articles"]) + 1


def test_a_reader_follows_compaction(library: Library, place: Path) -> None:
    for n in range(6):
        commit(library, made(n))
    with Library.open(place, read_only=True) as reader:
        assert reader.article(made(0).article.id) == made(0).article
        library.compact()
        for n in range(6):
            assert reader.article(made(n).article.id) == made(n).article
            assert reader.source(str(made(n).article.content)) == made(n).source


def test_changes_by_another_are_noticed(library: Library, place: Path) -> None:
    with Library.open(place) as other:
        assert not library.changed()
        commit(other, made(1))
        assert library.changed() and not other.changed()
        library.reload()
        assert not library.changed() and library.has(made(1).article.id)
        other.rebuild()
        assert library.changed()
        library.reload()
        assert library.has(made(1).article.id) and not library.changed()
        other.notebook.toggle("article", made(1).article.id)
        other.flush()
        assert library.changed()
        library.reload()
        assert library.notebook.is_marked("article", made(1).article.id)


def test_counts_are_what_counting_gives(library: Library) -> None:
    for n in range(0, 30, 5):
        commit(library, *(made(i) for i in range(n, n + 5)))
    library.remove([made(3).article.id, made(17).article.id])
    counts = library.counts()
    for code, found in counts.items():
        if code:
            assert found.articles_below == len(library.articles(code))
            assert found.articles == len(library.articles(code, below=False))
            assert found.facts == len(library.facts(region=code)) == library.count_facts(region=code)
            assert found.facts_below == library.count_facts(region=code, below=True)
            assert found.meetings == len(library.meetings(code))
            assert found.meetings_below == len(library.meetings(code, below=True))
            assert sum(library.kinds(code, below=True).values()) == found.facts_below
    years = {y: library.counts(years=(y, y)).get("100000") for y in range(2015, 2027)}
    assert sum(c.facts_below for c in years.values() if c) <= counts["100000"].facts_below
    assert counts["100000"].facts_below == sum(len(library.facts(article=a.id)) for a in library.articles())


def test_facts_come_newest_first_and_in_the_order_of_the_text(library: Library) -> None:
    put(library, article("old", published="2020-01-01"), *(figure(f"o{n}", "old", start=n) for n in range(3)))
    put(library, article("new", published="2024-01-01"), *(figure(f"n{n}", "new", start=n) for n in range(3)))
    expected = ["n0", "n1", "n2", "o0", "o1", "o2"]
    assert [f.id for f in library.facts(region="320400")] == expected
    assert [f.id for f in library.facts(region="320000", below=True)] == expected
    assert [f.id for f in library.facts(region="320000", below=True, limit=2, offset=2)] == expected[2:4]
    assert [f.id for f in library.facts(region="320400", years=(2019, 2021))] == expected[3:]
    assert [f.id for f in library.facts(article="old")] == expected[3:]


def test_records_without_a_place(library: Library) -> None:
    put(library, article("a", region=None), figure("f", "a", region=None), mention("a", region=None, date=None))
    assert [f.id for f in library.facts(region="")] == ["f"]
    assert [a.id for a in library.articles("")] == ["a"] and len(library.meetings("")) == 1
    assert library.counts()[""].facts == 1


def test_the_country_stands_for_itself(library: Library) -> None:
    put(library, article("a", region="100000"), figure("f", "a", region="100000"), figure("g", "a", region="320400"))
    assert [f.id for f in library.facts(region="100000")] == ["f"]
    assert library.counts()["100000"].facts == 1 and library.counts()["100000"].facts_below == 2


def test_the_facts_of_a_mirror_count_once(library: Library) -> None:
    put(library, article("copy", mirror_of="origin"), figure("c", "copy"))
    assert library.counts()["320400"].facts == 1  # its original is not here
    put(library, article("origin"), figure("o", "origin"))
    assert library.counts()["320400"].facts == 1 and [f.id for f in library.facts(region="320400")] == ["o"]
    assert [f.id for f in library.facts(article="copy")] == ["c"] and library.doctor(whole=True) == []
    library.remove(["origin"])
    assert [f.id for f in library.facts(region="320400")] == ["c"] and library.doctor(whole=True) == []


def test_an_article_with_more_facts_than_a_row_has_room_for(library: Library) -> None:
    many = [figure(f"f{n}", "a", start=n, end=n + 4) for n in range(9000)]
    put(library, article("a"), *many)
    put(library, article("b"), figure("g", "b"))
    assert [f.id for f in library.facts(article="a")] == [f.id for f in many]
    assert [f.id for f in library.facts(article="b")] == ["g"]
    assert library.counts()["320400"].facts == 9001


def test_a_record_by_the_first_signs_of_its_id(library: Library) -> None:
    put(library, article("abc1"), article("abd2"), figure("fact9", "abc1"), mention("abc1"))
    assert isinstance(library.record("abc"), Article) and isinstance(library.record("fact"), Fact)
    assert isinstance(library.record(library.meetings()[0].id[:6]), Meeting)
    with pytest.raises(WrongUse, match="abc1, abd2"):
        library.record("ab")
    for nothing in ("zz", ""):
        with pytest.raises(NotFound):
            library.record(nothing)


def test_a_selection_is_closed(library: Library) -> None:
    put(
        library,
        article("a", region="320400"),
        mention("a"),
        figure("f", "a", meeting="m-a-全市高质量发展大会"),
        person("p", "a", "陈金虎"),
    )
    put(library, article("b", region="320118-东坝街道"))
    one = library.select(["f"])
    assert [a.id for a in one.articles] == ["a"] and [f.id for f in one.facts] == ["f"]
    assert [m.name for m in one.meetings] == ["全市高质量发展大会"]
    assert [r.code for r in one.regions] == ["100000", "320000", "320400"]
    assert set(library.select("").article_ids) == {"a", "b"} and len(library.select("").fact_ids) == 2
    whole = library.select([library.meetings()[0].id])
    assert list(whole.article_ids) == ["a"] and list(whole.fact_ids) == ["f"] and whole.fact_ids[:1] == ["f"]
    both = library.select(["f", "a", library.meetings()[0].id, "f"])
    assert [f.id for f in both.facts] == ["f", "p"] and list(both.article_ids) == ["a"] and len(both.meeting_ids) == 1
    assert library.count_by("", ["kind", "year"]) == {("figure", "2023"): 1, ("person", "2023"): 1}
    assert library.count_by("kind:figure", ["place"]) == {("320400",): 1}
    with pytest.raises(NotFound):
        library.select(["nothing"])


def test_the_card_shows_the_main_meeting(library: Library) -> None:
    put(
        library,
        article("a"),
        mention("a", "重点项目签约仪式", kind="签约活动", date="2023-05-01"),
        mention("a", "全市动员大会", date="2023-01-28", occasion="new_year"),
        mention("a", "全市两会", date="2023-02-01", occasion="two_sessions"),
        person("p", "a", "陈金虎", title="市委书记", role="讲话", meeting="m-a-全市动员大会"),
    )
    main = library.main_meeting("320400")
    assert main is not None and main.name == "全市动员大会"
    assert library.main_meeting("320400", years=(2020, 2021)) is None


def test_texts_may_be_left_out_of_the_index(place: Path) -> None:
    records = (
        article("a", "正文里的苹果。", title="标题里的香蕉"),
        mention("a", "樱桃会"),
        figure("f", "a", measure="菠萝"),
    )
    with Library.open(place) as library:
        put(library, *records)
        assert library.find("苹果").rows
    with Library.open(place, index_bodies=False) as library:
        assert library.find("苹果").rows == ()
        assert all(library.find(query).rows for query in ("香蕉", "樱桃", "measure:菠萝", "in:常州"))
    with Library.open(place) as library:
        put(library, article("b", "另一个苹果。"))
        assert library.find("苹果").rows == () and library.doctor(whole=True) == []
    with Library.open(place, index_bodies=True) as library:
        assert len(library.find("苹果").rows) == 2


# Places, rights, versions


def test_a_new_store_is_its_owners_alone(place: Path) -> None:
    Library.open(place).close()
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_the_place_may_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LICHUN_STORE", str(tmp_path / "here"))
    assert default_place() == tmp_path / "here"
    monkeypatch.delenv("LICHUN_STORE")
    assert default_place().parts[-2:] == ("lichun", "store")


def test_a_store_of_a_newer_version_is_told_and_left_alone(place: Path) -> None:
    with Library.open(place) as library:
        put(library, article("a"))
    file = segment.path(place / "segments", 1)
    newer = file.read_bytes().replace(b'"format":1', b'"format":2')
    file.write_bytes(newer)
    (place / "index.sqlite").unlink()
    with pytest.raises(StoreTooNew, match="update lichun"):
        Library.open(place)
    assert file.read_bytes() == newer


def test_reading_alone_writes_nothing(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Library.open(place) as library:
        put(library, article("a"), figure("f", "a"))
    (place / "index.sqlite").unlink()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = sorted(p.name for p in place.rglob("*"))
    with Library.open(place, read_only=True) as reader:
        assert reader.read_only and reader.counts()["320400"].facts == 1
        with pytest.raises(StoreReadOnly):
            put(reader, article("b"))
    assert sorted(p.name for p in place.rglob("*")) == before
    assert list((tmp_path / "cache" / "lichun").glob("index-*.sqlite"))


def test_the_cache_keeps_the_indexes_used_last(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "lichun"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent))
    cache.mkdir(parents=True)
    for n in range(6):
        for name in (f"index-{n}.sqlite", f"index-{n}.sqlite-wal"):
            (cache / name).touch()
            os.utime(cache / name, (n, n))
    with Library.open(place) as library:
        put(library, article("a"))
    (place / "index.sqlite").unlink()
    for _ in range(2):
        with Library.open(place, read_only=True) as reader:
            assert reader.has("a")
    kept = {file.name for file in cache.iterdir() if file.name.startswith("index")}
    assert len([name for name in kept if name.endswith(".sqlite")]) == 4
    assert {"index-5.sqlite", "index-5.sqlite-wal"} <= kept and not {
        name for name in kept if name.startswith(("index-0.", "index-2."))
    }


def test_a_medium_that_cannot_be_written_is_read(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with Library.open(place) as library:
        put(library, article("a"))
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK or place not in (path, *Path(path).parents))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Library.open(place) as reader:
        assert reader.read_only and reader.has("a")


def test_a_store_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreGone, match="nowhere"):
        Library.open(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()


def test_a_place_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises((StoreGone, StoreReadOnly)):
        Library.open(tmp_path / "file" / "store")


def test_a_folder_that_vanished(place: Path) -> None:
    with Library.open(place) as library:
        put(library, article("a"))
        shutil.rmtree(place)
        with pytest.raises(StoreGone):
            put(library, article("b"))
