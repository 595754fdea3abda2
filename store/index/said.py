"""What a person said, as the index shows it: corrections, rejections, facts added, meetings arranged, own indicators.

Comes in: the tables of `user.json`, from the library or read from the file when an index is built. Goes out: `entries`,
the rows of the index's table `said`, and `Said`, which lays them over the records of an article before these become rows.
So search, counts, tree and lists need to know nothing of corrections. The segments stay what was extracted; only an
article's own fields are corrected there (`store.person.heeding`), since its records follow from them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from store.disk import segment
from store.disk.segment import Document, Place
from store.errors import StoreDamaged
from store.person.indicators import Table
from store.person.user import ADDED, ARRANGED, CORRECTIONS, INDICATORS, REJECTIONS, Stored, malformed, record_of

CORRECTED = "person.corrected"  # the rule that set a field, where a person did
ADDED_BY_HAND = "person.added"
JOINED, SPLIT = "joined", "split"  # what stands among a meeting's corrected fields where a person arranged it
Found = tuple[Place, Document]
_ENCODED = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode  # made once: there may be thousands of entries


class Parts(NamedTuple):
    """An article's records as the index shows them; rejected facts are kept apart."""

    mentions: list[Found]
    facts: list[Found]
    rejected: list[Found]


# From user.json


def entries(tables: Stored) -> dict[str, str]:
    """Key → entry as the index keeps it: all that alters what it shows, and nothing else (neither who nor when)."""
    found: dict[str, object] = {}
    for key, entry in tables.get(CORRECTIONS, {}).items():
        kind, record = record_of(key)
        told: dict[str, object] = {"fields": entry["fields"]}
        if kind == "meeting":
            told |= {"owns": sorted({m["own"] for m in entry.get("mentions", ())}), "n": entry.get("n", 0)}
        found[f"{kind}/{record}"] = told
    for key in tables.get(REJECTIONS, {}):
        found[f"rejected/{record_of(key)[1]}"] = {}
    for key, entry in tables.get(ADDED, {}).items():
        found[f"added/{record_of(key)[1]}"] = _document(record_of(key)[1], entry)
    for key, entry in tables.get(ARRANGED, {}).items():
        found[f"arranged/{key}"] = {name: entry.get(name) for name in ("how", "region", "date", "mentions")}
    for key, entry in tables.get(INDICATORS, {}).items():
        found[f"indicator/{key}"] = {name: entry.get(name, []) for name in ("aliases", "units", "never")}
    return {key: _ENCODED(told) for key, told in found.items()}


def of_store(root: Path) -> dict[str, str]:
    """What the store's `user.json` says, or its copy where it is damaged; without tinydb, for an index that is built."""
    for name in ("user.json", "user.json.bak"):
        file = root / name
        if not file.exists():
            continue
        try:
            data = segment.loads(file, segment.read(file))
        except StoreDamaged:
            continue
        tables = {n: {str(d.get("key")): d for d in t.values()} for n, t in data.items() if n != segment.META}
        if malformed(tables) is None:
            return entries(tables)
    return {}


def stamp(root: Path) -> str:
    """Which `user.json` stands there; it is never changed in place."""
    try:
        stat = (root / "user.json").stat()
    except OSError:
        return ""
    return f"{stat.st_ino} {stat.st_mtime_ns} {stat.st_size}"


