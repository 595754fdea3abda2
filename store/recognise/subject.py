"""Which division a sentence is about as a whole.

In come a sentence with its places and the division in force; out come its subject (`subject`), the stop of a tour
(`visited`) and a topic that beats the heading (`topic`); `compares` tells where several stand side by side. What each
stretch of the sentence belongs to is `about`'s matter, what comes into force where `store.recognise.context`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.about import meant_here
from store.recognise.clause import (
    LEAD,
    MEANWHILE,
    SEVERAL,
    alone,
    chain_end,
    chain_start,
    clause_start,
    is_venue,
    near,
    of_one_of_many,
    one_of_some,
    only_named,
    within,
)
from store.recognise.fronting import fronts_a_name, fronts_project
from store.regions.table import TOWN_SUFFIXES, path

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

_HOST = re.compile(r"在[\s“]?$")  # 在玄武区召开的动员会上: the host stands behind 在
_BRANCH = re.compile(r"分会场设(?:立|置)?[在于]")
_HOSTS = re.compile(r"[^,。]{0,4}(?:召开|举行|举办)")
_VISIT = re.compile(
    r"(?:[^,。]{0,12},)?(?:在[^,。]{2,24}(?:观摩|考察|调研|参观|察看|走访)[^,。]{0,10}[后完],)?[^,。]{0,12}?(?:在|来到|走进|深入|前往|赶到|赶往|抵达|转至|转到|转战|转往|移步|奔赴|到|至)(?:位于)?"
)


_VENUE = re.compile(r"会场(?:设|定|放|安排)?[在于]$")
_RANKED = re.compile(r"(?:排名|排位|位居|居)?(?:第[\d一二三四五六七八九十]|首位|前列|前茅|平均)")
_PAYS = re.compile(r"[^,。;]{0,6}(?:投资|出资|援建|援助|捐建|捐赠|承建)")
_ITEMS = re.compile(
    r"[^,。;:]{2,24}?(?:、[^,。;:]{2,40}?)?等[\d一二三四五六七八九十]*[个项]?[^,。;]{0,12}项目|[^,。;:、]{4,24}、[^,。;:]{4,}?等?项目"
)


def subject(sentence: Sentence) -> Place | None:
    """The first division that stands where a subject does, before any semicolon; or None."""
    stop = sentence.text.find(";")
    for named in sentence.places:
        place = meant_here(sentence, named, sentence.document.force)
        if place.code is None or not (alone(place) or _with_a_guest(sentence, place)) or one_of_some(sentence, place):
            continue
        if place.rule.startswith("region.whole") and _RANKED.match(sentence.text, place.end):
            continue
        if only_named(sentence, place) or _only_acts(sentence, place) or of_one_of_many(sentence, place, stop):
            continue
        if 0 <= stop < place.start:
            return None  # …;首阳镇要…: it holds for its own part only
        if (
            _owns(sentence, place)
            or _of_a_name(sentence, place)
            or foreign(sentence, place)
            or SEVERAL.match(sentence.text, chain_end(sentence, place))
            or (
                fronts_project(sentence, place)
                and (
                    chain_start(sentence, place) > 8
                    or not within(place.code, sentence.document.base or place.code)
                    or _ITEMS.match(sentence.text, place.end)
                )
            )
        ):
            continue
        if any(q.start < place.start < q.end for q in sentence.quotations) or _of_an_office(sentence, place):
            continue
        first = chain_start(sentence, place)
        before = sentence.text[clause_start(sentence.text, first) : first]
        if before.endswith("来自") and _comes_from(sentence, place):
            before = before[:-2]
        if _HOST.search(before) and _HOSTS.match(sentence.text, place.end):
            before = _HOST.sub("", before)
        if LEAD.match(before) or _hears(sentence, place, before):
            return _narrower(sentence, place)
    return None


_GUEST = re.compile(
    r"(?:一|两|三|几|多)家[^,。;]{0,10}?(?:公司|集团|企业)|(?:某)?[一-鿿A-Za-z]{2,14}?(?:公司|集团|企业|股份|科技|客商)"
)
_SIGNS = re.compile(r"[^,。;]{0,12}?(?:签|达成|携手|合作|共建|牵手)")


def _with_a_guest(sentence: Sentence, place: Place) -> bool:
    """资兴市与深圳一家企业签下项目: who signs with a firm from elsewhere stands for itself."""
    if place.leads or place.inside_org or sentence.text[place.end : place.end + 1] not in ("与", "和", "同", "跟"):
        return False
    other = next((p for p in sentence.places if p.start == place.end + 1), None)
    if other is None or other.code is None or other.code[:2] == (place.code or "")[:2]:
        return False
    guest = _GUEST.match(sentence.text, other.end)
    return guest is not None and bool(_SIGNS.match(sentence.text, guest.end()))


_SPEAKER = re.compile(
    r"的[^,。;\d]{0,36}?(?:代表|委员|书记|主任|负责人|企业主|董事长|经理|创始人|校长|院长|农民|村民|大户|理事长|会长)(?!团|们)[^,。;、]{2,}"
)


def _comes_from(sentence: Sentence, place: Place) -> bool:
    """来自玉环的企业主某某最揪心的是关税: who comes from a part of the place, and speaks of it."""
    base = sentence.document.base
    if base is None or not within(place.code, base) or sentence.text[place.end : place.end + 1] != "的":
        return False
    return bool(_SPEAKER.match(sentence.text, place.end))


def _only_acts(sentence: Sentence, place: Place) -> bool:
    """由北京市投资援建的学校, 作为玉林的主阵地,博白县…: who pays for it, what the real subject is to it."""
    text, first = sentence.text, chain_start(sentence, place)
    if text[first - 1 : first] == "由":
        return bool(_PAYS.match(text, place.end))
    if text[max(0, first - 2) : first] != "作为" or "," not in text[place.end :]:
        return False
    comma = text.index(",", place.end)
    return any(p.start == comma + 1 and p.code and within(p.code, place.code or "") for p in sentence.places)


def _owns(sentence: Sentence, place: Place) -> bool:
    """浙江的客商 in a report from elsewhere: whose it is, not what it is about. 三亚的项目 is about a part of the place."""
    if sentence.text[place.end : place.end + 1] != "的":
        return False
    base = sentence.document.base
    return base is not None and not within(place.code, base)


# 在毗邻的浙江嘉兴,…: the text itself says that it leaves.
_NEXT_DOOR = re.compile(r"(?:毗邻|相邻|邻近|紧邻|一[江河山]之隔|隔[江河]相望)的?$")


# 记者从浦东新区获悉: who tells what the report then says.
_HEARD = re.compile(r"[^,。;]{0,8}记者[^,。;从]{0,8}从$")
_TOLD_BY = re.compile(r"[^,。;]{0,16}?(?:获悉|了解到|得知|证实)")


def _hears(sentence: Sentence, place: Place, lead: str) -> bool:
    return bool(_HEARD.fullmatch(lead) and _TOLD_BY.match(sentence.text, place.end))


def foreign(sentence: Sentence, place: Place) -> bool:
    """台湾青年赴平潭 in a report from Fujian: a place of another province that is not said to hold anything."""
    base = sentence.document.base
    if base is None or base == "100000" or place.code is None or place.code == "100000":
        return False
    if base[:2] == place.code[:2] or sentence.document.often(place.code[:2], base[:2]):
        return False
    beside = (chain_start(sentence, p) for p in sentence.places if p.code == place.code)
    if any(_NEXT_DOOR.search(sentence.text, max(0, at - 6), at) for at in beside):
        return False
    return not re.match(
        r"[^,。;]{0,10}(?:召开|举行|举办|发布|出台|印发)|[^,。;]{2,24}(?:会|仪式)(?:[在于][^,。;]{2,12})?(?:召开|举行|举办)",
        sentence.text[place.end :],
    )


def _narrower(sentence: Sentence, place: Place) -> Place:
    """在儋州,洋浦经济开发区的项目…: of a place and a part of it at once, the part; 温州分会场设在瑞安市: where that is."""
    if set_in := _BRANCH.match(sentence.text, place.end):
        # 设在丰城高新区: a part of the county that opens its own works.
        return next((p for p in sentence.places if p.start == set_in.end() and p.code and "-" not in p.code), place)
    for other in sentence.places:
        gap = sentence.text[place.end : other.start]
        close = other.start > place.end and len(gap) < 3 and not gap.strip(",、的")
        if close and not other.listed and other.code != place.code and within(other.code, place.code or ""):
            return other
    return place


def _of_an_office(sentence: Sentence, place: Place) -> bool:
    """泉州 in 泉州市委常委、晋江市委书记: of the places in a person's offices only the last one counts."""
    for name in sentence.document.persons(sentence):
        if name.title[0] <= place.start < name.title[1]:
            return any(p.start > place.start for p in sentence.places if p.code and p.start < name.title[1])
    return False


