"""What a count counts: the noun behind it (`36个重大产业项目开工`) or before it (`重大产业项目190个`).

Both work on plain text and tables alone. `behind` reads from the classifier to the end of the noun phrase, past tiers;
`before` takes what stands at the end of the clause in front, leads (`力争今年累计`) cut off. A noun whose count is no
figure (方面, 领域, 区) is told apart by `uncounted`, a count behind which no noun can stand by `closed`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from store.language import patterns as re
from store.language.searching import searching
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import masked
from store.recognise.facts.figure.words import actions, alternatives, counted_pattern, uncounted_end, uncounted_start


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase in a text; `verb` is the action that stands right behind or before it."""

    start: int
    end: int
    text: str
    verb: str | None = None
    head: bool = True  # ends in a noun of the table


_STOP = re.compile(r"[,。;:!?…”\n]")
_LONGEST = 30
_NUMBER = re.compile(r"(?:了|率)?\d|率")
# Words that end a noun phrase besides the actions: particles, prepositions, adverbs, verbs of being.
_PARTICLES = (
    "将 已 已经 正 正在 均 全 都 为 是 被 把 对 向 从 到 于 进行 实现 达到 达 占 集中 同步 同时 陆续 相继 先后 纷纷 顺利 正式 现场"
    " 有 可 需 要 由 用于 投向 覆盖 涉及 涵盖 包括 分别 累计 总投资 计划总投资 年度 完成 推进 提供 受益 获 获得 荣获 取得 成功 列入"
    " 纳入 位居 排名 增长 同比 较 比 超 超过 突破 不少于 转化 轮廓 热气 能够 率先 全部 悉数 依次 计划 预计 颁发 授予 进入 组成 构成 实行 接待 深入 奔赴 包联 联系 挂钩 帮扶 走访 对接 合计 总额 总量 总面积"
).split()


@cache
def _stops() -> re.Pattern[str]:
    return re.compile(alternatives([*_PARTICLES, *actions()]))


@cache
def _verb_behind() -> re.Pattern[str]:
    behind = alternatives(v for v, a in actions().items() if a.behind)
    return re.compile(
        rf"(?P<not>(?:尚|仍|还)?未)?(?:已|已经|全部|均|参加|集中|同步|正式|同时|相继|陆续|现场|成功|顺利|将|悉数|全面|分别){{0,3}}(?P<verb>(?:{behind})(?:[((][^()()]{{1,6}}[))])?)"
    )


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"(?P<verb>{alternatives(actions())})(?:了|的)?$")


def behind(text: str, quantity: Quantity, until: int) -> Phrase | None:
    """The noun phrase behind a count, read no further than `until`; None where nothing is named there."""
    start = quantity.reach
    if text.startswith("的", start):
        start += 1
    start, begin = _past_tiers(text, start, until), start
    stop = _STOP.search(masked(text), start, until)
    limit = min(stop.start() if stop else until, start + _LONGEST)
    if limit <= start:
        return None
    end = _head_end(text, start, limit, people=quantity.kind == "people")
    if end is None:
        return _unknown(text, begin, start, limit)
    verb = _verb_behind().match(text, end)
    if verb and _NUMBER.match(text, verb.end()):
        verb = None  # 484个项目开工358个: the action is that of the number behind it
    done = ("未" if verb["not"] else "") + verb["verb"] if verb else None  # 3个项目未落地
    return Phrase(begin, end, text[begin:end].strip(), done)


def _past_tiers(text: str, start: int, until: int) -> int:
    """Where the noun begins behind a tier: 2个百亿级|项目."""
    from store.recognise.facts.figure.quantity import tiers

    spans = tiers(text)
    at = bisect_left(spans, (start, start))
    near = at < len(spans) and spans[at][0] <= start + 10 and spans[at][1] < until
    return spans[at][1] if near and not re.search(r"[,。;、:和及]", text[start : spans[at][0]]) else start


def _head_end(text: str, start: int, limit: int, *, people: bool) -> int | None:
    """The end of the phrase's last counted noun: further nouns belong to it until a word that ends phrases."""
    end: int | None = None
    at = start
    while (head := counted_pattern().search(text, at, limit)) is not None:
        gap = text[at : head.start()]
        if end is None:
            if _gap_closed(text, start, head.start(), head.group(), people=people):
                return None
        elif gap and (_stops().search(gap) or re.search(r"[、和与及的以在()“]|^中", gap) or len(gap) > 6):
            break
        end = at = head.end()
    return end


_ASPECT = re.compile(r"方面|层面|维度|角度|环节|阶段|步骤|季度|原则|特点")
_LEVELS = re.compile(r"[省市县区州](?:、[省市县区]){1,2}(?:级|重点|重大|集中|民生|属)")
_STRONG = re.compile(
    r"项目|基金|联盟|协会|行动|工程|举措|小组|专班|活动|平台|基地|企业|中心|园区|产业园|政策|场景|示范|试点|工作组"
)


