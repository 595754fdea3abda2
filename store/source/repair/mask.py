"""Words that a filter of forbidden advertising words took out: `*` for 第一, 唯一, 最, 首, 书记, 主席; 蕞 for 最; 头部.

In: a text; out: edits. A star between characters is read from what stands on either side; every such reading is a
guess and carries the others. A star that has no one reading (`*月**日`, `李*华`) stays and is marked where it lies
between characters. Stars of arithmetic, footnotes and emphasis are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from store.language import patterns as re
from store.source.repair.edit import Edit

MASK, SUBSTITUTE = "mask", "substitute"
_HAN = "\u3400-\u9fff"
_AROUND = 8  # characters looked at on either side
_STARS = re.compile(
    rf"(?P<emphasis>(?<![*＊])\*[{_HAN}]{{1,12}}(?<!委)(?<!党组)(?<!支部)\*(?=[的和与及是在了，,。、；;：:！!？?”’）)\s]|$))|"
    r"(?P<day>[*＊]{1,2}月[*＊\d]{1,2}日|\d{1,2}月[*＊]{1,2}日)"
    r"|(?P<office>(?:(?<=国家)|(?<=军委)|(?<=政协)|(?<=工会)|(?<=[文妇侨残]联)|(?<=[科作]协)|(?<=工商联))"
    r"(?P<deputy>副?)[*＊]{1,2}(?![*＊级队]))"
    r"|(?P<secretary>(?:(?<=委)|(?<=党组)|(?<=支部))[*＊]{2}(?![*＊]))"
    r"|(?<![*＊])(?P<star>[*＊])(?![*＊])"
)
# What 书记 follows: 委 covers 市委, 区委, 党委, 纪委, 团委 …; no superlative comes right after 总, 副 or 第一.
_PARTY = re.compile(r"(?:委|党组|支部|总支)$")
_RANK = re.compile(r"(?:总|副|第一|老|原|任)$")
_BODY = re.compile(r"(?:村|社区|街道|镇|乡|班子)$")
# What follows 唯一 and hardly ever 第一: a verb of having, a choice, 一 with its classifier.
_ONLY = re.compile(
    r"拥有|具有|具备|集|能够?|可以?|获得?|入选|通过|被|以|由|在|实现|掌握|设有?|采用|同时|连续|完整|真正|从事|生产"
    r"|的|一[个家所座项条名位支款]|性|选择|出路|途径|标准|正确|指定|合法|授权|代表|官方|入口"
)
_RANKED = re.compile(r"(?:排名|名列|位列|位居|稳居|居|列|跃居|获|夺得)$")
_NEVER = frozenset("级长副的和与及是在到从对将把被")  # what no superlative stands before
_FIRST = re.compile(r"[个家批次届座条款台例套期只名位所](?!人)")
# Characters that begin a quality, a verb of feeling or a direction: what a superlative is followed by.
_QUALITY = frozenset(
    "大高好多强新快优佳美早晚低小近远长短深浅重轻严热冷终后初前先为具真难硬急广稳核突活富便靠接有能让需紧顶尖密完权基原古老年"
    "幸痛坚集可不适成普常满悠受准细实暖亮火牛宜聪智绿齐健昂省慢薄弱苦累险危鲜正公透精杰神丰值想爱怕期关棒靓燃贴根底上下里左右"
    "东西南北外内中尾直主困缺少干敢闪耀知名著响光隆壮宏激烈迫切温美丽漂繁忙复杂简单容易安全洁净清香甜醇纯厚动"
)
_OPENING = frozenset("近终后初新大佳")  # after a star that opens a line and may be a footnote's
_SIZE = frozenset("长宽高深厚径")
# A surname that stands by itself or after a title: the star hides a given name.
_NAMED = re.compile(
    rf"(?:^|[^{_HAN}]|[人者员长记任师生士某友])"
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石"
    "姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]$"
)
_HOMOPHONE = re.compile(r"蕞(?!尔)")
_SPELLED = re.compile(rf"(?<![A-Za-z])zui(?=[{''.join(sorted(_QUALITY))}])")
_HEAD_ORDINAL = re.compile(r"头部(?=[个次批届座款条](?!牌)|[名位](?!称|置|单)|家(?!企|族|电|居|庭|长|装|具|园|政))")
_HEAD_SUPERLATIVE = re.compile(r"头部(?=[大高好快强优佳早低]的)")


def find(text: str) -> list[Edit]:
    edits = _masks(text) if "*" in text or "＊" in text else []
    if "蕞" in text:
        edits += (Edit(m.start(), m.end(), "最", SUBSTITUTE) for m in _HOMOPHONE.finditer(text))
    if "zui" in text:
        edits += (Edit(m.start(), m.end(), "最", SUBSTITUTE) for m in _SPELLED.finditer(text))
    if "头部" in text:
        edits += (_guess(m.span(), "第一", ("首",), SUBSTITUTE) for m in _HEAD_ORDINAL.finditer(text))
        edits += (_guess(m.span(), "最", (), SUBSTITUTE) for m in _HEAD_SUPERLATIVE.finditer(text))
    return sorted(edits, key=lambda e: e.start)


def _guess(span: tuple[int, int], word: str, others: tuple[str, ...], kind: str = MASK) -> Edit:
    return Edit(*span, word, kind, certain=False, alternatives=others)


def _masks(text: str) -> list[Edit]:
    """The stars of a page. Where some are masks for certain, the others take what they most often hide."""
    edits = list(_stars(text))
    if all(e.text in "*＊" or e.text == text[e.start : e.end] for e in edits):
        return edits
    return [
        replace(e, text=e.alternatives[0], alternatives=e.alternatives[1:]) if e.text == "*" and e.alternatives else e
        for e in edits
    ]


def _stars(text: str) -> Iterator[Edit]:
    for found in _STARS.finditer(text):
        start, end = found.span()
        if found["emphasis"]:
            continue
        if found["day"]:
            yield _guess((start, end), found[0], ())
        elif found["office"]:
            yield _guess((start, end), found["deputy"] + "主席", ())
        elif found["secretary"]:
            yield _guess((start, end), "书记", ())
        else:
            before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
            after = text[end : end + _AROUND].partition("\n")[0]
            words = _words(before, after)
            if words:
                yield _guess((start, end), words[0], words[1:])


def _words(before: str, after: str) -> tuple[str, ...]:
    """What a star between the two stands for, best first; a star where these two do not tell, nothing where it is none."""
    han_before, han_after = bool(re.search(f"[{_HAN}]$", before)), bool(re.match(f"[{_HAN}]", after))
    if after.startswith("一") and (han_before or not after.startswith("一、")):
        only = _ONLY.match(after, 1) and not _RANKED.search(before)
        return ("唯", "第") if only else ("第", "唯")
    if re.match("[二三四五六七八九十]", after) and han_before:
        return ("第", "最")
    if after.startswith("记") and not after.startswith("记者") and _PARTY.search(before):
        return ("书",)  # 县委*记: only one of the two signs is masked
    if (_RANK.search(before) and not after.startswith("长")) or (
        _PARTY.search(before) and not re.match(rf".[{_HAN}]?的", after)
    ):
        return ("书记", "最") if han_after else ("书记",)
    if _BODY.search(before) and not (han_after and after[0] in _QUALITY):
        return ("书记", "最") if han_after else ("书记",)
    if not han_after or (before[-1:] in _SIZE and after[0] in _SIZE):
        return ()
    if not before.strip():
        return ("最",) if after[0] in _OPENING else ()
    if not (han_before or before[-1] in "，,。、；;：:”’》）“‘《（"):
        return ()
    if after[0] in _QUALITY and not before.endswith("副"):
        return ("最", "第一")
    if _FIRST.match(after):
        return ("首", "第一")
    if _NAMED.search(before) or after[0] in _NEVER:
        return ("*",)
    return ("*", "最", "首", "第一") if han_before else ()
