"""A person's word on what was extracted: corrections, rejections, facts of one's own. It wins over rules.

Comes in: a record's id and what a person says. Goes out: entries in `user.json`, at once, and an index that shows them.
What was extracted stays in the segments, so that all of it can be undone; of an article the records follow from its
fields, so `store.person.heeding` recognises it anew. Joining and splitting meetings is `store.person.arranging`'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from store.errors import NotFound, WrongUse
from store.person import fields as settable
from store.person.anchors import added_anchor, added_id, reports
from store.person.binding import hang, unhang
from store.person.user import (
    ADDED,
    CORRECTIONS,
    INDICATORS,
    REJECTIONS,
    RecordKind,
    key_of,
    record_of,
)
from store.records import FACTS, Article, Fact, FactKind, Meeting

if TYPE_CHECKING:
    from store.database import Library
    from store.person.indicators import Table


class Word:
    """That on the records of one library."""

    def __init__(self, library: Library) -> None:
        self._library, self._user = library, library.user

    # Corrections

    def correct(self, kind: RecordKind, record_id: str, /, **changed: Any) -> str:
        """Sets fields of a record to what a person says; it wins over what was extracted, and survives a new import.

        An article is recognised anew with these fields as given. The id under which the record stands now.
        Raises WrongUse for a field or a value that cannot be, NotFound where there is no such record.
        """
        record = judged(self._library, kind, record_id)
        given = settable.read(record.kind if isinstance(record, Fact) else kind, changed)
        key = key_of(kind, record.id)
        old = self._user.get(CORRECTIONS, key) or {}
        entry: dict[str, Any] = {"fields": {**old.get("fields", {}), **given}}
        if isinstance(record, Meeting):
            entry["mentions"] = reports(self._library, record.id)
        if isinstance(record, Article):
            was = {name: [getattr(record, name), record.trace.get(name)] for name in given}
            entry["was"] = was | dict(old.get("was", {}))  # value and rule, as extracted
        hang(self._library, CORRECTIONS, kind, record.id, entry)
        self._library.settling.said()
        return self._library.standing(kind, record.id) or record.id

    def uncorrect(self, kind: RecordKind, record_id: str) -> str:
        """Goes back to what was extracted, of a rejected fact too. The id under which the record stands now."""
        self._library.may_write()
        stands = self._library.standing(kind, record_id) or record_id
        for key in self._corrections_of(kind, stands):
            held = self._user.get(CORRECTIONS, key)
            if held and kind == "article":  # what was extracted is needed until the records are as they were
                self._user.put(CORRECTIONS, key, {"fields": {}, "was": held["was"]})
            else:
                unhang(self._user, CORRECTIONS, key)
        unhang(self._user, REJECTIONS, key_of(kind, stands))
        self._library.settling.said()
        return self._library.standing(kind, stands) or record_id

    def _corrections_of(self, kind: RecordKind, stands: str) -> list[str]:
        """Keys of a record's corrections: of a meeting, those of all that became one with it."""
        if kind != "meeting":
            return [key_of(kind, stands)]
        keys = [key for key in self._user.entries(CORRECTIONS) if record_of(key)[0] == kind]
        return [key for key in keys if stands in (record_of(key)[1], self._library.standing(kind, record_of(key)[1]))]

    def corrections(self) -> dict[tuple[str, str], dict[str, Any]]:
        """(kind, id) → the fields that a person set."""
        return {record_of(key): dict(e["fields"]) for key, e in self._user.entries(CORRECTIONS).items() if e["fields"]}

    def corrected_fields(self, kind: RecordKind, record_id: str) -> dict[str, Any]:
        """The fields that a person set of one record."""
        found: dict[str, Any] = {}
        for key in self._corrections_of(kind, self._library.standing(kind, record_id) or record_id):
            found |= (self._user.get(CORRECTIONS, key) or {}).get("fields", {})
        return found

    # Rejections

    def reject(self, fact_id: str, reason: str = "") -> None:
        """Takes a fact that is none out of lists, search, counts and exports; why may be said."""
        fact = judged(self._library, "fact", fact_id)
        if self._user.get(ADDED, key_of("fact", fact.id)):
            raise WrongUse(f"{fact.id} was added by hand; remove it instead")
        hang(self._library, REJECTIONS, "fact", fact.id, {"reason": reason.strip()})
        self._library.settling.said()

    def accept(self, fact_id: str) -> None:
        """Takes a rejection back."""
        self._library.may_write()
        unhang(self._user, REJECTIONS, key_of("fact", fact_id))
        self._library.settling.said()

    def rejection(self, fact_id: str) -> str | None:
        """Why a fact was rejected, "" where nothing was said; None where it was not."""
        held = self._user.get(REJECTIONS, key_of("fact", fact_id))
        return str(held.get("reason", "")) if held else None

    def rejected(self) -> list[tuple[Fact, str]]:
        """What was rejected and still stands, with the reasons."""
        held = {record_of(key)[1]: str(e.get("reason", "")) for key, e in self._user.entries(REJECTIONS).items()}
        return [(fact, why) for i, why in held.items() if (fact := self._library.fact(i)) is not None]

    # Facts of one's own

    def add_fact(self, article_id: str, start: int, end: int, kind: FactKind, given: Mapping[str, object]) -> Fact:
        """Makes a fact of a stretch of an article's text. Raises WrongUse where it cannot stand or stands already."""
        article = judged(self._library, "article", article_id)
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
        fact_id = added_id(article, start, end, kind, values)
        if self._library.standing("fact", fact_id):
            raise WrongUse(f"that fact stands there already: {fact_id}")
        held = added_anchor(article, start, end, kind)
        entry = {"article": article.id, "kind": kind, "start": start, "end": end, "fields": values}
        self._user.put(ADDED, key_of("fact", fact_id), {**entry, **held})
        self._library.settling.said()
        fact = self._library.fact(fact_id)
        assert fact is not None
        return fact

    def remove_fact(self, fact_id: str) -> None:
        """Takes a fact of one's own away. Raises NotFound where it was not added by hand."""
        self._library.may_write()
        key = key_of("fact", fact_id)
        if self._user.get(ADDED, key) is None:
            raise NotFound(f"a fact {fact_id} that was added by hand")
        self._user.forget(key)
        self._library.settling.said()

    def added_facts(self) -> list[Fact]:
        """All facts of one's own that stand, in the order in which they were made."""
        ids = [record_of(key)[1] for key in self._user.entries(ADDED)]
        return [fact for i in ids if (fact := self._library.fact(i)) is not None]

    @staticmethod
    def is_added(fact: Fact) -> bool:
        """Whether a person added the fact: its kind, which no rule can give up, is among what was set."""
        return "kind" in fact.corrected

    # Indicators

    def take_indicators(self, table: Table) -> None:
        """Puts a person's own table of indicators in force, in place of the one before."""
        self._library.may_write()
        wanted = {row.id: row.to_json() for row in table.rows}
        held = self._user.entries(INDICATORS)
        for name in held.keys() - wanted.keys():
            self._user.drop(INDICATORS, name)
        for name, row in wanted.items():
            if name not in held or {key: held[name].get(key) for key in row} != row:
                self._user.put(INDICATORS, name, row)
        if self._user.unsaid:
            self._library.settling.said()


def judged(library: Library, kind: str, record_id: str) -> Article | Meeting | Fact:
    """The record that a person is about to judge. Raises StoreReadOnly, NotFound, or WrongUse for a kind without a word."""
    library.may_write()
    if kind not in ("article", "meeting", "fact"):
        raise WrongUse(f"a {kind} cannot be corrected")
    record = library.one(kind, record_id)
    if record is None:
        raise NotFound(record_id)
    return record
