"""One article from its bytes to its records: decode → repair → page/clean → headline → regions → recognise.

Comes in: one source with what a person said of it. Goes out: `Understood`: the article, its reports and facts. Pure but for
the vocabulary it reads; what is written where is `store.importer`'s, and reading kept sources again `store.refresh`'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from store.errors import ReadError
from store.recognise.recognise import RULES_VERSION, recognise
from store.records import Article, Fact, Mention, RepairCount
from store.source.article import FORCED, clean_article
from store.source.read import Raw

if TYPE_CHECKING:
    from store.source.article import CleanArticle

GIVEN = "person.given"  # the rule that set a field, where a person gave it with the import
ANOTHER_DAY = "versions.another_day"  # the rule of an id, where an article of another day says word for word the same


@dataclass(frozen=True, slots=True)
class Understood:
    """One article with all that was recognised in it, and the bytes that it was read from."""

    article: Article
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    data: bytes


def understood(raw: Raw, *, given: Mapping[str, Any] | None = None) -> Understood:
    """One article from its bytes to its records; `given` are fields that a person set.

    Raises LichunError where there is no article in them.
    """
    article = article_of(raw, clean_article(raw), given)
    found = recognise(article)
    return Understood(article, found.mentions, found.facts, raw.data)


def of_its_day(found: Understood) -> Understood:
    """The same as an article of its own, beside one of another day that says word for word the same."""
    article = found.article
    trace = {**article.trace, "id": ANOTHER_DAY}
    article = replace(article, id=_digest(f"{article.id}\n{article.published}"), trace=trace)
    parts = recognise(article)
    return Understood(article, parts.mentions, parts.facts, found.data)


def article_of(raw: Raw, page: CleanArticle, given: Mapping[str, Any] | None = None) -> Article:
    """The record of a cleaned page, with the division that it is about."""
    from store.index.said import CORRECTED
    from store.regions.article import about

    identity = _digest((page.title or "") + "\n" + page.text)  # of what was extracted, whatever a person says
    lacking = {n: v for n, v in (raw.given or {}).items() if getattr(page, n) is None}
    if given or lacking:
        own_year = page.trace.get("published") == "headline.dateline"
        rules = dict.fromkeys(lacking, GIVEN) | dict.fromkeys(given or {}, CORRECTED)
        page = replace(page, **(lacking | dict(given or {})), trace={**page.trace, **rules})
        if "published" in rules and not own_year:
            page = replace(page, dateline_day=dated(page.dateline_day, page.published))

    if not page.text.strip():
        raise ReadError(
            raw.name, "no article is left once menus and advertising are taken out; look at it with `lichun repair`"
        )
    # A subtitle is no title, but it says where: ——某市某镇某厂投产的故事.
    below = [drop.text for drop in page.dropped if drop.rule == "headline.subtitle" and drop.text.startswith("—")]
    place = about(
        title=" ".join(filter(None, (page.title, *below))) or None,
        publisher=page.publisher,
        site=page.site,
        breadcrumb=page.breadcrumb,
        dateline=page.dateline_place,
        text=page.text,
        path=raw.name,
        url=page.url,
        published=page.published,
    )
    counts: dict[str, int] = {}
    for repair in page.repairs:
        counts[repair.kind] = counts.get(repair.kind, 0) + 1
    return Article(
        id=identity,
        source=raw.name,
        url=page.url,
        site=page.site,
        author=page.author,
        retrieved=page.retrieved,
        reprint=page.reprint,
        title=page.title,
        publisher=page.publisher,
        published=page.published,
        script=page.script,
        text=page.text,
        repairs=tuple(RepairCount(kind=k, count=n) for k, n in sorted(counts.items())),
        repaired=page.repairs,
        dropped=page.dropped,
        region=place.code,
        dateline=page.dateline_day,
        content=content_id(raw.data),
        rules=RULES_VERSION,
        trace={**page.trace, **({"region": place.rule} if place.rule else {})},
    )


def dated(dateline: str | None, published: str | None) -> str | None:
    """A dateline's day that names no year, with that of the day of publication."""
    if dateline is None or not (published or "")[:4].isdigit():
        return dateline and f"XXXX{dateline[4:]}"
    assert published is not None
    # A report is not published before it is written: 12月31日 on a page of 2023-01-01 is of the year before.
    before = len(published) >= 10 and dateline[5:] > published[5:10]
    return f"{int(published[:4]) - before:04d}{dateline[4:]}"


def with_given(raw: Raw, given: Mapping[str, str] | None, encoding: str | None) -> Raw:
    """The source with what a person says of it."""
    return replace(raw, given=given, forced=encoding) if given or encoding else raw


def as_given(raw: Raw, article: Article) -> Raw:
    """The source with what a person said of it when the article was read from it, and with what is said now."""
    return with_given(raw, given_of(article) | dict(raw.given or {}), raw.forced or encoding_of(article))


def given_of(article: Article) -> dict[str, str]:
    """What a person gave with the import: it stands when the source is read again."""
    return {name: getattr(article, name) for name, rule in article.trace.items() if rule == GIVEN}


def encoding_of(article: Article) -> str | None:
    """The encoding that a person named with the import."""
    return article.trace.get("encoding", "").removeprefix(FORCED) or None


def content_id(data: bytes) -> str:
    """The name under which the bytes as received are kept."""
    return hashlib.sha256(data).hexdigest()[:32]


def _digest(text: str) -> str:
    from store.language.fold import fold

    return hashlib.sha256("".join(fold(text).split()).encode()).hexdigest()[:16]
