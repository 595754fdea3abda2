"""Fillers of a meeting: kind, occasion and theme.

The words of the name tell the kind; name, lead and day tell the occasion; a theme is only taken where the text calls it
one. Where and when the meeting was held is `region`'s and `day`'s matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.nickname import OF_NEW_YEAR
from store.recognise.rules import Candidate, filler
from store.records import MeetingKind, Occasion

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

# Kind by the words of the name; the first row that matches wins, in this order.
_KINDS: tuple[tuple[str, MeetingKind], ...] = (
    (r"人民代表大会|人代会|人大[^,常]{0,6}次会议|代表团(?:审议|讨论)|政协[^,]{0,24}会议|政治协商会议|两会", "两会"),
    (r"座谈|恳谈会|茶话会", "座谈会"),
    (r"动员|誓师|擂台赛|部署大会|动员部署", "动员会"),
    (r"推进|攻坚大会|攻坚会|提升大会", "推进会"),
    (r"观摩|点评会|比武", "观摩会"),
    (r"发布会|记者会|通气会|吹风会|见面会|发布(?:活动|仪式)", "发布会"),
    (
        r"招商(?:推介|活动|引资大会|大会|会)|推介|洽谈|对接会|投资(?:大会|峰会|说明会)|经贸|博览会|投洽会|交易会",
        "招商推介",
    ),
    (r"开工|复工|开[(（][复竣][)）]工|奠基|动工|启动(?:活动|仪式|会)|揭牌|开业|开园", "开工活动"),
    (r"竣工|投产|投运|通车|封顶|交付|建成", "竣工活动"),
    (r"签约", "签约活动"),
    (r"表彰|颁奖|授牌|表扬", "表彰会"),
    (r"调研|考察|督导|督查|走访|检查|视察|暗访|巡查|慰问", "调研"),
    (r"发展大会|高质量发展大会", "发展大会"),
    (
        r"工作会议?|全会|全体会议|常务会议|常委会|[（(]扩大[)）]会|务虚会|常委会|碰头会|办公会|党组会|例会|调度会|专题会|会商|分析会|部署会|汇报会|通报会|干部大?会",
        "工作会议",
    ),
)
_PARTS = re.compile(r"暨")
_OF_GROWTH = re.compile(r"发展.*大会$")  # 高质量发展暨营商环境大会: neither part alone is one


@filler(
    "meeting.kind_by_name",
    kind="meeting",
    fills="kind",
    example="全区高质量发展项目推进会",
    near_miss="新春第一会",
    source="RECORDS.md, Meeting",
    priority=1,
)
def kind_by_name(candidate: Candidate, sentence: Sentence) -> MeetingKind | None:
    """The kind by the name's words; of a double name (…暨…) by the first part that has one."""
    if candidate.rule.startswith("meeting.tour"):
        return "调研"  # 实地调研项目推进情况 is no 推进会
    name = str(candidate.fields["name"]).rpartition("精神")[2] or str(candidate.fields["name"])
    # An opening (启动仪式) or a talk (恳谈会) beside something else tells less than that.
    parts = sorted(_PARTS.split(name), key=lambda part: bool(re.search(r"启动(?:仪式|活动|会)$|恳谈会$", part)))
    for part in parts:
        tail = re.search(r"(?:[^“”]{0,10})$", part)
        for piece in (tail[0] if tail else part, part):
            for pattern, kind in _KINDS:
                if re.search(pattern, piece):
                    return kind
    return "发展大会" if _OF_GROWTH.search(name) else None


@filler(
    "meeting.kind_other",
    kind="meeting",
    fills="kind",
    example="新春第一会",
    near_miss="座谈会",
    source="RECORDS.md, Meeting",
)
def kind_other(candidate: Candidate, sentence: Sentence) -> MeetingKind:
    """A gathering whose name tells no kind: a sitting is a 工作会议."""
    return "工作会议" if str(candidate.fields["name"]).endswith("会议") else "其他"


