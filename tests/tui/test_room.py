"""The three panes together, driven by keys: what each shows, and how one leads to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.database import Library
from store.records import Figure
from tests.tui.made import written
from tests.tui.press import browsing, press, screen_text, titles
from tui.screens.room import Room


def room_of(pilot) -> Room:  # type: ignore[no-untyped-def]
    screen = pilot.app.room
    assert isinstance(screen, Room)
    return screen


def lit_text(screen: Room) -> str:
    """The text of the evidence that stands out."""
    index = screen.panes.reader.sheet.of_fact(screen.panes.reader.fact or "")
    assert index is not None
    lit = screen.panes.reader.sheet.lit[index]
    return screen.panes.reader.sheet.text[lit.start : lit.end]


async def test_it_opens_on_the_place_with_most_facts_and_its_main_meeting(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        assert screen.reading.region_code == "320400"
        assert screen.reading.meeting is not None
        assert screen.reading.meeting.name == "全市推动高质量发展大会"
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz23a"
        assert screen.panes.tree_pane.branch is not None
        assert screen.panes.tree_pane.branch.key == "320400"
        assert titles(pilot)[0] == "Places"


async def test_the_tree_leads_to_the_place_its_meeting_and_its_facts(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "k", "l", "j", "j")
        assert screen.panes.tree_pane.branch is not None
        assert screen.panes.tree_pane.branch.label == "江北新区"
        assert screen.reading.article is not None
        assert screen.reading.article.id == "nj23"
        assert {f.region for f in screen.panes.facts.rows} == {"320100-江北新区"}


async def test_meetings_stand_under_their_place_by_year(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "l")
        below = [b.label for b in screen.panes.tree_pane.rows if b.region == "320400" and b.kind == "year"]
        assert below == ["2024", "2023"]
        await press(pilot, "j", "j", "l", "j")
        assert screen.panes.tree_pane.branch is not None
        assert screen.panes.tree_pane.branch.label == "02-18 全市优化营商环境大会"
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz24"
        assert {f.article for f in screen.panes.facts.rows} == {"cz24"}


async def test_a_meeting_without_a_year_stands_under_no_year(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "p", *"高淳", "enter", "1", "l")
        years = [b.label for b in screen.panes.tree_pane.rows if b.kind == "year" and b.region == "320118"]
        assert years == ["no year"]


async def test_a_facts_row_lights_its_sentence(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "l", "j")
        assert screen.panes.facts.fact is not None
        assert lit_text(screen) == screen.panes.facts.fact.literal == "固定资产投资突破1500亿元"


async def test_a_fact_of_another_article_brings_that_article(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "G")
        assert screen.panes.facts.fact is not None
        assert screen.reading.article is not None
        assert screen.reading.article.id == screen.panes.facts.fact.article != "cz23a"
        assert lit_text(screen) == screen.panes.facts.fact.literal


async def test_evidence_in_the_reader_moves_the_table(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "]", "]", "]")
        assert screen.panes.facts.fact is not None
        assert screen.panes.facts.fact.id == screen.panes.reader.fact
        before = screen.panes.reader.fact
        await press(pilot, "]", "[")
        assert screen.panes.reader.fact == before == screen.panes.facts.fact.id


async def test_evidence_beyond_the_kind_shown_brings_all_kinds(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "h")
        assert screen.panes.facts.kind == "project"
        await press(pilot, "2", "[")
        assert screen.panes.facts.fact is not None
        assert screen.panes.facts.fact.id == screen.panes.reader.fact


async def test_evidence_that_the_table_does_not_list_is_told(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "p", *"武进", "enter", "2")
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz23b"
        await press(pilot, "]", "]")
        assert "周明远" in screen.status.left or screen.panes.facts.fact.id == screen.panes.reader.fact  # type: ignore[union-attr]


async def test_below_is_counted_in_or_left_out(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        assert "320412" in {f.region for f in screen.panes.facts.rows}
        await press(pilot, "full_stop")
        assert {f.region for f in screen.panes.facts.rows} == {"320400"}
        await press(pilot, "。")
        assert "320412" in {f.region for f in screen.panes.facts.rows}


async def test_sources_of_a_meeting_step_round(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        seen = []
        for _ in range(3):
            assert screen.reading.article is not None
            seen.append(screen.reading.article.id)
            await press(pilot, "s")
        assert seen == ["cz23a", "cz23b", "cz23a"]


async def test_a_place_of_a_roundup_opens_at_its_own_passage(room: Path) -> None:
    article, mentions, facts = written(
        "roundup",
        "各地开新局。\n" * 60 + "徐州这边，⟦f1|信创产业园入驻企业86家⟧。\n" + "各地再出发。\n" * 60,
        {"f1": (Figure, {"region": "320300", "measure": "入驻企业", "value": 86, "unit": "家", "comparator": "="})},
        region="320000",
    )
    with Library.open(room / "store") as library:
        library.commit([article], mentions, facts, {})
    async with browsing(room) as pilot:
        await press(pilot, "p", *"徐州", "enter")
        assert room_of(pilot).reading.region_code == "320300"
        assert "信创产业园入驻企业86家" in screen_text(pilot)
        await press(pilot, "p", *"江苏省", "enter")
        assert "各地开新局" in screen_text(pilot)


async def test_years_limit_the_main_meeting(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "Y", *"2024", "enter")
        assert screen.desk.scope.years == (2024, 2024)
        assert screen.reading.meeting is not None
        assert screen.reading.meeting.date == "2024-02-18"
        await press(pilot, "Y", "ctrl+u", *"x", "enter")
        assert screen.desk.scope.years == (2024, 2024)
        assert "x" in screen.status.left
        await press(pilot, "Y", "ctrl+u", "enter")
        assert screen.desk.scope.years is None


async def test_all_places_show_and_hide(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "1", "Z")
        provinces = [b.label for b in screen.panes.tree_pane.rows if b.depth == 0]
        assert "广东省" in provinces
        await press(pilot, "Z")
        assert [b.label for b in screen.panes.tree_pane.rows if b.depth == 0] == ["全国", "江苏省", "未定"]


async def test_records_without_a_place_and_of_the_country_are_reached(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "1", "g", "g")
        assert [f.id for f in screen.panes.facts.rows] == ["cn-f1"]
        await press(pilot, "G")
        assert [f.id for f in screen.panes.facts.rows] == ["cn-f2"]


async def test_back_and_forward(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "p", *"姜堰", "enter")
        assert screen.reading.region_code == "321204"
        await press(pilot, "H")
        assert screen.reading.region_code == "320400"
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz23a"
        await press(pilot, "H")
        assert "back" in screen.status.left
        await press(pilot, "L")
        assert screen.reading.region_code == "321204"


async def test_tab_goes_round_the_panes(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        seen = []
        for _ in range(4):
            seen.append(screen.focused.id)  # type: ignore[union-attr]
            await press(pilot, "tab")
        assert seen == ["tree", "reader", "facts", "tree"]
        await press(pilot, "shift+tab")
        assert screen.focused is screen.panes.tree_pane


@pytest.mark.parametrize(("size", "shown"), [((160, 45), 3), ((120, 40), 3), ((80, 24), 1), ((40, 15), 1)])
async def test_layouts(room: Path, size: tuple[int, int], shown: int) -> None:
    async with browsing(room, size=size) as pilot:
        screen = room_of(pilot)
        panes = [p for p in screen.query(".pane") if p.display and p.size.width]
        assert len(panes) == shown
        assert screen.crumbs.display == (shown == 1)
        if shown == 1:
            for key, pane in (("2", screen.panes.reader), ("3", screen.panes.facts), ("1", screen.panes.tree_pane)):
                await press(pilot, key)
                assert [p for p in screen.query(".pane") if p.display] == [pane]
                assert screen.focused is pane


async def test_wide_puts_the_facts_beside_the_reader_and_normal_below(room: Path) -> None:
    async with browsing(room, size=(160, 45)) as pilot:
        screen = room_of(pilot)
        assert screen.panes.facts.region.x > screen.panes.reader.region.x
        assert screen.panes.facts.region.y == screen.panes.reader.region.y
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert screen.panes.facts.region.x == screen.panes.reader.region.x
        assert screen.panes.facts.region.y > screen.panes.reader.region.y


async def test_resizing_keeps_the_place_in_the_text(room: Path) -> None:
    async with browsing(room, size=(120, 20)) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "j", "j", "j", "j", "j")
        top = screen.panes.reader.sheet.text[screen.panes.reader.top :][:4]
        await pilot.resize_terminal(70, 14)
        await pilot.pause()
        await pilot.pause()
        first = screen.panes.reader.top
        assert top in screen.panes.reader.sheet.text[first : first + 70]


async def test_maximise_and_back(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "m")
        assert [p.id for p in screen.query(".pane") if p.display] == ["reader"]
        assert screen.panes.reader.size.width > 100
        await press(pilot, "escape")
        assert len([p for p in screen.query(".pane") if p.display]) == 3


async def test_panes_are_resized(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        width = screen.panes.tree_pane.size.width
        await press(pilot, "1", "greater_than_sign")
        assert screen.panes.tree_pane.size.width == width + 4
        height = screen.panes.facts.size.height
        await press(pilot, "3", "》")
        assert screen.panes.facts.size.height > height


async def test_an_empty_store_says_what_to_do(tmp_path: Path) -> None:
    async with browsing(tmp_path, filled=False) as pilot:
        text = screen_text(pilot)
        assert "s   open the five sample articles" in text
        assert "i   import articles" in text
        await press(pilot, "i")
        assert "Import" in screen_text(pilot)


async def test_the_interface_speaks_chinese(room: Path) -> None:
    async with browsing(room, lang="zh") as pilot:
        text = screen_text(pilot)
        assert "地区" in text
        assert "检索" in text
        assert "Places" not in text


async def test_the_table_reads_as_much_as_it_has_room_for(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.panes.facts.FIRST_PULL", 2)
    monkeypatch.setattr("tui.panes.facts.NEXT_PULL", 1)
    async with browsing(room, size=(120, 14)) as pilot:
        facts = room_of(pilot).panes.facts
        assert facts.page <= len(facts.rows) < facts.source.count(None)
        await pilot.resize_terminal(120, 50)
        await press(pilot)
        assert len(facts.rows) == facts.source.count(None)