def _gap_closed(text: str, start: int, head: int, counted: str, *, people: bool) -> bool:
    """Whether the phrase has ended before the noun is reached: `5个方面制定措施`, `3人入选人才项目`."""
    gap = text[start:head]
    if not gap:
        return False
    if _LEVELS.match(text, start):
        return False  # 116个省、市集中开工项目
    aspect = uncounted_start().match(text, start)
    if gap == "重点":
        return False  # 12件重点民生实事: 重点 is counted by itself (3个重点), before a noun it is a sort of it
    if aspect and _ASPECT.match(text, start):
        return True  # 从5个方面提出举措
    if aspect and (not _STRONG.search(counted) or text[aspect.end() : aspect.end() + 1] in tuple("和与及、的在将")):
        return True  # 三大片区调出用地: a noun of places or aspects is counted, what follows speaks of them
    for stop in _stops().finditer(gap):
        if stop.group() == "对接" and stop.end() == len(gap):
            continue  # 产业链对接项目
        if stop.start() == 0:
            # 6个在建项目, 14个计划新开工省重大项目: an action in front of the noun qualifies it; 8人参加培训 does not.
            if people or stop.group() in ("参加", "入选", "上榜", "获", "获批", "占", "达", "达到", "有"):
                return True
            continue
        if uncounted_end().search(gap[: stop.start()]):
            return True
    first = gap.split("、")[0]
    if len(first) > 1 and "、" in gap and uncounted_end().search(first):
        return True
    return bool(re.search(r"\d(?!\d{0,2}强)", gap))


def _unknown(text: str, begin: int, start: int, limit: int) -> Phrase | None:
    """A noun that the table does not know: up to the next word that ends a phrase."""
    begins = start + 2 if text.startswith(("主要", "重要"), start) else start  # 8项主要经济指标
    stop = re.compile(rf"{_stops().pattern}|[、和与及的()\d“]").search(text, begins, limit)
    end = stop.start() if stop else limit
    if uncounted := uncounted_start().match(text, begins):
        end = uncounted.end()
    elif text.startswith("的", end) and (place := _PLACES.match(text, end + 1)):
        end = place.end()  # 3个进度滞后的县(区)作了表态发言
        return Phrase(begin, end, text[end - len(place.group()) : end], head=False)
    piece = text[begin:end].strip()
    piece = piece.removesuffix("中") if piece.endswith(("类中", "业中")) else piece
    if not piece or piece in ("未", "没有", "尚") or len(piece) > 14:
        return None
    verb = _verb_behind().match(text, end)
    return Phrase(begin, end, piece, verb["verb"] if verb else None, head=False)


# What stands before a measure and is none of it.
_LEADS = searching(
    r"其中|届时|(?:[他她]|一行)?(?:听说|得知|了解到|看到)(?=该|项目|[一-鿿]{4})|[前后]者(?=[一-鿿]{2})|(?:^|(?<=,))(?:但|不过|而)(?=[一-鿿]{3})|把(?=[一-鿿]{3})|提出(?=[一-鿿])|明确(?=[一-鿿]{2})|今天|今日|昨天|昨日|组织(?=签|对接)|好在|刚刚|给予|予以|我们|他们|到(?:20\d\d年|今年)?年?底(?:前)?|年底前|到20\d\d年|本次|此次|这次|本期(?:活动)?|安排(?=全|重|市|省|项)|另外|此外|另有|拟设|陆续|相继|(?:春节|国庆|元旦|中秋|五一|端午|清明)(?:节)?(?:假期|期间|长假)|同时|目前|当前(?=[一-鿿]{2})|截至[^,]{0,8}?(?:月底|月末|年底|年末|目前|[日底末止前])(?=[^,]{2})|截至[^,]{0,6}|全年|今年|去年|明年|年内|当年|本年度|新的?一年|上年|力争|确保|确定|预计|预期|努力|争取|奋力"
    r"|累计|共计|总计|合计|一共|总共|已经|已|再(?!生)|将|约有|共有|计有|现有|(?<!人)拥有|(?<![公总一])共(?=安排|组织|筛选|促成|达成|吸引|邀请|举办|处理|排查|选派|谋划|储备|落地|解决|实施|集|签|引|新|开|完|推|收|征|接|承|复|培|建|投|发|有|计|\d|$)|连续[一两二三四五六七八九十\d]{1,2}(?:年|个月|个季度)|可(?=新增|实现|形成|带动|年|提供|创造|解决|完成|达)|一举|率先|首次|成功|顺利|圆满|提前|超额"
    r"|实现(?!率)|完成(?!率|投资|年度)|达成|达到|保持|推动|促进|带动(?!就业|投资)|形成(?=年产|产能)|提供(?=就业|岗位|床位)|使得|使(?!用|命)|让|目标(?:为|是|:)|据统计|据介绍|据悉|数据显示|经过[^,]{0,8}|通过"
    r"|\d{4}\s?年(?:度)?|[一二三四1-4]季度末?|计划(?=开工率|投产率)|上半年|下半年|前[一二两三四五六七八九十\d]{1,2}个?(?:月|季度)|\d{1,2}月份?(?:(?:底|末)前?)?|\d{1,2}[-—至]\d{1,2}月(?:份)?|以来|期间"
    r"|会上|当天|当日|首季度?|当天下午|现场|当中(?=[一-鿿])|过去(?:的)?一年|^(?:[两三四五十]|近)年来|一是|二是|三是|四是|五是|坚持|(?<!年度)计划(?!总?投资|完成|新|开|实施|生育)|拟建(?!设)(?=[一-鿿]{2})|拟|要求(?=[新全到一-鿿]{3})|(?<![需主重纲首概摘])要(?![求素闻])(?=[一-鿿]{2})|(?:惟|唯)(?=[一-鿿]{3})|为(?:企业|群众|市场主体|经营主体|全市|全区|全县)(?=[一-鿿]{2})|的是|是(?=[一-鿿]{2})|在于|有望|可望"
)
_TAIL = searching(
    r"(?:[“((\s]|预期|冲刺|冲击|做到|拼|挑战|迈向|(?<=[产值入额资量])向|压到|压至|每(?:亩|人|户|年|月|吨|平方米|名)|左右|分别|双双|均|都|各|有信心|拥有|有|为|即|便|却|全部|是|一共|总共|共|现在(?=[是为有达])|上看|(?<![人英天贤])才|(?<![原规细法准守总])则(?!再)|达到|达至|达|完成|实现|突破|超过|超|近|(?<![签节制履解违])约|至|到|逾|破|迈上|跃上|跨上|站上|迈过|跨越|跃过|跨过|不足|不到|不满|未满|接近|少于|大于|小于|多于|(?<![超通经不难])过|不少于|不低于|不超过|高达|已|将|力争|确保|的|了|在|首次|首度|历史性|年内|有望|可望|必须|再增|稳定|增加|增至|升至|提升至|(?:恢复|回升|发展|扩充|扩大|壮大|增加|上升|攀升|减少|压减|缩短|压缩|扩)[到至]|提高到|提升到|提高至|增长至|增长到|扩大到|下降到|降至|降到|设定|(?<![确制规稳锁拟核认])定|保持|控制|安排|共计|累计|合计|合共|总计|也|就|仅|只|又|再|还|可|要|(?<![产储节性功智动技职效热电])能|预计|(?<!年度)计划|以上|低于|高于|至少|最高|给予)+$"
)


