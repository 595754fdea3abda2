"""Which line of the head is the title, and the title without what is glued to it.

`choose` scores the head's lines by where they stand (just above the meta line), by their form, and by what the markup
calls the title. `trimmed` takes a site's name off the end and a column's name off the front.
"""

from __future__ import annotations

from collections.abc import Sequence

from store.language import patterns as re
from store.language.fold import plain
from store.source.line import Line
from store.source.outlet import outlet

# A bar parts a site's name from the title; a dash may be the title's own, so the name must be a site's beyond doubt.
_SITE_END = re.compile(r"\s*(?P<by>[_|丨]|[—–-]{1,2})\s*(?P<site>[^_|丨—–,、:\s-]{2,20})\s*$")
_SITE_SURE = re.compile(
    r"(?:网|网站|门户|频道|新闻|日报|晚报|时报|商报|客户端|平台|在线|融媒|融媒体|电视台|数字报|电子报|com|cn|人民政府|管委会|管理委员会)$|^[A-Z]{2,10}$",
    re.IGNORECASE,
)
_SITE_WORD = re.compile(
    r"(?:网|网站|门户|频道|新闻|资讯|头条|在线|日报|晚报|时报|商报|报|客户端|平台|政府|管委会|委员会|局|厅|中心|论坛|社区|首页|要闻|时政|经济|财经"
    r"|专题|官网|com|cn|动态|公开|发布|号|媒|观察|电视台|办公室)$|^[A-Za-z][A-Za-z. ]{1,18}$",
    re.IGNORECASE,
)
_COLUMN_WORD = r"(?:要闻|新闻|快讯|头条|聚焦|关注|播报|速递|资讯|动态|专题|专栏|走基层|独家|原创|转载|图文|组图|推荐|置顶|最新|热点|视频|最前线|在线|观察|时评|深度)"
_COLUMN = re.compile(
    rf"^[【\[(〖「]\s*(?:[\u4e00-\u9fff]{{0,6}}{_COLUMN_WORD}(?:·[\u4e00-\u9fff]{{2,6}})?)\s*[】\])〗」]\s*"
    rf"|^{_COLUMN_WORD}+\s*[|丨:>·]\s*"
)
_LABEL = re.compile(r"^#{1,3}\s+|^(?:新闻|文章|信息)?(?:标题|题目|名称)\s*:\s*|^原标题\s*:\s*")
_COPY = re.compile(r"\s*\[(?:复制链接|打印本页|推荐)\]\s*$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[(第][一二三四五六七八九十\d]{1,3}[)章节部]|\d{1,2}[、.]\s?\D)"
)
_SUBTITLE = re.compile(r"^[—–─-]{1,3}")
_ACTS = "(?:出席并讲话|出席并致辞|出席|主持|讲话|致辞|作报告|宣布开工|参加)"
_SPEAKERS = re.compile(
    rf"(?:[\u4e00-\u9fff·]{{2,6}}{_ACTS}[\s、]*){{1,5}}$|(?:[\u4e00-\u9fff·]{{2,14}}{_ACTS}(?:[\s、]+|$)){{2,5}}$"
)
_ISSUE = re.compile(r"(?:总?第\s?\d{1,5}\s?期|20\d\d年第\d{1,3}期)")
_DECK = re.compile(r"[^\s,:]{0,12}\d[^\s,:]{1,20}(?:\s{1,4}[^\s,:]{0,12}\d[^\s,:]{1,16}[元个项%亩人家]){1,3}")
_SUMS = re.compile(
    r"(?:计划)?总投资|(?:年度|年)?计划投资|签约(?:总)?(?:金?额|投资)|涉及(?:总投资|项目)|共\d"
)  # a deck that tells sums
_HAPPENED = re.compile(r"召开|举行|举办|开工|启动|开幕|签约|发布|闭幕")
_COLUMN_ALONE = re.compile(r"[【〖\[(][^】〗\])]{2,16}[】〗\])]$")
_PATH = re.compile(
    r"[\u4e00-\u9fff·]{2,16}(?:(?:\s*[>›»]+\s*[\u4e00-\u9fff·]{2,10})+|(?:\s?/\s?[\u4e00-\u9fff·]{2,10}){2,})"
)  # 某某日报社 > 要闻
_HOUSE = re.compile(r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|商报)社?[\u4e00-\u9fff]{0,8}(?:平台|中心|客户端|网)$")
_LEAD = re.compile(
    r"^[【\[(]?(?:摘要|导读|导语|核心提示|内容提要|内容摘要|编者按|提要|简介|阅读提示)\s*[】\])]?\s*[:|]?"
)


def _fits(line: Line) -> bool:
    """The form of a title: some hanzi, no full stop, no paragraph."""
    return (
        4 <= line.hanzi <= 110
        and len(line.text) <= 200
        and "。" not in line.text
        and not line.plain.rstrip().endswith((":", ",", ";", "、"))
        and not _PATH.fullmatch(line.plain.strip())
    )


