"""Headline: what stands around the running text — title, publisher, site, author, day — and the text without it.

In comes what `clean` kept and what the page's markup or a JSON record said (`Hints`); out come the fields, each with
the rule that set it, the lines of the body, and the lines taken out. A field nobody names stays None. The strongest
statement wins: a record's own fields, the meta line by the title, the markup, the last lines, then the address.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.language import patterns as re
from store.language.dates import proven_year
from store.language.fold import plain
from store.language.sections import given_at
from store.source import meta
from store.source.around import Found, elsewhere, notices
from store.source.clean import Cleaned, Drop
from store.source.dateline import dateline, names_alone, reporters, reporters_outlet, signature
from store.source.footer import first_printed, said_source
from store.source.glue import unglued
from store.source.line import Line
from store.source.metalines import by_weight, meta_lines, near
from store.source.outlet import outlet as is_outlet
from store.source.title import choose, is_deck, is_lead, is_original, is_second, is_subtitle, same, trimmed

_BAR = re.compile(r"\s*[|丨｜]\s*")
_SHOULDER = re.compile(r"(?:强调|指出|要求|提出|表示|时说|寄语)$")  # the upper line of a headline: 某某在某地调研时强调
_BRACKETED = re.compile(r"[(【\[][^()【】\[\]。]{4,60}[)】\]]")  # (来源:某某日报;图片:甲某)
_SIGNED = re.compile(r"(?:^|(?<=。))\s*\(([\u4e00-\u9fff]{2,8}(?:日报|晚报|时报|商报|都市报|新闻网|融媒体中心))\)\s*$")


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known of the page beside its text; `record`: stated as fields, and stronger than the page."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None
    record: bool = False


@dataclass(frozen=True, slots=True)
class Headline:
    """`fields` holds only what is known; `trace` has the rule of each."""

    fields: dict[str, str | bool]
    trace: dict[str, str]
    body: tuple[Line, ...]
    dropped: tuple[Drop, ...]


_SIGN = re.compile(r"\s*[-–—|丨_]\s*$")  # between a title and its site


def headline(cleaned: Cleaned, hints: Hints | None = None) -> Headline:
    """The fields of the headline and the body without them."""
    known, found = hints or Hints(), Found()
    kept = list(cleaned.lines)
    head, body = unglued(kept[: cleaned.head], kept[cleaned.head : cleaned.tail])
    if known.record:
        _hinted(known, found, "headline.record")
    left = _head(head, known, found)
    title, top = found.fields.get("title"), cleaned.breadcrumb[:1]
    if isinstance(title, str) and top and title.endswith(top[0]) and (site := _SIGN.search(title.removesuffix(top[0]))):
        found.fields["title"] = title[: site.start()] or title  # … - 某某财经 over 某某财经 > 地方
    tail = _tail(kept[cleaned.tail :], found)
    body = _bylines(_reprinted([*left, *body], found), tail, found)
    found.put("site", known.site, "headline.markup")  # the site's own word before the notice of its owner
    notices(cleaned, found)
    _hinted(known, found, "headline.markup")
    text = "\n".join(line.plain for line in (*body, *tail))
    elsewhere(cleaned, text, found, titled=known.title is not None)
    _concluded(text, found)
    return Headline(found.fields, found.trace, (*body, *tail), tuple(found.dropped))


def _hinted(hints: Hints, found: Found, rule: str) -> None:
    found.put("title", trimmed(Line(0, 0, hints.title.strip()))[0] if hints.title else None, rule)
    found.put("publisher", meta.stated(hints.publisher) if hints.publisher else None, rule)
    for name in ("published", "url", "site", "author"):
        found.put(name, getattr(hints, name), rule)


def _head(head: list[Line], hints: Hints, found: Found) -> list[Line]:
    """Takes title, meta lines and what stands before them out of the head; gives what is left for the body."""
    stated = meta_lines(head)
    title = choose(head, sorted(stated), hints.title)
    stated = near(stated, title)
    if title is not None and hints.record and hints.title and not same(head[title].text, hints.title):
        title = None  # the record says what the title is: the line is a first heading
    if title is not None:
        found.put("title", *_whole(head, title))
    ordered = [stated[at] for at in by_weight(stated, title)]
    for read in ordered:
        found.put("publisher", read.source, "headline.source")  # a label weighs more than a name beside the day
    for read in ordered:
        _put(read, found)
    own, name = found.fields.get("publisher"), str(found.fields.get("title", ""))
    titled = plain(name)
    if (
        isinstance(own, str)
        and (bar := _BAR.search(titled))
        and plain(own) in (titled[: bar.start()], titled[: bar.start()] + "客户端")
    ):
        found.fields["title"] = name[bar.end() :]  # 某某日知 | …: the page's own name; a column's belongs to the title
    edge = max([-1 if title is None else title, *(at for at in stated if title is None or at > title)])
    left: list[Line] = []
    for at, line in enumerate(head):
        rule = _head_rule(head, at, title, edge, stated)
        if rule:
            found.take(line, rule)
        else:
            left.append(line)
    return left


def _whole(head: list[Line], at: int) -> tuple[str, str]:
    """The title with the line above that ends in 强调; what stands below (——某某会侧记) is a subtitle."""
    title, rule = trimmed(head[at])
    above = head[at - 1 : at]
    if above and above[0].index == head[at].index - 1 and _SHOULDER.search(above[0].plain):
        return f"{above[0].text} {title}", "headline.title_two_lines"
    return title, rule


def _head_rule(head: list[Line], at: int, title: int | None, edge: int, stated: dict[int, meta.Meta]) -> str | None:
    """Which rule takes a line of the head; None leaves it to the body."""
    line = head[at]
    if at in stated:
        return "headline.meta"
    if at == title:
        return "headline.title"
    if at - 1 in stated and head[at - 1].index == line.index and not line.prose:
        return "headline.meta"  # what is left of a meta line that stood glued to something: 字号:T|T
    if title is not None and line.text in (head[title].text, trimmed(head[title])[0]):
        return "headline.title_again"
    if is_original(line):
        return "headline.original_title"
    if is_lead(line):
        return None
    if title is None:
        return "headline.before_meta" if at < edge else None
    if at < title:
        return "headline.before_title"
    if given_at(line.plain):
        return None  # ——2022年1月11日在…会议上: the text's own word of what was held
    # Under a newspaper's masthead the lines between it and the text are one headline.
    second = at == title + 1 == len(head) - 1 and title - 1 in stated and is_second(line)
    second = second or (at == title + 1 and is_deck(line))
    return "headline.subtitle" if at < edge or second or is_subtitle(line) else None


def _put(read: meta.Meta, found: Found) -> None:
    found.put("publisher", read.source, "headline.source")
    found.put("publisher", read.outlet, "headline.outlet")
    found.put("published", read.published, "headline.date")
    found.put("published", read.updated, "headline.updated")
    found.put("author", read.author, "headline.author")
    found.own = found.own or bool(read.own)
    found.beside += [word for word in read.unknown if read.published and len(word) > 2]
    if read.copied:
        found.put("reprint", True, "headline.copied")


def _tail(tail: list[Line], found: Found) -> list[Line]:
    """Takes meta lines, signatures and a closing day out of the lines behind the running text."""
    left: list[Line] = []
    for at, line in enumerate(tail):
        below = meta.read(tail[at + 1]) if at + 1 < len(tail) else None
        rule = _tail_rule(line, below, at == 0, found)
        if rule:
            found.take(line, rule)
        else:
            left.append(line)
    return left


def _tail_rule(line: Line, below: meta.Meta | None, first: bool, found: Found) -> str | None:
    """Which rule takes a line behind the text, its fields put; None leaves it to the body."""
    names = reporters(line.plain) if line.hanzi <= 40 else None
    if first and "author" not in found.fields:
        names = names or names_alone(line.plain)
    if _printed(line, found):
        return "headline.first_printed"
    read = meta.read(line)
    if names and not (read and read.source):  # 来源:某某晚报 记者 某某 states more than who wrote it
        found.put("author", names, "headline.byline")
        found.put("publisher", reporters_outlet(line.plain), "headline.byline")
        return "headline.byline"
    if read:
        if read.source and found.trace.get("publisher") == "headline.outlet":
            found.drop("publisher")  # the account's name stood beside the day; 来源 says whose the text is
        _put(read, found)
        return "headline.last_lines"
    if paper := _SIGNED.match(line.plain):
        found.put("publisher", paper[1], "headline.signed")
        return "headline.last_lines"
    if _BRACKETED.fullmatch(line.plain) and (said := said_source(line.plain)[0]):
        found.put("publisher", said, "headline.source_line")
        return "headline.last_lines"
    if is_outlet(line.plain) and below and below.published and not below.labels:
        found.put("publisher", line.plain, "headline.signed")
        return "headline.last_lines"
    title = found.fields.get("title")
    if is_original(line) or (isinstance(title, str) and line.hanzi >= 5 and line.text == title):
        return "headline.title_again"
    return None


def _printed(line: Line, found: Found) -> bool:
    """Whether the line says where and when the report first stood: that day is the report's, before the page's own."""
    first = first_printed(line.plain) if line.hanzi <= 80 else None
    if first is None:
        return False
    for name, said in zip(("publisher", "published"), first, strict=True):
        if said is not None:
            found.fields[name], found.trace[name] = said, "headline.first_printed"
    return True


def _reprinted(body: list[Line], found: Found) -> list[Line]:
    """The body without a line at either end that says where the report first stood."""
    for at in sorted({0, len(body) - 1} if body else (), reverse=True):
        if _printed(body[at], found):
            found.take(body.pop(at), "headline.first_printed")
    return body


def _bylines(body: list[Line], tail: list[Line], found: Found) -> list[Line]:
    """Cuts the dateline off the first paragraphs and the reporters' names off the last."""
    out = list(body)
    for at, line in enumerate(out[:4]):
        if got := dateline(line.plain):
            rule = "headline.dateline"
            for name in ("place", "day"):
                found.put(f"dateline_{name}", getattr(got, name), rule)
            found.put("author", got.author, rule)
            found.put("publisher", got.outlet, rule)
            found.take(line.part(0, got.end), rule)
            out[at] = line.part(got.end, len(line.text))
            if "title" in found.fields and all(not before.prose and before.hanzi <= 40 for before in out[:at]):
                # Between title and dateline stand only further headlines.
                for before in out[:at]:
                    found.take(before, "headline.subtitle")
                del out[:at]
            break
    if out and not tail and (end := signature(out[-1].plain)):
        found.put("author", end[1], "headline.signature")
        found.put("publisher", reporters_outlet(out[-1].plain[end[0] :].strip(" ([【〖")), "headline.signature")
        found.take(out[-1].part(end[0], len(out[-1].text)), "headline.signature")
        out[-1] = out[-1].part(0, end[0])
    if out and not tail and (paper := _SIGNED.search(out[-1].plain)) and is_outlet(paper[1]):
        found.put("publisher", paper[1], "headline.signed")
        found.take(out[-1].part(paper.start(), len(out[-1].text)), "headline.signed")
        out[-1] = out[-1].part(0, paper.start())
    return [line for line in out if line.text]


def _concluded(text: str, found: Found) -> None:
    """The year of the dateline's day, and whether the site is the origin."""
    day, published = found.fields.get("dateline_day"), found.fields.get("published")
    if isinstance(day, str) and day.startswith("XXXX") and published is None and (year := proven_year(text)):
        found.fields["dateline_day"] = day = f"{year}{day[4:]}"
    if isinstance(day, str) and not day.startswith("XXXX"):
        found.put("published", day, "headline.dateline")
    elif isinstance(day, str) and isinstance(published, str) and published[:4].isdigit():
        # A report is not published before it is written: 12月31日 on a page of 2023-01-01 is of the year before.
        found.fields["dateline_day"] = f"{int(published[:4]) - (day[5:] > published[5:])}{day[4:]}"
    site = found.fields.get("site")
    if found.own:
        found.put("publisher", site, "headline.own")
        found.put("reprint", False, "headline.own")
    publisher = found.fields.get("publisher")
    # A notice that names both says nothing: such sites sign what they collected.
    if isinstance(site, str) and isinstance(publisher, str) and found.trace["publisher"] != "headline.notice":
        found.put("reprint", not (site in publisher or publisher in site), "headline.site_and_publisher")
