"""A person's own table of indicators: further words for those there are, and indicators of their own.

Comes in: `indicators.toml`, a section an indicator (`[gdp]` with `aliases`; a new one with `units` too). Goes out: a
`Table` that says which indicator a measure with its unit fits, before lichun's own table is asked. It holds for what is
in the store already, without a new import: the library keeps it in `user.json`, and the index shows it. Faults are told
with file and line, all of them, and nothing of a faulty file is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from store.errors import WrongUse

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_SHARE = re.compile(r"占(?!地)")
_LINE = re.compile(r"\(at line (\d+)")
KEYS = ("aliases", "units", "never")


class IndicatorError(WrongUse):
    """A table that cannot be taken; the message holds every fault, a line each."""


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: what it is called, in which units it counts, and words that speak against it."""

    id: str
    aliases: tuple[str, ...]
    units: tuple[str, ...] = ()  # none: those of lichun's own row
    never: tuple[str, ...] = ()

    def to_json(self) -> dict[str, list[str]]:
        return {name: list(getattr(self, name)) for name in KEYS}


@dataclass(frozen=True)
class Table:
    """All rows of a table; an empty one changes nothing."""

    rows: tuple[Row, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, measure: str, unit: str | None) -> str | None:
        """The indicator whose longest word stands in the measure, None where no word of the table does."""
        share = _SHARE.search(measure) if unit == "%" else None
        counted = measure[: share.start()] if share else measure  # a share is one of what stands before 占
        found = [
            (len(alias), row.id)
            for row, units in self._rows
            if (unit or "") in units and not any(word in measure for word in row.never)
            for alias in row.aliases
            if (alias[1:] == counted if alias.startswith("=") else alias in counted)
        ]
        return max(found)[1] if found else None

    @cached_property
    def _rows(self) -> tuple[tuple[Row, tuple[str, ...]], ...]:
        own = _own_units()
        return tuple((row, row.units or own.get(row.id, ())) for row in self.rows)

    @classmethod
    def from_json(cls, entries: Mapping[str, Mapping[str, Any]]) -> Table:
        """Of what `Row.to_json` made, by id."""
        rows = (Row(i, *(tuple(entry.get(name, ())) for name in KEYS)) for i, entry in sorted(entries.items()))
        return cls(tuple(rows))


def _own_units() -> dict[str, tuple[str, ...]]:
    from store.recognise.facts.figure.words import indicators

    return {row.id: tuple(row.unit.split(",")) for row in indicators()}


def load(path: Path) -> Table:
    """The table of a file; an empty one where there is no file. Raises IndicatorError with every fault."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Table()
    except (OSError, UnicodeDecodeError) as error:
        raise IndicatorError(f"{path}: cannot be read ({error}); mend or remove it") from error
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = found[1] if (found := _LINE.search(str(error))) else len(text.splitlines()) or 1
        raise IndicatorError(f"{path}:{line}: {error}") from error
    if faults := [f"{path}:{line}: {what}" for line, what in _faults(data, text)]:
        raise IndicatorError("\n".join(faults))
    return Table.from_json(data)


def _faults(data: Mapping[str, Any], text: str) -> Iterator[tuple[int, str]]:
    known = _own_units()
    for name, section in data.items():
        line = _line(text, name)
        if not isinstance(section, dict):
            yield line, f"{name} stands outside a section; write [an_indicator] above it"
            continue
        if not _ID.fullmatch(name):
            yield line, f"{name} is no id of an indicator: small letters, digits and _ are wanted"
        for key, value in section.items():
            at = _line(text, name, key)
            if key not in KEYS:
                yield at, f"there is no {key}; there are {', '.join(KEYS)}"
            elif not isinstance(value, list) or not all(isinstance(w, str) and w.strip("= ") for w in value):
                yield at, f'{key} wants a list of words, such as ["夜间经济营业额"]'
        if not section.get("aliases"):
            yield line, f'{name} has no aliases; write aliases = ["…"]'
        if name not in known and not section.get("units"):
            yield line, f'{name} is new: say in which units it counts, such as units = ["元", "%"]'


def _line(text: str, section: str, key: str = "") -> int:
    """The line of a section's head, or of a key in it."""
    head = re.compile(rf"""\s*\[?["']?{re.escape(section)}["']?\s*[\]=.]""")
    start = 0
    for number, line in enumerate(text.splitlines(), 1):
        if not start and head.match(line):
            start = number
            if not key:
                return number
        elif start and re.match(rf"""\s*["']?{re.escape(key)}["']?\s*=""", line):
            return number
        elif start and line.lstrip().startswith("["):
            break
    return start or 1
