"""What a query finds: a parsed query against the index, newest first, titles and meetings before texts.

Comes in: a `Query` and an open index. Goes out: the rows that answer, with what is needed to show the sentence that
answered. It reads no segment: the sentence itself is cut by the library.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from store import terms
from store.folder import Folder
from store.index import PART_BITS
from store.language.fold import fold
from store.records import Article
from store.search import Query


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: the article it stands in, and the span of `Article.text` that answered (None: the title did)."""

    kind: Literal["article", "fact", "meeting"]
    id: str
    article: str
    title: str | None
    snippet: str
    spans: tuple[tuple[int, int], ...]  # what to light up, in the snippet
    start: int | None
    end: int | None
    date: str | None
    region: str | None


@dataclass(frozen=True, slots=True)
class Found:
    rows: tuple[Hit, ...]
    total: int | None  # None where it was not counted
    near: tuple[str, ...] = ()  # what to offer where nothing was found


class Searched(Protocol):
    folder: Folder

    def documents(self, table: str, docs: Sequence[int]) -> list[dict[str, Any]]: ...


def find(library: Searched, query: Query, *, limit: int, offset: int) -> Found:
    db = library.folder.index.db
    rows = article_rows(db, query, (limit, offset))
    return Found(tuple(_hit(library, row, query) for row, _ in rows), total(db, query))


def ids(library: Searched, query: Query) -> list[str]:
    db = library.folder.index.db
    if not query.words:
        return [i for (i,) in db.execute("SELECT id FROM article ORDER BY row DESC")]
    rows = article_rows(db, query, (1 << 40, 0))
    return [db.execute("SELECT id FROM article WHERE row = ?", (row,)).fetchone()[0] for row, _ in rows]


def _hit(library: Searched, row: int, asked: Query) -> Hit:
    i, doc = library.folder.index.db.execute("SELECT id, doc FROM article WHERE row = ?", (row,)).fetchone()
    article = Article.from_json(library.documents("articles", [doc])[0])
    text = fold(article.text)
    places = [(at, at + len(w.text)) for w in asked.words if not w.excluded and (at := text.find(fold(w.text))) >= 0]
    start, end = places[0] if places else (0, 0)
    left = max(article.text.rfind(c, 0, start) for c in "。!?\n") + 1
    right = min((at for c in "。!?\n" if (at := article.text.find(c, end)) >= 0), default=len(article.text))
    spans = tuple((s - left, e - left) for s, e in places if left <= s and e <= right)
    begin, stop = (start, end) if places else (None, None)
    snippet = article.text[left:right]
    return Hit("article", i, i, article.title, snippet, spans, begin, stop, article.published, article.region)


def expression(query: Query) -> str | None:
    """The FTS5 expression of the words of a query; None where they hold nothing that can be asked for."""
    wanted = [p for w in query.words if not w.excluded and (p := terms.phrase(w.text))]
    barred = [p for w in query.words if w.excluded and (p := terms.phrase(w.text))]
    if not wanted:
        return None
    asked = "(" + " AND ".join(wanted) + ")"
    return asked + "".join(f" NOT {p}" for p in barred)


def article_rows(db: sqlite3.Connection, query: Query, window: tuple[int, int]) -> list[tuple[int, bool]]:
    """(row, whether its title or a meeting's name answered), those first, each newest first."""
    asked = expression(query)
    if asked is None:
        return []
    limit, offset = window
    heads = list(
        dict.fromkeys(
            row >> PART_BITS
            for (row,) in db.execute(
                "SELECT rowid FROM head WHERE head MATCH ? ORDER BY rowid DESC LIMIT ?", (asked, 4 * (limit + offset))
            )
        )
    )
    heads = [r for r in heads if db.execute("SELECT 1 FROM article WHERE row = ?", (r,)).fetchone()]
    found = [(row, True) for row in heads]
    if len(found) < limit + offset:
        known = set(heads)
        for (row,) in db.execute(
            "SELECT b.rowid FROM body b WHERE body MATCH ? AND EXISTS (SELECT 1 FROM article WHERE row = b.rowid)"
            " ORDER BY b.rowid DESC LIMIT ?",
            (asked, limit + offset),
        ):
            if row not in known:
                found.append((row, False))
    return found[offset : offset + limit]


def total(db: sqlite3.Connection, query: Query) -> int:
    asked = expression(query)
    if asked is None:
        return 0
    (n,) = db.execute("SELECT count(*) FROM body WHERE body MATCH ?", (asked,)).fetchone()
    return int(n)
