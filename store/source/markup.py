"""What a page's markup says of its article: `meta` elements, data for search engines, canonical address.

Chinese government sites name `ArticleTitle`, `PubDate`, `ContentSource` and `SiteName` in a standard of their own; news
sites use Open Graph and JSON-LD. Only what is stated is taken; nothing is guessed from the page's text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, TypedDict

import orjson

from store.language import patterns as re
from store.source.day import first_day

if TYPE_CHECKING:
    from lxml.etree import _Element


class Said(TypedDict):
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    site: str | None
    author: str | None


# Names of `meta` elements, folded, the strongest first.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("articletitle", "og:title", "twitter:title", "dc.title", "title"),
    "publisher": ("contentsource", "source", "mediaid", "article:source", "dc.source", "weibo:article:source"),
    "published": (
        "pubdate",
        "publishdate",
        "publish_date",
        "publishtime",
        "article:published_time",
        "og:published_time",
        "og:release_date",
        "weibo:article:create_at",
        "dc.date",
        "date",
        "datepublished",
    ),
    "url": ("og:url", "url"),
    "site": ("sitename", "og:site_name", "application-name"),
    "author": ("author", "article:author", "contentauthor", "dc.creator"),
}
_SAVED = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[\x21-\x7e]{3,400}?)\s*-->")
# WeChat writes the day and the account into its scripts; the page's own place for them is empty until these have run.
_STAMP = re.compile(r"""var\s+ct\s*=\s*["'](1\d{9})["']|createTime\s*=\s*["'](20\d\d-\d\d-\d\d)""")
_ACCOUNT = re.compile(r"""var\s+nickname\s*=\s*(?:htmlDecode\()?["']([^"'<>]{2,30})["']""")
_CHINA = timezone(timedelta(hours=8))
_LONGEST = 300
_MOST_DATA = 400_000  # signs of JSON-LD that are looked at


def said(root: _Element, html: str, address: str | None) -> Said:
    """The fields that the markup states."""
    metas = _metas(root)
    data = dict(_search_data(root))

    def first(field: str) -> str | None:
        return next((metas[name] for name in _NAMES[field] if metas.get(name)), None) or data.get(field)

    published = first("published") or _stamp(html)
    return Said(
        title=first("title") or _one(root, "h1") or _one(root, "title"),
        publisher=first("publisher") or _account(html),
        published=first_day(published),
        url=address or _canonical(root) or first("url") or _saved_from(html),
        site=first("site"),
        author=_person(first("author")),
    )


def _account(html: str) -> str | None:
    found = _ACCOUNT.search(html) if "js_content" in html else None
    return found[1] if found else None


def _stamp(html: str) -> str | None:
    found = _STAMP.search(html)
    if not found:
        return None
    return found[2] or datetime.fromtimestamp(int(found[1]), UTC).astimezone(_CHINA).date().isoformat()


def _metas(root: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").strip().lower()
        content = " ".join((meta.get("content") or "").split())
        if name and content and len(content) <= _LONGEST:
            found.setdefault(name, content)
    return found


def _search_data(root: _Element) -> Iterator[tuple[str, str]]:
    """Fields of the first JSON-LD object that is an article."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            parsed = orjson.loads(script.text[:_MOST_DATA])
        except orjson.JSONDecodeError:
            continue
        for item in _objects(parsed):
            if "headline" in item or "datePublished" in item or "pubDate" in item:
                yield from _article(item)
                return


def _objects(parsed: Any) -> Iterator[dict[str, Any]]:
    found = parsed if isinstance(parsed, list) else [parsed]
    for item in found:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _article(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    keys = {"title": "headline", "published": "datePublished", "publisher": "publisher", "author": "author"}
    for field, key in keys.items():
        value = item.get(key) or (item.get("pubDate") if field == "published" else None)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip() and len(value) <= _LONGEST:
            yield field, value.strip()


def _one(root: _Element, tag: str) -> str | None:
    """The text of the one element of this kind; None where there are more, or none."""
    found = list(root.iter(tag))
    text = " ".join("".join(str(part) for part in found[0].itertext()).split()) if len(found) == 1 else ""
    return text if 0 < len(text) <= _LONGEST else None


def _canonical(root: _Element) -> str | None:
    for link in root.iter("link"):
        href = (link.get("href") or "").strip()
        if (link.get("rel") or "").lower() == "canonical" and re.match(r"https?://\S{3,400}$", href):
            return href
    return None


def _saved_from(html: str) -> str | None:
    """Browsers write the address into the first lines of a page that they save."""
    found = _SAVED.search(html[:3000])
    return found[1] if found else None


def _person(value: str | None) -> str | None:
    """A name or names; an address, a login or a site's own word for nobody is none."""
    if not value or not re.fullmatch(r"[\u4e00-\u9fff·、,\s]{2,40}", value):
        return None
    return re.sub(r"[、,\s]+", "、", value.strip())
