"""Meta lines: the day, the source, the author and the counters that stand between a headline and its article.

`read` takes one line and says what it states, or None where the line is anything else; the order and the separators do
not matter, and labels may be glued to values (`2023-01-30 11:42来源:某某日报浏览次数:9`). `days` finds calendar days and
gives them as EDTF. Nothing here chooses between two days or two sources: that is the headline's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from store.source.line import Line

_TIME = r"(?:\s*T?\s*(?:上午|下午|晚上|凌晨|中午)?\s*\d{1,2}\s*[:时点]\s*\d{2}(?:\s*[:分]\s*\d{2}秒?|分)?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?)?"
_DAY = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)\s*(?P<s>[-/.年])\s*(?P<m>0?[1-9]|1[0-2])\s*(?:(?P=s)|[-/.月])\s*(?P<d>3[01]|[12]\d|0?[1-9])\s*日?"
    r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?" + _TIME + "|"
    r"(?<!\d)(?P<cy>(?:19|20)\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>0[1-9]|[12]\d|3[01])(?!\d)" + _TIME + "|"
    r"(?P<hy>[一二][〇○零九0一二三四五六七八]{3})年(?P<hm>[一二三四五六七八九十]{1,2})月(?P<hd>[一二三四五六七八九十]{1,3})日"
)
_SHORT_DAY = re.compile(r"(?<![\d-])(?P<m>0?[1-9]|1[0-2])(?P<s>[-/月])(?P<d>3[01]|[12]\d|0?[1-9])日?(?![\d-])" + _TIME)
_HAN = {"〇": 0, "○": 0, "零": 0, "0": 0} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}

_LABELS: dict[str, str] = {
    "source": "信息来源|文章来源|新闻来源|稿件来源|消息来源|内容来源|来源单位|来源于|来源网站|稿件出处|文章出处|来源|来自|稿源|出处|转载自|转自|原载|摘自"
    "|供稿单位|报送单位|发布单位|发布机构|发布部门|发文机关|发文单位|信息提供|提供单位|撰稿单位|供稿部门|来稿单位",
    "date": "发布时间|发布日期|发表时间|发表日期|发稿时间|刊发时间|刊登日期|录入时间|录入日期|添加时间|创建时间|上传时间|公开日期|发文日期|成文日期|生成日期"
    "|编辑时间|新闻时间|文章日期|发布于|发表于|时间|日期|发布",
    "updated": "最后更新|更新时间|更新日期|更新于|修改时间|更新",
    "author": "本报记者|全媒体记者|见习记者|作者|记者|通讯员|撰稿人|撰稿|撰文|文字|文/图|图/文|文",
    "editor": "责任编辑|本文编辑|网络编辑|编辑|责编|校对|审核人|审核|审校|监制|主编|签发|摄影|录入人|录入|发布人|发布者|供稿人|供稿|拟稿人|初审|复审|终审|一审|二审|三审",
    "other": "浏览次数|浏览量|浏览|阅读次数|阅读量|阅读数|阅读|点击次数|点击数|点击量|点击率|点击|访问次数|访问量|人气|评论数|评论|点赞|收藏|围观|字体大小|字体|字号|选择字号"
    "|索引号|主题分类|体裁分类|分类|类别|栏目|所属栏目|文号|发文字号|有效性|时效性|信息分类|公开方式|公开形式|公开范围|关键词|关键字|主题词|标签|分享到|分享|打印|保护视力色|背景色|我要",
}
_KIND = {word: kind for kind, words in _LABELS.items() for word in words.split("|")}
_WORDS = "|".join(sorted((re.escape(word) for word in _KIND), key=lambda word: -len(word)))
_LABEL = re.compile(rf"(?P<word>{_WORDS})\s*(?:[:丨]|(?<=/)|(?<=文)/)\s*|(?P<free>[\u4e00-\u9fff]{{2,7}}):\s*")
_STOP = re.compile(rf"(?:{_WORDS})\s*[:丨]|[\s|丨;;,。【】\[\]<>]|(?<!\d)(?:19|20)\d\d[-/.年]\d|$")
_TOOL = re.compile(
    r"(?:字体大小|字体|字号|大小|超大|特大|放大|缩小|默认|标准|打印本页|打印正文|打印|关闭本页|关闭窗口|关闭|收藏本页|收藏|分享到|分享|返回|大|中|小|纠错|下载|保存|复制链接|朗读|语音播报|听新闻|扫一扫"
    r"|微信|微博|qq空间|朋友圈|浏览|阅读|点击|次数|次|人气|评论|点赞|条|原创|转载|已|a[+-]|t\||繁体|正文|稿件|订阅|关注|[+-]|我要投稿|投稿|独家|\d{1,9})+(?=[\s|丨/,;:()\[\]【】<>·]|$)",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\s|丨/,;:()\[\]【】<>·_—\-&#]+")
_TOKEN = re.compile(r"[^\s|丨,;:()\[\]【】<>]+")
_PERSON = re.compile(
    r"^[\u4e00-\u9fff]{2,4}(?:[、,\s][\u4e00-\u9fff]{2,4})*$|^[\u4e00-\u9fff]{1,4}·[\u4e00-\u9fff]{1,6}$"
)
_OUTLET = re.compile(
    r"(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|导报|周报|青年报|工人报|农民报|经济报|新闻报|科技报|消费报|企业报|建设报|报社|新闻网|政府网|门户网|都市网|热线|在线|新闻社|通讯社"
    r"|电视台|广播电台|电台|广电|广电总台|广播电视台|融媒体中心|融媒体|融媒|传媒|客户端|发布|杂志|周刊|新闻|网|办公室|政府办|管委会|委员会|人民政府|宣传部|发改委|商务局|投促局|招商局|新华社|中新社|新华视点|观察|资讯网|资讯|之声|头条|\+)$"
)
_NOT_OUTLET = re.compile(r"(?:互联网|物联网|电网|管网|联网|上网|官网|路网|组网|入网|首页|新发布|会发布|我的新闻)$")
_EMPTY = frozenset(
    {
        "",
        "无",
        "未知",
        "不详",
        "本站",
        "本网",
        "网络",
        "互联网",
        "原创",
        "本站原创",
        "转载",
        "网络转载",
        "admin",
        "管理员",
        "佚名",
        "匿名",
        "整理",
        "其他",
        "其它",
        "综合",
        "null",
        "none",
        "--",
        "-",
    }
)


@dataclass(slots=True)
class Meta:
    """What a line states. `pending` is a label without a value: the next line holds it."""

    source: str | None = None
    outlet: str | None = None  # named without a label
    published: str | None = None  # EDTF
    updated: str | None = None
    author: str | None = None
    pending: str | None = None
    own: bool | None = None  # 本站原创: the site is the origin
    labels: int = 0
    unknown: list[str] = field(default_factory=list)


def _han(text: str) -> int:
    if "十" in text:
        tens, _, ones = text.partition("十")
        return _HAN.get(tens, 1) * 10 + _HAN.get(ones, 0)
    return int("".join(str(_HAN[sign]) for sign in text))


def _edtf(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    try:
        if part["y"]:
            day = date(int(part["y"]), int(part["m"]), int(part["d"]))
        elif part["cy"]:
            day = date(int(part["cy"]), int(part["cm"]), int(part["cd"]))
        else:
            day = date(_han(part["hy"]), _han(part["hm"]), _han(part["hd"]))
    except (ValueError, KeyError):  # 2023-02-30 is no day
        return None
    return day.isoformat()


def days(text: str) -> Iterator[tuple[int, int, str]]:
    """Days with a year in plain text: start, end (a time of day included), EDTF."""
    for match in _DAY.finditer(text):
        if edtf := _edtf(match):
            yield match.start(), match.end(), edtf


def outlet(name: str) -> bool:
    """Whether a bare name is one of a paper, station, site or office, by its last word."""
    return 2 <= len(name) <= 20 and bool(_OUTLET.search(name)) and not _NOT_OUTLET.search(name)


def _value(text: str, at: int, kind: str) -> tuple[str, int]:
    """A label's value and where it ends. Authors may be several names parted by blanks."""
    stop = _STOP.search(text, at)
    end = stop.start() if stop else len(text)
    while kind == "author" and end < len(text):
        more = re.compile(r"[\s、,]{1,3}([\u4e00-\u9fff]{2,4})(?=[\s、,|)\]】]|$)").match(text, end)
        if not more or outlet(more[1]) or more[1] in _KIND or _TOOL.match(more[1]):
            break
        end = more.end()
    return text[at:end].strip(" ()[]《》“”\"'/、"), end


