"""Persons: who is named with which office, and to which division the office belongs.

`store.language.names` finds names and titles; here stand which of them are records and the division by the office. What
they do at the meeting is `person_role`'s matter. One record a person, region and article: `recognise` merges, the
stronger role stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.names import Name, name_at
from store.recognise.about import governing, last_office, of_rank
from store.recognise.clause import within
from store.recognise.rules import Candidate, filler, rule
from store.regions.table import TOWN_SUFFIXES

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

SOURCE = "RECORDS.md, Persons"


def full(name: str) -> bool:
    """Whether the name says what it is: 长葛市 does, 长葛 not."""
    return name[-1] in "市县区旗" and len(name) > 2


LEADER = re.compile(r"总书记|国家主席|国务院(?:副)?总理|委员长|全国政协主席|中央军委主席|^(?:总书记|总理|委员长)$")
_BODY = re.compile(r"(?P<rank>自治区|[省市县区州盟旗])[一-鿿]{2,16}?(?:局|委|办|厅|中心|院|部|处|会)(?!常委)")
_BARE_HEAD = re.compile(r"副?(?:局长|主任|厅长|处长|部长|院长|会长|秘书长|发言人|新闻发言人)")
_OF_THE_HOUSE = re.compile(
    r"(?:党委|党组|人大常委会|政协|政府|政法委|统战部|宣传部|组织部|纪委|监委|办公厅)?(?:第一|常务)?副?(?:书记|主席|主任|部长|秘书长)"
)
_ACADEMY = re.compile(r"省?(?:社科院|社会科学院)")
_DEPUTY = re.compile(r"常务副[市县区州盟旗]长")
_ZONE_BY_NAME = re.compile(r"(?P<zone>[一-鿿]{2,4}?)(?:党?工委|管委会|管理局|执委会)")
_RUNS = re.compile(r"党工委|管委会|园区|开发区|高新区|经开区")
_LOCAL = re.compile(
    r"^(?:[^,。、]{0,10}(?:公司|集团|企业|工厂|合作社|农场|基地)|(?:副)?(?:镇|乡|街道|苏木|村|社区|园区|开发区|管委会|党工委)|[^,。、]{0,12}(?:镇|乡|街道|村))"
    r"|(?:董事长|总经理|经理|总裁|总监|创始人|厂长|场长|店主|老板|企业主|大户|果农|茶农|菜农|农户|渔民|牧民|村民|居民|社长|掌门人|工程师)$"
)


_OF_THE_COUNTRY = re.compile(
    r"中国|全国|国家|国务院|中共中央|中央(?:宣传|组织|统战|政法|网信|编办|财办|农办|纪委|办公厅|党校)"
)
# What the next person does with no word said, elsewhere: 主持, 出席, 宣读.
ELSEWHERE = re.compile(r"[^,。]{0,6}(?:主持|出席|参加|宣读|宣布|部署|作[^,。]{0,6}(?:报告|发言)|通报|陪同)")
# What leads to who speaks in the sentence behind his words: 从市长手中接过奖牌, 拿到执照的.
LEADS_IN = re.compile(r"[,时]$|^[^,。“]{2,16}的$")
OF_A_FIRM = re.compile(
    r"(?:董事长|总经理|经理|总裁|总监|创始人|合伙人|掌门人|首席执行官|CEO|(?:商会|协会|联谊会|联合会)(?:名誉|执行|常务)?副?会长)$"
)


def persons(sentence: Sentence) -> Sequence[Name]:
    """The names of the sentence, with those that the article gave elsewhere with a title."""
    return sentence.document.persons(sentence)


def own(sentence: Sentence, name: Name) -> str:
    """The name as the article writes it, simplified: 孙乾贵, which folding would make 孙干贵."""
    return re.sub(r"\s", "", sentence.document.simple(sentence.start + name.start, sentence.start + name.end))


@rule(
    "person.named",
    kind="person",
    example="⟦区委书记李明华⟧主持会议并讲话。",
    near_miss="区委书记主持会议并讲话。",
    source=SOURCE,
)
def named(sentence: Sentence) -> Iterator[Candidate]:
    """A name with its office, one of a list, or one that the article has named before."""
    document = sentence.document
    for at, name in enumerate(persons(sentence)):
        has_title = name.title[1] > name.title[0]
        start = name.title[0] if has_title and not name.listed else name.start
        start, end = min(start, name.start), name.end if name.listed else max(name.end, name.title[1])
        fields: dict[str, object] = {"name": own(sentence, name), "at": at}
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
    title = title_of(candidate)
    if LEADER.search(title):
        return "100000"
    name = persons(sentence)[index_of(candidate)]
    if name.listed:
        return None
    if (runs := _ZONE_BY_NAME.match(last_office(title))) and (zone := _zone(sentence, runs["zone"])):
        return zone
    named_ = [
        p
        for p in sentence.places
        if name.title[0] <= p.start < name.title[1]
        and p.code
        and not p.listed
        # 福州市台商协会, 长葛市某公司: a full name tells where, a short one may be only a name.
        and (not p.inside_org or (full(p.name) and "-" not in p.code) or _ACADEMY.match(sentence.text, p.end))
        # 江苏衡腾管业总经理 is of where the firm is told of.
        and (full(p.name) or p.name[-1] in TOWN_SUFFIXES or "-" in p.code or not OF_A_FIRM.search(title))
    ]
    if not named_ or (named_[-1].name in ("中国", "全国") and len(named_) == 1):
        return "100000" if _OF_THE_COUNTRY.match(title) and "驻" not in title else None
    return named_[0 if "驻" in title else -1].code


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
    title = title_of(candidate)
    last = last_office(title)
    bare = _BARE_HEAD.fullmatch(last) is not None  # 区住建局党委书记、局长: the office before names the body
    if (own := _of_the_town(sentence, last, candidate.start)) is not None:
        return own
    if (body := _BODY.match(title if bare else last)) is not None:
        last = body["rank"] + "委"  # 市投资促进中心, 省统计局: a body of that rank
    elif _OF_THE_HOUSE.fullmatch(last) or _DEPUTY.fullmatch(last):
        last = title  # 自治区党委常委、秘书长: of what the first office is of
    before = candidate.start < sentence.context.region_from
    here = governing(sentence, candidate.start)[0] if before else sentence.context.region
    meeting = sentence.context.meeting
    home = sentence.document.mentions[meeting].region if meeting is not None else sentence.document.base
    # 南通市委副书记某出席,市长某主持: at a meeting of 海安 its own mayor.
    if home and within(home, here) and of_rank(home, last) == home and not _receives(candidate, sentence):
        return home
    # 县委书记汇报了我县: at a meeting of the city, in the county's paper.
    own = sentence.document.article.region
    found = _beside(candidate, sentence, last) or of_rank(_host(sentence, here), last) or of_rank(own, last)
    return found or _of_the_stops(sentence, last)


def _of_the_stops(sentence: Sentence, office: str) -> str | None:
    """市委书记深入甲县乙乡调研,县长陪同: of the one division of that rank in which lies what the paragraph has named."""
    row = sentence.paragraph.sentences
    stops = [p for s in row[: row.index(sentence) + 1] for p in s.places if p.code and not p.inside_org]
    within_ = {code for p in stops if (code := of_rank(p.code, office))}
    return within_.pop() if len(within_) == 1 else None


_TOWN_OFFICE = re.compile(r"(?P<kind>街道|镇|乡)(?:党|办事处|长|人大|政府)")


def _of_the_town(sentence: Sentence, office: str, start: int) -> str | None:
    """街道党工委书记, 镇长 without a place: of the town in force, else of the one that the section named last."""
    told = _TOWN_OFFICE.match(office)
    if told is None:
        return None
    base, force = sentence.document.base, sentence.context.region
    if force is not None and force.endswith(TOWN_SUFFIXES):
        return force
    for here in reversed(sentence.document.sentences[: sentence.index + 1]):
        if here.paragraph.section != sentence.paragraph.section:
            break
        for place in reversed(here.places):
            ahead = here is sentence and place.start > start
            if place.code and place.code.endswith(told["kind"]) and not (place.listed or ahead):
                return place.code if base is None or within(place.code, base) else None
    return None


_CAME = re.compile(r"[来到赴临][我本][省市区县州旗]")  # 某市市长甲一行来我市考察,市长乙陪同


def _beside(candidate: Candidate, sentence: Sentence, office: str) -> str | None:
    """绍兴市市长甲,副市长乙: of the division whose office the person before him in the sentence bears."""
    found = persons(sentence)
    for name in reversed(found[: index_of(candidate)]):
        bears = [p for p in sentence.places if name.title[0] <= p.start < name.title[1] and p.code and not p.inside_org]
        if bears:
            if _CAME.search(sentence.text, name.end, candidate.start):
                return None
            code = str(bears[-1].code).partition("-")[0]
            return code if of_rank(code, office) == code else None
    return None


def _receives(candidate: Candidate, sentence: Sentence) -> bool:
    """Whether guests came to the paper's own division before the person is named, who is none of them."""
    document, at = sentence.document, sentence.context.meeting
    if _CAME.search(sentence.text, 0, candidate.start):
        return True
    visit = any(
        n == at and i < sentence.index and _CAME.search(document.sentences[i].text)
        for (i, _), n in document.mention_of.items()
    )
    return visit and persons(sentence)[index_of(candidate)].text not in document.homes


