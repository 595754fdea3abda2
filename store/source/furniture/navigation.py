"""Furniture around the article: menus, breadcrumbs, site titles, share bars, page tools, weather, logins, pagers.

Each rule gives its id, an example and a near miss. Known phrases stand in `store/data/furniture.tsv`; here are the
forms: rows of short words, paths with `>`, counters, buttons.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source import meta
from store.source.day import first_day
from store.source.furniture.rule import Place, line_rule, name, pattern
from store.source.line import Line
from store.source.phrases import says

_CRUMB_START = pattern(
    r"^[\s>»•·]*(?:您?(?:现在|当前)?(?:的|所在)+(?:的)?位置|当前(?:的)?(?:位置|栏目|页面)|(?:您|你)(?:现在|当前|正在|的)?(?:所在)?(?:的)?位置"
    r"|(?:您|你)正在(?:浏览|访问)|所在位置|所在栏目|位置|来到)\s*[:>»是]",
    r"^[\s>»•·]*(?:网站)?首页\s*[-—>»/›|→\\:]+",
    r"^[\s>»•·]*home\s*[>»/›]",
    r"^.{2,40}[>»›]\s*(?:正文|内容|详情|文章|新闻详情|阅读|浏览文章)\s*$",
)
_CRUMB_SIGN = re.compile(r"\s*(?:>>?|»|›|→|&gt;|≫)\s*")
_GREETING = re.compile(r"^.{2,24}欢迎(?:您|你|光临|访问|来到).{0,16}$")
_SEPARATORS = re.compile(r"\s*[|/丨·•]\s*|\s{1,}")
_WORD = re.compile(r"^[\w\u3400-\u9fff+()《》“”·&-]{1,10}$")
_SITE_PART = re.compile(
    r"(?:网|网站|门户|门户网|门户网站|新闻|在线|资讯|头条|首页|频道|新闻网|论坛|社区|客户端|官网|平台|热线|app|com|cn)$",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^(?:发布于|ip属地)\s?:?\s?[\u4e00-\u9fff]{2,4}$|^(?:\d{1,9}\s*(?:次|人|条)?(?:浏览|阅读|点击|查看|回复|评论|点赞|收藏)\s*){1,4}$|^(?:(?:浏览|阅读|点击|访问|查看|人气|围观|播放|评论|点赞|收藏|分享|赞好|赞)(?:次数|量|数)?\s*[:(]?\s*\d{0,9}\s*(?:次|人|\))?\s*){1,6}$"
)
_PAGER = re.compile(
    r"^(?:(?:\[?\d{1,3}\]?|首页|上一页|下一页|尾页|末页|第\d{1,3}页|共\d{1,3}页|[<>«»‹›]{1,2}|\.{3}|…|\d{1,3}/\d{1,3}"
    r"|(?:查看|余下|阅读|展开|显示)全文|单页阅读)[\s|]*){2,}$"
)
_TOOL_WORDS = re.compile(
    r"【|】|\[|\]|\(|\)|[:|/\s·。,、>»+○□■-]|字体大小|字体|字级|字号|大小|超大|特大|大|中|小|默认|标准|放大|缩小|打印本页|打印正文|打印文章|打印|列印"
    r"|关闭本页|关闭窗口|关闭页面|关闭|返回顶部|返回首页|返回|收藏本页|收藏|分享至|分享到|分享|复制链接|保存|下载|我要纠错|纠错|朗读|语音播报"
    r"|听新闻|听全文|视力保护色|保护视力色|背景颜色|背景色|已?关注|订阅|回复|举报|转发|留言|推荐给朋友|点击排行|论坛热帖|只看楼主|赞好|赞|在看"
    r"|浏览次数|阅读次数|点击次数|访问次数|浏览量|阅读量|点击量|浏览数|点击数|阅读数|浏览|阅读|点击|次数|次|人气|评论数|评论|点赞|条"
    r"|上一篇|下一篇|上一期|下一期|上一版|下一版|上一条|下一条|返回版面|版面导航|标题导航"
    r"|微信好友|微信|新浪微博|微博|qq空间|qq好友|qq|朋友圈|facebook|whatsapp|twitter|\bline\b|\bx\b|\bt\b|\ba\b|a[+-]|扫一扫|手机版|手机查看"
    r"|繁体|简体|正文|\d{1,9}(?:\.\d)?万?",
    re.IGNORECASE,
)
_READER = re.compile(r"你(?:怎么看|对.{2,24}(?:怎么看|有什么))")  # 你对…有什么想说的?
_TOOL_SAID = re.compile(r"[\u4e00-\u9fff](?<!万)|[aAtT][+-]|[tT]\|[tT]")
_WEATHER = re.compile(
    r"^.{0,14}(?:晴|多云|阴|小雨|中雨|大雨|阵雨|雷阵雨|小雪|雾|霾)(?:转\S{1,3})?\s*(?:-?\d{1,2}\s*(?:℃|°C?|度)?\s*[~/至-]\s*)?-?\d{1,2}\s*(?:℃|°C?|度).{0,24}$"
)
_TODAY = re.compile(
    r"^(?:今天是|现在是|当前时间|北京时间|今日)[:\s]*(?:20\d\d年)?\d{1,2}月\d{1,2}日?.{0,40}$"
    r"|^.{2,24}欢迎.{0,12}今天是.{0,40}$"
    r"|^(?:20\d\d年)?\d{1,2}月\d{1,2}日?\s*(?:星期|周)?[一二三四五六日天]?.{0,10}(?:欢迎|您好|早上好|上午好|下午好|晚上好).{0,30}$"
)


def crumbs(line: Line) -> tuple[str, ...]:
    """The parts of a path such as `首页 > 新闻 > 南京`, without 首页, 正文 and the words before the colon; else empty."""
    text = line.plain
    if len(text) > 120 or "。" in text:
        return ()
    opened = _CRUMB_START.match(text)
    parts = [part for part in _CRUMB_SIGN.split(text) if part.strip()]
    if not opened and not (len(parts) >= 3 and all(len(part) <= 12 for part in parts[:-1])):
        return ()
    if opened and len(parts) < 2:
        parts = [part for part in re.split(r"\s*[-—/|\\:]+\s*", text) if part]
    if parts and ":" in parts[0]:
        parts[0] = parts[0].rpartition(":")[2]
    return tuple(
        part.strip()
        for part in parts
        if part.strip() and part.strip() not in {"首页", "网站首页", "正文", "内容", "文章", "详情", "内容详情", "home"}
    )


@line_rule(
    "clean.breadcrumb",
    "edges",
    example="您当前的位置:首页 > 园区动态 > 招商新闻 > 正文",
    near_miss="订单量 > 产能 > 库存,是企业今年最真实的写照。",
    source="path of the page; kept as a hint of the place",
)
def breadcrumb(line: Line, place: Place) -> bool:
    return bool(crumbs(line)) or bool(_CRUMB_START.match(line.plain) and line.hanzi <= 30 and "。" not in line.text)


_REPORTED = re.compile(r"[报网社台](?:讯|电|消息)\s*[((].{0,12}记者")


@line_rule(
    "clean.menu",
    "edges",
    example="首页 要闻 政务 经济 社会 文化 旅游",
    near_miss="争当示范 拼出高质量",
    source="buttons, and rows of short words",
)
def menu(line: Line, place: Place) -> bool:
    if says("clean.menu", line) and line.hanzi <= 40:
        return True
    if "。" in line.text or "," in line.plain or len(line.text) > 300 or re.search(r"[\s(]\S{0,10}记者\s", line.plain):
        return False
    if place.zone == "head" and (_REPORTED.search(line.plain) or ((stated := meta.read(line)) and stated.published)):
        return False  # 某某日报讯 (记者 张三 李四), 某某日报社 2025/03/13 记者 张三
    if _GREETING.match(line.plain):
        return True
    words = [word for word in _SEPARATORS.split(line.plain.strip("|/· ")) if word]
    if len(words) >= 3 and words[1] == "首页" and _SITE_PART.search(words[0]):
        return True  # 某某市人民政府门户网站 首页 政务公开
    if len(words) >= 2 and all(says("clean.menu", Line(0, 0, word)) for word in words):
        return True
    short = [word for word in words if _WORD.match(word) and len(word) <= 6]
    if sum(map(name, words)) >= 0.8 * len(words):
        return False  # 张三 李四 王五 …
    return len(words) >= 5 and len(short) >= 0.9 * len(words) and sum(map(len, words)) <= 4.5 * len(words)


@line_rule(
    "clean.site_title",
    "edges",
    example="我爱某省网_某省新闻网_某省资讯-某省头条",
    near_miss="网络货运平台_数字物流:一座城的转型",
    source="the title tag of the home page in front of the article",
)
def site_title(line: Line, place: Place) -> bool:
    if "。" in line.text or len(line.text) > 80:
        return False
    parts = [part.strip() for part in re.split(r"[_|\-—–丨]+", line.plain) if part.strip()]
    if not (len(parts) >= 2 and all(len(part) <= 14 for part in parts)):
        return False
    sites = sum(bool(_SITE_PART.search(part)) for part in parts)
    return sites == len(parts) or (len(parts) == 2 and parts[1].endswith(("门户网站", "官网", "门户网", "官方网站")))


@line_rule(
    "clean.share_bar",
    "edges",
    example="分享到: 微信 新浪微博 QQ空间",
    near_miss="分享会上,三位企业家讲了各自的故事。",
    source="buttons of social networks",
)
def share_bar(line: Line, place: Place) -> bool:
    asks = place.zone == "tail" and bool(_READER.match(line.plain))
    return line.hanzi <= 40 and "。" not in line.text[:-1] and (asks or says("clean.share_bar", line))


@line_rule(
    "clean.page_tools",
    "edges",
    example="【字体:大 中 小】 打印本页 关闭窗口",
    near_miss="大中小企业融通发展",
    source="font size, print, close, counters of visits",
)
def page_tools(line: Line, place: Place) -> bool:
    if len(line.text) > 120 or "。" in line.text[:-1]:
        return False
    if place.zone == "head" and first_day(line.plain):
        return False  # 2026-01-10 阅读:3406 states the day
    return says("clean.page_tools", line) or (
        not _TOOL_WORDS.sub("", line.plain) and bool(_TOOL_SAID.search(line.plain))
    )


@line_rule(
    "clean.reader_notice",
    "edges",
    example="阅读量:1024 次",
    near_miss="阅读推广活动走进社区",
    source="counters and reading times",
)
def reader_notice(line: Line, place: Place) -> bool:
    return line.hanzi <= 24 and (says("clean.reader_notice", line) or bool(_COUNT.match(line.plain)))


@line_rule(
    "clean.pager",
    "anywhere",
    example="1 2 3 下一页 尾页",
    near_miss="2023 2024",
    source="page numbers of a long article",
)
def pager(line: Line, place: Place) -> bool:
    return len(line.text) <= 80 and "页" in line.text and bool(_PAGER.match(line.plain))


@line_rule(
    "clean.weather",
    "edges",
    example="今天 多云转晴 3~11℃ 东北风3级",
    near_miss="多云转晴的外贸形势",
    source="weather box",
)
def weather(line: Line, place: Place) -> bool:
    return says("clean.weather", line) or (len(line.text) <= 60 and bool(_WEATHER.match(line.plain)))


@line_rule(
    "clean.today",
    "head",
    example="今天是2024年3月5日 星期二",
    near_miss="3月5日,全市大会召开",
    source="the day of the visit, not of the article",
)
def today(line: Line, place: Place) -> bool:
    return "。" not in line.text and bool(_TODAY.match(line.plain))


@line_rule(
    "clean.login",
    "edges",
    example="用户名: 密码: 登录",
    near_miss="登录人才网即可申报",
    source="login and search boxes",
)
def login(line: Line, place: Place) -> bool:
    return line.hanzi <= 24 and "。" not in line.text and says("clean.login", line)


_SHEET = re.compile(
    r"第?\s*[A-Z]?\d{1,3}\s*版\s*[:|(]|\[\d{1,2}\]\s*版名:|[(\[【]\s*(?:上接|下转|紧接)第?\s*[A-Z]?\d{1,3}\s*版.{0,8}[)\]】]$",
    re.IGNORECASE,
)


@line_rule(
    "clean.epaper",
    "edges",
    example="第A02版:要闻 上一版 下一版",
    near_miss="第二版图:把产业链延伸到海外",
    source="navigation of digital newspapers",
)
def epaper(line: Line, place: Place) -> bool:
    if line.hanzi > 40 or "。" in line.text:
        return False
    return says("clean.epaper", line) or bool(_SHEET.match(line.plain))


@line_rule(
    "clean.aside",
    "anywhere",
    example="猜你想看的内容",
    near_miss="全市上下要真抓实干。",
    source="HTML: the markup calls this part navigation, related, comments, advert",
    long=True,
    mark="aside",
)
def aside(line: Line, place: Place) -> bool:
    return line.mark == "aside"


@line_rule(
    "clean.link",
    "anywhere",
    example="点击了解园区优惠政策",
    near_miss="某区举行重大项目集中开工活动",
    source="HTML: the whole line is a link to somewhere else",
    mark="link",
)
def link(line: Line, place: Place) -> bool:
    return line.mark == "link" and not line.prose


RULES = (
    breadcrumb,
    site_title,
    reader_notice,
    pager,
    weather,
    today,
    login,
    epaper,
    share_bar,
    page_tools,
    menu,
    aside,
    link,
)
