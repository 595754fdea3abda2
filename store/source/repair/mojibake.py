"""Lines that were decoded with a Western encoding, or half with one, and saved so.

Known: UTF-8 and GBK read as Latin-1 or Windows-1252, GBK read as UTF-8 with single bytes for the rest. In: a text; out:
edits, at least one a line. What is Latin, Greek or Cyrillic text of its own is told apart by what the bytes would spell:
prose in Chinese, or nothing. UTF-8 read as GBK is `utf8`'s, annotated pages are `annotation`'s, files `decode`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from store.language import patterns as re
from store.source.repair.edit import Edit, apply
from store.source.repair.gbk import characters
from store.source.repair.lattice import Lattice, Spelled
from store.source.repair.likelihood import canonical, likelihood
from store.source.repair.utf8 import spelled_edits

KIND = "mojibake"
_PUBLIC = frozenset("·×°§±÷©®«»\xa0")  # what Chinese pages have of Latin-1: two bytes in UTF-8, the first Â or Ã
# Windows-1252's own characters, and the bytes that it leaves undefined (they arrive as U+FFFD).
_WINDOWS = {bytes([b]).decode("cp1252", "ignore"): b for b in range(0x80, 0xA0)}
_WINDOWS.pop("", None)
_UNDEFINED = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_SPECIAL = "".join(_WINDOWS)
# Letters beyond ASCII that touch: what Chinese text has of this range (·×°“”—…) does not begin with one.
_SUSPECT = re.compile(f"[\u00c0-\u07ff][\u0080-\u07ff{_SPECIAL}\ufffd]")
_OF_IT = re.compile(f"[\u0080-\u07ff{_SPECIAL}\ufffd]")
_HAN = re.compile("[\u3400-\u9fff]")
_SEQUENCE = re.compile(r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BACK = {ord(c): b for c, b in _WINDOWS.items()}
PROSE = -9.6  # mean log P of Chinese prose is near -6.5, of random hanzi near -13
_SAMPLE, _SAMPLE_LINES = 300, 40
SHARE = 0.75  # of a line's characters beyond ASCII that belong to the damage


def find(text: str) -> list[Edit]:
    if text.isascii() or not _SUSPECT.search(text):
        return []
    lines = list(_lines(text))
    utf8 = [edit for start, line in lines for edit in _utf8(line, start)]
    if sum(e.end - e.start for e in utf8) > SHARE * len(_OF_IT.findall(text)):
        return utf8
    if outer := _twice(text):
        return outer
    alone = [e for e in utf8 if _stands_alone(text, e)]
    damaged = [(start, line) for start, line in lines if _damaged(line)]
    if not damaged:
        return alone
    # The page decides, so that a heading of four characters goes with the text below it; a sample first, so that a
    # long text in another language costs little.
    for read in _readers("".join(line for _, line in damaged)):
        if not _prose([read(line[:_SAMPLE]) for _, line in damaged[:_SAMPLE_LINES]]):
            continue
        found = [(start, line, *read(line)) for start, line in damaged]
        if _prose([(spelled, score) for _, _, spelled, score in found]):
            return [e for start, line, spelled, _ in found for e in _edits(start, line, spelled)]
    return alone


def _stands_alone(text: str, edit: Edit) -> bool:
    """Whether no other suspect character touches the edit: chance makes UTF-8 of parts of GBK, not of whole runs."""
    around = text[max(0, edit.start - 1) : edit.start] + text[edit.end : edit.end + 1]
    return edit.end - edit.start >= 3 and not _OF_IT.search(around)


def _prose(lines: Sequence[tuple[Sequence[Spelled], float]]) -> bool:
    """Whether what the lines spell reads as Chinese."""
    whole = sum(len(spelled) for spelled, _ in lines)
    mean = sum(score * len(spelled) for spelled, score in lines) / max(1, whole)
    hanzi = sum(1 for spelled, _ in lines for s in spelled if _HAN.match(s.char))
    return mean > PROSE and hanzi >= 4 and hanzi > whole / 3


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _damaged(line: str) -> bool:
    beyond = sum(c > "\x7f" for c in line)
    return len(_OF_IT.findall(line)) >= max(2, SHARE * beyond)


# UTF-8 read byte by byte.


def _utf8(line: str, start: int) -> Iterator[Edit]:
    """The sequences of a line that are UTF-8; neighbours are one edit."""
    if line.isascii():
        return
    data = line.translate(_BACK)
    if "\ufffd" in line and _utf8_with_losses(data):
        options = [(ord(c),) if c != "\ufffd" else tuple(b[0] for b in _UNDEFINED) for c in data]
        yield from spelled_edits(line, start, range(len(line)), options)
        return
    runs: list[tuple[int, int]] = []
    for found in _SEQUENCE.finditer(data):
        if runs and runs[-1][1] == found.start():
            runs[-1] = (runs[-1][0], found.end())
        else:
            runs.append(found.span())
    for low, high in runs:
        try:
            meant = data[low:high].encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            continue
        # A run of two-byte sequences alone may be GBK bytes; three bytes make a Chinese character or sign.
        if any(c >= "\u2000" for c in meant):
            yield Edit(start + low, start + high, meant, KIND)
        elif set(meant) <= _PUBLIC and line[low] in "ÂÃ":
            yield Edit(start + low, start + high, meant.replace("\xa0", " "), KIND)


def _utf8_with_losses(data: str) -> bool:
    """Whether the line is bytes of UTF-8 but for those that Windows-1252 leaves undefined."""
    if max(data.replace("\ufffd", "")) >= "\u0100":
        return False
    whole = sum(len(m[0]) for m in _SEQUENCE.finditer(data.replace("\ufffd", "\x81")))
    return whole > SHARE * sum(c > "\x7f" for c in data)


def _twice(text: str) -> list[Edit]:
    """One layer of UTF-8 off a text whose bytes were read as Latin-1 twice, if damage of a kind known lies below."""
    out: list[Edit] = []
    for start, line in _lines(text):
        try:
            below = line.translate(_BACK).encode("latin-1").decode("utf-8")
        except UnicodeError:
            continue
        if below != line and _SUSPECT.search(below) and _damaged(below):
            out.append(Edit(start, start + len(line), below, KIND))
    return out if out and find(apply(text, out)) else []


# GBK read byte by byte, or as UTF-8 where it happened to be valid.

_Reader = Callable[[str], tuple[Sequence[Spelled], float]]


def _readers(text: str) -> Iterator[_Reader]:
    lattice = Lattice()
    if all(c < "\u0100" or c in _WINDOWS or c == "\ufffd" for c in text):
        yield lambda line: _exact(line) or lattice.spell([_single(c) for c in line])
    else:
        yield lambda line: lattice.spell([_mixed(c) for c in line])


def _exact(line: str) -> tuple[Sequence[Spelled], float] | None:
    """The line's bytes as GB18030 where nothing of them is in doubt, four-byte codes included."""
    if "\ufffd" in line:
        return None
    try:
        text = b"".join(_single(c)[0] for c in line).decode("gb18030")
    except UnicodeDecodeError:
        return None
    spelled: list[Spelled] = []
    at = 0
    for char in text:
        size = len(char.encode("gb18030"))
        spelled.append(Spelled(char, at, at + size))
        at += size
    model, keys = likelihood(), [canonical(c) for c in "\n" + text]
    return spelled, sum(model.after(a, b) for a, b in pairwise(keys)) / max(1, len(text))


