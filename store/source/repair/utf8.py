"""UTF-8 that was read as GBK: `鍗椾含` for 南京, with U+FFFD where two of its bytes are no GBK character.

In: a text; out: edits, a line at a time. The bytes of the characters are put together again; a lost byte is any that
GBK could not have read together with the byte behind it, which leaves few, and `likelihood` chooses. Every character
with a lost byte is a guess. What UTF-8 read as Latin-1 looks like is `mojibake`'s, which spells lost bytes with
`spelled_edits`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from store.source.repair.edit import Edit
from store.source.repair.likelihood import Likelihood, canonical, likelihood

KIND = "mojibake"
_SEQUENCES = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{2}(?:[\xe4-\xe9][\x80-\xbf]{2}){2}")
_SEQUENCE = re.compile(rb"[\xe2-\xef][\x80-\xbf]{2}")
_HIGH = re.compile(rb"[\x80-\xff]")
SHARE = 0.5  # of the high bytes of a line that lie in sequences of UTF-8; natural text has under a tenth
WIDTH, MARGIN, BROKEN = 24, 16.0, 20.0

Choice = tuple[int, ...]  # what one byte of the source may have been


class _Spelled(NamedTuple):
    char: str
    start: int  # in the bytes
    end: int
    guessed: bool


class _Path(NamedTuple):
    score: float
    part: bytes  # of an unfinished character
    guessed: bool
    last: str
    chain: tuple[_Spelled, _Path] | None


def find(text: str) -> list[Edit]:
    if text.isascii() or not _SEQUENCES.search(text.encode("gb18030", "replace")):
        return []
    out: list[Edit] = []
    at = 0
    for line in text.split("\n"):
        if _misread(line):
            out += _line(line, at)
        at += len(line) + 1
    return out


def _misread(line: str) -> bool:
    data = line.encode("gb18030", "replace").replace(b"\x84\x31\xa4\x37", b"")  # U+FFFD
    high = len(_HIGH.findall(data))
    return high >= 9 and 3 * len(_SEQUENCE.findall(data)) >= SHARE * high


def _line(line: str, at: int) -> Iterator[Edit]:
    """Edits of a line of which every character stands for the bytes that GBK has for it."""
    origin: list[int] = []
    known: list[int | None] = []
    for i, char in enumerate(line):
        data = (None,) if char == "\ufffd" else tuple(char.encode("gb18030", "surrogatepass"))
        origin += [i] * len(data)
        known += data
    options = [
        (byte,) if byte is not None else _unreadable(known[i + 1] if i + 1 < len(known) else 0x0A)
        for i, byte in enumerate(known)
    ]
    return spelled_edits(line, at, origin, options)


def spelled_edits(line: str, at: int, origin: Sequence[int], options: Sequence[Choice]) -> Iterator[Edit]:
    """Edits that put UTF-8 together: what each byte may be, and from which character of the line it comes.

    `at` is the line's offset. Neighbouring characters that share a character of the damaged line make one edit; so do
    all that are certain.
    """
    group: list[_Spelled] = []
    for s in _spell(options):
        if group and not _joined(group[-1], s, origin):
            yield from _edit(line, at, group, origin)
            group = []
        group.append(s)
    if group:
        yield from _edit(line, at, group, origin)


def _joined(before: _Spelled, after: _Spelled, origin: Sequence[int]) -> bool:
    shared = origin[before.end - 1] == origin[after.start]
    return shared or before.guessed == after.guessed


def _edit(line: str, at: int, group: Sequence[_Spelled], origin: Sequence[int]) -> Iterator[Edit]:
    start, end = origin[group[0].start], origin[group[-1].end - 1] + 1
    text = "".join(s.char for s in group)
    if line[start:end] != text:
        yield Edit(at + start, at + end, text, KIND, not any(s.guessed for s in group))


@cache
def _unreadable(following: int | None) -> Choice:
    """The bytes of UTF-8 that make no GBK character with the byte behind them (None: that is lost as well)."""
    high = (*range(0x80, 0xC0), *range(0xE2, 0xF0))
    if following is None:
        return high
    return tuple(b for b in high if not _readable(bytes([b, following])))


def _readable(data: bytes) -> bool:
    try:
        data.decode("gbk")
    except UnicodeDecodeError:
        return False
    return True


def _spell(options: Sequence[Choice]) -> list[_Spelled]:
    model = likelihood()
    paths = [_Path(0.0, b"", False, "\n", None)]
    for at, choice in enumerate(options):
        paths = _best(_fed(path, byte, at, len(choice) > 1, model) for path in paths for byte in choice)
    last = max((_ended(p, len(options)) for p in paths), key=lambda p: p.score)
    out: list[_Spelled] = []
    while last.chain is not None:
        spelled, last = last.chain
        out.append(spelled)
    return out[::-1]


def _best(candidates: Iterable[_Path]) -> list[_Path]:
    best: dict[tuple[bytes, str], _Path] = {}
    for path in candidates:
        old = best.get((path.part, path.last))
        if old is None or path.score > old.score:
            best[path.part, path.last] = path
    kept = sorted(best.values(), key=lambda p: -p.score)
    # An unfinished character has many spellings that cost nothing yet: the width is for finished ones.
    return [p for p in kept[: WIDTH * (8 if kept[0].part else 1)] if p.score >= kept[0].score - MARGIN]


def _fed(path: _Path, byte: int, at: int, guessed: bool, model: Likelihood) -> _Path:
    if path.part:
        if 0x80 <= byte < 0xC0:
            part = path.part + bytes([byte])
            path = path._replace(part=part, guessed=path.guessed or guessed)
            need = 2 if part[0] < 0xE0 else 3 if part[0] < 0xF0 else 4
            return _said(path, part, at + 1, model) if len(part) == need else path
        path = _ended(path, at)
    if byte >= 0xC2:
        return path._replace(part=bytes([byte]), guessed=guessed)
    if byte >= 0x80:
        return _ended(path._replace(part=bytes([byte]), guessed=guessed), at + 1)
    return _said(path._replace(guessed=False), bytes([byte]), at + 1, model)


def _said(path: _Path, data: bytes, end: int, model: Likelihood) -> _Path:
    try:
        char = data.decode("utf-8")
    except UnicodeDecodeError:
        return _ended(path, end)
    key = canonical(char)
    spelled = _Spelled(char, end - len(data), end, path.guessed)
    return _Path(path.score + model.after(path.last, key), b"", False, key, (spelled, path))


def _ended(path: _Path, at: int) -> _Path:
    """The path without an unfinished character: its bytes show as U+FFFD."""
    if not path.part:
        return path
    spelled = _Spelled("\ufffd", at - len(path.part), at, True)
    return _Path(path.score - BROKEN, b"", False, "\ufffd", (spelled, path))
