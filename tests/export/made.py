"""Records held in memory, to be exported like those of a store; and a few that hold what strangers may send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from store.records import (
    Article,
    Campaign,
    Fact,
    Figure,
    Goal,
    Meeting,
    Person,
    Policy,
    Project,
    Quote,
    Region,
    Repair,
    Span,
)  # fmt: skip
from store.regions.table import path


@dataclass
class Shelf:
    by_article: dict[str, Article]
    by_meeting: dict[str, Meeting]
    by_fact: dict[str, Fact]

    def read_articles(self, ids: Iterable[str]) -> Iterator[Article]:
        return (self.by_article[i] for i in ids if i in self.by_article)

    def read_meetings(self, ids: Iterable[str]) -> Iterator[Meeting]:
        return (self.by_meeting[i] for i in ids if i in self.by_meeting)

    def unread_articles(self) -> set[str]:
        return set()

    def facts(self, *, meeting: str | None = None, ids: Iterable[str] | None = None) -> list[Fact]:
        if meeting is not None:
            return [fact for fact in self.by_fact.values() if fact.meeting == meeting]
        return [self.by_fact[i] for i in ids or () if i in self.by_fact]


@dataclass
class Records:
    """A selection of records in memory."""

    articles: list[Article]
    meetings: list[Meeting]
    facts: list[Fact]
    query: str | None = None
    library: Shelf = field(init=False)

    def __post_init__(self) -> None:
        self.library = Shelf(
            {a.id: a for a in self.articles}, {m.id: m for m in self.meetings}, {f.id: f for f in self.facts}
        )

    @property
    def divisions(self) -> list[tuple[str, str | None]]:
        return [(article.id, article.region) for article in self.articles]

    @property
    def article_ids(self) -> list[str]:
        return [a.id for a in self.articles]

    @property
    def meeting_ids(self) -> list[str]:
        return [m.id for m in self.meetings]

    @property
    def fact_ids(self) -> list[str]:
        return [f.id for f in self.facts]

    @property
    def regions(self) -> list[Region]:
        codes = {r.region for group in (self.articles, self.meetings, self.facts) for r in group if r.region}
        found = {region.code: region for code in codes for region in path(code)}
        return [found[code] for code in sorted(found)]


TEXT = (
    "1月28日,徐汇区召开全区推进会。区委书记于婷婷讲话。全区签约项目30个,总投资902.7亿元,增长5%—6.5%。\n"
    "“拼经济就是拼互联网项目!”于婷婷说。会上发布《若干措施》,开展招商突破年,打造创新高地,建设软件园项目,第一批开工。"
)


def span(piece: str, text: str = TEXT) -> dict[str, int]:
    return {"start": text.index(piece), "end": text.index(piece) + len(piece)}


def sample(title: str = "徐汇区召开推进会", query: str | None = "in:徐汇") -> Records:
    """One article with its meeting and a fact of each kind."""
    guessed = span("第一批")
    article = Article(
        id="a1", source="news/001.txt", url="https://news.example/1", title=title, publisher="徐汇日报",
        published="2023-01-29", text=TEXT, region="310104", rules="7",
        repaired=(Repair(start=guessed["start"], end=guessed["start"] + 1, raw="*", repaired="第", kind="mask",
                         certain=False),),
    )  # fmt: skip
    shared = {"article": "a1", "region": "310104", "meeting": "m1"}
    facts: list[Fact] = [
        Person(id="p1", **span("区委书记于婷婷"), **shared, name="于婷婷", title="区委书记", role="讲话"),
        Figure(id="f1", **span("签约项目30个"), **shared, measure="签约项目", value=30, unit="个", comparator="=",
               status="result", indicator="projects", stage="signed", literal="30个", trace={"value": "figure.count"}),
        Figure(id="f2", **span("总投资902.7亿元"), **shared, measure="总投资", value=90270000000, unit="元",
               comparator=">", status="result", horizon="2023", indicator="project_investment", literal="902.7亿元",
               about="j1", corrected=("value",), tags=("重点",)),
        Figure(id="f3", **span("增长5%—6.5%"), **shared, measure="增幅", value=5, value_max=6.5, unit="%",
               comparator="=", status="target", indicator="gdp", basis="yoy", literal="5%—6.5%", inferred=("region",)),
        Quote(id="q1", **span("“拼经济就是拼互联网项目!”"), **shared, speaker="于婷婷", text="拼经济就是拼互联网项目!"),
        Policy(id="y1", **span("《若干措施》"), **shared, name="若干措施", number="徐府发〔2023〕1号"),
        Campaign(id="c1", **span("招商突破年"), **shared, name="招商突破年"),
        Goal(id="g1", **span("创新高地"), **shared, name="创新高地", horizon="2025"),
        Project(id="j1", **span("软件园项目"), **shared, name="软件园项目", investor="甲公司", stage="started"),
        Campaign(id="c2", **span("第一批开工"), article="a1", region="310104", name="第一批"),
    ]  # fmt: skip
    meeting = Meeting(
        id="m1", name="全区推进会", region="310104", date="2023-01-28", kind="推进会", articles=("a1",),
        aka=("新春第一会",), occasion="new_year", theme="拼经济", mentions=(Span(article="a1", **span("1月28日,徐汇区召开全区推进会")),),
    )  # fmt: skip
    return Records([article], [meeting], facts, query)