@filler(
    "meeting.occasion_by_name",
    kind="meeting",
    fills="occasion",
    example="新春第一会",
    near_miss="座谈会",
    source="RECORDS.md, Meeting: occasion",
    priority=2,
)
def occasion_by_name(candidate: Candidate, sentence: Sentence) -> Occasion | None:
    """What the meeting's own sentence and name say of its occasion."""
    name, kind = str(candidate.fields["name"]), kind_by_name(candidate, sentence)
    if (
        OF_NEW_YEAR.search(name)
        or OF_NEW_YEAR.search(sentence.text)
        or re.search(r"(?:春节|节)后首个工作日|新年(?:第一|首个)", sentence.text)
    ):
        return "new_year"
    if kind == "两会":
        return "two_sessions"
    if kind in ("观摩会", "调研"):
        return "inspection"
    if kind in ("招商推介", "签约活动") or re.search(r"招商|投资", name):
        return "investment"
    if re.search(r"[一二三四]季度|首季|上半年|半年", name):
        return "quarter"
    if re.search(r"年终|年末|经济工作会议|总结", name):
        return "year_end"
    return None


@filler(
    "meeting.occasion_by_lead",
    kind="meeting",
    fills="occasion",
    example="我省多地召开“新春第一会”",
    near_miss="4月3日,推进会召开",
    source="RECORDS.md, Meeting: occasion",
    priority=3,
)
def occasion_by_lead(candidate: Candidate, sentence: Sentence) -> Occasion | None:
    """A headline or lead that speaks of the first meeting of the year gives it to the meetings of its days."""
    article = sentence.document.article
    lead = " ".join(s.text for s in sentence.document.sentences[:3])
    if not OF_NEW_YEAR.search(f"{article.title or ''} {lead}"):
        return None
    day = candidate.fields.get("date")
    opening = sentence.document.opening_day
    if day is None or opening is None or str(day)[:7] != opening[:7]:
        return None
    return "new_year" if abs(int(str(day)[8:10]) - int(opening[8:10])) <= 3 else None


@filler(
    "meeting.occasion_by_day",
    kind="meeting",
    fills="occasion",
    example="2月18日是春节后首个工作日。当天,全市召开高质量发展大会",
    near_miss="2月18日,全市召开高质量发展大会",
    source="RECORDS.md, Meeting: occasion",
    priority=1,
    infers=True,
)
def occasion_by_day(candidate: Candidate, sentence: Sentence) -> Occasion | None:
    """Held on the first workday after the Spring Festival, which the text before it speaks of."""
    from store.language.calendar import first_workday

    day, document = str(candidate.fields.get("date") or ""), sentence.document
    if not day[:4].isdigit() or not any(
        d.kind == "workday" for s in document.sentences[: sentence.index + 1] for d in s.days
    ):
        return None
    first = first_workday("春节", int(day[:4]))
    return "new_year" if first is not None and first.isoformat() == day[:10] else None


@filler(
    "meeting.theme",
    kind="meeting",
    fills="theme",
    example="大会以“奋进新征程”为主题",
    near_miss="会议强调要抓好落实",
    source="RECORDS.md, Meeting: theme",
)
def theme(candidate: Candidate, sentence: Sentence) -> str | None:
    """以“…”为主题 and 围绕…这一主题, in the sentence or the next."""
    document = sentence.document
    for near in document.sentences[sentence.index : sentence.index + 2]:
        if near.paragraph is not sentence.paragraph:
            break
        for pattern in (
            r"以“([^“”]{3,40})”为主题",
            r"主题(?:为|是|:)“([^“”]{3,40})”",
            r"围绕“?([^,。;“”]{4,30}?)”?(?:这一|为)主题",
        ):
            if m := re.search(pattern, near.text):
                return document.simple(near.start + m.start(1), near.start + m.end(1))
    return None
