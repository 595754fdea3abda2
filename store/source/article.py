"""One page in, one clean article out: decode → page → repair → clean → headline.

`clean_article` is pure but for the vocabulary it reads. Offsets of repairs and of dropped lines count in the article's
text. It raises DecodeError or ReadError for what cannot be read; doubtful content is never an error, its field is None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from store.errors import ReadError
from store.language import patterns as re
from store.records import Dropped, Repair, Script
from store.source.clean import Drop, clean
from store.source.day import first_day
from store.source.decode import decode
from store.source.headline import Hints, headline
from store.source.line import Line
from store.source.read import Raw
from store.source.repair import repair

ENCODED = ("text", "html")  # kinds whose bytes have to be decoded
FORCED = "person.given:"  # in the trace of an article whose encoding a person named
_TAG = re.compile(r"</?(?:p|div|br|span|table|section|article|html|body|h\d)\b[^<>]{0,400}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanArticle:
    """Fields as in `records.Article`; text fields but `text` are simplified."""

    title: str | None
    publisher: str | None
    site: str | None
    url: str | None
    author: str | None
    published: str | None
    reprint: bool | None
    retrieved: str | None
    script: Script
    text: str
    repairs: tuple[Repair, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    dateline_place: str | None = None
    dateline_day: str | None = None  # EDTF
    trace: Mapping[str, str] = field(default_factory=dict)


def clean_article(raw: Raw) -> CleanArticle:
    """The clean article of one source."""
    text, hints, marks = _source(raw)
    done = repair(text, lined=not marks)
    cleaned = clean(done.text, marks)
    head = headline(cleaned, hints)
    body = "\n".join(line.text for line in head.body)
    script = _script(body or str(head.fields.get("title", "")))
    said = head.fields

    def words(name: str) -> str | None:
        value = said.get(name)
        return _simplify(value) if isinstance(value, str) else None

    reprint = said.get("reprint")
    retrieved = first_day(raw.fields.get("retrieved")) if raw.fields else None
    return CleanArticle(
        title=words("title"),
        publisher=words("publisher"),
        site=words("site"),
        url=str(said["url"]) if "url" in said else None,
        author=words("author"),
        published=str(said["published"]) if "published" in said else None,
        reprint=reprint if isinstance(reprint, bool) else None,
        retrieved=retrieved,
        script=script,
        text=body,
        repairs=_moved(done.repairs, head.body),
        dropped=_dropped([*cleaned.dropped, *head.dropped], head.body),
        breadcrumb=tuple(_simplify(part) for part in cleaned.breadcrumb),
        dateline_place=words("dateline_place"),
        dateline_day=str(said["dateline_day"]) if "dateline_day" in said else None,
        trace=head.trace | {"text": "clean", "script": "script.of_text"} | _forced(raw),
    )


def _forced(raw: Raw) -> dict[str, str]:
    """The encoding that a person named: reading the kept bytes again without it would give another text."""
    return {"encoding": f"{FORCED}{raw.forced}"} if raw.forced and raw.kind in ENCODED else {}


def _source(raw: Raw) -> tuple[str, Hints | None, Mapping[int, str]]:
    """The page's text, what its markup or its record says of it, and what the markup says of its lines."""
    if raw.kind == "json":
        return _record(raw)
    if raw.kind == "export":
        raise ReadError(raw.name, "is an export of lichun, no article; `lichun import` puts it back")
    if raw.kind in ("docx", "pdf"):
        from store.source.document import document

        got = document(raw.data, kind=raw.kind, name=raw.name)
        return got.text, Hints(title=got.title, author=got.author), {}
    text = decode(raw.data, name=raw.name, declared=raw.encoding, encoding=raw.forced).text
    if raw.kind != "html":
        return text, None, {}
    from store.source.page import page

    web = page(text, address=raw.fields.get("url") if raw.fields else None)
    hints = Hints(
        title=_mended(web.title),
        publisher=_mended(web.publisher),
        published=web.published,
        url=web.url,
        site=_mended(web.site),
        author=_mended(web.author),
    )
    return web.text, hints, web.marks


def _record(raw: Raw) -> tuple[str, Hints, Mapping[int, str]]:
    fields = dict(raw.fields or _fields(raw))
    text, marks = fields.get("text", ""), {}
    if _TAG.search(text[:20000]):
        from store.source.page import page

        web = page(text)
        text, marks = web.text, dict(web.marks)
    hints = Hints(
        title=_mended(fields.get("title")),
        publisher=_mended(fields.get("publisher")),
        published=first_day(fields.get("published")),
        url=fields.get("url"),
        site=_mended(fields.get("site")),
        author=_mended(fields.get("author")),
        record=True,
    )
    return text, hints, marks


def _mended(value: str | None) -> str | None:
    return repair(value).text if value else None


def _fields(raw: Raw) -> dict[str, str]:
    """The fields of a record read again from its kept bytes."""
    import orjson

    from store.source.record import fields_of

    try:
        item = orjson.loads(raw.data)
    except orjson.JSONDecodeError as error:
        raise ReadError(raw.name, f"is not JSON ({error})") from None
    return fields_of(item) if isinstance(item, dict) else {"text": item if isinstance(item, str) else ""}


def _script(text: str) -> Script:
    from store.language.script import script_of

    return script_of(text)


def _simplify(text: str) -> str:
    """A field as records have it; a title may be traditional above a simplified text."""
    if _script(text) == "Hans":
        return text
    from store.language.script import simplify

    return simplify(text)


def _moved(repairs: Sequence[Repair], body: Sequence[Line]) -> tuple[Repair, ...]:
    """The repairs that lie in the body, with their offsets in the article's text."""
    from dataclasses import replace

    out: list[Repair] = []
    at, todo = 0, sorted(repairs, key=lambda repair: repair.start)
    place = 0
    for line in body:
        while place < len(todo) and todo[place].start < line.start:
            place += 1
        while place < len(todo) and todo[place].start <= line.end and todo[place].end <= line.end:
            shift = at - line.start
            out.append(replace(todo[place], start=todo[place].start + shift, end=todo[place].end + shift))
            place += 1
        at += len(line.text) + 1
    return tuple(out)


def _dropped(drops: Sequence[Drop], body: Sequence[Line]) -> tuple[Dropped, ...]:
    """Every dropped line in the page's order, with the place in the article's text where it stood."""
    out: list[Dropped] = []
    at = place = 0
    for drop in sorted(drops, key=lambda drop: drop.line.start):
        while place < len(body) and body[place].start < drop.line.start:
            at += len(body[place].text) + (1 if place else 0)
            place += 1
        out.append(Dropped(after=at, text=drop.line.text, rule=drop.rule))
    return tuple(out)