def _host(sentence: Sentence, here: str | None) -> str | None:
    """Where guests of another place are told of (某县县长一行来我市考察), an office without a place is the host's."""
    own = sentence.document.article.region
    meeting = sentence.context.meeting
    guest = sentence.document.mentions[meeting] if meeting is not None else None
    if own is None or guest is None or guest.kind != "调研" or guest.region != here:
        return here
    return here if within(here, own) or within(own, here) else own


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
    title = title_of(candidate)
    if _LOCAL.search(title):
        code = governing(sentence, candidate.start)[0]
        own = sentence.context.meeting
        home = sentence.document.mentions[own].region if own is not None else sentence.document.base
        # A firm in a zone is told of the zone's division, unless it is the zone that the report is about.
        zone = code is not None and "-" in code and not code.endswith(TOWN_SUFFIXES) and code != home
        return code.partition("-")[0] if code and zone and not _RUNS.search(title) else code
    meeting = sentence.context.meeting
    held = sentence.document.mentions[meeting].region if meeting is not None else None
    if held == "100000" and not _OF_THE_COUNTRY.match(title):
        held = sentence.document.article.region  # a mayor at a press conference of the State Council
    return held or sentence.context.region


def _zone(sentence: Sentence, short: str) -> str | None:
    """The zone of that short name (洋浦工委) that the article names whole elsewhere (洋浦经济开发区)."""
    named_ = (p.code for s in sentence.document.sentences for p in s.places if p.code and not p.inside_org)
    found = {code for code in named_ if code.partition("-")[2].startswith(short)}
    return found.pop() if len(found) == 1 else None


def title_of(candidate: Candidate) -> str:
    """The offices as the text names them; empty where it names none."""
    return str(candidate.fields.get("title", ""))


def index_of(candidate: Candidate) -> int:
    """Which of the sentence's `persons` the candidate is."""
    value = candidate.fields["at"]
    assert isinstance(value, int)
    return value
