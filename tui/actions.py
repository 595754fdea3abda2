"""The one table of what can be done, and by which key.

From it come the bindings of every pane, the key bar, the command palette, the `?` help, docs/keys.md and the checks of
a user's keymap: a key stands nowhere else. An action's words are `action.<id>` (short) and `help.<id>` (a sentence) in
the catalogues of `tui/i18n`. What an action does is the method `action_<id>` of the part of the room that it
names (`by`), or else of the widget that its scope names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType
from textual.keys import format_key

Scope = Literal["room", "list", "tree", "reader", "select", "facts", "results", "welcome", "chart"]

SCOPES: tuple[Scope, ...] = ("room", "list", "tree", "reader", "select", "facts", "results", "chart", "welcome")

SCOPES_OF: Mapping[str, tuple[Scope, ...]] = {
    "tree": ("list", "tree"),
    "reader": ("reader",),
    "facts": ("list", "facts"),
    "results": ("list", "results"),
    "compare": ("list", "chart"),
    "years": ("list", "chart"),
    "person": ("list",),
    "welcome": ("welcome",),
}
"""The scopes of a pane, by its id in the style sheet."""


@dataclass(frozen=True, slots=True)
class Action:
    id: str
    keys: tuple[str, ...]  # as Textual names them; "gg" is a key pressed twice
    scope: Scope
    bar: int = 0  # place in the key bar, lower first; 0 is left out
    palette: bool = True  # offered by name; not so for mere movement
    by: str = ""  # the part of the room that does it; "" is the widget that the scope names


def _a(id: str, keys: str, scope: Scope, bar: int = 0, *, palette: bool = True, by: str = "") -> Action:
    return Action(id, tuple(keys.split()), scope, bar, palette, by)


ACTIONS: tuple[Action, ...] = (
    # Anywhere in the reading room.
    _a("find", "f", "room", 11, by="finding"),
    _a("goto", "p", "room", 12, by="choosing"),
    _a("variant", "t", "room", 30, by="reading"),
    _a("export", "x", "room", 32, by="keeping"),
    _a("help", "? f1", "room", 90, by="choosing"),
    _a("quit", "q", "room", 91),
    _a("next_evidence", "]", "room", 20, by="reading"),
    _a("previous_evidence", "[", "room", by="reading"),
    _a("articles", "A", "room", 34, by="lists"),
    _a("sources", "s", "room", 36, by="reading"),
    _a("received", "r", "room", 35, by="reading"),
    _a("below", ".", "room", 37, by="scoping"),
    _a("years", "Y", "room", 38, by="scoping"),
    _a("compare", "c", "room", 39, by="comparing"),
    _a("timeline", "T", "room", 40, by="lists"),
    _a("person", "P", "room", 41, by="lists"),
    _a("clip", "y", "room", 42, by="copying"),
    _a("web", "o", "room", 43, by="copying"),
    _a("import", "i", "room", 44, by="taking"),
    _a("show_marks", "M", "room", by="lists"),
    _a("mark_sets", "#", "room", by="keeping"),
    _a("keep_query", "K", "room", by="keeping"),
    _a("correct", "e", "room", 47, by="correcting"),
    _a("correct_article", "E", "room", by="correcting"),
    _a("undo", "u", "room", 51, by="undoing"),
    _a("reject", "d", "room", 50, by="judging"),
    _a("add_fact", "a", "room", 46, by="adding"),
    _a("check", "!", "room", 48, by="judging"),
    _a("note", ";", "room", 49, by="judging"),
    _a("pipe", "|", "room", by="copying"),
    _a("back", "H", "room", by="travelling"),
    _a("forward", "L", "room", by="travelling"),
    _a("pane_tree", "1", "room", by="panes"),
    _a("pane_reader", "2", "room", by="panes"),
    _a("pane_facts", "3", "room", by="panes"),
    _a("next_pane", "tab", "room", palette=False, by="panes"),
    _a("previous_pane", "shift+tab", "room", palette=False, by="panes"),
    _a("grow", "m", "room", 45, by="panes"),
    _a("narrower", "<", "room", by="panes"),
    _a("wider", ">", "room", by="panes"),
    _a("renew", "R", "room"),
    _a("theme", "ctrl+t", "room", by="choosing"),
    _a("palette", ": ctrl+p", "room", 52, palette=False, by="choosing"),
    _a("escape", "escape", "room", palette=False, by="filtering"),
    _a("suspend_process", "ctrl+z", "room", palette=False),
    # Lists: the tree, the facts, the results.
    _a("down", "j down", "list", palette=False),
    _a("up", "k up", "list", palette=False),
    _a("page_down", "pagedown ctrl+d", "list", palette=False),
    _a("page_up", "pageup ctrl+u", "list", palette=False),
    _a("top", "gg home", "list", palette=False),
    _a("bottom", "G end", "list", palette=False),
    _a("open", "enter", "list", 1, palette=False),
    _a("mark", "space", "list", 13),
    _a("mark_range", "V", "list"),
    _a("mark_all", "*", "list"),
    _a("filter", "/", "list", 14, by="filtering"),
    _a("next_match", "n", "list", palette=False),
    _a("previous_match", "N", "list", palette=False),
    # The tree.
    _a("unfold", "l right", "tree", palette=False),
    _a("fold", "h left", "tree", palette=False),
    _a("all_places", "Z", "tree", 15, by="scoping"),
    # The reader.
    _a("scroll_line_down", "j down", "reader", palette=False),
    _a("scroll_line_up", "k up", "reader", palette=False),
    _a("half_down", "ctrl+d", "reader", palette=False),
    _a("half_up", "ctrl+u", "reader", palette=False),
    _a("screen_down", "pagedown space", "reader", palette=False),
    _a("screen_up", "pageup", "reader", palette=False),
    _a("reader_top", "gg home", "reader", palette=False),
    _a("reader_bottom", "G end", "reader", palette=False),
    _a("search", "/", "reader", 13, by="filtering"),
    _a("next_hit", "n", "reader", 14, palette=False),
    _a("previous_hit", "N", "reader", palette=False),
    _a("open_fact", "enter", "reader", 1, palette=False),
    _a("select", "v", "reader", 21),
    _a("next_number", "}", "reader", 22),
    _a("previous_number", "{", "reader"),
    # The reader while a stretch is selected.
    _a("add_selected", "enter", "select", 1, palette=False),
    _a("select_left", "h left", "select", palette=False),
    _a("select_right", "l right", "select", palette=False),
    _a("select_down", "j down", "select", palette=False),
    _a("select_up", "k up", "select", palette=False),
    _a("select_word", "w", "select", 4, palette=False),
    _a("select_word_back", "b", "select", palette=False),
    _a("select_hold", "v", "select", 2, palette=False),
    _a("select_sentence", "V", "select", 3, palette=False),
    # The table of facts.
    _a("next_kind", "l right", "facts", 15, palette=False),
    _a("previous_kind", "h left", "facts", palette=False),
    _a("sort", "S", "facts", 16, by="choosing"),
    _a("frequency", "F", "facts", 17, by="choosing"),
    # The comparison.
    _a("next_view", "l right", "chart", 15, palette=False),
    _a("previous_view", "h left", "chart", palette=False),
    _a("by_time", "S", "chart", 16),
    _a("turn", "v", "chart", 14, by="comparing"),
    # An empty store.
    _a("samples", "s", "welcome", 1, by="taking"),
    _a("import_here", "i enter", "welcome", 2, by="taking"),
)

IME: Mapping[str, str] = {
    "/": "、／",
    "?": "？",
    "[": "【「［",
    "]": "】」］",
    "<": "《＜",
    ">": "》＞",
    ":": "：",
    "!": "！",
    ";": "；",
    ".": "。．",
    "*": "＊×",
    "#": "＃",
    "|": "｜",
    "{": "｛『",
    "}": "｝』",
    "gg": "ｇ",
}
"""What a Chinese input method sends in the stead of a punctuation key."""

RESERVED: Mapping[str, str] = {
    "ctrl+c": "interrupts the program",
    "ctrl+q": "quits at once",
    "ctrl+s": "stops the terminal's output in many terminals",
    "ctrl+j": "is Enter in many terminals",
    "ctrl+m": "is Enter",
    "ctrl+i": "is Tab",
    "ctrl+a": "is the prefix of screen",
    "ctrl+b": "is the prefix of tmux",
}

CHORD = "+"
"""Ends the id of a binding whose key counts only when pressed twice."""

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


def keys_of(action: Action, keys: Iterable[str] | None = None) -> Iterator[str]:
    """Every key that starts the action: as in the table (or `keys`), and what an input method makes of them."""
    for key in action.keys if keys is None else keys:
        yield "g" if key == "gg" else key
        yield from IME.get(key, "")


def bindings(*scopes: Scope) -> list[BindingType]:
    """The bindings of a widget that serves these scopes; of two on one key the scope named first comes first."""
    return [
        Binding(key, _call(action, key), show=False, id=_id(action, key))
        for scope in scopes
        for action in ACTIONS
        if action.scope == scope
        for key in keys_of(action)
    ]


def chord(action: Action, key: str) -> bool:
    """Whether the key counts only when pressed twice."""
    return action.keys[0] == "gg" and key in ("g", "ｇ")


def _id(action: Action, key: str) -> str:
    return action.id + CHORD if chord(action, key) else action.id


def _call(action: Action, key: str) -> str:
    """What Textual is to run."""
    if chord(action, key):
        return f"twice('{action.id}')"
    return f"screen.do('{action.id}')" if action.by else action.id


def label(key: str) -> str:
    """A key as a person knows it."""
    names = {"escape": "Esc", "enter": "Enter", "pagedown": "PgDn", "pageup": "PgUp", "shift+tab": "S-Tab"}
    if key in names:
        return names[key]
    if len(key) == 1 or key == "gg":
        return key
    return format_key(key) if "+" in key else key.capitalize()


_own: dict[str, tuple[str, ...]] = {}


def use_keys(keymap: Mapping[str, tuple[str, ...]]) -> None:
    """Show these keys of a person's own in the stead of the table's."""
    _own.clear()
    _own.update(keymap)


def shown_keys(action: Action) -> list[str]:
    """The keys of an action as a person knows them, his own where he set them."""
    return [label(key) for key in _own.get(action.id, action.keys)]


def labels(action: Action) -> str:
    """All of them in one string."""
    return " ".join(shown_keys(action))


def in_bar(*scopes: Scope) -> list[Action]:
    """The actions of the key bar for a pane of these scopes, most useful first."""
    return sorted((a for a in ACTIONS if a.bar and a.scope in (*scopes, "room")), key=lambda a: a.bar)


def key_sheet() -> str:
    """docs/keys.md: every action by scope, in English and Chinese, with what an input method sends in a key's stead."""
    from tui.i18n import catalogue

    english, chinese = catalogue("en"), catalogue("zh")
    lines = [
        "# Keys",
        "",
        "Written by `make docs` from `tui/actions.py`. `?` in the browser shows the same and filters as you type.",
        'A `keys.toml` in the configuration folder (`lichun doctor` names it) gives an action other keys: `find = ["f"]`.',
        "",
    ]
    for scope in SCOPES:
        heading = f"{english[f'scope.{scope}']} · {chinese[f'scope.{scope}']}"
        lines += [f"## {heading}", "", "| key | action | does | 说明 |", "|---|---|---|---|"]
        for action in ACTIONS:
            if action.scope == scope:
                keys = " ".join(f"`{label(key)}`".replace("|", "\\|") for key in action.keys)
                lines.append(
                    f"| {keys} | `{action.id}` | {english[f'about.{action.id}']} | {chinese[f'about.{action.id}']} |"
                )
        lines.append("")
    pairs = "  ".join(f"`{key}` {' '.join(sent)}" for key, sent in IME.items() if key != "gg")
    lines += [
        "## Chinese input methods · 中文输入法",
        "",
        f"These keys also answer to what an input method sends: {pairs}",
        "",
    ]
    return "\n".join(lines)