def _single(char: str) -> Sequence[bytes]:
    if char == "\ufffd":
        return _UNDEFINED
    return (bytes([_WINDOWS.get(char, ord(char))]),)


def _mixed(char: str) -> Sequence[bytes]:
    whole = char.encode("utf-8", "surrogatepass")
    return (bytes([ord(char)]), whole) if "\x80" <= char < "\u0100" else (whole,)


def _edits(start: int, line: str, spelled: Sequence[Spelled]) -> Iterator[Edit]:
    """One edit for the line, broken where a character is a guess among lost bytes."""
    low, text = 0, ""
    for s in spelled:
        if "\ufffd" in line[s.start : s.end] or s.char == "\ufffd":
            if text:
                yield from _changed(start, line, (low, s.start), text)
            yield Edit(
                start + s.start, start + s.end, s.char, KIND, False, tuple(_others(line[s.start : s.end], s.char))
            )
            low, text = s.end, ""
        else:
            text += s.char
    if text:
        yield from _changed(start, line, (low, len(line)), text)


def _changed(start: int, line: str, span: tuple[int, int], text: str) -> Iterator[Edit]:
    if line[span[0] : span[1]] != text:
        yield Edit(start + span[0], start + span[1], text, KIND)


def _others(raw: str, char: str) -> Iterator[str]:
    """What else the bytes may have been, likeliest first."""
    if len(raw) != 2:
        return
    model, table = likelihood(), characters()
    codes = (a[0] << 8 | b[0] for a in _single(raw[0]) for b in _single(raw[1]))
    found = sorted({table[c] for c in codes if c in table} - {char}, key=lambda c: -model.start(canonical(c)))
    yield from found[:4]
