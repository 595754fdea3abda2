"""A record that its segment has torn: passed over and noted where one reads, refused where one would write without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.database import Library
from store.errors import NotFound, StoreDamaged
from store.export import export
from store.importer import import_paths
from tests.store.made import article, figure, mention, person, put


def tear(library: Library, before: str, after: str) -> None:
    """One sign of the first segment that has it, after it was indexed."""
    assert len(before.encode()) == len(after.encode())
    for file in sorted(library.folder.segments.iterdir()):
        if before.encode() in (data := file.read_bytes()):
            file.write_bytes(data.replace(before.encode(), after.encode(), 1))
            return
    raise AssertionError(before)


TORN = {
    "no JSON any more": ('{"kind":"figure","id":"f1"', '{"kind"!"figure","id":"f1"'),
    "another field": ('{"kind":"figure","id":"f1"', '{"kind":"figure","ie":"f1"'),
    "another kind": ('{"kind":"figure","id":"f1"', '{"kind":"fihure","id":"f1"'),
    "a word that the contract does not have": ('"role":"讲话"', '"role":"讲诘"'),
    "evidence that ends before it begins": ('"start":1', '"start":9'),
}


@pytest.mark.parametrize("how", TORN)
def test_lists_pass_it_over_and_count_it(library: Library, how: str) -> None:
    f0, f2, f3 = (figure(f"f{n}", "a", start=n) for n in (0, 2, 3))
    f1 = person("f1", "a", "陈金虎", role="讲话") if "word" in how else figure("f1", "a", start=1)
    put(library, article("a"), f0, f1, f2, f3)
    tear(library, *TORN[how])
    assert library.unreadable() == []
    for found in (library.facts(article="a"), library.facts(region="320400"), list(library.select("").facts)):
        assert [f.id for f in found] == ["f0", "f2", "f3"]
    pages = [[f.id for f in page] for page in library.fact_pages(2, 1, region="320400")]
    assert pages == [["f0"], ["f2"], ["f3"]]  # a page that is short by one is not the last
    (told,) = library.unreadable()
    assert "1 record cannot be read" in str(told) and "lichun doctor" in str(told)
    assert library.fact("f1") is None and library.why_unread("f1") is not None
    with pytest.raises(StoreDamaged):
        library.record("f1")
    hits = library.find("kind:person" if "word" in how else "kind:figure").rows
    assert ("f1", True) in [(hit.id, hit.torn) for hit in hits] and len(library.unreadable()) == 1
    assert library.facts(article="a") and len(library.unreadable()) == 1


def test_what_searches_note_may_change_while_it_is_told(library: Library) -> None:
    put(library, *(article(i) for i in "ab"))
    tear(library, '{"id":"a"', '{"id"!"a"')
    list(library.read_articles("ab"))
    over = library.passing.over
    (error,) = over.values()
    db = library.folder.index.db
    db.set_trace_callback(lambda _: over.update({-len(over): error}))  # as another thread does
    assert library.unread_articles() == {"a"}


def test_an_article_that_cannot_be_read_leaves_the_others(library: Library, tmp_path: Path) -> None:
    put(library, *(r for i in "abc" for r in (article(i), mention(i, "推进大会"), figure(f"f{i}", i))))
    tear(library, '{"id":"b"', '{"id"!"b"')
    assert [a.id for a in library.read_articles("abc")] == ["a", "c"] and library.unread_articles() == {"b"}
    with pytest.raises(StoreDamaged):
        library.record("b")
    with pytest.raises(NotFound):
        library.record("zz")
    with (tmp_path / "all.json").open("w") as out:
        export(library.select(""), "json", out)
    with Library.open(tmp_path / "other") as other:
        assert import_paths(other, [tmp_path / "all.json"]).failed == []
        assert {row.id for row in other.articles()} == {"a", "c"} == {f.article for f in other.facts()}


def test_what_writes_a_record_elsewhere_never_writes_without_it(library: Library) -> None:
    """A copy of the article that goes is written anew, with all its facts or not at all."""
    put(library, article("a"), article("b", mirror_of="a"), figure("f1", "b"), figure("f2", "b"))
    tear(library, '{"kind":"figure","id":"f1"', '{"kind":"figure","id"!"f1"')
    with pytest.raises(StoreDamaged):
        library.remove(["a"])
    assert library.has("a") and [f.id for f in library.facts(article="b")] == ["f2"]


@pytest.mark.parametrize(
    "torn", [('{"id":"a"', '{"id"!"a"'), ('{"kind":"figure","id":"f1"', '{"kind":"fihure","id":"f1"')]
)
def test_what_cannot_be_read_comes_back_with_what_is_written_again(library: Library, torn: tuple[str, str]) -> None:
    put(library, article("a"), figure("f1", "a"))
    tear(library, *torn)
    assert library.commit([article("a")], facts=[figure("f1", "a")]).replaced == 1
    assert library.article("a") == article("a") and [f.id for f in library.facts(article="a")] == ["f1"]
    assert library.unreadable() == [] or library.reload() or library.unreadable() == []  # type: ignore[func-returns-value]


def test_an_export_gives_back_what_cannot_be_read_here(library: Library, tmp_path: Path) -> None:
    put(library, article("a"), figure("f1", "a"), article("b"))
    with (tmp_path / "all.json").open("w") as out:
        export(library.select(""), "json", out)
    tear(library, '{"id":"a"', '{"id"!"a"')
    report = import_paths(library, [tmp_path / "all.json"])
    assert (report.replaced, report.same, report.failed) == (1, 1, [])
    assert [a.id for a in library.read_articles("ab")] == ["a", "b"]


def test_a_segment_that_was_damaged_when_it_was_indexed_is_told(library: Library, tmp_path: Path) -> None:
    put(library, article("a"), figure("f1", "a"))
    tear(library, '{"kind":"figure","id":"f1"', '{"kind":"figure","id"!"f1"')
    library.rebuild()
    assert library.facts(article="a") == []
    (told,) = library.unreadable()
    assert "lichun doctor" in str(told) and told.path.endswith("00000001.json")
    library.doctor(mend=True)
    assert library.unreadable() == []


def test_a_segment_that_was_taken_away_is_told_until_it_is_back(place: Path) -> None:
    with Library.open(place) as library:
        for i in "abc":
            put(library, article(i), figure(f"f{i}", i))
    away = place / "segments" / "00000002.json"
    data = away.read_bytes()
    away.unlink()
    with Library.open(place, read_only=True) as reader:  # its index still knows it
        assert [f.id for f in reader.facts(region="320400")] == ["fc", "fa"]
        assert "00000002.json" in str(reader.unreadable())
    for _ in range(2):
        with Library.open(place) as library:
            assert {row.id for row in library.articles()} == {"a", "c"}
            assert "00000002.json: it is gone" in str(library.unreadable()[0])
            assert [f.what for f in library.doctor(whole=True)] == ["it is gone"]
            library.rebuild()
    away.write_bytes(data)
    with Library.open(place) as library:
        assert {row.id for row in library.articles()} == {"a", "b", "c"} and library.unreadable() == []
    away.unlink()
    with Library.open(place) as library:
        assert [f.mended for f in library.doctor(mend=True)] == [True]
        assert library.unreadable() == library.doctor(whole=True) == []
        put(library, article("d"))
        library.compact()
        assert library.unreadable() == library.doctor(whole=True) == []


def test_a_torn_user_file_is_told(place: Path) -> None:
    with Library.open(place) as library:
        library.notebook.toggle("article", "a")
    (place / "user.json").write_text('{"marks":')
    with Library.open(place, read_only=True) as reader:
        assert reader.notebook.marked() == [] and "user.json" in str(reader.unreadable()[0])


def test_sources_that_come_again_are_found_at_once(place: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "临江县召开推进会\n2023-02-07 来源:临江日报\n\n2月6日,临江县召开推进会。", encoding="utf-8"
    )
    with Library.open(place) as library:
        import_paths(library, [tmp_path / "a.txt"])
        for pack in library.folder.sources.iterdir():
            pack.unlink()
    with Library.open(place) as library:
        assert import_paths(library, [tmp_path / "a.txt"]).same == 1
        assert library.doctor(whole=True) == []


@pytest.mark.parametrize("how", ["torn", "mended", "gone"])
def test_the_source_of_an_article_that_cannot_be_read_stays(place: Path, tmp_path: Path, how: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text("临江县召开推进会\n2023-02-07 来源:临江日报\n\n2月6日,临江县召开推进会。", encoding="utf-8")
    with Library.open(place) as library:
        import_paths(library, [file])
        put(library, article("b"))
        (one,) = (a for a in library.read_articles([r.id for r in library.articles()]) if a.content)
        if how == "gone":
            (place / "segments" / "00000001.json").unlink()
        else:
            tear(library, f'{{"id":"{one.id}"', f'{{"id"!"{one.id}"')
    with Library.open(place) as library:
        library.doctor(mend=True) if how == "mended" else library.rebuild()
        assert not library.has(one.id)
        library.compact()
        assert library.source(str(one.content)) == file.read_bytes()
        assert import_paths(library, [file]).new == 1


def test_a_torn_pack_is_mended_and_its_sources_come_again(place: Path, tmp_path: Path) -> None:
    for n in "ab":
        text = f"临江县召开推进会{n}\n2023-02-07 来源:临江日报\n\n2月6日,临江县召开推进会{n}。"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    with Library.open(place) as library:
        import_paths(library, [tmp_path / "a.txt", tmp_path / "b.txt"])
        (pack,) = library.folder.sources.iterdir()
    data = bytearray(pack.read_bytes())
    data[60] ^= 255
    pack.write_bytes(data)
    with Library.open(place) as library:
        assert [f.level for f in library.doctor()] == ["damage"]
        library.doctor(mend=True)
        assert [f.what for f in library.doctor(whole=True)] == ["1 articles have no source kept"]
        assert import_paths(library, [tmp_path / "a.txt", tmp_path / "b.txt"]).same == 2
        assert library.doctor(whole=True) == [] and (place / "damaged" / pack.name).read_bytes() == data


def test_copies_of_a_synced_folder_are_told_and_can_be_taken_in(library: Library, place: Path, tmp_path: Path) -> None:
    put(library, article("a"), figure("f", "a"))
    with Library.open(tmp_path / "elsewhere") as other:
        put(other, article("b"), figure("g", "b"))
    (first,) = (place / "segments").iterdir()
    (strange,) = (tmp_path / "elsewhere" / "segments").iterdir()
    (place / "segments" / "00000001 2.json").write_bytes(first.read_bytes())
    (place / "segments" / "00000001 (conflicted copy).json").write_bytes(strange.read_bytes())
    assert [(f.level, f.path.name) for f in library.doctor()] == [
        ("warning", "00000001 (conflicted copy).json"),
        ("note", "00000001 2.json"),
    ]
    with Library.open(tmp_path / "elsewhere") as alone, (tmp_path / "all.json").open("w") as out:
        export(alone.select(""), "json", out)
    import_paths(library, [tmp_path / "all.json"])
    assert {row.id for row in library.articles()} == {"a", "b"}
