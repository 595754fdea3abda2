"""HTML: a saved page as the text of its article and what its markup says of it.

trafilatura finds the main text and the metadata; it loads nothing from the net. What it cannot find (a page without
paragraphs) falls back to the page's visible lines, for the cleaning rules to sort. Markup is never evidence against a
line of the text: it only hints at title, source, day and address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """`text` has one paragraph a line. `published` is EDTF. What the markup does not say is None."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    site: str | None = None
    author: str | None = None


def page(html: str, *, address: str | None = None) -> Page:
    """The page's text and metadata."""
    import trafilatura

    text = trafilatura.extract(
        html, include_comments=False, include_tables=True, include_images=False, favor_recall=True, url=address
    )
    return Page(text=text or _visible(html), url=address)


def _visible(html: str) -> str:
    bare = re.sub(r"(?is)<(script|style|head)\b.*?</\1\s*>", " ", html)
    return re.sub(r"<[^<>]{0,2000}>", "\n", bare)
