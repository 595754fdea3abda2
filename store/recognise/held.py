"""Which meeting a sentence speaks of, once the meetings of the article are known.

In come the document and its mentions, out comes `Sentence.context.meeting`. Which division is in force is
`store.recognise.context`'s matter; this module reads it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.clause import line, within
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.document import Document
    from store.recognise.sentence import Paragraph, Section, Sentence
    from store.records import Mention


# 座谈会上, 签约仪式上, 此次集中开工: words that say which of the meetings is meant.
_REFERS = re.compile(
    r"[\s“]*(?:(?:当天|随后|在|回到|再看)[^,。;]{0,4}?)?(?:(?P<part>[上下]午|晚上)[^,。;]{0,4}?的)?(?P<what>座谈会|恳谈会|论坛|发布会|推介会|(?:签约|开工|竣工|投产|启动|揭牌|颁奖)?仪式|大会|动员会|推进会|观摩会|调研|考察|观摩)(?:上|中|现场|期间|时(?!候)|(?<=的..),)"
    r"|[^,。;:“”]{2,24}在(?P<said>座谈会|恳谈会|论坛|发布会|推介会|(?:签约|开工|竣工|投产|启动|揭牌)仪式|动员会|推进会)上(?:的?[致讲][辞词话]|说|表示|介绍|指出|强调|透露|宣布)"
    r"|[\s“]*(?:此次|本次|这次)(?:集中)?(?P<act>开工|签约|竣工|投产|调研|观摩|推介)"
    r"|[\s“]*(?:据了解|据悉|据介绍),[^,。;]{0,10}?集中(?P<done>开工|签约|竣工|投产)"
)
_OF_SITES = ("开工活动", "竣工活动", "签约活动", "招商推介")
_VOICE = re.compile(r"[\s“]*(?:会议|大会|会上|全会|例会|动员会|推进会|座谈会|论坛上|仪式上)")

# The report leaves the meeting: what its reporter saw elsewhere, asked an office or somebody alone, or adds (又讯).
_LEAVES = re.compile(
    r"[\s“]*又讯|(?:走出|离开)会场,(?:直奔|来到|赶到|赶赴|前往|驱车)|[^。;]{0,24}?记者(?:一行)?(?:\d{1,2}日)?(?:随机|先后|还|也|又|先)?(?:走进|来到|走访|探访|赶到|前往|赴|驱车)|[^。;]{0,16}?(?:记者|小编|笔者)从[^,。;会]{2,14}(?:局|委|部|办|厅|处|院|中心)(?:获悉|了解到|得知)"
    r"|[^。;]{0,24}?(?:记者|本报|本刊|本网)[^,。;]{0,8}?专访了?"
)
# 会议一结束,各地闻风而动。
_IS_OVER = re.compile(
    r"[\s“]*(?:(?:会议|[一-鿿]{0,6}会)(?:一|才|刚刚?一?|甫一)?(?:结束|落幕|闭幕)|会议?(?:一|才|刚刚?一?|甫一)散|(?:一|刚刚?一?|甫一)?散会)(?:后|之后|不久)?,"
    r"(?:(?:当[天晚]|连夜|次日|第二天),?)?(?:[全我][省市区县])?(?:各地|各[县市区旗州镇]|上下|[县市区]乡)(?![^。;]{0,24}(?:签[订署下]|递交|立下|责任[书状]|军令状))"
)
_BESIDES = re.compile(r"[\s“]*(?:又讯|另悉)")  # another piece of news, wherever the meeting was
_LEAVING = re.compile("又讯|会场|记者|小编|笔者|专访")  # one of which it needs; few sentences hold any
# A paragraph of what is known from elsewhere, or of what somebody thinks who was not there.
_ASIDE = re.compile(
    r"[\s“]*(?:(?:公开|翻[查阅]|查阅)?资料(?:显示|,)|[^,。;]{0,8}财报显示|另悉|[^,。;会]{0,8}(?:官方|官员引述的|统计局)的?数据显示|另据(?!了解|悉|介绍)|记者另从|截至[^,。;]{2,8}收盘"
    r"|[^,。;“]{0,24}(?:社科院|研究院|研究中心|大学|学会|证券|券商)[^,。;“]{0,16}(?:研究员|教授|学者|分析师|专家|主任|理事|院长)[^,。;“]{0,8}(?:认为|分析|指出|提醒|表示|说))"
)
# “各区的目标…。”某大学教授某某认为: the same behind a question or his words.
_EXPERT = re.compile(
    r"[”?][^,。;“”]{0,16}(?:社科院|研究院|研究所|研究中心|大学|学院|学会|智库)[^,。;“”]{0,16}(?:研究员|教授|学者|分析师|专家|主任|院长)[^,。;“”]{0,8}(?:认为|分析|指出|提醒|表示|说)"
)
_STAYS = re.compile(
    r"会上|推介会|与会|致[辞词][时中]|会场|会议|大会|现场(?!办)|仪式|[论讲]坛|随[^,。;]{0,10}(?:团|组|队|代表)|跟随|发布会|座谈"
)
_RETURNS = re.compile(rf"[^。;我们]{{0,28}}?(?:{_STAYS.pattern})")
_CEREMONY = re.compile(r"^(?:项目|现场|集中|合作)*(?:签约|揭牌|颁奖|授牌)(?:仪式|活动)$")
# What an office did in a year: each of its meetings is told in passing.
_OF_A_YEAR = re.compile(r"工作(?:总结|打算|要点|计划|小结|安排|回眸|回顾|盘点|综述)(?![^》]*(?:会|召开|举行))|述职报告")
_ITEM = re.compile(r"\s*(?:[(]?\d{1,2}[)、.]|[(][一二三四五六七八九十]{1,3}[)]|[●◆■▲·•])")
_SITES = frozenset(("调研", "观摩会", "开工活动", "竣工活动"))  # there the reporter sees what the meeting sees


def walk_meetings(document: Document, mentions: Sequence[Mention]) -> None:
    """Bring into force, sentence by sentence, the meeting that it speaks of.

    A sentence that names a meeting speaks of it. Behind it the last meeting of the division in force holds, in the
    same section; a ceremony beside the meeting (同时举行, 与会人员参加了…) holds for its own sentence only. What stands
    before the section's first meeting (a quotation in front of the lead) belongs to that one.
    """
    walk = _Walk(document, mentions)
    for section in document.sections:
        here = [s for s in document.sentences if s.paragraph.section == section.index]
        walk.enter(section, here)
        for sentence in here:
            sentence.context.meeting = walk.meeting_of(sentence)


class _Walk:
    """What holds while the sentences are read in order. Meetings are places in `mentions`."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document, self.mentions = document, mentions
        self.named: dict[int, list[int]] = {}  # by sentence
        for (index, _), at in sorted(document.mention_of.items()):
            self.named.setdefault(index, []).append(at)
        headings = {i: document.sentences[i].section.heading for i in self.named}
        self.of_lead = {at for i, ats in self.named.items() if not headings[i] for at in ats}
        self.roundup = len({document.sentences[i].paragraph.section for i, heading in headings.items() if heading}) > 1
        self.in_passing = _OF_A_YEAR.search(document.title) is not None
        self.commented = _commentary(document)
        self.held: list[int] = []  # in force, the last one last
        self.left = False  # the report has turned to what is no part of the meeting

    def enter(self, section: Section, here: Sequence[Sentence]) -> None:
        """A section with its sentences begins."""
        # 苏州:… another place, other meetings; 一、… or its own name goes on with the report.
        if codes := self.document.heading_codes(here[0].paragraph) if here else ():
            self.held = [at for at in self.held if any(within(c, self.mentions[at].region or "") for c in codes)]
        self.ahead = [self.named[s.index][0] for s in here if s.index in self.named]
        self.left = self.left and not self.ahead
        if section.heading and self.roundup:
            self.held = [at for at in self.held if at in self.of_lead]  # each part tells of its own meeting
        # A meeting of a part of the place, told further down, is not what the lead speaks of.
        base = codes[0] if codes else self.document.article.region
        self.lead = [at for at in self.ahead[:1] if base is None or within(base, self.mentions[at].region or "")]
        self.first = next((s.paragraph for s in here if s.index in self.named), None)
        self.own: list[int] = []  # named under this heading
        self.told: list[int] = []  # all that were named in the section, the last one last
        self.passage: tuple[Paragraph, int] | None = None  # a ceremony that holds for its paragraph

    def meeting_of(self, sentence: Sentence) -> int | None:
        """The meeting that the next sentence speaks of."""
        names = sentence.index in self.named
        self.left = _left(sentence, self.left, names, [self.mentions[at].kind for at in self.told or self.held])
        if names:
            self._name(sentence)
            return self.named[sentence.index][0]
        if _IS_OVER.match(sentence.text):
            self.held, self.own = [], []  # what each place did then is no part of it
            return None
        if self.passage is not None and self.passage[0] is not sentence.paragraph:
            # (1)某项目,投资12亿元: what the ceremony's paragraph counts, line by line.
            self.passage = (sentence.paragraph, self.passage[1]) if _ITEM.match(sentence.text) else None
        if (meant := _referred(sentence, self.told, self.named, self.mentions)) is not None:
            for those in (self.held, self.own):  # what follows goes on with it
                if meant in those:
                    those.remove(meant)
                    those.append(meant)
            if _REFERS.match(sentence.text):
                self.passage = (sentence.paragraph, meant)  # what its speaker goes on with, wherever it lies
            return meant
        if self.left or _of_an_expert(sentence.paragraph.sentences[0]):
            return None
        if self.passage is not None:
            return self.passage[1]
        return self._going_on(sentence)

    def _name(self, sentence: Sentence) -> None:
        """The sentence's own meetings come into force, but those beside another one."""
        here = self.named[sentence.index]
        self.told += here
        # Of a tour and the sitting that closed it, announced together, the text goes on with the tour.
        for at in sorted(here, key=lambda at: self.mentions[at].kind == "调研"):
            if beside(self.mentions[at]):
                continue
            added = _added(sentence, at, self.told, self.mentions)
            if at not in self.held:
                self.held.insert(len(self.held) - added, at)
            if sentence.section.heading:
                self.own.insert(len(self.own) - (added and bool(self.own)), at)
            if added:
                self.passage = (sentence.paragraph, at)

    def _going_on(self, sentence: Sentence) -> int | None:
        """The meeting in force for a sentence that names none."""
        if self.in_passing and all(
            s.index not in self.named for s in sentence.paragraph.sentences if s.index < sentence.index
        ):
            return None
        if self.commented and not any(
            s.index in self.named or _STAYS.search(s.text)
            for s in sentence.paragraph.sentences
            if s.index <= sentence.index
        ):
            return None
        # Under a heading what stands in front of its meeting, in the same paragraph, is said at it.
        opens = sentence.section.heading and sentence.paragraph is self.first and not self.told
        before = self.own or (self.ahead[:1] if opens else []) or self.held
        if self.in_passing and sentence.days and not _of_its_day(sentence, before, self.mentions):
            return None  # 11月18日至19日,赴深圳开展活动: the next that was done in the year
        those = before or _announced(sentence, self.first, self.ahead, self.lead)
        found = _held(sentence, _of_day(sentence, those, self.mentions), self.mentions)
        # Under a heading with a meeting of its own, what is told is told of that one.
        return self.own[-1] if found is None and self.own else found


