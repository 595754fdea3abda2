"""Places that label a line: 【襄州区】, 1.信丰县|某项目, 3.某项目。选址:蕉城区.

In come the first sentence of a paragraph and the heading of its section; out comes the division that the whole line is
about. A label holds for its line, a heading that is a label on a line of its own for the section below it. Which
division a sentence names as its subject is `subject`'s matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.labels import LABEL
from store.recognise.clause import alone, chain_start, within

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

_BULLET = r"\s*(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)]|[①-⑳▲△●○◆◇■□★☆▶►·•—-]+)\s*"
_ITEM = re.compile(_BULLET)
_OPENS = re.compile(rf"(?:{_BULLET})?[\[【\s]*")
_CLOSES = re.compile(r"\s*(?:[\]】|:丨/]|——|[(]?\d+[个项][)]?[:：]?)")
_SITED = re.compile(r"(?:选址|地点|地址|位于|坐落于|坐落在|落户|落地|落址|落子|布局|建于|进驻)(?:在|于|:|为)?\s*$|[(]$")


def labelled(sentence: Sentence) -> Place | None:
    """The place that a line begins with, set off from what follows: 【木垒】某电站; of an item of a list also its site."""
    paragraph = sentence.paragraph
    if paragraph.sentences[0] is not sentence or sentence.heading:
        return None
    for place in sentence.places:
        if place.code and alone(place) and _OPENS.fullmatch(sentence.text, 0, chain_start(sentence, place)):
            if _CLOSES.match(sentence.text, place.end):
                return place
            break
    return _site_of_item(sentence) if _ITEM.match(sentence.text) else None


def label_line(sentence: Sentence) -> str | None:
    """甘州代表团: on a line of its own, over the paragraphs of that division."""
    text = sentence.text.strip()
    if not text.endswith(":") or len(text) > 12 or len(sentence.paragraph.sentences) > 1:
        return None
    first = next((p for p in sentence.places if p.code and p.start <= 1), None)
    return first.code if first is not None and alone(first) and not re.search("[,。;记答问]", text) else None


def list_label(sentence: Sentence) -> str | None:
    """涛雒镇(3个), 【南湖镇】, on a line of its own over items of a list: the division that they lie in."""
    paragraph = sentence.paragraph
    line = sentence.document.plain[paragraph.start : paragraph.end]
    if len(line) > 24 or (label := _OVER_ITEMS.fullmatch(line)) is None:
        return None
    return next((p.code for p in sentence.places if p.code and p.name == label["name"] and alone(p)), None)


def listed(sentence: Sentence) -> bool:
    """Whether the line is an item of a list, or one of a form."""
    opening = sentence.paragraph.sentences[0].text
    return _ITEM.match(opening) is not None or LABEL.match(opening) is not None


_OVER_ITEMS = re.compile(
    rf"(?:{_BULLET})?[\[【(]?(?P<name>[一-鿿]{{2,10}})[\]】)]?[::]?(?:[(]?(?:共)?\d{{1,3}}[个项](?:项目)?(?:,?总?投资[\d.]{{1,8}}[万亿]元)?[)]?)?[::]?\s*"
)


def _site_of_item(sentence: Sentence) -> Place | None:
    """选址:蕉城区 in an item of a list: where what the item tells of is to stand; None where it names several sites."""
    base = sentence.document.base
    sites = [
        place
        for line in sentence.paragraph.sentences
        for place in line.places
        if place.code
        and alone(place)
        and base is not None
        and within(place.code, base)
        and _SITED.search(line.text, 0, chain_start(line, place))
        # (二)抓项目。…;位于偃师市的某园投用: where one of what the item tells of lies.
        and not (line is not sentence and line.text.startswith("的", place.end))
    ]
    return sites[0] if len({p.code for p in sites}) == 1 else None


def heads_section(sentence: Sentence) -> bool:
    """Whether the section's heading, on a line of its own, is a place's name or begins with one: 【襄州区】, 大连:抓项目."""
    document = sentence.document
    heading = document.sections[sentence.paragraph.section].heading
    first = next((p for p in document.paragraphs if p.section == sentence.paragraph.section), None)
    if not heading or first is None or not first.sentences[0].heading:
        return False
    bare = re.sub(r"[^\w:]", "", heading)
    label = re.sub(r"(?:代表团|分?会场)(?=:|$)", "", bare)
    return any(label == p.name or label.startswith(f"{p.name}:") for p in document.places(first))
