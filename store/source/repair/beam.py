"""The beam: the likeliest text whose GBK bytes, damaged as such pages are, read as the page does.

In: tokens of an annotated page and what is known of the page. Out: the pieces of the best reading, each with the
tokens it stands for. One pass from left to right; a state is the pending lead byte, the last two bytes of the source,
the last character and the open quotation marks. A reading must fit the two bytes before it, a lost byte is any that
fits; which of several is decided by `likelihood`. It does not decide whether a page is damaged, and writes nothing
that the bytes do not allow: what it cannot explain stays as it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from store.source.repair import gbk
from store.source.repair.likelihood import Likelihood, canonical
from store.source.repair.stream import Kind, Token

NONE, UNKNOWN = -1, -2  # no lead byte pending; one pending whose value was lost
# Signs whose bytes a tool split the text at, and what it costs to take one for two halves of others: the rarer the
# sign is in prose, the likelier.
SPLIT = {"！": 1.0, "；": 3.0, "？": 3.0, "。": 6.0, "，": 6.0, "、": 6.0, "：": 5.0}
SEPARATORS = "".join(SPLIT)
WIDTH, MARGIN = 48, 18.0  # hypotheses kept; and how far behind the best (natural logarithms)
# Costs. Tuned on simulated damage of the clean seeds; the order of size is what matters.
PRIVATE = 24.0  # a private-use character in the result
BROKEN = 26.0  # a byte that is no part of any character
LITERAL = 4.0  # `?` that stood there
ATE = 4.0  # a lost byte that took a narrow character with it
STRAY = 9.0  # a lost byte before a character that explains no loss
NEAR = 4.0  # right syllable, wrong tone
KEPT = 12.0  # a reading that fits nothing and stays
UNLISTED = 2.0  # an annotated character that the page annotates nowhere else
OMITTED = 12.0  # a character that the page annotates elsewhere, here without
DROPPED = 1.0  # a byte lost without `?`, on a page that has such places
UNEXPECTED = 8.0  # the same on another page
FOLDED = 2.0  # a narrow sign that was a wide one
OTHER_SCRIPT = 4.0
UNBALANCED = 4.0
_OPEN = {"“": "”", "《": "》", "（": "）", "【": "】"}
_CLOSE = {v: k for k, v in _OPEN.items()}


class Node(NamedTuple):
    """One step of a hypothesis: the text that token `token` completed; `clean`: no byte is pending after it."""

    parent: Node | None
    text: str
    token: int
    clean: bool
    lost: int  # how many lost bytes are in the text


class Hypothesis(NamedTuple):
    score: float
    pending: int
    raw: int  # the last two bytes, -1 where one is unknown
    last: str
    open: str  # quotation marks and brackets open, outermost first
    node: Node | None


@dataclass(frozen=True, slots=True)
class Page:
    """What the whole page says about its damage."""

    annotated: frozenset[int] = frozenset()  # codes that carry a reading where they stand aligned
    dropping: bool = False  # whether bytes were lost without leaving `?`
    traditional: bool = True
    seen: dict[str, int] = field(default_factory=dict)  # pairs of characters in undamaged stretches


class Piece(NamedTuple):
    first: int  # tokens [first, last]
    last: int
    text: str
    lost: int


class Beam:
    def __init__(self, text: str, stream: Sequence[Token], page: Page, model: Likelihood) -> None:
        self.text, self.stream, self.page, self.model = text, stream, page, model
        self.table = gbk.characters()
        self.at = 0

    def pieces(self) -> list[Piece]:
        hypotheses = [Hypothesis(0.0, NONE, -1, "\n", "", None)]
        marks = self._marks()
        mark = next(marks, len(self.stream))
        while self.at < len(self.stream):
            if len(hypotheses) == 1 and hypotheses[0].pending == NONE:
                while mark < self.at:
                    mark = next(marks, len(self.stream))
                if mark > self.at:
                    hypotheses = [self._skip(hypotheses[0], mark)]
                    self.at = mark
                    continue
            hypotheses = self._pruned(self._step(hypotheses, self.stream[self.at]))
            self.at += 1
        best = max(hypotheses, key=lambda h: h.score - (0 if h.pending == NONE else BROKEN))
        return self._traced(best)

    def _marks(self) -> Iterator[int]:
        """Where a stretch that reads as it stands may end."""
        dropping = self.page.dropping
        for i, token in enumerate(self.stream):
            if token.kind >= Kind.LOST or (dropping and token.text in SEPARATORS):
                yield i

    def _skip(self, h: Hypothesis, mark: int) -> Hypothesis:
        """The tokens up to `mark` as they stand, unscored: there is no other hypothesis to compare with."""
        node, opened = h.node, h.open
        for i in range(self.at, mark):
            text = self.stream[i].text
            node = Node(node, text, i, True, 0)
            opened = _opened(opened, text)[0]
        token = self.stream[mark - 1]
        raw = token.code if token.kind == Kind.WIDE else -1
        return Hypothesis(h.score, NONE, raw, canonical(token.text), opened, node)

    def _step(self, hypotheses: Iterable[Hypothesis], token: Token) -> Iterator[Hypothesis]:
        step = (self._wide, self._narrow, self._other, self._lost, self._reading, self._lost_reading)[token.kind]
        for h in hypotheses:
            yield from step(h, token)

    def _pruned(self, candidates: Iterable[Hypothesis]) -> list[Hypothesis]:
        best: dict[tuple[int, int, str, str], Hypothesis] = {}
        for h in candidates:
            key = (h.pending, h.raw, h.last, h.open)
            old = best.get(key)
            if old is None or h.score > old.score:
                best[key] = h
        kept = sorted(best.values(), key=lambda h: -h.score)[:WIDTH]
        floor = kept[0].score - MARGIN
        return [h for h in kept if h.score >= floor]

    # What a token can mean.

    def _wide(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        first, second = token.code >> 8, token.code & 0xFF
        if h.pending == NONE:
            yield self._said(h, token.text, token.code)
        else:
            for middle in self._fed(h, first, half=True):
                yield from self._fed(middle, second)
        if self.page.dropping and token.text in SEPARATORS:
            for lost in self._missing(h._replace(score=h.score - SPLIT[token.text])):
                for middle in self._fed(lost, first, half=True):
                    yield from self._fed(middle, second)

    def _narrow(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        byte = ord(token.text)
        if h.pending == NONE:
            yield self._said(h, token.text, -1)
            return
        if byte >= 0x40:
            yield from self._fed(h, byte)
        elif self.page.dropping:
            for lost in self._missing(h):
                if lost.pending == NONE:
                    yield self._said(lost, token.text, -1)
        if 0x21 <= byte < 0x7F:
            for middle in self._fed(h._replace(score=h.score - FOLDED), 0xA3, half=True):
                yield from self._fed(middle, byte + 0x80)
        if byte < 0x40:
            yield self._said(self._broken(h), token.text, -1)

    def _other(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        yield self._said(h if h.pending == NONE else self._broken(h), token.text, -1)

    def _lost(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        following = self._next()
        explained = following is None or following.kind == Kind.LOST or following.text in SEPARATORS + ",!;:?\n"
        stray = 0.0 if explained else STRAY
        if h.pending == NONE:
            yield self._said(h._replace(score=h.score - LITERAL), token.text, -1)
            yield h._replace(score=h.score - stray, pending=UNKNOWN, raw=-1)
        elif h.pending == UNKNOWN:
            yield self._said(self._broken(h), token.text, -1)
        else:
            for full in self._completed(h, clean=True):
                yield full._replace(score=full.score - stray)
            for full in self._completed(h, clean=False):
                ate = full._replace(score=full.score - ATE)
                yield self._said(ate, "\n", -1)
                for narrow in "2 ":
                    yield self._unknown(ate, token.text, narrow)

    def _reading(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        if h.raw in gbk.reading_codes(token.text):
            yield self._passed(h, 0.0)
            return
        if h.raw in gbk.near_codes(token.text):
            yield self._passed(h, NEAR)
        if h.raw >= 0:
            drop = DROPPED if self.page.dropping else UNEXPECTED
            for code in gbk.reading_codes(token.text):
                if code >> 8 == h.raw & 0xFF:
                    cost = drop + (0 if code in self.page.annotated else UNLISTED)
                    yield from self._fed(h._replace(score=h.score - cost), code & 0xFF)
        if h.pending == NONE:
            yield self._written(h._replace(score=h.score - KEPT), self.text[token.start : token.end], -1)

    def _lost_reading(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        if h.pending == UNKNOWN:
            for code in gbk.reading_codes(token.text):
                char = self.table[code]
                yield self._said(h._replace(score=h.score - UNLISTED), char, code)
            return
        lead = h.raw & 0xFF
        fit = [(c, 0.0 if c in self.page.annotated else UNLISTED) for c in gbk.reading_codes(token.text)]
        fit = [f for f in fit if f[0] >> 8 == lead and h.raw >= 0]
        if not fit:
            fit = [(c, NEAR) for c in gbk.near_codes(token.text) if c >> 8 == lead and h.raw >= 0]
        for code, cost in fit:
            yield from self._fed(h._replace(score=h.score - cost), code & 0xFF)
        if h.pending == NONE:
            yield self._written(h._replace(score=h.score - KEPT - BROKEN), self.text[token.start : token.end], -1)

    # Bytes.

    def _fed(self, h: Hypothesis, byte: int, half: bool = False) -> Iterator[Hypothesis]:
        """One more byte of the source; `half`: the token has another."""
        if h.pending == NONE:
            raw = byte if h.raw < 0 else (h.raw & 0xFF) << 8 | byte
            if byte > 0x80:
                yield h._replace(pending=byte, raw=raw)
            elif byte < 0x80:
                yield self._said(h, chr(byte), -1)
            else:
                yield self._broken(h)
        elif h.pending == UNKNOWN:
            annotated = not half and self._annotated_next()
            for lead, char, _ in gbk.completing(byte):
                code = lead << 8 | byte
                cost = OMITTED if code in self.page.annotated and not annotated else 0.0
                yield self._said(h._replace(score=h.score - cost), char, code, clean=not half, lost=1)
        else:
            pair = h.pending << 8 | byte
            if pair in self.table:
                yield self._said(h, self.table[pair], pair, clean=not half)

    def _completed(self, h: Hypothesis, clean: bool) -> Iterator[Hypothesis]:
        """The pending lead byte with every second byte that may have been lost."""
        for trail, char, _ in gbk.continuing(h.pending):
            code = h.pending << 8 | trail
            if code not in self.page.annotated:
                yield self._said(h, char, code, clean=clean, lost=1)

    def _missing(self, h: Hypothesis) -> Iterator[Hypothesis]:
        """A byte that left no trace went here."""
        if h.pending == NONE:
            yield h._replace(pending=UNKNOWN, raw=-1)
        elif h.pending != UNKNOWN:
            yield from self._completed(h, clean=False)

    def _broken(self, h: Hypothesis) -> Hypothesis:
        return self._written(h._replace(score=h.score - BROKEN), "\ufffd", -1)

    # Text.

    def _said(self, h: Hypothesis, char: str, code: int, *, clean: bool = True, lost: int = 0) -> Hypothesis:
        """The hypothesis with a character more, and what that costs."""
        key = canonical(char)
        score = h.score + self.model.after(h.last, key)
        if gbk.private(char):
            score -= PRIVATE
        elif self.page.traditional and char == key and char >= "\u4e00" and _simplified_only(char):
            score -= OTHER_SCRIPT
        opened, balanced = _opened(h.open, char)
        if not balanced:
            score -= UNBALANCED
        node = Node(h.node, char, self.at, clean, lost)
        return Hypothesis(score, NONE, code, key, opened, node)

    def _written(self, h: Hypothesis, text: str, code: int) -> Hypothesis:
        """The hypothesis with text that the model has no say in."""
        return Hypothesis(h.score, NONE, code, "？", h.open, Node(h.node, text, self.at, True, 0))

    def _unknown(self, h: Hypothesis, text: str, like: str) -> Hypothesis:
        """The hypothesis with the mark of a character that is gone, where one `like` this fits."""
        return self._said(h, like, -1)._replace(node=Node(h.node, text, self.at, True, 1))

    def _passed(self, h: Hypothesis, cost: float) -> Hypothesis:
        """A reading that only confirms what stood before it."""
        return h._replace(score=h.score - cost, node=Node(h.node, "", self.at, h.pending == NONE, 0))

    def _next(self) -> Token | None:
        return self.stream[self.at + 1] if self.at + 1 < len(self.stream) else None

    def _annotated_next(self) -> bool:
        following = self._next()
        return following is not None and following.kind == Kind.READING

    def _traced(self, h: Hypothesis) -> list[Piece]:
        nodes: list[Node] = []
        node = h.node
        while node is not None:
            nodes.append(node)
            node = node.parent
        out: list[Piece] = []
        first, text, lost = 0, "", 0
        for node in reversed(nodes):
            text, lost = text + node.text, lost + node.lost
            if node.clean:
                out.append(Piece(first, node.token, text, lost))
                first, text, lost = node.token + 1, "", 0
        if first < len(self.stream) or text:
            out.append(Piece(first, len(self.stream) - 1, text + "\ufffd", lost))
        return out


def _opened(opened: str, char: str) -> tuple[str, bool]:
    """The quotation marks open after the character, and whether it may stand there."""
    if char == "\n":
        return "", not opened
    if char in _OPEN:
        return opened[-3:] + char, char not in opened
    if char in _CLOSE:
        if opened.endswith(_CLOSE[char]):
            return opened[:-1], True
        return opened, False
    return opened, True


@cache
def _simplified_only(char: str) -> bool:
    """Whether only simplified text writes the character: Big5 has no code for it."""
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return True
    return False
