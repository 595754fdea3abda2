"""The beam: the likeliest text whose GBK bytes, damaged as such pages are, read as the page does.

In: tokens of an annotated page and what is known of the page. Out: the pieces of the best reading, each with the
tokens it stands for and its rivals. One pass from left to right; a state is the pending lead byte, the last two bytes
of the source, the last character and the open quotation marks. A reading must fit the two bytes before it, a lost byte
is any that fits; which of several is decided by `likelihood`. It writes nothing that the bytes do not allow, and does
not decide whether a page is damaged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from store.source.repair import gbk
from store.source.repair import hypothesis as cost
from store.source.repair.choice import Choice, Option
from store.source.repair.hypothesis import NONE, SEPARATORS, SPLIT, UNKNOWN, Hypothesis, Node, Page, Piece, opened
from store.source.repair.likelihood import Likelihood, canonical
from store.source.repair.rival import Rivals, pieces
from store.source.repair.stream import Kind, Token

_SIGNS = SEPARATORS + ",!;:?"


class Beam:
    def __init__(self, text: str, stream: Sequence[Token], page: Page, model: Likelihood) -> None:
        self.text, self.stream, self.page = text, stream, page
        self.choice = Choice(page, model)
        self.table = gbk.characters()
        self.rivals = Rivals()
        self.at = 0
        self._effort = 0

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
        best = max((self._whole(h) for h in hypotheses), key=lambda h: h.score - cost.UNBALANCED * len(h.open))
        return pieces(best.node, len(self.stream), self.rivals)

    def _marks(self) -> Iterator[int]:
        """Where a stretch that reads as it stands may end."""
        for i, token in enumerate(self.stream):
            if token.kind >= Kind.LOST or self._splits(token) or self._doubles(i):
                yield i

    def _splits(self, token: Token) -> bool:
        return self.page.dropping and token.text in SPLIT

    def _doubles(self, at: int) -> bool:
        if self.stream[at].text not in (",", "，") or at + 1 == len(self.stream):
            return False
        return self.stream[at + 1].text in _SIGNS

    def _skip(self, h: Hypothesis, mark: int) -> Hypothesis:
        """The tokens up to `mark` as they stand, unscored: there is no other hypothesis to compare with."""
        node, marks = h.node, h.open
        for i in range(self.at, mark):
            text = self.stream[i].text
            node = Node(node, text, i, True, False)
            marks = opened(marks, text)[0]
        token = self.stream[mark - 1]
        raw = token.code if token.kind == Kind.WIDE else -1
        return Hypothesis(h.score, NONE, raw, canonical(token.text[-1]), marks, node)

    def _step(self, hypotheses: Iterable[Hypothesis], token: Token) -> Iterator[Hypothesis]:
        step = (self._wide, self._narrow, self._other, self._lost, self._reading, self._lost_reading)[token.kind]
        for h in hypotheses:
            yield from step(h, token)

    def _pruned(self, candidates: Iterable[Hypothesis]) -> list[Hypothesis]:
        best: dict[tuple[int, int, str, str], Hypothesis] = {}
        for h in candidates:
            self._effort += 1
            key = (h.pending, h.raw, h.last, h.open)
            old = best.get(key)
            if old is None:
                best[key] = h
            elif h.score > old.score:
                best[key] = h
                self.rivals.add(h, old)
            else:
                self.rivals.add(old, h)
        if len(best) == 1:
            return list(best.values())
        kept = nlargest(cost.WIDTH if self._effort < cost.EFFORT else cost.TIRED, best.values(), key=lambda h: h.score)
        floor = kept[0].score - cost.MARGIN
        return [h for h in kept if h.score >= floor]

    # What a token can mean.

    def _wide(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        first, second = token.code >> 8, token.code & 0xFF
        if h.pending == NONE:
            yield self._said(h, token.text, token.code)
        else:
            yield from self._pair(h, first, second)
        if self._splits(token):
            for lost in self._missing(_costlier(h, SPLIT[token.text])):
                yield from self._pair(lost, first, second)
        if self._doubles(self.at):
            yield from self._doubled(h, token)

    def _narrow(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        if self._doubles(self.at):
            yield from self._doubled(h, token)
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
            yield from self._pair(_costlier(h, cost.FOLDED), 0xA3, byte + 0x80)
        if byte < 0x40:
            yield self._said(self._whole(h), token.text, -1)

    def _other(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        if len(token.text) > 1:
            yield self._written(self._whole(h), token.text)
        else:
            yield self._said(self._whole(h), token.text, -1)

    def _doubled(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        """A comma before another sign: put there by a spinner, or what became of a lost byte."""
        if h.pending == NONE:
            node = Node(h.node, token.text, self.at, True, False)
            yield h._replace(score=h.score - cost.DOUBLED, raw=-1, node=node)
            yield h._replace(score=h.score - cost.LITERAL, pending=UNKNOWN, raw=-1)
        elif h.pending != UNKNOWN:
            yield from self._completed(_costlier(h, cost.LITERAL), clean=True)

    def _lost(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        stray = _costlier(h, self._strayed(token))
        if h.pending != NONE and token.text == "?":
            yield from self._pair(_costlier(h, cost.FOLDED), 0xA3, 0xBF)
        if h.pending == NONE:
            yield self._said(_costlier(h, cost.LITERAL), token.text, -1)
            if self._crowded():
                yield self._written(_costlier(h, cost.LITERAL), token.text)
            yield stray._replace(pending=UNKNOWN, raw=-1)
        elif h.pending == UNKNOWN:
            yield self._said(self._whole(h), token.text, -1)
        else:
            yield from self._completed(stray, clean=True)
            for ate in self._completed(_costlier(h, cost.ATE if self.page.eating else cost.STRAY), clean=False):
                yield self._said(ate, self._line_break(), -1, lost=True)
                yield self._said(ate, " ", -1, lost=True)
                yield self._unknown(ate, token.text, "2")

    def _strayed(self, token: Token) -> float:
        """What speaks against a lost byte that took nothing with it: only before a sign, or the end, is that usual."""
        following = self._next()
        if following is None or following.text in _SIGNS:
            return cost.CROWDED if following is not None and following.kind == Kind.LOST else 0.0
        if self.page.eating and token.text != "\ufffd":
            return cost.STRAY
        return cost.STRAY if following.kind == Kind.WIDE else 0.0

    def _line_break(self) -> str:
        """What a lost byte took of a line's end: its first character."""
        following = self._next()
        return "\r" if self.page.breaks == "\r\n" and following is not None and following.text == "\n" else "\n"

    def _crowded(self) -> bool:
        """Whether another `?` stands next to this one: together they are seldom lost bytes."""
        following, before = self._next(), self.stream[self.at - 1] if self.at else None
        return any(t is not None and t.text in ("?", "\ufffd") for t in (before, following))

    def _reading(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        codes = gbk.reading_codes(token.text)
        if h.raw in codes:
            yield self._passed(h, 0.0)
            return
        if h.raw in gbk.near_codes(token.text):
            yield self._passed(h, cost.NEAR)
        if h.raw >= 0:
            drop = cost.DROPPED if self.page.dropping else cost.UNEXPECTED
            for code in codes:
                if code >> 8 == h.raw & 0xFF:
                    yield from self._fed(_costlier(h, drop + self._unlisted(code)), code & 0xFF, lost=True)
        yield self._written(_costlier(self._whole(h), cost.KEPT), self.text[token.start : token.end])

    def _lost_reading(self, h: Hypothesis, token: Token) -> Iterator[Hypothesis]:
        codes = gbk.reading_codes(token.text)
        if h.pending == UNKNOWN:
            for code in codes:
                yield self._said(_costlier(h, self._unlisted(code)), self.table[code], code, lost=True)
        elif h.raw >= 0:
            fit = [(c, self._unlisted(c)) for c in codes if c >> 8 == h.raw & 0xFF]
            if not fit:
                fit = [(c, cost.NEAR) for c in gbk.near_codes(token.text) if c >> 8 == h.raw & 0xFF]
            for code, price in fit:
                yield from self._fed(_costlier(h, price), code & 0xFF, lost=True)
        yield self._written(_costlier(self._whole(h), cost.KEPT + cost.BROKEN), self.text[token.start : token.end])

    # Bytes.

    def _pair(self, h: Hypothesis, first: int, second: int) -> Iterator[Hypothesis]:
        for middle in self._fed(h, first, half=True):
            yield from self._fed(middle, second)

    def _fed(self, h: Hypothesis, byte: int, *, half: bool = False, lost: bool = False) -> Iterator[Hypothesis]:
        """One more byte of the source; `half`: the token has another."""
        if h.pending == NONE:
            raw = byte if h.raw < 0 else (h.raw & 0xFF) << 8 | byte
            if byte > 0x80:
                yield h._replace(pending=byte, raw=raw)
            elif byte < 0x80:
                yield self._said(h, chr(byte), -1)
            else:
                yield self._written(_costlier(h, cost.BROKEN), "\ufffd")
        elif h.pending == UNKNOWN:
            for option in self.choice.leads(h.last, byte, not half and self._annotated_next()):
                yield self._taken(h, option, not half)
        else:
            code = h.pending << 8 | byte
            if code in self.table:
                yield self._said(h, self.table[code], code, clean=not half, lost=lost)

    def _completed(self, h: Hypothesis, clean: bool) -> Iterator[Hypothesis]:
        """The pending lead byte with every second byte that may have been lost."""
        for option in self.choice.trails(h.last, h.pending):
            yield self._taken(h, option, clean)

    def _missing(self, h: Hypothesis) -> Iterator[Hypothesis]:
        """A byte that left no trace went here."""
        if h.pending == NONE:
            yield h._replace(pending=UNKNOWN, raw=-1)
        elif h.pending != UNKNOWN:
            yield from self._completed(h, clean=False)

    # Text.

    def _said(self, h: Hypothesis, char: str, code: int, *, clean: bool = True, lost: bool = False) -> Hypothesis:
        """The hypothesis with a character more, and what that costs."""
        marks, balanced = opened(h.open, char)
        score = h.score + self.choice.gain(h.last, char) - (0.0 if balanced else cost.UNBALANCED)
        return Hypothesis(score, NONE, code, canonical(char), marks, Node(h.node, char, self.at, clean, lost))

    def _taken(self, h: Hypothesis, option: Option, clean: bool) -> Hypothesis:
        """The hypothesis with a character of which a byte was lost."""
        gain, char, plain, code = option
        marks, balanced = opened(h.open, char)
        score = h.score + gain - (0.0 if balanced else cost.UNBALANCED)
        return Hypothesis(score, NONE, code, plain, marks, Node(h.node, char, self.at, clean, True))

    def _written(self, h: Hypothesis, text: str) -> Hypothesis:
        """The hypothesis with text that the model has no say in."""
        return Hypothesis(h.score, NONE, -1, "？", h.open, Node(h.node, text, self.at, True, False))

    def _unknown(self, h: Hypothesis, text: str, like: str) -> Hypothesis:
        """The hypothesis with the mark of a character that is gone, where one `like` this fits."""
        return self._said(h, like, -1)._replace(node=Node(h.node, text, self.at, True, True))

    def _passed(self, h: Hypothesis, price: float) -> Hypothesis:
        """A reading that only confirms what stood before it."""
        return h._replace(score=h.score - price, node=Node(h.node, "", self.at, h.pending == NONE, False))

    def _whole(self, h: Hypothesis) -> Hypothesis:
        """The hypothesis without a pending byte: one that found no partner shows as U+FFFD."""
        if h.pending == NONE:
            return h
        node = Node(h.node, "\ufffd", min(self.at, len(self.stream) - 1), False, True)
        return Hypothesis(h.score - cost.BROKEN, NONE, -1, "？", h.open, node)

    def _unlisted(self, code: int) -> float:
        return 0.0 if code in self.page.annotated else cost.UNLISTED

    def _next(self) -> Token | None:
        return self.stream[self.at + 1] if self.at + 1 < len(self.stream) else None

    def _annotated_next(self) -> bool:
        following = self._next()
        return following is not None and following.kind == Kind.READING


def _costlier(h: Hypothesis, price: float) -> Hypothesis:
    return h._replace(score=h.score - price) if price else h