def same(left: str, right: str) -> bool:
    """Whether two titles say the same, signs and a site's name apart."""
    a, b = (re.sub(r"[\W_]+", "", plain(text)) for text in (left, right))
    return len(b) >= 5 and len(a) >= 5 and (a in b or b in a)


def choose(head: Sequence[Line], metas: Sequence[int], hint: str | None) -> int | None:
    """Index of the title among the lines of the head, or None. A line equal to the hint wins."""
    taken = set(metas)
    fitting = [at for at, line in enumerate(head) if at not in taken and _fits(line)]
    if not fitting:
        return None
    named = [at for at in fitting if hint and same(head[at].text, hint)]
    scores = {at: _score(head, at, metas) for at in named or fitting}
    best = max(scores, key=lambda at: scores[at])
    return best if named or scores[best] > 0 else None


def _score(head: Sequence[Line], at: int, metas: Sequence[int]) -> float:
    line, text = head[at], head[at].plain
    below = next((m for m in metas if m > at), None)
    score = 1.0
    if below is not None:
        score += 4 - min(3, sum(1 for i in range(at + 1, below) if i not in metas))
    elif metas:
        # Under the page's own day, or under a meta line: a title there stands on the text, or on its subtitle.
        score += 0.5 if at == len(head) - 1 or {at - 1, at - 2} & set(metas) else -1
        score += 0.75 if _HAPPENED.search(text) else 0
    else:
        score += 2 - min(2.0, 0.5 * at)
    # Menus and lists were dropped between this line and the next: it stands in another block of the page.
    if at + 1 < len(head) and head[at + 1].index > line.index + 1 and below is None:
        score -= 1.5
    if any(other.plain == text for i, other in enumerate(head) if i != at):
        score += 1.5
    score += 1 if 10 <= line.hanzi <= 45 else 0
    score -= 2.5 if line.hanzi < 7 else 0
    score -= 2 if _SUMS.match(text) else 0
    beside = (_SUBTITLE, _NUMBERED, _LEAD, _SPEAKERS, _COLUMN_ALONE, _ISSUE)
    score -= 3 if any(form.match(text) for form in beside) else 0
    if (
        at
        and _HAPPENED.search(head[at - 1].plain)
        and not head[at - 1].plain.endswith("强调")
        and _fits(head[at - 1])
        and not _HAPPENED.search(text)
    ):
        score -= 1.5  # below 某某会召开 stands what it was about
    return score - (3 if outlet(text) or _HOUSE.match(text) or (_SITE_WORD.search(text) and line.hanzi <= 8) else 0)


def trimmed(line: Line) -> tuple[str, str]:
    """The title in the line's own script and the rule that gave it."""
    start, end, rule = 0, len(line.text), "headline.title"
    if label := _LABEL.match(line.plain):
        start, rule = label.end(), "headline.title_label"
    if (column := _COLUMN.match(line.plain[start:])) and end - start - column.end() >= 6:
        start, rule = start + column.end(), "headline.title_column"
    if copied := _COPY.search(line.plain):
        end = copied.start()
    for _ in range(4):
        site = _SITE_END.search(line.plain[start:end])
        if site and site["by"] == "_" and site.start() >= 5 and len(site["site"]) <= 10:
            end, rule = start + site.start(), "headline.title_site"  # no headline has an underscore of its own
            continue
        known = _SITE_WORD if site and (site["by"] in "_|丨" or rule == "headline.title_site") else _SITE_SURE
        if not site or site.start() < 5 or not known.search(site["site"]):
            break
        end, rule = start + site.start(), "headline.title_site"
    return line.part(start, end).text, rule


def is_original(line: Line) -> bool:
    """原标题:…, (原题为《…》), beside the title that the site gave it."""
    return line.plain.lstrip("([【 ").startswith(("原标题", "原题"))


def is_subtitle(line: Line) -> bool:
    """——从某处看, or who spoke: 某某出席并讲话 某某主持."""
    return bool(_SUBTITLE.match(line.plain) or _SPEAKERS.match(line.plain))


def is_deck(line: Line) -> bool:
    """Sums under a headline: 签约项目19个 总投资287.6亿元."""
    return bool(_DECK.fullmatch(line.plain)) and "。" not in line.text


def is_second(line: Line) -> bool:
    """The form of a headline's second line: a title's, but no number, no column in brackets."""
    return _fits(line) and line.hanzi >= 7 and not _NUMBERED.match(line.plain) and not _COLUMN_ALONE.match(line.plain)


def is_lead(line: Line) -> bool:
    """A summary or an editor's note: it is text, not headline."""
    return bool(_LEAD.match(line.plain)) and line.hanzi > 12
