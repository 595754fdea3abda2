"""What a sum, a rate or an amount leaves unsaid: whose total investment, whose growth.

`generic` tells words that say nothing alone (总投资, 增长, 占比); `subject_before` finds what they are about: the measure of
the quantity before, the counted noun before it, or the name of a project. What stands right beside a number is `count`'s
and `measure`'s.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.fold import plain
from store.language.searching import searching
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import clause_start
from store.recognise.facts.figure.item import Item, place_names, tidy
from store.recognise.facts.figure.noun import lead_cut
from store.recognise.facts.figure.words import FALLS, RISES, action_pattern, actions, counted_pattern

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_GROWTH = (
    r"(?:同比|环比|同期|[两三四五]年(?=平均|年均)|年均|平均|分别|均|再|又|净|名义|实际|同口径|可比口径|按年|逆势|累计|可比|一度|急|劲|至少)*"
    rf"(?:增幅|增速|{RISES}|{FALLS}|多增|少增|增|升|减|降)(?:了|约)?"
)
_GENERIC = re.compile(
    rf"^(?!(?:协议|合同)引资)(?:(?:计划|协议|合同|年度|年|预计|预期|概算|估算|已|新|可|单体|平均|实际|完成)*(?:总|引)?"
    r"(?:投资|投资额|投资总额|引资|引资额|引资金额|金额|总额|资金|规模|占地|占地面积|用地|用地面积|建筑面积|总建筑面积|面积|总面积|产值|年产值|产能"
    r"|销售|销售额|销售收入|开票销售|营收|营业收入|税收|纳税|利税|利润|收入|年收入|产值(?:\(营业收入\))?|能耗)"
    rf"|{_GROWTH}|(?:增速|增幅|降幅)?(?:[较比][^,]{{0,8}})?(?:收窄|扩大)|(?:增速|增幅|涨幅|降幅)(?:[较比][^,]{{0,8}}|同比|环比)?(?:提高|提升|加快|回落|放缓|减低|下降|降低|回升)|(?:占(?!地)|较|比|为(?=年度|全年|计划|目标|去年|上年|年初|疫情前|常年)|高于|低于|高出|超过?(?:时间|序时))[^,]{{0,16}}|恢复[^,]{{0,10}}同期(?:水平)?|相当于[^,]{{0,10}}同期(?:水平)?|净增|增速|增幅|降幅|总量|占比|比重|开工率|投产率|竣工率|完成率|到位率|履约率|率)$"
)
# 完成年度任务的85.2%: how far a plan has come; what grows behind it is the measure before (同比增长56.8%).
_OF_PLAN = re.compile(
    r"(?:占|为|(?:已|仅|超额)?完成(?:了)?)(?:[一-鿿]{2,4}[市省区县州])?(?:年度|全年|年|年初|市定|省定|县定|下达|既定|预期|招商引资)*(?:目标任务|任务目标|目标|任务|计划|投资计划|计划投资)(?:总?数)?(?:\d[\d.]{0,12}[万亿]?[个家项元亩人户]{0,2})?的?$|占[^,]{0,8}总(?!值)[^,]{0,6}的?$"
)
_TASK = re.compile(r"(?:年度|全年|今年|额|资金|收入|资|年)(?:目标任务|任务目标|任务|目标)$")
_STAFF = re.compile(
    r"(?:床位|机柜|学位|车位|厂房|生产线|泊位|机组|风机|储罐|农庄|集群|大棚|隧道|车间|岗位|员工|职工|工人|人员|干部|群众|徒弟|小组|^人)(?:人数)?$"
)
_PROJECT = re.compile(r"[一-鿿A-Za-z0-9()“”·]{2,24}?(?:项目|基地|产业园|工厂|中心|平台)(?!数|个|总|建设|推进|的)")


# A lone project: its name ends in one of these words and holds none that speaks of many.
_SIZE = searching(
    r"(?<!完成)(?:(?:计划|概算|项目)?总?(?<!固定资产)(?<!民间)(?<!工业)(?<!产业)(?<!年度)(?<!技改)(?<!当年)(?<!完成)投资额?|占地(?:面积)?|用地(?:面积)?|总?建筑面积|总面积|规划面积|装机(?:容量|规模)?|床位|全长)$"
)
_LONE = re.compile(r"项目|工程|基地|园|工厂|中心|电站|电厂|小镇|医院|学校|线|港|枢纽|水库|综合体|二期|一期|三期")
_SORT = re.compile(r"(?:产业|工业|农业|民生|设施|制造|服务业|[类级外内])$")
_MANY = re.compile(
    r"重点|重大|签约|集中|以上|\d[个家项]|级项目|[各等]|(?:^|[级市县区])(?:续建|新建|在建)|储备|[两三四五六七八九十]个|开工项目|类项目|项目.+项目"
)


@lru_cache(maxsize=512)
def own_size(measure: str) -> bool:
    """What one named project costs or covers: 横道河子小镇总投资. Of several projects (签约项目总投资) it is not."""
    size = _SIZE.search(measure)
    if size is None:
        return False
    name = measure[: size.start()]
    lone = _LONE.search(name) or (size.group().startswith("项目") and not _SORT.search(name))
    return len(name) >= 5 and bool(lone) and _MANY.search(name) is None


def generic(measure: str) -> bool:
    """Whether the words say nothing without a subject: 总投资, 增长, 占比."""
    return measure == "" or (_GENERIC.match(measure) or _OF_PLAN.match(measure)) is not None


def subject_before(sentence: Sentence, q: Quantity, core: str, done: list[Item]) -> str | None:
    """What the words leave out: the measure of the quantity before, the counted noun before it, or a project's name."""
    from store.recognise.facts.figure.row import items

    if (core == "" or re.match(rf"{_GROWTH}$", core)) and (named := label(sentence, q)):
        return named
    grows = re.match(rf"{_GROWTH}$", core)
    if (
        core in ("", "净增", "增速", "增幅", "降幅", "总量")
        or grows
        or re.match(
            rf"占(?!地)|为(?=年度|全年|计划|目标|去年|上年|年初|疫情前|常年)|较|比(?!重)|高于|低于|高出|超|恢复|相当于|(?:增速|增幅|降幅)?[^,]{{0,8}}(?:收窄|扩大)|(?:增速|增幅|涨幅|降幅)[^,]{{0,8}}[高升快落缓低降]|{_OF_PLAN.pattern}",
            core,
        )
    ):
        said = [i for i in done if not i.uncounted]
        back = core.startswith(("恢复", "相当于"))  # 同比增长8%,恢复至2019年同期的81%: of the level itself
        while len(said) > 1 and (
            (core.endswith(("平均增长", "年均增长")) and said[-1].quantity.unit == "个百分点")
            or (grows and (_OF_PLAN.search(said[-1].noun) or _TASK.search(said[-1].noun)))
            or (back and said[-1].quantity.unit in ("%", "个百分点"))
        ):
            said.pop()
        last = said[-1] if said else None
        if last is None and (core == "" or grows) and q.kind in ("money", "percent") and _of_a_place(sentence, q):
            return topic(sentence)
        if core == "" and last is not None and _JOINS.fullmatch(sentence.text, last.quantity.reach, q.start):
            return last.noun  # 增速为5.3%及4.1%
        if core == "" and (own := _between(sentence.text[last.quantity.reach if last else 0 : q.start])):
            return own
        between = sentence.text[last.end : clause_start(sentence.text, q.start)] if last and last is done[-1] else ""
        if last is not None and q.start - last.quantity.end < 60 and not counted_pattern().search(between):
            base = (
                re.sub(rf"{_GROWTH}$|(?<=[一-鿿A-Z]{{2}})总量$", "", last.noun)
                if grows or core == "净增"
                else last.noun
            )
            base = re.sub(rf"{_GROWTH}$", "", base)
            if q.unit == "元" and last.quantity.unit == "%":
                base = re.sub(r"增长目标$", "", base)  # GDP增长目标为7%,力争突破6000亿元
            if core.startswith("占"):  # 增加值增长5.3%,快于全市1.9个百分点,占比重55%: of the value
                base = re.sub(rf"(?:增幅|{_GROWTH})?(?:快于|高于|低于|慢于|[比较])[^,]{{2,12}}$", "", base) or base
            return base or None
        return None
    other = sentence.text.rfind(";", 0, q.start) + 1
    if other and _PROJECT.search(sentence.text, other, q.start):
        done = [i for i in done if i.quantity.start >= other]  # …年产60套;甲与乙共建某中心,总投资…
    counted = _governing(sentence.text, q, done)
    if counted:
        return f"{counted}项目" if counted in actions() else _short(counted)  # 签约15个,总投资112.6亿元
    found = _PROJECT.finditer(sentence.text, max(0, q.start - 60), q.start)
    names = [
        m.group().rpartition("签下")[2] for m in found if not m.group().startswith("是")
    ]  # 甲项目是2017年重点项目,总投资…
    if names:
        return tidy(names[-1][lead_cut(names[-1]) :], sentence).lstrip("该本此这")
    previous = sentence.before
    if previous is not None:
        above = [
            i
            for i in items(previous)
            if i.quantity.kind == "count"
            and not i.uncounted
            and i.quantity.number.text != "一"
            and not i.noun.endswith(("银行", "机构", "部门"))
        ]
        whole = [i for i in above if not re.search(r"[(]|其中", previous.text[: i.quantity.start])] or above
        if above and clause_start(sentence.text, q.start) <= 4:
            return _short(whole[-1].noun)
    return None


