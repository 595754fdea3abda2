"""The meta lines of a page's head: which lines state day, source and author, and in what order they count.

In come the lines of the head; out come, by their index, what the meta lines state. Nothing here fills a field.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source import meta
from store.source.dateline import dateline, reporters, reporters_outlet
from store.source.line import Line
from store.source.outlet import outlet
from store.source.phrases import words

_PENDING = {"date": "发布时间", "updated": "更新时间", "source": "来源", "author": "作者"}
_NAME = re.compile(r"[\u4e00-\u9fff]{2,10}")
_STAMPED = re.compile(r"(?:发表|发布)于[\u4e00-\u9fff]{2,4}")
_REACH = 4  # lines from the title, or from the meta line above, to a meta line


def meta_lines(head: list[Line]) -> dict[int, meta.Meta]:
    """The meta lines of the head; a label alone takes its value from the next line."""
    out: dict[int, meta.Meta] = {}
    for at, line in enumerate(head):
        read = meta.read(line)
        before = out.get(at - 1)
        if read is None and before and before.pending and len(line.text) <= 30:
            read = meta.read(Line(line.index, line.start, f"{_PENDING[before.pending]}:{line.plain}"))
        if read is None and at + 1 < len(head) and (told := _over_two(line.plain, head[at + 1].plain)):
            read = told
        if read is None and before and before.published and _STAMPED.fullmatch(line.plain):
            read = meta.Meta(labels=1)
            if not before.outlet and not before.source and at > 2 and _NAME.fullmatch(head[at - 2].plain):
                before.outlet = head[at - 2].plain  # the account, its day and its province, each on a line
        *before_it, last = line.plain.split() or [""]
        original = before_it[:1] == ["原创"]
        if read is None and outlet(last) and len(before_it) <= 2 and (original or _beside_day(head, at, out)):
            who = [word for word in before_it if word not in ("原创", "转载")]
            read = meta.Meta(outlet=last, author="、".join(who) or None)
        if read is None and line.hanzi <= 40 and (names := reporters(line.plain)):
            led = dateline(line.plain)
            read = meta.Meta(author=names, outlet=reporters_outlet(line.plain) or (led.outlet if led else None))
        if read:
            out[at] = read
            if read.stamped and not read.outlet and at > 1 and _NAME.fullmatch(head[0].plain):
                read.outlet = head[0].plain  # the account's name over the headline, province and hour under it
            if not read.outlet and "记者" in line.plain:
                read.outlet = reporters_outlet(line.plain.lstrip("【[("))
            if not (read.outlet or read.source):
                read.outlet = next((word for word in read.unknown if _opens_another(head, at, word)), None)
    return out


def _over_two(first: str, second: str) -> meta.Meta | None:
    """A table's label over its value (发布机构 / 某某办公室), and a day set as a stamp (2023 / 01/29)."""
    label = first.replace(" ", "")
    if len(label) >= 4 and len(second) <= 40 and (label in words("source") or label in words("date")):
        return meta.read(Line(0, 0, f"{label}:{second}"))
    stamp = re.fullmatch(r"(20\d\d)[-/.]?", first) and re.fullmatch(r"[01]\d[/-][0-3]\d", second)
    return meta.read(Line(0, 0, f"日期:{first.rstrip('-/.')}-{second.replace('/', '-')}")) if stamp else None


def _opens_another(head: list[Line], at: int, word: str) -> bool:
    """Whether another line of the head is that word and a bar (某某日知 | 两会特刊): the page's own name."""
    return len(word) >= 3 and any(
        line.plain.startswith(word) and line.plain[len(word) :].lstrip()[:1] in {"|", "丨", ">", "_", "»"}
        for i, line in enumerate(head)
        if i != at
    )


def _beside_day(head: list[Line], at: int, before: dict[int, meta.Meta]) -> bool:
    """Whether the line above or below is a meta line with a day and no source."""
    below = meta.read(head[at + 1]) if at + 1 < len(head) else None
    return any(read and read.published and not read.source and not read.outlet for read in (below, before.get(at - 1)))


def near(stated: dict[int, meta.Meta], title: int | None) -> dict[int, meta.Meta]:
    """Without meta lines far below the title: a day further down stands in a list of the text."""
    out: dict[int, meta.Meta] = {}
    last = -1 if title is None else title
    for at in sorted(stated):
        if at <= last + _REACH or (not out and title is None):
            out[at] = stated[at]
            last = max(last, at)
    return out


def by_weight(stated: dict[int, meta.Meta], title: int | None) -> list[int]:
    """Meta lines in the order of what they weigh: under the title before above it, labelled before bare, then near."""
    at_title = -1 if title is None else title
    return sorted(
        stated, key=lambda at: (at < at_title, not (stated[at].labels or stated[at].outlet), abs(at - at_title))
    )
