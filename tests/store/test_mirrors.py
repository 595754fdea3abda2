"""Copies are told from reports of the same thing in other words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from store.database import Library
from store.importer import import_paths
from store.index.likeness import likeness, sketch
from store.mirrors import earlier
from tests.store.made import article

BODY = (
    "2月6日上午，临江县召开全县重点项目建设推进会。县委书记周明川出席会议并讲话，县长何立群主持会议。\n"
    "会议指出，去年全县完成固定资产投资86亿元，新签约亿元以上项目32个，总投资145亿元。今年要力争新引进亿元以上项目40个。\n"
    "周明川强调，要把项目建设作为头号任务，严格落实领导包保制度，加快推进县开发区标准厂房二期建设，确保一季度开工率达到七成。\n"
    "会上，县发改局通报了去年重点项目完成情况，县开发区、城关镇、江口镇作了表态发言。\n"
)
OTHER = (
    "春节刚过，临江县便把全县干部聚到一起谋划项目。2月6日的会场里，县委书记周明川算了一笔账：86亿元的投资怎么来，40个项目到哪里去。\n"
    "县发改局负责人会后告诉记者，开发区二期厂房已经封顶，三家企业等着进驻，标准厂房供不应求。\n"
    "江口镇的干部把任务书带回了村里，准备趁着农闲先把用地手续跑完，让企业来了就能开工，开了工就能投产。\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "store") as opened:
        yield opened


def _import(library: Library, folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    report = import_paths(library, [folder / f"{name}.txt" for name in texts], jobs=1)
    assert report.failed == [] and report.new == len(texts)


def _mirrors(library: Library) -> dict[str, str | None]:
    articles = [library.article(row.id) for row in library.articles()]
    names = {a.id: Path(a.source).stem for a in articles if a}
    return {names[a.id]: names[a.mirror_of] if a.mirror_of else None for a in articles if a}


@pytest.mark.parametrize("batches", [1, 2], ids=["in one batch", "one after the other"])
def test_a_copy_names_its_original_and_other_words_do_not(library: Library, tmp_path: Path, batches: int) -> None:
    texts = {
        "first": f"临江县召开重点项目建设推进会\n来源：临江日报 2023-02-07\n{BODY}",
        "copy": f"首页 > 县区\n临江推进重点项目建设\n来源：某某网 2023-02-08\n{BODY}编辑：王小华\n",
        "other": f"一笔项目账\n来源：临江日报 2023-02-08\n{OTHER}",
    }
    if batches == 1:
        _import(library, tmp_path, **texts)
    else:
        for name, text in texts.items():
            _import(library, tmp_path, **{name: text})
    assert _mirrors(library) == {"first": None, "copy": "first", "other": None}


FAMILY = {
    "first": f"临江县召开重点项目建设推进会\n来源：临江日报 2023-02-07\n{BODY}",
    "second": f"首页 > 县区\n临江推进重点项目建设\n来源：某某网 2023-02-08\n{BODY}编辑：王小华\n",
    "third": f"推进重点项目\n来源：又一网 2023-02-09\n{BODY}责任编辑：李大军 转载须经许可。\n",
    "undated": f"临江重点项目建设推进会召开\n{BODY}本文由县融媒体中心供稿，欢迎关注。\n",
}


@pytest.mark.parametrize("batches", [1, 4], ids=["in one batch", "one after the other"])
@pytest.mark.parametrize("order", list(permutations(FAMILY))[::2], ids="-".join)
def test_the_earliest_is_the_original_whatever_the_order(tmp_path: Path, order: tuple[str, ...], batches: int) -> None:
    with Library.open(tmp_path / "store") as library:
        for n in range(batches):
            _import(library, tmp_path, **{name: FAMILY[name] for name in order[n::batches]})
        assert _mirrors(library) == {"first": None, "second": "first", "third": "first", "undated": "first"}
        found = {hit.article for hit in library.find("kind:figure").rows}
        assert found == {row.id for row in library.articles() if row.published == "2023-02-07"}, "each counts once"
        assert library.doctor(whole=True) == []
        report = import_paths(library, [tmp_path / f"{name}.txt" for name in order], jobs=1)
        assert (report.same, report.new, report.replaced) == (4, 0, 0)


def test_without_its_original_the_earliest_copy_is_the_original(library: Library, tmp_path: Path) -> None:
    _import(library, tmp_path, **FAMILY)
    ids = {str(row.published): row.id for row in library.articles()}
    library.remove([ids["2023-02-07"]])
    assert _mirrors(library) == {"second": None, "third": "second", "undated": "second"}
    library.remove([ids["2023-02-08"], ids["2023-02-09"]])
    assert _mirrors(library) == {"undated": None} and library.doctor(whole=True) == []


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2023-02-07", "2023-02-08", True),
        ("2023-02-08", "2023-02-07", False),
        ("2023", "2023-02-07", False),  # it may be the same day
        ("2022", "2023-02-07", True),
        ("2023-02-07", None, True),
        (None, "2023-02-07", False),
        (None, None, False),
        ("XXXX-02-07", "2023", False),
    ],
)
def test_which_is_known_to_be_earlier(one: str | None, other: str | None, before: bool) -> None:
    assert earlier(article("a", published=one), article("b", published=other)) is before


def test_importing_again_keeps_what_was_found(library: Library, tmp_path: Path) -> None:
    _import(
        library, tmp_path, first=f"临江县推进会\n{BODY}", copy=f"推进会在临江召开\n{BODY}又一句话结束全文，说明安排。\n"
    )
    before = _mirrors(library)
    report = import_paths(library, [tmp_path / "first.txt", tmp_path / "copy.txt"], jobs=1)
    assert (report.new, report.same) == (0, 2)
    assert _mirrors(library) == before and set(before.values()) == {None, "first"}


def test_a_copy_is_found_of_what_is_no_longer_remembered(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import of any length remembers its last articles alone; what came before is found in the library."""
    monkeypatch.setattr("store.mirrors._HELD", 2)
    monkeypatch.setattr("store.importer.BATCH", 2)
    others = {f"b{n}": f"{n}号工地\n{OTHER}{n * OTHER}" for n in range(1, 6)}
    copy = f"推进会在临江召开\n{BODY}又一句话结束全文，说明安排。\n"
    _import(library, tmp_path, a=f"临江县推进会\n{BODY}", **others, c=copy)
    assert _mirrors(library)["c"] == "a"


def test_likeness_falls_with_what_is_changed() -> None:
    whole, half = sketch(BODY), sketch(BODY[: len(BODY) // 2] + OTHER)
    assert whole is not None and half is not None
    assert likeness(whole, whole) == 1.0
    assert 0.1 < likeness(whole, half) < 0.8
    assert sketch("太短") is None
