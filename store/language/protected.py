"""Names that a converter must not spell by its dictionary: recognised persons and divisions, with their right forms.

Comes in: text, and the persons that are known already. Goes out: `Protected` spans with the traditional form of each.
A surname's form is in store/data/name_forms.tsv (于 is 于, not 於), a division's in the gazetteer (徐匯, 姜堰).
Titles of documents and firms are left to the engine. What is converted when is for `store.language.script`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from store import DATA
from store.errors import VocabularyError
from store.language import patterns as re
from store.language.fold import plain

# What may stand before a division whose name is one character and its level: 示范县 is not 范县.
_BORDER = "市省州区县盟旗在到和与及至从赴来去由向对经现原称访抵驻"
_LEVELS = "省市区县州盟旗"
# 于 after these is the preposition: 属于洪山区 is not 于洪.
_AT = (
    "位属处在由关对基等低高小大终归忠至置居源立勇善敢乐急安便利过甘苦精长限隶始陷善鉴同介寓用致源多少先后早晚优劣贯源见"
)


# Between an office and what a person does a surname counts that is a word of everyday use: 书记征明说, not 书记征求.
_OFFICE = (
    "(?:书记|[省市区县州旗镇乡村局厅处科部院校所会社站厂行组]长|主任|主席|常委|委员|董事|理事长?|董事长|秘书长|经理|总裁|总监"
    "|教授|院士|专家|研究员|工程师|负责人|发言人|创始人|主编|记者|同志|先生|女士)"
)
_DOES = (
    "说[。,:“!;]|表示|指出|强调|要求|介绍|主持|讲话|出席|参加|致辞|率队|带队|带领|宣布|部署|提出|提到|认为|告诉|透露|通报"
    "|汇报|传达|作(?:动员|主旨|工作|总结)|陪同|会见|走访|调研|考察|一行|等(?:参加|出席|市|区|县|领导)|、|在(?:会上|讲话|致辞|主持)"
)


# No given name begins so: 市长干了不少 is no person.
_NEVER = "了的着过不是也都"


# Characters that given names are made of, beside many of the language's others: two of them behind such a surname, at a
# clause's beginning and before what a person does, are a name without an office (于婷婷在…, not 于今年在…).
_GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建文玲辉红春梅海燕鹏飞宇浩婷雪莉晶欣怡佳琳瑞峰斌波宁龙凤云志国庆"
    "东俊鑫旭阳晨晓雨梓涵萱子轩博雅诗梦洁莹倩璐颖慧珍玉琴萍蓉菊莲荣贵福德忠良义仁信礼智才学民永恒立新振兴光清林森松柏"
    "山川江河泉石金银铁钢锋锐剑坚毅诚实正直善美好乐欢喜悦祥瑞吉亮照耀辰昊天朗星月彤彬彪豪杨柳青彩虹霞霖露霜冰淑贞娥婉"
)
_AFTER = r"(?:[、,。:和与等说]|在(?!于)|表示|指出|强调|介绍|认为|告诉|出席|参加|主持|率|一行|先生|女士|同志|$)"


class Protected(NamedTuple):
    """A name with its form in OpenCC's standard of traditional characters, of the same length."""

    start: int
    end: int
    traditional: str
    kind: Literal["person", "division"]


@cache
def forms() -> dict[str, dict[str, str]]:
    """Traditional forms by simplified one: of `surname`s, of characters in `given` names, of `place`s."""
    path = DATA / "name_forms.tsv"
    found: dict[str, dict[str, str]] = {"surname": {}, "given": {}, "place": {}}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if len(cells) < 3 or cells[0] not in found or len(cells[1]) != len(cells[2]):
            raise VocabularyError(str(path), number, "wanted: surname, given or place; two forms of one length")
        found[cells[0]][cells[1]] = cells[2]
    return found


@lru_cache(maxsize=4096)
def person(name: str) -> str:
    """The traditional form of a person's name in simplified characters (于婷婷 → 于婷婷, 余云 → 余雲)."""
    from store.language.engine import engine

    if "·" in name:  # a foreign name: the engine knows how these are spelled
        return str(engine("s2t").spans(name)[0])
    surnames, given = forms()["surname"], forms()["given"]
    width = 2 if len(name) > 2 and name[:2] in surnames else 1
    family = surnames.get(name[:width]) or str(engine("s2t").spans(name[:width])[0])
    rest = name[width:]
    converted: str = engine("s2t").spans(rest)[0] if rest else ""
    return family + "".join(given.get(c, t) for c, t in zip(rest, converted, strict=True))


