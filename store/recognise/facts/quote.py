"""Quotations that are somebody's speech, and who speaks.

A spoken quotation closes like a sentence or stands beside a verb of speaking; slogans, terms and names in quotation
marks are none. The speaker stands behind it, before it or in between; one without a name gives the body, or nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.person import ELSEWHERE, LEADS_IN, own, persons
from store.recognise.rules import Candidate, filler, rule

if TYPE_CHECKING:
    from store.language.names import Name
    from store.language.quotations import Quotation
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: quote"
_SPEAK = r"(?:说道?|笑[言称]|表示|介绍|指出|强调|称|认为|坦言|表态|感慨|直言|透露|告诉|回答|解释|谈到|要求|提醒|呼吁|补充|宣布|感叹|叮嘱|寄语|勉励|讲|发言|笑着说|如是说|回应|许诺|允诺|承诺|写道|分析|评价|点评|总结|开场|谈起|算账|算了|算起|回忆|喊话|证实|开门见山|话锋一转|建议|希望)"
_BEFORE = re.compile(_SPEAK + r"[^,。;“”]{0,6}[:,]?$|(?:叮嘱|寄语|勉励|强调|要求|指出|常说|常讲)[^。;“”]{0,24}[:,]$")
_BODY = re.compile(
    r"(?P<body>[一-鿿A-Za-z()]{2,20}?)(?:党工委|管委会|市委|区委|县委)?(?:有关|相关|主要)?(?:负责人|负责同志|发言人|工作人员|人士)[^,。“”]{0,8}?"
    + _SPEAK
)
_NOBODY = re.compile(r"^(?:这位|上述|该|本|这家|一家|公司|企业|项目|部门|会议|活动|现场|有关|相关|主要)|^.{0,3}公司$")


def spoken(sentence: Sentence, q: Quotation) -> bool:
    """Whether the quotation is speech."""
    before, after = sentence.text[: q.start], sentence.text[q.end :]
    if len(q.inner) < 8:
        behind = after or (n.text if not before.strip() and (n := _next(sentence)) else "")
        return q.inner[-1:] in "。!?" and bool(
            _BEFORE.search(before) or re.match(rf"[^。“”]{{0,20}}{_SPEAK}|随着", behind)
        )
    if q.sentence:
        # A quoted rule or slogan that the sentence goes on with (“…。”的理念) is none.
        return not re.match(r"的|这一|等|理念|精神|原则|思路|要求", after)
    if q.inner[-1:] in ",," and re.match(rf"[^。“”]{{0,30}}{_SPEAK}", after):
        return True
    if re.search(_SPEAK + r"[:]$", before) and len(q.inner) >= 12:
        return True
    return _told(sentence, q)


_CLAUSE = re.compile(r"[了就都不是也才要得们我你他她还能会让有没]|打算|计划|准备|希望|可以")


def _told(sentence: Sentence, q: Quotation) -> bool:
    """Speech that runs into the sentence: …说,今年要抓紧,“抢到了就是十年的饭碗,错过了只能看别人”。 A slogan has no clause."""
    before, after = sentence.text[: q.start], sentence.text[q.end :]
    if len(q.inner) < 10 or not re.match(r"[。,;!?]|$", after) or "《" in q.inner:
        return False
    told = len(_CLAUSE.findall(q.inner))
    weighs = len(q.inner) >= 18 and re.search(r"比[^,]{2,10}更|与其|宁可", q.inner)
    if told < (2 if "," in q.inner and not (weighs or re.search(r"打算|我们", q.inner)) else 1) + ("、" in q.inner):
        return False
    if re.match(r",这是(?:(?:我|他|她)[^,。]{0,14}(?:讲|说)|[^,。]{2,14}(?:常说|常讲|挂在嘴边|口头禅|心里话))", after):
        return True
    return bool(re.search(r"[,;:]$|(?:要求|叮嘱|勉励|寄语)[^,。;“]{0,6}$", before)) and bool(
        re.search(_SPEAK, before[-90:])
    )


@rule(
    "quote.spoken",
    kind="quote",
    example="⟦“我们要把项目抓在手上、扛在肩上。”⟧市委书记李明华说。",
    near_miss="开展“项目为王、实干为先、争创一流”活动。",
    source=_SOURCE,
    needs=("“",),
)
def speech(sentence: Sentence) -> Iterator[Candidate]:
    """“…” that somebody says."""
    document = sentence.document
    for q in sentence.quotations:
        if sentence.text[q.start] == "“" and spoken(sentence, q):
            text = document.simple(sentence.start + q.start + 1, sentence.start + q.end - 1).strip()
            yield Candidate(q.start, q.end, {"text": text, "literal": text})


@filler(
    "quote.speaker_after",
    kind="quote",
    fills="speaker",
    example="“我们要抓项目。”市委书记李明华说。",
    near_miss="",
    source=_SOURCE,
    priority=3,
)
def speaker_after(candidate: Candidate, sentence: Sentence) -> str | None:
    """The person named behind the quotation, in the sentence or, after 。”, at the head of the next."""
    text = sentence.text[candidate.end :]
    if sentence.text[candidate.start - 1 : candidate.start] == ":" and _led(sentence, candidate.start):
        return None  # 甲说:“…”乙要求: what stands behind goes on to the next
    for name in persons(sentence):
        begin = _begin(name)
        if begin < candidate.end or "“" in sentence.text[candidate.end : name.start]:
            continue
        lead = sentence.text[candidate.end : begin]
        if len(lead) <= 6 or (not re.search("[。!?]", lead) and _speaks_behind(sentence.text, name, lead)):
            return own(sentence, name)
        break
    if text.strip():
        return None
    following = _next(sentence)
    if following is None or following.text[:1] == "“":
        return None
    return _speaker_of_next(following)


def _led(sentence: Sentence, at: int) -> bool:
    """Whether a name, or he, says what follows the colon at `at`."""
    before = sentence.text[:at]
    return bool(re.search(r"[他她]" + _SPEAK + ":$", before)) or any(n.end <= at for n in persons(sentence))


def _begin(name: Name) -> int:
    """Where the person is first told of: at the office, where there is one."""
    return min(name.start, name.title[0]) if name.title[1] > name.title[0] else name.start


def _speaks_behind(text: str, name: Name, lead: str) -> bool:
    """会上第一个发言的,是总经理某某; 某某抹了一把汗说."""
    if re.search(r"(?:发言|说话|开口|接过话筒|说|评价)[^,]{0,4}(?:,|的,)?是$", lead):
        return True
    return not re.search(r"(?:对|向|与)$", lead) and bool(re.match(r"[^。;“]{0,24}" + _SPEAK, text[name.end :]))


def _speaker_of_next(following: Sentence) -> str | None:
    """The person at the head of the sentence behind the quotation, unless his words are the next quotation."""
    for name in persons(following):
        begin = _begin(name)
        rest = following.text[name.end : name.end + 60]
        # 市长说:“…” speaks of the next quotation, not of this one.
        ahead = re.match(r"[^。“]{0,24}?[:,]“[^”]{12}", rest)
        # 面对新任务“拼”劲十足: the verb may be missing where the name opens the sentence.
        if begin <= 3:
            return None if ahead and ":" in ahead[0] else own(following, name)
        if any(q.end <= begin and len(q.inner) >= 12 for q in following.quotations):
            return None
        if re.match(r"的(?:(?:这|一)[^,。]{0,3}(?:话|表态|发言)|开场白|话|这话)", rest) or re.search(
            r"(?:报告|讲话|发言|致辞)[^,。]{0,2}时,$", following.text[:begin]
        ):
            return own(following, name)
        if re.search(r"是[^,。]{0,30}$", following.text[:begin]) and re.search(
            "发言|说|开口|话", following.text[:begin]
        ):
            return own(following, name)
        if not (verb := re.search(_SPEAK + "|给出|抛出", rest)):
            # 从市长手中接过奖牌,院长某某难掩激动: he is the first who is told of, and does not only stand by.
            opens = LEADS_IN.search(following.text[:begin]) and not re.search(r"据|按照|根据|随后", following.text[:2])
            return own(following, name) if opens and ":“" not in rest and not ELSEWHERE.match(rest) else None
        return None if re.match(r"[^,。]{0,4}[:,]?“[^”]{12}", rest[verb.end() :]) else own(following, name)
    return None


@filler(
    "quote.speaker_before",
    kind="quote",
    fills="speaker",
    example="市委书记李明华说:“我们要抓项目。”",
    near_miss="市委书记李明华调研项目,“这里变化真大。”",
    source=_SOURCE,
    priority=2,
)
def speaker_before(candidate: Candidate, sentence: Sentence) -> str | None:
    """Who is the subject of the words that lead to the quotation: the person named last there and not spoken to."""
    before = sentence.text[: candidate.start]
    again = before.endswith(",") and any(q.end < candidate.start for q in sentence.quotations)
    if not (_BEFORE.search(before) or before.endswith(":") or again or re.search(_SPEAK, before)):
        return None
    known = [n for n in persons(sentence) if n.end <= candidate.start]
    first = next((q for q in sentence.quotations if q.end <= candidate.start and spoken(sentence, q)), None)
    if first and known and first.end <= known[-1].start <= first.end + 30:
        return own(sentence, known[-1])  # “…”某某笑着比划,“…”
    ends = {n.end for n in known}
    said = [
        n
        for n in known
        if not _SPOKEN_TO.search(before[: _begin(n)]) and not (before[_begin(n) - 1] == "、" and _begin(n) - 1 in ends)
    ]
    behind = before[said[-1].end :] if said else ""
    if said and (re.match(r"[^,。;“]{0,4}[对向]", behind) or not _OTHERS.search(behind)):
        return own(sentence, said[-1])
    if re.search(r"(?:^|[,。;”])(?:[他她]|为此|对此|接着|随后)[^。“]{0,40}" + _SPEAK, before):
        return _last_person(sentence)
    if not known and re.search(r"(?:^|[,。])我(?:们)?[^,。“]{0,14}(?:讲|说)[^,。“]{0,6}[,:]?$", before):
        return _answering(sentence)
    return None


# Whom the words are addressed to: 对随行的市长某某说; a speaker of another body: 公司负责人说.
_SPOKEN_TO = re.compile(r"(?:对|向|请|与(?!会)|把|由|给)[^,。;:“”]{0,8}$")
_OTHERS = re.compile(r"(?:负责人|工作人员|发言人)[^,。“]{0,8}" + _SPEAK)


# What is told next is of him: 村民某某下了地。“…”她家去年卖花收入…
_HIS = re.compile(r"[他她](?:家|家里|的(?:公司|企业|店|厂|合作社|农场))")


def _answering(sentence: Sentence) -> str | None:
    """Who answers: the name with a colon that opens the paragraph of an interview, or the section's."""
    for at in range(sentence.paragraph.index, max(-1, sentence.paragraph.index - 4), -1):
        if who := _answers(sentence, at):
            return who
        paragraph = sentence.document.paragraphs[at]
        if _OPENS_WITH.match(sentence.document.plain, paragraph.start, paragraph.end):
            return None
    return None


