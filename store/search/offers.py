"""What to ask instead, where a query finds nothing: its words cut into smaller ones, places and persons of like names.

Comes in: a query that found nothing. Goes out: queries that find something, best first. jieba is loaded here alone, so
that no query that finds anything waits for it, and only with the words that can stand in the text: its whole dictionary
takes .8 s, in one piece during which no other thread runs. Nothing is asked in the person's stead: these are offered.
"""

from __future__ import annotations

import re
import sys
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, Any

from store.index import terms
from store.language.fold import fold
from store.search.query import Query

if TYPE_CHECKING:
    from store.search.hits import Searched

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


def make_ready() -> None:
    """Load what the first offer needs, where there is time for it: words and the names of places."""
    from store.regions import goto

    pieces("")
    goto.lists(None)


def cut(word: str) -> list[str]:
    """The word as jieba cuts it; letters, digits and hanzi only, each piece of two signs or more."""
    return [piece for piece in pieces(fold(word)) if len(piece) > 1 and any(c.isalnum() for c in piece)]


def pieces(text: str) -> list[str]:
    """The text as jieba cuts it into words and marks; together they are the text."""
    words = _words()
    words.learn(text)
    return list(words.jieba.cut(text))


class Words:
    """jieba with the part of its dictionary that was needed until now: the words that begin with a character met."""

    TOTAL = 60_101_967
    """The sum of the counts of all words of jieba 0.42's dictionary, which weighs many short words against few long."""

    def __init__(self, jieba: Any) -> None:
        self.jieba = jieba.Tokenizer()
        with jieba.get_dict_file() as file:
            self.text = "\n" + file.read().decode("utf-8")
        self.jieba.total, self.jieba.initialized = self.TOTAL, True
        self.begun: set[str] = set()

    def learn(self, text: str) -> None:
        """Take in the words that begin with any character of the text, and what words begin with, counted 0."""
        first = set(text) - self.begun - set(" \n")
        if not first:
            return
        counts = self.jieba.FREQ
        for word, count in re.findall(rf"\n([{re.escape(''.join(sorted(first)))}][^ \n]*) (\d+)", self.text):
            counts[word] = int(count)
            for end in range(1, len(word)):
                counts.setdefault(word[:end], 0)
        self.begun |= first


@cache
def _words() -> Words:
    # jieba asks pkg_resources where its dictionary lies, which takes longer to load than all the rest; without it jieba
    # looks beside itself.
    absent = "pkg_resources" not in sys.modules
    if absent:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba
    finally:
        if absent:
            del sys.modules["pkg_resources"]
    return Words(jieba)


def _holds(library: Searched, pieces: list[str]) -> bool:
    asked = [p for piece in pieces if (p := terms.phrase(piece))]
    if not asked:
        return False
    db = library.folder.index.db
    sql = "SELECT 1 FROM body b JOIN article a ON a.row = b.rowid WHERE body MATCH ? LIMIT 1"
    return db.execute(sql, (" AND ".join(asked),)).fetchone() is not None


def _names(library: Searched, word: str) -> list[str]:
    from store.regions.goto import near

    db = library.folder.index.db
    found = [name for name in near(word) if _holds(library, [name])] if len(word) > 1 else []
    if 2 <= len(word) <= 4:
        first = fold(word)[0]
        rows = db.execute("SELECT name FROM person WHERE name >= ? AND name < ?", (first, first + "\U0010ffff"))
        alike = [(SequenceMatcher(None, word, name).ratio(), name) for (name,) in rows]
        found += [name for ratio, name in sorted(alike, reverse=True) if ratio > LIKE][:3]
    return found
