"""Terms in quotation marks that may be campaigns: their shapes (四敢, 五拼五比, 1+5+2), and what makes a candidate of one.

Shared by the rules of `campaign`, which read the noun behind a term, and of `campaign_slogan`, which read its shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.language.terms import Term
from store.recognise.facts import vocabulary
from store.recognise.facts.naming import clause, name_of
from store.recognise.rules import Candidate

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

SOURCE = "RECORDS.md, Fact: campaign"
NUMERAL = "一二三四五六七八九十百千万两双"
# 四敢, 五干, 两战: a numeral and one character.
PAIR = re.compile(rf"^[{NUMERAL}][一-鿿]$")
# 五拼五比晒五榜, 一区一特色, 三比三看三提升, 一图一表一指数: at least two numerals, each with its words.
REPEATED = re.compile(rf"^(?:[一-鿿]{{0,2}}[{NUMERAL}\d][一-鿿]{{1,5}}){{2,}}$")
# 3544, 1+5+2, 一四六十, 四三二一
DIGITS = re.compile(rf"^(?:\d{{3,6}}|[\d{NUMERAL}]{{1,2}}(?:\+[\d{NUMERAL}NnXx]{{1,2}})+|[{NUMERAL}]{{3,5}})$")
# 五大行动, 三个清单: a count, of which a name says nothing; 六个一, 三个年 are idioms.
COUNT = re.compile(
    rf"^(?![百千万双][一-鿿]{{1,2}}[百千万双]|[百千万]+大学)[{NUMERAL}\d]{{1,3}}(?:个|大|项|条|张|场|支|类|化|型|种)[一-鿿]{{1,8}}$"
)
PARTS = re.compile(r"^[^、,\s]{2,12}(?:[、,\s][^、,\s]{2,12}){1,5}$")
METHOD = re.compile(
    r"(?:等)?(?:[一二三四五六七八九十\d]+(?:项|个|大))?(?:"
    + vocabulary.pattern("campaign.method")
    + r"|(?!的)[一-鿿]{2,4}(?:机制|制度|模式))"
)
_ADVERB = r"(?:全面|深入|扎实|持续|大力|纵深|系统|探索|创新|常态化|严格|统筹|积极|率先|进一步|坚定|始终|认真|切实|牢固|不断|继续|将|要|在全[市区县省])*"
VERB = searching(
    _ADVERB
    + r"(?:"
    + vocabulary.pattern("campaign.verb")
    + r")(?:了|好|以|着|并|全市|全省|全区|全县|省委|市委|区委|县委|新一轮|我市|企业|干部|[一-鿿]{0,6})$"
)
FORMULA = frozenset(vocabulary.words("campaign.formula"))
_SEASON = re.compile(r"(?:[春夏秋冬]季|暑期|寒假|新春)$")  # 冬季“双争”活动: the season is part of the name


def words_before(text: str, term: Term) -> str:
    return text[max(clause(text, term.first), term.first - 24) : term.first]


def candidate(sentence: Sentence, term: Term, end: int, *, whole: bool = False) -> Candidate:
    """The term as a campaign; `whole`: the words up to `end` belong to its name."""
    season = _SEASON.search(sentence.text, max(0, term.start - 3), term.start)
    if season and end > term.end and not whole:
        return Candidate(season.start(), end, {"name": name_of(sentence, season.start(), end)})
    inner = (term.start, end) if whole else (term.start + 1, term.end - 1)
    return Candidate(term.start, max(end, term.end), {"name": name_of(sentence, *inner)}, inner)