@cache
def divisions() -> dict[str, str]:
    """Traditional names of the divisions, in full and in short, that a converter could get wrong."""
    from store.regions.table import current, former

    risky, by_hand = _several_forms(), forms()["place"]
    found: dict[str, str] = {}
    clashes: set[str] = set()
    rows = [*(current().entry(line) for line in current().text.split("\n") if line and line[0] != "#"), *former()]
    for row in rows:
        if not risky.intersection(row.name):
            continue
        for name in {row.name, row.short}:
            form = row.traditional[: len(name)]
            form = by_hand.get(row.short, form[: len(row.short)]) + form[len(row.short) :]
            if len(name) < 2 or len(row.traditional) != len(row.name) or not row.name.startswith(name):
                continue
            if found.setdefault(name, form) != form:
                clashes.add(name)
    return {name: form for name, form in found.items() if name not in clashes}


@cache
def _several_forms() -> frozenset[str]:
    """Simplified characters that OpenCC's tables give several traditional forms for."""
    from store.language.engine import dictionary

    return frozenset(line[0] for line in dictionary("STCharacters.txt") if "\t" in line and " " in line)


@cache
def _bare() -> frozenset[str]:
    """Short names that stand for the place wherever they stand: the engine gets them wrong, and they are no words.

    One that ends in 里 or begins with 于 can be a place word or a preposition (湖里的鱼, 属于洪山区).
    """
    from store.language.engine import engine

    return frozenset(
        name
        for name, form in divisions().items()
        if name[-1] not in _LEVELS and name[-1] != "里" and name[0] != "于" and engine("s2t").convert(name) != form
    )


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """A pattern for the first characters of divisions, and the names, longest first, by their first two."""
    found: dict[str, list[str]] = {}
    for name in divisions():
        found.setdefault(name[:2], []).append(name)
    first = "".join(sorted({head[0] for head in found}))
    return re.compile(f"[{first}]"), {
        head: tuple(sorted(names, key=len, reverse=True)) for head, names in found.items()
    }


def _places(text: str) -> Iterator[Protected]:
    pattern, by_head = _heads()
    given = divisions()
    at = 0
    full: set[str] = set()
    waiting: list[tuple[int, str]] = []
    for m in pattern.finditer(text):
        start = m.start()
        if start < at:
            continue
        for name in by_head.get(text[start : start + 2], ()):
            if text.startswith(name, start):
                waiting.append((start, name))
                full.add(name)
                at = start + len(name)
                break
    for start, name in waiting:
        before = text[start - 1 : start]
        if name == text:  # a label by itself: a node of the tree, a cell
            yield Protected(0, len(text), given[name], "division")
            return
        if name[0] == "于" and before and before in _AT:
            continue
        if name[-1] in _LEVELS:
            if len(name) == 2 and "一" <= before <= "鿿" and before not in _BORDER:
                continue
        elif name not in _bare() and (name[-1] == "里" or not any(name + level in full for level in _LEVELS)):
            continue
        yield Protected(start, start + len(name), given[name], "division")


@cache
def _spoken() -> re.Pattern[str]:
    """An office, a person whose surname has several forms, a verb."""
    surnames = "".join(s for s in forms()["surname"] if s in _several_forms())
    return re.compile(rf"{_OFFICE}(?!于[会现此近昨今当上下])(?P<name>[{surnames}][一-鿿]{{1,2}}?)(?={_DOES})")


@cache
def _bare_person() -> re.Pattern[str]:
    surnames = "".join(s for s in forms()["surname"] if s in _several_forms())
    return re.compile(rf"(?:^|(?<=[\n,。、:;!?“ ]))(?P<name>[{surnames}][{_GIVEN}]{{2}})(?={_AFTER})")


def protected(text: str, known: Iterable[str | tuple[int, int]] = ()) -> Sequence[Protected]:
    """Persons and divisions of the text, left to right, apart from one another. Persons come first where both claim.

    The text may be in either script. `known` are persons' names (simplified) or their spans, beside those found.
    """
    from store.language.names import names

    flat = plain(text)
    known = tuple(known)
    persons = [k for k in known if not isinstance(k, str)]
    persons += [(n.start, n.end) for n in names(flat, [k for k in known if isinstance(k, str)])]
    persons += [m.span("name") for pattern in (_spoken(), _bare_person()) for m in pattern.finditer(flat)]
    found: list[Protected] = []
    taken = bytearray(len(text))
    for start, end in dict.fromkeys(persons):
        if end > start and not any(taken[start:end]) and flat[start + 1 : start + 2] not in tuple(_NEVER):
            taken[start:end] = b"\1" * (end - start)
            found.append(Protected(start, end, person(flat[start:end]), "person"))
    found += [place for place in _places(flat) if not any(taken[place.start : place.end])]
    return sorted(found)
