"""Each theme through every dialog; without colours, and with the terminal's own, what is meant is still told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.color import Color

from tests.tui.press import browsing, press, screen_text
from tui.palette import styles
from tui.themes import THEMES, colours

NAMES = [theme.name for theme in THEMES]
WAYS: tuple[tuple[str, ...], ...] = (
    ("p", *"cz", "escape"),
    ("f", *"项目", "escape"),
    ("question_mark", "escape"),
    ("x", "escape"),
    ("i", "escape"),
    ("3", "enter", "escape"),
    ("e", "escape"),
    ("S", "escape"),
    ("y", "escape"),
    ("2", "r", "r", "r", "slash", *"项目", "enter"),
    ("1", "c", "enter", "escape"),
)


@pytest.mark.parametrize("theme", [*NAMES, "ansi-light", "textual-dark"])
async def test_every_dialog_opens(room: Path, theme: str) -> None:
    async with browsing(room, theme=theme) as pilot:
        for keys in WAYS:
            await press(pilot, *keys)
        assert pilot.app.theme == theme
        assert "江苏省" in screen_text(pilot)


@pytest.mark.parametrize("theme", [t for t in THEMES if not t.ansi], ids=lambda t: t.name)
def test_what_is_read_stands_out_from_its_ground(theme) -> None:  # type: ignore[no-untyped-def]
    """WCAG 2.2: 4.5 to 1 for text, 3 to 1 for frames and for what is dimmed on purpose."""
    tone = {name: Color.parse(value) for name, value in colours(theme)}
    for ground in (theme.background, theme.surface):
        ratios = {
            name: contrast(tone[name], Color.parse(ground)) for name in tone if name not in ("background", "panel")
        }
        assert {n: round(r, 2) for n, r in ratios.items() if r < (3 if n == "faint" else 4.5)} == {}, ground
    assert contrast(tone["primary"], tone["background"]) >= 4.5  # the cursor


def contrast(one: Color, other: Color) -> float:
    """The ratio of the luminances of two colours, as WCAG reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", THEMES, ids=lambda t: t.name)
def test_evidence_and_hits_are_told_by_more_than_colour(theme) -> None:  # type: ignore[no-untyped-def]
    look = styles(theme)
    for name in ("lit-figure", "lit-quote", "lit-goal", "repaired", "guessed", "untaken"):
        assert look[name].underline, name
    for name in ("cursor", "lit", "tab", "here"):
        assert look[name].bold or look[name].reverse, name
    assert look["raw"].strike


async def test_no_color_draws_no_colour(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browsing(room) as pilot:
        await press(pilot, "2", "]")
        seen = {
            segment.style.color.triplet
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style and segment.style.color and segment.style.color.triplet
        }
        assert all(c.red == c.green == c.blue for c in seen)