def _commentary(document: Document) -> bool:
    """Whether somebody gives his opinion of a meeting: what he adds was not said there."""
    ends = document.sentences[-1].text if document.sentences else ""
    return _COMMENTED.search(ends) is not None or any(_COLUMN.match(drop.text) for drop in document.article.dropped)


_COMMENTED = re.compile(r"作者[系为是][^,。;]{0,16}评论员")
_COLUMN = re.compile(r"\s*[【\[][^【】\[\]]{0,8}(?:时评|快评|短评|锐评|時評|短評)[】\]]|本[报网刊]评论员")


def _added(sentence: Sentence, at: int, told: Sequence[int], mentions: Sequence[Mention]) -> bool:
    """开幕式后举行的签约仪式上: a ceremony without a name of its own, told as a part of the meeting before it."""
    main = next((n for n in told if n != at), None)
    return (
        main is not None
        and bool(_CEREMONY.search(mentions[at].name))
        and mentions[main].region == mentions[at].region
        and mentions[at].date in (None, mentions[main].date)
        and mentions[main].kind != "调研"
    )


def _left(sentence: Sentence, before: bool, names: bool, kinds: Sequence[str]) -> bool:
    """Whether the report is away from the meeting here, until a sentence speaks of one again."""
    opens = sentence.paragraph.sentences[0] is sentence and sentence.index > 0
    leaves = _LEAVES.match(sentence.text) if _LEAVING.search(sentence.text) else None
    away = leaves or (_ASIDE.match(sentence.text) if opens else None)
    if away and ("会场" in away[0] or not _STAYS.search(sentence.text[:60])):
        return not (kinds and kinds[-1] in _SITES and not _BESIDES.match(sentence.text) and "数据显示" not in away[0])
    return before and not names and not _RETURNS.match(sentence.text)


