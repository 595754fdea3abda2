"""Kinds of development zones: long forms and short ones, and what follows a place's name to make a zone of it.

`盐城` + `经济技术开发区` is `盐城经开区` (RECORDS.md, Region). In come the text behind a name or a zone's name; no
place is looked up here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from store.language import patterns as re
from store.language.searching import searching

# Long form → short; a form that is its own short one stands for itself.
KINDS = {
    "经济技术产业开发区": "经开区",
    "经济技术开发区": "经开区",
    "经济开发区": "经开区",
    "经开区": "经开区",
    "经技区": "经开区",
    "高新技术产业开发区": "高新区",
    "高新技术开发区": "高新区",
    "高新技术产业园区": "高新区",
    "高新技术产业区": "高新区",
    "高新产业园区": "高新区",
    "高新园区": "高新区",
    "高新区": "高新区",
    "综合保税区": "综保区",
    "综保区": "综保区",
    "保税港区": "保税港区",
    "保税区": "保税区",
    "工业园区": "园区",
    "工业集中区": "工业集中区",
    "产业集聚区": "产业集聚区",
    "产业园区": "园区",
    "城乡一体化示范区": "示范区",
    "开发区": "开发区",
    "新区": "新区",
    "园区": "园区",
}
# A province's 开发区 or 园区 is no single zone.
OF_PROVINCES = {"经开区", "高新区", "综保区", "保税区"}
_KIND = "|".join(KINDS)
_AFTER = re.compile(rf"(?:国家级|国家|省级)?({_KIND})(?![域间块位])")
# A zone named by its kind alone; what it may not be part of (高新区 in 超高新区块).
BARE = searching(rf"(?<![高创城个])({_KIND})(?![域间块位类级式化型群内外]|规划|建设情况)")
_CLEAR = " \n\t,。;:!?、“”‘’()《》在到由从把自向为与和及是对让给赴将就年月日市区县委"
_COUNTED = searching(
    r"(?:各|每|所有|全部|多个|若干|等|\d+[个家座]|[一二三四五六七八九十两几数][个家座大])[^,。;:!?]{0,24}$"
    r"|(?:国家级|省级|以上|类|级|特色|重点|先进|老|现代|一流)$"
)
# Kinds of zones that may bear a name which is no division's (新洋经济区).
_FORMED = searching(
    r"(经济开发区|经济区|产业区|工业园区)(?![域间块位内外划])"
    r"|(开发区|新区|经开区|高新区)(?=[\s,。;:!?、“”()]|管委会|党工委|$)"
)
_LEFT = " \n\t,。;:!?、“”‘’()在到赴向和与及由从"
_GENERIC = re.compile(
    r"[在到赴向和与及由从把将要使让被]|来[自到]|.*[把将]|[各全每该本我两老此这]|.*[与和及同跟]|.*(?:举行|召开|推进|建设|发展|加快|推动|打造|设立|创建|组织|观摩|考察|走访|开展|实施|入驻|落户|位于|以及|深化|支持|成为|作为|要求|叮嘱|希望|指出|强调)"
    r"|.*(?:[级类等个家座城镇区的]|经济|技术|产业|综合|合作|自由|贸易|特色|重点|国家|全省|全市|现代|示范|试验|县域|科技|高新|都市|核心|先进|新|轻|重)$"
)


def after(text: str, position: int) -> tuple[int, str] | None:
    """End and short kind where a zone's kind stands at the position."""
    match = _AFTER.match(text, position)
    return (match.end(), KINDS[match[1]]) if match else None


def bare(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, short kind, and whether a clear edge stands before it, of zones named by kind alone (今年经开区将…)."""
    for match in BARE.finditer(text):
        start = match.start()
        if not _COUNTED.search(text, max(0, start - 30), start):
            yield start, match.end(), KINDS[match[1]], start == 0 or text[start - 1] in _CLEAR


def formed(text: str, starts: Collection[int]) -> Iterator[tuple[int, int]]:
    """Start and end of zones by form: two to four characters between a clear edge (or one of `starts`) and a kind."""
    for match in _FORMED.finditer(text):
        for size in (4, 3, 2):
            start = match.start() - size
            stem = text[max(start, 0) : match.start()]
            clear = start == 0 or (start > 0 and (text[start - 1] in _LEFT or start in starts))
            if clear and all("一" <= c <= "鿿" for c in stem) and not _GENERIC.match(stem):
                yield start, match.end()
                break


def shortened(name: str) -> str:
    """The name with the long form of its kind made short."""
    long = next((k for k in KINDS if name.endswith(k)), None)
    return name[: -len(long)] + KINDS[long] if long else name


_KIND_OF_ZONE = re.compile(r"(?:经开区|高新区|综保区|开发区|合作区|先行区|新港?区)$")
_EDGE = re.compile(r"(?<![^\s,。;:!?、“”()在到把对向与和来赴由])")
_STANDS = re.compile(r"[今去前]年|[将已要则也,。、的与和有是]|提出|计划|建成|实现|打造|全区")


def stem(name: str) -> str | None:
    """洋浦 of 洋浦经开区: what people call a zone whose name is no division's, once the text named it whole."""
    kind = _KIND_OF_ZONE.search(name)
    return name[: kind.start()] if kind and kind.start() >= 2 else None


def alone(text: str, short: str) -> Iterator[tuple[int, int]]:
    """Where that short name stands by itself: 洋浦今年…, 把洋浦建成…"""
    at = text.find(short)
    while at >= 0:
        end = at + len(short)
        if stands := _EDGE.match(text, at) and _STANDS.match(text, end):
            yield at, end
        at = text.find(short, end if stands else at + 1)


def forms(name: str) -> Iterator[str]:
    """A zone's name with all the long forms of its kind."""
    kind = next((k for k in ("经开区", "高新区", "综保区") if name.endswith(k)), None)
    yield name
    if kind and len(name) > len(kind):
        yield from (name[: -len(kind)] + long for long, short in KINDS.items() if short == kind and long != kind)
