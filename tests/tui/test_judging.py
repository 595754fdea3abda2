"""What a person adds: checks, notes, corrections, sets, kept queries, and records given to another program."""

from __future__ import annotations

from pathlib import Path

from tests.tui.press import browsing, press, screen_text
from tests.tui.test_room import room_of
from tui.i18n import say


async def test_a_fact_is_checked_and_unchecked(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "exclamation_mark")
        assert screen.panes.facts.fact is not None
        assert screen.panes.facts.fact.checked
        await press(pilot, "！")
        assert not screen.panes.facts.fact.checked


async def test_a_note_is_written_and_stays(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "semicolon", *"问记者", "enter")
        assert screen.panes.facts.fact is not None
        assert screen.panes.facts.fact.note == "问记者"
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "；")
        assert pilot.app.screen.query_one("#prompt-input").value == "问记者"  # type: ignore[attr-defined]


async def test_a_figure_is_corrected_and_restored(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "l", "j", "e")
        pilot.app.screen.query_one("#field-value").value = "1600亿"  # type: ignore[attr-defined]
        pilot.app.screen.query_one("#field-status").value = "result"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        fact = screen.panes.facts.fact
        assert fact is not None
        assert (fact.value, fact.status) == (160000000000, "result")  # type: ignore[attr-defined]
        assert set(fact.corrected) == {"value", "status"}
        assert "*" in screen_text(pilot)
        await press(pilot, "e", "f8")
        assert screen.panes.facts.fact is not None
        assert screen.panes.facts.fact.value == 150000000000  # type: ignore[attr-defined]


async def test_what_cannot_stand_is_told_and_nothing_is_kept(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "l", "e")
        for field, text, told in (
            ("value", "很多", say("correct.no_number")),
            ("status", "hoped", "target / result"),
            ("region", "鼓楼区", "鼓楼区 320106"),
            ("horizon", "明年", say("correct.no_day")),
            ("measure", "", "cannot be empty"),
        ):
            widget = pilot.app.screen.query_one(f"#field-{field}")
            before, widget.value = widget.value, text  # type: ignore[attr-defined]
            await press(pilot, "enter")
            assert told[:20] in screen_text(pilot), field
            widget.value = before  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert screen.panes.facts.fact is not None
        assert screen.panes.facts.fact.corrected == ()


async def test_a_meeting_and_an_article_are_corrected(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "l", "j", "j", "l", "j", "e")
        pilot.app.screen.query_one("#field-name").value = "优化营商环境大会"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert screen.reading.meeting is not None
        assert screen.reading.meeting.name == "优化营商环境大会"
        assert any("优化营商环境大会" in b.label for b in screen.panes.tree_pane.rows)
        screen.panes.reader.light(None)
        await press(pilot, "2", "e")
        pilot.app.screen.query_one("#field-publisher").value = "常州晚报"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "常州晚报" in screen.panes.reader.sheet.text


async def test_marks_are_kept_as_sets(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "space", "space", "number_sign", *"甲", "enter")
        assert screen.desk.shelf.library.notebook.sets() == {"甲": 2}
        await press(pilot, "space", "#", "down", "enter")
        await press(pilot, "escape")
        assert len(screen.desk.shelf.marked()) == 2
        await press(pilot, "#", "f8")
        assert screen.desk.shelf.library.notebook.sets() == {}
        assert len(screen.desk.shelf.marked()) == 2


async def test_a_search_is_kept_above_the_tree_with_its_count(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"营商环境", "enter", "escape", "K", *"环境", "enter")
        first = screen.panes.tree_pane.rows[0]
        assert (first.kind, first.label) == ("query", "环境")
        assert first.facts > 0
        await press(pilot, "1", "g", "g", "enter")
        assert screen.panes.middle is screen.panes.results
        assert screen.panes.results.lines
        await press(pilot, "escape", "K", "f8")
        assert screen.panes.tree_pane.rows[0].kind == "region"


async def test_marks_are_given_to_a_command(room: Path) -> None:
    out = room / "out.jsonl"
    async with browsing(room) as pilot:
        await press(pilot, "3", "space", "space", "|", *f"cat>{out}", "enter")
        assert "status 0" in room_of(pilot).status.left
    assert len([line for line in out.read_text(encoding="utf-8").splitlines() if '"kind":"person"' in line]) == 2
