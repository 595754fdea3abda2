"""Where a project lies that is named without its place: told by the next sentence, or where it was named before.

In come a sentence and what the document keeps of earlier ones, out comes the division or None. A place in the project's
own name is `fronting`'s matter, what a sentence goes on from (该项目) `voice`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.sentence import once

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

_COUNTED_PROJECTS = re.compile(r"\d个[^,。;]{0,14}项目")
_LIES_NEXT = re.compile(r"\s*(?:(?:该|这一)?项目)?(?:位于|选址(?:于|在)?|坐落(?:于|在)|落户(?:于|在)?|落地)")


@once
def seated_next(sentence: Sentence) -> Place | None:
    """The division in which the next sentence seats the one project of this one."""
    here = sentence.paragraph.sentences
    at = sentence.index - here[0].index + 1
    if at >= len(here) or sentence.text.count("项目") != 1 or (told := _LIES_NEXT.match(here[at].text)) is None:
        return None
    if _COUNTED_PROJECTS.search(sentence.text):
        return None
    place = next((p for p in here[at].places if p.start == told.end() and p.code), None)
    # 位于高平市的产业园…: another one's.
    return place if place is not None and here[at].text[place.end : place.end + 1] != "的" else None


_NAMED = re.compile(
    r"(?:[一-鿿]{1,4}(?:村|社区))?的?(?P<head>[一-鿿A-Za-z]{4})(?P<rest>[^,。;:、“”和]{0,16}?)(?:项目|产业园|基地|工程|中心|厂|[一二三]期)"
)
# Words of a clause, not of a name.
_NO_NAME = re.compile(
    r"项目|产业|工业|建设|推进|全力|加快|计划|实施|完成|投资|召开|举行|开工|签|新|打造|标准|重[点大]|[市区县省]|书记|政府|经济|招商|[在将已今去年为以多个等对要与由的]"
)


def note_sites(sentence: Sentence) -> None:
    """Keep where a project was told to lie (宣汉县普光锂钾项目), for when the text comes back to it without its place."""
    sites = sentence.document.sites
    for place in sentence.places:
        if place.code is None or place.leads or place.inside_org or place.rule.startswith("region.whole"):
            continue
        told = _NAMED.match(sentence.text, place.end)
        if told and not _NO_NAME.search(told["head"]):
            head = told["head"]
            sites[head] = place.code if sites.get(head, place.code) == place.code else None


def site_told(sentence: Sentence) -> str | None:
    """Where the project lies that the sentence comes back to at its head, with no place of its own."""
    if any(p.code and not p.inside_org for p in sentence.places):
        return None
    words = sentence.quotations[0] if sentence.quotations else None
    begin = words.end if words is not None and words.start <= 1 and words.end < len(sentence.text) else 0
    for head, code in sentence.document.sites.items():
        at = sentence.text.find(head, begin, begin + 28) if code is not None else -1
        if at >= 0 and not re.search("[。;“]", sentence.text[begin:at]):
            return code
    return None
