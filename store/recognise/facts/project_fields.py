"""Fields of a project beside its name: the division it lies in, who invests, its industry. How far it is: `project_stage`.

A division inside the name (南京衡石…) is where the company comes from: what is in force before the name counts, and of a
project that the article names again the first place. What the sentence does not say stays None.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.about import governing, near, within
from store.recognise.facts import vocabulary
from store.recognise.facts.naming import clause, clause_end, name_of
from store.recognise.facts.person import full
from store.recognise.fronting import fronts_a_name
from store.recognise.rules import Candidate, filler
from store.recognise.sited import seated_next
from store.regions.table import parent, short

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

_SOURCE = "RECORDS.md, Derived fields"
_COMPANY = r"[一-鿿A-Za-z()·]{2,24}?(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|公司|股份)"
_INVESTED = re.compile(rf"由(?P<who>{_COMPANY})(?:等)?(?:全额|共同|联合|独资|参与)?(?:投资|出资|承建|打造|实施|负责)")
_OWN = re.compile(rf"(?P<who>{_COMPANY})(?=年产|[一二三四五六七]期|[一-鿿A-Za-z\d]{{2,}})")
_INVESTS = re.compile(
    rf"(?P<who>{_COMPANY})(?:总投资|计划投资|投资)?[^,。;]{{0,14}}?(?:投资建设|投资兴建|投资的|建设的|兴建的)$"
)
# 某集团将投资45亿元,在临江建设…: the company a clause before, and what it signed.
_WILL_INVEST = re.compile(
    rf"(?P<who>{_COMPANY})(?:将|拟|计划|也|还|再|共同|一期|总)*投资[^,。;]{{0,18}},?(?:在[^,。;]{{2,14}})?(?:建设|兴建|新建|打造|设立|扩建)(?:了|的)?[^,。;]{{0,4}}$"
)
_SIGNS = re.compile(rf"与(?P<who>{_COMPANY})(?:签下|签约|签订|签署|达成)了?$")
_TOLD_NEXT = re.compile(
    rf"\s*(?:该|这个|这一)?(?:项目|工程|基地|园区)(?:是|系)?由(?P<who>{_COMPANY})[^,。;]{{0,12}}(?:投资|出资|建设|兴建)"
)
_LED = re.compile(
    r"(?:[^,。;]{0,12}(?:是由|则是|的是|项为|(?<!华)为(?!民))由?|由|[^,。;]{2,10}的|与)?(?:[港台外民]资|民营|本地|龙头|国有|知名|世界500强)*(?:企业)?"
)
_LIST_BEFORE = re.compile(
    r"(?:、|和|及|:|观摩了?|察看了?|查看了?|考察了?|来到|走进|包括|分别是|分别为|签约|引进|其中)$"
)


@filler(
    "project.region_around_name",
    kind="project",
    fills="region",
    example="与会人员观摩了江北新区的南京衡石研发基地",
    near_miss="与会人员观摩了江北新区的衡石研发基地",
    source="RECORDS.md, Regions",
    priority=1,
    infers=True,
)
def region_around_name(candidate: Candidate, sentence: Sentence) -> str | None:
    """The division in force before the name, where a division in the name would hide it or the name stood before."""
    document = sentence.document
    start, end = candidate.span
    if (own := _opens_with(sentence, start, end)) is not None:
        return own
    first = document.plain.find(sentence.text[start:end])
    if 0 <= first < sentence.start + start:
        earlier = next((s for s in document.sentences if s.start <= first < s.end), None)
        if earlier is not None and not earlier.heading:
            return _region_before(earlier, first - earlier.start)
    if _of_the_next(sentence, end):
        before = sentence.document.sentences[sentence.index - 1]
        return before.context.region if before.paragraph.section == sentence.paragraph.section else None
    if _THEN.match(sentence.text) and not any(p.code and p.end <= end for p in sentence.places):
        return _last_stop(sentence)
    if (seat := _SEATED.match(sentence.text, end)) is not None:
        there, at = None, seat.end()
        for place in sentence.places:
            if place.start == at and place.code:
                there, at = place, place.end  # 南京市江宁区
        if there is not None and not _stranger(sentence, there.code or ""):
            return there.code
    if sentence.text.count("项目") < 2 and (settled := _SETTLED.search(sentence.text, end)) is not None:
        seat_ = next((p for p in sentence.places if p.start == settled.end() and p.code), None)
        # 位于齐河县的某北储气库项目: the next item's.
        its = seat_ is not None and not _ANOTHER.match(sentence.text, seat_.end)
        wider = seat_ is not None and seat_.code != document.base and within(document.base, seat_.code or "")
        if seat_ is not None and its and not wider and not _stranger(sentence, seat_.code or ""):
            return seat_.code
    if (follows := seated_next(sentence)) is not None and not _stranger(sentence, follows.code or ""):
        return follows.code
    found = _region_before(sentence, start)
    return found if found != governing(sentence, start)[0] else None


_ANOTHER = re.compile(r"的[^,。;]{2,24}(?:项目|工程|基地|园|厂|库|电站)(?!内|里)")
_SETTLED = re.compile(r",(?:项目)?(?:落户|选址|位于|坐落)(?:在|于)?")
_SEATED = re.compile(r"(?:正式|成功|已|也|将)*(?:落户|选址|位于|坐落|落地)(?:在|于)?")


def _opens_with(sentence: Sentence, start: int, end: int) -> str | None:
    """The division that the name opens with, where it lies within the one in force: 株洲…超级工厂 in a report of 湖南."""
    place = next((p for p in sentence.places if _opens_at(sentence, p, start) and p.end < end), None)
    force = _region_before(sentence, start)
    if place is None or place.code is None or force is None or "-" in force:
        return None
    code = place.code.partition("-")[0]  # a zone in the name is part of it: 襄阳高新区科技城
    base = sentence.document.base
    # 富锦…产业园、同江…扩能: of a list each has its own, within the division of the report.
    return (
        code
        if code != force
        and (within(code, force) or (base not in (None, code) and within(code, base) and not within(force, code)))
        else None
    )


def _opens_at(sentence: Sentence, place: Place, start: int) -> bool:
    """Whether the division opens what starts there: 砚山 does 文山砚山…产业园, not 酒泉 酒泉至湖南特高压."""
    if place.code is None or sentence.text[place.end : place.end + 1] in ("至", "到", "—", "-"):
        return False
    above = parent(place.code)
    return place.start == start or (above is not None and sentence.text[start : place.start] == short(above))


# A round goes on: 随后,调研组来到…基地 stays in the county of the stop before.
_THEN = re.compile(
    r"\s*(?:随后|接着|紧接着|之后|接下来|而后)[^。;]{0,16}(?:来到|走进|察看|查看|深入|前往|到|参观|观摩)"
)


def _last_stop(sentence: Sentence) -> str | None:
    """The county of the stop before, if the paragraph before stopped anywhere; of a town, the county it lies in."""
    earlier = sentence.document.sentences[: sentence.index]
    if not earlier or earlier[-1].paragraph.section != sentence.paragraph.section:
        return None
    code = earlier[-1].context.region
    return code.partition("-")[0] if code and code != sentence.context.region else None


def _of_the_next(sentence: Sentence, end: int) -> bool:
    """Whether the division in force came with the next project: ⟦…产业园⟧二期开工,沈丘县…项目投产."""
    text, force = sentence.text, sentence.context.region
    if sentence.index == 0 or any(p.code and p.end <= end for p in sentence.places):
        return False
    place = next((p for p in sentence.places if p.code), None)
    if place is None or place.code != force or text[place.start - 1] not in ",;":
        return False
    return _NEXT.search(text, place.end, clause_end(text, place.end)) is not None


_NEXT = re.compile(r"项目|产业园|工业园|科技园|基地")


def _region_before(sentence: Sentence, start: int) -> str | None:
    """The division in force where a project's name starts: none in a name of a list, none from before a semicolon."""
    text = sentence.text
    begin = text.rfind(";", 0, start) + 1
    for place in reversed(sentence.places):
        if not begin <= place.start < place.end <= start or place.code is None or place.leads:
            continue
        # 肇东市与深圳某公司签约的…项目: the firm's seat is no second place.
        if place.listed and not (full(place.name) and text[place.end : place.end + 1] == "与"):
            continue
        if _ends_a_line(sentence, place):
            continue
        if text[place.start - 1 : place.start] == "由" and _PAYS.match(text, place.end):
            continue  # 由北京市全额投资
        if text[place.start - 1 : place.start] == "(" or place.inside_org or _stranger(sentence, place.code):
            continue
        own = sentence.context.region
        if own and own != place.code and within(own, place.code):
            if place.name[-1] not in "省市区县州盟旗" or fronts_a_name(sentence, place):
                continue  # 福建衡龙能源合资的项目: the firm's
            if place.end == start and text[place.start - 1 : place.start] == "、":
                continue  # 一行来到甲项目、重庆市乙厂房扩建项目: it fronts an item's name
            if place.start < clause(text, start) and place.rule.startswith("region.whole"):
                continue  # 鹤山市…,增速居全市首位,…项目投产
        in_a_name = _LIST_BEFORE.search(text[: place.start]) and re.match(r"[一-鿿A-Za-z(]", text[place.end :])
        if in_a_name and place.name[-1:] not in "市区县镇乡旗盟州" and text[place.end : place.end + 1] != "的":
            continue
        if "、" in text[place.end : start] and ("-" in place.code or ";" not in text) and _NAMES.match(text, place.end):
            continue  # 庄里镇奶山羊示范园、温泉河治理: it opens another item's name
        return place.code
    force = sentence.context.region if start >= sentence.context.region_from else sentence.context.region_before[0]
    told = [p for p in sentence.places if p.code == force]
    if told and all(_ends_a_line(sentence, p) for p in told):
        return sentence.context.region_before[0] or sentence.document.base
    named = [p for p in sentence.places if p.code == force and p.start >= start]
    base = sentence.document.base
    alone = len(named) == 1 and named[0].start == start
    if alone and not named[0].rule.startswith("region.whole") and base is not None and not within(force, base):
        return sentence.context.region_before[0] or base  # 厦门衡信…项目 of 漳州: the name's place is the firm's
    return force


