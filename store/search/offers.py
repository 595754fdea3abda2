"""What to ask instead, where a query finds nothing: its words cut into smaller ones, places and persons of like names.

Comes in: a query that found nothing. Goes out: queries that find something, best first. jieba is loaded here alone, so
that no query that finds anything waits for it, and only with the words that can stand in the text: its whole dictionary
takes .8 s, in one piece during which no other thread runs. Nothing is asked in the person's stead: these are offered.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from store.errors import QueryError
from store.index import terms
from store.language.fold import fold
from store.search.meaning import LETTERS
from store.search.query import Query, parse

if TYPE_CHECKING:
    from store.search.hits import Searched

MOST = 5
LONGEST = 200  # signs of a query for which something is offered: a pasted article is not one word misspelt
LIKE = 0.5  # share of characters that two persons' names have in common


def offers(library: Searched, query: Query) -> tuple[str, ...]:
    """Whole queries that find something; none for what is longer than anybody types."""
    if len(query.text) > LONGEST:
        return ()
    found = dict.fromkeys(asked for asked in _candidates(library, query) if asked != query.text)
    return tuple(islice((asked for asked in found if _finds(library, asked)), MOST))


def _candidates(library: Searched, query: Query) -> Iterator[str]:
    """The query with its words cut, with those of the pieces that stand together, with names that are like its own."""
    words = [w for w in query.words if not w.excluded]
    pieces = {w.position: cut(w.text) for w in words}
    yield _with(query, {at: " ".join(found) for at, found in pieces.items()})
    kept: list[str] = []
    for piece in (p for found in pieces.values() for p in found):
        kept += [piece] * _holds(library, [*kept, piece])
    if kept:
        together = " ".join(kept)
        yield from (_with(query, dict.fromkeys(pieces, "") | {words[0].position: together}), together)
    for word in words:
        for name in _names(library, word.text):
            yield _with(query, {word.position: name})
            yield name
    for one in query.of("person"):
        if not one.excluded:
            for name in _alike(library, str(one.value)):
                yield _with(query, {one.position: f"person:{name}"})


def _with(query: Query, parts: Mapping[int, str]) -> str:
    """The query with other text for the parts that stand at these places."""
    starts = sorted([*(word.position for word in query.words), *(one.position for one in query.fields)])
    ends = [*starts[1:], len(query.text)][: len(starts)]
    pieces = (parts.get(at, query.text[at:end].strip()) for at, end in zip(starts, ends, strict=True))
    return " ".join(piece for piece in pieces if piece)


def _finds(library: Searched, text: str) -> bool:
    from store.search.finding import find

    try:
        return bool(find(library, parse(text), limit=1, offset=0, counted=False, offer=False).rows)
    except QueryError:
        return False


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

    return [*_read_so(library, word), *(near(word) if len(word) > 1 else ()), *_alike(library, word)]


def _read_so(library: Searched, word: str) -> list[str]:
    """Up to three persons whose names are read so, or whose readings have these initials."""
    sql = "SELECT name FROM person WHERE pinyin = ?1 OR initials = ?1 ORDER BY pinyin <> ?1, name LIMIT 3"
    letters = word.lower() if LETTERS.fullmatch(word) else ""
    return [name for (name,) in library.folder.index.db.execute(sql, (letters,))] if letters else []


def _alike(library: Searched, name: str) -> list[str]:
    """Up to three persons of one's family name whose names share most with it."""
    if not 2 <= len(name) <= 4:
        return []
    first = fold(name)[0]
    sql = "SELECT name FROM person WHERE name >= ? AND name < ?"
    rows = library.folder.index.db.execute(sql, (first, first + "\U0010ffff"))
    alike = [(SequenceMatcher(None, name, other).ratio(), other) for (other,) in rows]
    return [other for ratio, other in sorted(alike, reverse=True) if ratio > LIKE][:3]
