"""The dateline in front of a first paragraph: `本报讯(记者 某某)`, `新华社南京1月28日电`, `某某网1月28日讯 记者某某报道:`.

`dateline` gives its outlet, place, day and reporters, and how far it reaches; the paragraph goes on behind it.
`signature` finds the reporters in brackets at the end of a paragraph, `reporters` the names in a byline. All read
plain text and give None for anything else: `记者从市发改委获悉` is a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.language import patterns as re

_HAN = r"[\u4e00-\u9fff]"
_AGENCY = (
    r"(?:本报|本网|本台|本刊|本社|本站|新华社|中新社|中央社|新华网|中新网|人民网|央视网|央广网|光明网|中国网|红网|长城网"
    rf"|{_HAN}{{1,10}}?(?:日报社?|晚报|早报|晨报|新报|讯报|声报|时报|商报|都市报|快报|导报|报|网|台(?![湾州江北中南])|客户端|新闻|在线|融媒体中心|融媒体|融媒|传媒|发布|广电|通讯社|通讯(?!员)|新闻社|财经社|观察))"
)
_DAY = r"(?:(?P<year>(?:19|20)\d\d)\s?年\s?)?(?:(?P<month>1[0-2]|0?[1-9])\s?月\s?)?(?P<day>3[01]|[12]\d|0?[1-9])\s?日"
# A reporter's office may name the outlet: 潇湘晨报记者, 央广网记者, 《人民日报》记者.
_WHO = (
    rf"(?:《{_HAN}{{2,8}}》|{_HAN}{{1,8}}?(?:报|网|台|社|融媒|传媒))?(?:本报|本网|本台|本刊|新闻|全媒体|融媒体|融媒|首席|摄影|见习|特派|特约|实习|驻{_HAN}{{1,4}}){{0,3}}"
    r"(?:记者|通讯员|采访人员|实习生|撰稿人|撰稿|评论员)"
)
_HOUSE = re.compile(
    rf"《?(?P<outlet>{_HAN}{{2,10}}?(?:报|网|台|社|融媒|传媒|观察|财讯|日讯|商讯|视野|在线|客户端|新闻))》?社?[·・\s]?(?:首席|特约|特派|见习|实习|全媒体|融媒体)?记者"
)
_MARK = r"(?:综合消息|综合报道|专电|专讯|讯|电|消息)"
_START = re.compile(
    rf"[【\[(〖]?\s?(?:{_HAN}{{2,8}}[报网台社线]\s?[—–-]{{1,2}}\s?)?(?P<outlet>{_AGENCY})(?P<place>{_HAN}{{2,10}}?(?:、{_HAN}{{2,6}})?)?\s{{0,2}}(?:{_DAY})?(?P<place_after>(?<=日){_HAN}{{2,4}})?\s{{0,2}}(?P<mark>{_MARK})"
    rf"(?=[\s:,】\])〗(—-]|【|{_WHO}|$|(?<=讯)(?:近日|日前|昨[日天]|前日|今[日天]|\d{{1,2}}[月日]))\s?[】\])〗]?"
)
_TODAY = re.compile(rf"(?:今日|今天)?\s?{_DAY}\s?(?:讯|电|消息)(?=[\s:,(])")
_BRACKETED = re.compile(rf"[【\[]\s?(?P<outlet>{_AGENCY}|{_HAN}{{1,4}}网)\s?[】\]]")
_PLACED = re.compile(rf"[【\[]\s?(?P<place>{_HAN}{{2,6}}?)(?:专讯|专电|讯|电)\s?[】\]]")
_BRACKET = re.compile(r"\s{0,4}[(\[【〔]\s?(?P<who>[^()\[\]【】〔〕]{1,80})[)\]】〕]")
_REPORTS = re.compile(
    rf"\s{{0,4}}(?P<who>(?:{_WHO})[\u4e00-\u9fff·、\s]{{2,30}}?)\s?(?P<from>{_HAN}{{2,4}})??\s?报道\s?[:,]?"
)
_NAME = rf"(?:{_HAN}{{2,4}}|{_HAN}\s{_HAN}|{_HAN}{{1,4}}·{_HAN}{{1,6}})"
_BYLINE = re.compile(
    rf"\s{{0,4}}[●■□◆◎•○]?\s?(?P<who>(?:{_WHO}|文/图|图/文|文|图)\s{{0,2}}[:/丨|]?\s{{0,2}}{_NAME}"
    rf"(?:[\s、,/]{{1,3}}(?:{_WHO}\s{{0,2}}[:/丨|]?\s{{0,2}})?{_NAME}){{0,6}})(?:\s{{2,}}|\s*$|\s?[|丨]\s?|\s(?=[\d“]))"
)
_SENT = re.compile(r".{0,16}记者(?P<who>[^。]{4,30})(?:连线|综合)?报[道导]")
_REST = re.compile(r"[\s:—\-–,·]+")
_EDITOR = re.compile(
    rf"(?:审核人?|审校|审稿|责任编辑|编辑|责编|校对|签发|一审|二审|三审|初审|终审)\s?[:/丨]\s?{_HAN}{{2,4}}(?:[\s、]{_HAN}{{2,4}}(?=[\s、]|$))*"
)
_OFFICE = re.compile(r"[局办部委厅中心镇乡街道社台网报院校站队组会司厂宣]$")
_END = re.compile(r"\s*[(\[【〖]\s?(?P<who>[^()\[\]【】〖〗]{2,80})[)\]】〗]\s*$")
_BARE_END = re.compile(
    rf"(?<=[。!?”…])\s*(?P<who>(?:本报|本网|本台|全媒体)?记者[\s:]?{_HAN}[{_HAN[1:-1]}、\s]{{1,40}})$"
)
_REPORTER = re.compile(rf"{_WHO}|文/|/文|图/|/图|供稿|报道组|整理")
_SENTENCE = re.compile(r"[。!?;\d%]|获悉|了解|采访|从|在|将|对|表示|走进|发现|看到|问")
_NO_PLACE = re.compile(r"新闻|客户端|频道|综合|官网|独家|最新|专访|快讯|记者|特|新")


_NO_NAME = frozenset(
    "上图 下图 左图 右图 图略 资料 待续 节选 摘要 下同 全文 江苏 江西 江南 江北 安徽 广州 常州 温州 池州 成都 万元 单位 方案 章程 时间 项目 计划 包括 高新区 金额 全年 全省 全国 全市 全区 全县 文件 预计 同比 和平 平均 同下".split()
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end`: where the paragraph goes on. `day` is EDTF, with XXXX where the year is not said."""

    end: int
    outlet: str | None = None
    place: str | None = None
    day: str | None = None
    author: str | None = None


