"""The lines of a form: what each is read as, what cannot stand and why; the dialogs made of it."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App

from store.records import FACTS, Article, Meeting
from tests.tui.press import press, screen_text
from tui.fields import FIELDS, Unreadable, address, amount, day, label_of, place, reading, written
from tui.i18n import say
from tui.proposing import Proposal
from tui.screens.add import Added, AddScreen
from tui.screens.choose import ChooseScreen
from tui.screens.pick import Option


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2023", "2023"),
        ("2023-01-28", "2023-01-28"),
        ("2023年1月28日", "2023-01-28"),
        ("2023.1.28", "2023-01-28"),
        ("2023年", "2023"),
        ("２０２３年１月", "2023-01"),
        ("XXXX-02-29", "XXXX-02-29"),
        ("2023-01/2023-03", "2023-01/2023-03"),
        ("2023-01-28至2023-01-29", "2023-01-28/2023-01-29"),
    ],
)
def test_days_are_read_as_they_are_written(text: str, edtf: str) -> None:
    assert day(text) == edtf


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("明年", "correct.no_day"),
        ("2023-13", "correct.no_such_day"),
        ("2023-02-29", "correct.no_such_day"),
        ("2023-03/2023-01", "correct.backwards"),
        ("2023/2024/2025", "correct.no_day"),
    ],
)
def test_what_is_no_day_is_refused_in_words(text: str, told: str) -> None:
    with pytest.raises(Unreadable) as error:
        day(text)
    assert str(error.value) == say(told, day=text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("902.7亿", 90270000000), ("5.5", 5.5), ("1,200", 1200), ("３０万", 300000), ("0.1亿", 10000000), ("-2", -2)],
)
def test_amounts_are_read_as_written(text: str, value: float) -> None:
    assert amount(text) == value


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "9" * 40, "1e5", "亿"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        amount(text)


def test_places_by_code_name_and_go_to() -> None:
    assert place("320400") == place("常州市") == place("常州") == place("320400 常州市") == "320400"
    for text, offered in (("鼓楼区", "320106"), ("changzhoushi", "常州市 320400")):
        with pytest.raises(Unreadable, match=offered):
            place(text)
    with pytest.raises(Unreadable):
        place("无此地")


def test_addresses_are_http_alone() -> None:
    assert address("https://a.cn/1") == "https://a.cn/1"
    for text in ("javascript:alert(1)", "file:///etc/passwd", "a.cn"):
        with pytest.raises(Unreadable):
            address(text)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("value", 90270000000, "902.7亿"),
        ("value", 5.5, "5.5"),
        ("region", "320400", "320400 常州市"),
        ("unit", None, ""),
    ],
)
def test_what_is_written_out_reads_back(name: str, value: Any, text: str) -> None:
    assert written(name, value) == text
    if value is not None:
        assert {"value": amount, "region": place}[name](text) == value


def test_how_a_line_is_taken_is_said_beforehand() -> None:
    value, region = FIELDS["figure"][1], next(f for f in FIELDS["figure"] if f.name == "region")
    assert reading(value, "902.7亿") == "= 90,270,000,000"
    assert "常州市" in reading(region, "320400")
    with pytest.raises(Unreadable):
        reading(value, "")


def test_every_field_is_one_of_its_record_and_a_headline_is_no_office() -> None:
    for kind, fields in FIELDS.items():
        record = {**FACTS, "meeting": Meeting, "article": Article}[kind]  # type: ignore[index]
        assert {f.name for f in fields} <= set(record.__dataclass_fields__), kind
    assert label_of("article", "title") != label_of("person", "title")


# The dialogs.

ARTICLE = Article(id="a", source="a", text="去年，全市累计走访企业3200家。另有其他。")
PROPOSALS = [
    Proposal("figure", 3, 16, {"measure": "走访企业", "value": 3200, "unit": "家", "region": "320400"}, read=True),
    Proposal("goal", 3, 16, {"name": "累计走访企业3200家"}),
]


class Host(App[None]):
    CSS_PATH = "../../tui/style.tcss"

    def __init__(self, screen: Any) -> None:
        super().__init__()
        self.dialog, self.given = screen, []  # type: ignore[var-annotated]
        from tui.themes import DEFAULT, THEMES

        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT

    def get_theme_variable_defaults(self) -> dict[str, str]:
        from tui.themes import extra

        return extra(self.current_theme)

    def on_mount(self) -> None:
        self.push_screen(self.dialog, self.given.append)


async def test_a_fact_is_filled_in_put_right_and_given() -> None:
    app = Host(AddScreen(ARTICLE, PROPOSALS, lambda took: took("320500")))
    async with app.run_test(size=(100, 32)) as pilot:
        await press(pilot)
        assert "走访企业3200家" in screen_text(pilot)
        app.screen.query_one("#field-value").value = "很多"  # type: ignore[attr-defined]
        await press(pilot, "down", "enter")
        assert say("correct.no_number")[:12] in screen_text(pilot)
        assert app.given == []
        app.screen.query_one("#field-value").value = "3300"  # type: ignore[attr-defined]
        await press(pilot, "f2", "enter")
        assert app.given == [
            Added("figure", 3, 16, {"measure": "走访企业", "value": 3300, "unit": "家", "region": "320500"})
        ]


async def test_another_kind_has_its_own_fields() -> None:
    app = Host(AddScreen(ARTICLE, PROPOSALS, lambda took: None))
    async with app.run_test(size=(100, 32)) as pilot:
        await press(pilot, "up", "right")
        assert app.screen.query_one("#field-name").value == "累计走访企业3200家"  # type: ignore[attr-defined]
        await press(pilot, "enter")
        assert app.given == [Added("goal", 3, 16, {"name": "累计走访企业3200家"})]


async def test_several_are_chosen_within_bounds() -> None:
    app = Host(ChooseScreen("Split off", [Option("甲"), Option("乙"), Option("丙")], most=2))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter")
        assert app.given == []
        assert "1 to 2" in screen_text(pilot)
        await press(pilot, "space", "space", "up", "up", "space", "enter")
        assert app.given == [[1]]
