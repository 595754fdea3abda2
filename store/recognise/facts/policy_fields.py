"""Fields of a policy beside its name: its number and who issued it.

The number stands in brackets behind the title or before it (苏政发〔2023〕1号); the issuer is named in the title or
stands before the verb. The division it is about comes from context, except for what the country's bodies issue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.naming import clause, name_of
from store.recognise.rules import Candidate, filler

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Derived fields: number, issuer"
_NUMBER = re.compile(r"[一-鿿]{2,8}[〔\[(【]20\d\d[〕\])】](?:第)?\d{1,4}号")
_BODY = (
    r"(?:[一-鿿]{0,12}?(?:市委、市政府|省委、省政府|区委、区政府|县委、县政府|市委市政府|区委区政府|县委县政府|省委省政府"
    r"|党委|市委|省委|区委|县委|州委|市政府|省政府|区政府|县政府|州政府|人民政府|国务院|管委会|党工委|发改委|[一-鿿]{1,8}(?:委|局|厅|部|办公室|办|院|行|中心)))"
)
_ISSUER = re.compile(
    r"(?P<body>" + _BODY + r"(?:办公室|办公厅)?(?:(?:、|联合|会同|与)" + _BODY + r"){0,3})"
    r"(?:近日|日前|今日|昨日|于[^,。]{2,10}日|正式|联合|专门|共同|已|重磅|将|会同[^,。;]{2,12})*"
    r"(?:制定出台|制定印发|研究出台|印发|出台|发布|公布|颁布|下发|推出|制定)"
)
_IN_TITLE = re.compile(
    r"^(?P<body>(?:中共)?[一-鿿]{2,12}?(?:委员会|人民政府(?:办公[室厅])?|市委|省委|区委|县委))(?=关于|印发|贯彻)"
)
_COUNTRY = re.compile(
    r"国务院|党中央|中共中央|中央|国家|财政部|工信部|商务部|科技部|住建部|农业农村部|人社部|生态环境部|央行|税务总局"
)


@filler(
    "policy.number",
    kind="policy",
    fills="number",
    example="印发《关于支持民营经济发展的若干措施》(某政发〔2023〕5号)",
    near_miss="印发《关于支持民营经济发展的若干措施》(2023年版)",
    source=_SOURCE,
)
def number(candidate: Candidate, sentence: Sentence) -> str | None:
    """The document's number, right behind its title or right before it."""
    text = sentence.text
    after = re.match(r"[(\[]?", text[candidate.end :])
    at = candidate.end + (after.end() if after else 0)
    m = _NUMBER.match(text, at)
    if m is None:
        m = next((n for n in _NUMBER.finditer(text) if 0 <= candidate.span[0] - n.end() <= 4), None)
    return name_of(sentence, m.start(), m.end()) if m else None


@filler(
    "policy.issuer_in_title",
    kind="policy",
    fills="issuer",
    example="印发《某市人民政府关于推动经济高质量发展的若干政策》",
    near_miss="印发《关于推动经济高质量发展的若干政策》",
    source=_SOURCE,
    priority=1,
)
def issuer_in_title(candidate: Candidate, sentence: Sentence) -> str | None:
    """The body that the title opens with."""
    m = _IN_TITLE.match(str(candidate.fields["name"]))
    return m["body"] if m else None


@filler(
    "policy.issuer_before",
    kind="policy",
    fills="issuer",
    example="市政府办公室印发《关于推动经济高质量发展的若干政策》",
    near_miss="会上印发《关于推动经济高质量发展的若干政策》",
    source=_SOURCE,
)
def issuer_before(candidate: Candidate, sentence: Sentence) -> str | None:
    """The body right before the verb that issues it."""
    text = sentence.text
    begin = clause(text, candidate.start)
    stop = candidate.span[0]
    found = [m for m in _ISSUER.finditer(text, begin, stop) if stop - m.end() <= 24]
    if not found:
        return None
    body = re.sub(r"^(?:会上|近日|日前|同时|去年底|今年|随后|[\d月日年初底中旬]+|,)*", "", found[-1]["body"])
    return body or None


@filler(
    "policy.region_of_the_country",
    kind="policy",
    fills="region",
    example="国家发展改革委出台的扩大内需实施方案",
    near_miss="市发展改革委出台的扩大内需实施方案",
    source="RECORDS.md, Regions",
    priority=1,
)
def region_of_the_country(candidate: Candidate, sentence: Sentence) -> str | None:
    """100000 for what the country's own bodies issue, unless it names a division it is about."""
    issuer = candidate.fields.get("issuer") or issuer_before(candidate, sentence)
    if not issuer or not _COUNTRY.match(str(issuer)):
        return None
    inside = [p for p in sentence.places if p.code and candidate.span[0] <= p.start < candidate.span[1]]
    return None if inside else "100000"
