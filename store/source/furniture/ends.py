"""Furniture glued to the end (or the front) of a paragraph: editors in brackets, `(下转2版)`, buttons, scramble.

An edge rule says which piece at an edge of the line is not of the article; the piece is kept as a dropped line.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source.furniture.rule import edge_rule
from store.source.line import Line

_NEAR = 240  # signs at the end of a line that are looked at
_TOKEN = r"(?:[!-/:-@\[-`{-~]|[A-Za-z0-9]{1,2}[!-/:-@\[-`{-~]{0,2}|[!-/:-@\[-`{-~]{1,2}[A-Za-z0-9]{0,2})"
_SCRAMBLE = re.compile(rf"\s+{_TOKEN}(?:\s+{_TOKEN}){{4,40}}\s*$")
_ROLE = r"(?:责任编辑|本文编辑|网络编辑|文字编辑|图文编辑|编辑|责编|校对|审核人?|审校|审签|监制|主编|值班主任|签发|编审|[一二三初复终]审|作者|来源|文章来源|记者|通讯员|供稿|撰稿人?|摄影|网编|录入|组稿|原标题|稿件来源|信息来源|转自)"
_EDITORS = re.compile(
    rf"\s*[(\[【〖]\s*(?:{_ROLE}|图片?|[^()\[\]【】〖〗:]{{0,16}}(?:编辑|责编|审核|校对|撰稿人?))\s*[:/丨|][^()\[\]【】〖〗]{{1,90}}[)\]】〗]\s*$"
)
_BARE_EDITORS = re.compile(
    r"(?<=[。!?”…)\]】])\s{1,8}(?:(?:责任编辑|责编|网络编辑|本文编辑|编辑)\s*[:/丨|]\s*[\u4e00-\u9fff]{2,4}(?:\s[\u4e00-\u9fff]{2,4})?[\s,、;]*){1,3}$"
)
_PHOTOGRAPHER = re.compile(
    r"(?<=[。!?”])\s*(?:[\u4e00-\u9fff]{1,6}[报网台社])?(?:首席|摄影)*(?:记者|通讯员)\s?[\u4e00-\u9fff]{2,4}(?:[\s、/]{1,2}(?:通讯员\s?)?[\u4e00-\u9fff]{2,4}){0,2}\s?(?:摄|摄影报道)\s*$"
)
_OFFICE = re.compile(r"(?<=[。!?”])\s*\([\u4e00-\u9fff]{2,12}(?:[科处室股办局部]|中心)\)\s*$")  # (政府办综合二科)
_TURN = re.compile(
    r"\s*[(\[【]\s*(?:下转|紧接|转)\s*第?\s*[A-Za-z]?[\d一二三四五六七八九十]{1,3}\s*版[^()\[\]【】]{0,10}[)\]】]\s*$"
)
_TURNED = re.compile(
    r"^\s*[(\[【]\s*(?:上接|紧接)\s*第?\s*[A-Za-z]?[\d一二三四五六七八九十]{1,3}\s*版[^()\[\]【】]{0,10}[)\]】]\s*"
)
_DONE = re.compile(
    r"(?<=[。!?”…])\s*(?:[(\[【]\s*(?:完|全文完|结束|完毕|本文完)\s*[)\]】]|[■□◆●]|#|\||[①-⑳]\d{1,2})\s*$",
    re.IGNORECASE,
)
_BUTTONS = re.compile(
    r"(?<=[。!?”…)])\s*(?:返回搜狐,?查看更多|查看原文|阅读原文|点击查看(?:更多|全文)|展开(?:全文|详细)|收起|分享(?:到|至)[:\s].{0,60}|【?(?:打印|关闭)(?:本页|窗口|正文)?】?[\s【】打印关闭本页窗口返回顶部]{0,30})\s*$"
)
_CODE = re.compile(
    r"(?<=[。!?”…)])\s*(?:[\"']\s*\)?\s*;?\s*\}?\)?;?|\$\{[^{}]{0,60}\}|\{\{[^{}]{0,60}\}\}|</?[a-z][^<>]{0,80}>|/?enpproperty-->)\s*$",
    re.IGNORECASE,
)


def _end(pattern: re.Pattern[str], line: Line) -> tuple[int, int] | None:
    if line.plain.endswith("。") and pattern is not _BUTTONS:
        return None  # as most lines end: of these patterns only a row of buttons may
    found = pattern.search(line.plain, max(0, len(line.text) - _NEAR))
    return (found.start(), len(line.text)) if found and found.start() else None


@edge_rule(
    "clean.credits_end",
    example="全力推动项目建设。⟦(责任编辑:张三 审核:李四)⟧",
    near_miss="会议审议了两个文件(编辑出版规划、审核办法)",
    source="who edited the page, and where it was taken from",
)
def credits_end(line: Line) -> tuple[int, int] | None:
    return _end(_EDITORS, line) or _end(_BARE_EDITORS, line) or _end(_PHOTOGRAPHER, line) or _end(_OFFICE, line)


@edge_rule(
    "clean.turn_page",
    example="奋力谱写新篇章。⟦(下转第2版)⟧",
    near_miss="方案共三版(第2版已定稿)",
    source="newspapers: the article goes on elsewhere",
)
def turn_page(line: Line) -> tuple[int, int] | None:
    turned = _TURNED.match(line.plain[:60])
    return turned.span() if turned and turned.end() < len(line.text) else _end(_TURN, line)


@edge_rule(
    "clean.end_mark_end",
    example="全年经济稳中有进。⟦(完)⟧",
    near_miss="一期工程已完工(完成投资3亿元)",
    source="marks of the end",
)
def end_mark_end(line: Line) -> tuple[int, int] | None:
    return _end(_DONE, line)


@edge_rule(
    "clean.buttons_end",
    example="项目年内投产。⟦返回搜狐,查看更多⟧",
    near_miss="企业可扫码分享到朋友圈",
    source="buttons glued to the last paragraph",
)
def buttons_end(line: Line) -> tuple[int, int] | None:
    return _end(_BUTTONS, line)


@edge_rule(
    "clean.template_end",
    example='全面完成年度任务。⟦");}⟧',
    near_miss="公式为“a=b”。",
    source="what templates leave",
)
def template_end(line: Line) -> tuple[int, int] | None:
    found = _end(_CODE, line)
    # A closing quotation mark alone belongs to the sentence.
    return found if found and len(line.text[found[0] :].strip()) > 1 else None


@edge_rule(
    "clean.scramble_end",
    example="全力推动项目建设。⟦ 8 v5 B: Q+ k9 f, ]⟧",
    near_miss="系列指标为 A B C D E 五级",
    source="characters that forums sow against copying",
)
def scramble_end(line: Line) -> tuple[int, int] | None:
    found = None if line.plain.endswith("。") else _SCRAMBLE.search(line.plain, max(0, len(line.text) - _NEAR))
    if not found:
        return None
    tail = found.group()
    signs = sum(not sign.isalnum() and not sign.isspace() for sign in tail)
    behind = re.search(r"[\u4e00-\u9fff。!?”)…]$", line.plain[max(0, found.start() - 1) : found.start()])
    return found.span() if behind and signs >= 3 and any(sign.isalpha() for sign in tail) else None


RULES = (credits_end, turn_page, end_mark_end, buttons_end, template_end, scramble_end)