@once
def _of_an_expert(opening: Sentence) -> bool:
    """Whether the paragraph that the sentence opens is what an expert thinks who was not there."""
    if opening.text[:1] != "“" and opening.text[-1:] != "?":
        return False
    here = opening.paragraph
    text = opening.document.plain[here.start : min(here.end, here.start + 240)]
    return _STAYS.search(text) is None and _EXPERT.search(text) is not None


def _announced(sentence: Sentence, first: Paragraph | None, ahead: Sequence[int], lead: Sequence[int]) -> Sequence[int]:
    """The meeting told further on, of what stands right in front of it: a quotation, a scene; not of a whole report."""
    if first is None or sentence.paragraph is first:
        return ahead[:1]
    opens = sentence.paragraph.sentences[0].index == sentence.document.sentences[0].index or "“" in sentence.text
    return lead if first.index - sentence.paragraph.index == 1 and opens else ()


def _referred(
    sentence: Sentence, told: Sequence[int], named: Mapping[int, Sequence[int]], mentions: Sequence[Mention]
) -> int | None:
    """The meeting that the sentence's own words mean (座谈会上), or that its paragraph named before 会议指出."""
    refers = _REFERS.match(sentence.text)
    if refers is not None:
        word = refers["what"] or refers["said"] or refers["act"] or refers["done"]
        fitting = [
            at
            for at in told
            if mentions[at].name.endswith(word)
            or (not (refers["what"] or refers["said"]) and word in mentions[at].name)
        ]
        if fitting and len({mentions[at].name for at in told}) > 1:
            of_part = [at for at in fitting if refers["part"] and refers["part"] in _said_of(sentence.document, at)]
            return (of_part or fitting)[-1]
    if _VOICE.match(sentence.text):
        earlier = [s for s in sentence.paragraph.sentences if s.index < sentence.index and s.index in named]
        if earlier and not beside(mentions[named[earlier[-1].index][-1]]):
            return named[earlier[-1].index][0]
    return None


