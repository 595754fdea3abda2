"""HTML: a saved page as its visible lines, and what its markup says of the article.

Lines are what a browser would set as lines: blocks, line breaks, rows of plain tables. Nothing is loaded and nothing is
judged here; `marks` tells the cleaning rules which lines are all link and which stand in a part of the page that its
own markup calls an aside (navigation, related, comments). Measured in `tests/benchmarks/html.py` beside extractors of
whole articles: those lose headings, rows of tables and texts that are set with line breaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from store.language import patterns as re

if TYPE_CHECKING:
    from lxml.etree import _Element

Mark = Literal["link", "aside"]

_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset(
    "script style head noscript template svg math object embed audio video canvas textarea button select input iframe rt rp map".split()
)
_ASIDES = frozenset("nav aside footer menu".split())
# Words that pages put in class and id of what is not the article.
_ASIDE_WORDS = frozenset(
    "side sidebar aside sidenav related relate relevant recommend recommended recom hot hotnews rank ranking comment comments pinglun share"
    " bdshare sharebar nav navbar navigation menu topnav subnav footer foot bottom copyright ad ads adv advert advertisement banner links"
    " friendlink friendlinks flink pager pagination tags tag toolbar search searchbox login qrcode ewm weixin wechat guess like likes more"
    " morenews prevnext right rightbar reply disqus feedback hotlist toplist tuijian xiangguan remen paihang".split()
)
_PROSE_SHARE = 0.3  # a part that holds more of the page's prose is no aside, whatever it is called
_LINK_SHARE = 0.8
_HAN = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_WRAPPED = re.compile(rf"(?<={_HAN})[ \t]*[\r\n]\s*(?={_HAN})")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True)
class Page:
    """`text` has one visible line a line. `published` is EDTF. What the markup does not say is None."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None
    marks: Mapping[int, Mark] = field(default_factory=dict)  # by number of the line in `text`


@dataclass(slots=True)
class _Row:
    """A line as it is set: its pieces, how many of its signs are link, and the asides that it stands in."""

    pieces: list[str] = field(default_factory=list)
    signs: int = 0
    linked: int = 0
    asides: tuple[int, ...] = ()
    heading: bool = False


def page(html: str, *, address: str | None = None) -> Page:
    """The page's lines and metadata."""
    from lxml import etree
    from lxml.html import document_fromstring

    from store.source.markup import said

    try:
        root = document_fromstring(_DECLARATION.sub("", html.replace("\0", "")))
    except etree.ParserError:  # nothing but blanks or comments
        return Page("", url=address)
    rows = _rows(root, hidden=False)
    if not any("。" in "".join(row.pieces) for row in rows):
        rows = _rows(root, hidden=True)  # a page that its scripts were to unfold
    lines = [(_set(row), row) for row in rows]
    lines = [(text, row) for text, row in lines if text]
    marks = _marks(lines)
    known = said(root, html, address)
    return Page("\n".join(text for text, _ in lines), marks=marks, **known)


class _Setter:
    """Sets the lines: takes the elements as they open and close. `inside` has for each open one its number if aside."""

    def __init__(self, *, hidden: bool) -> None:
        self.rows = [_Row()]
        self.hidden = hidden  # show what is hidden, too
        self.inside: list[int] = []
        self.links = self.headings = self.number = 0
        self.unseen: int | None = None  # depth of the open element that is not shown

    def put(self, text: str | None) -> None:
        if not text or self.unseen is not None:
            return
        row, signs = self.rows[-1], len("".join(text.split()))
        row.pieces.append(text)
        row.signs += signs
        row.linked += signs if self.links else 0
        row.asides, row.heading = tuple(filter(None, self.inside)), row.heading or self.headings > 0

    def turn(self, element: _Element, tag: str) -> None:
        """A new line, where the element is set as a block."""
        block = tag in _BLOCKS or (tag in ("td", "th") and _holds_blocks(element))
        if block and self.unseen is None and self.rows[-1].pieces:
            self.rows.append(_Row())

    def open(self, element: _Element, tag: str) -> None:
        self.number += 1
        self.inside.append(self.number if _aside(element, tag) else 0)
        if self.unseen is None and (tag in _UNSEEN or (not self.hidden and _hidden(element))):
            self.unseen = len(self.inside)
        self.links += tag == "a"
        self.headings += tag == "h1"
        self.turn(element, tag)
        # Cells, and what WeChat sets apart over its articles (原创, author, account), touch only in the markup.
        self.put(" " if tag in ("td", "th") or "rich_media_meta" in (element.get("class") or "") else None)
        self.put(element.text)

    def close(self, element: _Element, tag: str) -> None:
        self.turn(element, tag)
        self.unseen = None if self.unseen == len(self.inside) else self.unseen
        self.inside.pop()
        self.links -= tag == "a"
        self.headings -= tag == "h1"
        self.put(element.tail)


def _rows(root: _Element, *, hidden: bool) -> list[_Row]:
    """The page's lines in order. Walks without recursion: pages may be nested thousands deep."""
    from lxml.etree import iterwalk

    setter = _Setter(hidden=hidden)
    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            setter.open(element, str(element.tag))
        elif event == "end":
            setter.close(element, str(element.tag))
        else:
            setter.put(element.tail)
    return setter.rows


def _hidden(element: _Element) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search((element.get("style") or "")[:400]))


def _holds_blocks(cell: _Element) -> bool:
    return next(cell.iter("p", "div", "br", "table", "ul", "ol", "h1", "h2", "h3"), None) is not None


def _aside(element: _Element, tag: str) -> bool:
    if tag in ("html", "body", "article", "main", "p", "td", "a", "span"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:200].lower()
    return tag in _ASIDES or bool(_ASIDE_WORDS.intersection(re.split(r"[^a-z]+", named)))


def _set(row: _Row) -> str:
    """The line's text: blanks run together, a break between two hanzi is none."""
    return re.sub(r"[ \t\r\n\f\v\u2028\u2029]+", " ", _WRAPPED.sub("", "".join(row.pieces))).strip(" \u3000\xa0")


def _marks(lines: list[tuple[str, _Row]]) -> dict[int, Mark]:
    prose = {
        at: len(text) for at, (text, row) in enumerate(lines) if "。" in text and row.linked < _LINK_SHARE * row.signs
    }
    whole = sum(prose.values())
    held: dict[int, int] = {}
    for at, length in prose.items():
        for aside in lines[at][1].asides:
            held[aside] = held.get(aside, 0) + length
    marks: dict[int, Mark] = {}
    for at, (text, row) in enumerate(lines):
        if row.heading:
            continue
        if any(held.get(aside, 0) <= _PROSE_SHARE * whole for aside in row.asides):
            marks[at] = "aside"
        elif row.signs and row.linked >= _LINK_SHARE * row.signs and not text.endswith(("。", "”")):
            marks[at] = "link"
    return marks
