"""A user's own keys: `keys.toml`, a line an action (`find = ["f", "ctrl+f"]`), checked before the first frame.

Textual passes over unknown names and lets a key silently take another's place, so all of it is checked here against
the table of actions: an unknown action, a key that cannot be, one that is reserved, two actions of one place on one
key. Every fault is told with file and line; where there is one, nothing is taken.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from store.errors import LichunError
from tui.actions import ACTIONS, BY_ID, CHORD, IME, RESERVED, Action, Scope, label

Keymap = Mapping[str, tuple[str, ...]]

_MODIFIED = re.compile(r"(?:(?:ctrl|shift|alt|super|meta|hyper)\+){1,3}[a-z0-9_@\[\]\\^]{1,20}")
_NAMED = frozenset(
    "up down left right home end pageup pagedown insert delete enter escape tab space backspace".split()
    + [f"f{n}" for n in range(1, 25)]
)
NOT_TOGETHER: Mapping[Scope, tuple[Scope, ...]] = {
    "room": ("room", "list", "tree", "reader", "select", "facts", "results", "chart"),
    "list": ("list", "tree", "facts", "results"),
    "welcome": ("welcome",),
}
"""Scopes whose keys are in force at one time; a scope that is not named meets only itself."""
NO_KEY = "f24"
"""Stands for a key that is to be taken away: Textual has no other way to say so."""


class KeymapError(LichunError):
    """A file of keys that cannot be taken; the message holds every fault, a line each."""


def load(path: Path) -> dict[str, tuple[str, ...]]:
    """The keys of a file; none where there is no file. Raises KeymapError with every fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise KeymapError(f"{path}: cannot be read ({error}); mend or remove it") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KeymapError(f"{path}: {error}") from error
    faults = list(check(data, text, str(path)))
    if faults:
        raise KeymapError("\n".join(faults))
    return {name: tuple([keys] if isinstance(keys, str) else keys) for name, keys in data.items()}


def check(data: Mapping[str, object], text: str, file: str) -> Iterator[str]:
    """Every fault of a keymap, each with file and line and what to do."""
    given: dict[str, tuple[str, ...]] = {}
    for name, keys in data.items():
        where = f"{file}:{_line(name, text)}"
        if name not in BY_ID:
            from difflib import get_close_matches

            near = get_close_matches(name, BY_ID, 1)
            yield f"{where}: there is no action {name}" + (
                f"; did you mean {near[0]}?" if near else "; see docs/keys.md"
            )
            continue
        listed = [keys] if isinstance(keys, str) else keys
        if not isinstance(listed, list) or not listed or not all(isinstance(k, str) for k in listed):
            yield f'{where}: {name} wants a key or a list of keys, such as ["f", "ctrl+f"]'
            continue
        given[name] = tuple(listed)
        for key in listed:
            if fault := _fault(BY_ID[name], key):
                yield f"{where}: {fault}"
    yield from _clashes(given, text, file)


def _fault(action: Action, key: str) -> str | None:
    if key in RESERVED:
        return f"{key} {RESERVED[key]}; take another key for {action.id}"
    if key == "gg":
        return None if action.keys[0] == "gg" else f"gg is only for going to the top, not for {action.id}"
    if len(key) == 1 and key.isprintable() and key != " ":
        return None
    if key in _NAMED or _MODIFIED.fullmatch(key):
        return None
    return f"{key!r} is no key; write one as f, ctrl+f, pageup, f5, space"


def _clashes(given: Keymap, text: str, file: str) -> Iterator[str]:
    keys = {a.id: given.get(a.id, a.keys) for a in ACTIONS}
    for name in given:
        scopes = {s for s, met in NOT_TOGETHER.items() if BY_ID[name].scope in met}
        scopes |= {BY_ID[name].scope, *NOT_TOGETHER.get(BY_ID[name].scope, ())}
        for other in ACTIONS:
            if other.id == name or other.scope not in scopes or (other.id in given and other.id < name):
                continue
            shared = set(keys[name]) & set(keys[other.id])
            # A pane's own key goes before the room's by design, where the table has it so.
            shared -= set(BY_ID[name].keys) & set(other.keys)
            for key in sorted(shared):
                where = f"{file}:{_line(name, text)}"
                yield f"{where}: {label(key)} for {name} is the key of {other.id}; give {other.id} another one as well"


def _line(name: str, text: str) -> int:
    pattern = re.compile(rf"""\s*["']?{re.escape(name)}["']?\s*=""")
    return next((n for n, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


def for_textual(keymap: Keymap) -> dict[str, str]:
    """The keymap as Textual takes it: id → keys with commas between, with what an input method sends for each."""
    found: dict[str, str] = {}
    for name, keys in keymap.items():
        plain = [k for key in keys if key != "gg" for k in (key, *IME.get(key, ""))]
        found[name] = ",".join(plain) or NO_KEY
        if BY_ID[name].keys[0] == "gg" and "gg" not in keys:
            found[name + CHORD] = NO_KEY
    return found
