"""Made-up articles with their records, and a store filled with them: what the tests of the screen read.

An article is written once, with the evidence of each fact between ⟦ and ⟧ and the fact's name before a bar; offsets
are counted from that. The places are real, everything that is said of them is invented.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from store.database import Library
from store.records import (
    Article,
    Campaign,
    Dropped,
    Fact,
    Figure,
    Goal,
    Mention,
    Person,
    Policy,
    Project,
    Quote,
    Repair,
    RepairCount,
)

_MARK = re.compile(r"⟦(?P<name>[a-z0-9]+)\||⟧")


def read_marked(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The text without its marks, and where each named piece stands; pieces may lie within one another."""
    text, spans, begun, at = "", {}, [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match["name"]:
            begun.append((match["name"], len(text)))
        else:
            name, start = begun.pop()
            spans[name] = (start, len(text))
    return text + marked[at:], spans


def written(id: str, marked: str, records: dict[str, Any], **fields: Any) -> tuple[Article, list[Mention], list[Fact]]:
    """An article and its records; `records` says what each marked piece is: a class and its fields."""
    text, spans = read_marked(marked)
    article = Article(id=id, source=f"{id}.txt", text=text, **fields)
    mentions, facts = [], []
    for name, (kind, values) in records.items():
        start, end = spans[name]
        common = {"id": f"{id}-{name}", "article": id, "start": start, "end": end}
        if kind is Mention:
            mentions.append(Mention(**common, **values))
        else:
            facts.append(kind(**common, literal=text[start:end], trace={"name": f"made.{name}"}, **values))
    return article, mentions, facts


CHANGZHOU = {"region": "320400", "meeting": "cz23a-m"}
CZ_MENTION = {
    "name": "全市推动高质量发展大会",
    "region": "320400",
    "date": "2023-01-28",
    "kind": "发展大会",
    "occasion": "new_year",
    "aka": ("新春第一会",),
    "theme": "拼经济、抓项目",
}

ARTICLES: tuple[tuple[Article, list[Mention], list[Fact]], ...] = (
    written(
        "cz23a",
        "⟦m|1月28日，我市召开全市推动高质量发展大会⟧，动员全市上下拼经济、抓项目。⟦p1|市委书记周明远讲话⟧，"
        "⟦p2|市长林知夏主持⟧。\n"
        "会议提出，今年⟦f1|地区生产总值增长6.5%左右⟧，⟦f2|固定资产投资突破1500亿元⟧，⟦f3|新引进亿元以上项目120个⟧。"
        "“⟦q1|项目是发展的硬支撑，没有项目就没有未来⟧”，周明远说。\n"
        "大会发布⟦po|《关于推进新型工业化的若干措施》⟧，部署开展⟦c1|“项目攻坚年”⟧，加快建设⟦g1|国际化智造名城⟧。"
        "现场签约的⟦j1|远航动力电池四期项目⟧总投资⟦f4|86.5亿元⟧，计划建设5条产线，首批设备10月进场。\n"
        "过去一年，全市累计走访企业3200家，解决问题1856项；新增绿化面积约450亩，办好民生实事38件。",
        {
            "m": (Mention, CZ_MENTION),
            "p1": (Person, {**CHANGZHOU, "name": "周明远", "title": "市委书记", "role": "讲话"}),
            "p2": (Person, {**CHANGZHOU, "name": "林知夏", "title": "市长", "role": "主持"}),
            "f1": (
                Figure,
                {
                    **CHANGZHOU,
                    "measure": "地区生产总值增幅",
                    "value": 6.5,
                    "unit": "%",
                    "comparator": "~",
                    "status": "target",
                }
                | {"horizon": "2023", "indicator": "gdp", "basis": "yoy", "inferred": ("horizon",)},
            ),
            "f2": (
                Figure,
                {**CHANGZHOU, "measure": "固定资产投资", "value": 150000000000, "unit": "元", "comparator": ">"}
                | {"status": "target", "horizon": "2023", "indicator": "fixed_investment", "basis": "level"},
            ),
            "f3": (
                Figure,
                {**CHANGZHOU, "measure": "新引进亿元以上项目", "value": 120, "unit": "个", "comparator": "="}
                | {"status": "target", "horizon": "2023", "indicator": "projects", "tier_min": 100000000},
            ),
            "f4": (
                Figure,
                {**CHANGZHOU, "measure": "远航动力电池四期项目总投资", "value": 8650000000, "unit": "元"}
                | {"comparator": "=", "status": "result", "indicator": "project_investment", "damage": "guessed"},
            ),
            "q1": (Quote, {**CHANGZHOU, "speaker": "周明远", "text": "项目是发展的硬支撑，没有项目就没有未来"}),
            "po": (Policy, {**CHANGZHOU, "name": "关于推进新型工业化的若干措施", "issuer": "常州市人民政府"}),
            "c1": (Campaign, {**CHANGZHOU, "name": "项目攻坚年", "horizon": "2023"}),
            "g1": (Goal, {**CHANGZHOU, "name": "国际化智造名城"}),
            "j1": (
                Project,
                {
                    **CHANGZHOU,
                    "name": "远航动力电池四期项目",
                    "investor": "远航动力",
                    "industry": "新能源",
                    "stage": "signed",
                },
            ),
        },
        title="常州召开推动高质量发展大会 拼经济抓项目",
        publisher="常州日报",
        published="2023-01-29",
        url="https://news.example.com/cz/2023/0129.html",
        region="320400",
        repaired=(
            Repair(start=1, end=2, raw="㈢", repaired="月", kind="gbk", certain=True),
            Repair(start=10, end=11, raw="*", repaired="市", kind="mask", certain=False),
        ),
        repairs=(RepairCount(kind="gbk", count=1), RepairCount(kind="mask", count=1)),
        dropped=(
            Dropped(after=0, text="首页 > 新闻 > 常州", rule="line.breadcrumb"),
            Dropped(after=65, text="点击下载本报客户端", rule="line.advert"),
        ),
    ),
    written(
        "cz23b",
        "⟦m|1月28日，常州市召开全市推动高质量发展大会⟧。会上，⟦p1|市委书记周明远⟧要求各地比学赶超。\n"
        "⟦f1|武进区去年实现规上工业产值8000亿元⟧，居全市第一。",
        {
            "m": (Mention, CZ_MENTION | {"theme": None}),
            "p1": (
                Person,
                {"region": "320400", "meeting": "cz23b-m", "name": "周明远", "title": "市委书记", "role": "讲话"},
            ),
            "f1": (
                Figure,
                {"region": "320412", "measure": "规上工业产值", "value": 800000000000, "unit": "元", "comparator": "="}
                | {"status": "result", "horizon": "2022", "indicator": "industrial_output", "basis": "level"},
            ),
        },
        title="新春第一会！常州吹响号角",
        publisher="江南在线",
        published="2023-01-30",
        region="320400",
    ),
    written(
        "cz24",
        "⟦m|2月18日，常州市召开新春第一会⟧。⟦f1|今年安排市级重点项目180个⟧，⟦f2|年度计划投资1200亿元⟧。",
        {
            "m": (Mention, CZ_MENTION | {"name": "全市优化营商环境大会", "date": "2024-02-18", "theme": None}),
            "f1": (
                Figure,
                {"region": "320400", "meeting": "cz24-m", "measure": "市级重点项目", "value": 180, "unit": "个"}
                | {"comparator": "=", "status": "target", "horizon": "2024", "indicator": "projects"},
            ),
            "f2": (
                Figure,
                {"region": "320400", "meeting": "cz24-m", "measure": "市级重点项目年度计划投资", "value": 120000000000}
                | {"unit": "元", "comparator": "=", "status": "target", "horizon": "2024"},
            ),
        },
        title="常州新春第一会聚焦营商环境",
        publisher="常州日报",
        published="2024-02-19",
        region="320400",
    ),
    written(
        "nj23",
        "⟦m|2月3日，江北新區召開重大項目推進會⟧。⟦f1|一季度集中開工項目42個、總投資超300億元⟧。\n"
        "⟦p1|新區黨工委書記何以寧出席⟧。⟦g1|全力打造“芯片之城”⟧，于婷婷等企業代表發言。",
        {
            "m": (
                Mention,
                {"name": "重大项目推进会", "region": "320100-江北新区", "date": "2023-02-03", "kind": "推进会"},
            ),
            "f1": (
                Figure,
                {"region": "320100-江北新区", "meeting": "nj23-m", "measure": "集中开工项目", "value": 42, "unit": "个"}
                | {"comparator": "=", "status": "result", "horizon": "2023-01/2023-03", "stage": "started"},
            ),
            "p1": (
                Person,
                {"region": "320100-江北新区", "meeting": "nj23-m", "name": "何以宁", "title": "新区党工委书记"}
                | {"role": "出席"},
            ),
            "g1": (Goal, {"region": "320100-江北新区", "meeting": "nj23-m", "name": "芯片之城"}),
        },
        title="江北新区：重大项目推进会召开",
        publisher="金陵观察",
        published="2023-02-04",
        script="Hant",
        region="320100-江北新区",
    ),
    written(
        "gc",
        "⟦m|3月1日上午，高淳区举行项目集中签约活动⟧。⟦f1|签约项目18个⟧，⟦f2|协议投资额65亿元⟧。",
        {
            "m": (Mention, {"name": "项目集中签约活动", "region": "320118", "date": "XXXX-03-01", "kind": "签约活动"}),
            "f1": (
                Figure,
                {"region": "320118", "meeting": "gc-m", "measure": "签约项目", "value": 18, "unit": "个"}
                | {"comparator": "=", "status": "result", "stage": "signed"},
            ),
            "f2": (
                Figure,
                {
                    "region": "320118",
                    "meeting": "gc-m",
                    "measure": "签约项目协议投资额",
                    "value": 6500000000,
                    "unit": "元",
                }
                | {"comparator": "=", "status": "result", "stage": "signed", "damage": "certain"},
            ),
        },
        title=None,
        region="320118",
    ),
    written(
        "jy",
        "姜堰区的⟦j1|溱湖湿地康养项目⟧昨日开工。",
        {"j1": (Project, {"region": "321204", "name": "溱湖湿地康养项目", "stage": "started"})},
        title="姜堰又一项目开工",
        published="2022-11-02",
        region="321204",
    ),
    written(
        "cn",
        "去年⟦f1|全国居民人均可支配收入增长5%⟧。某地⟦f2|新建口袋公园30个⟧。",
        {
            "f1": (
                Figure,
                {"region": "100000", "measure": "居民人均可支配收入增幅", "value": 5, "unit": "%", "comparator": "="}
                | {"status": "result", "basis": "yoy"},
            ),
            "f2": (Figure, {"region": None, "measure": "新建口袋公园", "value": 30, "unit": "个", "status": "result"}),
        },
        title="两则简讯",
        region=None,
    ),
)


def fill(folder: Path) -> None:
    """A store in `folder` with all of them."""
    with Library.open(folder) as library:
        library.commit(
            [a for a, _, _ in ARTICLES],
            [m for _, ms, _ in ARTICLES for m in ms],
            [f for _, _, fs in ARTICLES for f in fs],
            {},
        )
