"""GBK bytes of which some are in doubt: the likeliest text that they spell.

In: for every character of a damaged line the byte strings that it may stand for. Out: the characters of the text, each
with the stretch of the line that it came from. One pass from left to right over the states (pending lead byte, last
character); what follows what is weighed by `likelihood`. How a character came to stand for several byte strings, and
whether the result is any better than what was there, is for `mojibake` to say.
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
    lead: int  # pending lead byte, 0 for none
    since: int  # where the character that it begins started
    last: str
    chain: tuple[Spelled, _Path] | None  # what was spelled so far, last first


class Lattice:
    def __init__(self) -> None:
        self.table: dict[int, str] = characters()
        self.model: Likelihood = likelihood()

    def spell(self, options: Sequence[Sequence[bytes]]) -> tuple[list[Spelled], float]:
        """The characters, and the mean logarithm of their likelihood. A byte without a partner becomes U+FFFD."""
        paths = [_Path(0.0, 0, 0, "\n", None)]
        for at, choice in enumerate(options):
            paths = _best(self._fed(path, data, at) for path in paths for data in choice)
        last = max((self._ended(path, len(options)) for path in paths), key=lambda p: p.score)
        spelled = list(_chain(last))[::-1]
        return spelled, last.score / max(1, len(spelled))

    def _fed(self, path: _Path, data: bytes, at: int) -> _Path:
        for byte in data:
            if path.lead:
                char = self.table.get(path.lead << 8 | byte)
                if char is not None:
                    path = self._said(path, char, at + 1)
                    continue
                path = self._ended(path, at)
            if byte > 0x80:
                path = path._replace(lead=byte, since=at)
            elif byte < 0x80:
                path = self._said(path._replace(since=at), chr(byte), at + 1)
            else:
                path = self._ended(path._replace(since=at, lead=byte), at + 1)
        return path

    def _said(self, path: _Path, char: str, end: int) -> _Path:
        key = canonical(char)
        score = path.score + self.model.after(path.last, key) - (PRIVATE if private(char) else 0.0)
        return _Path(score, 0, end, key, (Spelled(char, path.since, end), path))

    def _ended(self, path: _Path, at: int) -> _Path:
        """The path without a pending byte: one that found no partner shows as damage."""
        if not path.lead:
            return path
        return _Path(path.score - BROKEN, 0, at, "\ufffd", (Spelled("\ufffd", path.since, at), path))


def _best(candidates: Iterable[_Path]) -> list[_Path]:
    best: dict[tuple[int, str], _Path] = {}
    for path in candidates:
        old = best.get((path.lead, path.last))
        if old is None or path.score > old.score:
            best[path.lead, path.last] = path
    if len(best) == 1:
        return list(best.values())
    kept = sorted(best.values(), key=lambda p: -p.score)[:WIDTH]
    return [p for p in kept if p.score >= kept[0].score - MARGIN]


def _chain(path: _Path) -> Iterator[Spelled]:
    while path.chain is not None:
        spelled, path = path.chain
        yield spelled
