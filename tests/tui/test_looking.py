"""Looking for things: the search of the store, filters, searching in the article, go-to, lists in the reader's place."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.database import Library
from store.records import Goal
from tests.tui.made import written
from tests.tui.press import browsing, press, screen_text, titles
from tests.tui.test_room import lit_text, room_of


async def test_f_searches_the_store_as_one_types_and_enter_opens_the_place(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"口袋公园")
        assert screen.panes.middle is screen.panes.results
        assert [line.article for line in screen.panes.results.lines] == ["cn"]
        await press(pilot, "enter", "enter")
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cn"
        assert screen.panes.middle is screen.panes.reader
        assert screen.panes.reader.hits.spans
        start, end = screen.panes.reader.hits.spans[0]
        assert screen.panes.reader.sheet.text[start:end] == "口袋公园"


async def test_a_torn_record_leaves_the_others_on_the_page(room: Path) -> None:
    for segment in (room / "store" / "segments").iterdir():
        segment.write_bytes(segment.read_bytes().replace(b'{"id":"cz23a"', b'{"id"!"cz23a"'))
    async with browsing(room, size=(240, 40)) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"项目", "enter")
        lines = screen.panes.results.lines
        torn = [n for n, line in enumerate(lines) if "lichun doctor" in line.text]
        assert {lines[n].article for n in torn} == {"cz23a"} and len(torn) < len(lines)
        await press(pilot, *["j"] * torn[0], "enter")
        assert "a record cannot be read" in screen_text(pilot).splitlines()[-2] and pilot.app.is_running


async def test_a_torn_fact_leaves_the_others_in_the_table_and_is_counted(room: Path) -> None:
    async with browsing(room, size=(240, 40)) as pilot:
        screen = room_of(pilot)
        await press(pilot, "A", "enter", "3")
        whole = [f.id for f in screen.panes.facts.rows]
        torn, article = whole[1], screen.reading.article
    for segment in (room / "store" / "segments").iterdir():
        segment.write_bytes(segment.read_bytes().replace(f'"id":"{torn}"'.encode(), f'"id"!"{torn}"'.encode()))
    async with browsing(room, size=(240, 40)) as pilot:
        screen = room_of(pilot)
        await press(pilot, "A", "enter", "3")
        assert screen.reading.article == article
        assert [f.id for f in screen.panes.facts.rows] == [i for i in whole if i != torn]
        assert "1 cannot be read: lichun doctor" in screen_text(pilot).splitlines()[-2]


async def test_how_far_one_has_come_is_told_once_the_article_is_laid_out(room: Path) -> None:
    async with browsing(room, size=(80, 24)) as pilot:
        screen = room_of(pilot)
        assert screen.panes.reader.position is None  # hidden behind the tree: nothing is known
        assert "%" not in screen_text(pilot).splitlines()[-2]
        await press(pilot, "f", *"口袋公园", "enter", "enter")
        line = screen_text(pilot).splitlines()[-2]
        assert f"{screen.panes.reader.position}%" in line, line


async def test_a_search_matches_either_script(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"重大项目推进会")
        assert (
            "nj23" in [line.article for line in screen.panes.results.lines]
            or screen.panes.results.lines[0].kind == "meeting"
        )
        await press(pilot, "escape", "f", "ctrl+u", *"重大項目推進會", "enter", "enter")
        assert screen.reading.article is not None
        assert screen.reading.article.id == "nj23"


@pytest.mark.parametrize(
    ("listed", "pane"), [("A", "results"), ("T", "results"), ("kkc\n", "compare"), ("3llP", "person")]
)
async def test_escape_goes_back_to_the_list_that_an_article_was_opened_from(room: Path, listed: str, pane: str) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, *("enter" if key == "\n" else key for key in listed))
        await press(pilot, "j", "enter")
        assert screen.panes.middle is screen.panes.reader
        assert "Esc goes back to the list" in screen_text(pilot)
        await press(pilot, "escape")
        assert screen.panes.middle.id == pane and screen.focused is screen.panes.middle
        await press(pilot, "escape", "escape")
        assert screen.panes.middle is screen.panes.reader


async def test_a_list_says_nothing_of_the_article_behind_it(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"项目", "enter")
        assert screen.status.left == ""
        await press(pilot, "enter")
        assert "goes back to the list" in screen.status.left
        await press(pilot, "escape")
        assert screen.status.left == ""


async def test_what_matched_is_lit_under_the_cursor_too(room: Path) -> None:
    async with browsing(room) as pilot:
        results = room_of(pilot).panes.results
        await press(pilot, "f", *"项目", "enter")
        lit = [seg.text for y in (0, 1) for seg in results.render_line(y) if seg.style and seg.style.underline]
        assert results.cursor == 0 and lit[0] in ("项目", "項目")


async def test_an_article_without_a_title_is_listed_by_its_beginning(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "p", *"高淳", "enter", "A")
        assert any(line.head.startswith("(no title) 3月1日") for line in room_of(pilot).panes.results.lines)


@pytest.mark.parametrize("keys", [("f", *"项目", "enter", "j"), ("p", *"江苏", "enter", "T", "j")])
async def test_a_reload_leaves_the_list_where_one_is(room: Path, keys: tuple[str, ...]) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, *keys[:-1])
        await press(pilot, keys[-1])  # once the results stand: a move before that is of the list that goes
        before = screen.panes.results.cursor, screen.panes.results.lines
        await press(pilot, "R")
        assert screen.panes.middle is screen.panes.results and screen.focused is screen.panes.results
        assert (screen.panes.results.cursor, screen.panes.results.lines) == before and before[0] == 1
        await press(pilot, "enter", "R", "escape")
        assert screen.panes.middle is screen.panes.results, (
            "Escape goes back to the list that the article was opened from"
        )


async def test_what_matches_nothing_in_a_choice_is_said_as_it_is(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "ctrl+t", *"zzzz")
        assert "matches what is typed" in screen_text(pilot) and "shows all again" not in screen_text(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is room_of(pilot)


async def test_escape_goes_back_to_no_list_once_one_went_on(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "A", "enter", "p", *"高淳", "enter", "2", "escape")
        assert screen.panes.middle is screen.panes.reader


async def test_escape_puts_the_article_back(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "f", *"项目", "escape")
        assert screen.panes.middle is screen.panes.reader
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz23a"


async def test_a_search_that_finds_nothing_says_so(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "f", *"量子")
        assert "Nothing found for 量子." in screen_text(pilot)


async def test_a_search_that_cannot_be_read_is_shown_where(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *'常州 "')
        text = screen_text(pilot)
        assert "This search cannot be read" in text
        assert "▸" in text
        assert "searching" not in text
        await press(pilot, "backspace")
        assert screen.panes.results.lines


async def test_the_search_is_remembered(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"绿化", "enter", "enter", "f")
        assert screen.parts.finding.query_text == "绿化"
        assert screen.panes.results.lines


async def test_letters_in_the_prompt_do_nothing_else(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "f", *"qpxt123")
        assert pilot.app.is_running
        assert pilot.app.screen.id == "room"


async def test_slash_searches_the_article_with_a_count(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "slash", *"項目", "enter")
        total = len(screen.panes.reader.hits.spans)
        assert total > 3
        assert f"1/{total}" in screen_text(pilot)
        await press(pilot, "n", "n")
        assert f"3/{total}" in screen_text(pilot)
        await press(pilot, "N", "N", "N")
        assert f"{total}/{total}" in screen_text(pilot)
        await press(pilot, "escape")
        assert not screen.panes.reader.hits.spans


async def test_slash_of_an_input_method_works(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "、", *"企业", "enter")
        assert len(screen.panes.reader.hits.spans) == 1


async def test_slash_filters_the_facts(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "slash", *"投資", "enter")
        assert {f.literal for f in screen.panes.facts.rows} == {
            "固定资产投资突破1500亿元",
            "年度计划投资1200亿元",
            "86.5亿元",
        }
        assert "3 of 15 facts" in screen_text(pilot)
        assert lit_text(screen) == screen.panes.facts.fact.literal  # type: ignore[union-attr]
        await press(pilot, "escape")
        assert len(screen.panes.facts.rows) == 15


async def test_slash_filters_the_tree_by_name_pinyin_and_initials(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        for typed in ("姜堰", "jiangyan", "jyq"):
            await press(pilot, "1", "slash", "ctrl+u", *typed)
            assert [b.label for b in screen.panes.tree_pane.rows] == ["江苏省", "泰州市", "姜堰区"], typed
            await press(pilot, "escape")
        assert len(screen.panes.tree_pane.rows) == 6


async def test_filtering_the_tree_and_enter_shows_the_place(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "1", "slash", *"姜堰", "enter")
        assert screen.reading.region_code == "321204"
        assert screen.reading.article is not None
        assert screen.reading.article.id == "jy"


async def test_go_to_takes_hanzi_pinyin_initials_codes_and_a_year(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        for typed, code in (
            ("姜堰", "321204"),
            ("changzhou", "320400"),
            ("gcq", "320118"),
            ("321204", "321204"),
            ("常州 2024", "320400"),
        ):
            await press(pilot, "p", *typed.replace(" ", "_").replace("_", " "), "enter")
            assert screen.reading.region_code == code, typed
        assert screen.desk.scope.years == (2024, 2024)
        assert screen.reading.meeting is not None
        assert screen.reading.meeting.date == "2024-02-18"


async def test_go_to_offers_places_with_records_first(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "p", *"cz", "enter")
        assert screen.reading.region_code == "320400"


@pytest.mark.parametrize(
    ("held", "typed", "first"),
    [
        (("320100-江北新区",), "江北", ["江北新区", "江北区"]),
        (("320100-江北新区", "330205"), "江北", ["江北区", "江北新区"]),
        (("320100-江北新区",), "江北区", ["江北区"]),
        ((), "江北", ["江北区", "江北新区"]),
    ],
    ids=["the zone alone has records", "both have", "the whole name is typed", "none has"],
)
async def test_go_to_offers_a_zone_with_records_before_a_division_without(
    tmp_path: Path, held: tuple[str, ...], typed: str, first: list[str]
) -> None:
    made = [
        written(f"z{n}", "⟦g|滨江新城⟧", {"g": (Goal, {"region": code})}, region=code) for n, code in enumerate(held)
    ]
    with Library.open(tmp_path / "store") as library:
        library.commit([a for a, _, _ in made], [], [f for _, _, facts in made for f in facts], {})
    async with browsing(tmp_path) as pilot:
        await press(pilot, "p", *typed)
        assert [r.name for r in pilot.app.screen.found[: len(first)]] == first  # type: ignore[attr-defined]


async def test_go_to_reaches_places_without_records(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "p", *"昆明", "enter")
        assert screen.reading.region_code == "530100"
        assert screen.panes.tree_pane.branch is not None
        assert screen.panes.tree_pane.branch.label == "昆明市"
        assert "No article of 昆明市" in screen_text(pilot)
        assert "昆明市 has no records: all places are shown now (Z" in screen_text(pilot)


async def test_what_was_said_ends_where_one_goes_on(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "s")
        assert "Source 2 of 2" in screen_text(pilot)
        await press(pilot, "p", *"姜堰", "enter")
        assert "Source 2 of 2" not in screen_text(pilot)
        await press(pilot, "s")
        assert "No meeting is shown" in screen_text(pilot)
        await press(pilot, "H")
        assert "No meeting is shown" not in screen_text(pilot)


async def test_a_fact_that_was_found_says_itself_and_leads_to_its_place(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "f", *"kind:figure in:常州", "enter")
        heads = [line.head for line in screen.panes.results.lines]
        assert len(set(heads)) == len(heads)
        assert "规上工业产值 8,000亿元 · 新春第一会！常州吹响号角" in screen_text(pilot)
        at = next(i for i, line in enumerate(screen.panes.results.lines) if line.place == "武进区")
        await press(pilot, *["j"] * at, "enter")
        assert screen.reading.region_code == "320412"
        assert str(screen.panes.reader.border_title).startswith("武进区")
        assert screen.panes.tree_pane.branch.label == "武进区"
        assert screen.panes.facts.fact.measure == "规上工业产值"


async def test_go_to_remembers_what_was_used(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "p", *"姜堰", "enter", "p", *"高淳", "enter", "p", *"姜堰", "enter", "p")
        screen = pilot.app.screen
        assert [r.name for r in screen.found[:2]] == ["姜堰区", "高淳区"]  # type: ignore[attr-defined]


async def test_articles_of_a_place_are_listed_newest_first(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "A")
        assert [line.id for line in screen.panes.results.lines] == ["cz24", "cz23b", "cz23a"]
        await press(pilot, "j", "enter")
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz23b"
        assert {f.article for f in screen.panes.facts.rows} == {"cz23b"}


async def test_meetings_are_listed_by_day(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "T")
        assert [line.date for line in screen.panes.results.lines] == ["2024-02-18", "2023-01-28"]
        await press(pilot, "enter")
        assert screen.reading.meeting is not None
        assert screen.reading.meeting.date == "2024-02-18"


async def test_a_list_is_filtered(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "A", "slash", *"号角", "enter")
        assert [line.id for line in screen.panes.results.lines] == ["cz23b"]
        await press(pilot, "escape")
        assert len(screen.panes.results.lines) == 3
        await press(pilot, "escape")
        assert screen.panes.middle is screen.panes.reader


async def test_a_person_is_shown_with_offices(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "P")
        pane = screen.panes.person
        assert screen.panes.middle is pane
        (bearer,) = pane.bearers
        assert {a.fact.article for a in bearer.appearances} == {"cz23a", "cz23b"}
        assert [office.title for office in bearer.offices] == ["市委书记"]
        assert "周明远 · 常州市 · 2023" in screen_text(pilot)
        await press(pilot, "j", "j", "enter")
        assert screen.reading.article is not None
        assert screen.panes.middle is screen.panes.reader
        await press(pilot, "P", "escape")
        assert screen.panes.middle is screen.panes.reader


async def test_places_are_compared_in_columns_that_may_be(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "k", "k", "c", "enter")
        pane = screen.panes.chart
        assert screen.panes.middle is pane
        assert pane.table is not None
        assert pane.table.label == "target · a year · 个"
        said = [(e.place, e.time, e.cell.text if e.cell else None) for e in pane.entries]
        assert said[:2] == [("常州市", "2024", "180个"), ("常州市", "2023", "120个")]
        assert ("泰州市", "", None) in said
        await press(pilot, "S")
        assert [e.time for e in pane.entries][:2] == ["2023", "2024"]
        await press(pilot, "enter")
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz23a"


async def test_a_comparison_turns_to_the_years_and_back(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "k", "k", "c", "enter", "v")
        pane = screen.panes.years
        assert screen.panes.middle is pane
        said = [(p.region.name, p.time, {s: c.text for s, c in p.cells.items()}) for p in pane.points]
        assert said[:2] == [("常州市", "2023", {"target": "120个"}), ("常州市", "2024", {"target": "180个"})]
        await press(pilot, "enter")
        assert screen.reading.article is not None
        assert screen.reading.article.id == "cz23a"
        await press(pilot, "c", "enter", "v", "v")
        assert screen.panes.middle is screen.panes.chart


async def test_a_place_alone_is_shown_over_the_years(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "space", "c", "enter")
        assert screen.panes.middle is screen.panes.years
        assert "常州市" in titles(pilot)[1]


async def test_facts_are_sorted_and_counted(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "l", "S", *"value", "enter")
        values = [f.value for f in screen.panes.facts.rows]  # type: ignore[attr-defined]
        assert values == sorted(values, reverse=True)
        assert screen.panes.facts.cursor == 0
        assert screen.panes.reader.fact == screen.panes.facts.rows[0].id
        await press(pilot, "S", *"value", "enter")
        assert [f.value for f in screen.panes.facts.rows] == values[::-1]  # type: ignore[attr-defined]
        await press(pilot, "F", *"status", "enter")
        options = pilot.app.screen.options  # type: ignore[attr-defined]
        assert [(o.text, o.right) for o in options] == [("target", "5"), ("result", "2")]
        await press(pilot, "down", "enter")
        assert {f.status for f in screen.panes.facts.rows} == {"result"}  # type: ignore[attr-defined]
        await press(pilot, "escape")
        assert len(screen.panes.facts.rows) == 7


@pytest.mark.parametrize(
    ("keys", "scope"), [("1", "tree"), ("2", "reader"), ("3", "facts"), ("A", "results"), ("2v", "select")]
)
async def test_help_begins_with_the_keys_of_the_pane_in_front(room: Path, keys: str, scope: str) -> None:
    async with browsing(room) as pilot:
        await press(pilot, *keys, "question_mark")
        scopes = list(dict.fromkeys(a.scope for a in pilot.app.screen.actions))  # type: ignore[attr-defined]
        own = [s for s in (scope, "list") if s in scopes[:2]]
        assert scopes[: len(own)] == own and scopes[len(own)] == "room"


async def test_help_finds_keys_by_name_and_by_key_and_does_them(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "question_mark", *"export")
        assert "export" in [a.id for a in pilot.app.screen.found]  # type: ignore[attr-defined]
        await press(pilot, "ctrl+u", "p")
        assert pilot.app.screen.found[0].id == "goto"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "Go to a place" in screen_text(pilot)


async def test_anything_is_done_by_its_name(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "colon", *"all articles", "enter")
        assert screen.panes.listing == "articles"


@pytest.mark.parametrize("key", ["question_mark"])
async def test_what_a_row_of_a_choice_has_no_room_for_is_told_on_the_frame(room: Path, key: str) -> None:
    async with browsing(room, size=(80, 24)) as pilot:
        await press(pilot, key, *"initials")
        shown = screen_text(pilot)
        assert shown.count("Go to a place by hanzi") == 2 and shown.count("cz 2023") == 1, (
            "cut in its row, whole on the frame"
        )