def _of_a_name(sentence: Sentence, place: Place) -> bool:
    """江苏 in front of a firm's name: a short name of what lies above, where the section speaks of a part of it."""
    force = sentence.document.force
    above = {r.code for r in path(force)[:-1] if r.level == "province"} if force else set()
    if place.code not in above or place.rule.startswith("region.whole"):
        return False
    return place.name[-1] not in "省市区县州盟旗" or fronts_a_name(sentence, place)


def visited(sentence: Sentence, force: str | None, above: str | None) -> Place | None:
    """在正蓝旗, 来到某镇: a part of the division in force, or beside it, at the head of the sentence; what follows is about it."""
    for place in sentence.places:
        if place.code is None or not alone(place) or place.code == force:
            continue
        before = sentence.text[: chain_start(sentence, place)]
        if MEANWHILE.match(sentence.text, place.end):
            continue
        if not _VISIT.fullmatch(before) or force is None or is_venue(sentence, place) or _VENUE.search(before):
            continue
        if SEVERAL.match(sentence.text, chain_end(sentence, place)):
            continue
        if within(place.code, force) or (above is not None and within(place.code, above) and place.code != above):
            return place
        # In full, and in the same province, the text beats what the article is about.
        own = (above, sentence.document.base)
        if any(a and a[:2] == place.code[:2] for a in own) and re.search(r"[^等]{2,}[县市区旗]$", place.name):
            return place if sentence.text[place.end : place.end + 1] == "," else None
    return None


