"""Meta lines: the day, the source, the author and the counters that stand between a headline and its article.

`read` takes one line and says what it states, or None where the line is anything else; the order and the separators do
not matter, and labels may be glued to values (`2023-01-30 11:42来源:某某日报浏览次数:9`). `run` finds such a stretch
inside a line of text. Nothing here chooses between two days or two sources: that is the headline's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from store.language import patterns as re
from store.language.fold import fold
from store.source.day import day_at, short_day
from store.source.line import Line
from store.source.masthead import masthead
from store.source.outlet import origin, outlet
from store.source.phrases import either, words

_LABELLED = ("source", "copied", "date", "updated", "author", "editor", "other")
_TITLE_OF = re.compile(r"(?:^|(?<=[\s,、]))(?:[\u4e00-\u9fff]{2,3})?(?:记者|通讯员|实习生)(?:[\s,、]+|$)")
_BARE_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z·]{2,10}")
_GAP = re.compile(r"[\s|丨‖∥/,;:?()\[\]【】〔〕<>·•●■◆▍▎▌☉□_—\-&#]+")
_TOKEN = re.compile(r"[^\s|丨‖∥,;:()\[\]【】〔〕<>]+")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[、,\s][\u4e00-\u9fff]{2,4})*|[\u4e00-\u9fff]{1,4}·[\u4e00-\u9fff]{1,6}")
_SPACED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s{1,4}([\u4e00-\u9fff])(?:\s{1,4}([\u4e00-\u9fff]))?(?=\s?:)"
)
_PARTED = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?![\u4e00-\u9fff])")  # 记者 唐 敏
_PAGES = re.compile(r"\((?:第?[A-Z]?\d{1,3}[、,]?)+版\)")  # 来源:某某日报(01、04版)
_COUNTER = re.compile(r"\d(?:次|人)?(?:阅读|浏览|点击|评论)|(?:阅读|浏览|点击|评论)\d")
# What a reading app adds behind the day: 发表于湖北, 浦江观察官方账号.
# Names of outlets, if beside a day; 通报, 公报, 战报 and 预报 are none.
_SOFT = re.compile(r"[\u4e00-\u9fff]{2}(?:观察|瞭望|视界|视角|财经|(?<![通汇简海公年月预战喜捷播快情申])报)$")
_SENT_FROM = re.compile(
    r"(?:(?!记者)[\u4e00-\u9fff、]){0,10}(?:连线|报[道导])|[\u4e00-\u9fff]{2,4}时间"
)  # 记者 甲某某 佛山报道
_PLATFORM = re.compile(r"(?:澎湃|网易|搜狐|头条|百家|企鹅|大鱼|一点)号")
_OFFICIAL = re.compile(r"“([\u4e00-\u9fff]{2,10})”官方(?:微信公众号|微信|微博|抖音|公众号|账号|客户端|网站)")
_PAGE = re.compile(r"第\s?[A-Z]?\d{1,3}\s?版(?:\s?:\s?[\u4e00-\u9fff·]{2,8})?(?=[\s|丨‖)\]】]|$)")
# 早讯记者 甲某, 记者甲某某/厦门: who wrote it, by the outlet's short name, with the name glued to it.
_WRITER = re.compile(
    r"(?P<house>[\u4e00-\u9fff]{0,8}?)(?:本报|本网|本刊|全媒体|融媒体|首席|特约|见习|实习)*(?:记者|通讯员|实习生|摄影)"
    r"(?P<name>[\u4e00-\u9fff]{2,3})?(?:/[\u4e00-\u9fff、]{2,8})?"
)
_HOUSE = re.compile(r"([\u4e00-\u9fff]{2,8}?(?:报|网|台|社|融媒|客户端))(?:首席|全媒体|融媒体)*记者[\s:]+")
_SECTION = re.compile(r"[\u4e00-\u9fff]{2,4}[处科股]")
_PARTS_OF = re.compile("素材|图片|照片|数据|视频|音频|封面")  # 素材来源: whence a part of the page is
_ACCOUNT = re.compile(r"(?:投资|掌上|云上|今日|无线|智慧|大美|爱|微|看|最)(?P<place>[\u4e00-\u9fff]{2,5})")
_STAMP = re.compile(
    r"https?|[a-z\d-]{2,20}(?:\.[a-z\d-]{2,20}){1,4}(?:/[\x21-\x7e]*)?|(?:发表|发布)于[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,10}官方(?:账号|帐号|号)"
)
_SERIES = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,10})\s?[·|丨]\s?[\u4e00-\u9fff]{2,10}[\d①-⑳()]{1,4}")
# 某某视窗 / 区镇动态 / 某某高新区 2018-02-24: where the page stands, before its day.
_TRAIL = re.compile(
    r"^\W{0,3}[\u4e00-\u9fff·]{2,12}(?:\s{0,2}[/>›»]\s{0,2}[\u4e00-\u9fff·]{2,12}){1,4}\s+(?=(?:19|20)\d\d[-/.年])"
)
_LONGEST = 240


@dataclass(slots=True)
class Meta:
    """What a line states. `pending` is a label without a value: the next line holds it."""

    source: str | None = None
    outlet: str | None = None  # named without a label
    published: str | None = None  # EDTF
    updated: str | None = None
    author: str | None = None
    pending: str | None = None
    own: bool = False  # 本站原创: the site is the origin
    copied: bool = False  # 转载自: it is not
    labels: int = 0
    unknown: list[str] = field(default_factory=list)
    stamped: bool = False  # 发表于湖北: an account and its author stand before the day
    named: bool = False  # 记者 without a colon: names follow
    day_after: int = 0  # how many unknown words stand before the day


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind in _LABELLED for word in words(kind)}


@cache
def _label() -> re.Pattern[str]:
    known = either(_kinds())
    return re.compile(
        rf"(?:[\u4e00-\u9fff]{{1,4}}?)??(?P<word>{known})(?:\s{{0,3}}[:丨]|\s?\|(?=\s?[\u4e00-\u9fff]{{2}})|(?<=文)/|(?<=[文图]/[文图])\s{{1,3}}(?=[\u4e00-\u9fff]{{2}})|\s{{1,3}}(?=(?:19|20)\d\d[-/.年])|(?<=[载自于])(?=《))\s*"
        r"|(?P<free>[\u4e00-\u9fff]{2,7}):\s*",
        re.IGNORECASE,
    )


@cache
def _stop() -> re.Pattern[str]:
    """Where a value ends: at the next label, a separator or a day."""
    return re.compile(
        rf"(?:{either(_kinds())})\s{{0,3}}[:丨]|[\s|丨;,。【】\[\]<>()]|(?<!\d)(?:19|20)\d\d[-/.年]\d|(?<=[\u4e00-\u9fff])\d{{1,2}}月\d{{1,2}}日|$",
        re.IGNORECASE,
    )


@cache
def _framed() -> re.Pattern[str]:
    """【发布机构】某某办公室: a label in a frame."""
    return re.compile(rf"【({either(_kinds())}|索引号|文号)】\s*")


@cache
def _names_go_on() -> re.Pattern[str]:
    label = rf"(?:{either(_kinds())})\s?:"
    return re.compile(rf"[\s、,]{{1,3}}(?!{label})([\u4e00-\u9fff]{{2,4}}?)(?=[\s、,|)\]】]|$|{label})")


@cache
def _tool() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either(words('tool'))}|\d{{1,9}}(?:\.\d)?万?)+(?=[\s|丨/,;:()\[\]【】<>·]|$)", re.IGNORECASE
    )


@cache
def _column() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff]{{2,4}}|[\u4e00-\u9fff]{{0,6}}(?:{either(words('column'))})")


@cache
def _columns() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(words('column'))}){{1,2}}")


def read(line: Line) -> Meta | None:
    """What a meta line states; None where anything in it is not meta, or it states neither day, source nor author."""
    text = line.plain
    if len(text) > _LONGEST or "。" in text:
        return None
    text = re.sub(r"(?<=\d[年月])/(?=\d)", "", text)  # 2023年/2月/3日
    text = _TRAIL.sub("", text)
    if sheet := masthead(text):
        return Meta(outlet=sheet.outlet, published=sheet.published, author=sheet.author, labels=1)
    if (series := _SERIES.fullmatch(text)) and outlet(series["name"]):
        return Meta(outlet=series["name"], labels=1)  # 某某日报·书记访谈⑦: a paper and its series
    text = _framed().sub(r" \1:", _PAGES.sub(" ", _OFFICIAL.sub(r"\1", text)))
    meta = scan(_PARTED.sub(r"\1\2", _SPACED.sub(r"\1\2\3", text)))
    if meta.outlet and _SECTION.fullmatch(meta.source or ""):
        meta.source = None  # 来源:综合处, of the office that the line names
    if len(text) <= 60:
        _by_place(meta)
    if (
        meta.unknown
        and not _led_by_day(text, meta)
        and not (len(meta.unknown) == 1 and len(text) <= 60 and meta.published and _aside(meta))
        and not (meta.published and meta.source and len(text) <= 90 and _few(meta))
    ):
        return None
    stated = meta.source or meta.published or meta.updated or meta.author or meta.pending or meta.own
    return meta if stated or (meta.outlet and meta.labels) or (meta.labels >= 2 and not meta.unknown) else None


def _by_place(meta: Meta) -> None:
    """Beside a day, bare words are column, author and outlet: the outlet stands next to the day."""
    words = meta.unknown
    if not meta.published or len(words) > 3 or not all(_BARE_NAME.fullmatch(word) for word in words):
        return
    before, after = words[: meta.day_after], [w for w in words[meta.day_after :] if not w.startswith("本")]
    named = before[-1:] or after[:1]
    if (
        meta.outlet is None
        and not meta.source
        and named
        and ((meta.stamped and not _columns().fullmatch(named[0])) or own_name(named[0]))
    ):
        meta.outlet = named[0]
    people = [] if meta.author else [word for word in words if word != meta.outlet and _person(word)]
    meta.author = meta.author or "、".join(people) or None
    meta.unknown = [word for word in words if word not in (meta.outlet, *people)] if meta.outlet else words


def own_name(word: str) -> bool:
    """Whether a bare word is an outlet's name by its form: 浦江观察, or an account that bears a place's, 投资某某."""
    from store.regions.table import named

    account = _ACCOUNT.fullmatch(word)
    return bool(_SOFT.search(word) or (account and named(account["place"])))


def _person(word: str) -> bool:
    from store.language.names import surnames

    return 2 <= len(word) <= 3 and word[0] in surnames()[0] and not outlet(word)


def _led_by_day(text: str, meta: Meta) -> bool:
    """2016-01-11 本报编辑部 某某观察: a short line that opens with the day in figures."""
    return (
        len(text) <= 40
        and bool(re.match(r"\s*20\d\d-\d\d-\d\d\b", text))
        and all(len(word) <= 8 and not word.endswith(":") for word in meta.unknown)
    )


def _few(meta: Meta) -> bool:
    """At most three short words beside a day and a labelled source: whatever they are, the line is no text."""
    return len(meta.unknown) <= 3 and all(len(word) <= 8 and not word.endswith(":") for word in meta.unknown)


def _aside(meta: Meta) -> bool:
    """A column's name beside a full day (园区动态 2023-01-29), or any short word beside labels and counters."""
    word = meta.unknown[0]
    return bool(_column().fullmatch(word)) or (meta.labels > 0 and len(word) <= 8 and not word.endswith(":"))


