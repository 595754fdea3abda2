"""The styles of text within the panes, by name: made once a theme, looked up for every piece that is drawn.

The panes draw their own lines, so these are Rich styles made from the theme's colours, not rules of a style sheet:
matching a rule for every name in every pane took a third of the time to the first frame. Evidence is underlined as
well as coloured, repaired and guessed text is told apart by more than colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from store.records import FACT_KINDS
from tui.themes import colours


@lru_cache(16)
def _styles(name: str, theme: tuple[tuple[str, str], ...], ansi: bool) -> dict[str, Style]:
    tone = {key: Color.parse(value).rich_color for key, value in theme}
    plain = Style.null()
    cursor = Style(bgcolor=tone["primary"], color=tone["background"], bold=True)
    found = {
        "": plain,
        "cursor": Style(reverse=True, bold=True) if ansi else cursor,
        "rest": Style(bgcolor=tone["dim"], bold=True) if ansi else Style(bgcolor=tone["panel"]),
        "key": Style(color=tone["accent"], bold=True),
        "dim": Style(color=tone["dim"]),
        "faint": Style(color=tone["faint"]),
        "mark": Style(color=tone["warning"], bold=True),
        "warn": Style(color=tone["warning"]),
        "alarm": Style(color=tone["warning"], bold=True),
        "match": Style(color=tone["accent"], bold=True, underline=True),
        "under": Style(underline=True),
        "name": Style(bold=True),
        "here": Style(color=tone["accent"], bold=True),
        "tab": Style(reverse=True, bold=True),
        "title": Style(bold=True),
        "gutter": Style(color=tone["accent"]),
        "untaken": Style(color=tone["dim"], underline=True),
        "found": Style(bgcolor=tone["warning"], color=tone["background"]),
        "found-here": Style(bgcolor=tone["error"], color=tone["background"], bold=True),
        "lit": Style(bold=True, reverse=True),
        "chosen": Style(reverse=True, underline=True)
        if ansi
        else Style(bgcolor=tone["accent"], color=tone["background"], bold=True),
        "raw": Style(color=tone["error"], strike=True),
        "repaired": Style(color=tone["success"], underline=True),
        "guessed": Style(color=tone["warning"], bold=True, underline=True),
        "dropped": Style(color=tone["faint"], italic=True),
    }
    if ansi:
        found["found"], found["found-here"] = Style(reverse=True), Style(reverse=True, bold=True, underline=True)
    for kind in FACT_KINDS:
        found[kind] = Style(color=tone[kind])
        found[f"lit-{kind}"] = Style(color=tone[kind], underline=True)
    return found


_made: dict[str, tuple[Theme, Mapping[str, Style]]] = {}


def styles(theme: Theme) -> Mapping[str, Style]:
    """All styles of a theme by name; to be added to the style of the widget. Asked for at each drawing."""
    held = _made.get(theme.name)
    if held is None or held[0] is not theme:
        held = _made[theme.name] = (theme, _styles(theme.name, colours(theme), theme.ansi))
    return held[1]


def style(theme: Theme, name: str) -> Style:
    """One of them."""
    return styles(theme)[name]
