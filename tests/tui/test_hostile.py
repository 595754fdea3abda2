"""Text by strangers through every pane, dialog, title and note: shown as text, no crash, nothing that acts."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.database import Library
from store.records import Article, Dropped, Fact, Figure, Goal, Mention, Person, Policy, Project, Quote, Repair
from tests.tui.hostile import HOSTILE
from tests.tui.press import browsing, press, screen_text
from tests.tui.test_sanitize import acts

STORABLE = tuple(text for text in HOSTILE if not any("\ud800" <= c <= "\udfff" for c in text))
PLACE = "320400"


def hostile_article(number: int, text: str) -> tuple[Article, Mention, list[Fact]]:
    """An article all of whose fields hold the string."""
    id, body = f"h{number}", f"前文{text}后文。\n{text}\n共有100个项目。"
    article = Article(
        id=id,
        source=f"{text}.txt",
        url=f"javascript:{text}",
        site=text,
        author=text,
        title=f"题{text}",
        publisher=text,
        published="2023-01-28",
        text=body,
        region=PLACE,
        dropped=(Dropped(after=0, text=text, rule="line.x"),),
        repaired=(Repair(start=0, end=1, raw=text, repaired="前", kind="mask", certain=False),),
    )
    where = {"article": id, "region": PLACE, "meeting": f"{id}-m"}
    mention = Mention(
        id=f"{id}-m",
        article=id,
        start=0,
        end=2,
        name=f"会{number}{text}",
        region=PLACE,
        date=f"2023-01-{number % 28 + 1:02}",
        kind="其他",
        aka=(text,),
        theme=text,
    )
    end = 2 + len(text)
    facts: list[Fact] = [
        Figure(id=f"{id}-1", start=2, end=end, measure=text, value=1, unit=text, literal=text, indicator=text, **where),
        Person(id=f"{id}-2", start=2, end=end, name=text, title=text, role="讲话", **where),
        Quote(id=f"{id}-3", start=0, end=end, speaker=text, text=text, **where),
        Policy(id=f"{id}-4", start=2, end=end, name=text, number=text, issuer=text, **where),
        Goal(id=f"{id}-5", start=2, end=end, name=text, horizon=text, **where),
        Project(id=f"{id}-6", start=2, end=end, name=text, investor=text, industry=text, note=text, **where),
        Figure(id=f"{id}-7", start=2, end=end, measure="x", region=f"320100-{text}", article=id, trace={"value": text}),
    ]
    return article, mention, facts


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    made = [hostile_article(n, text) for n, text in enumerate(STORABLE)]
    with Library.open(folder / "store") as library:
        library.commit([a for a, _, _ in made], [m for _, m, _ in made], [f for _, _, fs in made for f in fs], {})
    return folder


WAYS: tuple[tuple[str, ...], ...] = (
    ("2", "]", "]", "enter", "escape"),
    ("2", "r", "r"),
    ("2", "t", "t", "t"),
    ("3", "l", "j", "enter", "escape"),
    ("3", "l", "l"),
    ("3", "l", "l", "l"),
    ("3", "h"),
    ("3", "space", "space", "M"),
    ("3", "S", "down", "enter"),
    ("3", "F", "enter", "enter"),
    ("3", "slash", "前", "enter"),
    ("3", "P"),
    ("3", "x"),
    ("3", "y"),
    ("3", "y", "down", "enter"),
    ("A", "j", "j"),
    ("T", "j", "j", "enter"),
    ("f", "前", "文"),
    ("f", "[", "/", "]"),
    ("f", "quotation_mark"),
    ("c", "enter"),
    ("c", "enter", "enter", "enter"),
    ("c", "enter", "v", "l"),
    ("c", "enter", "v", "x"),
    ("2", "v", "V", "y"),
    ("2", "v", "V", "a"),
    ("2", "a", "a"),
    ("3", "e"),
    ("3", "l", "e"),
    ("E",),
    ("A", "e"),
    ("T", "e"),
    ("T", "e", "f6"),
    ("3", "l", "l", "P", "j", "j"),
    ("3", "d", "x", "escape"),
    ("p",),
    ("1", "l", "j", "l", "j", "j"),
    ("1", "slash", "[", "/"),
    ("Y", "[", "/", "enter"),
    ("o",),
    ("question_mark", "[", "/"),
)


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_every_pane_and_dialog_shows_it_as_text(
    hostile_store: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with browsing(hostile_store, size=size, state=tmp_path / "view.json") as pilot:
        await press(pilot, "p", *"cz", "enter")
        for keys in WAYS:
            await press(pilot, *keys)
            assert acts(screen_text(pilot).replace("\n", "")) == [], keys
            await press(pilot, "escape", "escape", "escape")


async def test_every_article_is_read(hostile_store: Path, tmp_path: Path) -> None:
    async with browsing(hostile_store, state=tmp_path / "view.json") as pilot:
        room = pilot.app.room  # type: ignore[attr-defined]
        for number in range(len(STORABLE)):
            room.reading.show_article(f"h{number}")
            assert room.panes.reader.sheet.text.count("前文") == 1
            room.panes.facts.show_kind("person")
            await press(pilot, "2", "]", "r")
            assert acts(screen_text(pilot).replace("\n", "")) == [], STORABLE[number]
            assert "前文" in screen_text(pilot)
            await press(pilot, "r", "r")


async def test_a_note_with_markup_is_shown_as_it_is(hostile_store: Path) -> None:
    async with browsing(hostile_store) as pilot:
        room = pilot.app.room  # type: ignore[attr-defined]
        for text in HOSTILE:
            room.note(text.encode("utf-8", "replace").decode())
            room.panes.entitle(room.panes.reader, "[/foo] \\[x] [red]")
            await pilot.pause()
        assert "[/foo] \\[x] [red]" in screen_text(pilot)
