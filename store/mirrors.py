"""Which article is a copy of one that stands already: one text on many sites counts once.

In: a library and clean texts. Out: each with the id of its original, or None; and articles of the library that turn out
to be copies of what came now. The original is the earliest published; where that is not known, what stands stays it.
Candidates come from the index by hashes of the text; whether they are copies is decided by the share of common shingles.
Two reports of one meeting in different words are no copies. It writes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING

from store.index.likeness import SHARED, alike, least, sketch

if TYPE_CHECKING:
    from store.reading import Reading
    from store.records import Article

_ASKED = 16  # hashes of a text by which those that are remembered are found
_FEW = 5  # articles of the library that are looked at
_HELD = 2_000  # articles that are remembered, 15 kB each: an import of any length takes no more


class Mirrors:
    """Finds copies in a library and among what was asked for before; one for an import."""

    def __init__(self, library: Reading) -> None:
        self._library = library
        self._seen: dict[str, frozenset[int]] = {}
        self._by_hash: dict[int, list[str]] = {}

    def placed(
        self, articles: Sequence[Article], versions: Mapping[str, str] | None = None
    ) -> tuple[list[Article], list[Article]]:
        """The articles with what they are copies of, and those of the library that are copies of one of them now.

        One that stands already keeps what was found then, also as the newer version of others (`versions`: id → the
        newer one's), whose copies are its own.
        """
        now: dict[str, Article] = {}  # the batch so far, and what changed of the library
        gone = versions or {}
        for article in articles:
            olds = [old for old, new in gone.items() if new == article.id]
            standing = [a for i in (article.id, *olds) if (a := self._library.stored_article(i)) is not None]
            if standing:
                originals = [gone.get(a.mirror_of, a.mirror_of) if a.mirror_of else None for a in standing]
                # A copy and its original that are one now are nobody's copy.
                alone = None in originals or article.id in originals
                now[article.id] = replace(article, mirror_of=None if alone else originals[0])
                for copy in [self._known(i, now) for old in olds for i in self._copies(old, now)]:
                    if copy is not None and copy.id not in gone and copy.id != article.id:
                        now[copy.id] = replace(copy, mirror_of=article.id)
                continue
            now[article.id] = article
            found = self.original(article)
            root = self._known(found, now) if found else None
            if root is not None and root.mirror_of:  # a copy of a copy names the first
                root = self._known(root.mirror_of, now) or root
            if root is None or root.id == article.id:
                continue
            if not earlier(article, root):
                now[article.id] = replace(article, mirror_of=root.id)
                continue
            for other in [root, *(self._known(i, now) for i in self._copies(root.id, now))]:
                if other is not None and other.id != article.id:
                    now[other.id] = replace(other, mirror_of=article.id)
        batch = {article.id for article in articles}
        return [now[article.id] for article in articles], [a for i, a in now.items() if i not in batch]

    def _known(self, article_id: str, now: Mapping[str, Article]) -> Article | None:
        return now.get(article_id) or self._library.stored_article(article_id)

    def _copies(self, original: str, now: Mapping[str, Article]) -> list[str]:
        stored = [i for i in self._library.copies_of(original) if i not in now]
        return [*stored, *(i for i, a in now.items() if a.mirror_of == original)]

    def original(self, article: Article) -> str | None:
        """The id of the article that this one copies. Remembers it for those that come after."""
        own = sketch(article.text)
        if own is None:
            return None
        low = least(article.text, _ASKED)
        shared = Counter(i for value in low for i in self._by_hash.get(value, ()))
        near = (i for i, n in shared.items() if n >= SHARED and i != article.id)
        found = next((i for i in near if alike(own, self._seen[i])), None)
        if found is None:
            found = next(self._stored(article, own), None)
        self._remember(article.id, own, low)
        return found

    def _remember(self, article_id: str, own: frozenset[int], low: Sequence[int]) -> None:
        """For as long as it is among the last: what came before stands in the library by then, and is found there."""
        if article_id in self._seen:
            return
        if len(self._seen) >= _HELD:
            oldest = next(iter(self._seen))
            for value in sorted(self._seen.pop(oldest))[:_ASKED]:
                self._by_hash[value].remove(oldest)
                if not self._by_hash[value]:
                    del self._by_hash[value]
        self._seen[article_id] = own
        for value in low:
            self._by_hash.setdefault(value, []).append(article_id)

    def _stored(self, article: Article, own: frozenset[int]) -> Iterator[str]:
        """Articles of the library that share hashes of the text, and are alike."""
        for one in self._library.with_hashes(least(article.text), SHARED, _FEW):
            if one != article.id:
                theirs = self._seen.get(one) or self._sketched(one)
                if theirs is not None and alike(own, theirs):
                    yield one

    def _sketched(self, article_id: str) -> frozenset[int] | None:
        found = self._library.article(article_id)
        return sketch(found.text) if found else None


def without(library: Reading, gone: Sequence[str]) -> list[Article]:
    """The copies of articles that are to be taken out: the earliest is the original of the others then."""
    found: list[Article] = []
    for original in gone:
        copies = [a for i in library.copies_of(original) if i not in gone and (a := library.stored_article(i))]
        if copies:
            first = reduce(lambda one, other: other if earlier(other, one) else one, copies)
            found += (replace(a, mirror_of=None if a is first else first.id) for a in copies)
    return found


def earlier(one: Article, other: Article) -> bool:
    """Whether one is known to have been published before the other; a known day goes before none."""
    a, b = one.published or "", other.published or ""
    if not a[:4].isdigit() or not b[:4].isdigit():
        return a[:4].isdigit() and not b[:4].isdigit()
    return not a.startswith(b) and not b.startswith(a) and a < b
