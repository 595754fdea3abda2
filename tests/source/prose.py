"""Made Chinese news prose for property tests: a strategy for clean texts, and one for clean pages that a tool may break.

Sentences come from a small grammar of the field. Clean texts also hold what damage is made of, where it belongs: marks
of question, a gloss or two in brackets, private-use icons, stars of footnotes, Latin words, figures.
"""

from __future__ import annotations

from hypothesis import strategies as st

_WHO = ["全市", "区委书记", "市发改委", "与会人员", "各园区", "开发区", "新兴镇", "企业负责人", "市政府", "会议"]
_DO = [
    "召开推进会",
    "强调",
    "要抓好重大项目",
    "加快转型升级",
    "优化营商环境",
    "推动高质量发展",
    "签约一批项目",
    "观摩产业园区",
]
_MORE = [
    "为全年目标任务打下基础",
    "实现开门红",
    "以实干争先",
    "确保如期投产",
    "形成比学赶超的氛围",
    "带动就业",
    "再上新台阶",
]
_FIGURE = ["总投资50亿元", "增长6.5%", "完成120个", "占比36.7%", "1月28日", "2023年", "GDP增幅8%", "3,000万元"]
_QUOTED = ["四敢", "新春第一会", "项目为王", "月月拼", "开门红"]
_ENDS = ["。", "！", "？", "?", "!", "；", "……。"]
# What looks like damage and is none.
_HARMLESS = [
    "陈锴竑(hóng)出席。",
    "盱眙(yí)县签约。",
    "\ue600首页 \uf0b7要点",
    "怎么办?怎么干?",
    "*注:数据截至年底",
    "5*8小时",
    "A&B公司",
    "生产总值(GDP)",
    "第108日",
    "café与Müller公司",
    "合影👨‍👩‍👧留念",
    "５０亿元，３６％",
    "选项a,,b",
]

_word = st.sampled_from(_QUOTED).map(lambda w: f"“{w}”")
_clause = st.tuples(st.sampled_from(_WHO), st.sampled_from(_DO), st.sampled_from(_MORE)).map("".join)
_figure = st.tuples(st.sampled_from(_WHO), st.sampled_from(_FIGURE)).map("".join)
_quoted = st.tuples(st.sampled_from(_WHO), st.sampled_from(["打响", "提出", "聚焦"]), _word).map("".join)
_part = st.one_of(_clause, _figure, _quoted)
sentence = st.tuples(st.lists(_part, min_size=1, max_size=4), st.sampled_from(_ENDS)).map(
    lambda p: "，".join(p[0]) + p[1]
)
paragraph = st.lists(sentence, min_size=1, max_size=6).map("".join)
plain = st.lists(paragraph, min_size=1, max_size=5).map("\n".join)


@st.composite
def clean(draw: st.DrawFn) -> str:
    """A clean page with some of what only looks like damage among its paragraphs."""
    lines = draw(st.lists(paragraph, min_size=1, max_size=6))
    for extra in draw(st.lists(st.sampled_from(_HARMLESS), max_size=3, unique=True)):
        lines.insert(draw(st.integers(0, len(lines))), extra)
    return draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(lines)
