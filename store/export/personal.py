"""What a person added to the selected records, as the JSON export holds it: corrections, and marks with notes and checks.

Comes in: a plan. Goes out: one object an entry, with who and when; a correction says what stood there before, so that an
import of the export can undo it as the store could. Facts that a person added and meetings that he joined or split are
corrections too. Selections that have no store behind them have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from store.export.plan import Plan
from store.index.said import salted
from store.person.user import ADDED, ANCHORS, ARRANGED, CHECKS, CORRECTIONS, MARKS, NOTES, REJECTIONS

if TYPE_CHECKING:
    from store.reading import Reading

Told = dict[str, Any]
_OF_A_PERSON = (
    "meeting",
    "corrected",
    "checked",
    "note",
    "tags",
    "trace",
)  # laid over a fact without a correction, too


def entries(plan: Plan, table: str) -> Iterator[Told]:
    """The entries of a table whose keys name selected records."""
    library, held = _library(plan), _held(plan, table)
    if library is None or held is None:
        return
    for key, entry in library.user.entries(table).items():
        kind, _, record = key.partition(":")
        if record in held.get(kind, ()):
            yield {"kind": kind, "id": record, **_without_key(entry)}


def marks(plan: Plan) -> Iterator[Told]:
    """What is marked; then notes and tags, and what was checked: an entry with `note`, `tags` or `checked` is no mark."""
    yield from entries(plan, MARKS)
    yield from entries(plan, NOTES)
    for told in entries(plan, CHECKS):
        yield {**told, "checked": True}


def corrections(plan: Plan) -> Iterator[Told]:
    """Fields that were set, with what was extracted; facts that were rejected or added; meetings joined and split."""
    library, held = _library(plan), _held(plan, CORRECTIONS, REJECTIONS, ADDED, ARRANGED)
    if library is None or held is None:
        return
    for told in entries(plan, CORRECTIONS):
        if told["kind"] == "fact":
            told["was"] = _fact_was(library, told["id"], told["fields"])
        elif told["kind"] == "meeting":
            # It holds of every report of that name on that day, also of one in another meeting.
            bearing = dict.fromkeys((told["id"].partition("-")[0], *(m["own"] for m in told.get("mentions", ()))))
            sharing = dict.fromkeys(i for own in bearing for i in library.sharing(own))
            told["was"] = _reports(library, [i for i in sharing if i in held["meeting"]])
        yield told
    for key, entry in library.user.entries(REJECTIONS).items():  # of facts that are not in it, but of its articles
        article = entry.get("article") or (library.user.get(ANCHORS, key) or {}).get("article")
        if article in held["article"]:
            yield {
                "kind": "fact",
                "id": key.partition(":")[2],
                **_without_key(entry),
                "rejected": True,
                "article": article,
            }
    for key, entry in library.user.entries(ADDED).items():
        fact = key.partition(":")[2]
        if fact in held["fact"]:
            rest = _without_key(entry)
            own: Told = {name: rest.pop(name) for name in ("fields", "by", "at", "n") if name in rest}
            yield {"kind": "fact", "id": fact, **own, "added": rest}
    for key, entry in library.user.entries(ARRANGED).items():
        owns = [own for m in entry["mentions"] for own in (m["own"], salted(m["own"], key))]
        found = dict.fromkeys(i for own in owns if (i := library.standing("meeting", own)))
        if chosen := [i for i in found if i in held["meeting"]]:
            rest = _without_key(entry)
            own = {name: rest.pop(name) for name in ("by", "at", "n") if name in rest}
            was = _reports(library, chosen)
            yield {"kind": "meeting", "id": chosen[0], **own, "arranged": {"key": key, **rest}, "was": was}


def mentions(plan: Plan) -> Iterator[Told]:
    """The reports of the selected meetings as each article has them, in the selected articles."""
    library = _library(plan)
    if library is None:
        return
    chosen = set(plan.selection.meeting_ids)
    for article in plan.selection.article_ids:
        for mention in library.extracted(article, whole=False)[0]:
            if library.standing("meeting", mention.id) in chosen:
                yield mention.to_json()


def _library(plan: Plan) -> Reading | None:
    library = getattr(plan.selection, "library", None)
    return library if hasattr(library, "user") else None


def _held(plan: Plan, *tables: str) -> Mapping[str, set[str]] | None:
    """Kind → ids of the selected records; None where nothing was added, so that no id is read."""
    library = _library(plan)
    if library is None or not any(library.user.entries(table) for table in tables):
        return None
    selection = plan.selection
    return {
        "article": set(selection.article_ids),
        "meeting": set(selection.meeting_ids),
        "fact": set(selection.fact_ids),
        "region": {region.code for region in selection.regions},
    }


def _without_key(entry: Mapping[str, Any]) -> Told:
    return {name: value for name, value in entry.items() if name != "key"}


def _fact_was(library: Reading, fact_id: str, fields: Mapping[str, Any]) -> Told:
    """What a correction altered, as it was extracted; empty for a fact that a person added."""
    fact = library.fact(fact_id)
    if fact is None:
        return {}
    shown = fact.to_json()
    was = next((f.to_json() for f in library.extracted(fact.article, whole=False)[1] if f.id == fact_id), {})
    return {n: v for n, v in was.items() if n in fields or (n not in _OF_A_PERSON and shown[n] != v)}


def _reports(library: Reading, meetings: list[str]) -> list[Told]:
    """The reports that make these meetings, as they were extracted."""
    chosen = [m for i in meetings if (m := library.meeting(i)) is not None]
    articles = dict.fromkeys(article for m in chosen for article in m.articles)
    ids = {m.id for m in chosen}
    found = (mention for article in articles for mention in library.extracted(article, whole=False)[0])
    return [m.to_json() for m in found if library.standing("meeting", m.id) in ids]