_JOINS = re.compile("[和与及、]|以及")
_BEGUN = re.compile(
    r"(?P<of>[一-鿿A-Z]{2,14}?(?:规模|收入|产值|总量|总额|增加值|投资|销售额|面积|产量|总值|GDP|用量|进出口|出口|贷款|成交额|交易额|增速|增幅|占比))(?=按(?:可比|不变|现行)|(?:首次|成功|历史性|率先)?(?:突破|越过|迈过|跨过|迈上|跨上|站上|登上)[^,。;\d]{0,8}(?:大关|关口|台阶|门槛)|最[快高大]|连|跨|实现|持续|稳|再|进一步|大幅|快速|不断|首次|均|翻)"
)


def _between(text: str) -> str | None:
    """数字经济规模实现“倍增”,达到1.2万亿元: what a clause without a number has begun to speak of."""
    found = [m["of"] for m in _BEGUN.finditer(text)]
    return found[-1] if found else None


def _open(text: str, start: int, end: int) -> bool:
    """Whether no bracket closes between the two places that was not opened there."""
    depth = 0
    for sign in text[start:end]:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return True


def _governing(text: str, q: Quantity, done: list[Item]) -> str | None:
    """The count that a sum is about: the last one, or where that clause lists several, the one before the list."""
    counts = [i for i in done if i.quantity.kind in ("count", "people") and not i.uncounted]
    # 与深圳一家企业签下锂电项目,总投资26亿元: of what is named behind the one
    counts = [
        i for i in counts if i.quantity.number.text != "一" or not _PROJECT.search(text, i.quantity.reach, q.start)
    ]
    counts = [i for i in counts if not _STAFF.search(i.noun)]  # 现有员工600人,年产值8亿元: not the staff's
    counts = [i for i in counts if i.quantity.unit != "户" or not i.noun.startswith(("发展", "带动"))]
    open_now = [i for i in counts if _open(text, i.quantity.start, q.start)]
    counts = open_now or counts  # 项目444项(拆分后共569项),总投资…: the bracket counts anew
    if not counts:
        return None
    within = text.rfind("其中", max(0, q.start - 120), q.start)
    inner = [i for i in done if i.quantity.start > within >= 0]
    outer = [i for i in counts if i.quantity.start < within]
    if outer and len(inner) >= 2 and all(i.quantity.kind == "count" for i in inner):
        return outer[-1].noun
    clause = clause_start(text, counts[-1].quantity.start)
    listed = [i for i in counts if i.quantity.start >= clause]
    if len(listed) < 2 or clause_start(text, q.start) <= clause:
        return counts[-1].noun
    if len(counts) > len(listed) and text[clause:].startswith("其中"):
        return counts[-len(listed) - 1].noun
    head = list(counted_pattern().finditer(counts[-1].noun))
    return head[-1].group() if head else counts[-1].noun