def reporters(text: str) -> str | None:
    """`记者 某某 通讯员 某甲 某乙` as `某某、某甲、某乙`; None where the words are no list of reporters."""
    bare = _HOUSE.sub("记者", text.strip(" ()[]【】●■□◆◎•○"), count=1)
    if len(bare) > 80 or not _REPORTER.search(bare) or _SENTENCE.search(bare):
        return None
    # 某县融媒体中心 某某 供稿: what is no name is the office that they write for.
    split = re.sub(
        rf"{_HAN}{{2,4}}记者站|{_WHO}人?|文/图|图/文|[文图]/|(?:摄影|综合)?报[道导]|摄影|制图|撰文|供稿|整理|[:/|丨·•]",
        " ",
        _EDITOR.sub(" ", bare),
    )
    names = [
        name
        for name in re.split(r"[\s、,和]+", re.sub(rf"(?<!{_HAN})({_HAN})\s({_HAN})(?!{_HAN})", r"\1\2", split))
        if name
    ]
    people = [name for name in names if len(name) <= 4 and not (len(name) > 2 and _OFFICE.search(name))]
    names = people or names
    if len(names) > 1 and re.search(r"报[道导]$", bare):
        from store.regions.table import named

        names = names[:-1] if named(names[-1]) else names  # 记者甲某某 昆山报道
    if (
        not names
        or len(names) > 12
        or any(not 2 <= len(name) <= 4 or re.search(r"[^\u4e00-\u9fff]", name) for name in names)
    ):
        return None
    return "、".join(names)


def reporters_outlet(text: str) -> str | None:
    """The outlet that a byline's reporters write for: `豫西时报记者 某某`; None for 本报记者."""
    by = _HOUSE.match(text.lstrip("●■□◆◎•○ ([【〖"))
    return by["outlet"] if by and not by["outlet"].startswith("本") else None


def names_alone(text: str) -> str | None:
    """A line that is nothing but one to four names, as reporters sign below a text."""
    bare = re.sub(rf"(?<!{_HAN})({_HAN})\s{{1,2}}({_HAN})(?!{_HAN})", r"\1\2", text.strip(" ()[]【】●■□◆◎•○"))
    return _plain_names(bare) if 2 <= len(bare) <= 15 and bare.count(" ") <= 3 else None


