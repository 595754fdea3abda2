"""The records of an export where they stand in its bytes, read one by one.

Comes in: the bytes of an export, a record a line as `store.export.as_json` writes them; any other layout of the same is
written so first. Goes out: `Lines`: the places of the records of each group, and each record when it is asked for, so that
they are never held all at once. Which group means what is `exported`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

Place = tuple[int, int]
_BOM = b"\xef\xbb\xbf"
_HEAD = b'{"meta": '
_GROUP = re.compile(rb'"(\w+)": \[(?:(\])[,}]?)?')


@dataclass(frozen=True)
class Lines:
    """An export's groups of records; `meta` is read."""

    meta: Mapping[str, Any]
    data: bytes = field(repr=False)
    groups: Mapping[str, Sequence[Place]] = field(repr=False)

    def of(self, group: str) -> Sequence[Place]:
        return self.groups.get(group, ())

    def read(self, place: Place) -> dict[str, Any]:
        """The record that stands there."""
        found: dict[str, Any] = orjson.loads(memoryview(self.data)[slice(*place)])
        return found

    def all(self, group: str) -> list[dict[str, Any]]:
        return [self.read(place) for place in self.of(group)]


def lines(data: bytes) -> Lines:
    """The lines of an export. Raises orjson.JSONDecodeError where it is no whole JSON."""
    found = _as_written(data.removeprefix(_BOM))
    return found or _rewritten(orjson.loads(data.removeprefix(_BOM)))


def _as_written(data: bytes) -> Lines | None:
    """None for another layout, and for a file that breaks off."""
    at = data.find(b"\n") + 1
    if not data.startswith(_HEAD) or data[at - 2 : at] != b",\n" or not data.endswith(b"]}\n"):
        return None
    groups: dict[str, list[Place]] = {}
    records: list[Place] | None = None
    while at < len(data):
        end = data.find(b"\n", at)
        if records is not None and data.startswith(b"{", at):
            last = not data.endswith(b"},", at, end)
            records.append((at, end - (2 if last else 1)))
            records = None if last else records
        elif match := _GROUP.fullmatch(data, at, end):
            places = groups.setdefault(match[1].decode(), [])
            records = None if match[2] else places
        else:
            return None
        at = end + 1
    return Lines(orjson.loads(data[len(_HEAD) : data.find(b"\n") - 1]), data, groups)


def _rewritten(held: Mapping[str, Any]) -> Lines:
    data, groups = bytearray(), dict[str, list[Place]]()
    for name, records in held.items():
        if isinstance(records, list):
            places = groups.setdefault(name, [])
            for record in records:
                at = len(data)
                data += orjson.dumps(record)
                places.append((at, len(data)))
    return Lines(held["meta"], bytes(data), groups)
