"""Folding: one spelling for matching, of the same length as the text, so that every offset stays true.

`plain` brings traditional characters to simplified ones, full width to half width, and corner brackets to “ ” ‘ ’:
the rules of recognition match on it. `fold` also lowers letters: search compares folded text with a folded query.
Neither is for showing or for records; converting for a reader is `store.language.script`.
"""

from __future__ import annotations

import re
from functools import cache

from store import DATA

_BRACKETS = str.maketrans("「」『』﹁﹂﹃﹄〝〞＂", "“”‘’“”‘’“””")


@cache
def _plain_table() -> dict[int, int]:
    """Code point → code point; 4,000 characters from OpenCC's table (store/data/fold.txt) and the full-width forms."""
    lines = (DATA / "fold.txt").read_text(encoding="utf-8").splitlines()
    table = {ord(a): ord(b) for a, b in zip(lines[0], lines[1], strict=True)}
    table |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
    table[0x3000] = 0x20  # ideographic space
    table[0xA0] = 0x20
    table |= {k: v for k, v in _BRACKETS.items() if isinstance(v, int)}
    return table


_LARGE = re.compile("[A-Z]")
_LONG = 100_000  # signs from which what is found would take memory
_FEW = 32  # different signs up to which replacing them takes less time than the table


@cache
def _changed() -> re.Pattern[str]:
    """A sign that the table changes, or one beyond the first plane; with those in the class the look-up were slow."""
    signs = "".join(chr(code) for code in _plain_table() if code < 0x10000)
    return re.compile(f"[{re.escape(signs)}]|[\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """The text in simplified characters and half width, of the same length."""
    table, changed = _plain_table(), _changed()
    signs = set(changed.findall(text, 0, 300))  # a text is traditional from its first words on
    if len(signs) <= _FEW and 300 < len(text) < _LONG:
        signs.update(changed.findall(text, 300))
    if len(signs) > _FEW or len(text) >= _LONG:
        return text.translate(table)
    for sign in signs:
        text = text.replace(sign, chr(table.get(ord(sign), ord(sign))))
    return text


def fold(text: str) -> str:
    """The text as search compares it: `plain`, with the letters A–Z lowered, of the same length."""
    return lowered(plain(text))


def lowered(text: str) -> str:
    """Plain text as `fold` gives it."""
    for letter in set(_LARGE.findall(text)):
        text = text.replace(letter, letter.lower())
    return text
