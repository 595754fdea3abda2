"""What the beam carries: hypotheses, the chains of what they wrote, and what a page is known to be like.

Nothing here searches; `beam` does. Costs are natural logarithms, tuned on simulated damage of clean articles; their
order of size matters, not their digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

NONE, UNKNOWN = -1, -2  # no lead byte pending; one pending whose value was lost
WIDTH, MARGIN = 48, 18.0  # hypotheses kept, and how far behind the best
EFFORT, TIRED = 1_000_000, 8  # hypotheses tried before the beam narrows: no article needs a tenth of it
CHOICE = 16  # characters tried for one lost byte
DOUBT = 7.0  # a rival reading this close makes the place a guess: one in a thousand

PRIVATE = 24.0  # a private-use character in the result
BROKEN = 26.0  # a byte that is no part of any character
LITERAL = 4.0  # `?` that stood there
ATE = 3.0  # a lost byte that took a narrow character with it
STRAY = 12.0  # a lost byte before a character that explains no loss
CROWDED = 3.0  # a lost byte before another `?`
NEAR = 4.0  # right syllable, wrong tone
KEPT = 12.0  # a reading that fits nothing and stays
UNLISTED = 2.0  # an annotated character that the page annotates nowhere else
DROPPED = 1.0  # a byte lost without `?`, on a page that has such places
UNEXPECTED = 8.0  # the same on another page
FOLDED = 2.0  # a narrow sign that was a wide one
DOUBLED = 2.0  # a comma that a spinner put in front of another sign
OTHER_SCRIPT = 4.0  # a character that only simplified text writes, on a traditional page
UNBALANCED = 4.0
CORNER = 6.0  # 「」 on a page that has none
# Signs whose bytes a tool split the text at, and what it costs to take one for two halves of others where no `?` tells
# it: the rarer the sign is in prose, the likelier.
SPLIT = {"！": 1.0, "；": 3.0, "？": 3.0, "。": 6.0, "，": 6.0, "、": 6.0, "：": 5.0}
SEPARATORS = "".join(SPLIT)

_OPEN = {"“": "”", "《": "》", "（": "）", "【": "】"}
_CLOSE = {v: k for k, v in _OPEN.items()}


class Node(NamedTuple):
    """One step of a hypothesis: the text that token `token` completed."""

    parent: Node | None
    text: str
    token: int
    clean: bool  # the token is used up and no byte is pending
    lost: bool  # a byte of it was lost


class Hypothesis(NamedTuple):
    score: float
    pending: int  # lead byte
    raw: int  # the last two bytes of the source, -1 where one is unknown
    last: str  # the last character as the language model spells it
    open: str  # quotation marks and brackets open, outermost first
    node: Node | None


class Piece(NamedTuple):
    """What tokens [first, last] stand for; `others`: rival texts for the same tokens, best first."""

    first: int
    last: int
    text: str
    lost: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the whole page says about its damage."""

    annotated: frozenset[int] = frozenset()  # codes that carry a reading where they stand aligned
    dropping: bool = False  # whether bytes were lost without leaving `?`
    eating: bool = True  # whether a lost byte took a narrow character behind it with it
    traditional: bool = True
    breaks: str = "\n"  # how its lines end
    corners: bool = False  # whether it quotes with 「」
    followers: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # share of the pairs seen on the page


def opened(before: str, char: str) -> tuple[str, bool]:
    """The quotation marks open after the character, and whether it may stand there."""
    if char == "\n":
        return "", not before
    if char in _OPEN:
        return before[-3:] + char, char not in before
    if char in _CLOSE:
        fits = before.endswith(_CLOSE[char])
        return (before[:-1] if fits else before), fits
    return before, True


@cache
def simplified_only(char: str) -> bool:
    """Whether only simplified text writes the character: Big5 has no code for it."""
    try:
        char.encode("big5")
    except UnicodeEncodeError:
        return char >= "\u4e00"
    return False
