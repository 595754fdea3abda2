"""Punctuation that a page's spinner doubled: a comma in front of another sign, of either width.

In: a text; out: edits that keep the second sign. Only commas are taken, and only where no figure or code can be
meant: `1,,2` and `a,,b` stay. A comma that stands for a lost byte on an annotated page is the beam's.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source.repair.edit import Edit

KIND = "doubled-punctuation"
_WORD = "\u3400-\u9fff\ue000-\uf8ff”’》）)】」』％%℃…"
_ANY = re.compile("[,，](?=[,，、。；：！？;:!?])")  # quicker, and enough for clean text
# Behind a character or a closing mark any sign may follow; behind a digit or letter only what no table holds.
_SURE = re.compile(rf"(?<=[{_WORD}])[,，]+(?=[,，、。；：！？;:!?])|(?<=[0-9A-Za-z])[,，]+(?=[，、。；：！？])")
# On a page where that happened: the comma of thousands, and behind digits and letters.
_LIKELY = re.compile(rf"{_SURE.pattern}|(?<=\d)[,，]+(?=,\d{{3}}(?!\d))|(?<=[0-9A-Za-z])[,，]+(?=,[\u3400-\u9fff“《])")
_SINGLE = re.compile(r"(?<![,，])[,，](?![,，、。；：！？;:!?])")


def find(text: str) -> list[Edit]:
    if not _ANY.search(text) or not _SURE.search(text):
        return []
    singles = _SINGLE.findall(text)
    wide = singles.count("，") > len(singles) / 2
    out: list[Edit] = []
    for found in _LIKELY.finditer(text):
        start, end = found.span()
        kept = text[end]
        if kept in ",，" and not text[end + 1 : end + 2].isdigit():
            kept = "，" if wide or (not singles and "，" in text[start : end + 1]) else ","
        out.append(Edit(start, end + 1, kept, KIND))
    return out