_OPENS_WITH = re.compile(r"\s*(?P<who>[一-鿿·]{2,8}):")


def _answers(sentence: Sentence, at: int) -> str | None:
    """Whose name with a colon opens the paragraph, of those that the article gives an office."""
    document, paragraph = sentence.document, sentence.document.paragraphs[at]
    found = _OPENS_WITH.match(document.plain, paragraph.start, paragraph.end)
    return found["who"] if found and found["who"] in document.offices else None


@filler(
    "quote.speaker_pronoun",
    kind="quote",
    fills="speaker",
    example="“我们要抓项目。”他说。",
    near_miss="“我们要抓项目。”该负责人说。",
    source=_SOURCE,
    priority=1,
    infers=True,
)
def speaker_pronoun(candidate: Candidate, sentence: Sentence) -> str | None:
    """他说, 她说 behind the quotation: the person named last in the paragraph."""
    after = sentence.text[candidate.end :] or (n.text if (n := _next(sentence)) else "")
    if re.match(r"[,]?[他她][^,。]{0,8}(?:希望|笑|" + _SPEAK[3:], after):
        return _last_person(sentence)
    if candidate.start <= 1 and not sentence.text[candidate.end :].strip() and _HIS.match(after):
        return _last_person(sentence)
    if re.match(r",?这[是就]*是?我", after):
        return _answering(sentence)
    return None