def dateline(text: str) -> Dateline | None:
    """The dateline at the start of a paragraph in plain text."""
    head = text[:180]
    if start := _START.match(head):
        end, author = _reported(head, start.end())
        outlet, place = start["outlet"], start["place"] or start["place_after"]
        return Dateline(
            end,
            reporters_outlet(head[start.end() : end]) if outlet.startswith("本") else outlet,
            None if not place or _NO_PLACE.search(place) else place,
            _day(start),
            author,
        )
    if today := _TODAY.match(head):
        end, author = _reported(head, today.end())
        return Dateline(end, day=_day(today), author=author)
    if placed := _PLACED.match(head):  # 【江门专讯】
        from store.regions.table import named

        if named(placed["place"]):
            return Dateline(_behind(head, placed.end()), place=placed["place"])
    if bracketed := _BRACKETED.match(head):
        end, author = _reported(head, bracketed.end())
        return Dateline(end, bracketed["outlet"], author=author)
    if (bracket := _BRACKET.match(head)) and (names := reporters(bracket["who"])):
        return Dateline(_behind(head, bracket.end()), reporters_outlet(bracket["who"]), author=names)
    if bracket and (sent := _SENT.fullmatch(bracket["who"])):  # 【某某报记者甲某某珠海报道】
        author, place = _name_and_place(sent["who"])
        return Dateline(_behind(head, bracket.end()), reporters_outlet(bracket["who"]), place, author=author)
    byline = _BYLINE.match(head)
    if byline and byline.end() < len(text) and (names := reporters(byline["who"])):
        return Dateline(byline.end(), author=names)
    reports = _REPORTS.match(head)
    if reports and reports.group().rstrip().endswith((":", ",")) and (names := reporters(reports["who"])):
        return Dateline(_behind(head, reports.end()), place=reports["from"], author=names)
    return None


def _name_and_place(text: str) -> tuple[str | None, str | None]:
    """甲某某珠海 as a name and the place that it was sent to; None, None where the table knows no such place."""
    from store.regions.table import named

    *others, last = re.split(r"[、,\s]+", text) if "、" in text else [text]
    for n in (3, 2, 4):
        name, place = last[:n].strip(), last[n:].strip()
        if len(place) > 1 and (named(place) or named(place[-3:])):
            return "、".join((*others, name)), place
    return None, None


def _reported(head: str, end: int) -> tuple[int, str | None]:
    """The reporters behind a dateline's mark, and where the paragraph goes on."""
    author = None
    if bracket := _BRACKET.match(head, end):
        author = reporters(bracket["who"]) or _plain_names(bracket["who"])
        end = bracket.end() if author else end
    elif reports := _REPORTS.match(head, end):
        author, end = reporters(reports["who"]), reports.end()
    elif byline := _BYLINE.match(head, end):
        author, end = reporters(byline["who"]), byline.end()
    return _behind(head, end), author


def _behind(head: str, end: int) -> int:
    rest = _REST.match(head, end)
    return rest.end() if rest else end


def signature(text: str) -> tuple[int, str] | None:
    """Where the reporters at the end of the text begin, in brackets or behind its full stop, and their names."""
    found = _END.search(text, max(0, len(text) - 100)) or _BARE_END.search(text, max(0, len(text) - 60))
    if found and (
        names := reporters(found["who"])
        or (_plain_names(found["who"]) if _ends_sentence(text, found.start()) else None)
    ):
        return found.start(), names
    return None


def _ends_sentence(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith(("。", "!", "?", "”", "…"))


def _plain_names(text: str) -> str | None:
    """Names without 记者: only for brackets where nothing else can stand."""
    from store.language.names import surnames

    single, double = surnames()
    names = re.split(r"[\s、,]+", text.strip())
    fits = all(
        len(name) in (2, 3)
        and re.fullmatch(rf"{_HAN}+", name)
        and (name[0] in single or name[:2] in double)
        and name not in _NO_NAME
        for name in names
    )
    return "、".join(names) if fits else None


def _day(match: re.Match[str]) -> str | None:
    if not match["month"]:
        return None
    return f"{match['year'] or 'XXXX'}-{int(match['month']):02d}-{int(match['day']):02d}"