def scan(text: str) -> Meta:
    """Reads the whole text as meta; what is not stands in `unknown`."""
    meta, at = Meta(), 0
    while at < len(text):
        if gap := _GAP.match(text, at):
            at = gap.end()
        elif day := day_at(text, at):
            at = day[0]
            meta.day_after = meta.day_after or len(meta.unknown)
            meta.published = meta.published or day[1]
        elif label := _label().match(text, at):
            at = _labelled(meta, text, label)
        elif skipped := _tool().match(text, at) or _CLOCK.match(text, at) or _PAGE.match(text, at):
            meta.labels += bool(_COUNTER.search(skipped.group()))
            at = skipped.end()
        else:
            token = _TOKEN.match(text, at)
            assert token is not None  # what is not a gap is a token
            at = token.end()
            _bare(meta, token.group())
    return meta


def _labelled(meta: Meta, text: str, label: re.Match[str]) -> int:
    """Takes a label's value; gives where it ends."""
    kind, at = _kinds().get(fold(label["word"] or ""), "free"), label.end()
    kind = "other" if kind == "source" and _PARTS_OF.match(label.group()) else kind
    meta.labels += 1
    if kind == "free" and not label["free"].endswith(("时间", "日期", "来源", "单位", "部门", "编号")):
        meta.unknown.append(label["free"] + ":")
    if day := day_at(text, at) or (kind in ("date", "updated") and short_day(text, at)) or None:
        if kind == "updated":
            meta.updated = meta.updated or day[1]
        elif kind in ("date", "editor", "source", "copied"):
            meta.published = meta.published or day[1]
        return day[0]
    value, end = _value(text, at, kind)
    if not value and kind in ("date", "updated", "source", "author"):
        meta.pending = None if text[at:].strip() or meta.labels > 1 or meta.published else kind
    elif kind in ("date", "updated") and value.rstrip("省市") not in words("province"):
        meta.unknown.append(value)
    else:
        _take(meta, kind, value)
    return max(end, at)