@filler(
    "quote.speaker_body",
    kind="quote",
    fills="speaker",
    example="“我们要抓项目。”江北新区主要负责人表示。",
    near_miss="“我们要抓项目。”该公司负责人表示。",
    source=_SOURCE,
)
def speaker_body(candidate: Candidate, sentence: Sentence) -> str | None:
    """An unnamed speaker's body, where it is named; 公司负责人 gives nothing."""
    after = sentence.text[candidate.end :] or (n.text if (n := _next(sentence)) else "")
    m = _BODY.match(after)
    if m is None:
        before = sentence.text[: candidate.start]
        m = _BODY.match(before, max(before.rfind("。"), before.rfind("”"), before.rfind(";")) + 1)
        if m is None or not before.endswith((",", ":")) or any(n.end <= candidate.start for n in persons(sentence)):
            return None
    if m is None or _NOBODY.search(m["body"]):
        return None
    return re.sub(r"(?:的)?(?:一位|一名|有关|相关|主要)$", "", m["body"])


@filler(
    "quote.speaker_goes_on",
    kind="quote",
    fills="speaker",
    example="李明华强调,要抓紧项目。“签约不是鸣金收兵,恰恰是冲锋号刚刚吹响。”",
    near_miss="李明华参观了车间。“今年的订单已经排到了明年。”",
    source=_SOURCE,
    infers=True,
)
def speaker_goes_on(candidate: Candidate, sentence: Sentence) -> str | None:
    """A quotation that is a sentence of its own, behind what somebody said in the same paragraph: his as well."""
    if candidate.start > 1 or candidate.end < len(sentence.text.rstrip()):
        return None
    following = _next(sentence)
    if following is not None and re.match(r"[这]|[他她][^,。]{0,10}(?:说|表示)", following.text):
        return None
    for earlier in reversed(sentence.paragraph.sentences[: sentence.paragraph.sentences.index(sentence)]):
        if re.match(r"[他她](?:还|也)?" + _SPEAK, earlier.text):
            return _last_person(earlier)
        for name in persons(earlier):
            begin = _begin(name)
            said = any(q.end < begin and len(q.inner) >= 10 for q in earlier.quotations)
            opens = begin <= 2 or (earlier.text[begin - 1] == "," and not said) or earlier.text[begin - 1] == "”"
            if opens and re.match(r"[^。“]{0,12}" + _SPEAK, earlier.text[name.end :]):
                return own(earlier, name)
        if persons(earlier):
            return own(earlier, persons(earlier)[-1]) if _IN_HIS_EYES.search(earlier.text) else None
    return None


