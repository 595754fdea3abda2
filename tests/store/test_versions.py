"""A page scraped again is one article in a newer version; what only shares an address with it is another."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from store.database import Library
from store.importer import import_paths
from store.refresh import refresh
from store.source.article import CleanArticle, clean_article
from store.source.read import Raw
from store.understanding import Understood, understood
from tests.store.test_mirrors import BODY, OTHER

PAGE = '<html><head><title>{0}</title><link rel="canonical" href="{1}"></head><body><h1>{0}</h1><p>{2}</p>{3}</body></html>'


def page(folder: Path, name: str, title: str, url: str, body: str, day: str = "2023-02-07 来源:临江日报") -> Path:
    lines = "".join(f"<p>{line}</p>" for line in body.splitlines())
    (folder / f"{name}.html").write_text(PAGE.format(title, url, day, lines), encoding="utf-8")
    return folder / f"{name}.html"


def took(library: Library, *files: Path) -> tuple[int, int, int]:
    report = import_paths(library, files, jobs=1)
    assert report.failed == []
    return report.new, report.same, report.replaced


@pytest.mark.parametrize(
    "url", ["http://news.example/", "http://news.example/index.html", "http://news.example/list?p=1"]
)
@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one after the other"])
def test_two_articles_of_one_address_both_stay(library: Library, tmp_path: Path, url: str, together: bool) -> None:
    files = [page(tmp_path, "a", "临江县召开推进会", url, BODY), page(tmp_path, "b", "一笔项目账", url, OTHER)]
    for batch in [files] if together else [files[:1], files[1:]]:
        assert took(library, *batch) == (len(batch), 0, 0)
    assert {row.title for row in library.articles()} == {"临江县召开推进会", "一笔项目账"}


def test_a_stock_phrase_makes_no_version(library: Library, tmp_path: Path) -> None:
    stock, home = "\n以上数据由临江县统计局负责提供。", "http://news.example/"
    first = page(tmp_path, "first", "临江县召开推进会", home, BODY + stock)
    second = page(tmp_path, "second", "一笔项目账", home, OTHER + stock)
    assert [took(library, file) for file in (first, second)] == [(1, 0, 0), (1, 0, 0)]
    assert {row.title for row in library.articles()} == {"临江县召开推进会", "一笔项目账"}


def test_a_newer_version_takes_the_place_and_the_copies_of_the_earlier(library: Library, tmp_path: Path) -> None:
    first = page(tmp_path, "first", "临江县召开推进会", "http://news.example/1.html", BODY)
    copy = page(tmp_path, "copy", "推进会在临江召开", "http://copy.example/1.html", BODY, "2023-02-09 来源:某某网")
    newer = page(tmp_path, "newer", "临江县召开推进会", "http://news.example/1.html", BODY + "会后参观了三个现场。")
    assert [took(library, file) for file in (first, copy, newer)] == [(1, 0, 0), (1, 0, 0), (0, 0, 1)]
    read = {Path(a.source).stem: a for row in library.articles() if (a := library.article(row.id))}
    assert read.keys() == {"newer", "copy"}
    assert read["newer"].mirror_of is None and read["copy"].mirror_of == read["newer"].id
    assert library.doctor(whole=True) == []
    assert took(library, first, copy) == (0, 2, 0), "what was read before brings the earlier version not back"


def test_of_two_versions_in_one_batch_the_last_stands(library: Library, tmp_path: Path) -> None:
    url = "http://news.example/1.html"
    files = [page(tmp_path, n, "临江县召开推进会", url, f"{BODY}会后参观了{n}个现场。") for n in "二三"]
    assert took(library, *files) == (1, 0, 1)
    (row,) = library.articles()
    assert (stands := library.article(row.id)) is not None and Path(stands.source).stem == "三"
    assert took(library, *files) == (0, 2, 0)


def test_an_edited_file_is_one_article(library: Library, tmp_path: Path) -> None:
    file, texts = (
        tmp_path / "a.txt",
        (f"临江县召开推进会\n\n{BODY}", f"临江县召开推进会\n\n{BODY.replace('86亿元', '68亿元')}"),
    )
    for n, (text, wanted) in enumerate(zip((*texts, texts[0]), ((1, 0, 0), (0, 0, 1), (0, 0, 1)), strict=True)):
        file.write_text(text, encoding="utf-8")
        assert took(library, file) == wanted, n
        (row,) = library.articles()
        assert ("68亿元" in (library.stored_article(row.id) or pytest.fail()).text) == (text is texts[1])
    file.write_text(f"临江县召开推进会\n\n{OTHER}", encoding="utf-8")
    assert took(library, file) == (1, 0, 0), "a stock title over another text is another article"
    (tmp_path / "b.txt").write_text(texts[1], encoding="utf-8")
    assert took(library, tmp_path / "b.txt") == (1, 0, 0), "another file is a copy"


def test_a_day_of_publication_that_was_corrected_in_the_file_leaves_one_article(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    for day, wanted in (("2023-02-07", (1, 0, 0)), ("2023-02-09", (0, 0, 1))):
        file.write_text(f"临江县召开推进会\n{day} 来源:临江日报\n\n{BODY}", encoding="utf-8")
        assert took(library, file) == wanted
        assert [row.published for row in library.articles()] == [day]
        if day == "2023-02-07":
            library.notebook.annotate("article", library.articles()[0].id, "问过")
    assert library.notebook.note("article", library.articles()[0].id) == "问过"


def test_the_next_day_of_a_bulletin_takes_nobodys_place(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "今日.txt"
    for day in "78":
        file.write_text(
            f"临江县运行情况\n2023-02-0{day} 来源:临江日报\n\n{BODY}全县接待游客{day}万人次。", encoding="utf-8"
        )
        assert took(library, file) == (1, 0, 0), day


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (f"2026-03-01 来源:临江日报\n\n3月1日停水。{BODY}", f"2026-03-08 来源:临江日报\n\n3月8日停水。{BODY}"),
        (f"\n3月1日停水。{BODY}", f"\n3月8日停水。{BODY}"),
        (f"2026-03-01 来源:临江日报\n\n3月1日停水。{BODY}", f"\n3月8日停水。{BODY}"),
        ("2026-03-19 来源:临江日报\n\n白菜每斤2元。萝卜3元。", "2026-03-20 来源:临江日报\n\n猪肉25元。"),
    ],
    ids=["dated", "undated", "one undated", "short lines"],
)
def test_the_next_notice_in_one_file_takes_nobodys_place(
    library: Library, tmp_path: Path, first: str, then: str
) -> None:
    file = tmp_path / "提醒.txt"
    for text in (first, then):
        file.write_text(f"供水提醒\n{text}", encoding="utf-8")
        assert took(library, file) == (1, 0, 0)


def test_a_day_that_was_added_or_corrected_under_one_day_of_publication_is_an_edit(
    library: Library, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    for said, wanted in (("\n", (1, 0, 0)), ("\n3月1日停水。", (0, 0, 1)), ("2026-03-01\n\n3月1日停水。", (0, 0, 1))):
        file.write_text(f"供水提醒\n{said}{BODY}", encoding="utf-8")
        assert took(library, file) == wanted
    file.write_text(f"供水提醒\n2026-03-01\n\n3月2日停水。{BODY}", encoding="utf-8")
    assert took(library, file) == (1, 0, 0), "the next notice, its dateline left as it was"


@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "one after the other"])
def test_a_notice_word_for_word_that_of_another_week_is_another(
    library: Library, tmp_path: Path, together: bool
) -> None:
    files = [tmp_path / f"{day}.txt" for day in ("01", "08", "15")]
    for file in files:
        file.write_text(f"供水提醒\n2026-03-{file.stem} 来源:临江日报\n\n{BODY}", encoding="utf-8")
    for batch in [files] if together else [[file] for file in files]:
        assert took(library, *batch) == (len(batch), 0, 0)
    library.notebook.annotate("article", library.articles()[0].id, "问过")
    before = [(row.id, row.published, len(library.facts_of(row.id))) for row in library.articles()]
    assert [day for _, day, _ in before] == ["2026-03-15", "2026-03-08", "2026-03-01"]
    assert took(library, *files) == (0, 3, 0) and refresh(library).changed == 0
    assert [(row.id, row.published, len(library.facts_of(row.id))) for row in library.articles()] == before
    library.word.correct("article", before[0][0], published="2026-03-16")
    assert refresh(library).gone == 0 and took(library, *files) == (0, 3, 0)
    assert [row.published for row in library.articles()] == ["2026-03-16", "2026-03-08", "2026-03-01"]
    assert library.notebook.note("article", before[0][0]) == "问过" and library.doctor(whole=True) == []


def test_a_record_put_in_front_of_others_takes_nobodys_place(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines = [json.dumps({"title": "临江县运行情况", "text": f"{BODY}这是第{n}期。"}) for n in "四三二一"]
    file.write_text("\n".join(lines[1:]), encoding="utf-8")
    assert took(library, file) == (3, 0, 0)
    file.write_text("\n".join(lines), encoding="utf-8")
    assert took(library, file) == (1, 3, 0)


@pytest.mark.parametrize("order", list(permutations("ab")), ids="".join)
def test_two_pages_of_one_text_change_nothing_when_imported_again(
    library: Library, tmp_path: Path, order: tuple[str, ...]
) -> None:
    files = {
        "a": page(tmp_path, "a", "临江县召开推进会", "http://a.example/1.html", BODY),
        "b": page(tmp_path, "b", "临江县召开推进会", "http://b.example/9.html", BODY, "2023-02-08 来源:某某网"),
    }
    assert took(library, *(files[name] for name in order)) == (2, 0, 0)
    by_day = {a.published: a for a in library.read_articles([row.id for row in library.articles()])}
    assert [a.mirror_of for a in by_day.values()].count(by_day["2023-02-07"].id) == 1, "the later is a copy"
    stands, generation = library.articles(), library.generation
    assert took(library, *(files[name] for name in order)) == (0, 2, 0)
    assert (library.articles(), library.generation) == (stands, generation)
    library.remove([row.id for row in stands])
    assert took(library, files[order[0]]) == (1, 0, 0), "what was taken out comes back when it is asked for"


@pytest.mark.parametrize("again", ["import", "refresh"])
def test_other_rules_that_read_another_text_leave_one_article(
    library: Library, tmp_path: Path, again: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(tmp_path, "first", "临江县召开推进会", "", BODY)
    copy = page(tmp_path, "copy", "推进会在临江召开", "", BODY, "2023-02-09 来源:某某网")
    took(library, first, copy)

    def otherwise(*args: object, **more: object) -> Understood:
        found = understood(*args, **more)  # type: ignore[arg-type]
        return replace(found, article=replace(found.article, id=found.article.id[::-1]), mentions=(), facts=())

    if again == "import":
        monkeypatch.setattr("store.importer.RULES_VERSION", "newer")
        monkeypatch.setattr("store.importer.understood", otherwise)
        assert took(library, first, copy) == (0, 0, 2)
    else:
        monkeypatch.setattr("store.refresh.understood", otherwise)
        assert refresh(library).changed == 2
    original, mirror = sorted(
        (a for r in library.articles() if (a := library.article(r.id))), key=lambda a: a.published or ""
    )
    assert original.mirror_of is None and mirror.mirror_of == original.id
    assert library.doctor(whole=True) == []


@pytest.mark.parametrize("size", [100, 1], ids=["in one batch", "one after the other"])
@pytest.mark.parametrize("again", ["import", "refresh"])
def test_two_articles_that_newer_rules_read_as_one_become_one(
    library: Library, tmp_path: Path, again: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [
        page(tmp_path, n, "临江县召开推进会", f"http://{n}.example/1.html", f"{BODY}\n打印第{n}页。") for n in "ab"
    ]
    assert took(library, *files) == (2, 0, 0)

    def cleaned(raw: Raw) -> CleanArticle:
        found = clean_article(raw)
        return replace(found, text=re.sub(r"\n+打印第.页。", "", found.text))

    monkeypatch.setattr("store.understanding.clean_article", cleaned)
    monkeypatch.setattr("store.importer.BATCH" if again == "import" else "store.refresh.BATCH", size)
    if again == "import":
        monkeypatch.setattr("store.importer.RULES_VERSION", "newer")
        report = import_paths(library, files, jobs=1)
        assert (report.new, report.failed) == (0, []) and report.same + report.replaced == 2
    else:
        refresh(library)
    (row,) = library.articles()
    one = library.article(row.id)
    assert one is not None and one.mirror_of is None
    facts = [fact.id for fact in library.extracted(row.id)[1]]
    assert facts and len(facts) == len(set(facts)), "no record of it stands twice"
    assert refresh(library).changed == 0 and library.doctor(whole=True) == []