def _value(text: str, at: int, kind: str) -> tuple[str, int]:
    """A label's value and where it ends. Authors may be several names parted by blanks."""
    stop = _stop().search(text, at)
    end = stop.start() if stop else len(text)
    if kind in ("author", "editor") and (digit := re.search(r"(?<=[\u4e00-\u9fff])\d", text[at:end])):
        end = at + digit.start()  # 责任编辑:赵茜12月22日,全县…: the text is glued to the name
        return text[at:end].strip(" []《》“”\"'/、"), end
    while kind in ("author", "editor") and end < len(text):
        more = _names_go_on().match(text, end)
        if not more or outlet(more[1]) or more[1] in _kinds() or _tool().match(more[1]):
            break
        end = more.end()
    return text[at:end].strip(" []《》“”\"'/、"), end


def _take(meta: Meta, kind: str, value: str) -> None:
    name = value.strip()
    if kind in ("source", "copied") and _PLATFORM.search(name):
        meta.labels += 1  # 澎湃新闻·澎湃号·政务: who published it there stands beside the day
    elif kind in ("source", "copied", "author") and fold(name) in words("empty"):
        meta.own = meta.own or name in words("own")
    elif kind in ("source", "copied"):
        meta.source = meta.source or origin(name)
        meta.copied = meta.copied or kind == "copied"
    elif kind == "author" and (house := _HOUSE.match(name)):
        meta.outlet = meta.outlet or house[1]
        _take(meta, kind, name[house.end() :])
    elif kind == "author" and outlet(name) and not (len(name) <= 3 and _PERSON.fullmatch(name)):
        meta.outlet = meta.outlet or name  # 作者:某某日报 names the outlet
    elif kind == "author" and re.search(r"[!?您]", name):
        meta.unknown.append(name)  # 记者:感谢您接受采访!
    elif kind == "author" and name not in ("", "图", "文", "摄"):
        names = re.sub(r"[\s,、]+", "、", _TITLE_OF.sub("", name).strip(" ,、"))
        meta.author = f"{meta.author}、{names}" if meta.author else names


