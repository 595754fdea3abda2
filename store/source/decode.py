"""Bytes to text: byte order mark, strict UTF-8, then GB18030, Big5 and UTF-16 by how likely the text they give is.

In: the bytes of one file. Out: its text without a byte order mark, and the name of the encoding. A declared charset
is a hint: it decides only between readings that are otherwise alike. A few bad bytes become U+FFFD and stay visible;
what reads as no text at all (a picture, an archive) raises DecodeError. Text that was decoded wrongly before it was
saved is the work of `store.source.repair`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from store.errors import DecodeError, ReadError, WrongUse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CANDIDATES = ("gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be")
_SAMPLE = 4096  # bytes that are judged: more change no decision and cost time
_REACH = 1 << 18  # bytes among which these are looked for
_MARKUP = re.compile(rb"([\x00-\x7f])[\x00-\x7f]{40,}")
_BAD_SHARE = 0.02  # U+FFFD or control characters among the characters of a text
_NO_TEXT = -13.5  # mean log P below which nothing was ever prose; prose is near -7, noise near -20
_SPOKEN = -9.0  # the same of hanzi in what is valid UTF-8 as well: 一些, not 漏聽 for ©
_HINT = 6.0  # what a declared charset adds to its candidate
_CONTROLS = frozenset(chr(c) for c in range(32)) - set("\t\n\r\f\v\x1b") | {"\x7f"}


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def decode(data: bytes, *, name: str, declared: str | None = None, encoding: str | None = None) -> Decoded:
    """The text of the bytes. `encoding` overrides everything; `name` is for the error's message."""
    if encoding is not None:
        return _forced(data, name, encoding)
    for mark, kind in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(kind, "replace")
            return _checked(Decoded(text, kind), name, (kind,))
    utf16 = _wide(data)
    if utf16 is not None:
        return _checked(Decoded(data.decode(utf16, "replace"), utf16), name, (utf16,))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _by_evidence(data, name, declared, error.start)
    if text.isascii() and not _CONTROLS.intersection(text):
        return Decoded(text, "utf-8")
    if any(c >= "\u0800" for c in text) and "\0" not in text:
        return _checked(Decoded(text, "utf-8"), name, ("UTF-8",))
    # Without any character beyond U+0800 the bytes may as well be GBK (一些 is valid UTF-8) or UTF-16.
    other = _likeliest(data, declared)
    if other is not None and _hanzi(other[0].text) > _SPOKEN:
        return Decoded(data.decode(other[0].encoding, "replace"), other[0].encoding)
    return _checked(Decoded(text, "utf-8"), name, ("UTF-8", "GB18030", "Big5", "UTF-16"))


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, where it writes ASCII: of all texts only that holds zeros.

    On which side of the bytes they lie is no sign, since 一 is U+4E00.
    """
    if len(data) % 2 or data.count(0, 0, _SAMPLE) < 2:
        return None
    means: dict[str, float] = {}
    for kind in ("utf-16-le", "utf-16-be"):
        text = _read(data[:_SAMPLE], kind, cut=len(data) > _SAMPLE)
        means[kind] = sum(_scores(text)) / max(1, len(text))
    best = max(means, key=lambda kind: means[kind])
    return best if means[best] > _NO_TEXT else None


def _hanzi(text: str) -> float:
    """The mean log P of the Chinese characters alone; of none, nothing."""
    found = [score for score, char in zip(_scores(text), text, strict=True) if "\u4e00" <= char <= "\u9fff"]
    return sum(found) / len(found) if found else _NO_TEXT


def _forced(data: bytes, name: str, encoding: str) -> Decoded:
    try:
        kind = codecs.lookup(encoding).name
    except LookupError:
        raise WrongUse(f"no encoding is called {encoding!r}; usual ones are utf-8, gb18030, big5, utf-16") from None
    try:
        return Decoded(data.decode(kind).removeprefix("\ufeff"), kind)
    except UnicodeDecodeError as error:
        raise DecodeError(name, (encoding,), error.start) from None


def _by_evidence(data: bytes, name: str, declared: str | None, bad: int) -> Decoded:
    damaged = data.decode("utf-8", "replace")
    wide = sum("\u0800" <= c != "\ufffd" for c in damaged[:_SAMPLE])
    if wide and damaged.count("\ufffd", 0, _SAMPLE) <= wide * _BAD_SHARE + (len(data) - bad < 4):
        return _checked(Decoded(damaged, "utf-8"), name, ("UTF-8",), bad)
    best = _likeliest(data, declared)
    if best is None or best[1] < _NO_TEXT:
        raise DecodeError(name, ("UTF-8", "GB18030", "Big5", "UTF-16"), bad)
    text = data.decode(best[0].encoding, "replace")
    return _checked(Decoded(text, best[0].encoding), name, ("UTF-8", "GB18030", "Big5", "UTF-16"), bad)


def _checked(decoded: Decoded, name: str, tried: tuple[str, ...], bad: int | None = None) -> Decoded:
    """The same, unless so many of its characters are none that it is no text."""
    text = decoded.text
    lost, controls, most = text.count("\ufffd"), sum(map(text.count, _CONTROLS)), max(2, len(text) * _BAD_SHARE)
    if lost + controls <= most:
        return decoded
    if lost <= most < controls:
        raise ReadError(name, f"is not text but binary data ({controls} control characters)")
    raise DecodeError(name, tried, bad)


def _likeliest(data: bytes, declared: str | None) -> tuple[Decoded, float] | None:
    """The best candidate over the first bytes, with the mean log P of its characters."""
    hint = _known(declared)
    # Markup says nothing: long stretches of ASCII go, but for a first byte that may end a character.
    telling = _MARKUP.sub(rb"\1\n", data[:_REACH])
    cut = len(data) > _REACH or len(telling) > _SAMPLE
    best: tuple[float, float, Decoded] | None = None
    for kind in dict.fromkeys((*_CANDIDATES, *([hint] if hint else []))):
        text = _read(telling[:_SAMPLE], kind, cut=cut)
        if not text or text.count("\ufffd") > max(1, len(text) * _BAD_SHARE):
            continue
        score = sum(_scores(text))
        rank = score + (_HINT if kind == hint else 0.0)
        if best is None or rank > best[0]:
            best = (rank, score / len(text), Decoded(text, kind))
    return None if best is None else (best[2], best[1])


def _known(declared: str | None) -> str | None:
    """The codec of a declared charset; gb2312 and gbk are what GB18030 contains."""
    try:
        kind = codecs.lookup(declared or "").name
    except LookupError:
        return None
    return "gb18030" if kind in ("gb2312", "gbk") else None if kind in ("utf-8", "ascii") else kind


def _read(data: bytes, kind: str, *, cut: bool) -> str:
    decoder = codecs.getincrementaldecoder(kind)("replace")
    return decoder.decode(data, final=not cut)


def _scores(text: str) -> Iterator[float]:
    """log P of every character after the one before; controls and private use are next to impossible."""
    from store.source.repair.likelihood import canonical, likelihood

    model = likelihood()
    for previous, char in pairwise("\n" + text):
        if char in _CONTROLS or char == "\ufffd" or "\ud800" <= char <= "\uf8ff":
            yield -25.0
        elif char in "\r\t":
            yield -6.0
        else:
            yield model.after(canonical(previous), canonical(char))