def _said_of(document: Document, at: int) -> str:
    """The sentences that name the meeting."""
    return "".join(document.sentences[index].text for (index, _), number in document.mention_of.items() if number == at)


def told_at(sentence: Sentence, position: int) -> int | None:
    """The meeting that a stretch belongs to: of several named in its sentence the last one before it."""
    here = sorted((span, at) for (index, span), at in sentence.document.mention_of.items() if index == sentence.index)
    before = [at for (start, _), at in here if start <= position]
    return before[-1] if len({at for _, at in here}) > 1 and before else sentence.context.meeting


def beside(mention: Mention) -> bool:
    """Whether it is a part of another meeting: it was attended by its participants, or ran at the same time."""
    return mention.trace.get("name") == "meeting.attended" or mention.trace.get("date") == "meeting.day_same_time"


def _of_day(sentence: Sentence, held: Sequence[int], mentions: Sequence[Mention]) -> Sequence[int]:
    """Those that took place on the day in force (2月19日的推进会,先看后议), where any did."""
    day = sentence.context.day
    if day is None or len(held) < 2:
        return held
    if not (sentence.section.heading or any(s.days for s in sentence.paragraph.sentences if s.index <= sentence.index)):
        return held
    same = [at for at in held if (when := mentions[at].date) and _covers(when, day)]
    return same or held


