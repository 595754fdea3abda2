"""A person's word on which reports are one meeting: joining two meetings, splitting one.

Comes in: ids of meetings and articles. Goes out: entries in `user.json` that hang on the reports (article, evidence, the
id that each would bear alone), so that neither the order of import nor newer rules undo them; the index joins and parts
accordingly, and the ids of joined meetings resolve to the one. Nothing is guessed: a report that is gone is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from store.errors import WrongUse
from store.index.said import salted
from store.person.judging import Judging
from store.person.user import ARRANGED, CORRECTIONS, Entry, Unbound, key_of, record_of
from store.records import Meeting
from store.search import lookup
from store.search.lookup import ReportRow

if TYPE_CHECKING:
    from store.person.anchors import Anchoring

How = Literal["join", "split"]


@dataclass(frozen=True, slots=True)
class Arranged:
    """What a person did to a meeting: which articles' reports were joined to it or taken from it, who and when."""

    key: str
    how: How
    articles: tuple[str, ...]  # those that came or went
    by: str
    at: str


class Arranging(Judging):
    """Mixed into `Library`."""

    def join_meetings(self, first_id: str, other_id: str) -> str:
        """Makes two meetings one, with the day and the place of the first; the id under which it stands."""
        first, other = self._meeting(first_id), self._meeting(other_id)
        if first.id == other.id:
            raise WrongUse(f"{first_id} and {other_id} are one meeting already")
        mine, others = (lookup.reports_of(self._db, m.id) for m in (first, other))
        if parted := [key for key, e in self.user.entries(ARRANGED).items() if _parts(e, mine, others)]:
            self._undo(parted)
            stands = self._stand(mine)
            return min(stands) if stands == self._stand(others) else self.join_meetings(first_id, other_id)
        mentions = [*self.reports(first.id, 0), *self.reports(other.id, 1)]
        key = _key("join", (m["own"] for m in mentions))
        self.user.put(ARRANGED, key, {"how": "join", "region": first.region, "date": first.date, "mentions": mentions})
        self._arranged()
        return lookup.meeting_of(self._db, mine[0].own) or first.id

    def split_meeting(self, meeting_id: str, article_ids: Iterable[str]) -> str:
        """Makes a meeting of its own of what these articles report; the id under which that one stands."""
        meeting = self._meeting(meeting_id)
        chosen = set(article_ids)
        if strange := sorted(chosen - set(meeting.articles)):
            raise WrongUse(f"{', '.join(strange)} does not report the meeting {meeting.id}")
        if not chosen or chosen == set(meeting.articles):
            raise WrongUse("some of the meeting's articles must go and some must stay")
        rows = lookup.reports_of(self._db, meeting.id)
        gone = [row for row in rows if row.article in chosen]
        if joined := [key for key, e in self.user.entries(ARRANGED).items() if _joins(e, gone)]:
            self._undo(joined)
            stands = self._stand(gone)
            still = stands & self._stand(row for row in rows if row not in gone)
            return self.split_meeting(min(still), chosen) if still else min(stands)
        mentions = [
            {**held, "own": row.said, "group": int(row in gone)}
            for row, held in zip(rows, self.reports(meeting.id), strict=True)
        ]
        key = _key("split", (f"{m['article']} {m['own']}" for m in mentions if m["group"]))
        self.user.put(ARRANGED, key, {"how": "split", "mentions": mentions})
        self._arranged()
        found = lookup.meeting_of(self._db, salted(gone[0].said, key)) or meeting.id
        if held := self.user.get(CORRECTIONS, key_of("meeting", meeting.id)):
            self.correct("meeting", found, **held["fields"])
        return found

    def unjoin(self, meeting_id: str) -> list[str]:
        """Undoes every join and split that a meeting is part of; the ids under which its reports stand then."""
        rows = lookup.reports_of(self._db, self._meeting(meeting_id).id)
        held = self.user.entries(ARRANGED)
        keys = [arranged.key for arranged in self.arranged(meeting_id)]
        rows += [row for key in keys for row in self._rows(held[key])]
        self._undo(keys)
        return sorted(self._stand(rows))

    def arranged(self, meeting_id: str) -> list[Arranged]:
        """What a person joined to a meeting or took from it."""
        rows = lookup.reports_of(self._db, self._meeting(meeting_id).id)
        return [
            Arranged(key, e["how"], _gone(e), str(e.get("by", "")), str(e["at"]))
            for key, e in self.user.entries(ARRANGED).items()
            if any(_is(row, m, e) for row in rows for m in e["mentions"])
        ]

    def _meeting(self, meeting_id: str) -> Meeting:
        return cast(Meeting, self._judged("meeting", meeting_id))

    def _undo(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.user.drop(ARRANGED, key)
        self._arranged()

    def _arranged(self) -> None:
        """Writes what was arranged and shows it; what hangs on the meetings follows them."""
        self._said()
        self.rebind(())
        if self.user.dirty:
            self._said()

    def _stand(self, rows: Iterable[ReportRow]) -> set[str]:
        """The ids of the meetings that these reports are of now."""
        library = cast("Anchoring", self)
        found = (row for r in rows for row in library.reports_in(r.article) if row.said == r.said)
        return {i for row in found if (i := lookup.meeting_of(self._db, row.own))}

    def _rows(self, entry: Entry, *groups: int) -> Iterator[ReportRow]:
        """The reports of an entry that stand, of these groups or of both."""
        from store.person.anchors import report

        library, split = cast("Anchoring", self), entry["how"] == "split"
        mentions = (m for m in entry["mentions"] if not groups or m["group"] in groups)
        return (row for m in mentions if (row := report(library, m, extracted=split)) is not None)

    # After articles were read anew

    def rebind(self, touched: Collection[str] | None = None) -> list[Unbound]:
        """As in `Personal`; first the reports on which corrections, joins and splits of meetings hang."""
        for key, entry in self.user.entries(ARRANGED).items():
            if changed := self._found_again(entry, touched):
                self.user.keep(ARRANGED, key, changed)
        self._follow_targets()
        for key, entry in self.user.entries(CORRECTIONS).items():
            if record_of(key)[0] == "meeting" and (changed := self._found_again(entry, touched)):
                self.user.keep(CORRECTIONS, key, changed)
        return super().rebind(touched)

    def _found_again(self, entry: Entry, touched: Collection[str] | None) -> dict[str, Any]:
        """The reports of an entry under the ids and in the articles that they have now, where that is another."""
        from store.person.anchors import report

        library, split = cast("Anchoring", self), entry.get("how") == "split"
        mentions = []
        for held in entry.get("mentions", ()):
            gone = library.standing("article", held["article"]) is None
            row = (
                report(library, held, extracted=split)
                if touched is None or gone or held["article"] in touched
                else None
            )
            now = {} if row is None else {"article": row.article, "own": row.said if split else row.own}
            mentions.append({**held, **now})
        return {"mentions": mentions} if mentions != list(entry.get("mentions", ())) else {}

    def _follow_targets(self) -> bool:
        """Gives every join the day and the place that its target has now; whether any was another."""
        followed = False
        for key, entry in self.user.entries(ARRANGED).items():
            row = next(self._rows(entry, 0), None) if entry["how"] == "join" else None
            if row is not None and (row.region, row.date) != (entry["region"], entry["date"]):
                self.user.keep(ARRANGED, key, {"region": row.region, "date": row.date})
                followed = True
        return followed


def _key(how: How, parts: Iterable[str]) -> str:
    """The same for the same act, whoever does it."""
    from hashlib import blake2b

    return f"{how}:" + blake2b("\x1f".join(sorted(parts)).encode(), digest_size=8).hexdigest()


def _is(row: ReportRow, mention: Entry, entry: Entry) -> bool:
    own = row.said if entry["how"] == "split" else row.own
    return bool(row.article == mention["article"] and own == mention["own"])


def _gone(entry: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(m["article"]) for m in entry["mentions"] if m["group"]))


def _parts(entry: Entry, mine: list[ReportRow], others: list[ReportRow]) -> bool:
    """Whether a split is what keeps these reports from those."""
    if entry["how"] != "split":
        return False
    went, stayed = (
        {(m["article"], m["own"]) for m in entry["mentions"] if bool(m["group"]) is one} for one in (True, False)
    )
    left, right = ({(r.article, r.said) for r in rows} for rows in (mine, others))
    return bool((left & went and right & stayed) or (right & went and left & stayed))


def _joins(entry: Entry, rows: list[ReportRow]) -> bool:
    """Whether a join is what brought exactly these reports here."""
    sides = [{(m["article"], m["own"]) for m in entry["mentions"] if m["group"] == side} for side in (0, 1)]
    return entry["how"] == "join" and {(r.article, r.own) for r in rows} in sides
