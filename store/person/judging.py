"""A person's word on what was extracted: corrections, rejections, facts of one's own. It wins over rules.

Comes in: a record's id and what a person says. Goes out: entries in `user.json`, at once, and an index that shows them.
What was extracted stays in the segments, so that all of it can be undone; of an article the records follow from its
fields, so `store.person.heeding` recognises it anew. Joining and splitting meetings is `store.person.arranging`'s.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from store.errors import NotFound, WrongUse
from store.person import fields as settable
from store.person.indicators import Table
from store.person.user import (
    ADDED,
    ANCHORS,
    CHECKS,
    CORRECTIONS,
    INDICATORS,
    NOTES,
    REJECTIONS,
    Personal,
    RecordKind,
    key_of,
    record_of,
)
from store.records import FACTS, Article, Fact, FactKind, Figure, Meeting
from store.search import lookup
from store.search.lookup import ArticleRow

R = TypeVar("R", Article, ArticleRow, Fact)


class Judging(Personal):
    """Mixed into `Library`."""

    indicators: Table = Table()

    # What is asked of the library

    @property
    def _db(self) -> sqlite3.Connection:
        raise NotImplementedError

    def flush(self) -> None:
        raise NotImplementedError

    def settle(self) -> None:
        raise NotImplementedError

    def _may_write(self) -> None:
        """Raises StoreReadOnly where nothing can be written."""
        raise NotImplementedError

    def article(self, article_id: str) -> Article | None:
        raise NotImplementedError

    def meeting(self, meeting_id: str) -> Meeting | None:
        raise NotImplementedError

    def fact(self, fact_id: str) -> Fact | None:
        raise NotImplementedError

    def standing(self, kind: str, record: str) -> str | None:
        raise NotImplementedError

    # Corrections

    def correct(self, kind: RecordKind, record_id: str, **changed: Any) -> str:
        """Sets fields of a record to what a person says; it wins over what was extracted, and survives a new import.

        An article is recognised anew with these fields as given. The id under which the record stands now.
        Raises WrongUse for a field or a value that cannot be, NotFound where there is no such record.
        """
        record = self._judged(kind, record_id)
        given = settable.read(record.kind if isinstance(record, Fact) else kind, changed)
        key = key_of(kind, record.id)
        old = self.user.get(CORRECTIONS, key) or {}
        entry: dict[str, Any] = {"fields": {**old.get("fields", {}), **given}}
        if isinstance(record, Meeting):
            entry["mentions"] = self.reports(record.id)
        if isinstance(record, Article):
            was = {name: [getattr(record, name), record.trace.get(name)] for name in given}
            entry["was"] = was | dict(old.get("was", {}))  # value and rule, as extracted
        self._add(CORRECTIONS, kind, record.id, entry)
        self._said()
        return self.standing(kind, record.id) or record.id

    def uncorrect(self, kind: RecordKind, record_id: str) -> str:
        """Goes back to what was extracted, of a rejected fact too. The id under which the record stands now."""
        self._may_write()
        stands = self.standing(kind, record_id) or record_id
        for key in self._corrections_of(kind, stands):
            held = self.user.get(CORRECTIONS, key)
            if held and kind == "article":  # what was extracted is needed until the records are as they were
                self.user.put(CORRECTIONS, key, {"fields": {}, "was": held["was"]})
            else:
                self._drop(CORRECTIONS, key)
        self._drop(REJECTIONS, key_of(kind, stands))
        self._said()
        return self.standing(kind, stands) or record_id

    def _corrections_of(self, kind: RecordKind, stands: str) -> list[str]:
        """Keys of a record's corrections: of a meeting, those of all that became one with it."""
        if kind != "meeting":
            return [key_of(kind, stands)]
        keys = [key for key in self.user.entries(CORRECTIONS) if record_of(key)[0] == kind]
        return [key for key in keys if stands in (record_of(key)[1], self.standing(kind, record_of(key)[1]))]

    def corrections(self) -> dict[tuple[str, str], dict[str, Any]]:
        """(kind, id) → the fields that a person set."""
        return {record_of(key): dict(e["fields"]) for key, e in self.user.entries(CORRECTIONS).items() if e["fields"]}

    def corrected_fields(self, kind: RecordKind, record_id: str) -> dict[str, Any]:
        """The fields that a person set of one record."""
        found: dict[str, Any] = {}
        for key in self._corrections_of(kind, self.standing(kind, record_id) or record_id):
            found |= (self.user.get(CORRECTIONS, key) or {}).get("fields", {})
        return found

    # Rejections

    def reject(self, fact_id: str, reason: str = "") -> None:
        """Takes a fact that is none out of lists, search, counts and exports; why may be said."""
        fact = self._judged("fact", fact_id)
        if self.user.get(ADDED, key_of("fact", fact.id)):
            raise WrongUse(f"{fact.id} was added by hand; remove it instead")
        self._add(REJECTIONS, "fact", fact.id, {"reason": reason.strip()})
        self._said()

    def accept(self, fact_id: str) -> None:
        """Takes a rejection back."""
        self._may_write()
        self._drop(REJECTIONS, key_of("fact", fact_id))
        self._said()

    def rejection(self, fact_id: str) -> str | None:
        """Why a fact was rejected, "" where nothing was said; None where it was not."""
        held = self.user.get(REJECTIONS, key_of("fact", fact_id))
        return str(held.get("reason", "")) if held else None

    def rejected(self) -> list[tuple[Fact, str]]:
        """What was rejected and still stands, with the reasons."""
        held = {record_of(key)[1]: str(e.get("reason", "")) for key, e in self.user.entries(REJECTIONS).items()}
        return [(fact, why) for i, why in held.items() if (fact := self.fact(i)) is not None]

    # Facts of one's own

    def add_fact(self, article_id: str, start: int, end: int, kind: FactKind, given: Mapping[str, object]) -> Fact:
        """Makes a fact of a stretch of an article's text. Raises WrongUse where it cannot stand or stands already."""
        article = self._judged("article", article_id)
        assert isinstance(article, Article)
        if kind not in FACTS:
            raise WrongUse(f"there is no kind {kind}; there are {', '.join(FACTS)}")
        text = article.text
        while start < end and text[start : start + 1].isspace():
            start += 1
        while start < end and text[end - 1 : end].isspace():
            end -= 1
        if not 0 <= start < end <= len(text):
            raise WrongUse(f"{start}–{end} is no stretch of the article's text, which has {len(text)} characters")
        values = settable.read(kind, given)
        settable.complete(kind, values)
        from store.person.anchors import added_anchor, added_id

        fact_id = added_id(article, start, end, kind, values)
        if self.standing("fact", fact_id):
            raise WrongUse(f"that fact stands there already: {fact_id}")
        held = added_anchor(article, start, end, kind)
        entry = {"article": article.id, "kind": kind, "start": start, "end": end, "fields": values}
        self.user.put(ADDED, key_of("fact", fact_id), {**entry, **held})
        self._said()
        fact = self.fact(fact_id)
        assert fact is not None
        return fact

    def remove_fact(self, fact_id: str) -> None:
        """Takes a fact of one's own away. Raises NotFound where it was not added by hand."""
        self._may_write()
        key = key_of("fact", fact_id)
        if self.user.get(ADDED, key) is None:
            raise NotFound(f"a fact {fact_id} that was added by hand")
        for table in (ADDED, CORRECTIONS, CHECKS, NOTES, ANCHORS):
            self.user.drop(table, key)
        self._said()

    def added_facts(self) -> list[Fact]:
        """All facts of one's own that stand, in the order in which they were made."""
        ids = [record_of(key)[1] for key in self.user.entries(ADDED)]
        return [fact for i in ids if (fact := self.fact(i)) is not None]

    @staticmethod
    def is_added(fact: Fact) -> bool:
        """Whether a person added the fact: its kind, which no rule can give up, is among what was set."""
        return "kind" in fact.corrected

    # Indicators

    def take_indicators(self, table: Table) -> None:
        """Puts a person's own table of indicators in force, in place of the one before."""
        self._may_write()
        wanted = {row.id: row.to_json() for row in table.rows}
        held = self.user.entries(INDICATORS)
        for name in held.keys() - wanted.keys():
            self.user.drop(INDICATORS, name)
        for name, row in wanted.items():
            if name not in held or {key: held[name].get(key) for key in row} != row:
                self.user.put(INDICATORS, name, row)
        if self.user.unsaid:
            self._said()

    def _take_table(self) -> None:
        self.indicators = Table.from_json(self.user.entries(INDICATORS))

    # Within

    def _judged(self, kind: str, record_id: str) -> Article | Meeting | Fact:
        self._may_write()
        readers: dict[str, Any] = {"article": self.article, "meeting": self.meeting, "fact": self.fact}
        if kind not in readers:
            raise WrongUse(f"a {kind} cannot be corrected")
        record: Article | Meeting | Fact | None = readers[kind](record_id)
        if record is None:
            raise NotFound(record_id)
        return record

    def _said(self) -> None:
        """Writes what was said and shows it."""
        self.flush()
        self.settle()

    def reports(self, meeting_id: str, group: int | None = None) -> list[dict[str, Any]]:
        """Anchors of the reports that make a meeting: article, the id that it would bear alone, its evidence."""
        rows = lookup.reports_of(self._db, meeting_id)
        articles = {i: a for i in {r.article for r in rows} if (a := self.article(i)) is not None}
        found = []
        for row in rows:
            article = articles[row.article]
            anchor = {"article": row.article, "own": row.own, "quote": article.text[row.start : row.end]}
            place = {"start": row.start, "url": article.url, "content": article.content}
            found.append(anchor | place | ({} if group is None else {"group": group}))
        return found

    def laid_over(self, kind: RecordKind, record: R) -> R:
        """The record with a person's corrections, check, note and tags."""
        key = key_of(kind, record.id)
        correction = self.user.get(CORRECTIONS, key)
        changed: dict[str, Any] = dict(correction["fields"]) if correction else {}
        if isinstance(record, Fact):
            changed |= self._remarked(record, key, changed)
        if not changed:
            return record
        known = {f.name for f in fields(record)}
        changed = {name: tuple(v) if isinstance(v, list) else v for name, v in changed.items() if name in known}
        return replace(record, **changed)

    def _remarked(self, fact: Fact, key: str, given: Mapping[str, Any]) -> dict[str, Any]:
        changed: dict[str, Any] = {}
        if given:
            changed["corrected"] = tuple(dict.fromkeys((*fact.corrected, *given)))
            if isinstance(fact, Figure) and not given.keys().isdisjoint(("value", "value_max", "unit")):
                changed["literal"] = None  # what the article writes is not what it is
        if isinstance(fact, Figure) and self.indicators and "indicator" not in (*given, *fact.corrected):
            changed |= _named(self.indicators, fact, given.get("measure", fact.measure), given.get("unit", fact.unit))
        if checked := self.user.get(CHECKS, key):
            changed["checked"] = checked["at"]
        if remark := self.user.get(NOTES, key):
            changed |= {"note": remark.get("note"), "tags": tuple(remark.get("tags", ()))}
        return changed


def _named(table: Table, fact: Figure, measure: str, unit: str | None) -> dict[str, Any]:
    found = table.of(measure, unit)
    if found is None or found == fact.indicator:
        return {}
    return {"indicator": found, "trace": {**fact.trace, "indicator": "person.indicators"}}
