"""Folding: one spelling for matching, of the same length as the text, so that every offset stays true.

`plain` brings traditional characters to simplified ones, full width to half width, and corner brackets to “ ” ‘ ’:
the rules of recognition match on it. `fold` also lowers letters: search compares folded text with a folded query.
Neither is for showing or for records; converting for a reader is `store.language.script`.
"""

from __future__ import annotations

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


@cache
def _fold_table() -> dict[int, int]:
    table = dict(_plain_table())
    for code in [*range(0x41, 0x5B)]:
        table[code] = code + 0x20
        table[code + 0xFEE0] = code + 0x20
    return table


def plain(text: str) -> str:
    """The text in simplified characters and half width, of the same length."""
    return text.translate(_plain_table())


def fold(text: str) -> str:
    """The text as search compares it: `plain`, with the letters A–Z lowered, of the same length."""
    return text.translate(_fold_table())