def _ends_a_line(sentence: Sentence, place: Place) -> bool:
    """Whether the place is an end of a line: 中山至开平高速."""
    return "至" in (sentence.text[place.start - 1 : place.start], sentence.text[place.end : place.end + 1])


_PAYS = re.compile(r"(?:全额|独资|共同|对口)?(?:投资|出资|援建|支援)")
_NAMES = re.compile(r"(?!的)[一-鿿A-Za-z\d()“”—\-·]{2,30}、")


def _stranger(sentence: Sentence, code: str) -> bool:
    """东莞 of a firm that invests elsewhere: neither in the division in force, nor beside it, nor above it."""
    force = sentence.context.region
    if force is None or near(code, force) or near(force, code):
        return False
    base = sentence.document.base
    begins = {p.end: p.start for p in sentence.places}  # 惠州 before 大亚湾经济技术开发区
    starts = (begins.get(p.start, p.start) for p in sentence.places if p.code == code)
    opens = any(sentence.text[max(0, start - 1) : start] in ("", ",", ";") for start in starts)
    return not (opens and base is not None and within(code, base))


@filler(
    "project.investor_named",
    kind="project",
    fills="investor",
    example="该项目由恒远新材料有限公司投资建设",
    near_miss="该项目由市城建部门负责",
    source=_SOURCE,
)
def investor_named(candidate: Candidate, sentence: Sentence) -> str | None:
    """The company that invests: 由…公司投资 behind the name, the company right before it, or the one it opens with."""
    text = sentence.text
    start, end = candidate.span
    stop = text.find("。", end)
    behind = _INVESTED.search(text, end, stop if stop > 0 else len(text))
    if behind and "项目" not in text[end : behind.start()]:
        return _company(sentence, behind)
    if own := _OWN.fullmatch(text, start, end) or _OWN.match(text, start, end):
        return _company(sentence, own)
    begin = clause(text, start)
    if before := _INVESTS.search(text, begin, start) or _SIGNS.search(text, begin, start):
        return _company(sentence, before)
    opens = max(text.rfind(stop_, 0, start) for stop_ in "。;“”") + 1
    if before := _WILL_INVEST.search(text, max(opens, start - 80), start):
        return _company(sentence, before)
    here = sentence.paragraph.sentences
    at = sentence.index - here[0].index + 1
    told = _TOLD_NEXT.match(here[at].text) if at < len(here) and text.count("项目") < 3 else None
    return _company(here[at], told) if told else None


def _company(sentence: Sentence, found: re.Match[str]) -> str | None:
    """The company's own name: without 由, 最大的是, 港资企业 before it."""
    start, end = found.span("who")
    start += len(_LED.match(sentence.text[start:end])[0])  # type: ignore[index]
    vague = "一家" in sentence.text[start:end]
    return name_of(sentence, start, end) if end - start >= 4 and not vague else None


@cache
def _industries() -> re.Pattern[str]:
    return re.compile(vocabulary.either(word for word, _ in vocabulary.industries()))


@filler(
    "project.industry_by_name",
    kind="project",
    fills="industry",
    example="景创锂能新能源项目",
    near_miss="联东二期项目",
    source=_SOURCE,
)
def industry_by_name(candidate: Candidate, sentence: Sentence) -> str | None:
    """The industry whose word stands last in the name: 智能装备光伏玻璃 is of new materials."""
    found = _industries().findall(str(candidate.fields["name"]))
    return dict(vocabulary.industries())[found[-1]] if found else None
