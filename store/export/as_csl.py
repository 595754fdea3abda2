"""CSL-JSON: the cited articles as Zotero, Pandoc and their like read them. Facts are not in it."""

from __future__ import annotations

import re
from typing import Any, BinaryIO

from store.export.as_json import dumped
from store.export.plan import Plan
from store.export.safe import plain
from store.records import Article

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_WEB = re.compile(r"https?://[^\s]{1,2000}", re.IGNORECASE)


def write(plan: Plan, out: BinaryIO) -> None:
    out.write(b"[")
    for count, article in enumerate(plan.selection.articles):
        out.write((b",\n" if count else b"\n") + dumped(item(article, plan)))
    out.write(b"\n]\n")


def item(article: Article, plan: Plan) -> dict[str, Any]:
    """One article as an item; what is not known is left out."""
    told = plan.spelling.record(article)
    script = plan.spelling.script(article.script)
    found: dict[str, Any] = {
        "id": article.id,
        "type": "webpage" if told.publisher is None else "article-newspaper",
        "title": told.title and plain(told.title),
        "container-title": told.publisher and plain(told.publisher),
        "author": [{"literal": plain(told.author)}] if told.author else None,
        "issued": date_parts(article.published),
        "accessed": date_parts(article.retrieved),
        "URL": article.url if web(article.url) else None,
        "language": f"zh-{script}",
        "note": plain(f"lichun: {article.source}"),
    }
    return {name: value for name, value in found.items() if value is not None}


def date_parts(edtf: str | None) -> dict[str, list[list[int]]] | None:
    """An EDTF day, month, year or interval as CSL has it; None where the year is not known."""
    days = [_DAY.fullmatch(day) for day in (edtf or "").split("/")]
    parts = [[int(n) for n in day.groups() if n] for day in days if day]
    return {"date-parts": parts} if parts and len(parts) == len(days) else None


def web(address: str | None) -> bool:
    """Whether it is an address that may be opened."""
    return bool(address and address.isprintable() and _WEB.fullmatch(address))