_LABEL = re.compile(r"^[\s•●■◆·▪\d.、(（)）-]{0,6}(?P<of>[一-鿿A-Za-z()]{3,20})(?:——|:)(?=[^。]*\d)")
_RANKED_PLACE = re.compile(
    r"^(?:【[^】]{1,8}】|第?\d{1,3}[名位.、]?|[\s•●■·▪]{1,4})?\s*[一-鿿]{1,10}?(?:县|市|区|省|州|旗|镇|乡):(?=[约近超]?\d)"
)
_TOPICS = re.compile(
    r"GDP|地区生产总值|一般公共预算收入|固定资产投资|社会消费品零售总额|规上工业增加值|进出口总?[额值]"
)
_LABELS = re.compile(r"(?:额|值|入|量|率|数|比重|占比|资|积|税|销售|就业|消费|指标|GDP|人口|规模|进出口|出口)$")
_SAYS = re.compile(r"[说称问答]$|表示|指出|强调|介绍|要求|记者|认为|提出|如下|包括|其中|目标|是$|为$")


def label(sentence: Sentence, q: Quantity) -> str | None:
    """地区生产总值——2015年完成915亿元,增长10%; 2016年…: what stands before the dash is measured in every part."""
    if (place := _RANKED_PLACE.match(sentence.text)) and q.start >= place.end():
        return topic(sentence)  # 第1名 甲县:1509.3亿元,增长9%
    found = _LABEL.match(sentence.text)
    if found is None or q.start < found.end() or _SAYS.search(found["of"]) or q.kind == "great":
        return None
    if sentence.text[found.end() - 1] == ":" and not _LABELS.search(found["of"]):
        return None  # 商以宁也给大家算了一笔账: who speaks, or an introduction
    return found["of"]


