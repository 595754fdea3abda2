"""Furniture after the article: related and hot lists, neighbours, comments, tags, links.

All of them `end` the article: what follows in the tail is no longer of it (`clean.after_end`).
"""

from __future__ import annotations

from store.language import patterns as re
from store.source.furniture.rule import Place, line_rule, name
from store.source.line import Line
from store.source.phrases import says

_HEADING = 24  # hanzi that a list's heading has at most
_READER = re.compile(r"网友\s?[“\"@].{1,14}?[”\"]?\s?:")
_TAG = re.compile(r"#[^#\s]{2,20}(?:#|\s*\d{1,4}\s*个)|(?:#[^#\s]{2,12}\s*){2,9}")  # #新春第一会 12个, #某某 #台商
_COUNTED = re.compile(r"[(\[【]?\d{1,7}(?:条|人|次)?[)\]】]?")
_NEIGHBOUR = re.compile(r"^[\s<>«»【\[(]*(?:上|下|前|后)一?(?:篇|条|则|个|版|节|章)[\s>»】\])]*(?:[:|<>《]|$|\s)")
# 网友热搜, 最新发布, 24小时阅读排行榜: what lists are headed with, put together of their two halves.
_WHOSE = (
    "热门|热点|最新|最近|最热|近期|实时|即时|滚动|今日|昨日|每日|本周|一周|本月|24小时|48小时|精彩|精选|精华|推荐|相关|其他|其它|更多|往期|历史|网友|大家|编辑|小编|站长|本站|站内"
    "|频道|栏目|内容|图文|图片|视频|猜你|为您|为你|你可能|您可能|点击|阅读|浏览|评论|搜索|新闻|文章|资讯|专题|头条|要闻|同类|同城|本地|周边|延伸|拓展|扩展|随机|置顶|特别|热评|独家|原创|头条"
)
_WHAT = (
    "新闻|资讯|文章|报道|信息|内容|消息|动态|话题|专题|视频|图片|图文|图集|阅读|推荐|排行榜?|热搜榜?|搜索|搜索榜|精选|发布|更新|标签|导读|榜单?|焦点|聚焦|关注|热点|回顾|头条|要闻|评论|留言|(?:也|还)?(?:喜欢|想看|爱看)|感兴趣"
    "|在看|在搜|链接|关键词|点击|作者|专栏|栏目|列表|帖子|热帖|回复|下载|产品|案例|问答|知识|百科"
)
_TWO_HALVES = re.compile(rf"(?:{_WHOSE})的?(?:{_WHAT}){{1,2}}(?:排行榜?|榜|推荐|列表|top\d{{1,3}})?", re.IGNORECASE)
_BOXES = re.compile(
    r"^[\s【\[※▼▶◆■●>]{0,3}(?:相关|延伸|推荐|拓展|扩展|关联|往期|更多)(?:新闻|阅读|报道|链接|文章|资讯|推荐|稿件|文件|回顾|精彩|精选)(?:\s?[:>»\]】|丨]|\s)"
    r"|^(?:热门|热搜|热词|(?:新闻|点击|阅读|浏览)排行榜?)\s?[:|丨]"
)


@line_rule(
    "clean.related",
    "edges",
    example="• 相关阅读",
    near_miss="推荐三家企业进入白名单",
    source="headings of lists of other articles",
    ends="hard",
)
def related(line: Line, place: Place) -> bool:
    return (line.hanzi <= _HEADING and says("clean.related", line)) or (
        len(line.text) < 120 and "。" not in line.text and bool(_BOXES.match(line.plain))
    )


@line_rule(
    "clean.hot_list",
    "edges",
    example="热点排行 更多>>",
    near_miss="最新技术落地推广",
    source="headings of lists of other articles",
    ends="hard",
)
def hot_list(line: Line, place: Place) -> bool:
    return line.hanzi <= _HEADING and (says("clean.hot_list", line) or bool(_TWO_HALVES.fullmatch(line.label)))


