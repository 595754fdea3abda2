"""Lines that hold more than one thing: title, meta run and text on one line.

`unglued` parts them into lines of their own, so that the headline's rules see one thing a line. A day alone does not
part a line (2023年1月28日,全市召开…): a meta run has a label, a time of day, or stands at the end of a title.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.language import patterns as re
from store.source import meta
from store.source.day import days
from store.source.line import Line

_FAR = 160  # a meta run further in belongs to the text
_REST = re.compile(r"^\([\u4e00-\u9fff]{2,4}时间\)\s*|^[\s\d|?]{0,12}(?=\s)\s*|^[\s|]+")


def unglued(head: Sequence[Line], body: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The head and the body, with glued lines of the head and the first line of the body parted."""
    front: list[Line] = []
    for line in head:
        parted = _parted(line, False)
        front += parted or [line]
    if body and (parted := _parted(body[0], True)):
        first = next((at for at, piece in enumerate(parted) if piece.prose), len(parted))
        return [*front, *parted[:first]], [*parted[first:], *body[1:]]
    return front, list(body)


def _parted(line: Line, text_follows: bool) -> list[Line] | None:
    """Title, meta run and rest of a line as lines, if it holds a meta run and something beside it."""
    if meta.read(line):
        return None
    plain = line.plain[:600]
    for start, end, _ in days(plain):
        if start > _FAR or "。" in plain[:start]:
            return None
        span = meta.run(plain, start, end)
        if span is None and not (start >= 8 and not text_follows and not plain[end:].strip()):
            continue
        left, right = span or (start, end)
        if left == 0 and right >= len(line.plain.rstrip()):
            return None
        rest = _REST.match(plain[right:])
        skip = right + (rest.end() if rest else 0)
        pieces = [line.part(0, left), line.part(left, skip), line.part(skip, len(line.text))]
        return [piece for piece in pieces if re.search(r"\w", piece.text)]
    return None
