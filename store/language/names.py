"""Persons in a sentence: a title and the name behind it, lists of names, names with · and surnames of two characters.

In: plain text. Out: `Name`s with the span of the name and of the title in front of it. A name is taken where a title,
a list or a known full name leads to it and what follows can follow a name (`given`). What the person does is for
`store.recognise.facts.person`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.language import patterns as re
from store.language.given import HANZI, alone, follows, name_at, surnames
from store.language.offices import ASIDE, DONE, GROUP, GROUPS, IN_COMPANY, OFFICE, TITLE, WEAK, between, offices_start
from store.language.words import common

__all__ = ["HANZI", "Name", "name_at", "names", "surnames"]


@dataclass(frozen=True, slots=True)
class Name:
    """A person as named here. `title` is the span of the offices in front (start == end where there are none)."""

    start: int
    end: int
    text: str  # without spaces inside
    title: tuple[int, int]
    group: int  # names of one list share a number
    listed: bool  # stands in a list under a group's title (区领导…)


_HAN = re.compile(f"[{HANZI}]")
_RANKED = re.compile(r"(?:总书记|国家主席|委员长|国务院总理|总理|同志)")
# 湖南省长江大保护, 乡村民宿项目: the office's last sign opens a word.
_WORD = re.compile(r"长江(?:大保护|大桥|流域|经济带|干流|沿[线岸]|两岸|[中上下]游)|民宿|家门口")
_OF_A_FIRM = re.compile(r"(?:建设)?项目|(?:有限|股份)?公司|(?:有限|股份)责任")  # 凤冈县长山米业有限公司
_BRACKETED = re.compile(ASIDE)
_EVERY = re.compile(r"(?:每一?[个位名]?|各[位级个]|所有|哪[个位])[^,。、;]{0,5}$")


def _list_after(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Names that go on after 、 or a comma or space, each filling its place between two separators."""
    at = end
    while at < len(text) and text[at] in "、, 和":
        start = at + 1
        while start < len(text) and text[start] == " ":
            start += 1
        found = name_at(text, start) or _between_names(text, start)
        if found is None or (found < len(text) and follows(text, found) < 1):
            return
        if re.match(OFFICE, text[found:]) or found - start > 14:
            return
        yield start, found
        at = found


_CLOSED = re.compile(rf"(?:、[{HANZI}]{{2,3}})*(?:出席|参加|列席|陪同)")
_ITEM = re.compile(rf"[{HANZI}]{{2,3}}(?=、|出席|参加|列席|陪同)")


def _between_names(text: str, start: int) -> int | None:
    """An item of a list between two names, or of one that 出席 closes, is one too, whatever its surname: 润道宏."""
    item = _ITEM.match(text, start)
    if (
        item is None
        or re.search(OFFICE + "$", item[0])
        or any(item[0] in words or item[0][:2] in words for words in common())
    ):
        return None
    closed = len(item[0]) == 3 and item[0][1:] not in common()[0] and _CLOSED.match(text, item.end())
    return item.end() if closed or name_at(text, item.end() + 1) else None


# A title for many behind the names: 陈兴、汪长春、王益贤等县领导参加.
_GROUP_BEHIND = re.compile(
    rf"等(?P<title>(?=[省市区县州盟旗]){GROUP}|[{HANZI}]{{2,6}}?[省市区县州盟旗](?:四套班子|党政)?领导(?:同志|干部)?)"
)


def _list_before(text: str, end: int) -> list[tuple[int, int]]:
    """The names of the list that ends at `end`, back to the last stop; none where an item is no name."""
    begin = max(text.rfind(sign, 0, end) for sign in ",。;:!?”—") + 1
    spans = [m.span() for m in re.finditer(r"[^、\s]+", text[begin:end])]
    spans = [(begin + s, begin + e) for s, e in spans]
    named = [span for span in spans if 2 <= span[1] - span[0] <= 4 and name_at(text, span[0]) == span[1]]
    return spans if len(spans) > 1 and len(named) == len(spans) else []


