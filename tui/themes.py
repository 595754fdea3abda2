"""The colours: dark, light, high contrast and the terminal's own sixteen. Each names a colour for the kinds of fact."""

from __future__ import annotations

from typing import Any

from textual.theme import Theme

KINDS = ("figure", "person", "quote", "policy", "campaign", "goal", "project")


def _kinds(*colors: str) -> dict[str, str]:
    return dict(zip(KINDS, colors, strict=True))


_DARK: dict[str, Any] = {
    "primary": "#7aa2c4",
    "secondary": "#5f7d95",
    "accent": "#d9a05b",
    "warning": "#e0b25c",
    "error": "#d9736a",
    "success": "#86b98b",
    "foreground": "#d8d6cf",
    "background": "#171a1c",
    "surface": "#1e2225",
    "panel": "#262b2f",
}
_LIGHT: dict[str, Any] = {
    "primary": "#2f5f86",
    "secondary": "#54748c",
    "accent": "#a85b12",
    "warning": "#8a6100",
    "error": "#a8322a",
    "success": "#2f6b3a",
    "foreground": "#26231e",
    "background": "#faf7f0",
    "surface": "#f1ede3",
    "panel": "#e6e0d3",
}
_CONTRAST: dict[str, Any] = {
    "primary": "#ffffff",
    "secondary": "#ffffff",
    "accent": "#ffff00",
    "warning": "#ffff00",
    "error": "#ff6060",
    "success": "#60ff60",
    "foreground": "#ffffff",
    "background": "#000000",
    "surface": "#000000",
    "panel": "#101010",
}

THEMES: tuple[Theme, ...] = (
    Theme(
        "lichun-dark",
        **_DARK,
        variables=_kinds("#8ec4a8", "#8fb4e3", "#d3b987", "#d79bb4", "#c29ade", "#e0a77c", "#7fc6c9"),
    ),
    Theme(
        "lichun-light",
        **_LIGHT,
        dark=False,
        variables=_kinds("#1d6b46", "#21508f", "#7a5a10", "#8f2f5c", "#653a94", "#94501a", "#0f6a70"),
    ),
    Theme(
        "lichun-contrast",
        **_CONTRAST,
        variables=_kinds("#60ff60", "#80c0ff", "#ffe080", "#ff90c0", "#d0a0ff", "#ffb060", "#60ffff"),
    ),
    Theme(
        "lichun-ansi",
        primary="ansi_blue",
        secondary="ansi_cyan",
        accent="ansi_yellow",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        ansi=True,
        variables=_kinds(
            "ansi_green", "ansi_blue", "ansi_yellow", "ansi_magenta", "ansi_magenta", "ansi_red", "ansi_cyan"
        ),
    ),
)
NAMES = tuple(theme.name for theme in THEMES)
DEFAULT = "lichun-dark"
