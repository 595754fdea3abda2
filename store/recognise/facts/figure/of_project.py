"""Which project a figure speaks of: the id of the project fact, once all facts of the article are known.

A figure is of a project where its measure holds the project's name, where the name stands right behind the sum (总投资50亿元的
某某项目), or where it says what a project costs, covers or will yield and one project was named last before it. A count
of projects between the two ends that. Nothing else of a figure is changed here.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from store.language import patterns as re
from store.language.fold import fold
from store.recognise.facts.figure.subject import own_size
from store.records import Fact, Figure, Project

if TYPE_CHECKING:
    from store.recognise.form import Form

BY_NAME, BY_PLACE, BY_LAST, BY_FORM = "about.named", "about.behind", "about.last_named", "about.form"
_FORM_LEAD = re.compile(
    r"^(?:项目|主要|建设|工程)*(?:规模|内容|概况|简介|效益)(?:及|和|与)?(?:主要|建设)*(?:规模|内容)?(?:为|是)?|^(?:配套)?(?:新?建设|新建|设(?=[一-鿿]))(?!用地|规模)(?=[一-鿿]{2})"
)
_OWN = re.compile(
    r"^(?:该|此|这个)?(?:项目|工程|基地|园区|产业园|[一二三首]期|整个项目)?(?:计划|规划|概算|设计|预计|全部)*"
    r"(?:总?投资额?|总?占地(?:面积)?|(?:建设|净)?用地(?:面积)?|总?建筑面积|厂房|床位|装机(?:容量)?|库容|年产能?|产能)$"
    r"|^年?可(?:年产|消化|处理|加工|生产|发电|接待|吸纳|带动|提供|解决|引进|容纳|新增)[一-鿿]{0,8}$"
    r"|^(?:带动|吸纳|解决)[一-鿿]{0,4}(?:就业|农户|群众)$|^(?:建有|新建|建设)?(?:标准(?:化)?厂房|气调库|生产线|分选线|床位)$"
    r"|(?:达产|投产|建成|满产|量产|投用|并网)后|^年(?:产|销售|产值|处理|发电|加工|接待|均|纳税|利税)|就业岗位$|带动就业$"
)
_BEHIND = re.compile(
    r"(?:以上|左右)?(?:、(?:总)?(?:占地|用地|建筑面积)(?:面积)?约?[\d.]{1,8}万?(?:亩|平方米|公顷))?(?:的|建设的?|兴建的?|打造的?)?$"
)
_REACH = 160  # signs between a project's name and what is said of it
_SENTENCES = 2


class _Named(NamedTuple):
    start: int
    end: int
    project: Project


def with_projects(facts: Sequence[Fact], text: str, forms: Sequence[Form] = ()) -> list[Fact]:
    """The facts, each figure with the project that it speaks of; `text` and `forms` are the article's."""
    projects = [f for f in facts if isinstance(f, Project)]
    if not projects:
        return list(facts)
    named = sorted(_occurrences(projects, text), key=lambda n: n[:2])  # one name may be two divisions'
    many = [f for f in facts if isinstance(f, Figure) and _counts_projects(f)]
    ends = [f.end for f in sorted(many, key=lambda f: f.end)]
    filled = _filled(projects, forms)
    return [
        (_in_form(f, filled) or _about(f, projects, named, ends, text)) if isinstance(f, Figure) else f for f in facts
    ]


def _filled(projects: Sequence[Project], forms: Sequence[Form]) -> list[tuple[Form, Project]]:
    """Each form with the one project that it names."""
    own = [(form, [p for p in projects if form.start <= p.start < form.end]) for form in forms]
    return [(form, named[0]) for form, named in own if len(named) == 1]


def _in_form(figure: Figure, filled: Sequence[tuple[Form, Project]]) -> Figure | None:
    """A figure in the lines below a project's name: the name stands in front of its measure, no time is handed on."""
    project = next((p for form, p in filled if form.start <= figure.start < form.end), None)
    if project is None:
        return None
    measure, name = _FORM_LEAD.sub("", figure.measure or ""), project.name or ""
    measure = measure if fold(name) in fold(measure) else name + measure
    trace, horizon, inferred = {**figure.trace, "about": BY_FORM}, figure.horizon, figure.inferred
    if trace.get("horizon") != "horizon.stated":
        trace.pop("horizon", None)
        horizon, inferred = None, tuple(f for f in inferred if f != "horizon")
    return replace(figure, about=project.id, measure=measure, horizon=horizon, inferred=inferred, trace=trace)


def _occurrences(projects: Sequence[Project], text: str) -> Iterator[_Named]:
    """Where the projects are named, at their record and wherever the same words stand."""
    for project in projects:
        literal = project.literal or text[project.start : project.end]
        if literal.startswith(("选址", "位于", "落户")):
            continue  # where it lies, no name
        at = text.find(literal)
        while at >= 0:
            yield _Named(at, at + len(literal), project)
            at = text.find(literal, at + len(literal))
        yield _Named(project.start, project.end, project)


