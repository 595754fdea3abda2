"""What pictures, players, templates and forums leave between the paragraphs: dropped anywhere, so by strict forms.

Captions are dropped lines too (`clean.caption`): they are kept with the page, apart from the article.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source.furniture.rule import Place, line_rule, pattern
from store.source.line import SCAN, Line

_TEMPLATE = pattern(
    r"\$\{[\w.\s|()'\"-]{0,80}\}",
    r"\{\{[^{}]{0,80}\}\}",
    r"<%[^%]{0,120}%>",
    r"^\s*[\"')\]}]{1,4}\s*\)?\s*;?\s*[})]*;?\s*$",
    r"^\s*(?:var|let|const|function|document\.|window\.|\$\(|if\s*\(|else\b|return\b|//<!\[CDATA|<!--|-->|/\*|\*/)",
    r"^\s*[.#]?[\w.#\s,>:-]{1,60}\{\s*[\w-]{2,24}\s*:[^{}]{0,200}\}?\s*$",
    r"</?(?:div|span|p|br|img|script|style|a|td|tr|table|font|strong|iframe)\b[^<>]{0,200}>",
    r"document\.write|\.innerHTML|getElementById|addEventListener|setAttribute",
    r"^\s*\[/?(?:img|url|b|size|color|font|align|attach|quote|table|tr|td|indent|list)(?:=[^\]]{0,60})?\]\s*$",
    r"^\s*(?:undefined|null|NaN|object Object)\s*$",
)
_PICTURE = re.compile(
    r"^\S{0,80}\.(?:jpe?g|png|gif|bmp|webp|tiff?|mp4|avi|swf|docx?|pdf|xlsx?|rar|zip)(?:\s*\([^()]{0,40}\))?$",
    re.IGNORECASE,
)
_PICTURE_CODE = re.compile(
    r"^\S.{0,60}(?:_fororder_|截图\s?_?\d{8,}|微信图片_?\d{6,}|mmexport\d{8,}).{0,30}$|^!\[[^\]]{0,80}\]\([^)]{0,300}\)[\s|]*$",
    re.IGNORECASE,
)
_PICTURE_WORDS = re.compile(
    r"^[\[(【<]?\s*(?:图片|图|图像|图片\d{1,3}|图\d{1,2}|img\d{0,3}|image\d{0,3}|视频|点击查看大图|点击看大图|查看大图|点击查看原图|图片来源\S{0,16}|资料图片?|配图)\s*[\])】>]?$",
    re.IGNORECASE,
)
_CAPTION = pattern(
    r"^[▲△↑]\s?\S{0,60}(?:图|现场|摄|实景|航拍|一角|外景|全景|车间|生产线|工地|场景|画面|俯瞰|鸟瞰|资料|外观|掠影).{0,40}$",
    r"^[(\[【]?\s*图(?:片说明|说|示|注|文)?(?:[一二三四五六七八九十\d]{1,2})?(?:为|:).{2,90}$",
    r"^.{0,90}(?:记者|通讯员|本报|本网|实习生|新华社|中新社|视觉中国|资料|图/|图片来源|供图)?\s*[\u4e00-\u9fff·、\s]{1,16}\s*(?:摄影?|供图|/摄|制图|航拍)(?:影报道)?\s*[\])】]?$",
    r"^[(\[【]?\s*(?:资料图|资料图片|图片来源|图片由|图源|供图|摄影|图/文|图\s*/|文\s*/|图文\s*/)[^。]{0,40}$",
)
_CAPTION_SIGN = re.compile(r"[图圖摄攝拍供▲△↑]")
_SHOWS = re.compile(r"^[(\[【]?\s?(?:上|下|左|右)?图为(?![先本要根])")
_GIVEN = re.compile(r"[(\[【][^()\[\]【】]{0,12}(?:图|图片|照片|[台社网报署])(?:由.{1,12})?提供[)\]】]$")
_PHOTO_END = re.compile(r"(?:摄|供图|摄影|航拍|制图|摄影报道|资料图|资料图片)\s*[\])】]?$")
_PLAYER = re.compile(
    r"^(?:00:00|(?:\d{1,2}:)?\d{1,2}:\d{2}\s?/\s?(?:\d{1,2}:)?\d{1,2}:\d{2})(?:\s\d.{0,8})?$|视频加载中|音频加载|请点击播放|播放视频|正在加载|加载中\.{0,3}$|暂停播放|倍速播放|全屏播放"
)
_ADDRESS = re.compile(
    r"^(?:(?:原文)?(?:链接|地址|网址|出处|url|link)\s*:?\s*)?(?:https?://|www\.)[\x21-\x7e]{3,400}$", re.IGNORECASE
)
_PROMPT = re.compile(
    r"^(?:请?(?:打开|下载|进入|前往|点击(?:下载|打开|进入)))\S{0,10}?(?:新闻|客户端|app|小程序|浏览器|头条|百度|微信|视频)\s*[,,]?\s*(?:查看|阅读|观看|体验|享受|看).{0,16}$"
    r"|^(?:点击|长按)?(?:查看|观看|播放)(?:大图|原图|高清(?:大)?图|完整视频|视频|精彩图片)$",
    re.IGNORECASE,
)
_RULER = re.compile(
    r"^(?:[-=_*~·.—–…─━═#+<>|/\\^◇◆■□●○★☆※]\s*){3,}$|^[-=_*~·—–─━═|/\\◇◆■□●○★☆※▼▽↓×x]{1,2}$", re.IGNORECASE
)
_SCRAMBLE_TOKEN = r"(?:[!-/:-@\[-`{-~]|[A-Za-z0-9]{1,2}[!-/:-@\[-`{-~]{0,2}|[!-/:-@\[-`{-~]{1,2}[A-Za-z0-9]{0,2})"
_SCRAMBLE = re.compile(rf"^{_SCRAMBLE_TOKEN}(?:\s+{_SCRAMBLE_TOKEN}){{4,60}}$")
_FORUM = pattern(
    r"^本帖最后由.{1,40}编辑$",
    r"^(?:楼主|沙发|板凳|地板)?\s*发表于\s*:?\s*20\d\d-\d{1,2}-\d{1,2}",
    r"^(?:只看该作者|只看楼主|倒序浏览|电梯直达|阅读模式|回复\s*支持\s*反对|使用道具|举报|返回列表|发新帖|马上注册.{0,40}|登录/注册后可看大图)",
    r"^\d{1,3}(?:楼|#|F)$|^(?:楼主|沙发|板凳|地板)$",
)
_INSERTED = pattern(
    r"^[\[(【<]\s*(?:广告|推广|赞助|ad)\s*[\])】>]\s?\S",
    r"^(?:[>»▶►]{1,3}\s?|[\[【])(?:相关|延伸|推荐|拓展|扩展|往期|更多)(?:新闻|阅读|报道|链接|文章|推荐|回顾|精彩)\s?[\]】]?\s?[:|丨>]\s?\S{5}",
    r"^(?:微信|长按|欢迎)?(?:扫一扫|扫码|扫描(?:上方|下方)?二维码|识别二维码).{0,12}(?:关注|下载|订阅|加入|进群)[^。]{0,24}$",
)
_CONTENT = re.compile(r"content_\d{3,9}\.html?\s")


@line_rule(
    "clean.template",
    "anywhere",
    example='${article.source}");}',
    near_miss="产值突破{两千亿}元",
    source="what templates and scripts leave",
)
def template(line: Line, place: Place) -> bool:
    if line.hanzi > 30 or len(line.text) > 2000:
        return False
    # A tag or a call inside a sentence of prose is not enough to drop the sentence.
    return "。" not in line.text and bool(_TEMPLATE.search(line.plain[:SCAN]))


@line_rule(
    "clean.picture_name",
    "anywhere",
    example="微信图片_20230129101500.jpg",
    near_miss="项目清单见附件1.pdf,各县区于月底前报送",
    source="names of files and stand-ins of pictures",
)
def picture_name(line: Line, place: Place) -> bool:
    if _PICTURE_CODE.match(line.plain):
        return line.hanzi <= 40
    return len(line.text) <= 90 and bool(_PICTURE.match(line.plain) or _PICTURE_WORDS.match(line.plain))


@line_rule(
    "clean.caption",
    "anywhere",
    example="图为项目签约现场。记者 王某 摄",
    near_miss="图为先,干为要,这是他常说的话,也是全区干部的共识。",
    source="captions of photographs",
)
def caption(line: Line, place: Place) -> bool:
    if line.hanzi > 90 or not _CAPTION_SIGN.search(line.text):
        return False
    if line.hanzi > 45 and line.plain.count("。") > 1:
        return False  # a paragraph of several sentences that a photographer signs
    if line.hanzi <= 70 and _GIVEN.search(line.plain):
        return True
    if not _CAPTION.search(line.plain):
        return False
    if _PHOTO_END.search(line.plain) or line.text[0] in "▲△↑":
        return True
    if _SHOWS.match(line.plain):
        return line.hanzi <= 60
    return line.hanzi <= 60 and not line.text.endswith(("。", "…")) and "图" in line.plain[:4]


@line_rule(
    "clean.player",
    "anywhere",
    example="00:00 / 03:25",
    near_miss="10:30准时开工",
    source="video and audio players",
)
def player(line: Line, place: Place) -> bool:
    return line.hanzi <= 20 and bool(_PLAYER.search(line.plain))


@line_rule(
    "clean.app_prompt",
    "anywhere",
    example="打开某某新闻 查看精彩图片",
    near_miss="点击鼠标就能查看办理进度",
    source="portals: the rest is in their programme",
)
def app_prompt(line: Line, place: Place) -> bool:
    return line.hanzi <= 30 and bool(_PROMPT.match(line.plain))


@line_rule(
    "clean.bare_address",
    "anywhere",
    example="http://www.example.com/news/20230129.html",
    near_miss="平台(www.example.com)已经上线",
    source="addresses on a line of their own",
)
def bare_address(line: Line, place: Place) -> bool:
    return bool(_ADDRESS.match(line.plain))


@line_rule(
    "clean.ruler",
    "anywhere",
    example="* * * * * *",
    near_miss="……",
    source="lines drawn with signs",
)
def ruler(line: Line, place: Place) -> bool:
    return len(line.text) <= 200 and not line.hanzi and line.text != "……" and bool(_RULER.match(line.plain))


@line_rule(
    "clean.forum",
    "anywhere",
    example="本帖最后由 某某 于 2023-1-30 10:22 编辑",
    near_miss="本帖报道的项目已经投产",
    source="forum software",
)
def forum(line: Line, place: Place) -> bool:
    return line.hanzi <= 40 and bool(_FORUM.search(line.plain))


@line_rule(
    "clean.scramble",
    "anywhere",
    example="8 v5 B: Q+ k9 f, ]",
    near_miss="4 + 2 = 6",
    source="characters that forums sow against copying",
)
def scramble(line: Line, place: Place) -> bool:
    if line.hanzi or len(line.text) > 200 or not _SCRAMBLE.match(line.plain):
        return False
    letters = sum(sign.isalpha() for sign in line.plain)
    return letters >= 3 and any(not sign.isalnum() and sign != " " for sign in line.plain)


@line_rule(
    "clean.epaper_property",
    "anywhere",
    example="2023-01-29 某地召开动员会 1 1 某某日报 content_10001.html 1 3 某地召开动员会 /enpproperty-->",
    near_miss="日报社的内容(content)团队增加到三十人",
    source="what the publishing software of digital newspapers leaves; it names paper and day",
    long=True,
)
def epaper_property(line: Line, place: Place) -> bool:
    if "content_" in line.text or "enpproperty" in line.text:
        return "enpproperty" in line.text or bool(_CONTENT.search(line.plain[:SCAN]))
    return False


@line_rule(
    "clean.number_string",
    "anywhere",
    example="010070200010000000000000011100001129013407",
    near_miss="2023",
    source="ids and bar codes of publishing software",
)
def number_string(line: Line, place: Place) -> bool:
    return 14 <= len(line.text) <= 80 and bool(re.fullmatch(r"[0-9]{14,}|[0-9A-Fa-f-]{24,}", line.plain))


@line_rule(
    "clean.inserted",
    "anywhere",
    example="[广告] 春季家装节 满千减百",
    near_miss="扫码就能下载全部政策,企业不用再跑第二趟。",
    source="adverts, links and invitations that pages set between the paragraphs",
)
def inserted(line: Line, place: Place) -> bool:
    return line.hanzi <= 45 and "。" not in line.text and bool(_INSERTED.match(line.plain))


@line_rule(
    "clean.vertical",
    "edges",
    example="欢\n迎\n关\n注",
    near_miss="奖!",
    source="banners set one character a line (欢/迎/关/注)",
    beside=True,
)
def vertical(line: Line, place: Place) -> bool:
    """One hanzi a line, in a row of at least three such lines."""
    if len(line.text) != 1 or not line.hanzi:
        return False
    first = last = place.at
    while first and place.at - first < 3 and len(place.lines[first - 1].text) == 1:
        first -= 1
    while last + 1 < len(place.lines) and last - place.at < 3 and len(place.lines[last + 1].text) == 1:
        last += 1
    return last - first >= 2


RULES = (
    epaper_property,
    template,
    picture_name,
    caption,
    player,
    app_prompt,
    bare_address,
    ruler,
    forum,
    scramble,
    number_string,
    inserted,
    vertical,
)
