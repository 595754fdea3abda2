"""Furniture after the article: related and hot lists, neighbours, comments, tags, links.

All of them `end` the article: what follows in the tail is no longer of it (`clean.after_end`).
"""

from __future__ import annotations

import re

from store.source.furniture.rule import Place, line_rule
from store.source.line import Line
from store.source.phrases import says

_HEADING = 24  # hanzi that a list's heading has at most
_NEIGHBOUR = re.compile(r"^[\s<>«»【\[(]*(?:上|下|前|后)一?(?:篇|条|则|个|版|节|章)[\s>»】\])]*(?:[:|<>《]|$|\s)")
_BOXES = re.compile(r"^(?:相关|延伸|推荐|拓展|扩展)(?:新闻|阅读|报道|链接|文章|资讯|推荐)[:>»\]】]")


@line_rule(
    "clean.related",
    "edges",
    example="• 相关阅读",
    near_miss="推荐三家企业进入白名单",
    source="headings of lists of other articles",
    ends=True,
)
def related(line: Line, place: Place) -> bool:
    return (line.hanzi <= _HEADING and says("clean.related", line)) or (
        len(line.text) < 80 and bool(_BOXES.match(line.plain))
    )


@line_rule(
    "clean.hot_list",
    "edges",
    example="热点排行 更多>>",
    near_miss="最新技术落地",
    source="headings of lists of other articles",
    ends=True,
)
def hot_list(line: Line, place: Place) -> bool:
    return line.hanzi <= _HEADING and says("clean.hot_list", line)


@line_rule(
    "clean.neighbours",
    "edges",
    example="上一篇:某县召开人才工作会议",
    near_miss="下一步,全市将加快项目建设。",
    source="links to the articles before and after",
    ends=True,
)
def neighbours(line: Line, place: Place) -> bool:
    return len(line.text) <= 160 and (bool(_NEIGHBOUR.match(line.plain)) or says("clean.neighbours", line))


@line_rule(
    "clean.comments",
    "edges",
    example="网友评论(0)",
    near_miss="评论员文章:把发展的主动权握在手中",
    source="comment boxes and their rules",
    ends=True,
)
def comments(line: Line, place: Place) -> bool:
    if len(line.text) > 120:
        return False
    bare = re.sub(r"[(\[【]?\d{1,7}(?:条|人|次)?[)\]】]?", "", line.label)
    return says("clean.comments", line) or says("clean.comments", Line(line.index, line.start, bare))


@line_rule(
    "clean.tags",
    "edges",
    example="标签: 高质量发展 项目建设",
    near_miss="标签化管理试点",
    source="keywords of the page",
)
def tags(line: Line, place: Place) -> bool:
    return len(line.text) <= 200 and "。" not in line.text and says("clean.tags", line)


@line_rule(
    "clean.links",
    "edges",
    example="友情链接: 某市人民政府 某省发改委",
    near_miss="链接全球资源",
    source="links to other sites",
    ends=True,
)
def links(line: Line, place: Place) -> bool:
    return says("clean.links", line) and "。" not in line.text


RULES = (related, hot_list, neighbours, comments, tags, links)
