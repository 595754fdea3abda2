"""A JSON export as it is read again: its articles with their facts and reports as they were extracted, and what persons said.

Comes in: the bytes of a file whose `meta.schema` says that it is an export. Goes out: `Exported`, from which records are
made article by article; what a person set is taken off the records and stands in `work`, so that it can be undone as in
the store that it came from. It writes nothing and compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson

from store.errors import ReadError
from store.index.said import CORRECTED
from store.person.anchors import AROUND
from store.person.user import ADDED, ARRANGED, CHECKS, CORRECTIONS, MARKS, NOTES, key_of, record_of
from store.records import Article, Fact, Meeting, fact_from_json
from store.restoring.reports import Reports, reports_of
from store.sharing.work import Work

SCHEMA = "lichun-export-1"
_BOM = b"\xef\xbb\xbf"
_OF_A_PERSON = ("corrected", "checked", "note", "tags")


@dataclass(frozen=True)
class Exported:
    """What an export holds, as plain values; records are made of it when they are asked for."""

    name: str
    data: Mapping[str, Any]
    by_article: Mapping[str, list[dict[str, Any]]] = field(repr=False, default_factory=dict)  # facts, in their order

    @property
    def rules(self) -> str | None:
        rules = self.data["meta"].get("rules")
        return None if rules is None else str(rules)

    @property
    def article_ids(self) -> list[str]:
        return [a["id"] for a in self.data["articles"]]

    @cached_property
    def _reports(self) -> Reports:
        was = [m for c in self.data.get("corrections", ()) if c["kind"] == "meeting" for m in c.get("was", ())]
        published = {a["id"]: a.get("published") for a in self.data["articles"]}
        meetings = [Meeting.from_json(m) for m in self.data["meetings"]]
        return reports_of(meetings, [*self.data.get("mentions", ()), *was], published)

    def article(self, data: Mapping[str, Any]) -> Article:
        """The article as it stood in the store; a field that a person set says so in its trace."""
        article = Article.from_json({"rules": self.rules, **data})
        given = self.said.get(key_of("article", article.id), {}).get("fields", {})
        trace = {**article.trace, **dict.fromkeys(given, CORRECTED)}
        return Article.from_json({**article.to_json(), "trace": trace})

    def parts(self, article_id: str) -> tuple[list[Any], list[Fact]]:
        """The article's reports of meetings, and its facts as they were extracted."""
        mentions = self._reports.of_article.get(article_id, [])
        facts = []
        for data in self.by_article.get(article_id, ()):
            if "kind" in data.get("corrected", ()):  # a person added it
                continue
            was = self.said.get(key_of("fact", data["id"]), {}).get("was", {})
            own = {n: v for n, v in data.items() if n not in _OF_A_PERSON} | was
            own["meeting"] = self._reports.report(article_id, data.get("meeting"), data["start"])
            facts.append(fact_from_json(own))
        return mentions, facts

    @cached_property
    def said(self) -> dict[str, dict[str, Any]]:
        """Key → the correction of a record's fields."""
        listed = (c for c in self.data.get("corrections", ()) if "added" not in c and "arranged" not in c)
        return {key_of(c["kind"], c["id"]): c for c in listed}

    @cached_property
    def work(self) -> Work:
        """What persons added, as far as the export holds it."""
        tables = dict(self._tables())
        keys = dict.fromkeys(key for t in (CORRECTIONS, MARKS, CHECKS, NOTES) for key in tables[t])
        anchors = {key: held for key in keys if (held := self._anchor(*record_of(key)))}
        return Work(tables, anchors, by="", at=str(self.data["meta"].get("created", "")))

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Any]]:
        return {r["id"]: r for part in ("articles", "meetings", "facts") for r in self.data[part]}

    def _anchor(self, kind: str, record: str) -> dict[str, Any]:
        """By what a record is known, as `store.person.anchors` has it; empty for a division, and for one that is not here."""
        held = self._by_id.get(record)
        if held is None or kind == "region":
            return {}
        page = self._by_id[held["article"]] if kind == "fact" else held
        known = {name: page.get(name) for name in ("url", "content", "title")}
        if kind == "article":
            return known
        if kind == "meeting":
            first = (held["date"] or "").split("/")[0] or None
            return {"region": held["region"], "first": first, "name": held["name"], "articles": held["articles"]}
        text, start, end = page["text"], held["start"], held["end"]
        extracted = held | self.said.get(key_of("fact", record), {}).get("was", {})
        value = next((v for name in ("value", "name", "text") if (v := extracted.get(name)) is not None), None)
        around = {"before": text[max(start - AROUND, 0) : start], "after": text[end : end + AROUND]}
        return {
            "article": page["id"],
            **known,
            "kind": held["kind"],
            "quote": text[start:end],
            **around,
            "value": value,
        }

    def _tables(self) -> Iterator[tuple[str, dict[str, Any]]]:
        yield CORRECTIONS, {key: _said(c) for key, c in self.said.items()}
        listed = self.data.get("corrections", ())
        yield ADDED, {key_of("fact", c["id"]): {**c["added"], **_said(c)} for c in listed if "added" in c}
        yield ARRANGED, {c["arranged"]["key"]: {**c["arranged"], **_said(c)} for c in listed if "arranged" in c}
        yield MARKS, {key_of(m["kind"], m["id"]): _said(m) for m in self.data.get("marks", ())}
        for table in (CHECKS, NOTES):
            whole = {key_of(e["kind"], e["id"]): _said(e) for e in self.data.get(table, ())}
            yield table, whole or dict(self._remarks(table))

    def _remarks(self, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Notes and checks as the facts tell them, where who and when is not said."""
        for data in self.data["facts"]:
            note = {n: data[n] for n in ("note", "tags") if data.get(n)}
            if table == CHECKS and data.get("checked"):
                yield key_of("fact", data["id"]), {"by": "", "at": data["checked"]}
            elif table == NOTES and note:
                yield key_of("fact", data["id"]), {**note, "by": "", "at": ""}


def _said(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry as a store has it. What stood there before is in the records again, but for an article's fields."""
    left = ("kind", "id", "added", "arranged", *(() if entry["kind"] == "article" else ("was",)))
    return {n: v for n, v in entry.items() if n not in left}


def read(name: str, data: bytes) -> Exported:
    """The export in these bytes. Raises ReadError where it is not whole, or cannot be put back."""
    try:
        held = orjson.loads(data.removeprefix(_BOM))
    except orjson.JSONDecodeError as error:
        raise ReadError(name, f"is an export that breaks off or was altered ({error}); export again") from None
    schema, variant = held["meta"]["schema"], held["meta"].get("variant", "original")
    if schema != SCHEMA:
        raise ReadError(name, f"was exported by a newer lichun ({schema}); update lichun to import it")
    if variant != "original":
        raise ReadError(
            name, f"is an export in another script ({variant}), whose texts are no longer those of the articles;"
            " export with --variant original to import it"
        )  # fmt: skip
    missing = [part for part in ("articles", "meetings", "facts") if not isinstance(held.get(part), list)]
    if missing:
        raise ReadError(name, f"is an export without {', '.join(missing)}")
    by_article: dict[str, list[dict[str, Any]]] = {}
    try:
        for fact in held["facts"]:
            by_article.setdefault(fact["article"], []).append(fact)
        found = Exported(name, held, by_article)
        for article in held["articles"]:
            _sound(found, article)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ReadError(name, f"is an export with a record that cannot be read ({error!r}); export again") from None
    if strange := sorted(by_article.keys() - set(found.article_ids)):
        raise ReadError(name, f"is an export with facts of articles that are not in it ({', '.join(strange[:3])})")
    return found


def _sound(exported: Exported, data: Mapping[str, Any]) -> None:
    """Raises where a record cannot be made, or a fact's evidence lies outside its text."""
    article = exported.article(data)
    mentions, facts = exported.parts(article.id)
    for record in (*mentions, *facts):
        if not 0 <= record.start <= record.end <= len(article.text):
            raise ValueError(f"{record.id}: {record.start}–{record.end} lies outside the text of {article.id}")
