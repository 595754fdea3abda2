"""Persons: who is named with which office, and what they do at the meeting.

`store.language.names` finds names and titles; here stand which of them are records, the role by the verb that follows,
and the division by the office. One record a person, region and article: `recognise` merges, the stronger role stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store.language.names import Name, name_at
from store.recognise.about import governing, of_rank
from store.recognise.rules import Candidate, filler, rule
from store.records import Role
from store.regions.table import TOWN_SUFFIXES

if TYPE_CHECKING:
    from store.recognise.document import Sentence

_SOURCE = "RECORDS.md, Persons"
_LEADER = re.compile(r"总书记|国家主席|国务院(?:副)?总理|委员长|全国政协主席|中央军委主席")
# Roles by verb. `first`: the earliest of these verbs decides between a speech and a remark.
_FIRST: tuple[tuple[Role, str], ...] = (
    (
        "讲话",
        r"指出|强调|要求|提醒|勉励|叮嘱|寄语|号召|(?:话|比喻)[^,。]{0,4}开场|致辞|致欢迎[辞词]|讲话|作[^,。;]{0,8}报告|作[^,。;]{0,6}动员",
    ),
    (
        "表示",
        r"说|表示|介绍|表态|坦言|透露|回答|回应|告诉|谈到|汇报|发言|认为|直言|感慨|解释|呼吁|给出|分析|坦陈|感叹|补充|认领",
    ),
)
# Said in another way than by a verb of saying: of the head of the division whose meeting it is, a speech.
_LOOSE = re.compile(r"允诺|许诺|承诺|通报|算[^,。]{0,6}账|接过话|撂下|讲得|立下|开口|点评|报告")
_ACTS: tuple[tuple[Role, str], ...] = (
    ("宣布", r"^(?:的)?[^,。;]{0,6}宣布"),
    ("发布", r"^[^,。;“]{0,8}(?:发布|解读)(?!会)"),
    (
        "部署",
        r"^[^,。;“]{0,10}(?:部署|安排)(?!会|要求|动员)|^[^。;“]{0,24}(?:作|做)(?:出|了)?(?:具体|工作|安排)*(?:部署|安排)",
    ),
    ("讲话", r"^[^。;“”]{0,16}(?<!贯彻)(?:并讲话|讲话|致辞|作[^,。;]{0,8}(?:报告|动员))(?!精神)"),
    ("主持", r"^[^。;“”]{0,10}主持"),
)
_ATTEND = re.compile(r"^[^。;“”]{0,40}?(?:出席|参加|陪同|列席|参会|与会|见证|到会)")
_BOTH = re.compile(r"^[^,。;“”]{0,4}出席[^,。;“”]{0,10}(?:并|、)(?:讲话|致辞)")
_HE_SAID = re.compile(r"\s*“[^”]{4,300}”[他她][^,。“]{0,14}?(?P<verb>说|表示|介绍|感慨|坦言)")
_CHIEF = re.compile(r"(?:书记|[省市县区州盟旗]长|专员)$")
# Who is spoken to, or only with whom one is: 对随行的市委书记某某说.
_TO = re.compile(r"(?:对|向|与|会见|陪同|带领|率)[^,。;:、“”]{0,8}$")
_BODY = re.compile(r"(?P<rank>自治区|[省市县区州盟旗])[一-鿿]{2,16}?(?:局|委|办|厅|中心|院|部|处|会)(?!常委)")
_RUNS = re.compile(r"党工委|管委会|园区|开发区|高新区|经开区")
_LOCAL = re.compile(
    r"^(?:[^,。、]{0,10}(?:公司|集团|企业|工厂|合作社|农场|基地)|(?:副)?(?:镇|乡|街道|苏木|村|社区|园区|开发区|管委会|党工委)|[^,。、]{0,12}(?:镇|乡|街道|村))"
    r"|(?:董事长|总经理|经理|总裁|总监|创始人|厂长|场长|店主|老板|企业主|大户|果农|茶农|菜农|农户|渔民|牧民|村民|居民|社长|掌门人|工程师)$"
)
_PRONOUN = re.compile(r"^[他她](?:还|也)?(?:说|表示|指出|强调|要求|介绍|提出)")


def persons(sentence: Sentence) -> Sequence[Name]:
    """The names of the sentence, with those that the article gave elsewhere with a title."""
    return sentence.document.persons(sentence)


def chain(sentence: Sentence, at: int) -> int:
    """Index of the last name of the list in which name `at` stands: 甲、乙,市长丙等 出席."""
    found = persons(sentence)
    while at + 1 < len(found):
        between = sentence.text[
            found[at].end : found[at + 1].title[0] if found[at + 1].title[1] > found[at].end else found[at + 1].start
        ]
        if not re.fullmatch(r"[,、\s和及以等]{0,4}", between):
            return at
        at += 1
    return at


def tail(sentence: Sentence, at: int) -> str:
    """What follows name `at`, to the next person who starts a clause of his own."""
    found = persons(sentence)
    stop = len(sentence.text)
    for later in found[at + 1 :]:
        begin = later.title[0] if later.title[1] > later.title[0] else later.start
        if sentence.text[max(0, begin - 1) : begin] in (",", ";", "。", ""):
            stop = begin
            break
    rest = re.sub(r"“[^“”]*”", "“”", sentence.text[found[at].end : stop])
    if stop == len(sentence.text):
        follow = sentence.paragraph.sentences
        place = follow.index(sentence)
        then = follow[place + 1].text if place + 1 < len(follow) else ""
        if _PRONOUN.match(then):
            rest += "," + then[:24]
        elif (said := _HE_SAID.match(then)) is not None:
            rest += ",他" + said["verb"]
    return rest


@rule(
    "person.named",
    kind="person",
    example="⟦区委书记李明华⟧主持会议并讲话。",
    near_miss="区委书记主持会议并讲话。",
    source=_SOURCE,
)
def named(sentence: Sentence) -> Iterator[Candidate]:
    """A name with its office, one of a list, or one that the article has named before."""
    document = sentence.document
    for at, name in enumerate(persons(sentence)):
        has_title = name.title[1] > name.title[0]
        start = name.title[0] if has_title and not name.listed else name.start
        start, end = min(start, name.start), max(name.end, name.title[1])
        fields: dict[str, object] = {"name": name.text, "at": at}
        if has_title:
            title = document.simple(sentence.start + name.title[0], sentence.start + name.title[1])
            fields["title"] = re.sub(r"\s", "", title)
        elif office := document.heading_offices.get(name.text):
            fields["title"] = office  # only a heading (主持人:今天我们请到…) tells who that is
        yield Candidate(
            start, end, {**fields, "literal": document.simple(sentence.start + name.start, sentence.start + name.end)}
        )


@rule(
    "person.author",
    kind="person",
    example="⟦记者王小明⟧报道",
    near_miss="市委书记王小明对记者表示",
    source="RECORDS.md: the reporter is the article's author, no person of the meeting",
    priority=5,
    veto=True,
    needs=("记者", "通讯员", "编辑", "摄影", "责编", "审核"),
)
def author(sentence: Sentence) -> Iterator[Candidate]:
    """Reporters, editors, photographers."""
    text = sentence.text
    for m in re.finditer(r"(?:记者|通讯员|编辑|摄影|责编|审核|校对)[:\s/]{0,2}", text):
        end = m.end()
        while (name := name_at(text, end)) is not None:
            end = name
            while text[end : end + 1] in ("、", " ", "/"):
                end += 1
        if end > m.end():
            yield Candidate(m.start(), end)


@filler(
    "person.role_by_verb",
    kind="person",
    fills="role",
    example="李明华主持会议并讲话",
    near_miss="李明华的讲话精神",
    source=_SOURCE,
    priority=2,
)
def role_by_verb(candidate: Candidate, sentence: Sentence) -> Role | None:
    """The strongest act that the words behind the name tell; lists share what closes them."""
    if _LEADER.search(str(candidate.fields.get("title", ""))):
        return None
    at = _index(candidate)
    rest = tail(sentence, at)
    if _addressed(sentence, at):
        return None
    for role, pattern in _ACTS:
        if re.search(pattern, rest):
            return role
    told = [(m.start(), role) for role, pattern in _FIRST if (m := re.search(pattern, rest[:70]))]
    if told:
        return min(told)[1]
    if _LOOSE.search(rest[:40]):
        return "讲话" if _opens_own(candidate, sentence) else "表示"
    if re.match(r"[^,。;“”、]{0,14}:", rest):
        return "表示"  # 掰着手指头算:…
    last = chain(sentence, at)
    if last != at:
        rest = tail(sentence, last)
        if last == at + 1 and _BOTH.search(rest):
            return "讲话"
    if _ATTEND.search(rest):
        return "出席"
    return None


@filler(
    "person.role_by_quotation",
    kind="person",
    fills="role",
    example="“我们一定干好。”市长李明华信心十足",
    near_miss="市长李明华推进“放管服”改革",
    source=_SOURCE,
)
def role_by_quotation(candidate: Candidate, sentence: Sentence) -> Role | None:
    """Who is named beside a spoken sentence has said it."""
    if _LEADER.search(str(candidate.fields.get("title", ""))) or "title" not in candidate.fields:
        return None
    if _addressed(sentence, _index(candidate)):
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
    said = after and re.match(r"的(?:这|一)[^,。]{0,3}(?:话|表态|发言)", sentence.text[candidate.end :])
    if behind or told or said or (after and candidate.start <= 2):
        return "讲话" if _opens_own(candidate, sentence) and not behind else "表示"
    return ("讲话" if _opens_own(candidate, sentence) else "表示") if ahead else None


def _addressed(sentence: Sentence, at: int) -> bool:
    """对随行的市委书记甲、市长乙说: they are spoken to, he and who follows him in the list."""
    found = persons(sentence)
    while at >= 0:
        name = found[at]
        begin = min(name.start, name.title[0]) if name.title[1] > name.title[0] else name.start
        if _TO.search(sentence.text[:begin]):
            return True
        if at == 0 or sentence.text[found[at - 1].end : begin] != "、":
            return False
        at -= 1
    return False


def _opens_own(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether the head of the division whose meeting it is speaks there: his words are a speech, whatever the verb."""
    meeting = sentence.context.meeting
    office = re.split(r"[、,兼]", str(candidate.fields.get("title", "")))[-1]
    if meeting is None or not _CHIEF.search(office):
        return False
    held = sentence.document.mentions[meeting]
    return held.kind not in ("调研", "观摩会") and of_rank(held.region, office) == held.region