CHANGE = re.compile(r"(?:由|从)[^,。;由从]{0,12}\d[^,。;]{0,12}$")  # 由现在的320亿元增加到


def lead_cut(text: str) -> int:
    """How much of the text in front of a measure is lead: adverbs, times, verbs of reaching."""
    end = 0
    for match in _LEADS.finditer(text):
        if match.start() - end <= 40:
            end = match.end()
    return end


@lru_cache(maxsize=512)
def tail_cut(text: str) -> int:
    """Where the text ends once verbs of being and comparators at its end are cut off."""
    match = _TAIL.search(text[-24:])
    return len(text) - len(match.group()) if match else len(text)


def before(text: str, start: int, end: int) -> Phrase | None:
    """The noun phrase that ends right before a number, in the clause from `start` to `end`."""
    change = CHANGE.search(text, start, end)
    end = change.start() if change else start + tail_cut(text[start:end])
    if text[end - 1 : end] == ")" and (aside := text.rfind("(", start, end)) > start:
        end = aside  # 新签约项目(3000万元以上工业项目、…)161个
    piece = text[start:end]
    start += lead_cut(piece)
    head = None
    for match in counted_pattern().finditer(text, start, end):
        head = match
    if head is None or head.end() != end:
        return None
    return Phrase(start, end, text[start:end].strip())


_PLACES = re.compile(r"(?:苏木(?:镇场?)?|乡镇|镇|乡|街道|县区|县|市|区|省|旗|村)(?:\(|[作和与及]|主要|党委|负责|分别)")


_FREED = re.compile(r"(?:县|乡镇)(?:脱贫|摘帽|出列|退出)")  # 280个贫困县摘帽


def uncounted(phrase: str) -> bool:
    """Whether the phrase ends in a noun whose count is no figure."""
    if _PLACES.match(phrase) or _FREED.search(phrase):
        return True  # 16个镇(街道)和高新区, 3个镇作表态发言
    return uncounted_end().search(phrase) is not None and not re.search(rf"(?:{counted_pattern().pattern})$", phrase)


def closed(text: str, reach: int) -> bool:
    """Whether a count is over where it ends: no noun can follow."""
    if text.startswith(("大关", "关口", "台阶"), reach):
        return True
    rest = text[reach : reach + 1]
    return rest == "" or rest in ",。;:!?…、”和与及()" or _stops().match(text, reach) is not None


def verb_in_front(text: str, start: int, end: int) -> str | None:
    """The action in front of a count whose noun follows: 新引进|2个百亿级项目."""
    piece = text[start:end]
    match = _verb_before().search(piece[: tail_cut(piece)])
    return match["verb"] if match else None
