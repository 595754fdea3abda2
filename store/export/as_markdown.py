"""Markdown: a briefing to read or to paste into a report, by place and meeting, sources as footnotes.

Comes in: a plan. Goes out: for each place its meetings with who spoke, the figures as a table, policies, projects and
quotations; then what was said outside a meeting. Only the order is held in memory; facts are read place by place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import BinaryIO, NamedTuple

from store.export.as_csl import web
from store.export.plan import Plan
from store.export.safe import plain, steady
from store.export.words import period, said, word
from store.records import Article, Fact, Figure, Meeting, Person, Policy, Project, Quote

_MARKS = re.compile(r"([\\`*_\[\]<>|~#&])")
_NAMED = ("policy", "campaign", "goal", "project")
_ORDER = {kind: n for n, kind in enumerate(("person", "figure", *_NAMED, "quote"))}
_ROLES = ("讲话", "宣布", "发布", "部署", "主持", "表示", "出席", None)
_LAST = "\U0010ffff"
_INNER = str.maketrans("“”", "‘’")  # quotation marks within quotation marks
_WORDS = {
    "en": {
        "head": "Briefing", "of": "{place}: {head}{years}", "years": ", {}", "about": "{facts} from {articles}; {day}.",
        "facts": ("1 statement", "{} statements"), "articles": ("1 article", "{} articles"), "query": "Query",
        "elsewhere": "Outside a meeting", "nowhere": "Place not known", "who": "Who", "theme": "Theme", "aka": "Also",
        "policy": "Policies", "campaign": "Campaigns", "goal": "Goals", "project": "Projects", "quote": "In their words",
        "sources": "Sources", "colon": ": ", "semicolon": "; ", "comma": ", ", "open": " (", "close": ")", "dash": " — ",
        "part": " ",
    },
    "zh": {
        "head": "简报", "of": "{place}{head}{years}", "years": "（{}年）", "about": "依据{articles}，摘录{facts}，{day}整理。",
        "facts": ("1条", "{}条"), "articles": ("1篇报道", "{}篇报道"), "query": "检索式",
        "elsewhere": "会议之外", "nowhere": "地区未定", "who": "人物", "theme": "主题", "aka": "又称",
        "policy": "政策", "campaign": "行动", "goal": "目标定位", "project": "项目", "quote": "原话",
        "sources": "来源", "colon": "：", "semicolon": "；", "comma": "，", "open": "（", "close": "）", "dash": "——",
        "part": "",
    },
}  # fmt: skip


def write(plan: Plan, out: BinaryIO) -> None:
    briefing = Briefing(plan)
    for count, line in enumerate(briefing.lines()):
        out.write(steady(line).encode() + b"\n")
        if count % 1000 == 999:
            plan.step(briefing.written)


_FIGURE = {"en": ("What", "How much", "For", "Status", "Source"), "zh": ("指标", "数值", "时间", "性质", "来源")}


class Place(NamedTuple):
    """Where a fact stands in the briefing: what it is sorted by, and its id ("" for the meeting itself)."""

    region: str
    newest: str
    meeting: str
    kind: int
    number: int
    fact: str


class Briefing:
    """One briefing; holds the order of the facts and the numbers of the sources."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.words = {n: plan.heading(w) for n, w in _WORDS[plan.lang].items() if isinstance(w, str)}
        self.heads = [plan.heading(head) for head in _FIGURE[plan.lang]]
        self.numbers = {article.id: n for n, article in enumerate(plan.selection.articles, 1)}
        self.written = 0
        self.here = ""  # the place whose meeting is being told

    def lines(self) -> Iterator[str]:
        order = self._order()
        words = self.words
        yield f"# {self._title(order)}"
        yield ""
        yield words["about"].format(
            facts=self._many("facts", sum(place.fact != "" for place in order)),
            articles=self._many("articles", len(self.numbers)),
            day=period(datetime.now(UTC).date().isoformat(), self.plan.lang),
        )
        if self.plan.selection.query:
            yield ""
            yield f"{words['query']}{words['colon']}{self.say(self.plan.selection.query)}"
        for region, of_region in groupby(order, key=lambda place: place.region):
            yield ""
            yield f"## {self.place(region)}"
            for meeting, places in groupby(of_region, key=lambda place: place.meeting):
                yield ""
                yield from self._meeting(meeting, region, [place.fact for place in places if place.fact])
        yield ""
        yield f"## {words['sources']}"
        yield ""
        for article in self.plan.selection.articles:
            yield self.footnote(article)

    def _title(self, order: Sequence[Place]) -> str:
        """What it is: the place that all is about, and the years that it tells of."""
        from store.regions.table import path

        above = [[r for r in path(code) if r.level != "country"] for code in {p.region for p in order if p.region}]
        shared = [level[0] for level in zip(*above, strict=False) if len({r.code for r in level}) == 1]
        place = "".join(r.name for r in shared) if len(above) == len({p.region for p in order}) else ""
        days = {d[:4] for m in self.plan.selection.meetings if (d := m.date) and d[:4].isdigit()}
        days = days or {d[:4] for a in self.plan.selection.articles if (d := a.published) and d[:4].isdigit()}
        years = "–".join(dict.fromkeys((min(days), max(days)))) if days else ""
        told = self.words["years"].format(years) if years else ""
        if not place:
            return f"{self.words['head']}{told}"
        return self.words["of"].format(place=self.say(place), head=self.words["head"].lower(), years=told)

    def _many(self, what: str, n: int) -> str:
        one, many = (self.plan.heading(w) for w in _WORDS[self.plan.lang][what])
        return one if n == 1 else many.format(f"{n:,}")

    def _order(self) -> list[Place]:
        """Facts by place, then newest meeting first, then kind; a meeting has its place even where no fact is chosen."""
        held: dict[str, tuple[str, str]] = {}
        found: list[Place] = []
        for meeting in self.plan.selection.meetings:
            newest = "".join(chr(0x10FFFF - ord(c)) for c in meeting.date or "")
            held[meeting.id] = (meeting.region or "", newest or _LAST)
            found.append(Place(*held[meeting.id], meeting.id, -1, -1, ""))
        for count, fact in enumerate(self.plan.selection.facts):
            region, newest = held.get(fact.meeting or "", (fact.region or "", _LAST))
            meeting_id = fact.meeting if fact.meeting in held else None
            found.append(Place(region, newest, meeting_id or "", _ORDER[fact.kind], count, fact.id))
        return sorted(found, key=lambda place: (place.region or _LAST, *place[1:]))

    def _meeting(self, meeting_id: str, region: str, ids: Sequence[str]) -> Iterator[str]:
        meeting = self.plan.meeting(meeting_id) if meeting_id else None
        if meeting is None:
            yield f"### {self.words['elsewhere']}"
        else:
            yield from self._card(self.plan.spelling.record(meeting))
        facts = list(self.plan.facts(ids))
        self.written += len(facts)
        self.here = region
        by_kind = {kind: list(held) for kind, held in groupby(facts, key=lambda fact: fact.kind)}
        yield from self._persons([f for f in by_kind.get("person", ()) if isinstance(f, Person)])
        yield from self._figures([f for f in by_kind.get("figure", ()) if isinstance(f, Figure)])
        for kind in _NAMED:
            if held := by_kind.get(kind):
                yield ""
                yield f"**{self.words[kind]}**"
                yield ""
                yield from (f"- {self._named(fact)}{self.note(fact)}" for fact in held)
        yield from self._quotes([f for f in by_kind.get("quote", ()) if isinstance(f, Quote)])

    def _card(self, meeting: Meeting) -> Iterator[str]:
        words = self.words
        yield f"### {escaped(meeting.name)}"
        yield ""
        notes = "".join(f"[^{self.numbers[i]}]" for i in meeting.articles if i in self.numbers)
        day = self.plan.heading(period(meeting.date, self.plan.lang))
        kind = "" if meeting.kind == "其他" else self.code("meeting_kind", meeting.kind)
        if head := words["comma"].join(part for part in (day, kind) if part) or notes:
            yield f"- {head}{notes if head != notes else ''}"
        if meeting.theme:
            yield f"- {words['theme']}{words['colon']}{escaped(meeting.theme)}"
        if meeting.aka:
            yield f"- {words['aka']}{words['colon']}{escaped('、'.join(meeting.aka))}"

    def _persons(self, persons: Sequence[Person]) -> Iterator[str]:
        """Each once, with what he does that counts most; those of one office together."""
        words = self.words
        seen: dict[str, Person] = {}
        for person in sorted(persons, key=lambda p: _ROLES.index(p.role)):
            seen.setdefault(person.name, person)
        told = []
        for (title, role, article), held in groupby(seen.values(), key=lambda p: (p.title, p.role, p.article)):
            names = "、".join(escaped(self.plan.spelling.person(p.name)) for p in held)
            note = f"[^{self.numbers[article]}]" if article in self.numbers else ""
            does = f"{words['open']}{self.code('role', role)}{words['close']}" if role else ""
            told.append(words["part"].join(filter(None, (self.say(title), names))) + does + note)
        if told:
            yield ""
            yield f"**{words['who']}**{words['colon']}{words['semicolon'].join(told)}"

    def _figures(self, figures: Sequence[Figure]) -> Iterator[str]:
        """As the articles tell them; those of one project after those of the place."""
        if not figures:
            return
        yield ""
        yield "| " + " | ".join(self.heads) + " |"
        yield "| --- | ---: | --- | --- | --- |"
        for figure in sorted(figures, key=lambda f: (f.about is not None, self.numbers.get(f.article, 0), f.start)):
            cells = (
                self.elsewhere(figure) + self.say(figure.measure),
                escaped(self.plan.heading(said(self.plan.spelling.record(figure), self.plan.lang))),
                self.plan.heading(period(figure.horizon, self.plan.lang)),
                self.code("status", figure.status),
                self.note(figure),
            )
            yield "| " + " | ".join(cells) + " |"

    def _named(self, fact: Fact) -> str:
        told = self.elsewhere(fact) + self.say(getattr(fact, "name", ""))
        if isinstance(fact, Policy):
            more = [self.say(m) for m in (fact.number, fact.issuer) if m]
        elif isinstance(fact, Project):
            more = [self.say(m) for m in (fact.investor, fact.industry) if m]
            more += [self.code("stage", fact.stage)] if fact.stage else []
        else:
            more = [self.plan.heading(period(getattr(fact, "horizon", None), self.plan.lang))]
        extra = self.words["comma"].join(m for m in more if m)
        return f"{told}{self.words['open']}{extra}{self.words['close']}" if extra else told

    def _quotes(self, quotes: Iterable[Quote]) -> Iterator[str]:
        for number, quote in enumerate(quotes):
            if not number:
                yield ""
                yield f"**{self.words['quote']}**"
            yield ""
            speaker = (
                f"{self.words['dash']}{escaped(self.plan.spelling.person(quote.speaker))}" if quote.speaker else ""
            )
            inner = self.say(quote.text).translate(_INNER)
            yield f"> “{inner}”{speaker}{self.note(quote)}"

    def code(self, column: str, code: str | None) -> str:
        """A word of a closed list, in the language of the headings."""
        return escaped(self.plan.heading(word(column, code, self.plan.lang) or ""))

    def elsewhere(self, fact: Fact) -> str:
        """The fact's own place, where it is not that of the meeting."""
        from store.regions.table import region_of

        if not fact.region or fact.region == self.here:
            return ""
        region = region_of(fact.region)
        return f"{self.say(region.name)}{self.words['colon']}" if region else ""

    def note(self, fact: Fact) -> str:
        number = self.numbers.get(fact.article)
        return f"[^{number}]" if number else ""

    def footnote(self, article: Article) -> str:
        """Outlet, headline, day, and where it is found."""
        told = self.plan.spelling.record(article)
        words = self.words
        address = f"<{article.url}>" if article.url and web(article.url) else _file(article.source)
        day = self.plan.heading(period(article.published, self.plan.lang))
        title = f"《{escaped(told.title)}》" if told.title else ""
        outlet = escaped(told.publisher) if told.publisher else ""
        head = words["colon"].join(part for part in (outlet, title) if part)
        return f"[^{self.numbers[article.id]}]: " + words["comma"].join(part for part in (head, day, address) if part)

    def place(self, code: str) -> str:
        """The division with those above it."""
        if not code:
            return self.words["nowhere"]
        from store.regions.table import path

        names = "".join(region.name for region in path(code) if region.level != "country")
        return self.say(names or "全国")

    def say(self, text: str | None) -> str:
        return escaped(self.plan.spelling.word(text)) if text else ""


def _file(name: str) -> str:
    """The name of a file as code, where no backtick stands in the way."""
    return escaped(name) if "`" in name else f"`{plain(name)}`"


def escaped(text: str) -> str:
    """Text on one line in which Markdown and HTML see nothing to do."""
    return _MARKS.sub(r"\\\1", plain(text))
