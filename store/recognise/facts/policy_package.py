"""Policies that are packages: counted measures, numbered files, numbered editions, and short names like 稳增长50条.

Each must be issued: a verb of issuing stands before or behind. What a package is about is its name: 10项具体措施 has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.naming import after_divisions, clause, name_of, within_title
from store.recognise.facts.policy import BARE, OBEYS, wanted
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: policy"
_COUNTED = re.compile(
    r"(?:(?<![\d.])\d{1,3}|[一二三四五六七八九十]{1,3})(?:条|项|大)(?P<what>[^,。;:!?、“”《》的了\d]{0,14}?)"
    r"(?P<head>政策措施|支持政策|扶持政策|惠企政策|政策|措施|举措|新政)(?![\d效])"
)
_FILE = re.compile(r"(?P<name>(?:[一二三四五六七八九\d]{1,2})号文件?)")
_EDITION = re.compile(
    r"(?P<topic>[一-鿿]{2,14}?)“?(?P<first>\d{1,2}\.\d)版”?(?:(?:改革|政策|行动)?(?:方案|措施|政策|举措|任务清单|行动计划))?"
)
_NEXT_EDITION = re.compile(r"(?:、|和|及|到|至|—|-|~)“?(?P<next>\d{1,2}\.\d)版”?")
_SHORT = re.compile(
    r"(?:出台|发布|推出|印发|公布)(?:实施)?(?:了|的)?(?P<name>(?:(?:(?![的了条项])[一-鿿]){2,10}|“(?:(?![的了条项])[一-鿿]){2,10}”)(?:[一二三四五六七八九十百]{1,4}|\d{1,3})条)"
    r"(?:新政|措施|政策|举措)?(?=[,。;、!)”]|等|$)"
)
_NO_SUBJECT = re.compile(
    r"(?:事项|意见|建议|信息|消息|线索|问题|任务|举措|措施|政策|规定|公告|通知|线路|道路|标准|清单|共|计|达|近|等)$"
)


@rule(
    "policy.package",
    kind="policy",
    example="市金融办⟦推出20条惠企措施⟧。",
    near_miss="再推出10项具体措施。",
    source=_SOURCE,
    needs=("政策", "措施", "举措"),
)
def package(sentence: Sentence) -> Iterator[Candidate]:
    """A counted package of measures, named by its subject, that is published: 48条支持政策."""
    text = sentence.text
    for m in _COUNTED.finditer(text):
        if within_title(text, m.start()) or "大" in text[m.start() : m.start("what")]:
            continue
        what = m["what"] + m["head"].removesuffix("政策").removesuffix("措施").removesuffix("举措")
        if BARE.match(what) or re.search(r"[是有在将]", what):
            continue
        before = text[max(0, m.start() - 46) : m.start()]
        said = list(re.finditer(r"(?:端出|送出|晒出|抛出|发布|推出|出台|公布|印发|亮出|宣布)(?!会)", before))
        verb = said[-1] if said else None
        after = re.match(r"(?:正式|重磅|今起|已|同步)*(?:发布|出台|出炉|落地)", text[m.end() :])
        if verb is None and after is None:
            continue
        begin = m.start() - len(before) + verb.start() if verb else m.start()
        if verb and wanted(text, begin):
            continue
        yield Candidate(
            begin,
            m.end() + (after.end() if after else 0),
            {"name": name_of(sentence, m.start(), m.end())},
            m.span(),
        )


@rule(
    "policy.counted",
    kind="policy",
    example="市政府⟦出台支持乳业振兴的八条措施⟧,真金白银助企。",
    near_miss="推出10项具体措施,出台涉及五个方面的20条措施。",
    source=_SOURCE,
    needs=("措施", "举措", "政策"),
)
def counted(sentence: Sentence) -> Iterator[Candidate]:
    """提振消费二十条措施: the subject before the count, behind a verb of issuing or in use."""
    text = sentence.text
    for m in _COUNTED_LAST.finditer(text):
        start = after_divisions(sentence, *m.span("name"))
        stem = text[start : m.start("count")].removesuffix("的")
        if (
            len(stem) < 3
            or within_title(text, start)
            or wanted(text, m.start())
            or _NO_STEM.search(stem)
            or BARE.match(stem)
        ):
            continue
        yield Candidate(m.start(), m.end(), {"name": name_of(sentence, start, m.end("name"))}, (start, m.end("name")))


_COUNTED_LAST = re.compile(
    r"(?:出台|推出|发布|印发|公布|端出|用好|用足)(?:实施)?(?:了|好|的)?"
    r"(?P<name>[^,。;:!?、“”《》\d]{3,22}?(?P<count>(?:\d{1,3}|[一二三四五六七八九十]{1,3})条)(?:政策措施|惠企措施|措施|政策举措|举措|政策))(?=[,。;、!)”]|等|$)"
)
_NO_STEM = re.compile(r"涉及|包括|方面|共|合计|累计|等|一批|多项|系列|首批|具体|相关|有关|[是有在将]")


@rule(
    "policy.short",
    kind="policy",
    example="市政府⟦出台稳增长50条⟧,真金白银助企。",
    near_miss="推出服务事项50条,修改意见12条。",
    source=_SOURCE,
    needs=("条",),
)
def short(sentence: Sentence) -> Iterator[Candidate]:
    """稳增长50条 without quotation marks, or with them about its subject (“稳增长”50条), right behind the verb."""
    text = sentence.text
    for m in _SHORT.finditer(text):
        start = after_divisions(sentence, *m.span("name"))
        what = re.sub(r"”?[\d一二三四五六七八九十百]+条$", "", text[start : m.end("name")].removeprefix("“"))
        if len(what) < 2 or wanted(text, m.start()) or _NO_SUBJECT.search(what) or BARE.match(what):
            continue
        yield Candidate(m.start(), m.end(), {"name": name_of(sentence, start, m.end("name"))}, (start, m.end("name")))


@rule(
    "policy.file",
    kind="policy",
    example="连续五年⟦出台服务企业“1号文件”⟧。",
    near_miss="认真落实中央一号文件精神。",
    source=_SOURCE,
    needs=("号文",),
)
def file(sentence: Sentence) -> Iterator[Candidate]:
    """一号文件, 2号文件 of a place, issued; where its title follows, the title is the name."""
    text = sentence.text
    for m in _FILE.finditer(text):
        after = text[m.end() :]
        if re.match(r"[”,:]{0,2}(?:即)?《|[”]?精神", after) or "中央" in text[max(0, m.start() - 8) : m.start()]:
            continue
        before = text[clause(text, m.start() - 1) : m.start()]
        verb = re.search(r"(?:制定出台|出台|印发|发布|推出|制定)(?:了|的)?[^,。;:]{0,16}$", before)
        behind = re.match(r"”?(?:正式|重磅|近日|已)*(?:发布|出台|印发)", after)
        if (verb is None and behind is None) or OBEYS.search(before):
            continue
        begin = m.start() - len(before) + verb.start() if verb else m.start()
        end = m.end() + (behind.end() if behind else after[:1] == "”")
        yield Candidate(begin, end, {"name": name_of(sentence, m.start(), m.end())}, m.span("name"))


@rule(
    "policy.edition",
    kind="policy",
    example="继去年⟦推出助企纾困3.0版⟧之后,再添新招。",
    near_miss="加快建设工业4.0版智能工厂。",
    source=_SOURCE,
    needs=("版",),
)
def edition(sentence: Sentence) -> Iterator[Candidate]:
    """优化营商环境1.0版、2.0版: each edition is one, under the topic of the first."""
    text = sentence.text
    for m in _EDITION.finditer(text):
        before = text[clause(text, m.start()) : m.end("topic")]
        verb = re.search(r"(?:(?:推出|出台|发布|印发|升级|迭代|公布)(?:了|到|至|为|的)*)+", before)
        if verb is None:
            continue
        start = m.end("topic") - len(before) + verb.end()
        if m.end("topic") - start < 4:
            continue
        opened = start - (verb.end() - verb.start())
        topic = name_of(sentence, start, m.end("topic"))
        tail = name_of(sentence, m.end("first") + 1, m.end())
        yield Candidate(opened, m.end(), {"name": topic + m["first"] + "版" + tail}, (start, m.end()))
        at = m.end()
        while more := _NEXT_EDITION.match(text, at):
            yield Candidate(opened, more.end(), {"name": topic + more["next"] + "版"}, (more.start() + 1, more.end()))
            at = more.end()
