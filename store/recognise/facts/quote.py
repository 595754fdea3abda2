"""Quotations that are somebody's speech, and who speaks.

A spoken quotation closes like a sentence or stands beside a verb of speaking; slogans, terms and names in quotation
marks are none. The speaker stands behind it, before it or in between; one without a name gives the body, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.recognise.facts.person import persons
from store.recognise.rules import Candidate, filler, rule

if TYPE_CHECKING:
    from store.language.quotations import Quotation
    from store.recognise.document import Sentence

_SOURCE = "RECORDS.md, Fact: quote"
_SPEAK = r"(?:说道?|表示|介绍|指出|强调|称|认为|坦言|表态|感慨|直言|透露|告诉|回答|解释|谈到|要求|提醒|呼吁|补充|宣布|感叹|叮嘱|寄语|勉励|讲|发言|笑着说|如是说)"
_BEFORE = re.compile(_SPEAK + r"[^,。;“”]{0,6}[:,]?$|(?:叮嘱|寄语|勉励|强调|要求|指出|常说|常讲)[^。;“”]{0,24}[:,]$")
_BODY = re.compile(
    r"(?P<body>[一-鿿A-Za-z()]{2,20}?)(?:党工委|管委会|市委|区委|县委)?(?:有关|相关|主要)?(?:负责人|负责同志|发言人|工作人员|人士)[^,。“”]{0,8}?"
    + _SPEAK
)
_NOBODY = re.compile(r"^(?:该|本|这家|一家|公司|企业|项目|部门|会议|活动|现场|有关|相关|主要)|公司$")


def spoken(sentence: Sentence, q: Quotation) -> bool:
    """Whether the quotation is speech."""
    before, after = sentence.text[: q.start], sentence.text[q.end :]
    if len(q.inner) < 8:
        return q.inner[-1:] in "。!?" and bool(
            _BEFORE.search(before) or re.match(rf"[^。“”]{{0,20}}{_SPEAK}|随着", after)
        )
    if q.sentence:
        # A quoted rule or slogan that the sentence goes on with (“…。”的理念) is none.
        return not re.match(r"的|这一|等|理念|精神|原则|思路|要求", after)
    if q.inner[-1:] in ",," and re.match(rf"[^。“”]{{0,30}}{_SPEAK}", after):
        return True
    return bool(re.search(_SPEAK + r"[:]$", before)) and len(q.inner) >= 12


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
    for name in persons(sentence):
        begin = min(name.start, name.title[0] if name.title[1] > name.title[0] else name.start)
        if 0 <= begin - candidate.end <= 6 and "“" not in sentence.text[candidate.end : name.start]:
            return name.text
    if text.strip():
        return None
    following = _next(sentence)
    if following is None or following.text[:1] == "“":
        return None
    for name in persons(following):
        begin = min(name.start, name.title[0] if name.title[1] > name.title[0] else name.start)
        # 面对新任务“拼”劲十足: the verb may be missing where the name opens the sentence.
        if begin <= 3:
            return name.text
        rest = following.text[name.end : name.end + 60]
        if "“" in following.text[:begin] or not (verb := re.search(_SPEAK + "|给出|抛出", rest)):
            return None
        # 市长说:“…” speaks of the next quotation, not of this one.
        return None if re.match(r"[^,。]{0,4}[:,]?“[^”]{12}", rest[verb.end() :]) else name.text
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
    """The person named last before it, where a verb of speaking leads to the quotation."""
    before = sentence.text[: candidate.start]
    if not _BEFORE.search(before):
        return None
    known = [n for n in persons(sentence) if n.end <= candidate.start]
    if known:
        return known[-1].text
    if re.search(r"(?:^|[,。])[他她][^,。]{0,10}" + _SPEAK, before):
        return _last_person(sentence)
    return None


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
    if re.match(r"[,]?[他她][^,。]{0,8}" + _SPEAK, after):
        return _last_person(sentence)
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
    if m is None or _NOBODY.search(m["body"]):
        return None
    return m["body"]


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
            return found[-1].text
    return None
