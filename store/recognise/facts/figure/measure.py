"""What a sum, a rate or an amount measures: the words before it, those behind 的, or what the sentence spoke of.

`amount` gives the item of a sum, a rate or an amount; `Item.route` names how the measure was found. Counts are `count`'s:
their noun stands beside them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import clause_end, clause_start
from store.recognise.facts.figure.going_on import goes_on
from store.recognise.facts.figure.granted import MEASURED, granted
from store.recognise.facts.figure.item import Item, made, tidy
from store.recognise.facts.figure.noun import CHANGE, behind, lead_cut, tail_cut
from store.recognise.facts.figure.quantity import starts_change
from store.recognise.facts.figure.shared import apart
from store.recognise.facts.figure.subject import generic, only_place, subject_before, topic
from store.recognise.facts.figure.words import actions, counted_pattern

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_LONGEST = 26
_RISE = re.compile(r"(?:以上|左右|以内|的)?(?:经济)?(?P<rise>增长|增幅|增速|成长)")
_BUILT_OF = re.compile(r"(?:建设|兴建|打造|新建|投建)?的")
_OWN = re.compile(
    r"^(?:建设|兴建|打造|新建|投建)?的(?P<of>[^,。;:!?、\d]{0,16}年产[\d.]{1,8}[万亿]?[^,。;:!?、\d]{2,34}?项目|[^,。;:!?、\d]{2,24})"
)
_TAIL = re.compile(r"(?:计划|首期|一期|年度)?总?(?:投资额|投资|规模|金额|额度|建筑面积|面积)$")
_WHO = re.compile(r"(?![占居])[一-鿿]{0,4}(?:地区|省份|省市|省|城市|市州|设区市|区县|县区|板块|街镇|单位|企业)")
# Once it runs: what stands behind this is what a project is expected to yield.
YIELD = re.compile(
    r"届时|(?:达产|投产|建成|满产|量产|并网|通车|投用|投运|建设完成|竣工|运营|落成|达效|实施|投入使用|投入运营|完工|落地)"
    r"(?:达效|达产|投产|投用|运营|使用)?(?:之?后|以后|,?(?:预计|年(?!度|内|底|初|末|限|”|活动|行动)|可|将))"
)


def amount(
    sentence: Sentence, q: Quantity, start: int, following: int, done: list[Item], row: list[Quantity]
) -> Item | None:
    """A sum, a rate or an amount: what it measures stands before it, or behind 的."""
    own = apart(sentence, q, done, row)
    if own:
        name = tidy(own[0], sentence)
        begin = clause_start(sentence.text, q.start)
        return replace(made(sentence.text, q, begin, following, name, "apart", name), region=own[1])
    found = _found(sentence, q, start, done, row[row.index(q) + 1 :])
    if found is None:
        return None
    measure, route, end = found
    item = made(sentence.text, q, start, following, measure, route, measure)
    return replace(item, end=max(item.end, end)) if end else item


def _found(
    sentence: Sentence, q: Quantity, start: int, done: list[Item], rest: list[Quantity]
) -> tuple[str, str, int] | None:
    """Measure, route and the end of its words (0 where they all stand before)."""
    text = sentence.text
    core = _BY.sub("", tidy(_core(text, _after_sum(start, q, done), q), sentence))
    if re.fullmatch(r"有?\d{1,5}[个家项件户]", core) or core in ("村", "镇", "乡镇", "县"):
        return None  # 其中17件超过10亿元
    core = re.sub("^(?:大)?约(?=占|为)", "", core)
    core = "" if core == "目标" or (q.kind == "quantity" and _OF_PROJECT.fullmatch(core)) else core
    if core == "投" and q.kind == "money":
        core = "投资"  # 某产业园,已经投了9个亿
    if core in ("按年", "同比", "环比") and q.kind == "percent":
        core = "增长"  # 按年增加9.7%
    if found := goes_on(sentence, q, start, core, done):
        return found
    placed, core = (core, "") if only_place(core, sentence) else ("", core)
    if q.kind == "percent" and (share := _of_share(text, q, core)):
        return share
    if gift := granted(sentence, q, core, done):
        return gift
    if q.kind == "percent" and (_WHO.fullmatch(core) or core in ("但", "而", "却", "以", "不过")):
        core = ""  # 4个地区定在了7%以上: the regions are not what is measured
    behind_it = text[q.reach : clause_end(text, q.reach)]
    if q.kind == "percent" and (rise := _RISE.match(behind_it)) and not re.search(r"增|降|占|率", core):
        if core:
            return f"{core}{rise['rise']}", "clause", q.reach + rise.end()
        if (told := topic(sentence)) is not None:  # 2021年要拼6.5%的成长, under a headline of GDP
            return f"{told}{rise['rise']}", "of", q.reach + rise.end()
        aim = text.startswith("目标", q.reach + rise.end())  # 确定10%的增长目标
        return ("增长目标", "of", q.reach + rise.end() + 2) if aim else None
    if _BUILT_OF.match(behind_it) and (found := _behind_de(text, q, core, rest)):
        return found
    if q.kind == "percent" and not core and (part := _PART_OF.match(text, q.reach)):
        return f"{part['of']}占比", "of", part.end()
    if core.endswith("占"):
        core += "比"
    if q.unit == "%" and core in actions():
        core += "率"  # 一季度开工70%
    if made := _of_made(text, q, core):
        return made
    if core == "增加值" and (out := next((i.noun for i in reversed(done) if i.noun.endswith("产值")), "")):
        return out.removesuffix("产值").removesuffix("总") + core, "subject", 0  # 规上工业总产值52亿元,实现增加值11亿元
    if not generic(core):
        return core, "clause", 0
    if found_yield := YIELD.search(text, max(0, q.start - 50), q.start):
        if found_yield.group() == "届时":
            return core.removeprefix("届时"), "clause", 0
        when = re.sub(r"以后$|之后$|,.*|预计|[年可将]$", "", found_yield.group()).removesuffix("后")
        return f"{when}后{core}", "clause", 0
    subject = subject_before(sentence, q, core, done)
    if subject and core == "" and _COMPLETED.search(text, start, q.start):
        # 年度计划投资423亿元,前5个月已完成136.7亿元; 需征地3100亩,已完成九成
        subject = re.sub(r"(?:年度|当年|全年)?(?:计划)?(?:总)?投资(?:计划)?$", "完成投资", subject.removeprefix("需"))
        return subject + ("完成率" if q.kind == "percent" and not subject.endswith("投资") else ""), "subject", 0
    if subject:
        return _joined(subject, core), "subject", 0
    if core and (q.kind != "percent" or core.endswith(("率", "率达"))):
        return core, "clause", 0
    last = next((i for i in reversed(done) if not i.uncounted), None)
    if core and last is not None and q.start - last.quantity.end < 60:
        return _joined(_TAIL.sub("", last.noun), core), "subject", 0  # 某项目总投资5亿元,已完成投资三成
    return (placed, "clause", 0) if placed else None


def _of_share(text: str, q: Quantity, core: str) -> tuple[str, str, int] | None:
    """近四成规上企业反映用工紧张, 会员单位中三成计划扩大投资: the part of somebody that does something."""
    if (some := _SOME_OF.fullmatch(core)) and (doing := _DO.match(text, q.reach)):
        return f"{some['of']}{doing['do']}占比", "of", doing.end()
    if not core and (part := _SHARE_OF.match(text, q.reach)):
        return f"{part['of']}{part['do'] or ''}占比", "of", part.end()
    return None


def _of_made(text: str, q: Quantity, core: str) -> tuple[str, str, int] | None:
    """年产|1.5万吨再生纤维, 产业园|60万平方米标房, 种植|60亩羊角菜: what is made, built or sown stands behind."""
    if (
        q.kind == "quantity"
        and core.endswith(("园", "区", "基地", "项目", "镇", "村"))
        and (built := _BUILT_NOUN.match(text, q.reach))
    ):
        return core + built.group().removeprefix("的"), "of", built.end()  # 家居产业园60万平方米标房
    if (
        q.kind == "quantity"
        and (not core or core in ("产出", "年产出", "产生", "规划建设", "建设"))
        and (made := _CAPACITY.match(text, q.reach))
    ):
        return made["of"], "of", made.end()  # 实现120万吨高档包装纸的生产规模
    if core.endswith(("年产", "产出")) and (made := _MADE_OF.match(text, q.reach)):
        return core + made.group(), "of", made.end()  # 扩建年产1.5万吨再生纤维项目
    if (
        q.kind == "quantity"
        and (core in actions() or _SOWN.fullmatch(core) or not (core or q.number.text == "一"))
        and (made := _MADE_OF.match(text, q.reach))
    ):
        core = "" if core[:1] in ("全", "本", "该") else core
        return core + made.group(), "of", made.end()  # 、八十万亩节水灌溉面积
    return None


_BUILT_NOUN = re.compile(r"(?:的)?(?:标准(?:化)?)?(?:厂房|标房|仓库|仓储|冷库|车间|办公楼|公寓|住房)")
_CAPACITY = re.compile(r"(?:的)?(?P<of>[一-鿿]{2,10}(?:的)?(?:生产|加工|处理)(?:规模|能力))")
# 奶产业产值去年|为18.3亿元: a time behind what is measured.
_WHEN_LAST = re.compile(
    r"(?<=[一-鿿A-Z]{3}[额值入量率数比重资积税产])(?:在|于)?(?:20\d\d年|今年|去年|上年|目前|当前|连续[两二三四五六七八九十\d]{1,2}(?:年|个月|个季度))(?=(?:约|近|超|将|要|可望|有望|可|为|达|达到|突破|完成|实现|仅|只|已|保持|稳定|稳|在|超过|提高到|提升到|上升到|增加到|提高至|提升至)*$)"
)
# 会员单位中约有三成计划扩大投资
_SOME_OF = re.compile(r"(?P<of>[一-鿿]{0,10}(?:企业|单位|会员|农户|村民|职工|员工|商户|客商|项目|产品))[中里]?")
_DO = re.compile(
    r"(?:以上|左右)?(?P<do>(?:有意|计划|打算|表示|选择|来自|已|愿意|反映|希望|准备|实现|出口|销往)[^,。;、]{0,10})"
)
_SHARE_OF = re.compile(
    r"(?:以上|左右)?的?(?P<of>[一-鿿]{0,6}(?:企业|项目|商户|农户|产品|订单|产能|会员|村民|职工|员工|门店|群众|客商|学生))(?P<do>(?![的在])[一-鿿]{2,9})?(?=[,。;]|$)"
)


_BY = re.compile(r"^由[^,。;由]{2,16}?(?=(?:计划)?(?:总)?(?:投资|出资|斥资)$)")
_OF_PROJECT = re.compile(r"(?:该|本)?(?:项目|基地|园区)?配套|首批|第[一二三四五]批")  # 第一批500万千瓦基地项目
_IN_YEAR = re.compile(
    r"在?(?:20\d\d年|今年|去年|明年)((?:迈上|跃上|跨上|站上|突破|达到?|跨越|超过?))$"
)  # GDP在2024年迈上
_MADE_OF = re.compile(r"(?!以上|左右|以内)[一-鿿]{2,10}?(?=[,。;、和与及]|生产线|项目)")
_COMPARED = re.compile(r"(?:比|较)(?:20\d\d年|上年|去年|前年|上季度|上月|往年|上届|同期){1,2}(?:末|底)?")
_AGAIN = re.compile(r"(?:恢复到|恢复至|相当于)(?:[^,。;]{0,8}同期|(?:去年|上年|20\d\d年|疫情前)(?=的))")
_PART_OF = re.compile(r"(?:的)?(?:项目|企业)?(?P<of>(?:来自|属于|投向|集中在|用于|从事)[^,。;:、]{2,16})")
_IS_PUT = re.compile(r"^.*(?:分别|即|包括)(?:是|为|有)?(?=(?:计划|拟|概算)?总?投资$)")  # 4个项目分别是|投资10亿元的…
_IS_DONE = re.compile(r"(?<=[额资值入量])完成(?=(?:同比|环比)?(?:增长|下降)$)")  # 工业投资完成同比增长
_MADE = re.compile(r"^(?:投资)?(?:建设|打造|组成|兴建|实施)的")


def _after_sum(start: int, q: Quantity, done: list[Item]) -> int:
    """企业投资8亿元建设的工厂|占地150亩: a sum before the words in the same stretch is no part of them."""
    last = done[-1].quantity if done else None
    return (
        last.reach
        if last and start < last.reach <= q.start and last.kind not in ("count", "people", "great")
        else start
    )


def _core(text: str, start: int, q: Quantity) -> str:
    """The words before the quantity, leads and verbs of reaching cut off."""
    piece = _WHEN_LAST.sub("", text[start : q.start])
    if starts_change(text, q):
        piece = re.sub(r"(?:由|从|自)[^由从自]*$", "", piece)
    if again := _AGAIN.search(piece):
        own = piece[: again.start()]
        own = re.sub(r"(?:分别|均|已|将)$", "", own[lead_cut(own) :])
        return own + again.group() if len(own) >= 4 else again.group()
    piece = re.sub(
        r"按(?:可比|不变|现行)(?:价格?|口径)(?:计算|核算)?,?|按[^,。;]{0,8}汇率(?:计算|折算|换算)?(?:为|约)?", "", piece
    )
    piece = re.sub(r"^(?:转|变)为|^涉及(?=(?:计划|协议)?总?投资)", "", piece)  # 由下降1.4%转为增长6.8%
    piece = _IS_DONE.sub("", _IS_PUT.sub("", piece))
    piece = _MADE.sub("", CHANGE.sub("", _IN_YEAR.sub(r"\1", _COMPARED.sub("", piece))))
    piece = piece[: tail_cut(piece)]
    cut = lead_cut(piece)
    core = piece[cut:]
    if (len(core.strip(" 、,的“”()")) <= 2 or _ON_YEAR.fullmatch(core)) and cut > 0:
        # 集团电气板块预计实现|销售: too little is left to stand alone, so the words before the lead help.
        front = piece[: piece.rfind(core) if core else len(piece)]
        front = front[: tail_cut(front)] if front else ""
        own = front[lead_cut(front) :]
        if 2 <= len(own) <= 14:
            core = own + core
    if core in _NEEDS_WHOSE and (whose := _WHOSE.search(piece[: piece.rfind(core)])):
        core = whose["of"] + core  # 第一产业实现增加值
    elif (
        generic(core) and q.kind in ("money", "quantity") and (whose := _WHOSE_THEN.search(piece[: piece.rfind(core)]))
    ):
        core = whose["of"] + core  # 航空维修产业去年产值达214亿元
    elif core == "增加值" and (opens := _OPENS.match(text)) and not re.search(r"\d", text[: q.start]):
        core = opens["of"] + core  # 石料开采业恢复需求,实现增加值0.1亿元
    if len(core) > _LONGEST:
        core = core[-_LONGEST:]
        cut = max((m.end() for m in re.finditer(r"[、和与及]", core[:14])), default=0)
        core = core[cut:]
    return re.sub(r"\d{1,6}[个家项条座](?=[一-鿿])", "", core)


_ON_YEAR = re.compile(r"(?:按年|同比|环比)(?:增长|增加|上升|提高|下降|减少)")  # 生产总值力争按年增长
_SOWN = re.compile(
    r"(?:[一-鿿]{0,8}(?:合作社|公司|农场|大户|村))?(?:规模化?|连片|集中)?(?:种植|栽植|栽种|套种|播种|流转|养殖|种|栽)(?:了)?|[全本该][县镇乡村区市]"
)  # 种植60亩羊角菜
_DOES = re.compile(r"[一-鿿]{0,4}(?:了|包含|包括|涉及|含|有|引进|对接|洽谈|列入)(?:计划)?总?投资")
_NEEDS_WHOSE = frozenset(("增加值", "总产值", "产值", "营业收入", "主营业务收入", "利润总额", "利润", "税收"))
_WHOSE_THEN = re.compile(
    r"(?P<of>(?:[一-鿿A-Za-z]{2,10}\([一-鿿]{2,6}\))?[一-鿿A-Za-z]{2,14}(?:产业|企业|集团|公司|园区|行业|基地|工厂|景区|合作社))(?:去年|今年|上年|前年|20\d\d年|上半年|[一二三四]季度|全年|目前)(?:预计|累计|已|共|实现)*$"
)
_COMPLETED = re.compile(r"完成(?:了)?(?:近|约|超|超过)?$")
_OPENS = re.compile(r"(?P<of>[一-鿿]{2,10}(?:业|产业|行业))(?!务|企)")
_WHOSE = re.compile(
    r"(?P<of>[一-鿿A-Za-z]{2,14}(?:业|经济|企业|集群))(?:共|累计|预计|已|全年|合计)?(?:实现|完成|创造|贡献|形成)$"
)


def _behind_de(text: str, q: Quantity, core: str, rest: list[Quantity]) -> tuple[str, str, int] | None:
    """902.7亿元的116个重点产业项目开工; 50亿元的某某项目; 1400亿元的年度产业投资目标."""
    limit = clause_end(text, q.reach)
    if rest and rest[0].kind in ("count", "people") and rest[0].start <= q.reach + 2:
        until = min(limit, rest[1].start) if len(rest) > 1 else limit
        phrase = behind(text, rest[0], until)
        if phrase is not None:
            noun = (phrase.verb or "") + tidy(phrase.text)
            return _joined(noun, core or "投资"), "of", phrase.end
    own = _OWN.match(text[q.reach : limit])
    if own is None:
        return None
    if core and q.kind == "money" and not MEASURED.search(core):
        core = ""  # 咬定1400亿元的年度产业投资目标: the words in front are a verb
    words = re.split(
        r"在|已|现有|完成|进展|正式|集中|顺利|全面|成功|落户|开工|签约|竣工|投产|奠基|动工|启动", own["of"]
    )[0]
    if re.match(r"目标|任务|预期|水平|速度|要求|跨越|飞跃|转变|增长|突破", words):
        return None
    heads = list(counted_pattern().finditer(words))
    if core and heads:
        tail = _TAIL.search(core)
        core = tail.group() if tail and (len(core) > 4 or _DOES.match(core)) else core
        return _joined(tidy(words[: heads[-1].end()]), core), "of", q.reach + 1 + heads[-1].end()
    if core and q.kind == "money" and 4 <= len(words) <= 20 and generic(core):
        return _joined(tidy(words), core), "of", q.reach + 1 + len(words)
    if core and q.kind == "percent":
        return (
            tidy(core + re.split(r"投向|用于", words)[0]) + "".join(re.findall(r"(?:投向|用于).+", words)),
            "of",
            q.reach + own.end(),
        )
    if not core:
        name = tidy(re.split(r"目标|任务|大关|关口|台阶", words)[0])
        return (name, "of", q.reach + own.end()) if 2 <= len(name) <= 16 else None
    return None


def _joined(subject: str, core: str) -> str:
    return core if core.startswith(subject) else f"{subject}{core}"
