"""What a person does at the meeting: chairs, speaks, announces, attends.

The verb that follows the name tells it, or the quotation beside it; a list shares the verb that closes it. Who is only
spoken to, and leaders of the country, have no role. Who is a record at all is `person`'s matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.about import last_office, of_rank
from store.recognise.facts.person import ELSEWHERE, LEADER, LEADS_IN, OF_A_FIRM, SOURCE, index_of, persons, title_of
from store.recognise.rules import Candidate, filler
from store.recognise.sentence import Sentence, once
from store.records import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

# Roles by verb. `first`: the earliest of these verbs decides between a speech and a remark.
_FIRST: tuple[tuple[Role, str], ...] = (
    (
        "讲话",
        r"指出|强调|要求|提醒|勉励|叮嘱|寄语|号召|(?:话|比喻)[^,。]{0,4}开场|致[辞词]|致欢迎[辞词]|讲话|(?<!工)作[^,。;]{0,8}报告|在(?:工作)?报告[中里](?!是|的)|(?<!工)作[^,。;]{0,6}动员|(?<!工)作[^,。;]{0,8}(?:演讲|讲座)",
    ),
    (
        "表示",
        r"说|表示|称(?=[,:“])|笑[言称]|介绍|表态|坦言|透露|披露|回答|回应|告诉|谈到|汇报|发言|认为|直言|感慨|解释|呼吁|给出|分析|坦陈|感叹|补充|认领|建议(?!案|书)(?<!意见建议)|提议|讲述|道出|推介(?!会)|推荐|打趣|回忆|希望(?!小学|工程)|打开话匣|打开了话匣|开门见山",
    ),
)
# Said in another way than by a verb of saying: of the head of the division whose meeting it is, a speech.
_LOOSE = re.compile(
    r"^(?:在[^,。;]{1,10}上)?提出(?!的|问题|建议|意见)|允诺|许诺|承诺|通报|算[^,。]{0,6}账|接过话|撂下|讲得|立下|开口|点评(?!会|活动|团|组)|报告|吆喝|端出|喊话|点将|派单|现身说法"
)
_ACTS: tuple[tuple[Role, str], ...] = (
    ("宣布", r"^(?:的)?[^,。;]{0,6}(?:宣布|宣读)|^出席[^,。;]{2,14}宣布|^[^,。;“]{0,8}下达[^,。;]{0,6}令"),
    ("发布", r"^(?:[^,。;“《]{0,8}《[^》]{2,40}》)?[^,。;“]{0,8}(?:发布|解读(?!说|道))(?!会)"),
    (
        "部署",
        r"^[^,。;“]{0,10}(?:部署|安排)(?!会|要求|动员)|^[^。;“]{0,24}(?:作|做)(?:出|了)?(?:具体|工作|安排)*(?:部署|安排)",
    ),
    ("讲话", r"^[^。;“”]{0,16}(?<!贯彻)(?:并讲话|讲话|致[辞词]|(?<!工)作[^,。;]{0,8}(?:报告|动员))(?!精神)"),
    ("主持", r"^[^。;“”]{0,10}主持"),
)
# A list that 等 closes goes on with other groups: 甲、乙等市领导,各县区、各部门负责人参加.
_ATTEND = re.compile(
    r"^(?:[^。;“”]{0,40}?|等[^。;“”]{0,120}?)(?:出席|参加|陪同|列席|参会|与会|见证|到会|就座|(?:一同|共同|一起)(?:调研|考察|察看|督导|检查|走访|观摩|参观|慰问)|随同)"
)
_BOTH = re.compile(r"^[^,。;“”]{0,4}出席[^,。;“”]{0,10}(?:并|、)(?:讲话|致[辞词])")
# What closes a list of speakers: 甲、乙、丙分别作交流发言.
_SHARED = re.compile(
    r"(?:等[^,。;“”、]{0,8}?)?(?:还|也)?(?:分别|先后|依次|相继|上台|现场|共同|在会上|会上|围绕[^,。;“”]{0,20}|就[^,。;“”]{0,40}|结合[^,。;“”]{0,16}|代表[^,。;“”]{0,10})*,?"
    r"(?:作|做|进行)?了?[^,。;“”]{0,8}?(?P<what>发言|致[辞词]|汇报|推介|介绍(?!信)|表态|分享|(?:工作|具体)?(?:部署|安排)(?!会))"
)
_THERE = re.compile(r"(?:就座|出席|列席|参加|参会|到会|陪同)[^,。;]{0,14}的(?:还|也)?有$")
# 出席仪式的领导和嘉宾有:市领导甲;某公司乙
_GUESTS = re.compile(r"[^,。;:]{0,16}(?:出席|参加|列席)[^,。;:]{0,16}的[^,。;:]{0,10}有:")
_CHAIRS = re.compile(r"主持[^,。;]{0,14}的$")
_CLOSES = re.compile(
    r"[^,。;“]{0,4}就[^,。;“]{0,24}精神[^,。;“]{0,12}(?:提出|提|讲|作)[^,。;“]{0,8}(?:要求|意见|安排|部署)"
)
_CHAIRED = re.compile(
    r"[^,。;“”]{0,4}主持[^,。;“”]{0,6},?并就[^,。;“]{0,24}精神[^,。;“]{0,10}(?:提出|提|讲|作)[^,。;“]{0,6}(?:要求|意见)"
)
_SPEECH = re.compile(r"致[辞词]|致欢迎|讲话|报告|动员|演讲")
_HE_SAID = re.compile(r"\s*“[^”]{4,300}”[他她][^,。“]{0,14}?(?P<verb>说|表示|介绍|感慨|坦言|希望|透露|告诉|建议|打算)")
_EXPERT = re.compile(
    r"(?:教授|研究员|学者|专家|分析师|院士|博士|律师|评论员|(?:学会|协会|研究会|商会|联合会)[^,。;、]{0,6}理事)$"
)
_HOST = re.compile(
    r":[^。]{0,16}(?:[因由]于?为?时间(?:关系|有限)|到此(?:结束|为止)|提问(?:就|先)?到这里|下面[,]?(?:有?请|进入|开始)|首先[,]?有?请|欢迎[^。]{0,16}发布会)"
)
_CHIEF = re.compile(r"(?:书记|[省市县区州盟旗]长|专员)$")
# Who is spoken to, or only with whom one is: 对随行的市委书记某某说.
_TO = re.compile(r"(?:对|向|与(?!会)|会见|陪同|带领|率)[^,。;:、“”]{0,8}$")
_TO_LONGEST = 12  # signs that it may take, with a line's end
_TOGETHER = re.compile(r"(?:共同|一同|一起)?见证|共同")
_CHAIRING = re.compile(r"[^。;“”]{0,10}主持")
_PRONOUN = re.compile(
    r"^[他她][^,。“]{0,10}?(?:透露|坦言|告诉|回忆|希望|建议|认为|感慨|直言|回应|补充|说|表示|指出|强调|要求|介绍|提出)"
)


def chain(sentence: Sentence, at: int) -> int:
    """Index of the last name of the list in which name `at` stands: 甲、乙,市长丙等 出席."""
    return _chains(sentence)[at]


@once
def _chains(sentence: Sentence) -> Sequence[int]:
    """`chain` of each name."""
    found = persons(sentence)
    lasts = list(range(len(found)))
    for at in range(len(found) - 2, -1, -1):
        later = found[at + 1]
        # The title of a list may stand behind it: 甲、乙、丙等市领导.
        begin = later.title[0] if found[at].end < later.title[1] <= later.start else later.start
        if re.fullmatch(r"[,、;\s和及以等]{0,4}", sentence.text[found[at].end : begin]):
            lasts[at] = lasts[at + 1]
    return lasts


def tail(sentence: Sentence, at: int) -> str:
    """What follows name `at`, to the next person who starts a clause of his own."""
    stop = _stops(sentence)[at]
    rest = re.sub(r"“[^“”]*”", "“”", sentence.text[persons(sentence)[at].end : stop])
    if stop == len(sentence.text):
        follow = sentence.paragraph.sentences
        place = follow.index(sentence)
        then = "".join(s.text for s in follow[place + 1 : place + 3])
        if _PRONOUN.match(then):
            rest += "," + then[:24]
        elif (said := _HE_SAID.match(then)) is not None:
            rest += ",他" + said["verb"]
    return rest


@once
def _stops(sentence: Sentence) -> Sequence[int]:
    """Where the `tail` of each name ends."""
    found = persons(sentence)
    stops = [len(sentence.text)] * len(found)
    for at in range(len(found) - 2, -1, -1):
        later = found[at + 1]
        begin = later.title[0] if later.title[1] > later.title[0] else later.start
        own = sentence.text[max(0, begin - 1) : begin] in (",", ";", "。", "")
        stops[at] = begin if own else stops[at + 1]
    return stops


@filler(
    "person.role_by_verb",
    kind="person",
    fills="role",
    example="李明华主持会议并讲话",
    near_miss="李明华的讲话精神",
    source=SOURCE,
    priority=2,
)
def role_by_verb(candidate: Candidate, sentence: Sentence) -> Role | None:
    """The strongest act that the words behind the name tell; lists share what closes them."""
    if LEADER.search(title_of(candidate)):
        return None
    at = index_of(candidate)
    name, rest = persons(sentence)[at].text, tail(sentence, at)
    # No pattern with a name in it: each would be compiled.
    if _CHAIRED.match(rest) or any(f"{sign}由{name}主持" in sentence.text for sign in "会议式动"):
        return "主持"
    if _CLOSES.match(rest) and _chairs(name, sentence.document.plain):
        return "主持"  # the chair's closing words are part of chairing
    if _addressed(sentence)[at]:
        return None
    if _CHAIRS.search(sentence.text, max(0, candidate.start - 20), candidate.start):
        return "主持"  # 主持推介会的局长某某说
    if rest.startswith("委托"):
        return None  # 受区长某委托,我向大家通报
    if _HOST.match(rest):
        return "主持"
    if rest.startswith(":"):
        return "表示"  # who answers in an interview, whatever he tells of
    for role, pattern in _ACTS:
        if re.search(pattern, rest):
            return role
    # What he says in the next sentence counts however long this one is.
    told = [
        (m.start(), role) for role, pattern in _FIRST if (m := re.search(pattern, rest[:70]) or _then(rest, pattern))
    ]
    if told:
        role = min(told)[1]
        # A firm's head or an expert who 指出 makes a remark.
        aside = OF_A_FIRM.search(title_of(candidate)) or _EXPERT.search(title_of(candidate))
        return "表示" if role == "讲话" and aside and not _SPEECH.search(rest) else role
    if _LOOSE.search(rest[:40]):
        return "讲话" if _opens_own(candidate, sentence) else "表示"
    if re.match(r"[^,。;“”、]{0,14}:", rest):
        return "表示"  # 掰着手指头算:…
    if (
        _GUESTS.match(sentence.text)
        or _THERE.search(sentence.text, 0, candidate.start + 1)
        or _THERE.search(sentence.text[: persons(sentence)[at].title[0]])
    ):
        return "出席"  # 出席仪式的还有甲、乙
    last = chain(sentence, at)
    if last != at:
        rest = tail(sentence, last)
        if last == at + 1 and _BOTH.search(rest):
            return "讲话"
        if (shared := _SHARED.match(rest)) is not None:
            what = shared["what"]
            return "讲话" if what in ("致辞", "致词") else "部署" if what.endswith(("部署", "安排")) else "表示"
    if _ATTEND.search(rest):
        return "出席"
    return None


def _then(rest: str, pattern: str) -> re.Match[str] | None:
    """The verb behind the full stop that `tail` went on over: …情况。,他说."""
    at = rest.find("。,")
    return re.search(pattern, rest[at:]) if at >= 0 else None


@filler(
    "person.role_by_quotation",
    kind="person",
    fills="role",
    example="“我们一定干好。”市长李明华信心十足",
    near_miss="市长李明华推进“放管服”改革",
    source=SOURCE,
)
def role_by_quotation(candidate: Candidate, sentence: Sentence) -> Role | None:
    """Who is named beside a spoken sentence has said it."""
    if LEADER.search(title_of(candidate)) or "title" not in candidate.fields:
        return None
    if _addressed(sentence)[index_of(candidate)]:
        return None
    # 。” closes a sentence of its own, so the speaker behind it stands in the next one.
    here = sentence.quotations
    behind = any(q.sentence and 0 <= candidate.start - q.end <= 3 for q in here)
    ahead = any(
        q.sentence and q.start > candidate.end and sentence.text[q.start - 1] in ":," and q.start - candidate.end <= 24
        for q in here
    )
    before = sentence.before
    after = (
        before is not None and bool(before.quotations) and before.text.endswith("”") and before.quotations[-1].sentence
    )
    told = after and re.search(r"(?:发言|说话|话筒)[^,。]{0,4},?是$", sentence.text[: candidate.start])
    said = after and re.match(
        r"的(?:(?:这|一)[^,。]{0,3}(?:话|表态|发言)|开场白|话|这话)", sentence.text[candidate.end :]
    )
    alone = after and LEADS_IN.search(sentence.text[: candidate.start]) and index_of(candidate) == 0
    if (
        behind
        or told
        or said
        or (after and candidate.start <= 2)
        or (alone and not ELSEWHERE.match(sentence.text[candidate.end :]))
    ):
        return "讲话" if _opens_own(candidate, sentence) and not behind else "表示"
    return ("讲话" if _opens_own(candidate, sentence) else "表示") if ahead else None


def _chairs(name: str, text: str) -> bool:
    """Whether the text has him chair anywhere."""
    at = text.find(name)
    while at >= 0 and not _CHAIRING.match(text, at + len(name)):
        at = text.find(name, at + 1)
    return at >= 0


@once
def _addressed(sentence: Sentence) -> Sequence[bool]:
    """对随行的市委书记甲、市长乙说: of each name, whether he is spoken to, or follows in a list one who is."""
    text, told, end = sentence.text, [False], 0
    for name in persons(sentence):
        begin = min(name.start, name.title[0]) if name.title[1] > name.title[0] else name.start
        if _TO.search(text, max(0, begin - _TO_LONGEST), begin):
            # 甲与乙见证签约: both of them.
            told.append(not (text[begin - 1] == "与" and _TOGETHER.match(text, name.end)))
        else:
            told.append(told[-1] and text[end:begin] == "、")
        end = name.end
    return told[1:]


def _opens_own(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether the head of the division whose meeting it is speaks there: his words are a speech, whatever the verb."""
    meeting = sentence.context.meeting
    office = last_office(title_of(candidate))
    if meeting is None or not _CHIEF.search(office):
        return False
    held = sentence.document.mentions[meeting]
    return held.kind not in ("调研", "观摩会") and of_rank(held.region, office) == held.region
