"""What is said around an article: by dropped lines, by what stands over the headline, by the address.

In come the cleaned page and what the headline has found; the fields that are still open are filled, the strongest
statement first. What the head's own lines say is the headline's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from store.language import patterns as re
from store.source import meta
from store.source.clean import Cleaned, Drop
from store.source.day import days, first_day
from store.source.footer import address_day, maker, owner, property_line, said_source
from store.source.line import Line
from store.source.outlet import outlet as is_outlet

# What a page's own name ends in where it prints what it wrote; of other sites the name is only where it was found.
_ORIGINS = ("报", "社", "台", "融媒", "融媒体中心", "发布", "财讯", "日讯", "商讯", "商讯网", "财经网", "新闻网")
# Buttons over an article, beside which the day of the page or of the paper may stand: 上一版 下一版 2019年1月27日 星期日.
_BESIDE_DAY = ("clean.neighbours", "clean.page_tools", "clean.share_bar", "clean.pager")
_OVER = ("clean.menu", "clean.breadcrumb", "clean.site_title")
_LINK = re.compile(r"(?:https?://|www\.)[\x21-\x7e]{4,400}", re.IGNORECASE)
_TITLE_SITE = re.compile(r"[-_—]\s*(\S{1,8}?(?:报|时讯|日讯))(?:数字报|电子报)?(?:$|_)")


@dataclass(slots=True)
class Found:
    """The fields as they are found, each with its rule, and the lines taken out."""

    fields: dict[str, str | bool] = field(default_factory=dict)
    trace: dict[str, str] = field(default_factory=dict)
    dropped: list[Drop] = field(default_factory=list)
    own: bool = False  # the page says 本站原创
    beside: list[str] = field(default_factory=list)  # words beside the day that nothing tells to be an outlet

    def put(self, name: str, value: str | bool | None, rule: str) -> None:
        """The first statement of a field stands."""
        if value is not None and value != "" and name not in self.fields:
            self.fields[name], self.trace[name] = value, rule

    def drop(self, name: str) -> None:
        """Forget a field: what follows states it better."""
        del self.fields[name], self.trace[name]

    def take(self, line: Line, rule: str) -> None:
        self.dropped.append(Drop(line, rule))


def notices(cleaned: Cleaned, found: Found) -> None:
    """What dropped lines say: a source line, who owns the site, who published the page, its address."""
    begins = cleaned.lines[cleaned.head].start if cleaned.head < len(cleaned.lines) else 0
    for drop in cleaned.dropped:
        text = drop.line.plain[:400]
        if drop.rule == "clean.epaper_property":
            outlet, day = property_line(text)
            found.put("publisher", outlet, drop.rule)
            found.put("published", day, drop.rule)
        if drop.rule in ("clean.epaper", "clean.credits") and (sheet := meta.read(drop.line)):
            found.put("publisher", sheet.outlet or sheet.source, drop.rule)
            found.put("published", sheet.published, drop.rule)
        if drop.rule in _BESIDE_DAY and drop.line.start < begins and drop.line.hanzi <= 40:
            found.put("published", first_day(text), drop.rule)
        if drop.rule == "clean.forum":
            found.put("published", next((day for _, _, day in days(text)), None), drop.rule)
        if drop.rule != "clean.after_end":
            source, author = said_source(text)
            found.put("publisher", source, "headline.source_line")
            found.put("author", author, "headline.source_line")
        name, publishes = owner(text, drop.rule)
        found.put("site", name, "headline.owner")
        found.put("publisher", name if publishes else None, "headline.notice")
        if drop.rule == "clean.bare_address" and (link := _LINK.search(text)):
            found.put("url", link.group(), "headline.link")


def _masthead(cleaned: Cleaned, found: Found) -> None:
    """The outlet whose name opens what stands over the headline: 某某融媒 > 聚焦两会, 某某财经 内地."""
    over = [drop.line for drop in found.dropped if drop.rule == "headline.before_title"]
    over += [drop.line for drop in cleaned.dropped if drop.rule in _OVER]
    first = min(over, key=lambda line: line.start, default=None)
    name = re.split(r"[\s|丨>»›·_/—-]+", first.plain, maxsplit=1)[0] if first and first.index == 0 else ""
    name = re.sub(r"(?<=报)(?:数字报|电子报|电子版)$", "", name)
    if not ((name.endswith(_ORIGINS) and is_outlet(name)) or meta.own_name(name)):
        return
    if found.trace.get("publisher") == "headline.dateline" and name.startswith(str(found.fields["publisher"])):
        found.drop("publisher")  # 【某某商讯记者…】 under 某某商讯网
    found.put("publisher", name, "headline.masthead")


def _named_by_itself(text: str, found: Found) -> None:
    """A bare word beside the day is the outlet's name where the text speaks of itself by it: 某某圈注意到."""
    for word in found.beside:
        if any(f"{word}{then}" in text for then in ("注意到", "了解到", "获悉", "记者", "从", "梳理", "统计", "发现")):
            found.put("publisher", word, "headline.outlet")


def _of_the_visit(cleaned: Cleaned, text: str, found: Found) -> None:
    """`今天是2017年2月4日` over an article of that year: the only day that the page names."""
    for drop in cleaned.dropped:
        day = first_day(drop.line.plain) if drop.rule == "clean.today" else None
        found.put("published", day if day and f"{day[:4]}年" in text else None, "headline.today")


def elsewhere(cleaned: Cleaned, text: str, found: Found, *, titled: bool) -> None:
    """Day and publisher as address, first line, masthead and the text itself tell them; `titled`: the markup has one."""
    url = found.fields.get("url")
    found.put("published", address_day(url) if isinstance(url, str) else None, "headline.address")
    first = cleaned.lines[0].plain.strip() if cleaned.head else ""  # 某某会召开-某某日报
    if not titled and (site := _TITLE_SITE.search(first)):
        found.put("publisher", site[1] if is_outlet(site[1]) else None, "headline.title_site")
    _masthead(cleaned, found)
    for drop in cleaned.dropped:
        found.put("publisher", maker(drop.line.plain[:60]) if drop.rule == "clean.credits" else None, "headline.notice")
    _named_by_itself(text, found)
    _of_the_visit(cleaned, text, found)
