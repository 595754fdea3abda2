"""JSON and JSONL: the records of a file, with their fields under our names.

A file holds one record, a list of records, or one record a line. `NAMES` are the keys that are known; an option may
name others. A record's bytes are kept as received, or written anew under our names where an option was needed to read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, BinaryIO

import orjson

from store.errors import ReadError
from store.language import patterns as re

NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "标题", "題目", "题目", "news_title", "article_title", "subject", "name"),
    "text": (
        "text",
        "content",
        "body",
        "正文",
        "内容",
        "內容",
        "article",
        "article_text",
        "full_text",
        "fulltext",
        "文本",
        "raw_text",
        "raw_content",
        "html",
        "markdown",
        "maintext",
        "main_text",
    ),
    "published": (
        "published",
        "date",
        "publish_date",
        "pubdate",
        "pub_date",
        "publish_time",
        "pubtime",
        "pub_time",
        "published_at",
        "date_published",
        "datepublished",
        "发布时间",
        "发布日期",
        "日期",
        "时间",
        "發布時間",
        "datetime",
        "time",
        "timestamp",
    ),
    "publisher": (
        "publisher",
        "source",
        "来源",
        "來源",
        "media",
        "媒体",
        "outlet",
        "origin",
        "source_name",
        "信息来源",
        "发布机构",
    ),
    "url": ("url", "link", "address", "href", "链接", "网址", "地址", "page_url", "source_url", "web_url"),
    "site": ("site", "site_name", "sitename", "website", "网站", "站点", "domain", "hostname"),
    "author": ("author", "authors", "byline", "作者", "记者", "reporter", "writer"),
    "retrieved": (
        "retrieved",
        "crawl_time",
        "crawled",
        "crawl_date",
        "fetched",
        "fetch_time",
        "scraped",
        "scraped_at",
        "抓取时间",
        "采集时间",
        "入库时间",
    ),
}
_LISTS = ("articles", "data", "items", "records", "results", "list", "rows", "docs", "news")
_OF_OUR_ROWS = frozenset(("kind", "evidence", "sentence", "article", "rules", "meeting_name"))  # of an export to JSONL
_CHINA = timezone(timedelta(hours=8))


def records(
    name: str, stream: BinaryIO, *, limit: int, names: Mapping[str, str] | None = None, whole: bool = False
) -> Iterator[tuple[str, bytes, dict[str, str] | ReadError]]:
    """Place, bytes and fields of each record; an error in the fields' stead where it cannot be used."""
    if whole:
        try:
            parsed = orjson.loads(stream.read().removeprefix(b"\xef\xbb\xbf"))
        except orjson.JSONDecodeError as error:
            yield name, b"", ReadError(name, f"is not JSON ({error})")
            return
        found = _list(parsed)
        for number, item in enumerate(found, 1):
            yield _record(name if len(found) == 1 else f"{name}#{number}", orjson.dumps(item), item, names)
        if not found:
            yield name, b"", ReadError(name, "holds no records")
        return
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        place = f"{name}#{number}"
        if len(line) > limit:
            yield place, b"", ReadError(place, f"is larger than {limit >> 20} MB; split it or raise the limit")
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            continue
        line = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not line:
            continue
        try:
            item = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            yield place, b"", ReadError(place, f"is not JSON ({error})")
            continue
        if number == 1 and isinstance(item, dict) and item.keys() >= _OF_OUR_ROWS:
            yield (
                name,
                b"",
                ReadError(name, "holds facts that lichun exported, without their articles; export --format json"),
            )
            return
        yield _record(place, line, item, names)
    if not number:
        yield name, b"", ReadError(name, "is empty")


def _list(parsed: Any) -> list[Any]:
    """The records of a whole file: a list, a list under a known key, or the one object."""
    if isinstance(parsed, list):
        return parsed
    if isinstance(parsed, dict) and not _find(parsed, NAMES["text"]):
        for key in _LISTS:
            if isinstance(parsed.get(key), list):
                return list(parsed[key])
    return [parsed]


def _record(
    place: str, data: bytes, item: Any, names: Mapping[str, str] | None
) -> tuple[str, bytes, dict[str, str] | ReadError]:
    if isinstance(item, str) and item.strip():
        item = {"text": item}
    if not isinstance(item, dict):
        return place, data, ReadError(place, "is no record with fields")
    said = fields_of(item, names)
    if "text" not in said:
        has = ", ".join(str(key) for key in list(item)[:12])
        return place, data, ReadError(place, f"has no field with a text (it has {has}); name it with --key text=NAME")
    return place, (orjson.dumps(said) if names else data), said


def fields_of(item: Mapping[str, Any], names: Mapping[str, str] | None = None) -> dict[str, str]:
    """The record's fields under our names, as strings; what is missing or empty is left out."""
    said: dict[str, str] = {}
    folded = {str(key).strip().lower().replace("-", "_"): key for key in item}
    for field, known in NAMES.items():
        own = (names or {}).get(field)
        keys = (own,) if own else known
        value = next((text for key in keys if (text := _text(field, item.get(folded.get(key.lower(), key))))), None)
        if value:
            said[field] = value
    if "publisher" in said and re.match(r"https?://", said["publisher"]):
        said.setdefault("url", said.pop("publisher"))
    return said


def _find(item: Mapping[str, Any], keys: tuple[str, ...]) -> bool:
    return any(str(key).lower() in keys and isinstance(value, str) for key, value in item.items())


def _text(field: str, value: Any) -> str | None:
    """A value as text: lists are joined (paragraphs, authors), numbers of a date are seconds since 1970."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return ("\n" if field == "text" else "、").join(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and field in ("published", "retrieved"):
        if 19_000_101 <= value <= 20_991_231 and value == int(value):
            return str(int(value))
        seconds = value / 1000 if value > 1e11 else value
        if 0 < seconds < 4e9:
            return datetime.fromtimestamp(seconds, UTC).astimezone(_CHINA).date().isoformat()
    if isinstance(value, dict):
        return next(
            (str(value[key]) for key in ("name", "@value", "text", "title") if isinstance(value.get(key), str)), None
        )
    return None
