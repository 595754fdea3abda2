"""One answer as it is shown: the article it stands in, the sentence that answered, and what to light up in it.

Comes in: the rows that a query found. Goes out: `Hit`s. A text is read only for these; which rows answer was decided by
`store.search.finding`. A record that its segment has torn is shown as that: it never takes the others with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, Protocol

from store.disk.folder import Folder
from store.errors import StoreDamaged
from store.listing import meetings
from store.passing import Document, Passing, R
from store.records import Article, Fact, fact_from_json
from store.search import snippet
from store.search.asking import Asked, Asking
from store.search.descent import Descent, last_part
from store.search.query import Query


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: the article it stands in, and the span of `Article.text` that answered (None: the title did)."""

    kind: Literal["article", "fact", "meeting"]
    id: str
    article: str
    title: str | None  # of the article, or the meeting's name
    snippet: str  # of a torn one: what is wrong, where, and what to do
    spans: tuple[tuple[int, int], ...]  # what to light up, in the snippet
    start: int | None
    end: int | None
    date: str | None
    region: str | None
    torn: bool = False


class Searched(Protocol):
    """What a search needs of the library."""

    folder: Folder

    @property
    def passing(self) -> Passing: ...

    def having(self, name: str, value: str) -> list[tuple[str, str]]: ...


Row = tuple[str, int]  # "article", "title", "meeting" or "fact", and its row
_ARTICLES = {
    ("article", "title"): "j.value",
    ("meeting",): "(SELECT article FROM mention WHERE row = j.value)",
    ("fact",): "(SELECT article FROM fact WHERE row = j.value)",
}


def hits(library: Searched, query: Query, rows: Sequence[Row]) -> list[Hit]:
    """Reads what is shown: of every row its article, and the fact where one answered."""
    db = library.folder.index.db
    words = [w.text for w in query.words if not w.excluded]
    docs = _article_docs(db, rows)
    in_order = sorted(set(docs.values()))
    texts = _read(library, "articles", in_order, Article.from_json)
    answers = _answers(library, query, rows)
    found = []
    for kind, row in rows:
        article, fact = texts[docs[kind, row]], answers.get(row)
        read = (article, fact) if kind == "fact" else (article,)
        if torn := next((r for r in read if isinstance(r, StoreDamaged)), None):
            found.append(_torn_hit(db, kind, row, torn))
        elif kind == "fact" and fact is not None:
            found.append(_fact_hit(fact, article))
        elif kind == "meeting":
            found.append(_meeting_hit(db, row, article, words))
        else:
            whole = None if isinstance(fact, StoreDamaged) else fact
            found.append(_article_hit(article, words, whole, by_title=kind == "title"))
    return found


def _read(library: Searched, table: str, docs: Sequence[int], make: Callable[[Document], R]) -> dict[int, Any]:
    """The records by number; for one that is torn the error that says so."""
    passing = library.passing
    found = passing.records(table, docs, lambda _, data: make(data))
    return {doc: found.get(doc) or passing.over.get(doc) or passing.error(doc) for doc in docs}


def _torn_hit(db: sqlite3.Connection, kind: str, row: int, error: StoreDamaged) -> Hit:
    """What the catalogue knows of a torn record, and the error."""
    if kind == "fact":
        sql = (
            "SELECT f.id, a.id, a.title, a.published, coalesce(f.region, a.region)"
            " FROM fact f JOIN article a ON a.row = f.article WHERE f.row = ?"
        )
    elif kind == "meeting":
        sql = (
            "SELECT m.meeting, a.id, m.name, coalesce(m.first, a.published), m.region"
            " FROM mention m JOIN article a ON a.row = m.article WHERE m.row = ?"
        )
    else:
        sql = "SELECT id, id, title, published, region FROM article WHERE row = ?"
    record, article, title, date, region = db.execute(sql, (row,)).fetchone()
    what: Any = "article" if kind == "title" else kind
    told = str(StoreDamaged(Path(error.path).name, "cannot be read"))  # it stands in one line
    return Hit(what, record, article, title, told, (), None, None, date, region, torn=True)


