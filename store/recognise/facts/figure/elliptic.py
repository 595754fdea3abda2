"""What a count leaves unsaid: its noun is that of the count before, or what its clause has begun to tell.

`elliptic` reads such a count; `head` gives the bare noun of the last one in the same unit. What stands beside a number is
`count`'s, what a sum leaves unsaid is `subject`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import words_before
from store.recognise.facts.figure.item import Item, made, tidy
from store.recognise.facts.figure.noun import closed, lead_cut, tail_cut, uncounted
from store.recognise.facts.figure.subject import label
from store.recognise.facts.figure.words import action_pattern, actions, counted_pattern

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

TOTAL = re.compile(r"总量|总数|数量|户数|存量|累计总量|总规模")
_DONE_FIRST = re.compile(
    r"(?:新|续|集中)?(?:引进|签约|开工|开复工|复工|竣工|投产|招引|培育|建成|开业|落地|实施|谋划|储备|安排|铺排)"
)


def elliptic(sentence: Sentence, q: Quantity, start: int, following: int, done: list[Item]) -> Item | None:
    """其中10亿级6个; 其中工业27项: the noun is that of the count before."""
    text = sentence.text
    piece = text[start : q.start]
    if q.kind == "people" and (named := label(sentence, q)):
        return made(text, q, start, following, named, "subject", named)
    if q.kind == "count" and (begun := _BEGUN.search(text, max(0, q.start - 40), q.start)):
        own = tidy(begun["of"] or begun["such"], sentence)  # 高新技术企业总量翻番,达到209家
        return made(text, q, start, following, own, "elliptic", own)
    last = next((i for i in reversed(done) if i.quantity.kind in ("count", "people") and not i.uncounted), None)
    if last is not None and last.quantity.unit == q.unit and _WITHIN.search(piece):
        return made(text, q, start, following, last.noun, "subject", last.noun)  # 22条措施中,有17条
    if last is not None and start < last.quantity.start and last.noun in piece:
        piece = piece.rpartition(last.noun)[2]  # 484个重点项目|开工358个
    plain = piece[: tail_cut(piece)]
    said = tidy(plain[lead_cut(plain) :], sentence)
    if piece.rstrip("的").endswith("以上") and re.search(r"[万亿]元$", said):
        said += "以上"  # 亿元项目31个,其中5亿元以上9个
    more = re.search(r"(?:同比|比上年|比去年|较上年|较去年)?(?:增加|净增|增长|减少|多|少)(?:了)?$", piece.rstrip())
    if more and last is not None and last.quantity.unit == q.unit:
        return made(text, q, start, following, last.noun + more.group(), "subject", last.noun)
    if _REACHED.search(said):
        return made(text, q, start, following, said, "clause", said, True)  # 覆盖贫困村86个
    if last is not None and said in ("年", "月", "户", "村") and piece.endswith(f"{said}均"):
        name = f"{said}均{last.noun}"  # 累计减贫5564万人,年均1391万人
        return made(text, q, start, following, name, "subject", last.noun)
    if q.kind == "count" and _TAKEN_APART.match(text) and (part := _of_part(sentence, q, said)):
        return made(text, q, start, following, part, "elliptic", part)
    if said.endswith("类") and (noun := head(done, q) or _head_above(sentence, q)):
        return made(text, q, start, following, said + noun, "elliptic", said + noun)  # 16个项目开工。其中基础设施类3个
    if last is not None and said and len(said) <= 14 and last.quantity.unit == q.unit:
        return made(text, q, start, following, name := _beside(said, last), "elliptic", name)
    if (
        not said
        and last is not None
        and last.quantity.unit == q.unit
        and (doing := action_pattern().match(text, q.reach))
    ):
        name = doing.group() + head(done, q)  # 43家企业签约、21家投产
        return made(text, q, start, following, name, "elliptic", name)
    if last is not None and not said and last.quantity.unit == q.unit and _IN_ALL.search(piece):
        name = re.sub(r"^(?:新增|新认定|新培育|净增|新引进|新入库)", "", last.noun)  # 新增小巨人企业9家,累计达20家
        return made(text, q, start, following, name, "elliptic", name)
    so_far = _SO_FAR.search(piece)
    if so_far and last is not None and last.quantity.unit == q.unit:
        name = so_far["do"] + last.noun  # 合作事项32项,已完成21项
        return made(text, q, start, following, name, "elliptic", last.noun)
    if (
        done
        and done[-1].uncounted
        and q.unit == "条"
        and text[done[-1].quantity.reach :].startswith(("部分", "章", "方面"))
    ):
        said = ""  # 《若干措施》共分六个部分22条
    title = _ARTICLES.search(words_before(text, q.start)) if q.unit in ("条", "项") else None
    if title and not counted_pattern().search(said):
        return made(text, q, start, following, title[1], "elliptic", title[1])
    if q.kind == "people" and q.value >= 2:
        return _people(text, q, start, following, said)
    if len(said) > 12 and (placed := list(_PLACED.finditer(said))) and "、" not in said[placed[-1].end() :]:
        said = said[placed[-1].start() :]  # 在甲、乙等地布局产业加速园4个
    if len(said) > 14 and (there := _YEARLY.search(said) or re.search(r"等地区?(?P<of>[^,。、]{2,12})$", said)):
        said = there["of"]  # 组织小分队赴甲、乙等地招商64批次
    quoted = said.endswith("”") and said.count("“") == said.count("”") == 1 and not re.search(r"\d", said)
    plain_words = quoted or not re.search(r"[“”\d]", said)
    said = re.sub(r"^12345(?=热线)", "", said)
    plain_words = plain_words or not re.search(r"[“”\d]", said)
    if re.fullmatch(r"全[省市区县州盟旗镇乡村]", said):
        return None
    if not q.number.hanzi and 2 <= len(said) <= 14 and plain_words and closed(text, q.reach):
        return made(text, q, start, following, said, "clause", said, uncounted(said))
    return None


def _beside(said: str, last: Item) -> str:
    """What a count in a row counts, by the noun of the one before: 投产 beside 新开工亿元以上项目."""
    heads = list(counted_pattern().finditer(last.noun))
    noun = heads[-1].group() if heads else ""
    if (
        said[:2] == last.noun[:2]
        and len(said) >= 3
        and not re.match(r"新?(?:引进|签约|开工|竣工|投产|招引|培育)", said)
    ):
        return said  # 出栏生猪116万头;出栏牛3.8万头
    verb = re.match(r"新?(?:引进|签约|开工|竣工|投产|招引|培育)", last.noun)
    measure = said if counted_pattern().search(said) else f"{said}{noun}"
    if (said in actions() or said in ("新建", "续建", "新开", "在建")) and (own := _DONE_FIRST.match(last.noun)):
        return said + last.noun[own.end() :]  # 新开工亿元以上项目300个、投产180个
    if said in ("新建", "续建", "新开工", "在建") and re.search(r"以上|[万亿]元?级", last.noun):
        return said + re.sub(r"^(?:计划|实施|新?开工|安排|铺排)+", "", last.noun)  # 实施亿元以上项目41个,其中新建23个
    if re.search(r"(?:量|客流|流量|人次|人数)$", said):
        return said  # 接待游客120万人次,单日最高客流15万人次
    if (rank := re.search(r"(?:国家|省|自治区|市|区|县|州)级$", said)) and (same := _RANKED.match(last.noun)):
        return rank.group() + last.noun[same.end() :]  # 国家级龙头企业3家、自治区级28家
    if TOTAL.fullmatch(said):
        measure = f"{noun}{said}"  # 新设经营主体12万户,总量突破80万户
    return verb.group() + measure if verb and verb.group() not in measure else measure


def _of_part(sentence: Sentence, q: Quantity, said: str) -> str | None:
    """签约项目32个。从布局看,东区14个、西区11个: what the sentence before counted, of each part."""
    above = _head_above(sentence, q)
    if not above or not 2 <= len(said) <= 10 or counted_pattern().search(said) or re.search(r"[“”\d]", said):
        return None
    from store.recognise.facts.figure.row import items

    whole = items(sentence.before)[-1].noun if sentence.before is not None else ""
    done = re.search(r"签约|开工|竣工|投产|引进|落地", whole)
    return said + (done.group() if done else "") + above


def _head_above(sentence: Sentence, q: Quantity) -> str:
    """The bare noun that the sentence before counted in the same unit, where this one takes it apart."""
    from store.recognise.facts.figure.row import items

    return head(list(items(sentence.before)), q) if sentence.before is not None else ""


def head(done: list[Item], q: Quantity) -> str:
    """The bare noun of the last count in the same unit: 项目 of 省市重点项目."""
    last = next((i for i in reversed(done) if i.quantity.unit == q.unit and not i.uncounted), None)
    heads = counted_pattern().findall(last.noun) if last else []
    return heads[-1] if heads else ""


_REACHED = re.compile(r"(?:覆盖|涉及|惠及|辐射|贫困)[^,]{0,6}(?:村|乡镇|社区|街道|县|区)$")
_TAKEN_APART = re.compile(r"[\s“]*(?:从|按)[^,。;]{2,12}?(?:看|来看|分|划分),")
_IN_ALL = re.compile(r"(?:^|,)(?:累计|总数|总量|共|合计|已|目前)+(?:达|达到|有|超|超过|突破|增至|增加到)+$")
_YEARLY = re.compile(
    r"(?:项目|基地|园|厂|公司|中心|企业)(?:规划|设计|计划|建成后)?(?P<of>年[一-鿿]{2,8})$"
)  # 某项目|年屠宰肉牛
_RANKED = re.compile(r"(?:国家|省|自治区|市|区|县|州)级")
_BEGUN = re.compile(
    r"(?P<of>[一-鿿“”]{2,16}?(?:企业|项目|平台|基地|主体|园区|合作社|人才))(?:总量|总数|数量|规模)?"
    r"(?:[一二三四五六七八九十两]年)?(?:翻|大幅|持续|不断|快速|稳步|净增|连续|迅速|逐年)[^,。;\d]{0,8},(?:已|目前|现)*(?:有|达|达到|增至|超|超过|突破)*$"
    r"|(?:像[^,。;]{0,12}这样的)(?P<such>[^,。;]{2,16}),[一-鿿]{2,6}(?:已|现|目前)*有(?:近|约|超)?$"
)
_WITHIN = re.compile(r"^(?:其中|当中)?[^,。;、\d]{0,2}(?:目前|现|现在|当前)?(?:已|就)?有(?:近|约|超)?$")
_SO_FAR = re.compile(r"(?:现|已|已经|目前|其中)*(?P<do>完成|落实|办结|整改|兑现|建成|开工)了?$")
_ARTICLES = re.compile(
    r"(措施|政策|举措|意见|办法|方案|细则|清单)(?:(?:\([^()]{1,8}\))?》[^》《]{0,24}|(?:共|包括|包含|涵盖|分)[^》《,。;]{0,12})$"
)  # 《…若干措施》共32条
DOING = re.compile(
    r"(?:同时|现场|共同|一起|集体|线上|线下|先后|通过视频)*(?P<doing>(?:参加|出席|列席|与会|参与|入选|受益|受惠|就业|返乡|脱贫|参会|到会|参展|参训|观看|获奖|报名|上岗|务工|入住)[^,。;:、]{0,8})"
)


def _people(text: str, q: Quantity, start: int, following: int, said: str) -> Item | None:
    doing = DOING.match(text, q.reach)
    if doing:
        measure = doing["doing"].replace("了", "") + "人数"
        return made(text, q, start, following, measure, "people", measure)
    if said and len(said) >= 2 and (not re.search(r"[“”]", said) or re.search(r"“[^“”]{2,12}”$", said)):
        return made(text, q, start, following, said, "clause", said)
    return None


_PLACED = re.compile(r"布局|新建|建成|打造|建设|发展|创建|增设|开设|设立|命名|认定")