def _bare(meta: Meta, token: str) -> None:
    """A word without a label."""
    writer = _WRITER.fullmatch(token)
    if _STAMP.fullmatch(token) or (token in words("province") and meta.published):
        meta.labels += 1
        meta.stamped = meta.stamped or not token.isascii()
    elif outlet(token.removesuffix("编")) or outlet(token.partition("·")[0]):
        office = token.removesuffix("发布")  # 某县人民政府办公室发布
        token = office if outlet(office) and office.endswith(("室", "局", "委", "府", "厅", "中心")) else token
        meta.outlet = origin("·".join(filter(None, (meta.outlet, token.removesuffix("编")))))
    elif writer or token in words("byline") or _SENT_FROM.fullmatch(token):
        meta.labels += 1
        meta.named = True
        if writer and writer["name"]:
            meta.author = f"{meta.author}、{writer['name']}" if meta.author else writer["name"]
        if writer and outlet(writer["house"]) and not meta.outlet:
            meta.outlet = writer["house"]
    elif (
        (meta.author or meta.named)
        and (len(token) <= 3 + (meta.named and meta.published is not None) or "·" in token)
        and _PERSON.fullmatch(token)
    ):
        meta.author = f"{meta.author}、{token}" if meta.author else token
    else:
        meta.unknown.append(token)


def stated(name: str) -> str | None:
    """A source as a field gives it: without the label that some carry along, None for 本站, 网络."""
    bare = re.sub(r"^\s*(?:文章|信息|稿件|新闻)?[来來]源\s*[:：]\s*", "", name).strip()
    return None if not bare or fold(bare) in words("empty") else origin(bare)


def run(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The meta run around a day in a line: with a time of day, a label or a source beside it; else None."""
    known = either(_kinds())
    from_ = max(0, start - 60)
    labelled = re.compile(
        rf"(?:(?:{known})\s{{0,3}}[:丨]\s{{0,3}}[^\s:。]{{0,20}}\s{{0,4}}){{0,3}}[\s(\[【]*$", re.IGNORECASE
    )
    before = labelled.search(text[from_:start])
    left = from_ + before.start() if before else start
    evidence = bool(before and before.group().strip(" ([【")) or bool(re.search(r"\d:\d\d", text[start:end]))
    if name := re.search(r"(?:^|\s)(\S{2,20})\s*$", text[max(0, left - 24) : left]):
        left -= len(name.group().lstrip()) if outlet(name[1]) else 0
    further = re.compile(rf"[\s|丨;,)\]】]*(?P<word>{known})\s{{0,3}}[:丨]\s*", re.IGNORECASE)
    at = end
    while label := further.match(text, at):
        found, kind = day_at(text, label.end()), _kinds()[fold(label["word"])]
        value, end = _value(text, label.end(), kind)
        glued = kind in ("author", "editor") and len(value) > 5 and text[end : end + 1] in (",", ";", ":")
        at = found[0] if found else label.end() if glued else end  # 编辑:赵茜全县…: where the name ends is not known
        evidence = True
    if name := re.compile(r"\s{1,4}(\S{2,20})(?=\s|$)").match(text, at):
        at = name.end() if outlet(name[1]) else at
    return (left, at) if evidence else None
