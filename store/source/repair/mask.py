"""Words that a filter of forbidden advertising words took out: `*` for 第一, 唯一, 最, 书记; 蕞 for 最; 头部 for 第一.

In: a text; out: edits. A star between characters is read from what stands on either side; every such reading is a
guess and carries the others. A star that leaves no reading (`*月**日`) stays and is marked. Stars of arithmetic,
footnotes, hidden names and emphasis are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.source.repair.edit import Edit

MASK, SUBSTITUTE = "mask", "substitute"
_HAN = "\u3400-\u9fff"
_STAR = re.compile(r"(?<![*＊])[*＊](?![*＊])")
# What 书记 follows: 委 covers 市委, 区委, 党委, 纪委, 团委 …; no superlative comes right after 总, 副 or 第一.
_PARTY = re.compile(r"(?:委|党组|支部|总支)$")
_RANK = re.compile(r"(?:总|副|第一|老|原|任)$")
_BODY = re.compile(r"(?:村|社区|街道|镇|乡|班子)$")
# What follows 唯一 and hardly ever 第一: a verb of having, a choice, 一 with its classifier.
_ONLY = re.compile(
    r"拥有|具有|具备|集|能够?|可以?|获得?|入选|通过|被|以|由|在|实现|掌握|设有?|采用|同时|连续|完整|真正|从事|生产"
    r"|的|一[个家所座项条名位支款]|性|选择|出路|途径|标准|正确|指定|合法|授权|代表|官方|入口"
)
_PLACE = re.compile(
    r"(?:国内|全国|全球|世界|亚洲|中国|业内|行业|全省|全市|省内|市内|我省|我市|[国省市县区]|目前|也是)$"
)
# Superlatives are followed by a quality; these characters begin one and seldom anything else.
_QUALITY = "大高好多强新快优佳美早晚低小近远长短深重严热终后初为具先关主根突困紧直广活真"
_HIDDEN_DAY = re.compile(r"[*＊]{1,2}月[*＊]{1,2}日|\d{1,2}月[*＊]{1,2}日|[*＊]{1,2}月\d{1,2}日")
_HOMOPHONE = re.compile(r"蕞(?!尔)")
_SPELLED = re.compile(rf"(?<![A-Za-z])zui(?=[{_QUALITY}])")
_HEAD_ORDINAL = re.compile(r"头部(?=[个次批届名座款位条](?![牌])|家(?!企|族|电|居|庭|长|装|具|园|政))")
_HEAD_SUPERLATIVE = re.compile(r"头部(?=[大高好快强优佳早低]的)")


def find(text: str) -> list[Edit]:
    edits = [*_stars(text)] if "*" in text or "＊" in text else []
    if "蕞" in text:
        edits += (Edit(m.start(), m.end(), "最", SUBSTITUTE) for m in _HOMOPHONE.finditer(text))
    if "zui" in text:
        edits += (Edit(m.start(), m.end(), "最", SUBSTITUTE) for m in _SPELLED.finditer(text))
    if "头部" in text:
        edits += (_guess(m, "第一", ("首",)) for m in _HEAD_ORDINAL.finditer(text))
        edits += (_guess(m, "最", ()) for m in _HEAD_SUPERLATIVE.finditer(text))
    return sorted(edits, key=lambda e: e.start)


def _guess(found: re.Match[str], word: str, others: tuple[str, ...]) -> Edit:
    return Edit(found.start(), found.end(), word, SUBSTITUTE, certain=False, alternatives=others)


def _stars(text: str) -> Iterator[Edit]:
    hidden = [m.span() for m in _HIDDEN_DAY.finditer(text)]
    for start, end in hidden:
        yield Edit(start, end, text[start:end], MASK, certain=False)
    for found in _STAR.finditer(text):
        at = found.start()
        if any(start <= at < end for start, end in hidden):
            continue
        before, after = text[max(0, at - 6) : at], text[at + 1 : at + 7]
        words = _reading(before.rpartition("\n")[2], after.partition("\n")[0])
        if words:
            yield Edit(at, at + 1, words[0], MASK, certain=False, alternatives=words[1:])


def _reading(before: str, after: str) -> tuple[str, ...]:
    """What a star between the two stands for, best first; empty where it is no mask."""
    han_before, han_after = bool(re.search(f"[{_HAN}]$", before)), bool(re.match(f"[{_HAN}]", after))
    if after.startswith("一") and (han_before or not after.startswith("一、")):
        if _ONLY.match(after, 1) and (_PLACE.search(before) or not after.startswith("一的")):
            return ("唯", "第")
        return ("第", "唯")
    if _RANK.search(before) or (_PARTY.search(before) and not re.match(rf"[{_QUALITY}][{_HAN}]?的", after)):
        return ("书记", "最") if han_after else ("书记",)
    if _BODY.search(before) and not (han_after and after[0] in _QUALITY):
        return ("书记", "最") if han_after else ("书记",)
    if not han_after:
        return ()
    if han_before or (before and before[-1] in "，,。、；;：:”’》）“‘《（"):
        return ("最", "第一")
    return ("最",) if after[0] in _QUALITY and not before else ()
