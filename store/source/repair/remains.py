"""Damage that nothing could restore: characters that a decoder replaced by U+FFFD.

In: a text that every other family has gone over; out: edits that change nothing and mark the places, so that a reader
sees them and a fact that rests on them says so.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source.repair.edit import Edit

KIND = "lost"
_LOST = re.compile("\ufffd+")


def find(text: str) -> list[Edit]:
    if "\ufffd" not in text:
        return []
    return [Edit(m.start(), m.end(), m[0], KIND, certain=False) for m in _LOST.finditer(text)]
