"""Readings written into a page and what they broke: the gate, the facts of the page, and the edits of the beam.

A pinyin tool looked for characters as pairs of bytes in GBK text and wrote `(fàn)` behind each, also where the pair
lay across two characters; another split the bytes at full-width signs. In: a text. Out: edits, none where the gate is
closed. Damage of other kinds is found by its own module.
"""

from __future__ import annotations

import re
from dataclasses import replace

from store.source.repair import gbk
from store.source.repair.beam import Beam, Page, Piece
from store.source.repair.edit import Edit
from store.source.repair.likelihood import canonical, likelihood
from store.source.repair.stream import LOST_READING, READING, Token, is_reading, tokens

ANNOTATION, BYTES = "annotation", "bytes"
# A page is taken for damaged from three readings on that fit, if they are one in a hundred characters: one or two are
# glosses of rare characters that an editor wrote.
FEWEST, SHARE = 3, 0.01
_HANZI = re.compile("[\u3400-\u9fff]")
_PAIRED = re.compile(f"([\u3400-\u9fff\ue000-\uf8ff]){READING.pattern}")


def find(text: str) -> list[Edit]:
    """Edits that take the readings out and put the bytes right."""
    if "(" not in text and "（" not in text:
        return []
    page = _page(text)
    if page is None:
        return []
    stream = tokens(text, bare=page.bare)
    pieces = Beam(text, stream, page.facts, likelihood()).pieces()
    return _edits(text, stream, pieces)


def _edits(text: str, stream: list[Token], pieces: list[Piece]) -> list[Edit]:
    out: list[Edit] = []
    before = 0  # where the last unedited character began
    for piece in pieces:
        start, end = stream[piece.first].start, stream[piece.last].end
        if text[start:end] == piece.text:
            before = start
            continue
        only = not piece.text and piece.lost == 0
        if only and out and out[-1].end == start:
            last = out.pop()
            out.append(replace(last, end=end))
        elif only:
            # The character that the reading stood behind belongs to the edit, so that there is something to show.
            out.append(Edit(before, end, text[before:start], ANNOTATION))
        else:
            kind = ANNOTATION if only else BYTES
            out.append(Edit(start, end, piece.text, kind, piece.lost == 0))
    return out


class _Damaged:
    """A page past the gate."""

    def __init__(self, facts: Page, bare: bool) -> None:
        self.facts, self.bare = facts, bare


def _page(text: str) -> _Damaged | None:
    hanzi = len(_HANZI.findall(text))
    fitting: list[int] = []
    strange = 0
    bare_fitting = 0
    for found in _PAIRED.finditer(text):
        code, syllable = gbk.code(found[1]), gbk.spelled(found[2])
        toned = gbk.toneless(syllable) != syllable
        if code is None or not is_reading(syllable, True):
            continue
        if code in gbk.near_codes(syllable):
            fitting.append(code)
            bare_fitting += not toned
        elif toned:
            strange += 1
    lost = sum(is_reading(gbk.spelled(m[1]), False) for m in LOST_READING.finditer(text))
    if len(fitting) + lost < FEWEST or len(fitting) + lost < SHARE * hanzi:
        return None
    bare = bare_fitting > len(fitting) / 2
    dropping = strange > lost and strange >= FEWEST
    traditional = sum(char != s for char, s in ((c, canonical(c)) for c in _HANZI.findall(text)[:2000]))
    return _Damaged(Page(frozenset(fitting), dropping, traditional > 0.05 * min(hanzi, 2000)), bare)