def names(text: str, known: Iterable[str] = ()) -> tuple[Name, ...]:
    """Persons named in the text, left to right; `known` are full names that the article gave elsewhere."""
    found = _Found(text, tuple(known))
    found.behind_offices()
    found.before_many()
    found.before_ranks()
    found.before_offices()
    found.deputies()
    found.known_ones()
    found.speakers()
    return found.in_order()


class _Found:
    """The names found so far. The ways to find them are tried in turn: what one has taken, no later one takes."""

    def __init__(self, text: str, known: tuple[str, ...]) -> None:
        self.text, self.known = text, known
        self.many = "领导" in text  # every title of many has it, and the patterns are slow
        self.names: dict[int, Name] = {}
        self.taken: list[tuple[int, int]] = []

    def in_order(self) -> tuple[Name, ...]:
        return tuple(self.names[k] for k in sorted(self.names))

    def _add(self, start: int, end: int, title: tuple[int, int], group: int, listed: bool = False) -> None:
        if start in self.names or any(s < end and start < e for s, e in self.taken):
            return
        self.names[start] = Name(start, end, re.sub(r"\s", "", self.text[start:end]), title, group, listed)
        self.taken.append((start, end))

    def behind_offices(self) -> None:
        """市长某某, 区领导某某、某某; and the list that goes on behind the first name."""
        text = self.text
        groups = GROUPS.finditer(text) if self.many else ()
        for group, m in enumerate([*groups, *TITLE.finditer(text)]):
            many = m.re is GROUPS
            span = self._name_behind(m, many)
            if span is None:
                continue
            title = self._begin(m, many, span[1]), m.end()
            self._add(*span, title, group, many)
            for s, e in _list_after(text, span[1]):
                self._add(s, e, title, group, True)

    def _name_behind(self, office: re.Match[str], many: bool) -> tuple[int, int] | None:
        text, at = self.text, office.end()
        spaced = text[at : at + 1] == " "
        aside = None if many else _BRACKETED.match(text, at)
        start = aside.end() if aside else at + (spaced or text[at : at + 1] == ":")  # 执行主席:甲、乙
        if _EVERY.search(text, max(0, office.start() - 10), office.start()) or _WORD.match(text, start - 1):
            return None  # 每一个局长都要会算
        end = name_at(text, start, strong=not WEAK.search(office[0]))
        if end is None or any(s <= start < e for s, e in self.taken) or (spaced and follows(text, end) < 3):
            return None
        return None if office[0].endswith("长") and _OF_A_FIRM.match(text, end) else (start, end)

    def _begin(self, office: re.Match[str], many: bool, end: int) -> int:
        """Where the offices in front of the name that ends at `end` begin."""
        text, at = self.text, office.end()
        begin = offices_start(text, at)
        if many and at - begin > 14:
            begin = office.start()  # 对全市115个项目实行县级领导…
        for name in self.known:
            named = text.find(name, begin, office.start())
            if named >= 0:
                begin = named + len(name) + between(text[named + len(name) : at])
        earlier = max((e for s, e in self.taken if begin < e <= office.start() + 1), default=begin)
        if earlier > begin:
            # 市长甲会见了某集团董事长乙: the office is what stands behind the first
            return earlier + between(text[earlier:at])
        told = DONE.match(text[begin:at]) or IN_COMPANY.match(text[begin : end + 3])
        return begin + told.end() if told else begin

    def before_many(self) -> None:
        """某某、某某等县领导."""
        for group, m in enumerate(_GROUP_BEHIND.finditer(self.text) if self.many else (), 4000):
            for s, e in _list_before(self.text, m.start()):
                self._add(s, e, m.span("title"), group, True)

    def before_ranks(self) -> None:
        """某某总书记, 某某同志: a rank right behind the name."""
        text = self.text
        for m in _RANKED.finditer(text):
            for length in (3, 2):
                start = m.start() - length
                taken = any(s < m.start() and start < e for s, e in self.taken)
                if start < 0 or text[start] not in surnames()[0] or taken:
                    continue
                comrade = m[0] == "同志"
                if comrade and start and _HAN.match(text[start - 1]):
                    continue
                self._add(start, m.start(), (start, start) if comrade else m.span(), 1000 + m.start())
                break

    def before_offices(self) -> None:
        """某某镇长指出."""
        if not _DEMANDS.search(self.text):
            return
        for m in _OFFICE_BEHIND.finditer(self.text):
            piece = m["name"]
            if alone(piece) and not (len(piece) == 2 and m["title"][-2:] in ("局长", "部长", "会长")):  # 安监局长
                self._add(*m.span("name"), m.span("title"), 6000 + m.start())

    def deputies(self) -> None:
        """某某代表说: a seat in a congress behind the name."""
        if "代表" not in self.text and "委员" not in self.text:
            return
        for m in _DEPUTY.finditer(self.text):
            piece = m["name"]
            words = any(word in listed for listed in common() for word in (piece, piece[:2]))
            if piece[0] in surnames()[0] and not words:
                self._add(*m.span("name"), m.span("title"), 5000 + m.start())

    def known_ones(self) -> None:
        """Full names that stood with their offices elsewhere."""
        for name in self.known:
            at = self.text.find(name)
            while at >= 0:  # a pattern for each name would be compiled for each article
                self._add(at, at + len(name), (at, at), 2000 + at)
                at = self.text.find(name, at + len(name))

    def speakers(self) -> None:
        """“…”某某某说: named by nothing but the words."""
        text = self.text
        if not _SPOKEN.search(text):
            return
        for m in _SPEAKS.finditer(text):
            end = name_at(text, m.end(), strong=False)
            if end is None or _POLITE.search(text[m.end() : end]) or not _SAID.match(text, end):
                continue
            if end - m.end() < 3 and (m[0] != "”" or text[end] == ":"):
                continue
            self._add(m.end(), end, (m.end(), m.end()), 3000 + end)


