"""What is kept: marks, exports, copies, imports, and the view at the next start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.database import Library
from store.importer import import_paths
from tests.tui.press import browsing, key_event, press, screen_text
from tests.tui.test_room import lit_text, room_of
from tui.state import RECENT, ViewState, ranked, restore, save, used


async def test_space_marks_and_goes_on_and_marks_survive_a_filter_and_a_restart(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "space", "space", "slash", *"投资", "enter", "space")
        assert len(screen.desk.shelf.marked()) == 3
        await press(pilot, "escape")
        assert "3 marked" in screen_text(pilot)
    async with browsing(room) as pilot:
        assert len(room_of(pilot).desk.shelf.marked()) == 3


async def test_space_again_takes_the_mark_away(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "space", "k", "space")
        assert screen.desk.shelf.marked() == []


async def test_a_range_and_all_in_the_filter_are_marked(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "V", "j", "j", "space")
        assert [i for _, i in screen.desk.shelf.marked()] == [f.id for f in screen.panes.facts.rows[:3]]
        await press(pilot, "slash", *"投资", "enter", "asterisk")
        assert {i for _, i in screen.desk.shelf.marked()} >= {f.id for f in screen.panes.facts.rows}
        await press(pilot, "asterisk")
        assert not {i for _, i in screen.desk.shelf.marked()} & {f.id for f in screen.panes.facts.rows}


async def test_places_meetings_and_articles_are_marked_and_listed(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "1", "space", "k", "A", "space", "T", "space", "M")
        assert {line.kind for line in screen.panes.results.lines} == {"region", "article", "meeting"}
        region = next(i for i, line in enumerate(screen.panes.results.lines) if line.kind == "region")
        screen.panes.results.move_to(region)
        await press(pilot, "enter")
        assert screen.reading.region_code == "320400"


async def test_all_means_all_not_what_was_drawn(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.panes.facts.FIRST_PULL", 2)
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        total = screen.panes.facts.source.count(None)
        await press(pilot, "x")
        assert f"{total} facts as the table shows them" in screen_text(pilot)
        await press(pilot, "escape", "3", "asterisk")
        assert len(screen.desk.shelf.marked()) == total


async def test_a_file_is_named_after_what_is_exported(room: Path) -> None:
    async with browsing(room) as pilot:

        async def proposed(*keys: str) -> str:
            await press(pilot, *keys)  # what they set off is done before it is exported
            await press(pilot, "x")
            name = Path(pilot.app.screen.query_one("#path").value).name  # type: ignore[attr-defined]
            await press(pilot, "escape")
            return name

        assert await proposed() == "lichun-常州市.csv"
        assert await proposed("3", "l") == "lichun-常州市-Figures.csv"
        assert await proposed("f", *"营商环境", "enter") == "lichun-营商环境.csv"
        assert await proposed("escape", "1", "k", "k", "c", "enter") == "lichun-项目.csv"
        await press(pilot, "escape", "3", "space", "number_sign", *"甲", "enter")
        assert await proposed() == "lichun-甲.csv"


async def test_a_name_that_one_wrote_stays_and_its_ending_follows_the_format(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "x")
        field = pilot.app.screen.query_one("#path")
        before = field.value  # type: ignore[attr-defined]
        await press(pilot, "right")
        assert field.value != before  # type: ignore[attr-defined]
        field.value = str(room / "mine.csv")  # type: ignore[attr-defined]
        await press(pilot, "down", "right", "up", "right")
        assert field.value == str(room / "mine.json")  # type: ignore[attr-defined]


async def test_a_comparison_is_exported_as_it_stands_in_either_language(room: Path) -> None:
    file = room / "view.csv"
    async with browsing(room) as pilot:
        await press(pilot, "k", "k", "c", "enter", "x")
        assert "the view as it stands" in screen_text(pilot)
        assert "│ place,code" in screen_text(pilot), "the preview shows no mark of the byte order"
        pilot.app.screen.query_one("#lang").focus()
        await press(pilot, "right")
        pilot.app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "rows written to" in room_of(pilot).status.left
    head, first, *rest = file.read_text(encoding="utf-8-sig").splitlines()
    assert head.startswith("地区,代码,时间")
    assert "180个" in first
    assert "常州日报" in first
    assert any(row.startswith("泰州市,321200,,") for row in rest), "a place that says nothing has a row"


async def test_what_is_marked_is_exported(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "space", "j", "space", "x")
        file = room / "out.json"
        assert "2 marked records" in screen_text(pilot)
        await press(pilot, "down", "right", "down", "down")
        field = pilot.app.screen.query_one("#path")
        field.value = str(file)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        data = json.loads(file.read_text(encoding="utf-8"))
        assert [f["id"] for f in data["facts"]] == [i for _, i in screen.desk.shelf.marked()]
        assert str(file)[:20] in screen.status.left


async def test_a_file_is_overwritten_only_at_the_second_enter(room: Path) -> None:
    async with browsing(room) as pilot:
        file = room / "out.csv"
        file.write_text("mine", encoding="utf-8")
        await press(pilot, "x")
        pilot.app.screen.query_one("#path").value = str(file)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert file.read_text(encoding="utf-8") == "mine"
        assert "Enter again overwrites" in screen_text(pilot)
        await press(pilot, "enter")
        assert file.read_text(encoding="utf-8") != "mine"


async def test_a_place_that_cannot_be_written_is_told(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "x")
        pilot.app.screen.query_one("#path").value = str(room / "none" / "out.csv")  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "none" in screen_text(pilot)
        assert pilot.app.screen.query("#path")


async def test_a_marked_place_stands_for_what_lies_in_it(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "1", "space")
        facts = {f.id for f in screen.desk.shelf.library.facts(region="320400", below=True)}
        assert facts <= set(screen.parts.keeping.marked_ids())


@pytest.mark.parametrize(
    ("row", "copied"),
    [
        (0, ">1,500亿元"),
        (1, "会议提出，今年地区生产总值增长6.5%左右，固定资产投资突破1500亿元，新引进亿元以上项目120个。"),
        (
            4,
            "常州召开推动高质量发展大会 拼经济抓项目. 常州日报. 2023-01-29. https://news.example.com/cz/2023/0129.html.",
        ),
    ],
)
async def test_copies(room: Path, row: int, copied: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")
    async with browsing(room) as pilot:
        await press(pilot, "3", "l", "j", "y", *["down"] * row, "enter")
        assert pilot.app.clipboard == copied
        assert "OSC 52" in room_of(pilot).status.left


async def test_a_quote_is_copied_with_speaker_office_outlet_and_day(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")
    async with browsing(room, size=(80, 24)) as pilot:
        screen = room_of(pilot)
        screen.panes.facts.show_kind("quote")
        await press(pilot, "3", "y")
        (offered,) = (line for line in screen_text(pilot).splitlines() if "quote with its source" in line)
        assert "“项目是" in offered and "日报，2023-01-29）" in offered, "what is quoted, and from where"
        await press(pilot, "down", "down", "enter")
        assert pilot.app.clipboard == (
            "“项目是发展的硬支撑，没有项目就没有未来”——市委书记 周明远（常州日报，2023-01-29）"
        )


async def test_only_web_addresses_are_opened(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    async with browsing(room) as pilot:
        monkeypatch.setattr(pilot.app, "open_url", lambda url, **_: opened.append(url))
        await press(pilot, "o")
        assert opened == ["https://news.example.com/cz/2023/0129.html"]
        monkeypatch.delenv("EDITOR", raising=False)
        monkeypatch.delenv("VISUAL", raising=False)
        await press(pilot, "p", *"姜堰", "enter", "o")
        assert len(opened) == 1


async def test_import_takes_in_a_file_and_reports(room: Path) -> None:
    page = room / "新闻.txt"
    page.write_text(
        "苏州召开推进会\n2023年3月5日，苏州市召开项目推进会，总投资500亿元的36个项目集中开工。\n" * 3, encoding="utf-8"
    )
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "i")
        pilot.app.screen.query_one("QueryInput").value = str(room / "缺.txt")  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "exist." in screen_text(pilot)
        pilot.app.screen.query_one("QueryInput").value = str(page)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "1 new, 0 unchanged, 0 replaced" in screen_text(pilot)
        assert "Enter opens the article" in screen_text(pilot)
        await press(pilot, "enter")
        assert any(b.label == "苏州市" for b in screen.panes.tree_pane.rows)
        assert screen.reading.article is not None and screen.reading.article.title == "苏州召开推进会"
        assert screen.focused is screen.panes.reader


async def test_an_import_that_ends_while_one_types_waits(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.room.taking.LOOK_AGAIN", 0.01)
    page = room / "a.txt"
    page.write_text("苏州要闻\n2023年3月5日，苏州市召开项目推进会。\n" * 4, encoding="utf-8")
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        for key in ("i", *str(page), "enter", "f", *"绿化"):
            pilot.app.post_message(key_event(key))
        await press(pilot)
        assert pilot.app.screen is screen
        assert screen.focused is pilot.app.screen.query_one("#prompt-input")
        assert screen.panes.results.lines
        await press(pilot, "escape")
        for _ in range(200):
            if pilot.app.screen is not screen:
                break
            await pilot.pause(0.01)
        assert "1 new" in screen_text(pilot)


async def test_a_whole_path_typed_behind_the_folder_that_stands_there_counts_alone(room: Path) -> None:
    page = room / "新闻.txt"
    page.write_text("苏州要闻\n2023年3月5日，苏州市召开项目推进会。\n" * 4, encoding="utf-8")
    async with browsing(room) as pilot:
        await press(pilot, "i", *str(page))
        assert [entry.name for entry in pilot.app.screen.entries] == ["新闻.txt"]  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert "1 new, 0 unchanged" in screen_text(pilot)


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_what_is_imported_among_the_samples_goes_to_one_s_own_store(
    room: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    own, page = room / "own", room / "新闻.txt"
    monkeypatch.setenv("LICHUN_STORE", str(own))
    monkeypatch.setattr("tui.commands.browse.sample_place", lambda: room / "store")
    page.write_text("苏州要闻\n2023年3月5日，苏州市召开项目推进会。\n" * 4, encoding="utf-8")
    with Library.open(room / "store", read_only=True) as samples:
        before = samples.articles()
    async with browsing(room, lang=lang) as pilot:
        screen = room_of(pilot)
        await press(pilot, "i", *str(page), "enter")
        assert Path(screen.desk.shelf.library.root) == own
        assert len(screen.desk.shelf.library.articles()) == 1
        assert "own store" in screen_text(pilot) or "自己的库" in screen_text(pilot)
        await press(pilot, "escape")
        assert any(b.label == "苏州市" for b in screen.panes.tree_pane.rows)
        await press(pilot, "i", *str(page), "enter")
        assert "1 unchanged" in screen_text(pilot) or "未变 1" in screen_text(pilot)
    with Library.open(room / "store", read_only=True) as samples:
        assert samples.articles() == before


async def test_the_store_from_which_the_samples_were_opened_is_one_s_own(
    tmp_path: Path, made_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "新闻.txt"
    page.write_text("苏州要闻\n2023年3月5日，苏州市召开项目推进会。\n" * 4, encoding="utf-8")
    monkeypatch.setattr("tui.commands.browse.sample_place", lambda: made_store)
    monkeypatch.setattr("tui.commands.browse.sample_store", lambda: made_store)
    async with browsing(tmp_path, filled=False) as pilot:
        screen = room_of(pilot)
        await press(pilot, "s")
        assert Path(screen.desk.shelf.library.root) == made_store
        await press(pilot, "i", *str(page), "enter")
        assert Path(screen.desk.shelf.library.root) == tmp_path / "store"


async def test_import_of_many_runs_in_processes(room: Path) -> None:
    folder = room / "in"
    folder.mkdir()
    for n in range(18):
        text = f"苏州要闻{n}\n2023年3月{n + 1}日，苏州市召开第{n}场项目推进会，总投资{n + 5}亿元。\n" * 3
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    async with browsing(room) as pilot:
        room_of(pilot).parts.taking.take_in([folder])
        await press(pilot)
        assert "18 new, 0 unchanged" in screen_text(pilot)


async def test_import_says_what_failed_and_goes_on(room: Path) -> None:
    folder = room / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "good.txt").write_text("苏州要闻\n2023年3月5日，苏州市召开项目推进会。\n" * 4, encoding="utf-8")
    async with browsing(room) as pilot:
        await press(pilot, "i")
        pilot.app.screen.query_one("QueryInput").value = str(folder)  # type: ignore[attr-defined]
        await press(pilot, "enter")
        text = screen_text(pilot)
        assert "1 new" in text
        assert "empty.txt" in text


async def test_a_change_by_another_process_is_offered_not_forced(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        with Library.open(room / "store") as other:
            other.remove(["cz24"])
        screen.look_for_changes()
        await pilot.pause()
        assert "R reloads" in screen_text(pilot)
        assert len(screen.panes.facts.rows) == 15
        await press(pilot, "R")
        assert len(screen.panes.facts.rows) == 13
        assert screen.reading.region_code == "320400"


# The script and the view.


async def test_t_changes_the_script_in_place_with_the_evidence_lit(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "l", "j", "t", "t")
        assert screen.reading.sight.variant == "hant"
        assert lit_text(screen) == "固定資產投資突破1500億元"
        assert "固定資產投資" in screen_text(pilot)
        for _ in range(3):
            await press(pilot, "t")
        assert screen.reading.sight.variant == "original"
        assert lit_text(screen) == "固定资产投资突破1500亿元"


async def test_a_traditional_article_reads_simplified_and_names_stay(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "p", *"江北新区", "enter", "t")
        assert "重大项目推进会召开" in screen.panes.reader.sheet.text
        assert "于婷婷" in screen.panes.reader.sheet.text


async def test_the_script_holds_for_the_next_article_and_the_next_start(room: Path) -> None:
    async with browsing(room) as pilot:
        await press(pilot, "t", "t", "p", *"姜堰", "enter")
        assert "開工" in room_of(pilot).panes.reader.sheet.text
    async with browsing(room) as pilot:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert room_of(pilot).reading.sight.variant == "hant"
        assert "開工" in room_of(pilot).panes.reader.sheet.text


async def test_r_shows_repairs_and_dropped_lines_and_then_the_source(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "2", "]", "]", "r")
        text = screen.panes.reader.sheet.text
        assert "首页 > 新闻 > 常州" in text
        assert "㈢" in text
        assert lit_text(screen) == "市委书记周明远讲话" or screen.panes.reader.fact
        await press(pilot, "r")
        assert "does not keep this source" in screen_text(pilot)
        await press(pilot, "r")
        assert "㈢" not in screen.panes.reader.sheet.text


# The state.


async def test_the_next_start_is_where_the_last_ended(room: Path) -> None:
    async with browsing(room, size=(120, 24)) as pilot:
        screen = room_of(pilot)
        await press(pilot, "p", *"高淳", "enter", "full_stop", "3", "l", "j", "S", *"value", "enter")
        wanted = (screen.reading.region_code, screen.reading.article.id, screen.panes.facts.fact.id)  # type: ignore[union-attr]
    async with browsing(room, size=(120, 24)) as pilot:
        screen = room_of(pilot)
        assert (screen.reading.region_code, screen.reading.article.id, screen.panes.facts.fact.id) == wanted  # type: ignore[union-attr]
        assert screen.panes.facts.kind == "figure"
        assert screen.panes.facts.sort == ("value", True)
        assert screen.desk.scope.below is False
        assert screen.focused is screen.panes.facts


async def test_filter_layout_and_marks_are_restored(room: Path) -> None:
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "1", "greater_than_sign", "3", "greater_than_sign", "space")
        await press(pilot, "F", "down", "down", "enter", "enter", "slash", *"周明远", "enter", "m")
        kept = screen.view_state()
        assert kept.filter and kept.only and kept.alone and kept.tree_width and kept.facts_share
        rows = [f.id for f in screen.panes.facts.rows]
        assert rows and screen.desk.shelf.marked()
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        assert screen.view_state() == kept
        assert [f.id for f in screen.panes.facts.rows] == rows
        assert screen.desk.shelf.marked() and screen.panes.single
        await press(pilot, "R")
        assert [f.id for f in screen.panes.facts.rows] == rows


async def test_the_place_in_the_text_is_restored(room: Path) -> None:
    async with browsing(room, size=(80, 12)) as pilot:
        await press(pilot, "2", "j", "j", "j", "j", "j", "j")
        seen = room_of(pilot).panes.reader.top
        assert seen > 0
    async with browsing(room, size=(80, 12)) as pilot:
        assert room_of(pilot).panes.reader.top == seen


async def test_a_state_of_records_that_are_gone_does_no_harm(room: Path) -> None:
    state = ViewState(region="320400", meeting="gone", article="gone", fact="gone", kind="gone", at=10**9)
    save(room / "view.json", (room / "store").absolute(), state)
    async with browsing(room) as pilot:
        assert room_of(pilot).reading.region_code == "320400"
        assert room_of(pilot).reading.article is not None


def test_state_round_trip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, store = tmp_path / "a" / "view.json", tmp_path / "store"
    state = ViewState(region="1", sort=("value", True), years=(2021, 2023), open=("1", "2"), recent={"1": 2})
    assert save(file, store, state)
    assert restore(file, store) == state
    assert restore(file, tmp_path / "other") == ViewState()
    monkeypatch.chdir(tmp_path)
    assert restore(file, Path(store.name)) == state, "a store is the same by whatever path it was named"
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert restore(file, Path(store.name)) == ViewState()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"STORE": 3}',
        '{"STORE": {"region": 5, "years": [1], "open": {}, "sort": ["a"], "at": "x"}}',
    ],
)
def test_a_damaged_state_is_a_new_one(tmp_path: Path, text: str) -> None:
    store = tmp_path / "store"
    file = tmp_path / "view.json"
    file.write_text(text.replace("STORE", str(store)), encoding="utf-8")
    assert restore(file, store) == ViewState()


def test_places_used_often_and_late_come_first() -> None:
    recent: dict[str, int] = {}
    for code in ("a", "b", "b", "b", "c"):
        recent = used(recent, code)
    assert ranked(recent)[0] == "b"
    for n in range(RECENT * 2):
        recent = used(recent, str(n))
    assert len(recent) == RECENT


async def test_what_came_since_one_last_left_is_new(room: Path) -> None:
    (room / "store" / "user.json").unlink(missing_ok=True)  # others may have looked at the store that was copied
    async with browsing(room):
        with Library.open(room / "store", read_only=True) as library:
            assert _new(library) == len(library.articles()), "never left: all of it is new"
    with Library.open(room / "store") as library:
        assert _new(library) == 0
        library.compact()
        assert _new(library) == 0
        import_paths(library, [Path(__file__).parents[1] / "unseen/tuned/a01.txt"])
        assert _new(library) == 1


def _new(library: Library) -> int:
    return library.count("is:new")


def test_what_was_seen_is_not_worth_waiting_for_a_writer(room: Path) -> None:
    (room / "store" / "user.json").unlink(missing_ok=True)
    with Library.open(room / "store") as reader, Library.open(room / "store") as writer:
        with writer.folder.lock():
            reader.see_all()
        assert reader.notebook.seen() is None and not reader.user.dirty
        reader.see_all()
        assert reader.notebook.seen() == reader.generation


async def test_tab_puts_a_folder_into_the_line_and_enter_imports_it(room: Path) -> None:
    new = room / "new"
    new.mkdir()
    for n in (1, 2):
        text = f"苏州召开推进会\n2023年3月{n}日，苏州市召开项目推进会，总投资500亿元的36个项目集中开工。\n"
        (new / f"{n}.txt").write_text(text, encoding="utf-8")
    async with browsing(room) as pilot:
        await press(pilot, "i", *f"{room}/n", "tab", "enter")
        assert "2 new" in screen_text(pilot)


async def test_a_fact_is_copied_and_checked_from_its_card(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_TTY", "/dev/pts/0")
    async with browsing(room) as pilot:
        screen = room_of(pilot)
        await press(pilot, "3", "l", "j", "enter")
        assert "y copy" in screen_text(pilot)
        await press(pilot, "y", "enter")
        assert pilot.app.clipboard == ">1,500亿元"
        await press(pilot, "enter", "！")
        assert screen.panes.facts.fact is not None and screen.panes.facts.fact.checked
