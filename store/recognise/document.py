"""An article as the rules see it: cut into sections, paragraphs and sentences, with what is known of it as a whole.

In comes an `Article`; out come its `Sentence`s (`store.recognise.sentence`), the persons and places of each paragraph,
what headings name, whose office is meant. All is found on first use and kept. Nothing here decides what is a fact.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from store.language import patterns as re
from store.language.dates import Day, proven_year, resolve
from store.language.fold import plain
from store.language.names import Name, names
from store.language.sections import sections
from store.language.sentences import sentences
from store.once import read_once
from store.recognise.firm import seat_of
from store.recognise.form import Form, forms
from store.recognise.sentence import Paragraph, Section, Sentence
from store.records import Article, Mention
from store.regions import zone
from store.regions.around import in_passing, lineage
from store.regions.era import era
from store.regions.names import is_full, spellings
from store.regions.place import Place
from store.regions.resolve import find
from store.regions.town import villages

_STRAIGHT = re.compile(r'"([^"\n]*)"')

_DRAWN = re.compile(r"(?<=[计规企策筹])画(?![面家册像])")
_SPEECH = re.compile(r"(?:讲话|致辞|发言|演讲|报告)(?:稿|摘要|提纲)?\s*(?:\([^()]{1,12}\))?$")
_GIVEN_ON = re.compile(
    r"[\s(—-]*(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:[上下]午)?"
    r"(?:,?\s?根?据(?:现场)?(?:录音|记录|速记)整理[^()]{0,12}|\s*在[^,。;:]{4,40}会(?:议)?上)?[\s)]*"
)
_HEAD = 300  # signs of the lines that stand above a speech


def _curled(text: str) -> str:
    """Straight quotation marks in pairs, line by line, as “ ”; a line with an odd one stays as it is."""
    if '"' not in text:
        return text
    lines = (_STRAIGHT.sub(r"“\1”", line) if line.count('"') % 2 == 0 else line for line in text.split("\n"))
    return "\n".join(lines)


def _planned(text: str) -> str:
    """計畫 and 規畫, as Taiwan writes them, with the character that the mainland has there: 画 is of pictures."""
    return _DRAWN.sub("划", text) if "画" in text else text


def _people(text: str, found: Sequence[Name]) -> Sequence[Name]:
    """Without 温州市, which has a surname's sign in front but is a division, and 乐区, of which 福州市长乐区 makes a mayor."""
    return [n for n in found if not (is_full(n.text) or is_full(f"{text[n.start - 1 : n.start]}{n.text}"))]