@line_rule(
    "clean.neighbours",
    "edges",
    example="上一篇:某县召开人才工作会议",
    near_miss="下一步,全市将加快项目建设。",
    source="links to the articles before and after",
    ends="hard",
)
def neighbours(line: Line, place: Place) -> bool:
    return len(line.text) <= 160 and (bool(_NEIGHBOUR.match(line.plain)) or says("clean.neighbours", line))


@line_rule(
    "clean.comments",
    "edges",
    example="网友评论(0)",
    near_miss="评论员文章:把发展的主动权握在手中",
    source="comment boxes and their rules",
    ends="hard",
)
def comments(line: Line, place: Place) -> bool:
    if len(line.text) > 120:
        return False
    if says("clean.comments", line) or (place.zone == "tail" and _READER.match(line.plain)):
        return True
    # 网友评论(12): the count apart
    bare = _COUNTED.sub("", line.label) if _COUNTED.search(line.label) else ""
    return bool(bare) and says("clean.comments", Line(line.index, line.start, bare))


@line_rule(
    "clean.tags",
    "edges",
    example="标签: 高质量发展 项目建设",
    near_miss="标签化管理试点",
    source="keywords of the page",
)
def tags(line: Line, place: Place) -> bool:
    return (
        len(line.text) <= 200
        and "。" not in line.text
        and (says("clean.tags", line) or bool(_TAG.fullmatch(line.plain)))
    )


@line_rule(
    "clean.links",
    "edges",
    example="友情链接: 某市人民政府 某省发改委",
    near_miss="链接全球资源",
    source="links to other sites",
    ends="hard",
)
def links(line: Line, place: Place) -> bool:
    return says("clean.links", line) and "。" not in line.text


# 2023-02-03, 02-03, 2023年2月3日; a day without year in hanzi is one of the text's.
_DAY = r"\[?(?:(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/]\d{1,2})(?:\s?\d{1,2}:\d{2})?\]?"
_DATED = re.compile(
    rf"^[\s•·●>»\-\d.、\[【(]{{0,6}}(?P<title>\S.{{4,60}}?)\s*[\[(]?{_DAY}[\])]?$|^[\s•·●>»\[【(]{{0,6}}{_DAY}[\])】]?\s+\S.{{4,60}}$"
)


def _dated(line: Line | None) -> bool:
    return (
        line is not None
        and len(line.text) <= 90
        and line.hanzi >= 5
        and not re.search(r"[。:;]", line.plain[4:-12])
        and bool(_DATED.match(line.plain))
    )


@line_rule(
    "clean.dated_titles",
    "edges",
    example="某市召开招商大会 2023-02-03\n某县举行项目开工仪式 2023-02-02",
    near_miss="会期:1月28日—1月29日",
    source="lists of other articles, each with its day; at least two in a row",
    beside=True,
)
def dated_titles(line: Line, place: Place) -> bool:
    return _dated(line) and (_dated(place.before) or _dated(place.after))


def _word(line: Line) -> bool:
    """A line that can be a button: at most six hanzi, nothing else."""
    return (
        1 <= line.hanzi <= 6
        and len(line.text) <= 12
        and not re.search(r"[\d:,。;!?、“”%()]", line.plain.strip("•·>»| "))
    )


@line_rule(
    "clean.menu_column",
    "edges",
    example="走进某县\n政务公开\n办事大厅\n互动交流\n专题专栏",
    near_miss="敢为善为",
    source="menus set one word a line: at least five such lines together",
    beside=True,
)
def menu_column(line: Line, place: Place) -> bool:
    if not _word(line):
        return False
    first = last = place.at
    while first and place.at - first < 5 and _word(place.lines[first - 1]):
        first -= 1
    while last + 1 < len(place.lines) and last - place.at < 5 and _word(place.lines[last + 1]):
        last += 1
    run = place.lines[first : last + 1]
    return len(run) >= 5 and sum(name(word.plain) for word in run) < 0.8 * len(run)


RULES = (related, hot_list, neighbours, comments, tags, links, dated_titles, menu_column)
