"""A made corpus of any size: articles with their mentions and facts, and the same as texts for the importer.

Comes in: how many, and a seed. Goes out: one article after another, the same for the same number whatever went before.
Half of the words are drawn from jieba's dictionary by their frequency, half from a grammar of the field below, so that
pairs of characters are as common and as rare as in news. No sentence is taken from a real article.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import blake2b
from itertools import accumulate

from store.records import Article, Fact, Figure, Goal, Mention, Person, Policy, Project, Quote

_THINGS = """重大项目 产业链 营商环境 招商引资 先进制造业 数字经济 生物医药 集成电路 新能源汽车 现代农业 文化旅游 跨境电商
人工智能 低空经济 海洋经济 绿色建材 高端装备 科技创新 乡村振兴 城市更新 民生实事 基础设施 轨道交通 港口物流 开发园区
专精特新 企业 外资外贸 消费市场 固定资产投资 财政收入 居民增收 生态环境 安全生产 人才队伍 作风建设 基层治理 服务专班""".split()
_DOING = """加快推进 全力抓好 持续优化 着力培育 统筹推动 扎实做好 深入实施 集中攻坚 全面落实 大力发展 积极引进 聚力建设
稳步提升 主动对接 精准服务 严格落实 切实解决 认真谋划""".split()
_MEASURES = """总投资 新签约项目 开工项目 竣工项目 年度计划投资 地区生产总值增幅 规上工业增加值增幅 一般公共预算收入
固定资产投资增幅 社会消费品零售总额 实际使用外资 外贸进出口总额 新增就业 高新技术企业 亿元以上项目 省重大项目
新增上市公司 标准厂房 新建高标准农田 改造老旧小区 产业基金规模 研发投入占比 年产值 预计年销售 达产后税收""".split()
_UNITS = (
    ("亿元", "元", 10**8),
    ("万元", "元", 10**4),
    ("%", "%", 1),
    ("个", "个", 1),
    ("家", "家", 1),
    ("亩", "亩", 1),
)
_FORMS = (
    ("动员大会", "动员会"),
    ("推进会", "推进会"),
    ("工作会议", "工作会议"),
    ("现场观摩会", "观摩会"),
    ("集中开工活动", "开工活动"),
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
_GIVEN = "伟刚勇毅俊峰强军平保东文辉力明永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固"
_OFFICES = ("书记", "市长", "区长", "副市长", "发改委主任", "工信局局长", "招商局局长")
_SAYS = ("强调", "指出", "表示", "要求", "介绍")
_ROLES = ("讲话", "主持", "出席", None)
_OUTLETS = "日报 晚报 都市报 新闻网 发布 广播电视台".split()
FIRST_DAY, DAYS = date(2018, 1, 1), 2500


@dataclass(frozen=True, slots=True)
class Made:
    """One made article with all its records, and the text as a scraper would deliver it."""

    article: Article
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]

    @property
    def source(self) -> bytes:
        head = f"{self.article.title}\n{self.article.published or ''} 来源: {self.article.publisher}\n\n"
        return (head + self.article.text).encode()


@cache
def _dictionary() -> tuple[list[str], list[int]]:
    """Words of one to four hanzi, with their running frequencies."""
    from importlib.resources import files

    words, weights = [], []
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        if len(word) <= 4 and not word.isascii() and not tag.startswith("n" if int(frequency) < 4 else "-"):
            words.append(word)
            weights.append(int(frequency))
    return words, list(accumulate(weights))


@cache
def _places() -> list[tuple[str, str]]:
    """Code and name of every prefecture and county; the first hundred take half of the news."""
    from store.regions.table import current

    found = [(e.code, e.short) for e in current() if not e.code.endswith("0000")]
    random.Random(1).shuffle(found)
    return found


def made(n: int, *, seed: int = 7) -> Made:
    """The n-th article of the corpus."""
    rng = random.Random(f"{seed}/{n}")
    places = _places()
    code, place = places[rng.randrange(100) if rng.random() < 0.5 else rng.randrange(len(places))]
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    dated = rng.random() > 0.02
    article_id = blake2b(f"{seed}/{n}".encode(), digest_size=10).hexdigest()
    # Two articles in five report a meeting that others report too.
    theme = random.Random(f"{seed}/{code}/{day}").choice(_THINGS) if rng.random() < 0.4 else rng.choice(_THINGS)
    form, kind = rng.choice(_FORMS)
    writer = _Writer(rng, article_id, code, day)
    writer.meeting(place, f"{theme}{form}", kind)
    while len(writer.text) < 2900:
        writer.paragraph(place)
    title = f"{place}召开{theme}{form} {rng.choice(_DOING)}{rng.choice(_THINGS)}"
    article = Article(
        id=article_id,
        source=f"made/{n:07d}.txt",
        url=f"https://news.example/{n}" if rng.random() < 0.7 else None,
        title=title,
        publisher=place + rng.choice(_OUTLETS),
        published=day.isoformat() if dated else None,
        text=writer.text,
        region=code,
        content=blake2b(title.encode() + article_id.encode(), digest_size=10).hexdigest(),
        rules="made",
    )
    return Made(article, tuple(writer.mentions), tuple(writer.facts))


def corpus(count: int, *, first: int = 0, seed: int = 7) -> Iterator[Made]:
    return (made(n, seed=seed) for n in range(first, first + count))


class _Writer:
    """Writes one text and notes what it states while it does."""

    def __init__(self, rng: random.Random, article: str, code: str, day: date) -> None:
        self.rng, self.article, self.code, self.day = rng, article, code, day
        self.text = ""
        self.mentions: list[Mention] = []
        self.facts: list[Fact] = []

    def words(self, count: int) -> str:
        words, weights = _dictionary()
        top = weights[-1]
        return "".join(words[bisect(weights, self.rng.randrange(top))] for _ in range(count))

    def meeting(self, place: str, name: str, kind: str) -> None:
        start = len(self.text)
        self.text += f"{self.day.month}月{self.day.day}日,{place}召开{name}"
        self.mentions.append(
            Mention(
                id=f"n{self.article[:10]}{len(self.mentions)}",
                article=self.article,
                start=start,
                end=len(self.text),
                name=name,
                region=self.code,
                date=self.day.isoformat(),
                kind=kind,  # type: ignore[arg-type]
                occasion="new_year" if self.day.month < 3 else None,
            )
        )
        self.text += "。"
        self.person()

    def paragraph(self, place: str) -> None:
        rng = self.rng
        kinds = (*[self.plain] * 8, *[self.stock] * 5, self.figure, self.figure, self.named, self.person)
        for _ in range(rng.randint(3, 7)):
            rng.choice(kinds)()
        if rng.random() < 0.1:
            other = rng.choice(_places())[1]
            self.text += f"{place}与{other}签署合作协议。"
        self.text += "\n"

    def plain(self) -> None:
        self.text += f"{self.words(self.rng.randint(4, 9))},{self.words(self.rng.randint(4, 9))}。"

    def stock(self) -> None:
        rng = self.rng
        parts = (f"{rng.choice(_DOING)}{self.words(1)}{rng.choice(_THINGS)}" for _ in range(rng.randint(2, 4)))
        self.text += ",".join(parts) + rng.choice((",为", ",以", ",让", ",用")) + self.words(3) + "。"

    def figure(self) -> None:
        rng = self.rng
        self.text += rng.choice(("今年以来,", "截至目前,", "一季度,", "全年力争", "其中"))
        start = len(self.text)
        measure = rng.choice(("", rng.choice(_THINGS), self.words(1))) + rng.choice(_MEASURES)
        written, unit, scale = rng.choice(_UNITS)
        number = round(rng.lognormvariate(3, 1.5), 1) if written in ("亿元", "%") else rng.randint(2, 3000)
        self.text += f"{measure}{number:g}{written}"
        self._fact(
            Figure, start, measure=measure, value=round(number * scale), unit=unit, comparator="=",
            status=rng.choice(("target", "result")), horizon=str(self.day.year),
            indicator=rng.choice((None, "gdp", "project_investment", "projects", "fdi_utilised")),
        )  # fmt: skip
        self.text += "。"

    def person(self) -> None:
        rng = self.rng
        name = rng.choice(_SURNAMES) + "".join(rng.sample(_GIVEN, rng.choice((1, 2, 2))))
        office = rng.choice(_OFFICES)
        start = len(self.text)
        self.text += f"{office}{name}"
        self._fact(Person, start, name=name, title=office, role=rng.choice(_ROLES))
        self.text += f"{rng.choice(_SAYS)},"
        start = len(self.text)
        said = f"{rng.choice(_DOING)}{rng.choice(_THINGS)}{self.words(5)}。"
        self.text += f"“{said}”"
        self._fact(Quote, start, speaker=name, text=said)

    def named(self) -> None:
        rng = self.rng
        kind, form = rng.choice(((Policy, "若干措施"), (Goal, "示范区"), (Project, "产业园项目")))
        self.text += "会上发布" if kind is Policy else "打造" if kind is Goal else "建设"
        start = len(self.text)
        name = f"{rng.choice(_THINGS)}{self.words(1)}{form}"
        self.text += name
        self._fact(kind, start, name=name)
        self.text += "。"

    def _fact(self, kind: type[Fact], start: int, **fields: object) -> None:
        self.facts.append(
            kind(
                id=blake2b(f"{self.article}/{len(self.facts)}".encode(), digest_size=10).hexdigest(),
                article=self.article,
                start=start,
                end=len(self.text),
                region=self.code,
                meeting=self.mentions[0].id if self.rng.random() < 0.6 else None,
                literal=self.text[start:],
                trace={"value": "made.figure", "region": "made.place"},
                **fields,  # type: ignore[arg-type]
            )
        )
