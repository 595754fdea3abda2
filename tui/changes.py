"""What a correction changed beyond the field that was set: records before and after, held against each other.

In come the library and the articles that it may touch, before and after; out goes what to say: `2 meetings and 14 facts
dated anew`. It changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from store.records import Fact
from tui.i18n import say, tell

if TYPE_CHECKING:
    from store.database import Library

# What tells that a record is dated otherwise; what tells that it is placed otherwise.
_DATED, _PLACED = frozenset({"date", "horizon"}), frozenset({"region"})
_BESIDE = frozenset({"trace", "corrected", "inferred", "id", "meeting", "mentions", "aliases", "articles"})
"""Fields that follow from others or say nothing to a reader."""

Snapshot = Mapping[tuple[str, object], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Changes:
    """How many meetings and facts came to have another day, another place, other fields; how many came and went."""

    dated: tuple[int, int] = (0, 0)
    placed: tuple[int, int] = (0, 0)
    other: tuple[int, int] = (0, 0)
    added: tuple[int, int] = (0, 0)
    gone: tuple[int, int] = (0, 0)

    def told(self) -> str:
        """In words, the parts that hold; "" where nothing else changed."""
        parts = ((name, getattr(self, name)) for name in ("dated", "placed", "other", "added", "gone"))
        return " · ".join(say(f"changes.{name}", what=_counted(*n)) for name, n in parts if any(n))


def _counted(meetings: int, facts: int) -> str:
    both = [tell("count.meetings", meetings)] if meetings else []
    both += [tell("count.facts", facts)] if facts else []
    return say("changes.and").join(both)


def snapshot(library: Library, articles: Iterable[str]) -> Snapshot:
    """The meetings and facts of these articles, by where they stand in the text: of a fact its evidence, of a meeting
    its report in each of the articles."""
    held: dict[tuple[str, object], Mapping[str, Any]] = {}
    for article in dict.fromkeys(articles):
        meetings: set[str] = set()
        for fact in library.facts(article=article):
            held["fact", _place(fact, held)] = fact.to_json()
            meetings |= {fact.meeting} if fact.meeting else set()
        for meeting in filter(None, map(library.meeting, meetings)):
            for mention in meeting.mentions:
                if mention.article == article:
                    held["meeting", (article, mention.start)] = meeting.to_json()
    return held


def _place(fact: Fact, held: Mapping[tuple[str, object], Any]) -> object:
    """Where it stands; several of one kind on one stretch are told apart by their order."""
    n = 0
    while ("fact", (fact.kind, fact.article, fact.start, fact.end, n)) in held:
        n += 1
    return (fact.kind, fact.article, fact.start, fact.end, n)


def changes(before: Snapshot, after: Snapshot, but: str = "") -> Changes:
    """What differs; the record with the id `but`, which was corrected itself, is left out."""
    counts: dict[str, list[int]] = {name: [0, 0] for name in ("dated", "placed", "other", "added", "gone")}
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        at = int(key[0] == "fact")
        if but and but in ((old or {}).get("id"), (new or {}).get("id")):
            continue
        if old is None or new is None:
            counts["added" if old is None else "gone"][at] += 1
            continue
        differs = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)} - _BESIDE
        if differs & _DATED:
            counts["dated"][at] += 1
        elif differs & _PLACED:
            counts["placed"][at] += 1
        elif differs:
            counts["other"][at] += 1
    return Changes(**{name: (n[0], n[1]) for name, n in counts.items()})