def _counts_projects(figure: Figure) -> bool:
    return figure.unit in ("个", "项") and figure.value not in (None, 1) and (figure.measure or "").endswith("项目")


def _about(
    figure: Figure, projects: Sequence[Project], named: Sequence[_Named], many: Sequence[int], text: str
) -> Figure:
    if _counts_projects(figure):
        return figure
    found = _by_name(figure, projects)
    rule = BY_NAME
    if found is None:
        found, rule = _behind(figure, named, text), BY_PLACE
    if found is None and _OWN.search(figure.measure or ""):
        found, rule = _last(figure, named, many, text), BY_LAST
    if found is None:
        return figure
    measure, name = figure.measure or "", found.name or ""
    if rule == BY_NAME:
        measure = _clean(measure, name)
    elif _OWN.search(measure) and fold(name) not in fold(measure):
        measure = name + _CAN.sub(r"\1", _POINTER.sub("", _without(measure, name)))  # 库容 says nothing by itself
    trace, horizon, inferred = {**figure.trace, "about": rule}, figure.horizon, figure.inferred
    part = figure.status == "result" and _PART.search(measure)
    if (own_size(measure) or part) and trace.get("horizon") in _HANDED_ON:
        del trace["horizon"]  # what one project costs has no time but what its own clause names
        horizon, inferred = None, tuple(f for f in inferred if f != "horizon")
    return replace(figure, about=found.id, measure=measure, horizon=horizon, inferred=inferred, trace=trace)


_HANDED_ON = frozenset(("horizon.sentence", "horizon.paragraph", "horizon.event", "horizon.year_of_aim"))


def _without(measure: str, name: str) -> str:
    """The measure less the short form of the name that it opens with: 甲产业园达产后产值 of 甲产业园(二期)工程."""
    same = next((n for n in range(min(len(measure), len(name)), 3, -1) if measure[:n] in name), 0)
    return measure[same:]


# What a project is built of has no more a time than what it costs.
_PART = re.compile(r"(?:生产线|厂房|泊位|机台|床位|车位|学位|车间|展厅|仓库|冷库|储罐|机组|机柜|全长|面积|用地|占地)$")
_SIZE = re.compile(r"(?:(?:计划|概算)?总?投资额?|占地(?:面积)?|用地(?:面积)?|总?建筑面积|床位|装机(?:容量)?)$")
_POINTER = re.compile(r"^(?:该|此|这个)?(?:整个|主会场|会场)?(?:项目|工程|基地|园区|产业园)")
_CAN = re.compile(r"^(年?)(?:可|建有)")
_PHASE = re.compile(r"^[一二三四五六首]期")


def _clean(measure: str, name: str) -> str:
    """The measure from the project's name on: 镇里引来了甲中心投资 is 甲中心投资, 甲小镇年内投资 is 甲小镇投资."""
    name = name if name in measure else name.removesuffix("项目")
    at = measure.find(name)
    if at < 0:
        return measure
    rest = measure[at + len(name) :]
    head, rest = (name + "项目", rest[2:]) if rest.startswith("项目") else (name, rest)
    size, phase = _SIZE.search(rest), _PHASE.match(rest)
    if size is not None and size.start() > 0:
        return head + (phase.group() if phase else "") + size.group()
    return head + rest


def _by_name(figure: Figure, projects: Sequence[Project]) -> Project | None:
    """The project whose name the measure holds, the longest name first."""
    measure = fold(figure.measure or "")
    for project in sorted(projects, key=lambda p: (-len(p.name or ""), p.start)):
        name = fold(project.name or "").removesuffix("项目")
        if len(name) >= 4 and name in measure:
            return project
    return None


def _behind(figure: Figure, named: Sequence[_Named], text: str) -> Project | None:
    """总投资50亿元的某某项目: the name right behind the number; 个项目 and other units never stand so."""
    if figure.unit not in ("元", "美元", "欧元", "亩", "平方米"):
        return None
    at = bisect_left(named, figure.start, key=lambda n: n.start)
    for one in named[at : at + 4]:
        literal = figure.literal or ""
        place = text.rfind(literal, max(0, one.start - len(literal) - 8), one.start) if literal else -1
        if place >= figure.start and _BEHIND.fullmatch(text[place + len(literal) : one.start]):
            return one.project
    return None


def _last(figure: Figure, named: Sequence[_Named], many: Sequence[int], text: str) -> Project | None:
    """The project named last before the figure, in its paragraph, with no count of projects between."""
    at = bisect_left(named, figure.end, key=lambda n: n.start)
    before = next((n for n in reversed(named[max(0, at - 8) : at]) if n.end <= figure.end), None)
    if before is None or figure.start - before.end > _REACH:
        return None
    between = text[before.end : figure.start]
    if "\n" in between or between.count("。") > _SENTENCES or ";" in between or ";" in between:
        return None
    count = bisect_left(many, before.end)
    return None if count < len(many) and many[count] <= figure.start else before.project
