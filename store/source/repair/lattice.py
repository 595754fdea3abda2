"""GBK bytes of which some are in doubt: the likeliest text that they spell.

In: for every character of a damaged line the byte strings that it may stand for. Out: the characters of the text, each
with the stretch of the line that it came from. One pass from left to right over the states (bytes of an unfinished character,
last character); what follows what is weighed by `likelihood`. How a character came to stand for several byte strings,
and whether the result is any better than what was there, is for `mojibake` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from store.source.repair.gbk import characters, private
from store.source.repair.likelihood import Likelihood, canonical, likelihood

WIDTH, MARGIN = 24, 16.0
BROKEN, PRIVATE = 20.0, 14.0  # what a byte without a partner and a private-use character cost


class Spelled(NamedTuple):
    char: str
    start: int  # in the damaged line
    end: int


class _Path(NamedTuple):
    score: float
    part: bytes  # of an unfinished character
    since: int  # where the character that it begins started
    last: str
    chain: tuple[Spelled, _Path] | None  # what was spelled so far, last first


class Lattice:
    def __init__(self) -> None:
        self.table: dict[int, str] = characters()
        self.model: Likelihood = likelihood()

    def spell(self, options: Sequence[Sequence[bytes]]) -> tuple[list[Spelled], float]:
        """The characters, and the mean logarithm of their likelihood. A byte without a partner becomes U+FFFD."""
        paths = [_Path(0.0, b"", 0, "\n", None)]
        for at, choice in enumerate(options):
            paths = _best(self._fed(path, data, at) for path in paths for data in choice)
        last = max((self._ended(path, len(options)) for path in paths), key=lambda p: p.score)
        spelled = list(_chain(last))[::-1]
        return spelled, last.score / max(1, len(spelled))

    def _fed(self, path: _Path, data: bytes, at: int) -> _Path:
        for byte in data:
            if path.part:
                grown = path.part + bytes([byte])
                char = self._character(grown)
                if char:
                    path = self._said(path, char, at + 1)
                    continue
                if char is not None:
                    path = path._replace(part=grown)
                    continue
                path = self._ended(path, at)
            if byte > 0x80:
                path = path._replace(part=bytes([byte]), since=at)
            elif byte < 0x80:
                path = self._said(path._replace(since=at), chr(byte), at + 1)
            else:
                path = self._ended(path._replace(since=at, part=b"\x80"), at + 1)
        return path

    def _character(self, data: bytes) -> str | None:
        """What the bytes spell; empty while a code of four bytes is unfinished, None where no code begins so."""
        if len(data) == 2:
            return self.table.get(data[0] << 8 | data[1]) or ("" if 0x30 <= data[1] <= 0x39 else None)
        if len(data) == 3:
            return "" if data[2] > 0x80 else None
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            return None

    def _said(self, path: _Path, char: str, end: int) -> _Path:
        key = canonical(char)
        score = path.score + self.model.after(path.last, key) - (PRIVATE if private(char) else 0.0)
        return _Path(score, b"", end, key, (Spelled(char, path.since, end), path))

    def _ended(self, path: _Path, at: int) -> _Path:
        """The path without a pending byte: one that found no partner shows as damage."""
        if not path.part:
            return path
        return _Path(path.score - BROKEN, b"", at, "\ufffd", (Spelled("\ufffd", path.since, at), path))


def _best(candidates: Iterable[_Path]) -> list[_Path]:
    best: dict[tuple[bytes, str], _Path] = {}
    for path in candidates:
        old = best.get((path.part, path.last))
        if old is None or path.score > old.score:
            best[path.part, path.last] = path
    if len(best) == 1:
        return list(best.values())
    kept = sorted(best.values(), key=lambda p: -p.score)[:WIDTH]
    return [p for p in kept if p.score >= kept[0].score - MARGIN]


def _chain(path: _Path) -> Iterator[Spelled]:
    while path.chain is not None:
        spelled, path = path.chain
        yield spelled
