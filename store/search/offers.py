"""What to ask instead, where a query finds nothing: its words cut into smaller ones, places and persons of like names.

Comes in: a query that found nothing. Goes out: queries that find something, best first. jieba is loaded here alone, so
that no query that finds anything waits for it. Nothing is asked in the person's stead: these are offered.
"""

from __future__ import annotations

import logging
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from store.index import terms
from store.language.fold import fold
from store.search.query import Query

if TYPE_CHECKING:
    from store.search.finding import Searched

MOST = 5
LIKE = 0.5  # share of characters that two persons' names have in common


def offers(library: Searched, query: Query) -> tuple[str, ...]:
    found: dict[str, None] = {}
    words = [w.text for w in query.words if not w.excluded]
    if words:
        pieces = [piece for word in words for piece in cut(word)]
        if pieces != words and pieces and _holds(library, pieces):
            found[" ".join(pieces)] = None
        elif len(kept := [p for p in pieces if _holds(library, [p])]) and kept != words:
            found[" ".join(kept)] = None
        for word in words:
            found |= dict.fromkeys(_names(library, word))
    return tuple(found)[:MOST]


def cut(word: str) -> list[str]:
    """The word as jieba cuts it; letters, digits and hanzi only, each piece of two signs or more."""
    return [piece for piece in _jieba().cut(fold(word)) if len(piece) > 1 and any(c.isalnum() for c in piece)]


def pieces(text: str) -> list[str]:
    """The text as jieba cuts it into words and marks; together they are the text."""
    return list(_jieba().cut(text))


@cache
def _jieba():  # type: ignore[no-untyped-def]
    """jieba, quiet, with its cache in the user's own folder: it would put an unsigned pickle into the shared one."""
    import jieba
    from platformdirs import user_cache_path

    jieba.setLogLevel(logging.ERROR)
    folder = user_cache_path("lichun")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    jieba.dt.tmp_dir = str(folder)
    return jieba


def _holds(library: Searched, pieces: list[str]) -> bool:
    asked = [p for piece in pieces if (p := terms.phrase(piece))]
    if not asked:
        return False
    db = library.folder.index.db
    sql = "SELECT 1 FROM body b JOIN article a ON a.row = b.rowid WHERE body MATCH ? LIMIT 1"
    return db.execute(sql, (" AND ".join(asked),)).fetchone() is not None


def _names(library: Searched, word: str) -> list[str]:
    from store.regions.table import near

    db = library.folder.index.db
    found = [name for name in near(word) if _holds(library, [name])] if len(word) > 1 else []
    if 2 <= len(word) <= 4:
        first = fold(word)[0]
        rows = db.execute("SELECT name FROM person WHERE name >= ? AND name < ?", (first, first + "\U0010ffff"))
        alike = [(SequenceMatcher(None, word, name).ratio(), name) for (name,) in rows]
        found += [name for ratio, name in sorted(alike, reverse=True) if ratio > LIKE][:3]
    return found
