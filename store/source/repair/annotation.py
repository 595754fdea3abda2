"""Readings written into a page and what they broke: the gate, the facts of the page, and the edits of the beam.

A pinyin tool looked for characters as pairs of bytes in GBK text and wrote `(fàn)` behind each, also where the pair
lay across two characters; another split the bytes at full-width signs. In: a text. Out: edits, none where the gate is
closed. Damage of other kinds is found by its own module.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from store.language import patterns as re
from store.source.repair import gbk
from store.source.repair.beam import Beam
from store.source.repair.edit import Edit
from store.source.repair.hypothesis import Page, Piece
from store.source.repair.likelihood import canonical, likelihood
from store.source.repair.stream import LOST_READING, READING, SYLLABLE, Token, is_reading, tokens

ANNOTATION, BYTES = "annotation", "bytes"
# A page is taken for damaged from three readings on that fit, if they are one in a hundred characters: one or two are
# glosses of rare characters that an editor wrote.
FEWEST, SHARE = 3, 0.01
# Readings of ordinary characters in traditional spelling tell more: two of them are enough where they are as dense, one
# beside a lost byte, and so many on a page of any length.
MANY = 6
_COMMON = frozenset(bytes([lead]) for lead in range(0xB0, 0xD8))  # first level of GB 2312
_HAN = "\u3400-\u9fff"
_HANZI = re.compile(f"[{_HAN}]")
_ANY = re.compile(rf"[(（?\ufffd]\s?{SYLLABLE}\s?[)）]")
_TAIL = re.compile(rf"\d{{0,4}}(?:\.\d{{1,2}})?[{_HAN}%]")  # the rest of a figure, and what it counts
_RUN = re.compile(rf"(?<![?\ufffd{_HAN}])[{_HAN}]{{2,}}(?![?\ufffd{_HAN}])")  # characters that no lost byte touches
_PAIRED = re.compile(f"([{_HAN}\ue000-\uf8ff]){READING.pattern}")
RARE = 1000  # of the 60 million characters in the dictionary's words: the twelve-thousandth of 的
_SAMPLE = 2000  # characters that tell the script of a page


@dataclass(frozen=True, slots=True)
class _Readings:
    """The readings of a text, counted."""

    fitting: tuple[int, ...]  # codes of characters with a reading that is theirs
    bare: bool  # most of them without a tone
    strange: int  # readings behind a character that is not read so
    lost: int  # readings behind the mark of a lost byte
    eaten: int  # those whose bracket went with it


def find(text: str) -> list[Edit]:
    """Edits that take the readings out and put the bytes right."""
    if sum(1 for _ in islice(_ANY.finditer(text), 2)) < 2:
        return []
    readings = _readings(text)
    if not _damaged(readings, len(_HANZI.findall(text))):
        return []
    stream = tokens(text, bare=readings.bare, glosses=_glosses(readings))
    page = _page(text, readings)
    pieces = _read(text, stream, page)
    if not page.dropping and _left(pieces):
        again = _read(text, stream, replace(page, dropping=True))
        pieces = min(pieces, again, key=_left)
    return _edits(text, stream, pieces)


def _damaged(readings: _Readings, hanzi: int) -> bool:
    """The gate: whether a tool wrote the readings, not an editor."""
    table = gbk.characters()
    plain = sum(_ordinary(table[code]) for code in readings.fitting)
    count = len(readings.fitting) + readings.lost
    dense = count >= SHARE * hanzi
    return (dense and count >= FEWEST) or (dense and plain >= 2) or plain >= MANY or (plain > 0 and readings.lost > 0)


def _ordinary(char: str) -> bool:
    """A traditional spelling of one of the 3,755 commonest characters: nobody glosses 發."""
    simple = canonical(char)
    return simple != char and simple.encode("gb2312", "ignore")[:1] in _COMMON


def _read(text: str, stream: Sequence[Token], page: Page) -> list[Piece]:
    return Beam(text, stream, page, likelihood()).pieces()


def _left(pieces: Iterable[Piece]) -> int:
    """Signs in the result that some damage was not understood."""
    return sum(_left_in(piece.text) for piece in pieces)


def _left_in(text: str) -> int:
    return sum(gbk.private(c) or c == "\ufffd" for c in text) + (")" in text and bool(READING.search(text)))


def _readings(text: str) -> _Readings:
    fitting: list[int] = []
    bare = strange = 0
    for found in _PAIRED.finditer(text):
        code, syllable = gbk.code(found[1]), gbk.spelled(found[2])
        if code is None or not is_reading(syllable, True):
            continue
        toned = gbk.toneless(syllable) != syllable
        if code in gbk.near_codes(syllable):
            fitting.append(code)
            bare += not toned
        elif toned:
            strange += 1
    marked = [m[1] for m in LOST_READING.finditer(text) if is_reading(gbk.spelled(m[2]), False)]
    eaten = sum(not bracket for bracket in marked)
    return _Readings(tuple(fitting), bare > len(fitting) / 2, strange, len(marked), eaten)


def _glosses(readings: _Readings) -> frozenset[int]:
    """Characters whose reading an editor may have written: rare ones, glossed once, where the tool did others.

    Such a tool writes to characters that differ in traditional spelling; where nine in ten of the page's do, a rare
    one that does not is a gloss (陈锴竑(hóng)).
    """
    table, model = gbk.characters(), likelihood()
    same = [code for code in readings.fitting if canonical(table[code]) == table[code]]
    if len(same) > max(1, 0.1 * len(readings.fitting)):
        return frozenset()
    return frozenset(c for c in same if same.count(c) == 1 and 0 < model.seen(table[c]) < RARE)


def _page(text: str, readings: _Readings) -> Page:
    hanzi = _HANZI.findall(text)[:_SAMPLE]
    return Page(
        annotated=frozenset(readings.fitting),
        dropping=readings.strange > readings.lost and readings.strange >= FEWEST,
        eating=readings.eaten * 2 >= readings.lost,
        traditional=sum(canonical(c) != c for c in hanzi) > 0.05 * len(hanzi),
        corners="「" in text,
        breaks="\r\n" if "\r\n" in text else "\n",
        followers=_followers(text),
    )


def _followers(text: str) -> dict[str, dict[str, float]]:
    """For every character the shares of those that follow it on the page, where that happened at least twice."""
    pairs: Counter[str] = Counter()
    for run in _RUN.findall(_ANY.sub("", text)):
        plain = [canonical(c) for c in run]
        pairs.update(a + b for a, b in pairwise(plain))
    firsts: Counter[str] = Counter()
    for pair, n in pairs.items():
        firsts[pair[0]] += n
    out: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for pair, n in pairs.items():
        if n >= 2:
            out[pair[0]][pair[1]] = n / (firsts[pair[0]] + 2)
    return dict(out)


def _restored(piece: Piece, span: tuple[int, int]) -> list[Edit]:
    """The edit of a piece; a line break at its end is one of its own, so that no other lies across two paragraphs."""
    start, end = span
    if not piece.text.endswith("\n"):
        return [Edit(start, end, piece.text, BYTES, not piece.others, piece.others)]
    kept = piece.text[:-1]
    others = tuple(dict.fromkeys(o for o in (o.removesuffix("\n") for o in piece.others) if o != kept))
    return [Edit(start, end, kept, BYTES, not others, others), Edit(end, end, "\n", BYTES, certain=False)]


def _figure(text: str, piece: Piece, end: int, known: dict[str, Counter[str]]) -> Piece:
    """The piece with a digit for its `?`, where the page names the figure behind it whole, twice, and in one way.

    It stays a guess: 8日 on a page that says 28日 again and again. `known` remembers what was looked for.
    """
    tail = _TAIL.match(text, end)
    if tail is None or not piece.lost or not piece.text.endswith("?"):
        return piece
    if tail[0] not in known:
        known[tail[0]] = Counter(m[1] for m in re.finditer(rf"(?<![\d.?\ufffd])(\d?){re.escape(tail[0])}", text))
    whole = known[tail[0]]
    if len(whole) != 1 or (digit := next(iter(whole))) == "" or whole[digit] < 2:
        return piece
    return piece._replace(text=piece.text[:-1] + digit, others=(piece.text, *piece.others))


def _edits(text: str, stream: Sequence[Token], pieces: Iterable[Piece]) -> list[Edit]:
    out: list[Edit] = []
    known: dict[str, Counter[str]] = {}
    before = 0  # where the last unedited character began
    for piece in pieces:
        start, end = stream[piece.first].start, stream[piece.last].end
        raw = text[start:end]
        piece = _figure(text, piece, end, known)
        if raw == piece.text:
            before = start
        elif "\ufffd" in piece.text and "\ufffd" not in raw:
            out.append(Edit(start, end, raw, BYTES, certain=False))
        elif piece.text or piece.lost:
            out += _restored(piece, (start, end))
        elif out and out[-1].end == start:
            out[-1] = replace(out[-1], end=end)
        else:
            # The character that the reading stood behind belongs to the edit, so that there is something to show.
            out.append(Edit(before, end, text[before:start], ANNOTATION))
    return out
