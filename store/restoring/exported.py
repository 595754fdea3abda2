"""A JSON export as it is read again: its articles with their facts and reports as they were extracted, and what persons said.

Comes in: the bytes of a file whose `meta.schema` says that it is an export. Goes out: `Exported`, from which records are
made article by article, so that the whole is never held as records; what a person set is taken off them and stands in
`work`, so that it can be undone as in the store that it came from. It writes nothing and compares nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import orjson

from store.errors import ReadError
from store.index.said import CORRECTED
from store.person.anchors import AROUND
from store.person.user import ADDED, ARRANGED, CHECKS, CORRECTIONS, MARKS, NOTES, REJECTIONS, key_of, record_of
from store.records import Article, Fact, Meeting, fact_from_json
from store.restoring.lines import Lines, Place, lines
from store.restoring.reports import Reports, reports_of
from store.sharing.work import Work

SCHEMA = "lichun-export-1"
_OF_A_PERSON = ("corrected", "checked", "note", "tags")


@dataclass(frozen=True)
class Exported:
    """What an export holds; records are made of it when they are asked for."""

    name: str
    lines: Lines
    by_article: Mapping[str, Sequence[Place]] = field(repr=False, default_factory=dict)  # facts, in their order

    @property
    def rules(self) -> str | None:
        rules = self.lines.meta.get("rules")
        return None if rules is None else str(rules)

    @cached_property
    def places(self) -> dict[str, Place]:
        """Article → where it stands, in the order of the export."""
        return {self.lines.read(place)["id"]: place for place in self.lines.of("articles")}

    @cached_property
    def meetings(self) -> list[dict[str, Any]]:
        return self.lines.all("meetings")

    @cached_property
    def _divisions(self) -> dict[str, str | None]:
        told: Mapping[str, list[str]] = self.lines.meta.get("divisions", {})
        return {article: code or None for code, articles in told.items() for article in articles}

    def tells_division(self, article_id: str) -> bool:
        """Whether it says which division the article is about: one that lichun wrote does, in one way or the other."""
        return article_id in self._divisions or "region" in self.lines.read(self.places[article_id])

    @cached_property
    def _reports(self) -> Reports:
        was = [m for c in self._corrections if c["kind"] == "meeting" for m in c.get("was", ())]
        meetings = [Meeting.from_json(m) for m in self.meetings]
        told = [*self.lines.all("mentions"), *was]
        return reports_of(meetings, told, self.places, lambda i: self.lines.read(self.places[i]).get("published"))

    @property
    def unsure(self) -> list[str]:
        """Ids of meetings that may come back otherwise: which of their names each report bore could not be found out."""
        return self._reports.unsure

    def article(self, article_id: str) -> Article:
        """The article as it stood in the store; a field that a person set says so in its trace."""
        data = self.lines.read(self.places[article_id])
        article = Article.from_json({"rules": self.rules, "region": self._divisions.get(article_id), **data})
        given = self.said.get(key_of("article", article.id), {}).get("fields", {})
        trace = {**article.trace, **dict.fromkeys(given, CORRECTED)}
        return Article.from_json({**article.to_json(), "trace": trace})

    def parts(self, article_id: str) -> tuple[list[Any], list[Fact]]:
        """The article's reports of meetings, and its facts as they were extracted."""
        mentions = self._reports.of_article.get(article_id, [])
        facts = []
        for place in self.by_article.get(article_id, ()):
            data = self.lines.read(place)
            if "kind" in data.get("corrected", ()):  # a person added it
                continue
            was = self.said.get(key_of("fact", data["id"]), {}).get("was", {})
            own = {n: v for n, v in data.items() if n not in _OF_A_PERSON} | was
            own["meeting"] = self._reports.report(article_id, data.get("meeting"), data["start"])
            facts.append(fact_from_json(own))
        return mentions, facts

    @cached_property
    def _corrections(self) -> list[dict[str, Any]]:
        return self.lines.all("corrections")

    @cached_property
    def said(self) -> dict[str, dict[str, Any]]:
        """Key → the correction of a record's fields."""
        listed = (c for c in self._corrections if not c.keys() & {"added", "arranged", "rejected"})
        return {key_of(c["kind"], c["id"]): c for c in listed}

    @cached_property
    def work(self) -> Work:
        """What persons added, as far as the export holds it."""
        tables = dict(self._tables())
        keys = dict.fromkeys(key for t in (CORRECTIONS, MARKS, CHECKS, NOTES) for key in tables[t])
        facts = self._named({record_of(key)[1] for key in keys if record_of(key)[0] == "fact"})
        anchors = {key: held for key in keys if (held := self._anchor(*record_of(key), facts))}
        return Work(tables, anchors, by="", at=str(self.lines.meta.get("created", "")))

    def _named(self, facts: Collection[str]) -> dict[str, dict[str, Any]]:
        """The facts of these ids."""
        found = (self.lines.read(place) for place in self.lines.of("facts")) if facts else ()
        return {data["id"]: data for data in found if data["id"] in facts}

    def _anchor(self, kind: str, record: str, facts: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
        """By what a record is known, as `store.person.anchors` has it; empty for a division, and for one that is not here."""
        if kind == "meeting":
            held = next((m for m in self.meetings if m["id"] == record), None)
            if held is None:
                return {}
            first = (held["date"] or "").split("/")[0] or None
            return {"region": held["region"], "first": first, "name": held["name"], "articles": held["articles"]}
        fact = facts.get(record) if kind == "fact" else None
        place = self.places.get(fact["article"] if fact else record)
        if place is None or (fact is None and kind != "article"):
            return {}
        page = self.lines.read(place)
        known = {name: page.get(name) for name in ("url", "content", "title")}
        if fact is None:
            return known
        text, start, end = page["text"], fact["start"], fact["end"]
        extracted = fact | self.said.get(key_of("fact", record), {}).get("was", {})
        return {
            "article": page["id"],
            **known,
            "kind": fact["kind"],
            "quote": text[start:end],
            "before": text[max(start - AROUND, 0) : start],
            "after": text[end : end + AROUND],
            "value": next((v for name in ("value", "name", "text") if (v := extracted.get(name)) is not None), None),
        }

    def _tables(self) -> Iterator[tuple[str, dict[str, Any]]]:
        yield CORRECTIONS, {key: _said(c) for key, c in self.said.items()}
        listed = self._corrections
        # A fact that was rejected is not here, so its id alone tells it once its source is read.
        yield REJECTIONS, {key_of("fact", c["id"]): _said(c) for c in listed if "rejected" in c}
        yield ADDED, {key_of("fact", c["id"]): {**c["added"], **_said(c)} for c in listed if "added" in c}
        yield ARRANGED, {c["arranged"]["key"]: {**c["arranged"], **_said(c)} for c in listed if "arranged" in c}
        entries: dict[str, dict[str, Any]] = {MARKS: {}, CHECKS: {}, NOTES: {}}
        for told in self.lines.all("marks"):
            table = CHECKS if "checked" in told else NOTES if {"note", "tags"} & told.keys() else MARKS
            entries[table][key_of(told["kind"], told["id"])] = _said(told)
        yield MARKS, entries[MARKS]
        for table in (CHECKS, NOTES):
            yield table, entries[table] or dict(self._remarks(table))

    def _remarks(self, table: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Notes and checks as the contract's facts tell them, where who and when is not said."""
        for data in map(self.lines.read, self.lines.of("facts")):
            note = {n: data[n] for n in ("note", "tags") if data.get(n)}
            if table == CHECKS and data.get("checked"):
                yield key_of("fact", data["id"]), {"by": "", "at": data["checked"]}
            elif table == NOTES and note:
                yield key_of("fact", data["id"]), {**note, "by": "", "at": ""}


def _said(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The entry as a store has it. What stood there before is in the records again, but for an article's fields."""
    left = ("kind", "id", "added", "arranged", "rejected", "checked", *(() if entry["kind"] == "article" else ("was",)))
    return {n: v for n, v in entry.items() if n not in left}


def read(name: str, data: bytes) -> Exported:
    """The export in these bytes. Raises ReadError where it is not whole, or cannot be put back."""
    try:
        held = lines(data)
    except orjson.JSONDecodeError as error:
        raise ReadError(name, f"is an export that breaks off or was altered ({error}); export again") from None
    schema, variant = held.meta["schema"], held.meta.get("variant", "original")
    if schema != SCHEMA:
        raise ReadError(name, f"was exported by a newer lichun ({schema}); update lichun to import it")
    if variant != "original":
        raise ReadError(
            name, f"is an export in another script ({variant}), whose texts are no longer those of the articles;"
            " export with --variant original to import it"
        )  # fmt: skip
    if missing := [part for part in ("articles", "meetings", "facts") if part not in held.groups]:
        raise ReadError(name, f"is an export without {', '.join(missing)}")
    by_article: dict[str, list[Place]] = {}
    try:
        for place in held.of("facts"):
            by_article.setdefault(held.read(place)["article"], []).append(place)
        found = Exported(name, held, by_article)
        for article in found.places:
            _sound(found, article)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ReadError(name, f"is an export with a record that cannot be read ({error!r}); export again") from None
    if strange := sorted(by_article.keys() - found.places.keys()):
        raise ReadError(name, f"is an export with facts of articles that are not in it ({', '.join(strange[:3])})")
    return found


def _sound(exported: Exported, article_id: str) -> None:
    """Raises where a record cannot be made, or a fact's evidence lies outside its text."""
    article = exported.article(article_id)
    mentions, facts = exported.parts(article_id)
    for record in (*mentions, *facts):
        if not 0 <= record.start <= record.end <= len(article.text):
            raise ValueError(f"{record.id}: {record.start}–{record.end} lies outside the text of {article.id}")
