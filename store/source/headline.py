"""Headline: what stands around the running text — title, publisher, site, author, day — and the text without it.

In comes what `clean` kept and what the page's markup or a JSON record said (`Hints`); out come the fields, each with
the rule that set it, the lines of the body, and the lines taken out. A field nobody names stays None. The strongest
statement wins: the meta line under the title, then the markup, then the last lines, then the address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.source import meta
from store.source.clean import Cleaned, Drop
from store.source.dateline import dateline, reporters, signature
from store.source.line import Line
from store.source.title import choose, trimmed

_ADDRESS_DAY = re.compile(
    r"(?<!\d)(?P<y>20[0-3]\d)[-/_]?(?P<m>0[1-9]|1[0-2])[-/_]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)|t(?P<ty>20[0-3]\d)(?P<tm>0[1-9]|1[0-2])(?P<td>0[1-9]|[12]\d|3[01])_"
    r"|(?<!\d)(?P<sy>20[0-3]\d)[-/](?P<sm>[1-9]|1[0-2])[-/](?P<sd>[1-9]|[12]\d|3[01])(?!\d)"
)
_OWNER = (
    re.compile(r"(?P<name>[\u4e00-\u9fff·]{2,20})\s*版权所有"),
    re.compile(r"版权(?:所有|归属)\s*:\s*(?:©|\(c\)|\s|20\d\d-?)*(?P<name>[\u4e00-\u9fff·]{2,20})", re.IGNORECASE),
    re.compile(r"本文由\s*(?P<name>[\u4e00-\u9fffA-Za-z·]{2,20}?)\s*(?:发布|整理发布|原创|编辑)"),
    re.compile(r"(?:主办单位|主办)\s*:\s*(?P<name>[\u4e00-\u9fff·]{2,24})"),
)
_PUBLISHED_BY = re.compile(r"本文由\s*(?P<name>[\u4e00-\u9fff·]{2,20}?)\s*(?:发布|原创)")
_SOURCE_END = re.compile(
    r"^[\s(\[【]*(?:文章|新闻|信息|内容|稿件|消息|本文)?(?:来源|稿源|出处|转自|转载自|原载|摘自)\s*(?:于|自)?\s*[:|丨/]\s*(?P<name>[^\s;,。:|)\]】]{2,30})"
)
_LINK = re.compile(r"(?:https?://|www\.)[\x21-\x7e]{4,400}", re.IGNORECASE)
_SUBTITLE = re.compile(r"^(?:—|-|–|─){1,3}\s*\S")
_NOT_A_SITE = frozenset({"所有", "归", "本网", "本站", "作者", "原作者", "违者必究", "转载", "未经"})


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the page beside its text."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None
    rule: str = "headline.markup"  # what the hints come from


@dataclass(frozen=True, slots=True)
class Headline:
    """`fields` holds only what is known; `trace` has the rule of each."""

    fields: dict[str, str | bool]
    trace: dict[str, str]
    body: tuple[Line, ...]
    dropped: tuple[Drop, ...]


@dataclass(slots=True)
class _Found:
    fields: dict[str, str | bool] = field(default_factory=dict)
    trace: dict[str, str] = field(default_factory=dict)
    dropped: list[Drop] = field(default_factory=list)

    def put(self, name: str, value: str | bool | None, rule: str) -> None:
        """The first statement of a field stands."""
        if value is not None and value != "" and name not in self.fields:
            self.fields[name], self.trace[name] = value, rule

    def take(self, line: Line, rule: str) -> None:
        self.dropped.append(Drop(line, rule))


def headline(cleaned: Cleaned, hints: Hints | None = None) -> Headline:
    """The fields of the headline and the body without them."""
    hints, found = hints or Hints(), _Found()
    kept = list(cleaned.lines)
    head, body, tail = kept[: cleaned.head], kept[cleaned.head : cleaned.tail], kept[cleaned.tail :]
    head, body = _unglued(head, body)
    head = _head(head, hints, found)
    tail = _tail(tail, found)
    body = _bylines([*head, *body], found)
    _dropped_lines(cleaned, found)
    _markup(hints, found)
    _address(found)
    _concluded(found)
    return Headline(found.fields, found.trace, (*body, *tail), tuple(found.dropped))


def _unglued(head: list[Line], body: list[Line]) -> tuple[list[Line], list[Line]]:
    """Title and meta run that stand on one line with the text, parted into lines of their own."""
    if not body:
        return head, body
    first, text = body[0], body[0].plain[:300]
    for start, end, _ in meta.days(text):
        if start > 120 or "。" in text[:start]:
            break
        span = meta.run(text, start, end)
        if span is None:
            continue
        start, end = span
        # 2023年1月28日, 全市… is a sentence; a day with a source or a time beside it is a meta run.
        pieces = [first.part(0, start), first.part(start, end), first.part(end, len(first.text))]
        front = [piece for piece in pieces[:2] if piece.text]
        rest = [pieces[2]] if pieces[2].text else []
        return [*head, *front], [*rest, *body[1:]]
    return head, body


def _head(head: list[Line], hints: Hints, found: _Found) -> list[Line]:
    """Takes title, meta lines and what stands before them out of the head; gives what is left for the body."""
    stated: dict[int, meta.Meta] = {}
    pending: meta.Meta | None = None
    for at, line in enumerate(head):
        read = meta.read(line)
        if read is None and pending and pending.pending and len(line.text) <= 30:
            read = meta.scan(f"{_LABEL_OF[pending.pending]}:{line.plain}")
            read = None if read.unknown else read
        if read:
            stated[at] = read
        pending = read
    # A meta line under the title speaks for the article; one far above it belongs to the page.
    for at in sorted(stated):
        _put_meta(stated[at], found)
        found.take(head[at], "headline.meta")
    title = choose(head, [at for at in range(len(head)) if at in stated], hints.title)
    if title is not None:
        name, rule = trimmed(head[title])
        found.put("title", name, rule)
        found.take(head[title], "headline.title")
    edge = title if title is not None else (max(stated) if stated else -1)
    left: list[Line] = []
    for at, line in enumerate(head):
        if at in stated or at == title:
            continue
        if at < edge:
            found.take(line, "headline.before_title")
        elif title is not None and _SUBTITLE.match(line.plain):
            found.take(line, "headline.subtitle")
        elif title is not None and line.plain == head[title].plain:
            found.take(line, "headline.title_again")
        elif stated and at < max(stated):
            found.take(line, "headline.subtitle")
        else:
            left.append(line)
    return left


_LABEL_OF = {"date": "发布时间", "updated": "更新时间", "source": "来源", "author": "作者"}


def _put_meta(read: meta.Meta, found: _Found) -> None:
    found.put("publisher", read.source, "headline.source")
    found.put("publisher", read.outlet, "headline.outlet")
    found.put("published", read.published, "headline.date")
    found.put("published", read.updated, "headline.updated")
    found.put("author", read.author, "headline.author")
    if read.own:
        found.put("reprint", False, "headline.own")


def _tail(tail: list[Line], found: _Found) -> list[Line]:
    """Takes meta lines, signatures and a closing day out of the lines behind the running text."""
    left: list[Line] = []
    for at, line in enumerate(tail):
        names = reporters(line.plain.strip("()[]【】 ")) if line.hanzi <= 40 else None
        read = meta.read(line)
        if names:
            found.put("author", names, "headline.byline")
            found.take(line, "headline.byline")
        elif read:
            _put_meta(read, found)
            found.take(line, "headline.last_lines")
        elif at + 1 < len(tail) and meta.outlet(line.plain) and _only_day(tail[at + 1]):
            found.put("publisher", line.plain, "headline.signed")
            found.take(line, "headline.last_lines")
        else:
            left.append(line)
    return left


def _only_day(line: Line) -> bool:
    read = meta.read(line)
    return bool(read and read.published and not read.labels)


def _bylines(body: list[Line], found: _Found) -> list[Line]:
    """Cuts the dateline off the first paragraph and the reporters off the last."""
    out = list(body)
    for at, line in enumerate(out[:3]):
        got = dateline(line.plain)
        if got is None or "dateline" in found.trace:
            continue
        found.trace["dateline"] = "headline.dateline"
        found.put("dateline_place", got.place, "headline.dateline")
        found.put("dateline_day", got.day, "headline.dateline")
        found.put("author", got.author, "headline.dateline")
        found.put("publisher", got.outlet, "headline.dateline")
        found.take(line.part(0, got.end), "headline.dateline")
        out[at] = line.part(got.end, len(line.text))
    found.trace.pop("dateline", None)
    if out and (end := signature(out[-1].plain)):
        found.put("author", end[1], "headline.signature")
        found.take(out[-1].part(end[0], len(out[-1].text)), "headline.signature")
        out[-1] = out[-1].part(0, end[0])
    return [line for line in out if line.text]


def _dropped_lines(cleaned: Cleaned, found: _Found) -> None:
    """Owner of the site, a publisher named in a notice, a source line, an address: they stand in dropped lines."""
    for drop in cleaned.dropped:
        text = drop.line.plain[:400]
        if source := _SOURCE_END.match(text):
            found.put("publisher", source["name"], "headline.source_line")
        if by := _PUBLISHED_BY.search(text):
            found.put("publisher", by["name"], "headline.notice")
        if drop.rule in ("clean.copyright", "clean.icp", "clean.disclaimer"):
            for pattern in _OWNER:
                owner = pattern.search(text)
                if owner and owner["name"] not in _NOT_A_SITE:
                    found.put("site", owner["name"], "headline.owner")
                    break
        if drop.rule == "clean.site_title":
            name = re.split(r"[_|\-—–丨\s]+", text)[0]
            found.put("site", name if 2 <= len(name) <= 14 else None, "headline.site_title")
        if drop.rule == "clean.bare_address" and (link := _LINK.search(text)):
            found.put("url", link.group(), "headline.link")


def _markup(hints: Hints, found: _Found) -> None:
    for name in ("title", "publisher", "published", "url", "site", "author"):
        found.put(name, getattr(hints, name), hints.rule)


def _address(found: _Found) -> None:
    """The day in the page's address: `/202301/t20230129_1.html`, `/2023/0129/`."""
    url = found.fields.get("url")
    if isinstance(url, str) and (day := _ADDRESS_DAY.search(url)):
        part = [value for value in day.groups() if value]
        found.put("published", f"{part[0]}-{int(part[1]):02d}-{int(part[2]):02d}", "headline.address")


def _concluded(found: _Found) -> None:
    """The year of the dateline's day, and whether the site is not the origin."""
    day, published = found.fields.get("dateline_day"), found.fields.get("published")
    if isinstance(day, str) and not day.startswith("XXXX"):
        found.put("published", day, "headline.dateline")
    elif isinstance(day, str) and isinstance(published, str) and published[:4].isdigit():
        year = int(published[:4])
        # A report is not published before it is written: 12月31日 on a page of 2023-01-01 is of the year before.
        found.fields["dateline_day"] = f"{year - (day[5:] > published[5:])}{day[4:]}"
    site, publisher = found.fields.get("site"), found.fields.get("publisher")
    if isinstance(site, str) and isinstance(publisher, str):
        # A notice that names both says nothing: such sites sign what they collected.
        if found.trace["publisher"] != "headline.notice":
            found.put("reprint", not (site in publisher or publisher in site), "headline.site_and_publisher")


def taken(lines: Sequence[Line]) -> str:
    """The body as text: one paragraph a line."""
    return "\n".join(line.text for line in lines)