def _take(meta: Meta, kind: str, value: str) -> None:
    name = value.strip()
    if kind in ("source", "author") and name.lower() in _EMPTY:
        if name in ("本站", "本网", "原创", "本站原创"):
            meta.own = True
        return
    if kind == "source" and meta.source is None:
        meta.source = name
    elif kind == "author":
        # 作者:某某日报 names the outlet.
        if outlet(name) and not _PERSON.match(name):
            meta.outlet = meta.outlet or name
        else:
            names = re.sub(r"[\s,]+", "、", name)
            meta.author = f"{meta.author}、{names}" if meta.author else names


def read(line: Line) -> Meta | None:
    """What a meta line states; None where anything in it is not meta, or it states neither day, source nor author."""
    text = line.plain
    if len(text) > 240 or "。" in text:
        return None
    meta = scan(text)
    if meta.unknown:
        return None
    stated = meta.source or meta.published or meta.updated or meta.author or meta.pending or meta.own
    return meta if stated or (meta.outlet and meta.labels) else None


def scan(text: str) -> Meta:
    """Reads the whole text as meta; what is not stands in `unknown`."""
    meta, at = Meta(), 0
    while at < len(text):
        if gap := _GAP.match(text, at):
            at = gap.end()
            continue
        if day := _DAY.match(text, at):
            edtf = _edtf(day)
            if edtf:
                meta.published = meta.published or edtf
            at = day.end()
            continue
        if label := _LABEL.match(text, at):
            at = _labelled(meta, text, label)
            continue
        if tool := _TOOL.match(text, at):
            at = tool.end()
            continue
        if short := re.compile(r"\d{1,2}:\d{2}(?::\d{2})?").match(text, at):
            at = short.end()
            continue
        token = _TOKEN.match(text, at)
        assert token is not None  # what is not a gap is a token
        _bare(meta, token.group())
        at = token.end()
    return meta


