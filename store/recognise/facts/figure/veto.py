"""What looks like a figure and is none: each veto claims its number and makes no record, so that a trace can tell why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.recognise.facts.figure.clause import terms
from store.recognise.facts.figure.quantity import quantities
from store.recognise.facts.figure.row import items
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_NOT = "RECORDS.md, Figures: not figures"
_DIGITS = tuple("0123456789一二三四五六七八九十两百千万亿")


@rule(
    "veto.tier",
    kind="figure",
    example="新引进⟦100亿元以上⟧项目3个。",
    near_miss="协议投资额630亿元以上。",
    source="RECORDS.md, Figures: measure",
    needs=("亿", "万", "元", "%"),
    priority=12,
    veto=True,
)
def tier(sentence: Sentence) -> Iterator[Candidate]:
    """A tier says which projects are meant: it belongs to the measure."""
    for q in quantities(sentence.text):
        if q.tier:
            yield Candidate(*q.tier)


@rule(
    "veto.ordinal",
    kind="figure",
    example="今年⟦第六场⟧观摩举行。",
    near_miss="举办观摩六场。",
    source=_NOT,
    needs=("第",),
    priority=12,
    veto=True,
)
def ordinal(sentence: Sentence) -> Iterator[Candidate]:
    """第六场 tells the place in a row, and so do 位列第三 and 前十位."""
    for q in quantities(sentence.text):
        if q.kind == "ordinal":
            yield Candidate(q.start - 1, q.end)


_RANK = re.compile(
    r"(?:(?<![目之以此先提])前|位居|位列|名列|排名|排名后|排位后|倒数|末|排在|居|列|第[一二三四五六七八九]、|(?:前移|前进|后移|后退|跃升|跃居|进位|上升|提升|攀升|下滑|下降|升|进)(?:了)?)$"
)


@rule(
    "veto.rank",
    kind="figure",
    example="总量跃居全省前⟦10位⟧。",
    near_miss="表彰企业家10位。",
    source="RECORDS.md, Rulings: ranks",
    needs=("位", "名"),
    priority=12,
    veto=True,
)
def rank(sentence: Sentence) -> Iterator[Candidate]:
    """前10位 is a rank."""
    for q in quantities(sentence.text):
        if q.unit in ("位", "名") and _RANK.search(sentence.text, max(0, q.start - 4), q.start):
            yield Candidate(q.start, q.end)


@rule(
    "veto.uncounted",
    kind="figure",
    example="会上,⟦要在五个方面下功夫⟧。",
    near_miss="引进五个项目。",
    source="RECORDS.md, Rulings: Figures, More on counts",
    needs=_DIGITS,
    priority=11,
    veto=True,
)
def uncounted(sentence: Sentence) -> Iterator[Candidate]:
    """Aspects, categories, administrative units, indicators, industries: counted, and no figure."""
    for item in items(sentence):
        if item.uncounted:
            q = item.quantity
            yield Candidate(item.start, item.end, claim=(q.start, q.end))


@rule(
    "veto.name",
    kind="figure",
    example="抓好⟦“三个清单”⟧制度。",
    near_miss="“总投资50亿元”的牌子很醒目。",
    source=_NOT,
    needs=("“", "《", "‘"),
    priority=12,
    veto=True,
)
def name(sentence: Sentence) -> Iterator[Candidate]:
    """A number inside a title or a term in quotation marks is part of the name; one in a quoted statement is not."""
    for span in terms(sentence.text):
        yield Candidate(*span)


_SESSION = re.compile(
    r"[一二三四五六七八九十\d]{1,4}(?:届[^,。;]{0,12}?[一二三四五六七八九十\d]{1,3}次|次(?:全体)?(?:会议|全会))"
)
_RUN = re.compile(r"连续(?:第)?(?P<n>[一两二三四五六七八九十\d]{1,3}(?:次|个|年|届|期))")
_IDIOM = searching(
    r"[两三四五六七八九十]件事|[两三四五六七八九十]次(?=[一-鿿])|[两三四五六](?:套|大|家|大家)(?:领导)?班子|(?:百分之百|100%)的?(?:干劲|热情|努力|精神|决心|信心|诚意|激情|状态|责任|担当)|千家万户|千行百业|百家|三个一|共印\d{1,4}份|[一两二三]位数|[一二三四五六七八九十两\d]{1,2}个(?:一(?=[”、,。工机批])|坚持|确保|提升|强化|聚焦|转变|统一|维护|意识|自信|结合|更加|突出|着力|到位|倒逼|保障|必须|务必|善于|到户|不)"
)


@rule(
    "veto.session",
    kind="figure",
    example="区⟦五届人大三次会议⟧召开。".replace("人大三次会议⟧", "人大三次⟧会议"),
    near_miss="召开推进会三次。",
    source=_NOT,
    needs=("届", "次", "班子", "个", "家", "百业", "连续", "位数", "共印", "100%", "百分之百"),
    priority=12,
    veto=True,
)
def session(sentence: Sentence) -> Iterator[Candidate]:
    """Sessions of a congress, runs (连续三次) and set phrases: 四套班子, 四个坚持."""
    for pattern in (_SESSION, _RUN, _IDIOM):
        for match in pattern.finditer(sentence.text):
            yield Candidate(match.start(), match.end())


@rule(
    "veto.article",
    kind="figure",
    example="打造⟦一个⟧平台。",
    near_miss="打造1个平台。",
    source=_NOT,
    needs=("一",),
    priority=12,
    veto=True,
)
def article(sentence: Sentence) -> Iterator[Candidate]:
    """一个 is an article; 各一个 and 1个 count."""
    text = sentence.text
    for q in quantities(text):
        if q.number.text == "一" and q.kind in ("count", "people", "quantity") and text[q.start - 1 : q.start] != "各":
            yield Candidate(q.start, q.end)


_FEW = re.compile(r"(?:每(?:聘用|招募|招用|引进|新增|培训|吸纳|介绍|输送)|每|单|这|那|某|该|几|同|首|另)$")
_OFTEN = re.compile(
    r"每(?:年|季度|季|月|周|天|日|半年|旬)(?:至少)?(?:召开|举办|开展|组织|举行|走访|调度|通报|听取|研究|赴)[^,。;]{0,6}$"
)
_UNSPOKEN = re.compile(r"^(?:性|字|词|头|劲|样|体|别|人所得)")


@rule(
    "veto.each",
    kind="figure",
    example="每⟦2名⟧干部联系企业。",
    near_miss="选派干部200名联系企业。",
    source="a ratio or a rule of working counts nothing",
    needs=("每", "单", "这", "那", "某", "该", "同", "个"),
    priority=12,
    veto=True,
)
def ratio(sentence: Sentence) -> Iterator[Candidate]:
    """每2名, 这两个, 个别: pointing or dealing out, not counting."""
    text = sentence.text
    for q in quantities(text):
        if (q.unit in ("次", "场") and _OFTEN.search(text, max(0, q.start - 16), q.start)) or (
            q.kind in ("count", "people", "quantity")
            and (
                _FEW.search(text, max(0, q.start - 3), q.start)
                or (q.unit == "个" and _UNSPOKEN.match(text[q.end : q.end + 3]))
            )
        ):
            yield Candidate(q.start, q.end)


# What a thing can do or how it is built says nothing of an economy.
_BUILT = re.compile(
    r"(?:时速|车速|续航|续航里程|载重|载重量|排水量|直径|高度|宽度|厚度|深度|航速|口径|净重|跨度|主跨|坡度|水深|气温|温度|湿度|转速|功耗)(?:达到?|为|约|可达|超过?|近|仅|只有|最高)*$"
)


@rule(
    "veto.built",
    kind="figure",
    example="该线路设计时速⟦250公里⟧。",
    near_miss="新建农村公路5公里。",
    source="what a thing can do or how it is built is a standard of it",
    needs=("公里", "米", "吨", "%", "海里", "瓦"),
    priority=12,
    veto=True,
)
def built(sentence: Sentence) -> Iterator[Candidate]:
    """Speed, load, height, width of a thing."""
    text = sentence.text
    for q in quantities(text):
        if q.kind == "quantity" and _BUILT.search(text, max(0, q.start - 10), q.start):
            yield Candidate(q.start, q.end)


# 年产50万吨煤制乙二醇项目: the number belongs to the project's name; 扩建年产1.5万吨… says what is built.
_NAMED = re.compile(
    r"[一-鿿A-Za-z]{2,14}?(?:项目|基地|工程|电站|电厂|风电场|泵站)(?!\d{1,4}[个家项座])|(?:[一-鿿A-Za-z]{4,20}|风电|光伏|光热|光电|储能|火电|水电|核电)、[^,。;\d]{2,60}等[^,。;\d]{0,10}项目"
)
_SIZED = re.compile(r"(?:(?:扩建|新建|改建|建设|上马|形成|新增)(?:年产)?|配套的|[一二三四五\d]批)$")
_LAND = frozenset(("亩", "平方米", "平方公里", "公里", "米", "公顷", "倍", "平方公尺"))
_MADE = frozenset("头只台套辆片件锭羽")


@rule(
    "veto.size_in_name",
    kind="figure",
    example="恒远年产⟦50万吨⟧煤制乙二醇项目进展顺利。",
    near_miss="投资3亿元扩建年产1.5万吨再生纤维项目。",
    source=_NOT,
    needs=("项目", "基地", "工程", "电站", "电厂", "风电场", "泵站"),
    priority=12,
    veto=True,
)
def size_in_name(sentence: Sentence) -> Iterator[Candidate]:
    """What a project makes, in its name."""
    text = sentence.text
    for q in quantities(text):
        sized = (q.kind == "quantity" and q.unit not in _LAND) or (q.kind == "count" and q.unit in _MADE)
        named = sized and q.after is None and _NAMED.match(text, q.end)
        if named and not _SIZED.search(text, max(0, q.start - 6), q.start):
            yield Candidate(q.start, q.end)


_FAR = re.compile(
    r"(?:距|相距|辗转|行程|驱车|车程|海拔|绵延|绵亘|沿江|沿岸|沿线|离(?!子|岸)|毗邻|半径|方圆|周边|往[东南西北]|向[东南西北])[^,。;:]{0,20}$"
    r"|位于[^,。;:]{2,18}[东南西北]{1,2}(?:面|侧|方向)?约?$"  # 位于渭华起义纪念馆南3公里
)


@rule(
    "veto.share_price",
    kind="figure",
    example="公司收盘报⟦14.52元⟧/股。",
    near_miss="公司募集资金14.52亿元。",
    source="what a share costs says nothing of a place",
    needs=("股",),
    priority=12,
    veto=True,
)
def share_price(sentence: Sentence) -> Iterator[Candidate]:
    """14.52元/股, 每股收益0.3元."""
    text = sentence.text
    for q in quantities(text):
        if q.kind == "money" and (
            text.startswith(("/股", "每股"), q.end) or "每股" in text[max(0, q.start - 8) : q.start]
        ):
            yield Candidate(q.start, q.end)


@rule(
    "veto.distance",
    kind="figure",
    example="园区距高铁站⟦5公里⟧。",
    near_miss="新建农村公路5公里。",
    source="a distance says where, not how much",
    needs=("公里", "米", "里"),
    priority=12,
    veto=True,
)
def distance(sentence: Sentence) -> Iterator[Candidate]:
    """How far away something lies."""
    text = sentence.text
    for q in quantities(text):
        if q.unit in ("公里", "米", "海里") and (
            _FAR.search(text, max(0, q.start - 24), q.start) or text.startswith(("外的", "之外", "开外"), q.reach)
        ):
            yield Candidate(q.start, q.end)