def ranked_place(text: str) -> bool:
    """A heading that is a row of a list of places and tells a number: 【第1名】甲县:1509亿元."""
    return _RANKED_PLACE.match(text) is not None


# 垫底的南平虽只有, 省会福州, 晋江市以: a place and words that tell its rank or how far it came.
_AROUND_A_PLACE = re.compile(
    r"(?:[^,。;、\d]{0,8}的|省会|首府|老[大二三幺]|龙头)?@(?:全[市省县区州])?(?:虽|虽然|则|也|却|更|又|还|已|就|均|以|仅|只|只有|紧[随跟追]其后|次之|居[首次末]|领[跑先]|垫底|殿后|分别|双双|的)*"
)


def only_place(core: str, sentence: Sentence) -> bool:
    """Whether the words before a number name no more than whose it is: of what, the headline or the sentence said."""
    name = next((n for n in place_names(sentence) if n in core), None) if core else None
    return name is not None and _AROUND_A_PLACE.fullmatch(core.replace(name, "@", 1)) is not None


def _of_a_place(sentence: Sentence, q: Quantity) -> bool:
    """Whether the clause of the number, or the one before it, opens with a place."""
    begin = clause_start(sentence.text, q.start)
    return any(begin <= p.start < q.start for p in sentence.places if p.code)


def topic(sentence: Sentence) -> str | None:
    """The one indicator that the headline and the lead speak of: what a list of places is a list of."""
    document = sentence.document
    told = set(_TOPICS.findall(plain(document.article.title or "")))
    for other in document.sentences[:2]:
        told |= set(_TOPICS.findall(other.text)) if not told else set()
    return told.pop() if len(told) == 1 else None


_GOT = re.compile(r"^(?:已经|已)?(?:集聚|聚集|汇聚|拥有|形成|建成|引进|培育)了")


_PLANNED = re.compile(r"^(?:共|全年|计划|谋划|铺排|安排|排定|实施|推进|了)+(?=.{4,})")


def _short(noun: str) -> str:
    """A long noun with its action, shortened to what a sum needs: 竣工亿元以上省市区重大产业项目 → 竣工项目."""
    noun = _PLANNED.sub("", _GOT.sub("", noun))
    heads = list(counted_pattern().finditer(noun))
    if len(noun) <= 14 and re.search(r"[万亿]元以上", noun):
        return noun  # 谋划实施500万元以上项目386项,总投资…
    if len(noun) <= 12 or not heads or heads[-1].end() != len(noun):
        return noun
    action = action_pattern().match(noun)
    return (action.group() if action else "") + heads[-1].group()
