"""HTML entities that were left as text: `&ldquo;`, `&nbsp;`, `&#8226;`, also escaped twice (`&amp;ldquo;`).

In: a text; out: edits. A no-break space becomes a space. Names that HTML does not know stay, and so does a lone `&`.
"""

from __future__ import annotations

import html

from store.language import patterns as re
from store.source.repair.edit import Edit

KIND = "entity"
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};|nbsp(?![A-Za-z;]))")


def find(text: str) -> list[Edit]:
    if "&" not in text:
        return []
    out: list[Edit] = []
    for found in _ENTITY.finditer(text):
        meant = html.unescape("&" + found[0].rpartition("amp;")[2].removeprefix("&")).replace("\xa0", " ")
        if meant.startswith("&") and found[0] != "&amp;" and not found[0].startswith("&amp;"):
            continue
        if len(meant) > 2:  # no name of HTML stands for more than two characters: it is not one
            continue
        out.append(Edit(found.start(), found.end(), meant or "&", KIND))
    return out
