"""Characters that show nothing: zero-width marks, marks of direction, control characters.

In: a text; out: edits that take them out. What joins emoji or letters of scripts that need joiners stays. Runs after
the bytes were put right: a soft hyphen or a control character may be a byte of mojibake.
"""

from __future__ import annotations

from store.language import patterns as re
from store.source.repair.edit import Edit

INVISIBLE, CONTROL = "invisible", "control"
_MARKS = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffc]+")
_ANY = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufffc]"
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
# Scripts whose letters are joined or kept apart by these marks, and emoji: two such neighbours keep theirs.
_JOINED = re.compile("[\u0590-\u0fff\u1000-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")


def find(text: str) -> list[Edit]:
    if not _ANY.search(text):
        return []
    marks = [Edit(m.start(), m.end(), "", INVISIBLE) for m in _MARKS.finditer(text) if not _needed(text, *m.span())]
    controls = [Edit(m.start(), m.end(), "", CONTROL) for m in _CONTROLS.finditer(text)]
    return sorted([*marks, *controls], key=lambda e: e.start)


def _needed(text: str, start: int, end: int) -> bool:
    return bool(_JOINED.match(text, end) or (start and _JOINED.match(text, start - 1)))