class Document:
    """An article cut into sections, paragraphs and sentences. Pure: holds no state but what it derived."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.plain = _curled(_planned(plain(article.text)))
        self.sections: list[Section] = []
        self.paragraphs: list[Paragraph] = []
        self.sentences: list[Sentence] = []
        self.mention_of: dict[tuple[int, tuple[int, int]], int] = {}  # (sentence, span) of a meeting → its mention
        self.mentions: list[Mention] = []  # of meetings, once they are found
        self.force: str | None = None  # code of the division that the walker has in force
        self.base: str | None = article.region  # of the section: its heading's division, else the article's
        self.listed_in: str | None = None  # code of the line above the items of a list (涛雒镇(3个))
        self.labelled_by: str | None = None  # code of the label above on a line of its own (甘州代表团:)
        self.opening_day: str | None = None  # EDTF of the first day the lead names; set by the walker
        self._persons: list[Sequence[Name]] = []
        self._places: dict[int, list[Place]] = {}
        self._heading_codes: dict[str, tuple[str, ...]] = {}
        self._villages: dict[str, str] = {}  # name → code of its town, as far as the text was read
        self._short_zones: dict[str, str] = {}  # 洋浦 → code of the zone, as far as the text was read
        self.sites: dict[
            str, str | None
        ] = {}  # how a project's name begins → where it was told to lie; None where it varies
        self.firm_name: str | None = None  # of the one firm that a place's article visits; set with its seat
        self.context_codes: tuple[str, ...] = (article.region,) if article.region else ()
        headings = {h.line: h for h in sections(self.plain)}
        start = 0
        self.sections.append(Section(0, None, 0, len(self.text)))
        for number, line in enumerate(self.plain.split("\n")):
            heading = headings.get(number)
            if heading:
                self.sections[-1].end = start
                self.sections.append(Section(len(self.sections), heading.title, start, len(self.text)))
            paragraph = Paragraph(len(self.paragraphs), start, start + len(line), self.sections[-1].index)
            self.paragraphs.append(paragraph)
            for s, e in sentences(line):
                # An inline heading (`南京:28日,…`) shares its line with the first sentence of its section.
                alone = bool(heading and heading.alone)
                here = Sentence(
                    self,
                    paragraph,
                    len(self.sentences),
                    start + s,
                    line[s:e],
                    self.text[start + s : start + e],
                    heading=alone,
                )
                paragraph.sentences.append(here)
                self.sentences.append(here)
            start += len(line) + 1

    def let_go(self) -> None:
        """Parts the sentences from what they stand in: an article's hundred would wait for the garbage collector."""
        for paragraph in self.paragraphs:
            paragraph.sentences.clear()
        self.sentences.clear()

    def persons(self, sentence: Sentence) -> Sequence[Name]:
        """Persons in the sentence, with those that the article names with an office elsewhere."""
        if not self._persons:
            titled = [_people(s.text, names(s.text)) for s in self.sentences]
            known = {n.text for found in titled for n in found if n.title[1] > n.title[0]}
            here = self._holding(known)
            for s, found in zip(self.sentences, titled, strict=True):
                others = here[s.index].difference(n.text for n in found) if s.index in here else ()
                self._persons.append(names(s.text, known) if others else found)
        return self._persons[sentence.index]

    def _holding(self, words: Iterable[str]) -> dict[int, set[str]]:
        """Index of a sentence → those of the words that stand in it."""
        starts = [s.start for s in self.sentences]
        found: dict[int, set[str]] = {}
        for word in words:
            at = self.plain.find(word)
            while at >= 0:
                index = bisect_right(starts, at) - 1
                if index >= 0 and at + len(word) <= self.sentences[index].end:
                    found.setdefault(index, set()).add(word)
                at = self.plain.find(word, at + 1)
        return found

    @read_once
    def title(self) -> str:
        """Plain; empty where there is none."""
        return plain(self.article.title or "")

    @read_once
    def heading_offices(self) -> dict[str, str]:
        """Name → the office of those whom only a heading names with one: there no facts are looked for."""
        told: dict[str, str] = {}
        for sentence in self.sentences:
            for name in self.persons(sentence):
                if name.title[1] > name.title[0] and not name.listed:
                    if not sentence.heading:
                        told[name.text] = ""
                    elif name.text not in told:
                        start = sentence.start
                        told[name.text] = self.simple(start + name.title[0], start + name.title[1])
        return {name: office for name, office in told.items() if office}

    def often(self, province: str, own: str) -> bool:
        """Whether the article names that province nearly as often as its own: it is about both."""
        return self._provinces[province] > 2 and 2 * self._provinces[province] >= self._provinces[own]

    @read_once
    def _provinces(self) -> Counter[str]:
        named = (p.code for paragraph in self.paragraphs for p in self.places(paragraph) if p.code and not p.inside_org)
        return Counter(code[:2] for code in named)

    @read_once
    def offices(self) -> dict[str, str]:
        """Name → the office that the article gives where it first names one."""
        found: dict[str, str] = {}
        for sentence in self.sentences:
            for name in self.persons(sentence):
                if name.title[1] > name.title[0] and not name.listed:
                    found.setdefault(name.text, sentence.text[name.title[0] : name.title[1]])
        return found

    @read_once
    def homes(self) -> dict[str, str]:
        """Name → the division that the office or the place in front of it names where the article introduces it."""
        found: dict[str, str] = {}
        for sentence in self.sentences:
            for name in self.persons(sentence):
                if name.text in found or name.title[1] <= name.title[0] or name.listed:
                    continue
                begin = max(sentence.text.rfind(sign, 0, name.title[1]) for sign in ",;。:“") + 1
                # 杭州海关: its district is not the city.
                near = [
                    p
                    for p in sentence.places
                    if begin <= p.start < name.start
                    and p.code
                    and not p.listed
                    and not sentence.text.startswith("海关", p.end)
                ]
                between = sentence.text[near[-1].end : name.start] if near else ""
                # What stands between is an office or a village, no clause of its own.
                if near and len(between) <= 16 and not near[-1].rule.startswith("region.whole"):
                    found[name.text] = near[-1].code or ""
        return found

    def simple(self, start: int, end: int) -> str:
        """That stretch as a record has it: simplified, punctuation as the article writes it."""
        piece = self.text[start:end]
        if self.article.script == "Hans":
            return piece
        from store.language.script import simplify

        return simplify(piece)

    def places(self, paragraph: Paragraph) -> list[Place]:
        """Divisions named in the paragraph; offsets in the paragraph."""
        if paragraph.index not in self._places:
            line = self.plain[paragraph.start : paragraph.end]
            context = (*self.heading_codes(paragraph), *self.context_codes)
            found = list(find(line, year=self.era, context=context, before=self._named(paragraph)))
            self._places[paragraph.index] = [*found, *self._villages_in(line, found), *self._zones_in(line, found)]
            self._places[paragraph.index].sort(key=lambda p: p.start)
        return self._places[paragraph.index]

    def _villages_in(self, line: str, found: list[Place]) -> Iterator[Place]:
        """Villages that stood behind their town before (苍山西镇光明村): where they stand alone they mean the town."""
        told = set()  # where a village stands with its town
        for place in found:
            if place.rule == "region.town" and place.code:
                for at, village in villages(line, place.start, place.end):
                    self._villages.setdefault(village, place.code)
                    told.add(at)
        for name, code in self._villages.items():
            at = line.find(name)
            while at >= 0:
                if at not in told:
                    yield Place(at, at + len(name), name, code, (), "region.village")
                at = line.find(name, at + len(name))

    def _zones_in(self, line: str, found: list[Place]) -> Iterator[Place]:
        """Zones that the text named whole before (洋浦经济开发区), by the name that is theirs alone."""
        for place in found:
            if place.rule == "region.full_name" and place.code and "-" in place.code:
                short = zone.stem(place.code.partition("-")[2])
                if short and all(s.name != short for s in spellings().get(short[:2], ())):
                    self._short_zones[short] = place.code
        for short, code in self._short_zones.items():
            for start, end in zone.alone(line, short):
                if not any(p.start < end and start < p.end for p in found):
                    yield Place(start, end, short, code, (), "region.zone_short")

    def _named(self, paragraph: Paragraph) -> tuple[str, ...]:
        """Codes that the section named before the paragraph, the last one last."""
        earlier = [p for p in self.paragraphs[: paragraph.index] if p.section == paragraph.section]
        return tuple(
            place.code
            for p in earlier[-3:]
            for place in self.places(p)
            if place.code and not place.inside_org and not in_passing(self.plain, p.start + place.start)
        )

    def heading_codes(self, paragraph: Paragraph) -> tuple[str, ...]:
        """Codes of the divisions that the heading of the paragraph's section names."""
        heading = self.sections[paragraph.section].heading
        if heading and heading not in self._heading_codes:
            self._heading_codes[heading] = self._codes_in(heading)
        return self._heading_codes[heading] if heading else ()

    def _codes_in(self, heading: str) -> tuple[str, ...]:
        home = self.article.region
        above = [c for c in lineage(home) if c != home] if home else []
        # 成渝高速至重龙镇快速通道: where a road leads to is not where the section is; 总量稳居全省第二 only measures by it.
        named = [
            p
            for p in find(heading, year=self.era, context=self.context_codes)
            if p.code
            and not (p.leads or p.inside_org or heading[p.start - 1 : p.start] == "至")
            and not (p.code in above and p.rule.startswith("region.whole"))
        ]
        codes = tuple(dict.fromkeys(p.code for p in named if p.code))
        if home and not home.endswith("0000") and all(c[:2] != home[:2] for c in codes):
            return ()  # 上海:一杯咖啡的时间, a stop of those who came from elsewhere
        own = self.article.region
        # 州党代会提出…,东乡如何作为? The article's own place comes first.
        return (own, *(c for c in codes if c != own)) if own in codes else codes

    def dated(self, day: Day, last: str | None) -> str | None:
        """EDTF of a day that the article names, `last` being the one named before; None where it is left open."""
        return resolve(day, year=self.year, published=self.told_on, last=last)

    @read_once
    def told_on(self) -> str | None:
        """The day from which 今天 counts: that of a speech, of the dateline, else of publication."""
        return self._spoken_on or self.article.dateline or self.article.published

    @read_once
    def _spoken_on(self) -> str | None:
        """The day that a speech bears on a line of its own at its head: (2018年3月6日,根据录音整理)."""
        head = self.plain[:_HEAD].split("\n")[:4] if _SPEECH.search(self.title) else ()
        day = next((d for d in map(_GIVEN_ON.fullmatch, head) if d), None)
        return f"{day['year']}-{int(day['month']):02d}-{int(day['day']):02d}" if day else None

    @read_once
    def forms(self) -> tuple[Form, ...]:
        """Projects told as forms, line by line."""
        return forms(self)

    @read_once
    def firm_seat(self) -> str | None:
        """Where the firm sits that the article is about; None of an article about a place."""
        return seat_of(self)

    @read_once
    def era(self) -> int | None:
        """The year by which the article names divisions."""
        return era(f"{self.title}\n{self.plain}", self.year)

    @read_once
    def year(self) -> int | None:
        """The year that the article's 今年 means: of a speech's day, of its publication, else one that its text proves."""
        published = self._spoken_on or self.article.published or ""
        if published[:4].isdigit():
            return int(published[:4])
        return proven_year(self.plain)
