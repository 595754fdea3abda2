"""Goals in quotation marks, and goals that a place moves towards: “中国桑黄之都”, 朝着…迈进, 围绕…的定位.

The marks or the frame around do what a verb of striving does in `goal`; what counts as a name is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.language.terms import Term, terms
from store.recognise.facts.goal import NEGATED, TYPE, goals, of_a_place, says_aim
from store.recognise.facts.goal_words import BEHIND, ENDS, HEAD, PLACE, REACH, STRIVE
from store.recognise.facts.naming import clause, clause_end, name_of, within_title
from store.recognise.rules import Candidate, rule
from store.regions.table import named

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: goal"
_TOWARDS = ("迈进", "奋进", "进发", "跨越", "跃升", "转变", "挺进", "进军", "前进")


_IS_ONE = re.compile(r"(?<![能就])是[^,。;]{0,24}的$")


@rule(
    "goal.quoted",
    kind="goal",
    example="加快建设⟦“中国桑黄之都”⟧。",
    near_miss="打造“店小二”服务,叫响“水韵江城”品牌。",
    source=_SOURCE,
    needs=("“", "‘"),
    priority=1,
)
def quoted(sentence: Sentence) -> Iterator[Candidate]:
    """A quoted position behind a verb of striving, or with 目标, 定位 behind it."""
    text = sentence.text
    for term in terms(text):
        before = text[max(clause(text, term.first), term.first - 30) : term.first]
        aimed = _AIMED.match(text, term.last)
        branded, made = _branded(text, term, before)
        opens = _OPENS.match(term.inner) if _POSITION.search(term.inner) else None
        if opens and _CONFERENCE.match(text, term.last) and "、" not in term.inner:
            start = term.start + 1 + opens.end()  # “打造…核心区”专场新闻发布会
            yield Candidate(start, term.end - 1, {"name": name_of(sentence, start, term.end - 1)})
            continue
        if not (aimed or branded) and not ENDS.match(text, term.last) and not _role(text, term.end):
            continue
        front = _FRONT.search(before)
        strives = _STRIVES.search(before) or _OPENS.match(term.inner) or front or made
        if _IS_ONE.search(before) and not aimed:
            continue  # 项目建设是推动发展的“强引擎”
        if not (strives or aimed) or NEGATED.search(before) or not of_a_place(text, term.start):
            continue
        parts = term.inner.split("、")
        # “打造…示范市、建设…名城”, “装备工业之都、绿色食品之都”
        if len(parts) > 1 and (
            all(_OPENS.match(p) and _POSITION.search(p) for p in parts) or all(_OF_A_PLACE.search(p) for p in parts)
        ):
            yield from _each(sentence, term)
            continue
        if says_aim(term):
            continue
        role = _role(text, term.end)
        if role and strives and term.alone and ENDS.match(text, role.end()):
            yield Candidate(term.start, role.end(), {"name": name_of(sentence, term.start, role.end())})
        elif front and term.alone and _ROLE.search(term.inner) and ENDS.match(text, term.end):
            start = term.start - len(front["front"])  # 打造中部地区“材料谷”
            yield Candidate(start, term.end, {"name": name_of(sentence, start, term.end)})
        elif (aimed or branded or ENDS.match(text, term.last)) and _is_goal(
            term, bool(strives), aimed is not None and not (strives and aimed[0].endswith("转变"))
        ):
            start = term.start + 1 + len(re.match(STRIVE + "?", term.inner)[0])  # type: ignore[index]
            yield Candidate(
                term.start, term.end, {"name": name_of(sentence, start, term.end - 1)}, (start, term.end - 1)
            )


def _branded(text: str, term: Term, before: str) -> tuple[bool, bool]:
    """Whether a position is a name to be proud of (擦亮“…之都”名片), and whether to be made one (把“…之乡”这块牌子立起来)."""
    rings, brand = _RINGS.search(before), _BRAND.match(text, term.last)
    if rings is None or brand is None or not _PLACE.search(term.inner):
        return False, False
    made = rings["made"] is not None
    return not made or _RUNG.match(text, brand.end()) is not None, made


def _role(text: str, at: int) -> re.Match[str] | None:
    """The noun of roles behind the marks: “长春国际汽车城”南部核心区."""
    part = _QUARTER.match(text, at)
    return HEAD.match(text, part.end() if part else at)


_QUARTER = re.compile(r"[东西南北中]部")
# 打响“中国火腿之都”品牌, 擦亮“世界茉莉花之心”这块招牌.
_OF_A_PLACE = re.compile(r"[一-鿿]{2}之[都城乡]$")
_RINGS = re.compile(r"(?:叫响|打响|擦亮|唱响)(?:了|好)?[^,。;“”]{0,8}$|(?P<made>把|让)$")
_RUNG = re.compile(r"[一-鿿]{0,4}(?:立起来|树起来|擦亮|擦得|打响|叫响|唱响|做响|更[亮响]|越[擦叫])")
_PLACE = re.compile(rf"{PLACE}$")
_BRAND = re.compile(r"(?:这块|这一|这张)?(?:金字|城市|产业|区域)?(?:品牌|招牌|牌子|名片)")
_CONFERENCE = re.compile(r"(?:系列|专题|专场|主题)*(?:新闻)?发布会")
_FRONT = re.compile(
    STRIVE + r"(?:了|好|成|为)*(?P<front>(?!(?:全市|我市|一个|一批))[^,。;:、“”《》]{3,20})(?<![和与及])$"
)
_ROLE = re.compile(rf"(?:{PLACE}|{REACH}|第[一二三四五六]?极|[一-鿿]谷|区)$")


def _each(sentence: Sentence, term: Term) -> Iterator[Candidate]:
    """Each part of a quoted pair of aims, without a verb."""
    at = term.start + 1
    for part in term.inner.split("、"):
        opens = _OPENS.match(part)
        start, end = at + (opens.end() if opens else 0), at + len(part)
        yield Candidate(start, end, {"name": name_of(sentence, start, end)})
        at = end + 1


_RANK = re.compile(r"(?:全国|中国|全省|县域经济|综合实力|高质量发展)*[百十]强(?:[县区市镇]|之列)?$")


def _is_goal(term: Term, strives: bool, aimed: bool) -> bool:
    inner = term.inner
    counted = re.search(r"\d|[超亿%]|[一二三四五六七八九十两][个大项]|(?:环境|清单|服务|升级版|品牌|目标)$", inner)
    if (counted and not re.search(r"之城$|亿[一-鿿]?[谷都港]$|亿强?[一-鿿]?[区县市镇乡园]区?$", inner)) or _RANK.match(
        inner
    ):
        return False
    head = _POSITION.search(inner)
    if strives and _NEW_PLACE.match(inner) and named(inner[-2:]):
        return True  # 智造慈溪
    if strives and head and not TYPE.match(inner) and len(inner) > len(head[0]):
        return True
    if strives and aimed:
        return len(inner) >= 3 and not re.search(r"(?:经济|模式|方式|阶段|增长|赛道)$", inner)
    return bool(aimed and head and len(inner) >= 4)


_OPENS = re.compile(r"(?:打造|建设|建成|争当|争创|创建)(?:成|为)?(?=[一-鿿]{4})")
_STRIVES = re.compile(
    STRIVE
    + r"(?:了|好|成|为|全市|我市|[^,。;“”]{0,24}的)?$|手抓$|[朝向奔](?:着|向|更)?$|(?:叫响|打响|擦亮)[^,。;“”]{0,8}$|以$|围绕$|紧扣$|"
    + STRIVE
    + r"[^,。;“”]{2,24}(?:”[^,。;“”]{0,10})?[、和]$"
)
_AIMED = re.compile(
    r"(?:这一|的)?(?:[两三四]大)?(?:奋斗|发展|战略|功能|城市|总|总体)*(?:定位|目标(?!任务|责任))|为目标|建设(?!者|银行|集团|局)|(?:大步|稳步|加速|阔步|奋力|加快)?(?:迈进|奋进|进发|跨越|跃升|转变|冲刺|挺进|进军)"
)
# 智造慈溪, 数字临海: what a place is to be like, and its short name; 健康中国 is the country's.
_NEW_PLACE = re.compile(r"[一-鿿]{2}(?!中国)[一-鿿]{2}$")
_QUOTEDENDS = r"新[一-鿿]{1,2}城|中心|基地|枢纽|走廊|[东西南北中]门|(?<=无)[一-鿿]{2,4}(?:园区|城市|[省市区县镇村])|城|谷|湾|港|(?<!首)都"
_POSITION = searching(rf"(?:{PLACE}|{REACH}|首[位岸选善城]|第一城|{_QUOTEDENDS})$")


@rule(
    "goal.aimed",
    kind="goal",
    example="全面落实⟦黄河流域生态保护和高质量发展先行区⟧建设要求,向⟦全国重要铝产业基地⟧迈进。",
    near_miss="围绕企业需求,向社区居民迈进。",
    source=_SOURCE,
    needs=("定位", "目标", "建设要求", *_TOWARDS),
)
def aimed(sentence: Sentence) -> Iterator[Candidate]:
    """围绕…的定位, 落实…建设要求, 向…迈进: a frame around the noun where no verb of striving stands."""
    text = sentence.text
    for frame in _FRAME.finditer(text):
        if within_title(text, frame.start()) or not of_a_place(text, frame.start()):
            continue
        stop = min(clause_end(text, frame.end()), frame.end() + 60)
        end = next((m.end() for m in _CLOSES.finditer(text, frame.end(), stop)), None)
        if end is not None:
            found = list(goals(sentence, frame.end(), stop))
            yield from (c for c in found if c.end < end)


_FRAME = re.compile(
    r"(?:围绕|紧扣|紧盯|立足|落实|按照|对标|坚持|朝着|向着|奔向|朝|(?<!方)(?<!面)向(?!上|前|好|全面|全体)|肩负|扛起|明确)(?:了|好|着)?"
)
_CLOSES = re.compile(rf"的?{BEHIND.pattern}|的?(?:大步|稳步|加速|阔步|奋力|加快|不断)*(?:{'|'.join(_TOWARDS)})")
