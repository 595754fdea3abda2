"""Of which article one is a newer version: its page scraped again, or the same bytes read by other rules.

Comes in: a library and an article that is not in it, or a batch. Goes out: the id of the one that it takes the place of, or
None. An address alone proves nothing (a site's home page, a list that is filled anew each day): a good part of the text
must be the same, or the title; one sentence may be an office's stock phrase. Without an address, most of what the same file
held under that title. A copy on another site is no version (`store.mirrors`). It writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.language.fold import fold
from store.person.anchors import STOP, TELLING, TITLED

if TYPE_CHECKING:
    from store.reading import Reading
    from store.records import Article
    from store.understanding import Understood

_NEAR = 20  # articles of one address that are compared: a list filled anew each day has no end of them
STDIN = "-"
_DAY = re.compile(r"\d{1,4}[年月日号]")
_RECORD = re.compile(r"#\d+$")
_PART = 3  # a third of the shorter text makes two one


def earlier_version(library: Reading, article: Article) -> str | None:
    """The id under which an earlier version of the article stands."""
    if article.content and (found := library.by_content(article.content)) not in (None, article.id):
        return found
    if library.has(article.id):
        return None
    return _at_address(library, article) or _in_file(library, article)


def _at_address(library: Reading, article: Article) -> str | None:
    standing = (library.stored_article(i) for i in (library.at_address(article.url) if article.url else ()))
    return next((other.id for other in standing if other is not None and akin(article, other)), None)


def _in_file(library: Reading, article: Article) -> str | None:
    """The id of what stood in the same file before a person edited it; only for what has no address.

    A record of a file is known by its number, which moves when one is put in front of it: it takes nobody's place.
    """
    if article.url or not article.title or article.source == STDIN or _RECORD.search(article.source):
        return None
    for other in map(library.stored_article, library.without_address(article.title, TITLED)):
        if other is not None and (other.source, other.url) == (article.source, None) and _edited(article, other):
            return other.id
    return None


def _edited(one: Article, other: Article) -> bool:
    """Whether most of the longer text stands in the other too: a stock title may head a new text.

    Of another day it is the next bulletin, however like the last: a corrected day of publication leaves the text and so the
    id. Days in both texts that the other does not name make two as well: a dateline may have been left. In doubt both stay.
    """
    if one.published and other.published and one.published != other.published:
        return False
    if (days := _days(one)) - (others := _days(other)) and others - days:
        return False
    mine, theirs = _sentences(one), _sentences(other)
    return 2 * _signs(mine & theirs) > max(_signs(mine), _signs(theirs))


def another_day(one: Article, other: Article) -> bool:
    """Whether two that say word for word the same are two: next week's notice, a reprint. A page or file dated anew is one."""
    days = one.published or "", other.published or ""
    if not all(days) or days[0].startswith(days[1]) or days[1].startswith(days[0]):
        return False
    return not (one.url and one.url == other.url) and (one.source != other.source or one.source == STDIN)


def newest(batch: Sequence[Understood]) -> list[Understood]:
    """Those of a batch of which none that follows is a newer version."""
    found: list[Understood] = []
    at_address: dict[str, list[Article]] = {}
    for one in reversed(batch):
        article = one.article
        later = at_address.setdefault(article.url, []) if article.url else []
        if not any(other.id != article.id and akin(article, other) for other in later[-_NEAR:]):
            found.append(one)
        later.append(article)
    return found[::-1]


def superseded(library: Reading, article: Article) -> bool:
    """Whether its bytes were read before and a newer version stands in its place: reading them again changes nothing."""
    if article.content is None or not library.has_source(article.content) or library.by_content(article.content):
        return False
    return library.has(article.id) or _at_address(library, article) is not None


def akin(one: Article, other: Article) -> bool:
    """Whether two texts of one address may be one article: they share their title or a good part of their sentences."""
    if one.title and other.title and fold(one.title) == fold(other.title):
        return True
    mine, theirs = _sentences(one), _sentences(other)
    shared = _signs(mine & theirs)
    return shared > 0 and _PART * shared >= min(_signs(mine), _signs(theirs))


def _sentences(article: Article) -> set[str]:
    found = ("".join(part.split()) for part in STOP.split(fold(article.text)))
    return {sentence for sentence in found if len(sentence) >= TELLING}


def _days(article: Article) -> set[str]:
    return set(_DAY.findall(fold(article.text)))


def _signs(sentences: set[str]) -> int:
    return sum(map(len, sentences))