def _answers(library: Searched, query: Query, rows: Sequence[Row]) -> dict[int, Any]:
    """Row → the fact that answered: the row's own, or for an article the person who was asked for."""
    db = library.folder.index.db
    shown_as = {
        row: db.execute("SELECT doc, region FROM fact WHERE row = ?", (row,)).fetchone()
        for kind, row in rows
        if kind == "fact"
    }
    docs = {row: doc for row, (doc, _) in shown_as.items()}
    docs |= _telling(db, Asking(query, db, library.having).telling(), [row for kind, row in rows if kind == "article"])
    read = _read(library, "facts", list(dict.fromkeys(docs.values())), fact_from_json)
    found = {row: read[doc] for row, doc in docs.items()}
    # The place as the index has it: a person may have corrected it.
    return {
        row: replace(fact, region=shown_as[row][1]) if row in shown_as and not isinstance(fact, StoreDamaged) else fact
        for row, fact in found.items()
    }


def _telling(db: sqlite3.Connection, asked: Asked | None, articles: Sequence[int]) -> dict[int, int]:
    """Article → the number of the first fact in it that names the person, else of the first of his quotes."""
    docs: dict[int, int] = {}
    if asked is None or not articles:
        return docs
    where, values = asked.sql("t.rowid")
    sql = f"SELECT t.rowid, f.article, f.doc, f.kind = 'person' FROM {told_of(asked)} WHERE {where}"
    told = Descent(db, sql + " AND t.rowid <= ? ORDER BY t.rowid DESC", values)
    for article in sorted(articles, reverse=True):
        (more,) = db.execute("SELECT more FROM article WHERE row = ?", (article,)).fetchone()
        found = told.down_to(last_part(article, more))
        while found is not None and found[1] == article:
            docs.setdefault(article, found[2])
            if found[3]:
                docs[article] = found[2]
                break
            told.step()
            found = told.row
    return docs


def _article_docs(db: sqlite3.Connection, rows: Sequence[Row]) -> dict[Row, int]:
    """Row → the number of the article that it is, or stands in."""
    found: dict[Row, int] = {}
    for kinds, article in _ARTICLES.items():
        asked = {row: kind for kind, row in rows if kind in kinds}
        if asked:
            sql = f"SELECT j.value, (SELECT doc FROM article WHERE row = {article}) FROM json_each(?) j"
            found |= {(asked[row], row): int(doc) for row, doc in db.execute(sql, (json.dumps(list(asked)),))}
    return found


def _fact_hit(fact: Fact, article: Article) -> Hit:
    cut = snippet.of_span(article.text, fact.start, fact.end)
    return Hit(
        "fact", fact.id, article.id, article.title, cut.text, cut.spans, fact.start, fact.end,
        article.published, fact.region or article.region,
    )  # fmt: skip


def _meeting_hit(db: sqlite3.Connection, row: int, article: Article, words: Sequence[str]) -> Hit:
    meeting, start, end = db.execute('SELECT meeting, start, "end" FROM mention WHERE row = ?', (row,)).fetchone()
    found = meetings.meetings(db, [meeting])[0]
    cut = snippet.of_span(article.text, start, end)
    spans = snippet.lights(cut.text, words) or cut.spans
    date = found.date or article.published
    return Hit("meeting", meeting, article.id, found.name, cut.text, spans, start, end, date, found.region)


def _article_hit(article: Article, words: Sequence[str], fact: Fact | None, *, by_title: bool) -> Hit:
    text, title = article.text, article.title
    answer = None
    if by_title and title:  # which is shown anyway: with it what the text says of it
        answer = snippet.of_words(text, words) or snippet.Snippet(title, snippet.lights(title, words), None, None)
    elif fact:
        answer = snippet.of_span(text, fact.start, fact.end)
    elif words:
        answer = snippet.of_words(text, words)
    if answer is None:
        left, right = snippet.sentence(text, 0, 0)
        answer = snippet.Snippet(text[left:right], (), None, None)
    return Hit(
        "article", article.id, article.id, title, answer.text, answer.spans, answer.start, answer.end,
        article.published, article.region,
    )  # fmt: skip


def told_of(asked: Asked) -> str:
    return "told t CROSS JOIN fact f ON f.row = t.rowid" if asked.expression else "fact f"
