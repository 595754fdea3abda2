"""The colours: dark, light, high contrast and the terminal's own sixteen.

Each theme names a colour for the seven kinds of fact and for dim and faint text. A theme of Textual's own, which has
none of these, takes them from ours of its kind.
"""

from __future__ import annotations

from textual.theme import Theme

EXTRA = ("figure", "person", "quote", "policy", "campaign", "goal", "project", "dim", "faint")
TONES = "primary secondary accent warning error success foreground background surface panel".split()
BASE = ("primary", "accent", "warning", "error", "success", "background", "panel")


ANSI = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "border-blurred": "ansi_bright_black",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_blue",
    "input-selection-foreground": "ansi_bright_white",
}
"""What Textual's widgets ask of a theme of the terminal's own colours, and makes up for all others."""


def _theme(name: str, base: str, extra: str, *, dark: bool = True, ansi: bool = False) -> Theme:
    tone = dict(zip(TONES, base.split(), strict=True))
    variables = dict(zip(EXTRA, extra.split(), strict=True)) | (ANSI if ansi else {})
    return Theme(name, **tone, dark=dark, ansi=ansi, variables=variables)  # type: ignore[arg-type]


THEMES: tuple[Theme, ...] = (
    _theme(
        "lichun-dark",
        "#7aa2c4 #5f7d95 #d9a05b #e0b25c #d9736a #86b98b #d8d6cf #171a1c #1e2225 #262b2f",
        "#8ec4a8 #8fb4e3 #d3b987 #d79bb4 #c29ade #e0a77c #7fc6c9 #8f959b #6d7379",
    ),
    _theme(
        "lichun-light",
        "#2f5f86 #54748c #9c530f #8a6100 #a8322a #2f6b3a #26231e #faf7f0 #f1ede3 #e6e0d3",
        "#1d6b46 #21508f #7a5a10 #8f2f5c #653a94 #94501a #0f6a70 #6b665c #8a8476",
        dark=False,
    ),
    _theme(
        "lichun-contrast",
        "#ffffff #ffffff #ffff00 #ffff00 #ff6060 #60ff60 #ffffff #000000 #000000 #303030",
        "#60ff60 #80c0ff #ffe080 #ff90c0 #d0a0ff #ffb060 #60ffff #d0d0d0 #a0a0a0",
    ),
    _theme(
        "lichun-ansi",
        "ansi_blue ansi_cyan ansi_yellow ansi_yellow ansi_red ansi_green ansi_default ansi_default ansi_default"
        " ansi_default",
        "ansi_green ansi_blue ansi_yellow ansi_magenta ansi_magenta ansi_red ansi_cyan ansi_bright_black"
        " ansi_bright_black",
        ansi=True,
    ),
)
NAMES = tuple(theme.name for theme in THEMES)
DEFAULT = "lichun-dark"
_BY_NAME = {theme.name: theme for theme in THEMES}


def extra(theme: Theme) -> dict[str, str]:
    """The colours that are not Textual's, of the theme or of ours that is like it."""
    like = _BY_NAME["lichun-ansi" if theme.ansi else DEFAULT if theme.dark else "lichun-light"]
    return {name: theme.variables.get(name, like.variables[name]) for name in EXTRA}


def colours(theme: Theme) -> tuple[tuple[str, str], ...]:
    """All colours that the panes draw with, by name; hashable."""
    like = _BY_NAME[DEFAULT if theme.dark else "lichun-light"]
    base = {name: getattr(theme, name) or getattr(like, name) for name in BASE}
    return tuple(sorted({**base, **extra(theme)}.items()))