@filler(
    "person.region_by_office",
    kind="person",
    fills="region",
    example="扬州市委常委、扬州经开区党工委书记李明华",
    near_miss="区委书记李明华",
    source="RECORDS.md, Persons and Regions",
    priority=2,
)
def region_by_office(candidate: Candidate, sentence: Sentence) -> str | None:
    """The country for its leaders; else the division that the last office names."""
    if _LEADER.search(str(candidate.fields.get("title", ""))):
        return "100000"
    name = persons(sentence)[_index(candidate)]
    if name.listed:
        return None
    title = str(candidate.fields.get("title", ""))
    if re.match(r"中国|全国|国家|国务院", title) and "驻" not in title:
        return "100000"
    named_ = [
        p
        for p in sentence.places
        if name.title[0] <= p.start < name.title[1]
        and p.code
        and not p.listed
        # 福州市台商协会, 长葛市某公司: a full name tells where, a short one may be only a name.
        and (not p.inside_org or (p.name[-1] in "市县区旗" and len(p.name) > 2))
    ]
    return named_[-1].code if named_ else None


@filler(
    "person.region_by_rank",
    kind="person",
    fills="region",
    example="省长李明华",
    near_miss="省委常委、市委书记李明华",
    source="RECORDS.md, Persons and Regions",
    priority=1,
    infers=True,
)
def region_by_rank(candidate: Candidate, sentence: Sentence) -> str | None:
    """省长, 市委书记 without a place: the division of that level in which the one in force lies."""
    last = re.split(r"[、,兼]", str(candidate.fields.get("title", "")))[-1]
    if (body := _BODY.match(last)) is not None:
        last = body["rank"] + "委"  # 市投资促进中心, 省统计局: a body of that rank
    return of_rank(sentence.context.region, last)


@filler(
    "person.region_in_force",
    kind="person",
    fills="region",
    example="区委书记李明华",
    near_miss="扬州市委书记李明华",
    source="RECORDS.md, Regions",
    infers=True,
)
def region_in_force(candidate: Candidate, sentence: Sentence) -> str | None:
    """The division that holds the meeting in force; without one, the division in force."""
    title = str(candidate.fields.get("title", ""))
    if _LOCAL.search(title):
        code = governing(sentence, candidate.start)[0]
        own = sentence.context.meeting
        home = sentence.document.mentions[own].region if own is not None else sentence.document.base
        # A firm in a zone is told of the zone's division, unless it is the zone that the report is about.
        zone = code is not None and "-" in code and not code.endswith(TOWN_SUFFIXES) and code != home
        return code.partition("-")[0] if code and zone and not _RUNS.search(title) else code
    meeting = sentence.context.meeting
    held = sentence.document.mentions[meeting].region if meeting is not None else None
    return held or sentence.context.region


def _index(candidate: Candidate) -> int:
    value = candidate.fields["at"]
    assert isinstance(value, int)
    return value
