"""How likely one character is after another: the language model of the repair, from jieba's dictionary.

`likelihood()` loads store/data/characters.z once, when damaged text first asks for it (clean text never does). In:
two characters in any script and width; out: a natural logarithm. Inside words the dictionary's pairs count; across
words, how often the one ends and the other begins a word. Punctuation, digits and letters are not in the dictionary:
their shares are those of Chinese news prose in round figures. It does not segment and knows no words.
"""

from __future__ import annotations

import struct
import zlib
from functools import cache
from math import log

from store import DATA
from store.language.fold import plain

# Occurrences a million words of news prose, in round figures; the dictionary's 60 million words are the scale.
_SIGNS = {
    "，": 90_000, "。": 40_000, "、": 36_000, "“": 16_000, "”": 16_000, "《": 4_000, "》": 4_000, "（": 5_000,
    "）": 5_000, "：": 7_000, "；": 5_000, "！": 2_000, "？": 1_200, "—": 3_000, "…": 600, "·": 1_500, "%": 4_000,
    "\n": 2_000, " ": 6_000, "　": 2_000, ".": 3_000, "-": 1_000, "/": 300, "+": 300, "‘": 500, "’": 500, "【": 500,
    "】": 500, "℃": 100, "～": 200, "×": 100, "〔": 150, "〕": 150, "○": 200, "●": 100, "■": 100, "◆": 50, "▲": 50,
    "★": 30, "☆": 20, "①": 30, "②": 30, "③": 30, "④": 20, "⑤": 20, "→": 20, "Ⅱ": 10, "Ⅲ": 10, "㎡": 30,
}  # fmt: skip
_SIGNS |= dict.fromkeys("0123456789", 6_000)
_SIGNS |= dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 300)
_SIGNS |= dict.fromkeys("abcdefghijklmnopqrstuvwxyz", 300)
# One sign right after another: what share of the first sign's followers it is.
_FOLLOWS = {
    "。": {"\n": 0.4, "”": 0.2, "“": 0.08, "《": 0.01, "（": 0.01, "　": 0.05, "’": 0.003, " ": 0.02, "）": 0.003},
    "，": {"“": 0.05, "《": 0.01, "‘": 0.002, "（": 0.0005, "\n": 0.0005, " ": 0.001},
    "、": {"“": 0.12, "《": 0.08, "‘": 0.01},
    "：": {"“": 0.35, "《": 0.02, "\n": 0.08, "‘": 0.003},
    "；": {"“": 0.03, "《": 0.01, "\n": 0.05, "（": 0.005},
    "！": {"”": 0.35, "\n": 0.2, "“": 0.05, "！": 0.02, "’": 0.01, "》": 0.02},
    "？": {"”": 0.3, "\n": 0.25, "“": 0.05, "？": 0.02, "’": 0.01, "！": 0.02, "》": 0.02},
    "”": {"，": 0.16, "。": 0.09, "“": 0.12, "、": 0.1, "；": 0.02, "\n": 0.06, "（": 0.01, "—": 0.005, "：": 0.01,
          "》": 0.005, "！": 0.005, "？": 0.004, " ": 0.01, "）": 0.005, "…": 0.004},
    "》": {"，": 0.12, "。": 0.06, "《": 0.06, "、": 0.14, "（": 0.06, "；": 0.02, "”": 0.01, "\n": 0.05, "：": 0.01},
    "）": {"，": 0.12, "。": 0.05, "、": 0.12, "；": 0.02, "》": 0.03, "”": 0.01, "\n": 0.1, "：": 0.03, " ": 0.03},
    "“": {"‘": 0.01, "《": 0.005}, "’": {"”": 0.05, "，": 0.1, "‘": 0.2, "。": 0.05, "、": 0.1, "；": 0.05},
    "‘": {"“": 0.002}, "《": {"“": 0.003, "〈": 0.002}, "（": {"《": 0.02, "“": 0.01},
    "…": {"…": 0.6, "”": 0.1, "\n": 0.1, "，": 0.01, "“": 0.05}, "—": {"—": 0.6, "“": 0.03, "\n": 0.01, "《": 0.01},
    "　": {"　": 0.5, "“": 0.03, "《": 0.01, "（": 0.03, "\n": 0.05}, " ": {" ": 0.15, "“": 0.02, "《": 0.02, "（": 0.01},
    "\n": {"　": 0.3, "“": 0.08, "《": 0.02, "\n": 0.2, "（": 0.02, "【": 0.02, " ": 0.05, "●": 0.01, "■": 0.01},
    "%": {"，": 0.3, "。": 0.12, "、": 0.08, "；": 0.08, "—": 0.005, "）": 0.02, "\n": 0.02}, "】": {"“": 0.1, "《": 0.02},
}  # fmt: skip
# What a figure counts, and how often among what follows a digit; the rest of the hanzi share what is left.
_COUNTED = {
    "年": 0.09, "月": 0.08, "日": 0.08, "个": 0.05, "亿": 0.05, "万": 0.05, "家": 0.02, "项": 0.02, "元": 0.02, "条": 0.01,
    "时": 0.01, "余": 0.01, "多": 0.01, "人": 0.01, "名": 0.01, "次": 0.01, "亩": 0.01, "米": 0.005, "平": 0.005, "公": 0.005,
    "千": 0.005, "百": 0.005, "大": 0.01, "届": 0.005, "级": 0.005, "号": 0.01, "位": 0.005, "期": 0.005, "强": 0.003, "点": 0.005,
    "座": 0.003, "台": 0.003, "吨": 0.003, "小": 0.003, "分": 0.003, "天": 0.004, "周": 0.002, "岁": 0.003, "场": 0.003, "种": 0.002,
    "世": 0.001, "至": 0.005, "以": 0.005, "类": 0.002, "所": 0.002, "倍": 0.002, "度": 0.003, "套": 0.002, "户": 0.003, "批": 0.001,
    "栋": 0.001, "层": 0.001, "处": 0.001, "起": 0.001, "件": 0.003, "款": 0.001, "只": 0.001, "支": 0.001, "艘": 0.001, "辆": 0.001,
}  # fmt: skip
_UNSEEN = 1e-5  # a sign after a sign that is not listed
_MILLION = 1_000_000
_WIDE = str.maketrans(
    {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）", "~": "～", "\r": "\n"}
)
_DIGITS = "0123456789"
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Likelihood:
    """log P(next | previous), remembered pair by pair."""

    def __init__(self, blob: bytes) -> None:
        parts: list[bytes] = []
        at = 0
        while at < len(blob):
            (size,) = struct.unpack_from("<I", blob, at)
            parts.append(blob[at + 4 : at + 4 + size])
            at += 4 + size
        count = [2 ** (level / 8) if level else 0.0 for level in range(256)]
        chars = parts[0].decode("utf-16-le")
        self._inside = {c: count[v] for c, v in zip(chars, parts[1], strict=True)}
        begins = {c: count[v] for c, v in zip(chars, parts[2], strict=True) if v}
        self._ends = {c: count[v] for c, v in zip(chars, parts[3], strict=True) if v}
        text = iter(parts[4].decode("utf-16-le"))
        self._pairs = dict(zip(map("".join, zip(text, text, strict=True)), parts[5], strict=True))
        self._count = count
        words = sum(begins.values())
        signs = {c: n * words / _MILLION for c, n in _SIGNS.items()}
        total = words + sum(signs.values())
        # Every character may begin a word: a third of one seen once, so that rare ones differ from never seen.
        self._starts = {c: begins.get(c, 0.3) / total for c in self._inside} | {c: n / total for c, n in signs.items()}
        self._rare = 0.02 / total
        self._known: dict[str, float] = {}

    def start(self, char: str) -> float:
        """P(char begins a word or is a sign), whatever stood before."""
        return self._starts.get(char, self._rare)

    def seen(self, char: str) -> float:
        """How often the dictionary's words hold the character, of its 60 million."""
        return self._inside.get(char, 0.0)

    def after(self, previous: str, char: str) -> float:
        """Natural logarithm of P(char | previous); both as `canonical` spells them."""
        key = previous + char
        value = self._known.get(key)
        if value is None:
            value = self._known[key] = log(self._probability(previous, char))
        return value

    def _probability(self, previous: str, char: str) -> float:
        inside = self._inside.get(previous)
        if inside is not None:
            pair = self._count[self._pairs.get(previous + char, 0)]
            return (pair + (self._ends.get(previous, 0.0) + 0.5) * self.start(char)) / (inside + 0.5)
        if char in self._inside:
            return (_COUNTED.get(char, 0.0) + 0.2 * self.start(char)) if previous in _DIGITS else 0.6 * self.start(char)
        if previous in _DIGITS:
            return 0.035 if char in _DIGITS else 0.06 if char in "%." else self.start(char) / 2
        if previous in _LETTERS:
            return 0.015 if char in _LETTERS else self.start(char) / 2
        if char in _DIGITS or char in _LETTERS:
            return self.start(char) / (3 if previous == "\n" else 1)
        if char in _SIGNS and previous in _SIGNS:
            return _FOLLOWS.get(previous, {}).get(char, _UNSEEN)
        return self.start(char)


@cache
def likelihood() -> Likelihood:
    return Likelihood(zlib.decompress((DATA / "characters.z").read_bytes()))


@cache
def canonical(char: str) -> str:
    """The one spelling of a character that the model knows: simplified, signs wide, digits and letters narrow."""
    return plain(char).translate(_WIDE)
