"""How many cells a character takes, and how a text is cut to a number of cells.

Rich knows wide and zero-width characters but not the third kind: “ ” … · ① take one cell in some terminals and two in
others. `widen_ambiguous` makes everything that measures text count two for them. It replaces three private functions of
`rich.cells`, one of them for speed: the only place in the project that reaches into Rich.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import rich.cells as cells
from rich.cells import get_character_cell_size, set_cell_size

_measured = get_character_cell_size
_ambiguous = 1
_plain = False


def use_plain_signs(plain: bool) -> None:
    """Draw our own signs and frames with ASCII alone."""
    global _plain
    _plain = plain


def sign(fancy: str, plain: str) -> str:
    """A sign of ours, or its plain form where the terminal wants it."""
    return plain if _plain or _ambiguous == 2 else fancy


def plain_signs() -> bool:
    return bool(sign("", "plain"))


def widen_ambiguous(width: int) -> None:
    """Count characters of ambiguous width as `width` cells, 1 or 2, everywhere; called before the first frame."""
    global _ambiguous
    if width == _ambiguous:
        return
    _ambiguous = width
    wide = _wide_size if width == 2 else _measured
    cells.get_character_cell_size = wide
    cells._is_single_cell_widths = str.isascii if width == 2 else cells._SINGLE_CELLS.issuperset
    cells.cached_cell_len.cache_clear()
    _cells.clear()


@lru_cache(8192)
def _wide_size(character: str, unicode_version: str = "auto") -> int:
    from unicodedata import east_asian_width

    size = _measured(character, unicode_version)
    return 2 if size == 1 and east_asian_width(character) == "A" else size


class _Cells(dict[str, int]):
    """Character → its cells, filled as they are met: Rich's own way takes five times as long for each of an article's."""

    def __missing__(self, character: str) -> int:
        size = self[character] = cells.get_character_cell_size(character)
        return size


_cells = _Cells()
_joining = cells._cell_len


def _cell_len(text: str, unicode_version: str = "auto") -> int:
    if "\u200d" in text or "\ufe0f" in text:
        return _joining(text, unicode_version)
    return sum(map(_cells.__getitem__, text))


cells._cell_len = _cell_len


def char_width(character: str) -> int:
    """Cells of one character: 0, 1 or 2."""
    return _cells[character]


def widths_of(text: str) -> Iterator[int]:
    """Cells of each character."""
    return map(_cells.__getitem__, text)


def width_of(text: str) -> int:
    """Cells of a text on one line."""
    return cells.cell_len(text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text` in exactly `width` cells: padded, or cut with a mark at the end."""
    if width <= 0:
        return ""
    length = width_of(text)
    if length > width:
        mark = sign("…", "~")
        # A wide character that would be cut in two leaves a blank: the mark goes before it.
        return set_cell_size(set_cell_size(text, width - 1).rstrip() + mark, width)
    pad = " " * (width - length)
    return pad + text if right else text + pad