def compares(sentence: Sentence, found: Place) -> bool:
    """广州居首,深圳、东莞分别为…: several divisions side by side, none of which the next sentence goes on about."""
    here = found.code or ""
    return any(
        (p.start > found.end or p.listed)
        and p.code
        and not (p.inside_org or p.leads or "-" in p.code)
        and near(p.code, here)
        and not within(p.code, here)
        and not within(here, p.code)
        for p in sentence.places
    )


def topic(sentence: Sentence, force: str | None, home: str | None) -> Place | None:
    """A full name outside the division in force, in a paragraph's first sentence: the text beats the heading.

    In a report without a meeting the one town that a paragraph's first sentence names is what the paragraph is about.
    """
    if sentence.paragraph.sentences[0] is not sentence:
        return None
    base = sentence.document.base
    own = {r.code for r in path(force)} if force else set()
    for place in reversed(sentence.places):
        if place.code is None or not alone(place) or sentence.text[place.start - 1 : place.start] == "、":
            continue
        if chain_start(sentence, place) > 8 and fronts_project(sentence, place):
            continue
        if home is None and force == base and place.code.endswith(TOWN_SUFFIXES) and within(place.code, base or ""):
            return place if len({p.code for p in sentence.places if p.code and not p.leads}) == 1 else None
        if place.rule.startswith("region.whole") or foreign(sentence, place):
            continue
        if place.name[-1] not in "省市区县州盟旗" or len(place.name) < 3:
            continue
        codes = {r.code for r in path(place.code)}
        if force is None or (force not in codes and place.code not in own):
            return place
    return None