# 秀峰区代表团的莫燕妮代表说: the seat in a congress stands behind the name.
_DEPUTY = re.compile(
    rf"(?:^|(?<=[,。的”]))(?P<name>[{HANZI}](?:[{HANZI}][^\W族人员者民家长工师生界方]|(?<=的.)[{HANZI}]))(?P<title>代表|委员)(?=说|认为|表示|建议|提出|告诉|介绍|呼吁|直言|坦言|算了?|谈到?|结合|分享|动情|感慨|感触|激动|关注|打开|深有|发言|带来|对|代表[^,。]{{2,10}}(?:提出|发言|建议)|是[^,。]{{2,14}}的|,)"
)
# 卓江生镇长指出: the office stands behind the name.
_DEMANDS = re.compile("强调|指出|要求")
_OFFICE_BEHIND = re.compile(
    rf"(?:^\s*|(?<=[,。;\s:]))(?P<name>[{HANZI}]{{2,3}}?)(?P<title>(?:代|副|常务副)?(?:[省市县区州旗镇乡村局部会]长|书记|主任|主席))(?=(?:在[^,。;]{{1,10}})?(?:指出|强调|要求))"
)
# Who is named by nothing but his words: “…”吴沛霖说.
_SPOKEN = re.compile("说|表示|坦言|:“")
_SPEAKS = re.compile(r"(?<=[。!?,])”|^(?=[^“]{2,4}(?:说|坦言|表示|:“))")
_SAID = re.compile(r"(?:坦|直)言|(?:笑着|激动地|高兴地|自豪地|介绍)?说(?!明|起|到|法|服|不)|表示(?=[,:。])|告诉记者|:“")
_POLITE = re.compile(
    r"先生|女士|师傅|老师|大[姐爷妈叔哥]|阿姨|书记|[局处科省市县区镇村院校所厂]长|总$|主任|老板|某|同志|代表|[人们者员家方]$"
)