def _document(fact: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """A fact that a person added, as a segment would hold it."""
    fields = {name: value for name, value in entry["fields"].items() if value is not None}
    span = {name: entry[name] for name in ("article", "start", "end", "quote")}
    told = {"kind": entry["kind"], "id": fact, **span, "literal": entry.get("literal")}
    return {**told, **fields, "corrected": ["kind", *fields], "trace": dict.fromkeys(("kind", *fields), ADDED_BY_HAND)}


def number_of(fact: str) -> int:
    """The number under which an added fact stands among documents: below zero, where no segment's are."""
    from hashlib import blake2b  # a reader of a store where nothing was added never needs it

    return -1 - int.from_bytes(blake2b(fact.encode(), digest_size=7).digest())


# In the index


def rows_of(told: Mapping[str, str]) -> list[tuple[str, str, int | None]]:
    """Rows of the table `said`."""
    return [(k, e, number_of(k[len("added/") :]) if k.startswith("added/") else None) for k, e in told.items()]


def added(db: sqlite3.Connection, docs: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The documents of added facts by number."""
    found = (db.execute("SELECT doc, entry FROM said WHERE doc = ?", (doc,)).fetchone() for doc in docs)
    return {row[0]: json.loads(row[1]) for row in found if row}


class Said:
    """All that a person said, by what it is about."""

    def __init__(self, told: Iterable[tuple[str, str]]) -> None:
        self.facts: dict[str, str] = {}  # entries, read when asked for: most corrections are of facts
        self.rejected: set[str] = set()
        self.articles: dict[str, dict[str, Any]] = {}
        self.added: dict[str, list[Document]] = {}
        self.apart: dict[tuple[str, str], str] = {}  # article and own id of a report → the split that took it away
        self.together: dict[str, list[tuple[str, dict[str, Any] | None]]] = {}  # own id → joins, and day and place
        meetings: list[tuple[int, str, dict[str, Any]]] = []
        indicators: dict[str, dict[str, Any]] = {}
        for key, text in told:
            what, _, name = key.partition("/")
            if what == "fact":
                self.facts[name] = text
                continue
            entry = json.loads(text)
            if what == "rejected":
                self.rejected.add(name)
            elif what == "article":
                self.articles[name] = entry["fields"]
            elif what == "added":
                self.added.setdefault(entry["article"], []).append(entry)
            elif what == "arranged":
                self._arrange(name, entry)
            elif what == "meeting":
                meetings.append((entry["n"], name, entry))
            else:
                indicators[name] = entry
        self.meetings: dict[str, dict[str, Any]] = {}
        for _, _, entry in sorted(meetings, key=lambda m: m[:2]):
            for own in entry["owns"]:
                self.meetings[own] = {**self.meetings.get(own, {}), **entry["fields"]}
        self.indicators = Table.from_json(indicators)

    def _arrange(self, key: str, entry: dict[str, Any]) -> None:
        for m in entry["mentions"]:
            if entry["how"] == "split":
                if m["group"]:
                    self.apart[m["article"], m["own"]] = key
            else:
                held = {"region": entry["region"], "date": entry["date"]} if m["group"] else None
                self.together.setdefault(m["own"], []).append((key, held))

    @classmethod
    def of(cls, db: sqlite3.Connection) -> Said:
        return cls(db.execute("SELECT key, entry FROM said ORDER BY key"))

    def over(self, article: str, mentions: list[Found], facts: list[Found], text: str | None = None) -> Parts:
        """An article's records with what was said laid over; with its text, facts that were added where that has them."""
        shown = [(place, self._mention(article, m)) for place, m in mentions]
        kept: list[Found] = []
        rejected: list[Found] = []
        for place, fact in facts:
            (rejected if fact["id"] in self.rejected else kept).append((place, self._fact(fact)))
        by_hand = (f for f in self.added.get(article, ()) if (text or "")[f["start"] : f["end"]] == f["quote"])
        for fact in sorted(by_hand, key=lambda f: (f["start"], f["id"])):
            at = next((n for n, (_, f) in enumerate(kept) if f["start"] > fact["start"]), len(kept))
            place = Place("facts", number_of(fact["id"]), 0, 0)
            kept.insert(at, (place, {**self._fact(fact), "meeting": _meeting_at(kept[:at], shown)}))
        return Parts(shown, kept, rejected)

    def agrees(self, article: Document) -> bool:
        """Whether an article's fields are what a person said of it, and no others."""
        given = self.articles.get(str(article["id"]), {})
        set_by_hand = {name for name, rule in (article.get("trace") or {}).items() if rule == CORRECTED}
        return set_by_hand == set(given) and all(article.get(name) == value for name, value in given.items())

    def _fact(self, fact: Document) -> Document:
        said = self.facts.get(fact["id"])
        given = json.loads(said)["fields"] if said else None
        shown = {**fact, **given} if given else fact
        if self.indicators and shown["kind"] == "figure" and "indicator" not in (given or fact.get("corrected", ())):
            named = self.indicators.of(str(shown.get("measure") or ""), shown.get("unit"))
            shown = {**shown, "indicator": named} if named else shown
        return shown

    def _mention(self, article: str, mention: Document) -> Document:
        """With the id that it would bear alone, and how it may go with others."""
        from store.index.joining import own_id  # with its patterns, which only what is indexed needs

        said = own_id(mention.get("region"), first_day(mention), mention["name"], article)
        apart = self.apart.get((article, said))
        own = salted(said, apart) if apart else said
        given = self.meetings.get(own, {})
        joins = self.together.get(own, [])
        moved = next((held for _, held in joins if held is not None), {})
        marks = [*given, *([JOINED] if joins else []), *([SPLIT] if apart else [])]
        rest = {"own": own, "said": said, "apart": apart, "together": sorted({key for key, _ in joins})}
        return {**mention, **given, **moved, **rest, "corrected": marks}


def salted(own: str, key: str) -> str:
    """The id of a report that a person took away from its meeting."""
    from hashlib import blake2b

    return "m" + blake2b(f"{own}\x1f{key}".encode(), digest_size=8).hexdigest()


def first_day(mention: Document) -> str | None:
    return (mention.get("date") or "").split("/")[0] or None


def _meeting_at(before: list[Found], mentions: list[Found]) -> str | None:
    """The meeting that an added fact belongs to: that of the fact before it, or the article's only one."""
    near = next((f["meeting"] for _, f in reversed(before) if f.get("meeting")), None)
    return near or (mentions[0][1]["id"] if len(mentions) == 1 else None)