def _labelled(meta: Meta, text: str, label: re.Match[str]) -> int:
    kind = _KIND.get(label["word"] or "", "free")
    if kind == "free":
        meta.unknown += (
            []
            if label["free"].endswith(("时间", "日期", "来源", "单位", "开发区", "部门", "编号"))
            else [label["free"]]
        )
    meta.labels += 1
    at = label.end()
    if kind in ("date", "updated", "free", "other"):
        found = _DAY.match(text, at) or _SHORT_DAY.match(text, at)
        if found:
            edtf = _edtf(found) if "y" in found.re.groupindex else _unyeared(found)
            if kind == "updated":
                meta.updated = meta.updated or edtf
            elif kind == "date":
                meta.published = meta.published or edtf
            return found.end()
    value, end = _value(text, at, kind)
    if not value and kind in ("date", "updated", "source", "author"):
        if not text[at:].strip():
            meta.pending = kind
    elif kind in ("date", "updated"):
        meta.unknown.append(value)
    else:
        _take(meta, kind, value)
    return max(end, at)


def _unyeared(match: re.Match[str]) -> str:
    return f"XXXX-{int(match['m']):02d}-{int(match['d']):02d}"


def _bare(meta: Meta, token: str) -> None:
    if outlet(token) and meta.outlet is None:
        meta.outlet = token
    elif _PERSON.match(token) and meta.author and len(token) <= 3:
        meta.author += "、" + token
    elif byline := re.match(r"^(?:本报|本网|本台|全媒体|见习|首席|特约)?(?:记者|通讯员|实习生)$", token):
        meta.labels += bool(byline)
    else:
        meta.unknown.append(token)


def run(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The meta run around a day inside a line of text: with a time of day, a label or a source beside it; else None."""
    before = re.search(
        rf"(?:(?:{_WORDS})\s*[:丨]\s*[^\s:。]{{0,20}}\s*){{0,3}}[\s(\[【]*$", text[max(0, start - 60) : start]
    )
    left = max(0, start - 60) + before.start() if before else start
    at, labels = end, int(bool(before and before.group().strip(" ([【")))
    while label := re.compile(rf"[\s|丨;,)\]】]*(?:{_WORDS})\s*[:丨]\s*").match(text, at):
        kind = _KIND[re.search(rf"{_WORDS}", label.group()).group()]  # type: ignore[union-attr]
        found = _DAY.match(text, label.end())
        at = found.end() if found else _value(text, label.end(), kind)[1]
        labels += 1
    timed = bool(re.search(r"\d:\d\d", text[start:end]))
    return (left, at) if labels or timed else None
