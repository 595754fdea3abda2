"""Annotated text as a stream of tokens: what each piece of the page stood for among the bytes of its source.

In: text in which a pinyin tool wrote readings in brackets behind characters. Out: tokens with their offsets. The
readings are recognised by the table of syllables, with spaces inside the bracket, ɡ for g, and (when the page writes
them so) without tones. A token says nothing about what is damaged; `beam` decides that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from store.language import patterns as re
from store.source.repair.gbk import code, near_codes, reading_codes, spelled, toneless

CROWD, SPAN = 8, 24  # more than so many `?` within so many tokens: no page loses bytes as thick as that


class Kind(IntEnum):
    WIDE = 0  # a character of two bytes
    NARROW = 1  # ASCII: one byte, which may be the second of a character
    OTHER = 2  # a character that GBK has no two bytes for: no damage runs across it
    LOST = 3  # `?` or U+FFFD: itself, or a byte that no character could be made of
    READING = 4  # `(fàn)`: adds no byte; the two bytes before it are read so
    LOST_READING = 5  # `?fàn)`: the second of those bytes went, and took the bracket with it


@dataclass(frozen=True, slots=True)
class Token:
    kind: Kind
    start: int
    end: int
    text: str  # the character, the reading as the table spells it, or a gloss as it stands
    code: int = 0  # of a WIDE character


_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = rf"[a-zɡɑêü{_TONES}]{{1,7}}"
READING = re.compile(rf"[(（]\s?({SYLLABLE})\s?[)）]")
LOST_READING = re.compile(rf"[?\ufffd]\s?([(（]?)\s?({SYLLABLE})\s?[)）]")
_TONED = re.compile(f"[{_TONES}]")
# Neutral syllables that a tool writes without a mark; a bare English word in brackets is seldom one of them.
_NEUTRAL = frozenset(
    [
        "de",
        "le",
        "me",
        "men",
        "ne",
        "ba",
        "ma",
        "zi",
        "zhe",
        "li",
        "lou",
        "tou",
        "a",
        "la",
        "ya",
        "wa",
        "bei",
        "guo",
        "shang",
        "xia",
    ]
)


def is_reading(syllable: str, bare: bool) -> bool:
    """Whether the letters are a syllable; without a tone mark only if the page writes readings bare."""
    if _TONED.search(syllable):
        return bool(near_codes(syllable))
    return (bare or syllable in _NEUTRAL) and bool(reading_codes(syllable))


def tokens(text: str, *, bare: bool, glosses: frozenset[int] = frozenset()) -> list[Token]:
    """`glosses`: codes of characters whose reading an editor wrote; theirs are text like any other."""
    out: list[Token] = []
    at = 0
    while at < len(text):
        char = text[at]
        token: Token | None = None
        if char in "(（?\ufffd":
            token = _reading(text, at, bare)
            if token is not None and token.kind == Kind.READING and out and out[-1].code in glosses:
                token = Token(Kind.OTHER, at, token.end, text[at : token.end])
        if token is None:
            token = _single(char, at)
        out.append(token)
        at = token.end
    return _settled(out, narrow="，" not in text)


def _settled(stream: list[Token], *, narrow: bool) -> list[Token]:
    """The stream with `?` that stand too close to be lost bytes taken for themselves: `???` for wide spaces, noise.

    Two in a row are a character that the page's encoding lacks, or, where wide signs became narrow, perhaps ？.
    """
    lost = [i for i, token in enumerate(stream) if token.kind == Kind.LOST]
    for n, i in enumerate(lost):
        low, high = max(0, n - CROWD), n
        near = {lost[k] for k in (n - 1, n + 1) if 0 <= k < len(lost)}
        paired = not narrow and bool(near & {i - 1, i + 1})
        if paired or any(lost[k + CROWD] - lost[k] < SPAN for k in range(low, high + 1) if k + CROWD < len(lost)):
            stream[i] = replace(stream[i], kind=Kind.OTHER)
    return stream


def _single(char: str, at: int) -> Token:
    if char in "?\ufffd":
        return Token(Kind.LOST, at, at + 1, char)
    if char < "\x80":
        return Token(Kind.NARROW, at, at + 1, char)
    wide = code(char)
    return Token(Kind.OTHER, at, at + 1, char) if wide is None else Token(Kind.WIDE, at, at + 1, char, wide)


def _reading(text: str, at: int, bare: bool) -> Token | None:
    lost = text[at] in "?\ufffd"
    found = (LOST_READING if lost else READING).match(text, at)
    if found is None or not is_reading(syllable := spelled(found[found.lastindex or 1]), bare):
        return None
    end = found.end()
    if bare and end < len(text) and text[end] == " " and toneless(syllable) == syllable:
        end += 1  # the tool that writes no tones puts a space behind the bracket
    return Token(Kind.LOST_READING if lost else Kind.READING, at, end, syllable)
