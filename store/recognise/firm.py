"""The firm that an article is about: where it sits, and which sentences speak of it as a whole.

In comes a document or a sentence, out comes the firm's seat or None. A trade paper's report goes from site to site of
one firm: its accounts, its heads and what it plans belong to where the text first places it. An article that a place
publishes has a division of its own already, and none is looked for. Where one project lies is `sited`'s matter.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.clause import chain_start, within

if TYPE_CHECKING:
    from store.recognise.document import Document
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

_TRADE = (
    r"(?:能源|科技|新材料?|材料|重工|汽车|股份|集团|药业|医药|生物|动力|电池|光电|光伏|半导体|微电子|电子|化工|电气|智能|精密|钢铁|"
    r"锂业|铝业|铜业|钛业|矿业|机械|装备|航空|航天|食品|乳业|酒业|控股|传感|机器人|工业|制药|时代|高科|硅业|电器|水泥|传动|"
    r"纺织|化纤|石化|通信|软件|数据|船舶|环保|农业|牧业|茶业|家居|服饰)"
)
_FIRM = re.compile(rf"[一-鿿A-Za-z]{{2,4}}?{_TRADE}(?!区|园|园区|基地|产业|城|小镇)")
_SEATED = re.compile(r"总部(?:位于|设在|设于|坐落于|就?在|地处)$")
_OF_A_PART = re.compile(r"[^,。;、的]{0,10}的(?P<name>[一-鿿]{4,6}?)(?=[,。;]|$)")
_VISITED = re.compile(r"(?:走进|来到|前往|走访|探访)(?:位于|坐落于)?$")
# 其一是宜宾。另一处在滁州市南谯区: a passage about one site begins.
_NEXT_SITE = re.compile(
    r"\s*(?:其[一二三四五六]|第[一二三四五六][处个站]|首站|末站|最后一[处个站]|[另再]一[处个座站头]|还有一[处个])"
    r"(?:项目|基地|工厂)?(?:是|在|位于|设在|落在|选在|放在|,|:){1,2}\s*$"
)
_SETTLES = re.compile(r"(?:落户|落地|落子|选址|位于|坐落于|坐落在|落址|设在|落在)(?:于|在)?$")
_ACCOUNTS = re.compile(
    r"[^。;“”]{0,12}?(?:财报|年报|半年报|季报|业绩|招股书|募集说明书)"
    r"|[^。;“”]{0,24}?(?:营业(?:总)?收入|营收|净利润|毛利率|资产负债率|在建工程余额|研发投入|研发费用|市值|出货)"
    r"|[^。;“”]{0,16}?(?<![子分该家目资])(?:公司|集团)(?!位于|落户)"
    r"|\s*(?:联合创始人|创始人|董事长|(?:董事局|董事会)?主席|(?:行政)?总裁|(?:财务|运营|投资)总监|执行董事|首席[一-鿿]{2,4}官|CEO|CFO|CTO|董秘|董事会秘书)"
)
_OF_A_SITE = re.compile(r"[一二三四五]期|基地|该?项目|该厂|工厂|园区|电站|产线|子公司|分公司|中试线")


def seat_of(document: Document) -> str | None:
    """Where the firm sits that the headline names and the text comes back to; None of an article with a place of its own."""
    own = document.article.region
    if own is not None and not own.endswith("0000"):
        return _part_of(document, own)
    name = next((m[0] for m in _FIRM.finditer(document.title) if document.plain.count(m[0]) > 1), None)
    if name is None:
        return None
    for sentence in document.sentences:
        for place in sentence.places:
            if place.code and not place.leads and _SEATED.search(sentence.text, 0, chain_start(sentence, place)):
                return place.code
    if own == "100000":
        return own  # its lead lists sites in several provinces: the first that it tells of is not where it sits
    opening = (p for line in document.paragraphs[:2] for p in document.places(line) if p.code and not p.leads)
    best = Counter(p.code for p in opening if own is None or (p.code != own and within(p.code, own))).most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _part_of(document: Document, own: str) -> str | None:
    """走进位于董市镇…的某某新材, in a county's paper: the part of it where the one firm sits that the text comes back to."""
    for sentence in document.sentences:
        for place in sentence.places:
            told = _OF_A_PART.match(sentence.text, place.end) if place.code != own and within(place.code, own) else None
            if told is None or not _VISITED.search(sentence.text, 0, chain_start(sentence, place)):
                continue
            if document.plain.count(told["name"]) > 3 and _FIRM.fullmatch(told["name"]):
                document.firm_name = told["name"]
                return place.code
    return None


def next_site(sentence: Sentence, force: str | None) -> Place | None:
    """其一是宜宾: the place of the passage that begins here; …落户三江新区: the part of it where it lies, told behind."""
    begun: Place | None = None
    for place in sentence.places:
        if place.code is None or place.leads or place.inside_org:
            continue
        lead = sentence.text[: chain_start(sentence, place)]
        if begun is None and _NEXT_SITE.match(lead):
            begun, force = place, place.code
        elif (
            place.code != force and within(place.code, force) and _SETTLES.search(lead) and sentence.document.firm_seat
        ):
            return place
    return begun


def of_the_firm(sentence: Sentence) -> str | None:
    """The seat, where the sentence speaks of the firm's accounts, heads or plans and not of one site."""
    seat = sentence.document.firm_seat
    if seat is None or any(p.code for p in sentence.places):
        return None
    here = sentence.paragraph.sentences
    quoted = sentence.quotations[0] if sentence.quotations else None
    if quoted is not None and quoted.start == 0 and quoted.end >= len(sentence.text) and sentence is not here[-1]:
        return of_the_firm(here[sentence.index - here[0].index + 1])  # whose words they are is told next
    name = sentence.document.firm_name
    if name is not None and 0 <= sentence.text.find(name) < 12:
        return seat
    told = _ACCOUNTS.match(sentence.text)
    return seat if told and not _OF_A_SITE.search(told[0]) else None
