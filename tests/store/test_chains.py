"""Chains of joins: whichever meeting is taken out again stands alone with its own, and the others stay together."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.database import Library
from store.person.arrangement import arrangements
from store.person.user import record_of
from tests.store.made import article, mention, put

NAMES = {"a": "全市高质量发展大会", "b": "重大项目签约仪式", "c": "集中竣工活动", "d": "春节团拜茶话"}
DAYS = ("2023-01-26", "2023-01-27", "2023-01-28")
Parts = set[frozenset[str]]


class Told(NamedTuple):
    """What a person said of a meeting."""

    note: str | None
    marked: bool
    sets: list[str]
    theme: str | None


def tell(library: Library, names: dict[str, str], days: dict[str, str]) -> None:
    for n, name in names.items():
        put(library, article(n, "全市高质量发展大会召开。随后,项目签约仪式举行。"), mention(n, name, date=days[n]))
    for meeting in library.meetings():
        of = "".join(meeting.articles)
        library.notebook.annotate("meeting", meeting.id, f"note-{of}")
        library.notebook.toggle("meeting", meeting.id)
        library.notebook.keep_set(f"set-{of}", [("meeting", meeting.id)])
        library.word.correct("meeting", meeting.id, theme=of)


def meeting_with(library: Library, article_id: str) -> str:
    return next(m.id for m in library.meetings() if article_id in m.articles)


def parts(library: Library) -> Parts:
    return {frozenset(m.articles) for m in library.meetings()}


def told(library: Library) -> dict[str, Told]:
    found = {}
    for m in library.meetings():
        sets = [name for name in library.notebook.sets() if ("meeting", m.id) in library.notebook.set_members(name)]
        note = library.notebook.note("meeting", m.id)
        marked = library.notebook.is_marked("meeting", m.id)
        found["".join(sorted(m.articles))] = Told(note, marked, sorted(sets), m.theme)
    return found


def dangling(library: Library) -> list[str]:
    """What sets name that is no meeting, and arrangements that is no report."""
    members = [key for entry in library.user.entries("sets").values() for key in entry["members"]]
    named = [(held, r) for held in arrangements(library.user) for r in held.reports]
    gone = [r["own"] for held, r in named if r["own"] not in map(held.id_of, library.reports_in(r["article"]))]
    return gone + [key for key in members if library.standing(*record_of(key)) != record_of(key)[1]]


def check(library: Library, wanted: Parts) -> None:
    assert parts(library) == wanted and dangling(library) == []
    assert library.rebind() == [] and library.doctor(whole=True) == []
    assert parts(library) == wanted


@pytest.mark.parametrize("days", [DAYS, DAYS[:1] * 3], ids=["three days", "one day"])
@pytest.mark.parametrize("joins", ["ab ac", "ab ca", "bc ba", "bc ab"])
@pytest.mark.parametrize("gone", "abc")
def test_one_taken_out_of_a_chain_leaves_the_others_together(
    library: Library, days: tuple[str, ...], joins: str, gone: str
) -> None:
    tell(library, {n: NAMES[n] for n in "abc"}, dict(zip("abc", days, strict=True)))
    before, first = library.meetings(), told(library)
    for pair in joins.split():
        library.arrangements.join(*(meeting_with(library, n) for n in pair))
    alone = library.arrangements.split(meeting_with(library, "a"), [gone])
    rest = "abc".replace(gone, "")
    left, right = rest[0], rest[1]
    assert alone == meeting_with(library, gone) and told(library)[gone] == first[gone]
    both = told(library)[rest]
    assert sorted((both.note or "").split("\n")) == [f"note-{n}" for n in rest]
    assert (both.marked, both.sets) == (True, [f"set-{n}" for n in rest]) and both.theme in tuple(rest)
    assert [held.how for held in library.arrangements.of(meeting_with(library, left))] == ["join"]
    assert library.notebook.set_members(f"set-{right}") == [("meeting", meeting_with(library, left))]
    check(library, {frozenset(gone), frozenset(rest)})
    library.arrangements.split(meeting_with(library, left), [left])
    assert (library.meetings(), told(library), library.user.entries("arranged")) == (before, first, {})
    check(library, {frozenset(n) for n in "abc"})


@settings(max_examples=12)
@given(st.data())
def test_joins_and_splits_are_what_one_expects(data: st.DataObject) -> None:
    days = {n: data.draw(st.sampled_from(DAYS)) for n in NAMES}
    alike = data.draw(st.booleans())  # two reports are of one meeting without a person's word
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        tell(library, NAMES | ({"d": NAMES["a"]} if alike else {}), days | ({"d": days["a"]} if alike else {}))
        first, wanted = told(library), parts(library)
        for _ in range(data.draw(st.integers(2, 5))):
            step(library, data, wanted, split=len(wanted) == 1 or data.draw(st.booleans()))
        while not alike and any(len(part) > 1 for part in wanted):
            step(library, data, wanted, split=True)
        assert alike or (told(library), library.user.entries("arranged")) == (first, {})


def step(library: Library, data: st.DataObject, wanted: Parts, *, split: bool) -> None:
    """One join or split, drawn, and what is to be then."""
    ordered = sorted(wanted, key=sorted)
    if split and (whole := [part for part in ordered if len(part) > 1]):
        part = data.draw(st.sampled_from(whole))
        gone = data.draw(st.sets(st.sampled_from(sorted(part)), min_size=1, max_size=len(part) - 1))
        assert library.arrangements.split(meeting_with(library, min(part)), gone) == meeting_with(library, min(gone))
        wanted ^= {part, frozenset(gone), part - gone}
    elif len(ordered) > 1:
        one, other = data.draw(st.permutations(ordered))[:2]
        library.arrangements.join(meeting_with(library, min(one)), meeting_with(library, min(other)))
        wanted ^= {one, other, one | other}
    check(library, wanted)
