"""A person's word on an article: what follows from its day is read anew, by every way on which it can come again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from store.database import Library
from store.importer import import_paths
from store.refresh import refresh
from store.understanding import dated

SEED = next((Path(__file__).parents[2] / "seeds").glob("003_*.txt"))
PAGE = """关于全市项目建设推进会的报道

本报讯 1月28日,常州市召开项目建设推进会。市委书记张建国讲话。会议提出,今年全市安排重大项目126个,总投资902.7亿元。
同日,全市重大项目集中开工活动举行,36个项目开工。
"""


@pytest.fixture
def seed(library: Library) -> str:
    assert import_paths(library, [SEED], jobs=1).new == 1
    return library.articles()[0].id


def days(library: Library) -> set[str | None]:
    return {meeting.date for meeting in library.meetings()}


def test_a_year_entered_once_dates_all_that_was_relative_to_it(library: Library, seed: str) -> None:
    assert days(library) == {"XXXX-12-15"} and library.counts(years=(2021, 2021)) == {}
    marked, noted = library.meetings()
    library.notebook.toggle("meeting", marked.id)
    library.notebook.annotate("meeting", noted.id, "竣工")
    facts = {f.id for f in library.facts(article=seed)}
    assert library.word.correct("article", seed, published="2021") == seed
    assert days(library) == {"2021-12-15"} and len(library.meetings(years=(2021, 2021))) == 2
    assert {f.id for f in library.facts(article=seed)} == facts, "no fact is lost by it"
    assert "2021" in {getattr(f, "horizon", None) for f in library.facts(article=seed)}, "今年 has its year"
    assert len(library.find("date:2021 in:南京 kind:meeting").rows) == 2
    assert library.counts(years=(2021, 2021))["320100"].meetings == 2
    read = library.article(seed)
    assert read is not None and read.trace["published"] == "person.corrected"
    ((_, still_marked),) = library.notebook.marked()
    assert {still_marked} | {k.partition(":")[2] for k in library.user.entries("notes")} == {
        m.id for m in library.meetings()
    }
    assert library.doctor(whole=True) == []


@pytest.mark.parametrize("again", ["import", "refresh", "rules", "rebuilt", "removed"])
def test_it_outlasts(library: Library, place: Path, seed: str, again: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library.word.correct("article", seed, published="2021", publisher="南京日报")
    if again == "import":
        assert import_paths(library, [SEED], jobs=1).same == 1
    elif again == "refresh":
        report = refresh(library)
        assert (report.read, report.changed, report.failed) == (1, 0, [])
    elif again == "rules":
        for module in ("importer", "understanding"):
            monkeypatch.setattr(f"store.{module}.RULES_VERSION", "newer")
        assert import_paths(library, [SEED], jobs=1).replaced == 1
    elif again == "removed":
        library.remove([seed])
        assert library.meetings() == [] and import_paths(library, [SEED], jobs=1).new == 1
    else:
        library.rebuild()
    assert days(library) == {"2021-12-15"} and library.articles()[0].publisher == "南京日报"
    library.word.uncorrect("article", seed)
    assert days(library) == {"XXXX-12-15"} and library.articles()[0].publisher is None
    assert library.doctor(whole=True) == []


@pytest.mark.parametrize("kept", [True, False], ids=["from its source", "without its source"])
def test_undone_it_is_as_it_was_extracted(library: Library, place: Path, tmp_path: Path, kept: bool) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    import_paths(library, [page], jobs=1)
    if not kept:
        for pack in (place / "sources").iterdir():
            pack.unlink()
        library.reload()
    (row,) = library.articles()
    before = (library.article(row.id), library.meetings(), library.facts(article=row.id))
    assert {m.date for m in before[1]} == {"XXXX-01-28"}
    library.word.correct("article", row.id, published="2023-01-29", title="推进会")
    library.word.correct("article", row.id, url="https://news.example/1")
    read = library.article(row.id)
    assert read is not None and (read.id, read.title, read.url) == (row.id, "推进会", "https://news.example/1")
    assert {m.date for m in library.meetings()} == {"2023-01-28"}
    assert {f.horizon for f in library.facts(article=row.id, kind="figure") if "安排" in getattr(f, "measure", "")} <= {
        "2023"
    }  # type: ignore[attr-defined]
    assert library.at_address("https://news.example/1") == [row.id] and [h.id for h in library.find("推进会").rows]
    library.word.uncorrect("article", row.id)
    assert (library.article(row.id), library.meetings(), library.facts(article=row.id)) == before


def test_a_page_scraped_again_keeps_its_correction(library: Library, tmp_path: Path) -> None:
    pages = [tmp_path / "one.txt", tmp_path / "two.txt"]
    pages[0].write_text("https://news.example/1\n" + PAGE, encoding="utf-8")
    pages[1].write_text("https://news.example/1\n" + PAGE + "会后,与会人员参观了三个项目。\n", encoding="utf-8")
    import_paths(library, pages[:1], jobs=1)
    (row,) = library.articles()
    library.word.correct("article", row.id, published="2023-01-29")
    assert import_paths(library, pages[1:], jobs=1).replaced == 1
    (newer,) = library.articles()
    assert newer.id != row.id and newer.published == "2023-01-29" and days(library) == {"2023-01-28"}
    assert list(library.word.corrections()) == [("article", newer.id)]
    library.word.uncorrect("article", newer.id)
    assert days(library) == {"XXXX-01-28"}


SAID: dict[str, tuple[str | None, str | None, str | None]] = {
    "no dateline": (None, "2023-01-29", None),
    "the day before": ("XXXX-01-28", "2023-01-29", "2023-01-28"),
    "of the year before": ("XXXX-12-31", "2023-01-01", "2022-12-31"),
    "a year alone": ("XXXX-12-31", "2022", "2022-12-31"),
    "no day any more": ("2022-12-31", None, "XXXX-12-31"),
    "a year that is not known": ("2022-12-31", "XXXX-12-31", "XXXX-12-31"),
}


@pytest.mark.parametrize("what", SAID)
def test_a_dateline_takes_the_year_that_was_said(what: str) -> None:
    day, published, wanted = SAID[what]
    assert dated(day, published) == wanted


ACTS: dict[str, Callable[[Library, str], object]] = {
    "publisher": lambda x, i: x.word.correct("article", i, publisher="苏州日报"),
    "nothing known": lambda x, i: x.word.correct("article", i, title="", published=None),
}


@pytest.mark.parametrize("what", ACTS)
def test_every_field_is_as_it_was_said(library: Library, seed: str, what: str) -> None:
    ACTS[what](library, seed)
    given, read = library.word.corrected_fields("article", seed), library.article(seed)
    assert given and all(getattr(read, name) == value for name, value in given.items())
    assert library.doctor(whole=True) == []


def test_a_refresh_says_what_it_would_do_to_a_persons_work(library: Library, place: Path, seed: str) -> None:
    library.word.correct("article", seed, author="张三")
    entry = library.user.entries("corrections")[f"article:{seed}"]
    library.user.keep("corrections", f"article:{seed}", {**entry, "was": {"author": ["李四", None]}})  # by other rules
    kept, gone, own = library.facts(article=seed)[:3]
    library.word.reject(kept.id)
    library.notebook.annotate("fact", gone.id, "记着")
    added = library.word.add_fact(seed, 0, 4, "goal", {"name": "目标"})
    article = library.stored_article(seed)
    assert article is not None
    mentions, facts = library.extracted(seed)
    other = replace(gone, id="0" * 16, literal="别的", meeting=None)
    told = [replace(f, literal="别的") if f.id == own.id else f for f in facts if f.id != kept.id]
    library.commit([article], mentions, [*told, other])  # as if other rules had read it
    library.notebook.toggle("fact", other.id)
    library.flush()
    before = (place / "user.json").read_bytes()
    report = refresh(library, dry_run=True)
    library.flush()
    assert (place / "user.json").read_bytes() == before, "a dry run writes nothing"
    assert (report.changed, report.added, report.gone, report.altered, report.marked) == (1, 1, 1, 1, [other.id])
    assert library.facts(article=seed)[0].id != kept.id and library.fact(added.id) == added
    report = refresh(library)
    assert (report.changed, report.added, report.gone) == (1, 1, 1) and refresh(library).changed == 0
    assert library.word.rejection(kept.id) == "" and kept.id not in {f.id for f in library.facts(article=seed)}
    assert library.fact(added.id) == added and library.notebook.note("fact", gone.id) == "记着"


@pytest.mark.parametrize("first", [{}, {"encoding": "utf-7"}], ids=["said later", "said at once"])
def test_what_was_said_with_the_import_holds_when_the_source_is_read_again(
    library: Library, tmp_path: Path, first: dict[str, str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(PAGE.encode("utf-7"))  # which nothing in the bytes tells from English
    assert import_paths(library, [page], jobs=1, **first).new == 1  # type: ignore[arg-type]
    assert import_paths(library, [page], jobs=1, encoding="utf-7").replaced == int(not first)
    for publisher in ("常州日报", "武进日报"):
        assert import_paths(library, [page], jobs=1, given={"publisher": publisher}).replaced == 1
    (row,) = library.articles()
    read = library.article(row.id)
    assert read is not None and read.title == PAGE.split("\n")[0] and read.publisher == "武进日报"
    assert import_paths(library, [page], jobs=1, encoding="utf-7", given={"publisher": "武进日报"}).same == 1
    (tmp_path / "other.txt").write_text(PAGE.replace("常州", "苏州"), encoding="utf-8")
    assert import_paths(library, [tmp_path / "other.txt"], jobs=1).new == 1
    report = import_paths(library, [page, tmp_path / "other.txt"], jobs=1, encoding="utf-7")
    assert (report.same, report.failed) == (2, []), "a file of the folder that is plainly UTF-8 stays as it was read"
    library.remove([next(a.id for a in library.articles() if a.id != row.id)])
    report = refresh(library)
    assert (report.read, report.changed, report.failed) == (1, 0, []) and library.article(row.id) == read
    library.word.correct("article", row.id, published="2023-01-29")
    library.word.uncorrect("article", row.id)
    assert library.article(row.id) == read