@filler(
    "quote.speaker_answering",
    kind="quote",
    fills="speaker",
    example="县长李明华表示欢迎。\n李明华:今年要抓项目。一句话,“企业围着市场转,部门围着企业转。”",
    near_miss="县长李明华表示欢迎。\n李明华:今年要抓项目。有企业家跟我讲:“政策自己上门来找我。”",
    source=_SOURCE,
    priority=-1,
    infers=True,
)
def speaker_answering(candidate: Candidate, sentence: Sentence) -> str | None:
    """In the answer of an interview, words that are given to nobody else: of who answers."""
    if re.search(_SPEAK, sentence.text[: candidate.start]) or re.match(
        r"[^。“]{0,20}" + _SPEAK, sentence.text[candidate.end :]
    ):
        return None
    return _answers(sentence, sentence.paragraph.index)


# 在村支书某某眼里,日子好过了: what is said next is his.
_IN_HIS_EYES = re.compile(r"[一-鿿]{2,4}(?:的?(?:眼里|眼中|看来|心里)|(?:感慨|感触|深有体会|打开了话匣子))")


def _next(sentence: Sentence) -> Sentence | None:
    here = sentence.paragraph.sentences
    at = here.index(sentence)
    return here[at + 1] if at + 1 < len(here) else None


def _last_person(sentence: Sentence) -> str | None:
    """The person named last before the sentence, in its paragraph or the one before."""
    document = sentence.document
    for earlier in reversed(document.sentences[: sentence.index]):
        if earlier.paragraph.index < sentence.paragraph.index - 1:
            return None
        found = persons(earlier)
        if found:
            return own(earlier, found[-1])
    return None