def _of_its_day(sentence: Sentence, held: Sequence[int], mentions: Sequence[Mention]) -> bool:
    """Whether one of them took place on the day in force."""
    day = sentence.context.day
    return day is None or any((when := mentions[at].date) is None or _covers(when, day) for at in held)


def _of_body(sentence: Sentence, held: Sequence[int], mentions: Sequence[Mention]) -> Sequence[int]:
    """Beside a people's congress the consultative conference holds only where the sentence speaks of it."""
    theirs = [at for at in held if "政协" in mentions[at].name]
    if not theirs or "政协" in sentence.text or not any("人民代表大会" in mentions[at].name for at in held):
        return held
    return [at for at in held if at not in theirs]


def _covers(when: str, day: str) -> bool:
    first, _, last = when.partition("/")
    return first <= day[:10] <= (last or first)


def _near(one: str | None, two: str) -> bool:
    """Whether one of the two lies in the other."""
    return one is None or within(one, two) or within(two, one)


def _held(sentence: Sentence, held: Sequence[int], mentions: Sequence[Mention]) -> int | None:
    """The last meeting of the division in force; failing that, the last of one that lies in it or holds it."""
    if not held:
        return None
    here = sentence.context.region
    held = _of_body(sentence, held, mentions)
    if here is None:
        return held[-1] if held else None
    document = sentence.document
    if document.article.region is not None and not within(here, document.article.region):
        # Held abroad (芜湖(上海)对接会): who speaks there is of the place where it was held.
        for at in reversed(held):
            sites = [p for (i, _), n in document.mention_of.items() if n == at for p in document.sentences[i].places]
            if any(_near(p.code, here) for p in sites if p.code and not within(document.article.region, p.code)):
                return at
    for code in reversed(line(here)):
        if (last := next((at for at in reversed(held) if mentions[at].region == code), None)) is not None:
            return last
    for at in reversed(held):
        region = mentions[at].region
        if region is None or here in line(region):
            return at
    own = document.article.region
    if own and within(here, own) and not any(_near(m.region, own) for m in mentions):
        return held[-1]  # all that is reported took place elsewhere: who came from here took part
    # The only meeting, a tour or a ceremony: what was seen or opened may lie next to who holds it.
    only = mentions[held[0]] if len(set(held)) == 1 else None
    beside_it = only is not None and (only.region or "")[:4] == here[:4] and only.kind in _OF_SITES
    return held[0] if only is not None and (beside_it or only.kind == "调研") else None


def sits(sentence: Sentence) -> bool:
    """观摩总结会召开: the sitting that closes a tour begins, and no stop of the tour is in force any more."""
    at = sentence.context.meeting
    here = (sentence.index, at)
    named = any((index, number) == here for (index, _), number in sentence.document.mention_of.items())
    return (
        named
        and at is not None
        and sentence.document.mentions[at].name.endswith(("总结会", "点评会", "讲评会", "座谈会", "推进会"))
    )
