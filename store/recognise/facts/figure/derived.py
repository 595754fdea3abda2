"""What makes figures add up: indicator, basis, stage, tier, scope. Each is None where the text does not settle it.

The indicator is chosen by measure and unit from `store/data/indicators.tsv`, the longest alias first. No figure is
changed here, and the measure stays in the article's words.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.about import governing
from store.recognise.facts.figure.clause import clause_end, clause_start, words_before
from store.recognise.facts.figure.find import item_of
from store.recognise.facts.figure.quantity import quantities
from store.recognise.facts.figure.words import Indicator, action_pattern, actions, indicators_of
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.records import Basis, Scope, Stage

_SOURCE = "RECORDS.md, Derived fields"


@lru_cache(maxsize=4096)
def indicator_of(measure: str, unit: str | None) -> str | None:
    """The id of the indicator that the measure and its unit fit, None where none does."""
    best: tuple[int, int, int, str] | None = None
    share = None
    if unit == "%" and (share := re.search(r"占(?!地)|为年度", measure)):
        # A share is one of what stands before 占; how far a plan has come is an indicator of its own.
        whole = next(
            (r.id for r in indicators_of("%") if r.id == "completion_rate" and _fits(r.aliases, measure)), None
        )
        if whole:
            return whole
        measure = measure[: share.start()]
    ends = _by_last_sign(unit or "")
    for place, row, alias in (one for sign in ends.keys() & set(measure) for one in ends[sign]):
        end, length = _found(alias, measure)
        if not length or (share and end < len(measure)) or any(word in measure for word in row.never):
            continue
        # What stands at the measure's end is what is counted; of aliases that end there, the longest.
        if best is None or (end, length, -place) > best[:3]:
            best = (end, length, -place, row.id)
    return best[3] if best else None


@cache
def _by_last_sign(unit: str) -> dict[str, list[tuple[int, Indicator, str]]]:
    """The aliases of the indicators that are counted in the unit, by their last sign, with the row's place in the table."""
    found: dict[str, list[tuple[int, Indicator, str]]] = {}
    for place, row in enumerate(indicators_of(unit)):
        for alias in row.aliases:
            found.setdefault(alias[-1], []).append((place, row, alias))
    return found


def _fits(aliases: tuple[str, ...], measure: str) -> bool:
    return any(_found(a, measure)[1] for a in aliases)


def _found(alias: str, measure: str) -> tuple[int, int]:
    """Where the alias ends in the measure, and its length; an alias with = in front is the whole measure."""
    if alias.startswith("="):
        return (len(measure), len(alias)) if alias[1:] == measure else (0, 0)
    return (measure.rfind(alias) + len(alias), len(alias)) if alias in measure else (0, 0)


# What statistics offices report for a period.
STATISTICS = frozenset(
    "gdp gdp_per_capita primary_industry secondary_industry tertiary_industry industrial_value_added industrial_output"
    " fixed_investment industrial_investment infrastructure_investment retail trade exports fdi_utilised budget_revenue"
    " tax_revenue income income_urban income_rural tourists tourism_revenue cpi unemployment".split()
)


@filler(
    "indicator.table",
    kind="figure",
    fills="indicator",
    example="一般公共预算收入增长8%",
    near_miss="数字经济核心场景满意度8分",
    source=_SOURCE,
    priority=10,
)
def indicator(candidate: Candidate, sentence: Sentence) -> str | None:
    """By measure and unit."""
    measure = str(candidate.fields.get("measure") or "")
    unit = candidate.fields.get("unit")
    return indicator_of(measure, str(unit) if unit else None)


_YOY = re.compile(r"增长|增幅|增速|降幅|同比|下降|提高|回落")
_SHARE = re.compile(r"占|比重|占比|率$|完成投资占|份额")


@filler(
    "basis.words",
    kind="figure",
    fills="basis",
    example="一般公共预算收入增长8%",
    near_miss="项目36个",
    source=_SOURCE,
    priority=6,
)
def basis(candidate: Candidate, sentence: Sentence) -> Basis | None:
    """Growth, share, average, running total, what came on top, or the level itself."""
    measure, unit = str(candidate.fields.get("measure") or ""), candidate.fields.get("unit")
    item = item_of(candidate, sentence)
    if item is None:
        return None
    front = sentence.text[clause_start(sentence.text, item.quantity.start) : item.quantity.start]
    if re.search(r"年均|年平均", front):
        return "average_annual"
    if unit == "%":
        return "share" if _SHARE.search(measure) else "yoy" if _YOY.search(measure) else None
    if re.search(r"累计", front):
        return "cumulative"
    if re.search(r"新增|净增|新引进|新签约|新开工|新培育|新认定", measure + front) or re.search(
        r"增长$|增加$", measure
    ):
        return "increment"
    return "level" if candidate.fields.get("indicator") and unit in ("元", "美元") else None


