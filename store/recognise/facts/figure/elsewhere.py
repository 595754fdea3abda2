"""Counts whose noun stands neither right before the number nor right behind it.

`otherwise` reads the ends of a change, tiers in a row, rolls of people, 新增 behind its noun, posts and honours; `involved` what
households and their people are counted for. Both are asked by `count` before it looks beside the number.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.figure.borne import Quantity
from store.recognise.facts.figure.clause import clause_start
from store.recognise.facts.figure.elliptic import DOING
from store.recognise.facts.figure.item import Item, made, tidy
from store.recognise.facts.figure.noun import lead_cut, tail_cut, uncounted, verb_in_front
from store.recognise.facts.figure.quantity import starts_change

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_TIERS_IN_ROW = re.compile(
    r"(?P<tier>[^,。;:、\d]{2,8}级)(?:(?:、|和|及|以及)\d{1,4}个[^,。;:、\d]{2,8}级){1,3}(?P<of>(?!的)[一-鿿]{0,8}(?:集群|园区|企业|项目|产业园|平台|开发区))"
)
_WAS = re.compile(r"(?:由|从|自)[^由从自,。;]*$")
_ROLL = re.compile(
    r"[、和及与等].{0,16}(?:代表|负责人|负责同志|干部|人员|领导|企业家|嘉宾|客商|会长)等?(?:共|共计|近|约|总计|合计|逾|超)*$"
)
_NEW = re.compile(
    r"(?P<of>[^,。;、]{2,20}(?:企业|项目|平台|基地|园区|学校|医院)(?:\([^()]{1,6}\))?)(?P<do>新增|净增)(?:了|约|近|超)?$"
)
_SENT = re.compile(r"(?P<do>选派|派出|抽调|聘任|聘请|选聘)(?:了|出|近|约|首批)*$")
_POSTED = re.compile(r"[^,。;“”]{1,16}?(?:担任|任|作为)“?(?P<post>[一-鿿]{4,10}?)”?(?=[,。;、]|$)")
# 10名“最美店小二”, 12家“纳税功臣”予以表彰
_WON = re.compile(
    r"(?:同志)?(?:被|均)?(?:评为|授予|评选为|获评|荣获|获得|表彰为)[^,。;“”]{0,6}“(?P<of>[^“”,。;:\d]{2,14})”"
)


def otherwise(sentence: Sentence, q: Quantity, start: int, following: int) -> Item | None:
    """Counts whose noun stands neither right before nor right behind: a change, a roll, 新增 behind its noun, a post."""
    text = sentence.text
    if starts_change(text, q) and (was := _WAS.search(text, start, q.start)):
        name = tidy(text[start + lead_cut(text[start : was.start()]) : was.start()], sentence)
        if len(name) >= 2:  # 高新技术企业由65家增加到148家
            return made(text, q, start, following, name, "clause", name, uncounted(name))
    if q.kind == "count" and (row := _TIERS_IN_ROW.match(text, q.reach)):
        name = (verb_in_front(text, start, q.start) or "") + row["tier"] + row["of"]
        return made(text, q, start, following, name, "noun_behind", name)  # 2个千亿级、4个百亿级产业集群
    front = text[start : q.start]
    if q.kind == "people" and _ROLL.search(front) and (doing := DOING.match(text, q.reach)):
        name = doing["doing"].replace("了", "") + "人数"  # 区领导、部门负责人以及企业家代表260余人参加会议
        return made(text, q, start, following, name, "people", name)
    if new := _NEW.search(front):
        name = new["do"] + tidy(new["of"][lead_cut(new["of"]) :], sentence)
        return made(text, q, start, following, name, "noun_before", name)
    if q.kind == "people" and (won := _WON.match(text, q.reach)):
        return replace(made(text, q, start, following, won["of"], "noun_behind", won["of"]), end=won.end())
    if q.kind == "people" and (post := _POSTED.match(text, q.reach)) and (sent := _SENT.search(front)):
        name = sent["do"] + post["post"]  # 选派1200名干部担任“企业服务专员”
        return replace(made(text, q, start, following, name, "noun_behind", name), end=post.end())
    return None


_OF_THEM = re.compile(r"[、,]?(?:共)?\d[\d.]{0,9}万?余?多?人(?!次)")


def involved(text: str, q: Quantity, done: list[Item]) -> str | None:
    """今年搬迁涉及6个乡镇、780户3120人: what the clause says before its first number."""
    if _OF_THEM.match(text, q.reach) is None:
        return None
    start = clause_start(text, q.start)
    first = next((i.quantity.start for i in done if i.quantity.start >= start), q.start)
    words = text[start:first]
    words = re.sub(r"涉及$|共$|有$|包括$", "", words[lead_cut(words) : tail_cut(words)])
    return words if 2 <= len(words) <= 12 else None
