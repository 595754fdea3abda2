"""Pages made for the tests: a title, a meta line and paragraphs in the manner of the genre, with a line put somewhere."""

from __future__ import annotations

TITLE = "临江市召开新春第一会 吹响高质量发展冲锋号"
META = "2023-01-29 10:22 来源:临江日报"
PROSE = (
    "1月28日,临江市召开全市高质量发展大会。市委书记出席会议并讲话,市长主持会议。",
    "会议指出,过去一年全市上下攻坚克难,完成固定资产投资512.6亿元,同比增长8.3%;新签约亿元以上项目126个,总投资803亿元。",
    "会议强调,要把招商引资作为头号工程,紧盯新能源、新材料、生物医药等重点产业链,全年力争新引进百亿级项目3个以上。",
    "“企业家是发展的主角,政府要当好服务员。”市长在会上说,今年将推出十项改革举措,持续优化营商环境。",
    "会上,通报了去年项目建设考核结果,表彰了一批先进集体和先进个人,6个县(市、区)作了交流发言。",
)


def page(head: str = "", body: str = "", tail: str = "") -> str:
    """A page with lines before its title, between its paragraphs and after them."""
    parts = [head, TITLE, META, *PROSE[:2], body, *PROSE[2:], tail]
    return "\n".join(part for part in parts if part)
