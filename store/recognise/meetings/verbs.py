"""Finders of meetings by a verb that says that one was held: 召开…, …举行, 刚开完…, 参加…活动.

Each yields the evidence (day, holder, name, verb) and the span of the name as its claim. What is told without such a
verb is `spoken_of`'s and `events`' matter; the fields are `region`'s, `day`'s and `kind`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.recognise.clause import clause_start
from store.recognise.meetings import name as cut
from store.recognise.meetings.span import (
    BACKGROUND,
    GENERIC,
    MANY,
    OUTCOME,
    PARTICIPANTS,
    SOURCE,
    begins,
    dated,
    finding,
    name_after,
    opening,
    places,
)
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_HOLD = r"(?:召开|举行|举办|办(?=了一?[场次个])|开(?=了一?[场次个])|(?<=[也还先就都又])开(?=了[^,。;]{2,30}会)|开展|召集|组织召开|组织(?=全[省市县区州盟旗])|迎来|承办|主办)"
_HELD = (
    r"(?:,(?=在[^,。;:]{2,30}(?:举行|举办|召开)))?"  # …项目投产仪式,在某工业园区举行
    # 博览会9月10日在无锡开幕: the day may stand behind the name.
    r"(?:(?:\d{1,2}月)?\d{1,2}日(?:\([^()]{1,6}\))?(?:上午|下午|晚上?)?)?"
    # 恳谈会昨日(11日)在…举行, 博览会9月10日(周四)…
    r"(?:第[一二三四五六七八九十\d]{1,3}场|首场|专场)?(?:[今昨同当次翌]日|[今昨当同]天|日前|近日|随后)?(?:\([^()]{1,6}\))?(?:上午|下午|晚上?)?(?:也|还)?(?:以[^,。;:]{2,24}?(?:形式|方式))?(?:(?:在|于)[^,。;:]{1,30}?)?(?:以[^,。;:]{2,24}?(?:形式|方式))?(?:[今昨]日|[今昨]天|日前|近日)?(?:圆满完成[^,。;]{0,8},?(?:[在于][^,。;:]{1,12}?)?)?(?:胜利|顺利|隆重|成功|圆满|正式|如期|盛大|盛装|热烈|火热|同时|同步|接续|相继|随后|也|现已|已先期|已率先|已)?"
    r"(?:召开|举行|举办|启动|开幕|闭幕|开场|收官|拉开(?:帷幕|序幕|大幕)|落下帷幕|吹响|擂响|热气腾腾|如期而至|如约而至|开启|启幕|揭幕|落幕|谢幕|闭会|开班|开讲|开锣|鸣锣|开赛|火热开场|登场|开会|(?:准时)?开席|继续(?:举行|进行)|开到)(?!在即|前夕|之际)"
)
_HEAD = searching(cut.HEAD)
_NAME_HELD = re.compile(cut.HEAD + r"[”’》]?(?:\([^()]{1,12}\))?(?:[一-鿿]{2,8}(?:分会场|专场)(?:活动|仪式)?)?" + _HELD)
_CONVENED = re.compile(_HOLD + r"(?!好)(?:了|过|的)?(?=[^,。;:!?]{0,2}[^,。;!?])")
# 举行二季度重大项目集中开工: a ceremony without the word.
_BARE_CEREMONY = re.compile(r"(?P<name>[^,。;:!?]{2,40}?集中(?:开工|竣工|签约|动工|投产))(?=[,。;!]|$)")
# 4月下旬还将举行…: what lies ahead has not taken place.
_AHEAD = re.compile(r"(?:将|拟|计划|准备|定于)(?:于|在)?[^,。;:将]{0,14}$|\d[日月]前$")
_BODY = re.compile(
    r"(?:^|[,。;\d午日])(?P<body>[一-鿿]{2,14}(?:代表团|主席团|领导小组|指挥部|理事会|委员会|工作专班))(?:当?[日天])?$"
)
_RECALLED = re.compile(
    r"(?:(?:去年|上年|前年|此前|曾|早在|年初|年前|不久前|已于)[^,。;]{0,14}|月份?[上中下]?[旬初底末]?)$"
)
_MINOR = re.compile(
    r"(?:(?<!开工)(?<!竣工)(?<!签约)活动|班|日|沙龙)$"
)  # 支持举办品牌首发活动: a plan, where no day is named
_GATHERING = re.compile(
    r"(?P<name>[^,。;:!?]{2,30}?(?<![工商协学机社员理董金管究居村组])(?:会|式|节)(?<!促进会)(?<!联合会))[”’]?(?=[,。;!?]|$)"
)
# 要按照要求,在5月中下旬组织开展观摩活动
_BIDDEN = re.compile(r"(?:^|[,。;:“”])(?:[一二三四五六]是?)?要(?!求|闻|素|点|害|事)[^。;]{0,40}$")
_BRANCHES = re.compile(r"分会场[^。;]{0,8}(?:同步|同时)$")  # 各县设立分会场,同步举行集中开工活动
_AT_IT = re.compile(
    r"(?:会上|(?:大会|会议|活动|仪式)(?:现场|期间)?)[^,。;]{0,4}(?:还|同时)[^,。;]{0,4}$"
)  # a part of the meeting
_CEREMONY = re.compile(r"签约|开工|竣工|揭牌|奠基")
_NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,4}次)?\(?扩大\)?会议$|第[一二三四五六七八九十百\d]{1,4}次(?:常务|全体)?会议$|第?[一二三四五六七八九十\d]{1,4}届(?:委员会)?第?[一二三四五六七八九十\d]{1,3}次"
)
_ASSEMBLY = re.compile(r"(?P<body>[省市县区州盟旗](?:政协|人大(?:常委会)?|委(?:常委会)?|政府))$")
_PAIR = re.compile(r"(?P<first>[^,。;、]{3,40}" + cut.HEAD + r")、(?=[^、]{6,}$)")
_WISHED = re.compile(r"[^,。;]{0,6}(?:确保|保障|办好|迎接|筹备)")  # 要确保全市观摩会顺利召开
_BY_THE_WAY = re.compile(r"[”’]?(?:以来|\d{1,3}(?:余|多)?[场次])")  # 召开推进会12场
_TITLE = re.compile(r"《[^》]*$")  # 《关于召开…会的通知》
_AFTER_AT = re.compile(r"[在继](?=全[省市区县国])")  # 在全省…会议召开后,我市召开
_SINCE = re.compile(r"(?:以来|之?后|过后)")
_OF_BODY = re.compile(r"(?:召开|举行)(?!会议)[^,。;]{0,20}会议")  # 区委常委会召开第138次会议
_SPECIAL = re.compile(r"专[题门]会议$")
_LONG_AGO = re.compile(r"(?:去年|上年|前年|此前)(?:\d{1,2}月)?,?$")
_SEVERAL = re.compile(r"(?:\d{1,3}|[两二三四五六七八九十百]{1,3})(?:余|多)?[场次]")  # 推介活动3场 are none by name
_HOLDER = re.compile(r"(?<=[行开办])“?[^,。;:!?]{2,40}?(?:记者会|发布会|通气会|见面会)")  # 二次会议举行“…”记者会
_HABIT = re.compile(
    r"每(?:年|半年|季度|季|月|周|个)|定期|不定期|常态化|轮流|连续[\d一两二三四五六七八九十]{1,3}[年届次]"
)  # 每季度开展一次观摩


@rule(
    "meeting.convened",
    kind="meeting",
    example="⟦4月3日,全县召开项目建设推进会⟧,部署下一步工作。",
    near_miss="要认真贯彻全市项目建设推进会精神。",
    source=SOURCE,
    needs=("召开", "举行", "举办", "办了", "开了", "开展", "召集", "组织全", "迎来", "承办", "主办"),
)
def convened(sentence: Sentence) -> Iterator[Candidate]:
    """召开, 举行, 举办 … and the name behind it."""
    text = sentence.text
    for verb in _CONVENED.finditer(text):
        if MANY.search(text[: verb.start()]) or _HABIT.search(text[clause_start(text, verb.start()) : verb.start()]):
            continue
        if _AHEAD.search(text[: verb.start()]) or (text[verb.end() - 1] == "的" and _recalled(sentence, verb.start())):
            continue
        if bare := _BARE_CEREMONY.match(text, verb.end()):
            span = (cut.trim(text, bare.start("name"), bare.end(), places(sentence)), bare.end())
        else:
            span = name_after(sentence, verb.end()) or _any_gathering(sentence, verb.end()) or (0, 0)
        if span[1] - span[0] < 3:
            continue
        start, end = span
        assembly = _ASSEMBLY.search(text[: verb.start()])
        if assembly and _NUMBERED.match(text[start:end]):  # 区政协召开十三届三次会议, 市委常委会召开(扩大)会议
            yield Candidate(opening(sentence, verb.start()), end, {"name": assembly["body"] + text[start:end]}, span)
            continue
        if not sentence.days and _OWN_WORDS.search(text, 0, verb.start()) and _FESTIVAL.search(text, start, end):
            continue
        if _BRANCHES.search(text[: verb.start()]) or _BIDDEN.search(text[: verb.start()]):
            continue
        if _BY_THE_WAY.match(text, end) or _TITLE.search(text[:start]):
            continue
        if _SEVERAL.match(text, verb.end()) or (_MINOR.search(text[start:end]) and not dated(sentence)):
            continue
        if PARTICIPANTS.search(text[: verb.start()]) and text[start:end].endswith("观摩"):
            continue
        if _AT_IT.search(text[: verb.start()]) and not sentence.days and not _CEREMONY.search(text[start:end]):
            continue
        bare = GENERIC.match(text[start:end]) or re.match(
            r"第[一二三四五六七八九十\d]{1,3}次(?:全体)?会议$", text[start:end]
        )
        if bare and not (_SPECIAL.match(text[start:end]) and _stated(sentence, verb.start())):
            if body := _whose(text, verb.start(), span):
                yield Candidate(opening(sentence, verb.start()), end, {"name": body}, span)
            continue
        if text[verb.start() : verb.start() + 2] == "开展" and not re.search(
            r"(?:调研|观摩|考察|活动|仪式)$", text[start:end]
        ):
            continue
        yield finding(sentence, opening(sentence, verb.start()), end, (start, end))


def _stated(sentence: Sentence, position: int) -> bool:
    """Whether the sentence itself names the day."""
    return any(d.end <= position and d.kind != "vague" for d in sentence.days)


def _any_gathering(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """召开…过堂会: whatever gathering of no known form, where the verb says that it was one."""
    text = sentence.text
    if not re.search(r"(?:召开|举行|举办)了?$", text[:start]):
        return None
    m = _GATHERING.match(text, start)
    return (cut.trim(text, m.start("name"), m.end("name"), places(sentence)), m.end("name")) if m else None


def _recalled(sentence: Sentence, position: int) -> bool:
    """去年2月召开的…会: spoken of as past, and without a day."""
    return bool(_RECALLED.search(sentence.text[:position])) and not any(d.end <= position for d in sentence.days)


def _whose(text: str, verb: int, name: tuple[int, int]) -> str | None:
    """大连代表团举行全体会议: a gathering without a name of its own bears that of the body that holds it."""
    m = _BODY.search(text[:verb])
    body = m["body"].rpartition("的")[2] if m else "各"
    named = re.search(r"(?:全体|[一二三四五六七八九十\d]次)会议$", text[slice(*name)])
    return body + text[slice(*name)] if named and body[0] not in "各全" else None


_OWN_WORDS = re.compile(r"我们(?!在)[^,。;]{0,10}$")  # 我们刚刚举办了第三届美食节, in an answer
_FESTIVAL = re.compile(r"(?:节|赛|展|季|周)$")


@rule(
    "meeting.held",
    kind="meeting",
    example="⟦4月3日,全区高质量发展项目推进会召开⟧。",
    near_miss="会议召开以来,各项工作有序推进。",
    source=SOURCE,
    needs=tuple(
        "召开 举行 举办 启动 开幕 闭幕 开场 收官 幕 吹响 擂响 热气腾腾 开启 而至 开班 开讲 开锣 鸣锣 开赛 登场 开会 开席 继续举行 继续进行 开到".split()
    ),
)
def held(sentence: Sentence) -> Iterator[Candidate]:
    """The name, then 召开, 举行 …"""
    text = sentence.text
    for m in _NAME_HELD.finditer(text):
        head = _HEAD.match(text, m.start())
        assert head is not None
        end = cut.extend(text, head.end())
        start = begins(sentence, cut.boundary(text, end), end)
        start += bool(_AFTER_AT.match(text, start))
        if (
            end - start < 4
            or any(start <= n.start < end for n in sentence.document.persons(sentence))
            or GENERIC.match(text[start:end])
            or text.startswith(("召开", "举行", "举办"), start)
            or _WISHED.match(text, start)
            or (
                _SINCE.match(text, m.end())
                and (text[start - 1 : start] in ("在", "继") or not _stated(sentence, start))
            )
            or (text[:end].endswith("常委会") and _OF_BODY.match(text, end))
            or BACKGROUND.search(text[:start])
            or _HOLDER.match(text, m.end())
            or _LONG_AGO.search(text[:start])
            or MANY.search(text[:start])
        ):
            continue
        stop = m.end() if m.end() > end else end
        if pair := _PAIR.match(text, start, end):  # 座谈会、合作论坛同时举行: two
            first = pair.end("first")
            yield finding(sentence, opening(sentence, start), stop, (start, first))
            start = first + 1
        yield finding(sentence, opening(sentence, start), stop, (start, end))


@rule(
    "meeting.just_over",
    kind="meeting",
    example="⟦2月18日上午,某区刚开完全区高质量发展动员部署会⟧。",
    near_miss="某区开完会就抓落实。",
    source=SOURCE,
    needs=("开完", "开过", "主持"),
    priority=-2,
)
def just_over(sentence: Sentence) -> Iterator[Candidate]:
    """刚开完…会, 主持…座谈会, with a day in the sentence."""
    text = sentence.text
    if not sentence.days:
        return
    for m in re.finditer(r"(?:刚|才)?(?:开完|开过)了?|主持(?!召开|人|会议|工作)", text):
        span = name_after(sentence, m.end())
        if span is None or span[1] - span[0] < 4 or span[1] - m.end() > 40 or GENERIC.match(text[span[0] : span[1]]):
            continue
        if not any(d.end <= m.start() for d in sentence.days) or OUTCOME.match(text, span[1]):
            continue
        yield finding(sentence, opening(sentence, m.start()), span[1], span)


@rule(
    "meeting.attended",
    kind="meeting",
    example="⟦与会人员集中参加了某镇新能源项目开工活动⟧。",
    near_miss="他曾多次参加项目签约活动。",
    source="RECORDS.md, More on days",
    needs=("参加", "出席", "见证"),
    priority=-1,
)
def attended(sentence: Sentence) -> Iterator[Candidate]:
    """与会人员 took part in a ceremony: it shares the meeting's day."""
    text = sentence.text
    for m in re.finditer(
        r"(?:(?:与会|参会)[^,。;]{0,8}|^(?:(?:大?会议?|活动|仪式|座谈会?)(?:结束)?后|随后),[^。;“”]{0,16}?(?:一行|领导))"
        r"(?:[^。;]{0,8}(?:来到|前往|赶赴)[^,。;]{2,16},)?(?:一[同起道]|共同|集中|先后)?(?:参加|出席|见证)了?",
        text,
    ):
        span = name_after(sentence, m.end())
        if span and re.search(r"(?:活动|仪式|典礼)$", text[span[0] : span[1]]):
            start, end = _after_town(text, span[0]), span[1]
            yield finding(sentence, m.start(), end, (start, end))
    for m in re.finditer(r"(?:招商团|代表团|考察团|招商组|小分队|一行)[^,。;]{0,6}(?:参加|举办|出席)了?(?=“)", text):
        span = name_after(sentence, m.end())
        if span and any(d.end <= m.start() for d in sentence.days):
            yield finding(sentence, opening(sentence, m.start()), span[1], span)


def _after_town(text: str, start: int) -> int:
    m = re.match(r"[一-鿿]{2,3}(?:镇|乡|街道)", text[start:])
    return start + m.end() if m else start
