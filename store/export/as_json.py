"""JSON: one object with everything, as the contract of records has it; a record a line, so that it streams and greps.

`meta` tells an export from any other JSON. With a script variant the articles' texts are in it too, and all offsets
point into them. With the trace every record carries the rule of each field and what only the store keeps, and each article's own report
of a meeting comes along: then nothing but sources is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, BinaryIO

import orjson

from store.export import personal
from store.export.plan import Plan
from store.export.rows import Stretch, stretch_of
from store.export.safe import steady
from store.records import Article, Fact, Meeting, Record

SCHEMA = "lichun-export-1"
# What the store keeps beside the contract: exported with the trace only.
_KEPT: dict[type[Record], tuple[str, ...]] = {
    Article: ("repaired", "dropped", "region", "dateline", "content", "rules", "trace"),
    Meeting: ("aliases", "corrected", "trace"),
    Fact: ("trace",),
}


def write(plan: Plan, out: BinaryIO) -> None:
    out.write(b'{"meta": ' + dumped(meta(plan)))
    for name, records in _groups(plan):
        out.write(b',\n"' + name.encode() + b'": [')
        for count, record in enumerate(records):
            out.write((b",\n" if count else b"\n") + dumped(record))
            if name == "facts" and count % 1000 == 999:
                plan.step(count + 1)
        out.write(b"]")
    out.write(b"}\n")


def meta(plan: Plan) -> dict[str, Any]:
    """What made this export, of what, when."""
    first = next(iter(plan.selection.articles), None)
    told = {} if plan.trace else {"divisions": _divisions(plan)}
    return {
        "schema": SCHEMA,
        "lichun": made_by(),
        "rules": first.rules if first else None,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "query": plan.selection.query,
        "variant": plan.spelling.variant,
        **told,
    }


def _divisions(plan: Plan) -> dict[str, list[str]]:
    """Division → the articles that are about it, which the contract's articles do not say; "" has those without one."""
    found: dict[str, list[str]] = {}
    for article, code in plan.selection.divisions:
        found.setdefault(code or "", []).append(article)
    return found


def made_by() -> str:
    """The version of lichun."""
    try:
        return version("lichun")
    except PackageNotFoundError:  # run from a folder that is not installed
        return "unknown"


def _groups(plan: Plan) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    spelling = plan.spelling

    @lru_cache(64)
    def stretch(article_id: str) -> Stretch | None:
        article = plan.article(article_id)
        return None if article is None else stretch_of(article, plan)

    yield "articles", (_article(article, plan) for article in plan.selection.articles)
    yield "regions", (spelling.record(region).to_json() for region in plan.selection.regions)
    yield "meetings", (_meeting(meeting, plan, stretch) for meeting in plan.selection.meetings)
    unread = plan.selection.library.unread_articles()  # known by now; with facts of other articles none reads it again
    yield "facts", (_fact(fact, plan, stretch) for fact in plan.selection.facts if fact.article not in unread)
    yield "corrections", personal.corrections(plan)
    yield "marks", personal.marks(plan)
    if plan.trace:
        yield "mentions", personal.mentions(plan)


def _article(article: Article, plan: Plan) -> dict[str, Any]:
    told = plan.spelling.record(article)
    if converted := plan.spelling.text(article):
        spans = {r: converted.to_converted(r.start, r.end) for r in article.repaired}
        moved = tuple(replace(r, start=spans[r][0], end=spans[r][1]) for r in article.repaired)
        script = plan.spelling.script(article.script)
        told = replace(told, text=converted.text, script=script, repaired=moved)
    return _shown(told, plan)


def _meeting(meeting: Meeting, plan: Plan, stretch: Any) -> dict[str, Any]:
    told = plan.spelling.record(meeting)
    if plan.spelling.changes:
        told = replace(told, mentions=tuple(_moved(span, stretch) for span in told.mentions))
    return _shown(told, plan)


def _fact(fact: Fact, plan: Plan, stretch: Any) -> dict[str, Any]:
    told = plan.spelling.record(fact)
    return _shown(_moved(told, stretch) if plan.spelling.changes else told, plan)


def _moved(record: Any, stretch: Any) -> Any:
    """The record with its span where it stands in the exported text."""
    text = stretch(record.article)
    if text is None or text.place is None:
        return record
    start, end = text.place(record.start, record.end)
    return replace(record, start=start, end=end)


def _shown(record: Record, plan: Plan) -> dict[str, Any]:
    data = record.to_json()
    if not plan.trace:
        for name in next(names for kind, names in _KEPT.items() if isinstance(record, kind)):
            data.pop(name, None)
    return data


def dumped(data: Any) -> bytes:
    """One record in UTF-8, with no control character, escape or bidi control in any text."""
    try:
        line = orjson.dumps(data)
        # orjson writes controls as \\u00…; all else that is no text is not printable. Rarely so: look twice only then.
        if b"\\" not in line and line.decode().isprintable():
            return line
    except TypeError:  # a lone surrogate
        pass
    return orjson.dumps(_cleared(data))


def _cleared(value: Any) -> Any:
    if isinstance(value, str):
        return steady(value)
    if isinstance(value, dict):
        return {steady(k): _cleared(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_cleared(v) for v in value]
    return value
