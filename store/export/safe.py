"""Text from strangers on its way into a file: nothing in it can act on whoever opens it.

`plain` takes out of a cell what is no text: control characters, escapes, bidi controls, invisible ones, line breaks.
`steady` puts a space for each instead, so that offsets into a long text still hold. `defused` is a cell that no
spreadsheet takes for a formula. What the terminal shows has its own defence (`tui.sanitize`).
"""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but tab and newline, DEL, C1
    "\u00ad\u061c\u180b-\u180f"  # soft hyphen, Arabic letter mark, Mongolian selectors
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"  # zero width, line ends, bidi
    "\ud800-\udfff"  # lone surrogates, which no encoding takes
    "\U000e0000-\U000e0fff]"  # tags
)
_BREAKS = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*")
# What makes a spreadsheet compute. Full-width signs count too: some read them as the plain ones.
_FORMULA = frozenset("=+-@＝＋－＠\t\r")
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:[.,]\d{1,30}){0,20}%?")

_ASCII = bytes(range(0x20, 0x7F))  # what is printable of it


def plain(text: str) -> str:
    """The text on one line, without anything that is not text."""
    if text.isprintable():  # the rule: one look and done
        return text
    return _UNSAFE.sub("", _BREAKS.sub(" ", text)).strip()


def steady(text: str) -> str:
    """The text, of the same length and with its lines, each unsafe character a space."""
    return text if text.isprintable() else _UNSAFE.sub(" ", text)


def defused(text: str) -> str:
    """A cell for a spreadsheet: an apostrophe in front where it could be a formula; numbers and a lone sign stay."""
    if not text.isprintable():
        text = plain(text)
    if text[:1] in _FORMULA and len(text) > 1 and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def is_clear(line: bytes) -> bool:
    """Whether JSON as orjson writes it holds printable text alone: the rule, so that one look at many lines is enough.

    Controls are written as \\u00…. Names of fields are ASCII, and looking at all of them would take the longest.
    """
    return b"\\" not in line and line.translate(None, _ASCII).decode().isprintable()
