"""Correcting meetings and articles: fields, split and join, what it changed, taking it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.errors import LichunError, NotFound, StoreBusy
from tests.tui.press import browsing, press, screen_text
from tests.tui.test_room import room_of
from tui.i18n import say


async def on_meeting(pilot, id: str):  # type: ignore[no-untyped-def]
    """The cursor of the tree on the meeting of a mention."""
    screen = room_of(pilot)
    meeting = screen.desk.shelf.meeting(id)
    assert meeting is not None
    screen.reading.places.reveal(meeting.region, meeting.id)
    screen.reading.show_meeting(meeting.id, meeting.region)
    screen.panes.go("tree")
    await press(pilot)
    return meeting


def field(pilot, name: str):  # type: ignore[no-untyped-def]
    return pilot.app.screen.query_one(f"#field-{name}")


async def test_a_meeting_gets_another_day_and_place_and_back(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await on_meeting(pilot, "cz24-m")
        await press(pilot, "e")
        field(pilot, "date").value = "2024年2月19日"
        field(pilot, "region").value = "武进区"
        await press(pilot, "enter")
        meeting = screen.reading.meeting
        assert meeting is not None
        assert (meeting.date, meeting.region) == ("2024-02-19", "320412")
        assert set(meeting.corrected) == {"date", "region"}
        assert screen.panes.tree_pane.branch is not None
        assert screen.panes.tree_pane.branch.region == "320412"
        assert say("note.corrected") in screen.status.left
        await press(pilot, "u")
        back = screen.desk.shelf.meeting("cz24-m")
        assert back is not None
        assert (back.date, back.region, back.corrected) == ("2024-02-18", "320400", ())


async def test_a_day_that_is_none_is_refused_in_words_before_anything_is_kept(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await on_meeting(pilot, "cz24-m")
        await press(pilot, "e")
        field(pilot, "date").value = "2023-02-30"
        await press(pilot, "enter")
        assert "no day of the calendar" in screen_text(pilot)
        await press(pilot, "escape")
        assert screen.desk.shelf.library.word.corrections() == {}


async def test_two_meetings_are_joined_and_parted_again(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await on_meeting(pilot, "cz24-m")
        await press(pilot, "e", "f6")
        assert "全市推动高质量发展大会" in screen_text(pilot)
        await press(pilot, *"高质量", "enter")
        joined = screen.reading.meeting
        assert joined is not None
        assert len(joined.articles) == 3
        assert joined.date == "2024-02-18"
        await press(pilot, "u")
        assert {len(m.articles) for m in screen.desk.shelf.meetings("320400")} == {1, 2}


@pytest.mark.parametrize(("error", "left"), [(StoreBusy("store"), 1), (NotFound("that meeting"), 0)])
async def test_what_cannot_be_taken_back_now_is_taken_back_later_unless_it_is_gone(
    room: Path, monkeypatch: pytest.MonkeyPatch, error: LichunError, left: int
) -> None:
    def failing(*_: object) -> list[str]:
        raise error

    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await on_meeting(pilot, "cz23a-m")
        await press(pilot, "e", "f5", "space", "enter")
        with monkeypatch.context() as patched:
            patched.setattr(screen.desk.shelf.library.arrangements, "undo", failing)
            await press(pilot, "u")
        assert str(error) in screen.status.left
        assert len(screen.parts.undoing.steps) == left
        await press(pilot, "u")
        assert screen.parts.undoing.steps == []
        assert len(screen.desk.shelf.meetings("320400")) == 3 - left


async def test_a_join_whose_reports_are_gone_is_taken_back_without_an_error(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await on_meeting(pilot, "cz23a-m")
        await press(pilot, "e", "f5", "space", "enter")
        monkeypatch.setattr(screen.desk.shelf.library.arrangements, "undo", lambda _: [])
        await press(pilot, "u")
        assert screen.parts.undoing.steps == []
        assert say("note.undone", what=say("undo.split")) in screen.status.left


async def test_what_was_done_in_another_store_is_not_taken_back_in_this_one(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await on_meeting(pilot, "cz23a-m")
        await press(pilot, "e", "f5", "space", "enter")
        pilot.app.change_store(room / "other")  # type: ignore[attr-defined]
        await press(pilot, "u")
        assert say("note.nothing_to_undo") in screen.status.left
        pilot.app.change_store(room / "store")  # type: ignore[attr-defined]
        await press(pilot)
        assert len(screen.desk.shelf.meetings("320400")) == 3


async def test_an_article_is_split_off_a_meeting(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        meeting = await on_meeting(pilot, "cz23a-m")
        assert len(meeting.articles) == 2
        await press(pilot, "e", "f5", "space", "enter")
        assert sorted(len(m.articles) for m in screen.desk.shelf.meetings("320400")) == [1, 1, 1]
        assert say("note.split") in screen.status.left
        await press(pilot, "u")
        assert sorted(len(m.articles) for m in screen.desk.shelf.meetings("320400")) == [1, 2]


async def test_a_meeting_in_the_timeline_is_corrected_as_well(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "T", "e")
        assert "theme" in screen_text(pilot)
        field(pilot, "name").value = "另一个名字的大会"
        await press(pilot, "enter")
        assert any(m.name == "另一个名字的大会" for m in screen.desk.shelf.meetings())


async def test_an_article_gets_another_date_and_says_what_changed(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        screen.reading.show_article("jy")
        screen.panes.go("reader")
        await press(pilot, "E")
        assert "headline" in screen_text(pilot)
        field(pilot, "published").value = "2021-11-02"
        await press(pilot, "enter")
        article = screen.desk.shelf.article("jy")
        assert article is not None
        assert article.published == "2021-11-02"
        await press(pilot, "u")
        article = screen.desk.shelf.article("jy")
        assert article is not None
        assert article.published == "2022-11-02"


async def test_an_article_in_a_list_is_corrected(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "A", "e")
        assert "headline" in screen_text(pilot)
        field(pilot, "publisher").value = "常州晚报"
        await press(pilot, "enter")
        articles = [room_of(pilot).desk.shelf.article(i) for i in ("cz24", "cz23a", "cz23b")]
        assert "常州晚报" in [a.publisher for a in articles if a]


async def test_go_to_fills_in_a_place(room: Path) -> None:
    async with browsing(room) as pilot:
        await on_meeting(pilot, "cz24-m")
        await press(pilot, "e", "f2", *"320500", "enter")
        assert field(pilot, "region").value == "320500"


async def test_what_was_extracted_comes_back_by_f8(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await on_meeting(pilot, "cz24-m")
        await press(pilot, "e")
        field(pilot, "name").value = "改名大会"
        await press(pilot, "enter", "1", "e")
        assert say("correct.set_before", names=say("field.name")) in screen_text(pilot)
        await press(pilot, "f8")
        meeting = screen.desk.shelf.meeting("cz24-m")
        assert meeting is not None
        assert meeting.name == "全市优化营商环境大会"
