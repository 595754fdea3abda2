"""A batch into the store: what stands already is left alone, what differs is replaced with all its parts.

Comes in: an open library, articles with their mentions and facts, sources by content id, ids of articles to take out. Goes
out: one segment, written through the library's tables, whole or not at all, and how many articles were new, the same,
replaced, removed. How a segment is written is `store.disk`'s, what a person said of it `store.person.settling`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from store.records import Article, Fact, Mention, Record, fields_of, plain, values_of

if TYPE_CHECKING:
    from store.database import Library

_AS_THEY_ARE = frozenset((str, int, float, bool))


class Committed(NamedTuple):
    """What a commit did, in articles, and the ids of those that it wrote."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    removed: int = 0
    written: tuple[str, ...] = ()


class Batch(NamedTuple):
    """What is to be written at once."""

    articles: Sequence[Article]
    mentions: Sequence[Mention]
    facts: Sequence[Fact]
    sources: Mapping[str, bytes]
    removed: Sequence[str]


def commit(library: Library, batch: Batch) -> Committed:
    """Writes the batch as one segment. Raises StoreFull, StoreReadOnly, StoreBusy."""
    articles = {a.id: a for a in map(library.settling.as_said, batch.articles)}
    parts: dict[str, tuple[list[Mention], list[Fact]]] = {i: ([], []) for i in articles}
    for mention in batch.mentions:
        parts[mention.article][0].append(mention)
    for fact in batch.facts:
        parts[fact.article][1].append(fact)
    new = same = taken = 0
    written: list[Article] = []
    with library.folder.batch():
        for article in articles.values():
            standing = library.stored_article(article.id)
            if standing is not None and _same(library, standing, article, parts[article.id]):
                same += 1
                continue
            new += library.number_of(article.id) is None
            written.append(article)
        # Table by table, so that the places of a batch's articles are neighbours in the catalogue.
        library.table("articles").insert_multiple(map(_document, written))
        for table, part in (("mentions", 0), ("facts", 1)):
            library.table(table).insert_multiple(_document(one) for a in written for one in parts[a.id][part])
        gone = [n for i in dict.fromkeys(batch.removed) if i not in parts and (n := library.number_of(i)) is not None]
        taken = len(library.table("articles").remove(doc_ids=gone)) if gone else 0
        library.folder.keep(batch.sources)
    if written or taken:
        library.settling.bind({a.id for a in written})
    return Committed(new, same, len(written) - new, taken, tuple(a.id for a in written))


def _same(library: Library, standing: Article, article: Article, parts: tuple[list[Mention], list[Fact]]) -> bool:
    """Whether these records stand as they are; where they came from may differ."""
    if standing.content is None and article.content is not None:  # it came with an export, and its source comes now
        return False
    moved = replace(standing, source=article.source, retrieved=article.retrieved, content=article.content)
    return moved == article and library.extracted(article.id, whole=False) == parts


def _document(record: Record) -> dict[str, Any]:
    """A record as it is stored: fields that hold nothing, and may, are left out."""
    values: Any = values_of(type(record))(record)  # type: ignore[arg-type]
    document: dict[str, Any] = {"kind": record.kind} if isinstance(record, Fact) else {}
    for (name, needed), value in zip(fields_of(type(record)), values, strict=True):  # type: ignore[arg-type]
        if value is None:
            if needed:
                document[name] = None
        elif type(value) in _AS_THEY_ARE:
            document[name] = value
        elif value or needed:
            document[name] = plain(value)
    return document
