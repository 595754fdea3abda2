"""A person's word on meetings: corrected, joined, split; the same whatever the order of import, and undone without trace."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from store.card import card
from store.database import Library
from store.errors import NotFound, WrongUse
from store.records import Article, Mention
from store.regions.table import region_of
from tests.store.made import article, figure, mention, put

TEXT = "全市高质量发展大会召开。随后,项目签约仪式举行。"
NAME = "全市高质量发展大会"


def report(n: str, published: str, name: str = NAME, **more: object) -> tuple[Article, Mention]:
    return article(n, TEXT, published=published), mention(n, name, **more)


REPORTS = (
    report("a", "2023-01-29"),
    report("b", "2023-01-30", "高质量发展大会"),
    report("c", "2023-01-31"),
    report("d", "2023-02-01", "重大项目签约仪式", kind="签约活动", date="2023-01-29"),
)


def told(library: Library, order: tuple[int, ...] = (0, 1, 2, 3)) -> None:
    for n in order:
        put(library, *REPORTS[n])


def standing(library: Library) -> list[tuple[object, ...]]:
    return sorted(
        (m.id, m.name, m.date or "", m.region or "", m.articles, m.corrected, sorted(m.aliases))
        for m in library.meetings()
    )


def meeting_with(library: Library, article_id: str) -> str:
    return next(m.id for m in library.meetings() if article_id in m.articles)


def test_a_corrected_meeting_is_one_everywhere(library: Library) -> None:
    told(library)
    put(library, article("x", TEXT), mention("x"), figure("f", "x", meeting=f"m-x-{NAME}"))
    meeting = meeting_with(library, "a")
    assert (
        library.word.correct("meeting", meeting, name="常州发展大会", date="2022-12-30", region="溧阳", theme="实干")
        == meeting
    )
    read = library.meeting(meeting)
    assert read is not None and (read.name, read.date, read.region, read.theme) == (
        "常州发展大会",
        "2022-12-30",
        "320481",
        "实干",
    )
    assert set(read.corrected) == {"name", "date", "region", "theme"} and set(read.articles) == {"a", "b", "c", "x"}
    assert [m.id for m in library.meetings("320481", years=(2022, 2022))] == [meeting]
    assert library.counts(years=(2022, 2022))["320481"].meetings == 1 and library.main_meeting("320481") == read
    assert {h.id for h in library.find("kind:meeting 常州发展大会 date:2022-12").rows} == {meeting}
    assert [f.meeting for f in library.facts(meeting=meeting)] == [meeting] and library.count(
        "date:2022-12-30 kind:figure"
    ) == 1
    region = region_of("320481")
    assert region is not None
    shown = card(library, region)
    assert shown is not None and shown.meeting == read
    assert library.doctor(whole=True) == []


def test_what_comes_later_under_the_same_name_is_corrected_with_it(library: Library) -> None:
    told(library, (1, 2))
    meeting = meeting_with(library, "c")
    library.word.correct("meeting", meeting, date="2023-01-27")
    told(library, (0,))
    assert {m.date for m in library.meetings()} == {"2023-01-27"} and len(library.meetings()) == 1
    assert library.meeting(meeting) == library.meetings()[0]


def test_a_meeting_whose_day_is_corrected_joins_the_one_it_then_is(library: Library) -> None:
    put(library, *report("a", "2023-01-29"))
    put(library, *report("e", "2023-01-30", date="XXXX-01-28"))
    assert len(library.meetings()) == 2
    other = meeting_with(library, "e")
    library.word.correct("meeting", other, date="2023-01-28")
    (one,) = library.meetings()
    assert set(one.articles) == {"a", "e"} and other in one.aliases and library.meeting(other) == one


@pytest.mark.parametrize("act", ["join", "split", "correct", "join then correct", "split then join"])
def test_the_order_of_import_does_not_show(tmp_path: Path, act: str) -> None:
    found = []
    for n, order in enumerate(list(permutations(range(4)))[::3]):
        with Library.open(tmp_path / str(n)) as library:
            told(library)
            if act.startswith("split"):
                library.arrangements.split(meeting_with(library, "a"), ["b"])
            if "join" in act:
                library.arrangements.join(
                    meeting_with(library, "a"), meeting_with(library, "b" if "split" in act else "d")
                )
            if "correct" in act:
                library.word.correct("meeting", meeting_with(library, "a"), date="2023-01-20", name="大会")
            wanted = standing(library)
            library.remove([a.id for a, _ in REPORTS])
            assert library.meetings() == []
            told(library, order)
            assert standing(library) == wanted
            assert library.doctor(whole=True) == []
            found.append(wanted)
    assert all(one == found[0] for one in found)


def test_what_was_said_of_both_holds_of_the_joined_meeting(library: Library) -> None:
    told(library)
    first, other = meeting_with(library, "a"), meeting_with(library, "d")
    for meeting, word in ((first, "甲"), (other, "乙")):
        library.notebook.annotate("meeting", meeting, word)
        library.notebook.tag("meeting", meeting, [word])
        library.notebook.toggle("meeting", meeting)
    library.word.correct("meeting", first, kind="座谈会", theme="早")
    library.word.correct("meeting", other, theme="晚", occasion="investment")
    one = library.arrangements.join(first, other)
    assert library.notebook.marked() == [("meeting", one)]
    assert (library.notebook.note("meeting", one) or "").split("\n") == ["甲", "乙"]
    assert set(library.notebook.tags("meeting", one)) == {"甲", "乙"}
    read = library.meeting(one)
    assert read is not None and (read.kind, read.theme, read.occasion) == ("座谈会", "晚", "investment")
    library.word.uncorrect("meeting", one)
    assert library.user.entries("corrections") == {} and library.doctor(whole=True) == []


@pytest.mark.parametrize("how", ["undo", "split"])
@pytest.mark.parametrize("said_since", [False, True])
def test_a_join_undone_gives_each_its_own_back(library: Library, how: str, said_since: bool) -> None:
    told(library)
    first, other = meeting_with(library, "a"), meeting_with(library, "d")
    for meeting, word in ((first, "甲"), (other, "乙")):
        library.notebook.annotate("meeting", meeting, word)
        library.word.correct("meeting", meeting, theme=word)
    library.notebook.toggle("meeting", other)
    one = library.arrangements.join(first, other)
    if said_since:
        library.notebook.annotate("meeting", one, "甲乙丙")
    if how == "undo":
        library.arrangements.undo(one)
    else:
        library.arrangements.split(one, ["d"])
    library.flush()
    first, other = meeting_with(library, "a"), meeting_with(library, "d")
    assert library.notebook.note("meeting", first) == ("甲乙丙" if said_since else "甲")
    assert library.notebook.note("meeting", other) == "乙"
    assert [(library.meeting(m) or pytest.fail()).theme for m in (first, other)] == ["甲", "乙"]
    assert library.notebook.marked() == [("meeting", other)]
    assert library.rebind() == [] and library.doctor(whole=True) == []


@pytest.mark.parametrize("joins", ["ab c", "c ab"], ids=["the joined takes one more", "one more takes the joined"])
def test_a_chain_of_joins_undone_gives_each_its_own_back(library: Library, joins: str) -> None:
    for n, name in (("a", NAME), ("b", "重大项目签约仪式"), ("c", "集中竣工活动")):
        put(library, *report(n, "2023-01-29", name))
        library.notebook.annotate("meeting", meeting_with(library, n), f"note-{n}")
        library.word.correct("meeting", meeting_with(library, n), theme=n)
    before = standing(library)
    library.arrangements.join(meeting_with(library, "a"), meeting_with(library, "b"))
    first, other = (meeting_with(library, part[0]) for part in joins.split())
    one = library.arrangements.join(first, other)
    assert len(library.meetings()) == 1 and len(library.arrangements.undo(one)) == 3
    assert [library.notebook.note("meeting", meeting_with(library, n)) for n in "abc"] == ["note-a", "note-b", "note-c"]
    assert standing(library) == before and library.user.entries("arranged") == {}
    assert library.rebind() == [] and library.doctor(whole=True) == []


def test_joined_meetings_are_one_and_their_ids_resolve(library: Library) -> None:
    told(library)
    first, other = meeting_with(library, "a"), meeting_with(library, "d")
    library.notebook.toggle("meeting", other)
    assert library.arrangements.join(first, other) == first
    (one,) = library.meetings()
    assert set(one.articles) == {"a", "b", "c", "d"} and one.date == "2023-01-28" and "joined" in one.corrected
    assert library.meeting(other) == one and other in one.aliases and one.name == NAME and "重大项目签约仪式" in one.aka
    assert library.rebind() == [] and library.notebook.marked() == [("meeting", first)]
    (arranged,) = library.arrangements.of(other)
    assert (arranged.how, arranged.articles, arranged.by) == ("join", ("d",), library.person)
    with Library.open(library.root, read_only=True) as reader:
        assert reader.arrangements.of(first) == [arranged]
    with pytest.raises(WrongUse, match="one meeting already"):
        library.arrangements.join(first, other)
    assert library.arrangements.undo(first) == sorted((first, other)) and len(library.meetings()) == 2
    assert library.arrangements.of(first) == [] and library.user.entries("arranged") == {}


def test_a_join_follows_its_target(library: Library) -> None:
    put(library, *report("u", "2023-01-29", date="XXXX-12-15"))
    put(library, *report("v", "2023-01-30", "集中竣工活动", date=None))
    first, other = meeting_with(library, "u"), meeting_with(library, "v")
    assert library.arrangements.join(first, other) == first
    library.word.correct("meeting", first, date="2021-12-15")
    assert [(m.date, len(m.articles)) for m in library.meetings()] == [("2021-12-15", 2)]
    library.word.uncorrect("meeting", first)
    put(library, *report("u", "2023-01-29", date="2022-12-15"))  # newer rules read it otherwise
    assert [(m.date, len(m.articles)) for m in library.meetings()] == [("2022-12-15", 2)]
    assert library.doctor(whole=True) == []


def test_a_split_takes_reports_away_and_keeps_them_away(library: Library) -> None:
    told(library)
    whole = meeting_with(library, "a")
    library.word.correct("meeting", whole, theme="实干")
    part = library.arrangements.split(whole, ["b"])
    assert part != whole and {m.id: set(m.articles) for m in library.meetings() if m.date == "2023-01-28"} == {
        whole: {"a", "c"},
        part: {"b"},
    }
    read = library.meeting(part)
    assert read is not None and set(read.corrected) == {"theme", "split"} and read.theme == "实干"
    put(library, article("b", TEXT + "改", published="2023-01-30"), mention("b", "高质量发展大会"))
    assert library.meeting(part) is not None, "it stays apart when its article is read anew"
    put(library, *report("e", "2023-01-28"))
    assert set((library.meeting(whole) or read).articles) == {"a", "c", "e"}
    (stands,) = library.arrangements.undo(part)
    assert [m.id for m in library.meetings() if m.date == "2023-01-28"] == [stands]
    assert library.rebind() == [] and list(library.word.corrections()) == [("meeting", stands)]


def test_joining_what_was_split_undoes_the_split(library: Library) -> None:
    told(library)
    before = standing(library)
    whole = meeting_with(library, "a")
    part = library.arrangements.split(whole, ["b", "c"])
    assert library.arrangements.join(part, whole) == whole
    assert standing(library) == before and library.user.entries("arranged") == {}
    joined = library.arrangements.join(whole, meeting_with(library, "d"))
    library.arrangements.split(joined, ["d"])
    assert standing(library) == before and library.user.entries("arranged") == {}


def test_what_cannot_be_arranged_is_refused(library: Library) -> None:
    told(library)
    whole = meeting_with(library, "a")
    for articles in ([], ["a", "b", "c"], ["d"], ["none"]):
        with pytest.raises(WrongUse):
            library.arrangements.split(whole, articles)
    with pytest.raises(NotFound):
        library.arrangements.join(whole, "none")
    assert library.user.entries("arranged") == {}


def test_a_corrected_meeting_is_found_again_when_its_day_is_read_otherwise(library: Library) -> None:
    told(library)
    meeting = meeting_with(library, "d")
    library.word.correct("meeting", meeting, theme="签约")
    library.arrangements.split(meeting_with(library, "a"), ["c"])
    for n, (a, m) in enumerate(REPORTS):
        put(library, a, mention(a.id, m.name + "暨表彰会", kind=m.kind, date="2022-01-0" + str(1 if n < 3 else 2)))
    assert {m.theme: m.articles for m in library.meetings()}["签约"] == ("d",)
    assert {m.articles for m in library.meetings() if m.date == "2022-01-01"} == {("a", "b"), ("c",)}
    assert library.rebind() == [] and library.doctor(whole=True) == []
