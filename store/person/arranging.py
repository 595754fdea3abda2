"""A person's word on which reports are one meeting: joining two meetings, splitting one.

Comes in: ids of meetings and articles. Goes out: entries in `user.json` that hang on the reports (article, evidence, the
id that each would bear alone), so that neither the order of import nor newer rules undo them; the index joins and parts
accordingly, and the ids of joined meetings resolve to the one. Nothing is guessed: a report that is gone is passed over.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from store.errors import WrongUse
from store.index.said import salted
from store.person.anchors import anchor, reports
from store.person.arrangement import Arrangement, How, arrangements
from store.person.binding import rebind, rows_of, unhang
from store.person.user import (
    ANCHORS,
    ARRANGED,
    CHECKS,
    CORRECTIONS,
    MARKS,
    NOTES,
    SETS,
    Entry,
    both,
    key_of,
    record_of,
)
from store.person.word import judged
from store.records import Meeting

if TYPE_CHECKING:
    from store.database import Library
    from store.listing.meetings import ReportRow


_ROUNDS = 3  # what was hung again alters which meetings there are, and these what hangs on them
_APART = (MARKS, NOTES, CHECKS, CORRECTIONS)  # what is of one meeting and not of another


class Arrangements:
    """Those of one library's meetings."""

    def __init__(self, library: Library) -> None:
        self._library, self._user = library, library.user

    def join(self, first_id: str, other_id: str) -> str:
        """Makes two meetings one, with the day and the place of the first; the id under which it stands."""
        first, other = self._meeting(first_id), self._meeting(other_id)
        if first.id == other.id:
            raise WrongUse(f"{first_id} and {other_id} are one meeting already")
        mine, others = (self._library.reports_of(m.id) for m in (first, other))
        if parted := [held.key for held in arrangements(self._user) if held.parts(mine, others)]:
            self._drop(parted)
            stands = self._stand(mine)
            return min(stands) if stands == self._stand(others) else self.join(first_id, other_id)
        mentions = [*reports(self._library, first.id, 0), *reports(self._library, other.id, 1)]
        key = _key("join", (m["own"] for m in mentions))
        told = {"how": "join", "region": first.region, "date": first.date, "mentions": mentions}
        before = [self._hanging(m.id, rows[0].own) for m, rows in ((first, mine), (other, others))]
        self._user.put(
            ARRANGED, key, {**told, **({"before": before} if any(b["held"] or b["sets"] for b in before) else {})}
        )
        self._arranged()
        return self._library.standing("meeting", mine[0].own) or first.id

    def split(self, meeting_id: str, article_ids: Iterable[str]) -> str:
        """Makes a meeting of its own of what these articles report; the id under which that one stands."""
        meeting = self._meeting(meeting_id)
        chosen = set(article_ids)
        if strange := sorted(chosen - set(meeting.articles)):
            raise WrongUse(f"{', '.join(strange)} does not report the meeting {meeting.id}")
        if not chosen or chosen == set(meeting.articles):
            raise WrongUse("some of the meeting's articles must go and some must stay")
        rows = self._library.reports_of(meeting.id)
        gone, rest = ([row for row in rows if (row.article in chosen) is went] for went in (True, False))
        held_by = [j for j in arrangements(self._user) if j.how == "join" and j.is_about(gone) and j.is_about(rest)]
        self._drop(join.key for join in held_by)
        for one in self._stand(gone) & self._stand(rest):  # they are of one meeting without a person's word too
            self._part(one, chosen)
        for side in (rest, gone) if held_by else ():
            self._make_one(side, meeting)
        return min(self._stand(gone))

    def _part(self, meeting_id: str, chosen: Container[str]) -> None:
        """Takes what these articles report from a meeting that no join holds together; it is corrected as that one is."""
        rows = self._library.reports_of(meeting_id)
        gone = [row for row in rows if row.article in chosen]
        mentions = [
            {**held, "own": row.said, "group": int(row in gone)}
            for row, held in zip(rows, reports(self._library, meeting_id), strict=True)
        ]
        key = _key("split", (f"{m['article']} {m['own']}" for m in mentions if m["group"]))
        self._user.put(ARRANGED, key, {"how": "split", "mentions": mentions})
        self._arranged(mentions)
        found = self._library.standing("meeting", salted(gone[0].said, key))
        if found and (held := self._user.get(CORRECTIONS, key_of("meeting", meeting_id))):
            self._library.word.correct("meeting", found, **held["fields"])

    def _make_one(self, rows: Sequence[ReportRow], like: Meeting) -> None:
        """Joins again what these reports make, on the day and in the place that they had together where one has these."""
        stands = dict.fromkeys(i for row in rows for i in self._stand([row]))
        first, *others = sorted(stands, key=lambda i: _where(self._meeting(i)) != _where(like))
        for other in others:
            first = self.join(first, other)

    def undo(self, meeting_id: str) -> list[str]:
        """Undoes every join and split that a meeting is part of; the ids under which its reports stand then."""
        rows = self._library.reports_of(self._meeting(meeting_id).id)
        undone = self.of(meeting_id)
        rows += [row for held in undone for row in rows_of(self._library, held)]
        self._drop(held.key for held in undone)
        return sorted(self._stand(rows))

    def of(self, meeting_id: str) -> list[Arrangement]:
        """What a person joined to a meeting or took from it."""
        rows = self._library.reports_of(self._library.standing("meeting", meeting_id) or meeting_id)
        return [held for held in arrangements(self._user) if held.is_about(rows)]

    def _meeting(self, meeting_id: str) -> Meeting:
        return cast(Meeting, judged(self._library, "meeting", meeting_id))

    def _drop(self, keys: Iterable[str]) -> None:
        """Newest first, each shown before the next: a join of what was joined gives back to what stood before it."""
        for key in reversed(list(keys)):
            held = self._user.get(ARRANGED, key) or {}
            before = held.get("before")
            one = self._library.standing("meeting", before[0]["own"]) if before else None
            self._user.drop(ARRANGED, key)
            self._arranged(held.get("mentions", ()))
            if before and one is not None:
                self._give_back(before, key_of("meeting", one))
            if self._user.dirty:
                self._arranged()

    def _hanging(self, meeting_id: str, own: str) -> dict[str, Any]:
        """What a person has said of a meeting, and the sets that it is in; `own` is the id of its earliest report."""
        key = key_of("meeting", meeting_id)
        held = {table: entry for table in _APART if (entry := self._user.get(table, key))}
        sets = [name for name, entry in self._user.entries(SETS).items() if key in entry["members"]]
        return {"own": own, "held": held, "sets": sets}

    def _give_back(self, before: Sequence[Entry], joined: str) -> None:
        """Hangs on two meetings what was said of each before they were one; what was said since stays where it is."""
        now = [key_of("meeting", i) if (i := self._library.standing("meeting", b["own"])) else None for b in before]
        for table in _APART:
            was = [b["held"].get(table) for b in before]
            stands, whole = self._user.get(table, joined), [entry for entry in was if entry]
            if stands is None or not whole:
                continue
            if untouched := _words(stands) == _words(both(*whole) if len(whole) > 1 else whole[0]):
                unhang(self._user, table, joined)
            for key, entry in zip(now, was, strict=True):
                if key and entry and (untouched or key != joined):
                    self._hang(table, key, entry)
        for name, entry in list(self._user.entries(SETS).items()):
            own = [key for key, b in zip(now, before, strict=True) if key and name in b["sets"]]
            if own and joined in entry["members"]:
                rest = [member for member in entry["members"] if member != joined]
                self._user.keep(SETS, name, {"members": list(dict.fromkeys([*rest, *own]))})
                for key in own:
                    self._anchor(key)

    def _hang(self, table: str, key: str, entry: Entry) -> None:
        self._anchor(key)
        self._user.take(table, key, entry)

    def _anchor(self, key: str) -> None:
        self._user.put(ANCHORS, key, anchor(self._library, *cast(Any, record_of(key))))

    def _arranged(self, renamed: Iterable[Entry] = ()) -> None:
        """Writes what was arranged and shows it; what hangs on the meetings follows them, and joins of what is `renamed`.

        A report that a split takes away bears another id, and its own again when the split goes.
        """
        self._library.settling.said()
        rebind(self._library, {str(held["article"]) for held in renamed})
        for _ in range(_ROUNDS):
            if not self._user.dirty:
                break
            self._library.settling.said()
            rebind(self._library, ())

    def _stand(self, rows: Iterable[ReportRow]) -> set[str]:
        """The ids of the meetings that these reports are of now."""
        found = (row for r in rows for row in self._library.reports_in(r.article) if row.said == r.said)
        return {i for row in found if (i := self._library.standing("meeting", row.own))}


def _where(meeting: Meeting) -> tuple[str | None, str | None]:
    return meeting.date, meeting.region


def _words(entry: Entry) -> dict[str, Any]:
    """What an entry says, whoever said it when."""
    return {name: value for name, value in entry.items() if name not in ("key", "n", "by", "at", "mentions")}


def _key(how: How, parts: Iterable[str]) -> str:
    """The same for the same act, whoever does it."""
    from hashlib import blake2b

    return f"{how}:" + blake2b("\x1f".join(sorted(parts)).encode(), digest_size=8).hexdigest()
