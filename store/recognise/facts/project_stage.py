"""How far a project is: what its clause says has become of it, else what the ceremony is that names it.

Comes in: a project and its sentence. Goes out: a stage or None. What is only asked for or expected is no stage, but a start
that is still to come makes it planned; what will be once it is finished (建成后) says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.facts.naming import clause, clause_end
from store.recognise.held import told_at
from store.recognise.rules import Candidate, filler
from store.records import Stage

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

_SOURCE = "RECORDS.md, Derived fields"
_STAGES: tuple[tuple[re.Pattern[str], Stage], ...] = (
    (
        re.compile(
            r"(?:投产|投运|投入(?:运营|使用|运行)|达产|量产|试生产|试产|点火|并网|通车|开业|启用|开园|开馆|开诊|下线|满产|运营)(?!后|之后|时|以后|达效后)"
        ),
        "in_production",
    ),
    (
        re.compile(
            r"在建|续建|复工|(?:建设|施工)现场|施工|工地|热火朝天|主体结构|主体[^,。;、]{0,4}封顶|设备安装|内部装修|加速建设|抓紧建设"
            r"|(?:正在?|已在?|都在|均在)(?:加快|加紧|抓紧|有序|紧张|全面|快速)*(?:建设|推进|安装|调试|平整|打桩|装修)|加快建设|建设(?:进度|进展|提速|加速)"
            r"|已?(?:累计|基本|全面)?完成[^,。;、]{0,6}(?:主体|土建|桩基|平整|征地|\d)"
        ),
        "under_construction",
    ),
    (re.compile(r"(?:竣工|建成|完工|落成|封顶|验收)(?!后|之后|时|投产后|达产后)"), "completed"),
    (re.compile(r"开工|动工|破土|奠基|启动建设|启动(?=[,。;])"), "started"),
    (re.compile(r"签约|签署|签下|签了|落户|签订|落地"), "signed"),
    (
        re.compile(
            r"拟建|规划建设|计划建设|谋划|储备|(?:拟|将|计划)(?:在[^,。;]{2,12})?(?:总)?投资[^,。;]{0,14}(?:建设|兴建|新建|扩建|上马|打造)了?$"
        ),
        "planned",
    ),
)
_ASKED = re.compile(r"(?:要|尽快|早日|争取|力争|确保|推动|推进|加快|促进|预计|计划|将|全力|早|有望)[^,。;]{0,40}$")
_DUE = re.compile(r"(?:(?<!提)(?<!以)(?<!目)(?<!日)前|年内|(?<!去)年底|[上下]半年|下月|明年)[^,。;]{0,4}$")
_SUM = re.compile(r"(?:计划|预计)?总?投资(?:额)?(?:约|近|超)?[\d.]+[^,。;]{0,14}的$")  # 计划投资27亿元的某某: its sum


@filler(
    "project.stage_by_verb",
    kind="project",
    fills="stage",
    example="鲁粮食品馅料项目正式开工",
    near_miss="推动鲁粮食品馅料项目早日投产",
    source=_SOURCE,
)
def stage_by_verb(candidate: Candidate, sentence: Sentence) -> Stage | None:
    """What the clause says has become of it, behind the name before in front of it."""
    text = sentence.text
    start, end = candidate.span
    behind = text[end : clause_end(text, end)]
    before = _SUM.sub("", text[clause(text, start) : start])
    for stretch, ahead in ((behind, before), (before[-20:], "")):
        for pattern, stage in _STAGES:
            m = pattern.search(stretch)
            if m is None:
                continue
            asked = _ASKED.search(stretch[: m.start()]) or _ASKED.search(ahead) or _DUE.search(stretch[: m.start()])
            if not asked or stage == "planned":
                return stage
            if stage == "started":
                return "planned"
    return None


_OF_A_CEREMONY: dict[str, Stage] = {"开工活动": "started", "签约活动": "signed", "竣工活动": "completed"}
_ITS_OWN = re.compile(r"其中|此次|本次|这次|包括|主会场|分会场|会上|仪式上|现场|当天")


@filler(
    "project.stage_by_meeting",
    kind="project",
    fills="stage",
    example="3月1日,临江市举行重大项目集中开工仪式。此次开工项目29个,包括临港石化码头、恒星电池厂。",
    near_miss="3月1日,临江市召开经济工作会议。去年建设了临港石化码头。",
    source=_SOURCE,
    priority=-1,
    infers=True,
)
def stage_by_meeting(candidate: Candidate, sentence: Sentence) -> Stage | None:
    """Started, signed or completed with the ceremony that the sentence tells of."""
    text, start = sentence.text, candidate.span[0]
    at = told_at(sentence, start)
    if at is None or not _ITS_OWN.search(text, 0, start):
        return None
    kind = sentence.document.mentions[at].kind
    return _OF_A_CEREMONY.get(kind or "")