@filler(
    "stage.action",
    kind="figure",
    fills="stage",
    example="总投资130亿元的18个项目签约",
    near_miss="规上工业产值突破5000亿元",
    source=_SOURCE,
    priority=5,
)
def stage(candidate: Candidate, sentence: Sentence) -> Stage | None:
    """How far projects and their money are: by the action of the measure, else of the clause."""
    measure = str(candidate.fields.get("measure") or "")
    if candidate.fields.get("indicator") not in (
        "projects",
        "project_investment",
        "contracted_investment",
        "fdi_utilised",
        "domestic_capital_utilised",
        "completed_investment",
        "firms",
        "land",
        "floor_area",
    ):
        return None
    if re.search(r"实际(?:利用|使用|到)|到位|到账|实到", measure):
        return "paid_in"
    found = _stage(measure)
    if found is not None:
        return found
    item = item_of(candidate, sentence)
    if item is None:
        return None
    text = sentence.text
    found = _stage(text[item.quantity.reach : clause_end(text, item.quantity.reach)])
    if found is None and re.search(r"协议|合同|签约", measure):
        return "signed"
    return found


def _stage(text: str) -> Stage | None:
    stages = [actions()[m.group()].stage for m in action_pattern().finditer(text)]
    known = [s for s in stages if s]
    return known[-1] if known else None  # type: ignore[return-value]


@filler(
    "tier_min.measure",
    kind="figure",
    fills="tier_min",
    example="新引进亿元以上项目190个",
    near_miss="总投资190亿元",
    source=_SOURCE,
    priority=5,
)
def tier_min(candidate: Candidate, sentence: Sentence) -> int | None:
    """The lower bound of the tier in the measure, in 元."""
    measure = str(candidate.fields.get("measure") or "")
    for q in quantities(measure if not measure.endswith(("级", "元", "以上")) else f"{measure}项目"):
        if q.unit == "元" and q.value == int(q.value):
            return int(q.value)
    return None


_OTHERS = re.compile(
    r"全国[^,。;]{0,6}\d{0,2}个?(?:省|地区|城市)|(?:各省|各地|其他省|兄弟省|周边)[^,。;]{0,8}(?:目标|增速)"
)


@filler(
    "scope.others",
    kind="figure",
    fills="scope",
    example="今年全国31个省份有25个将增长目标设定在5%以上",
    near_miss="全市31个项目开工",
    source=_SOURCE,
    priority=81,
)
def others(candidate: Candidate, sentence: Sentence) -> Scope | None:
    """A place quotes what others aim at."""
    return "others" if _OTHERS.search(words_before(sentence.text, candidate.span[0])) else None


@filler(
    "scope.own",
    kind="figure",
    fills="scope",
    example="全市31个项目开工",
    near_miss="全国31个省份有25个将增长目标设定在5%以上",
    source=_SOURCE,
    priority=80,
)
def own(candidate: Candidate, sentence: Sentence) -> Scope | None:
    """Everything else is the place's own."""
    return "own"


@filler(
    "region.others",
    kind="figure",
    fills="region",
    example="今年全国31个省份有25个将增长目标设定在5%以上",
    near_miss="全市31个项目开工",
    source="RECORDS.md, Figures: what others aim at is theirs",
    priority=5,
)
def region_of_others(candidate: Candidate, sentence: Sentence) -> str | None:
    """Figures of the provinces are the country's."""
    return (
        "100000"
        if re.search(
            r"全国[^,。;]{0,6}(?:\d{1,2}|[各多数])个?(?:省|地区|城市)", words_before(sentence.text, candidate.span[0])
        )
        else None
    )


_COMPARED_WITH = re.compile(
    r"(?:高于|低于|快于|好于|高出|优于|低|高|比|较)(?:全国|全省|全市|全州|全区|全县)[^,。;:]{0,8}$"
)


@filler(
    "region.compared",
    kind="figure",
    fills="region",
    example="全市生产总值增长7.1%,增速高于全省1个百分点",
    near_miss="全省生产总值增长7.1%",
    source="what a place is compared with is not what the figure is about",
    priority=6,
)
def region_compared(candidate: Candidate, sentence: Sentence) -> str | None:
    """The division in force before the comparison."""
    found = _COMPARED_WITH.search(sentence.text, max(0, candidate.span[0] - 24), candidate.span[0])
    return governing(sentence, found.start())[0] if found else None
