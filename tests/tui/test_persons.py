"""A person's card: namesakes apart by place, offices as they follow one another, what leads where."""

from __future__ import annotations

from pathlib import Path

from textual.app import App, ComposeResult

from store.database import Library
from store.records import Fact, Person, Quote
from tests.tui.press import press, screen_text
from tui.messages import ResultOpened
from tui.panes.person import PersonPane
from tui.persons import Appearance, bearers, gathered
from tui.shelf import Shelf


def at(day: str | None, region: str | None, title: str | None, *, words: str = "") -> Appearance:
    id = f"{day}-{region}-{title}-{words}"
    fact: Fact
    if words:
        fact = Quote(id=id, article="a", start=0, end=1, region=region, speaker="韩立明", text=words)
    else:
        fact = Person(id=id, article="a", start=0, end=1, region=region, name="韩立明", title=title, role="讲话")
    return Appearance(fact, day, "推进会")


HOME: dict[str | None, str | None] = {"320100": "320100", "320102": "320100", "321200": "321200", None: None}
HELD = [
    at("2021-03-01", "320100", "市长"),
    at("2021-09-01", "320102", None),
    at("2022-01-04", "320100", "市长"),
    at("2023-01-28", "320100", "市委书记"),
    at("2023-01-28", "320100", None, words="要拼经济"),
    at("2019-05-01", "321200", "市委书记"),
    at(None, None, None),
]


def test_namesakes_stand_apart_by_place_with_their_years() -> None:
    found = bearers(HELD, HOME)
    assert [(b.region, b.years, len(b.appearances)) for b in found] == [
        ("320100", ("2021", "2023"), 5),
        ("321200", ("2019", "2019"), 1),
        (None, None, 1),
    ]


def test_offices_follow_one_another() -> None:
    nanjing, taizhou, nowhere = bearers(HELD, HOME)
    assert [(o.title, o.first, o.last) for o in nanjing.offices] == [
        ("市长", "2021-03-01", "2022-01-04"),
        ("市委书记", "2023-01-28", "2023-01-28"),
    ]
    assert [o.title for o in taizhou.offices] == ["市委书记"]
    assert [o.title for o in nowhere.offices] == [None]


def test_the_latest_stands_first() -> None:
    days = [a.day for a in bearers(HELD, HOME)[0].appearances]
    assert days == sorted(days, key=lambda d: d or "", reverse=True)


def test_what_the_store_has_is_gathered(room: Path) -> None:
    with Library.open(room / "store") as library:
        (found,) = gathered(Shelf(library), "周明远")
        assert found.region == "320400"
        assert {type(a.fact) for a in found.appearances} == {Person, Quote}
        assert [(o.title, len(o.appearances)) for o in found.offices] == [("市委书记", 2)]
        assert gathered(Shelf(library), "无此人") == []


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.pane = PersonPane()
        self.asked: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield self.pane

    def on_mount(self) -> None:
        self.pane.show("韩立明", bearers(HELD, HOME), lambda code: {"320100": "南京市"}.get(code or "", code or "未定"))
        self.pane.focus()

    def on_result_opened(self, message: ResultOpened) -> None:
        self.asked.append((message.kind, message.id))


async def test_rows_lead_to_the_place_and_to_the_sentence() -> None:
    app = Host()
    async with app.run_test(size=(90, 24)) as pilot:
        shown = screen_text(pilot)
        assert "韩立明 · 南京市 · 2021–2023" in shown
        assert "2021-03-01 – 2022-01-04" in shown
        assert "do not say whether" in shown
        await press(pilot, "enter", "down", "enter", "down", "down", "enter")
        assert app.asked[0] == ("region", "320100")
        assert [kind for kind, _ in app.asked[1:]] == ["fact", "fact"]
        assert len(app.pane.fact_ids()) == len(HELD)
