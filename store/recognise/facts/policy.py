"""Policies: documents, plans and packages of measures that are issued, published or announced.

Finders for titles in 《…》, packages in quotation marks and plans that stand without marks; counted packages, numbered
files and editions are in `policy_package`. What is only studied, obeyed or still to be drawn up is none. Fields beside
the name are filled in `policy_fields`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.searching import searching
from store.language.terms import terms
from store.language.titles import chain, titles
from store.recognise.facts import vocabulary
from store.recognise.facts.naming import after_divisions, clause, clause_end, name_of, within_title
from store.recognise.rules import Candidate, rule

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Fact: policy"
# Verbs that issue a document. 制定 alone is drawing up; 审议 alone is no decision.
_ISSUE = (
    r"(?:印发|发布|出台|颁布|公布|下发|颁发|签发|推出|制定出台|制定印发|制发|审议通过|表决通过|原则通过|通过了|审定|宣读|制定了|实施|施行|启动"
    r"|宣布|解读|推行|发出|亮出|升级|迭代|公开|送上|开出|端出|抛出|晒出|送出|拿出)"
)
_WORDS = (_ISSUE[3:-1]).split("|")
_BEFORE = re.compile(_ISSUE + r"(?:实施|执行|了|的|关于|我市|全市|首批|第一批)*[^,。;:!?、《》“”]{0,14}$")
_AFTER = re.compile(
    r"[^,。;:!?《》“”]{0,10}?(?:已经?|正式|重磅|于[^,。;]{2,14}|将|同步|今起|全文|现予以?|予以)?"
    r"(?:经[^,。;]{2,14}(?:同意|审定|审议通过)|印发|发布|出台|颁布|公布|施行|实施|落地|亮相|出炉|通过|下发|公开征求意见)"
)
_SAYS = re.compile(
    r"(?:\([^()]{0,40}\))?[,]?(?:共|全文|主要|重点|还)?(?:给出|描绘|勾画|勾勒|绘就|提出|明确|指出|规定|包括|包含|围绕|从|聚焦|要求|分为|涵盖|细化|强调)"
)
# What only carries out, studies or debates a document.
OBEYS = re.compile(
    r"(?:根据|依据|按照|依照|遵照|对照|遵循|贯彻|落实|学习|宣讲|宣传|传达|深化|严格执行|执行|参照|结合|违反|遵守|符合|学习了|听取了?|讨论了?"
    r"|研究了?|审议|审阅|征求|起草|修订|修改|拟定|研究制定(?!了)|草拟|围绕|对标)[^,。;:!?《》]{0,12}$"
)
_MODAL = re.compile(
    r"(?:[要应]|尽快|抓紧|加快|适时|争取|争取年内|有望|酝酿|研究|正在|着手|拟|谋划|参与|将研究)(?:[^,。;]{0,8})$"
)
_TITLE_END = (
    r"(?:"
    + vocabulary.pattern("policy.title")
    + r"|要点|[一二三四五六七八九十]{1,3}条|[一二三四五六七八九十](?:不准|严禁|必须|禁止|不得)|\d{1,3}条)(?:\([^()]{1,12}\)|\d{0,4}年?版?)*$"
)
_TITLED = re.compile(_TITLE_END)
_NOT_A_TEXT = re.compile(
    r"(?:日报|晚报|时报|周刊|杂志|早报|条约|协议|协议书|合同|备忘录|意向书|歌|曲|剧|诗|(?<![办方])法)$"
)
_DOCUMENT = vocabulary.pattern("policy.document")
BARE = re.compile(r"^(?:" + vocabulary.pattern("policy.bare") + r"|的|了|[一二三四五六七八九十\d]+[年项条个])*$")
_PACKAGE = re.compile(
    r"(?:(?:[一二三四五六七八九十百]{1,3}|\d{1,3})(?:条|策|招)|新政|若干措施|若干政策措施|若干政策|行动计划|实施方案|行动方案|政策包|政策大礼包|机会清单|投资清单|项目清单|实施意见|办法|计划|\d{1,2}\.\d版?|号文件)$"
)
COUNT = re.compile(r"新?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})条")
_ITS_SUBJECT = re.compile(r"(?:出台|发布|推出|印发|公布)(?:了|的)?(?P<what>[一-鿿]{2,8})$")
_CARRIER = searching(
    r"(?P<tail>(?:高质量发展|产业发展|人才)?(?:系列|专项|配套|一揽子|综合)?"
    r"(?:政策措施|若干措施|若干政策|政策文件|政策体系|政策包|扶持政策|支持政策|奖补政策|政策|行动计划|三年行动计划|三年行动方案|实施方案|行动方案|工作方案|实施意见|意见"
    r"|实施办法|管理办法|新政|计划))(?![一-鿿]{0,2}(?:兑现|落实|红利|支持下|宣讲|解读))"
)


_WITH_TITLE = re.compile(r"《[^《》]{4,60}》(?:和|及|、|与)$")  # 先后出台《…意见》和“人才二十条”
_RUNNING = re.compile(r"(?<!行动)(?<!三年)(?<!五年)(?<!年度)(?<!发展)(?<!项目)(?<!工作)计划$")
_SETS_GOING = re.compile(r"(?:实施|启动|推行|推进|深化)(?:了|好)?$")


def _issued_before(text: str, start: int) -> int | None:
    """Where the verb begins that issues what starts here; None where nothing does."""
    before = text[clause(text, start) : start]
    if OBEYS.search(before) and not re.search(r"(?:印发|出台|发布|审议通过|制定了)[^,。;《》]{0,6}$", before):
        return None
    m = _BEFORE.search(before)
    return None if m is None else start - len(before) + m.start()


def _drawn_up(text: str, start: int) -> int | None:
    """Where 制定 stands that draws up the package which starts here: a report tells of it only when it is out."""
    m = re.search(r"制定(?:了)?[^,。;:!?、《》“”]{0,14}$", text[clause(text, start) : start])
    return None if m is None else start - len(m[0])


def wanted(text: str, verb: int) -> bool:
    """Whether the issuing is only asked for (要抓紧出台…)."""
    if text.startswith("制定了", verb) or _OUT.match(text, max(0, verb - 1)):
        return False  # 研究制定了, 新出台的: done
    before = text[max(clause(text, verb), verb - 14) : verb]
    return bool(_MODAL.search(before)) and not _SOON.search(before)


_SOON = re.compile(r"(?:马上|即将|近期|不日|近日|很快)(?:就|还)?[要会将]?$")  # 马上要发布: announced
_OUT = re.compile(r"[新刚已](?:印发|出台|发布|颁布|公布)|.(?:印发|出台|发布|颁布|公布)(?:实施)?的(?=[《“])")


@rule(
    "policy.titled",
    kind="policy",
    example="会上,市政府印发⟦《关于支持民营经济发展的若干措施》⟧。",
    near_miss="会议学习了《关于支持民营经济发展的若干措施》。",
    source=_SOURCE,
    needs=("《",),
)
def titled(sentence: Sentence) -> Iterator[Candidate]:
    """《…》 that a verb of issuing stands before or behind, or whose contents are told."""
    text = sentence.text
    found = titles(text)
    for at, title in enumerate(found):
        if len(title.inner) < 6 or not _TITLED.search(title.inner.rstrip("”’")) or _NOT_A_TEXT.search(title.inner):
            continue
        first, last = chain(text, at)
        begin, end = found[first].start, found[last].end
        verb = _issued_before(text, begin)
        behind = text[end : clause_end(text, end) + 16]
        front = text[clause(text, begin) : begin]
        told = _AFTER.match(_unbracketed(behind)) or _SAYS.match(behind)
        bound = OBEYS.search(front) and not (_CARRIED.search(front) and _PROVIDES.match(behind))
        studied = _STUDIES.search(front) and not (
            _TO_BE_OUT.match(text, end + text.startswith(",", end))
            or (_DRAWN.search(front) and _TO_BE_OUT.search(text, end))
        )
        studied = studied and not _SETTLED.search(front)
        if verb is None and (studied or (bound if told else not _full(title.inner))):
            continue
        if verb is not None and wanted(text, verb) and "将" not in text[max(0, verb - 4) : verb]:
            continue
        yield Candidate(
            title.start,
            title.end,
            {"name": name_of(sentence, title.start, title.end)},
            (title.start, title.end),
        )


# What only studies a document or is still drawing it up.
_STUDIES = re.compile(
    r"(?:学习|宣讲|宣传|传达|征求|起草|修订|修改|草拟|拟定|研究制定(?!了)|违反|听取了?|讨论了?|国务院|中央|国家|中办|国办|深化)[^,。;:!?《》]{0,12}$"
)


# 已经起草《…意见》,近期将印发实施: as good as announced.
_DRAWN = re.compile(r"已(?:经)?(?:研究)?(?:起草|草拟|拟定|形成)(?:了|好|完成)?$")
_SETTLED = re.compile(r"已(?:经)?(?:拟定|制定)(?:了|好|完成)?$")  # 当地已拟定《…三年行动计划》
_TO_BE_OUT = re.compile(r"将于?(?:近期|近日|会后|日内|择机)?(?:正式|陆续|尽快)?(?:印发|出台|发布|公布)")
# 落实《…方案》,从2018年起…: what it provides is told.
_CARRIED = re.compile(r"(?:落实|执行)[^,。;《》]{0,6}$")
_PROVIDES = re.compile(r",(?:从|自)?(?:20\d\d年|今年|每年|省级|市级|县级)")


def _full(inner: str) -> bool:
    """Whether a title says enough by itself to be one document of a place: 根据《…市…实施方案》."""
    named = re.match(r"[一-鿿]{2,5}[省市县区旗州盟]", inner)
    return len(inner) >= (9 if named else 12) and not re.match(r"中华人民共和国|中共中央|国务院|国家|中国", inner)


def _unbracketed(text: str) -> str:
    """Without a bracket at its head: 《…》(以下简称《意见》)印发."""
    return re.sub(r"^\([^()]{1,40}\)", "", text)


@rule(
    "policy.quoted",
    kind="policy",
    example="⟦“人才新政三十条”重磅发布⟧。",
    near_miss="用好“人才新政三十条”,为企业服务。",
    source=_SOURCE,
    needs=("“",),
)
def quoted(sentence: Sentence) -> Iterator[Candidate]:
    """“…十条”, “…新政”, or “…” with 行动计划, 若干措施 behind it, that are issued."""
    text = sentence.text
    for term in terms(text):
        carrier = _CARRIER.match(text, term.end)
        whole = _PACKAGE.search(term.inner) and len(term.inner) >= 3
        if not whole and not carrier:
            continue
        if re.search(r"五年规划|号文件$", term.inner):
            continue
        if _RUNNING.search(term.inner) and _SETS_GOING.search(text, max(0, term.first - 12), term.first):
            continue  # 实施“产业倍增计划”: a drive; issued, it would be a document
        if _RUNNING.search(term.inner) and re.match(r"(?:正式|全面)?(?:启动|实施)", text[term.last :]):
            continue
        if (
            carrier
            and carrier["tail"] == "计划"
            and ("+" in term.inner or _SETS_GOING.search(text, max(0, term.first - 12), term.first))
        ):
            continue
        end = carrier.end() if carrier and not whole else term.end
        led = term.first - len(beside[0]) if (beside := _WITH_TITLE.search(text, 0, term.first)) else term.first
        verb = _issued_before(text, led) or _drawn_up(text, led)
        after = _AFTER.match(text, carrier.end() if carrier else term.end)
        if verb is None and after is None:
            continue
        if verb is not None and wanted(text, verb):
            continue
        stop = max(end, after.end() if after else end)
        start = verb if verb is not None and term.first == term.start and term.start - verb <= 12 else term.start
        inner = (term.start + 1, term.end - 1) if whole else (term.start, end)
        if whole and (
            front := COUNT.fullmatch(term.inner) and _ITS_SUBJECT.search(text, max(0, term.start - 14), term.start)
        ):
            inner = (front.start("what"), term.end)  # 惠企“二十条”: the count alone is no name
        yield Candidate(start, stop, {"name": name_of(sentence, *inner)}, inner)


@rule(
    "policy.plan",
    kind="policy",
    example="市工信局⟦出台专精特新企业培育行动计划⟧。",
    near_miss="要抓紧出台配套实施细则。",
    source=_SOURCE,
    needs=("计划", "方案", "意见", "措施", "政策", "办法", "条例", "规划", "细则", "纲要", "规定"),
)
def plan(sentence: Sentence) -> Iterator[Candidate]:
    """A plan or opinion without 《》 behind a verb of issuing, with words that make it one of its own."""
    text = sentence.text
    pattern = re.compile(
        r"(?P<verb>印发|审议通过|表决通过|发布|出台|颁布|公布|下发|推出|制定出台|制定印发|制定了|编制了|实施|启动)(?:实施|了|的)?"
        r"(?P<name>[^,。;:!?《》“”]{4,40}?(?:" + _DOCUMENT + r"|(?<=的)意见|(?<=点项目)计划))(?![一-鿿]{0,1}[兑落红])"
    )
    for m in pattern.finditer(text):
        if (
            text.startswith("的通知", m.end())
            or within_title(text, m.start())
            or wanted(text, m.start())
            or _refused(m["verb"], m["name"])
        ):
            continue
        start = after_divisions(sentence, m.start("name"), m.end("name"))
        start += len(re.match(r"(?:了|全市|我市|我区|我县|全区|全县|全省|我省)*", text[start:])[0])  # type: ignore[index]
        yield Candidate(m.start(), m.end(), {"name": name_of(sentence, start, m.end())}, (start, m.end()))
    yield from _about(sentence)


def _refused(verb: str, name: str) -> bool:
    """Names that are no names: 系列扶持政策, 一批实施方案; 实施 sets only plans going."""
    stem = re.sub(_DOCUMENT + r"$|(?<=的)意见$|计划$", "", name)
    if (
        len(stem) < 4
        or BARE.match(stem)
        or re.search(r"等|一批|一系列|若干项|多个|各项|[\d一二三四五六七八九十]+[项条个]", stem)
    ):
        return True
    if verb in ("实施", "启动"):
        return not re.search(r"(?:行动计划|行动方案|三年计划|行动纲要)$", name)
    return re.search(r"政策$", name) is not None and len(stem) < 6


def _about(sentence: Sentence) -> Iterator[Candidate]:
    """就…,发布若干政策措施: the subject stands before the verb."""
    text = sentence.text
    for m in re.finditer(
        r"就(?P<what>[^,。;:!?“”]{6,30}),?(?:联合)?(?:发布|出台|印发|推出)(?:了)?(?P<head>若干政策措施|若干措施|若干政策|若干意见|实施意见|实施方案|行动计划)",
        text,
    ):
        what, head = m.span("what"), m.span("head")
        yield Candidate(
            m.start(), m.end(), {"name": name_of(sentence, *what) + name_of(sentence, *head)}, (what[0], head[1])
        )
