"""From merged meetings back to reports: what each article said of each meeting, as far as an export tells.

Comes in: the meetings of an export, and the reports that it holds as they are (with the trace all, else those that a person
judged). Goes out: for every article its reports, so that the same meetings come of them under the same ids, and for every
fact the report that it belongs to. A meeting's id follows from the name in its earliest report, which is one of its names. Which of
its names each report bore is not told: they bear them so that those of one day and place join as they did.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from typing import Any

from store.index.joining import Report, join, numbered, own_id
from store.listing.meetings import shown
from store.records import Meeting, Mention

Way = tuple[bool, bool]  # whether the first of a meeting's reports, and the last, bear all its names
_WAYS: tuple[Way, ...] = ((True, True), (False, True), (True, False), (False, False))
_TRIED = 256  # for the meetings of one day and place together
Made = dict[str, list[Mention]]  # meeting → its reports


@dataclass(slots=True)
class Reports:
    """Article → its reports; which of them are of a meeting; ids of meetings that no way was found to keep apart."""

    of_article: dict[str, list[Mention]] = field(default_factory=dict)
    of_meeting: dict[tuple[str, str], list[Mention]] = field(default_factory=dict)  # (article, meeting)
    unsure: list[str] = field(default_factory=list)

    def report(self, article: str, meeting: str | None, at: int) -> str | None:
        """The id of the article's report of a meeting: the last before that place in the text, else its first."""
        found = self.of_meeting.get((article, meeting), []) if meeting else []
        before = [m for m in found if m.start <= at]
        return (before or found)[-1 if before else 0].id if found else None


def reports_of(
    meetings: Sequence[Meeting],
    told: Sequence[Mapping[str, Any]],
    here: Container[str],
    published: Callable[[str], str | None],
) -> Reports:
    """The reports of these meetings in these articles; `told` are those that stand as they were."""
    whole = {(m["article"], m["start"], m["end"]): Mention.from_json(m) for m in told}
    found = Reports()
    parts = (replace(m, mentions=tuple(s for s in m.mentions if s.article in here)) for m in meetings)
    own = [m for m in parts if m.mentions]
    made = _together(own, whole.keys(), published, found.unsure)
    for meeting in own:
        for span, other in zip(meeting.mentions, made[meeting.id], strict=True):
            report = whole.get((span.article, span.start, span.end)) or other
            found.of_article.setdefault(span.article, []).append(report)
            found.of_meeting.setdefault((span.article, meeting.id), []).append(report)
    order = {(m["article"], m["id"]): -number for number, m in enumerate(reversed(told))}
    for reports in found.of_article.values():  # as they were written, where that is known; else as meetings are listed
        if all((m.article, m.id) in order for m in reports):
            reports.sort(key=lambda m: order[m.article, m.id])
    for reports in found.of_meeting.values():
        reports.sort(key=lambda m: (m.start, m.end, m.id))
    return found


def _together(
    meetings: Sequence[Meeting], known: Container[Any], published: Callable[[str], str | None], unsure: list[str]
) -> Made:
    """The reports of all meetings; of those of one day and place the first way to share out names that keeps them apart.

    Where none of those that are tried does, they bear all their names, and their ids are added to `unsure`.
    """
    made: Made = {}
    by_day: dict[tuple[str | None, str | None], list[Meeting]] = {}
    for meeting in meetings:
        made[meeting.id] = _made(meeting, _WAYS[0])
        by_day.setdefault((meeting.region, _first(meeting)), []).append(meeting)
    for (_, first), some in by_day.items():
        spans = [(s.article, s.start, s.end) for m in some for s in m.mentions]
        if len(some) == 1 or first is None or any(span in known for span in spans):
            continue
        ways = islice(product(*(_WAYS if len(m.mentions) > 1 else _WAYS[:1] for m in some)), _TRIED)
        tries = ({m.id: _made(m, way) for m, way in zip(some, chosen, strict=True)} for chosen in ways)
        found = next((one for one in tries if _come_back(one, some, published)), {})
        made |= found
        unsure += [] if found else [m.id for m in some]
    return made


def _come_back(made: Made, meetings: Sequence[Meeting], published: Callable[[str], str | None]) -> bool:
    """Whether these reports, all of one day and place, make the meetings that they were made of."""
    if any(shown([m.name for m in made[meeting.id]]) != meeting.name for meeting in meetings):
        return False
    rows = [(meeting, mention) for meeting, mentions in made.items() for mention in mentions]
    reports = [
        Report(row, m.article, published(m.article), m.start, m.name, m.aka, m.kind, m.occasion)
        for row, (_, m) in enumerate(rows)
    ]
    groups = join(reports)
    firsts = [rows[group[0].row][1] for group in groups]
    ids = numbered(own_id(m.region, _first(m), m.name, m.article) for m in firsts)
    return all(rows[r.row][0] == meeting for group, meeting in zip(groups, ids, strict=True) for r in group)


def _first(one: Meeting | Mention) -> str | None:
    return (one.date or "").split("/")[0] or None


def _made(meeting: Meeting, way: Way) -> list[Mention]:
    """A report for each place where the meeting is told of, alike in all but the names that they bear."""
    names = (meeting.name, *meeting.aka)
    article = meeting.mentions[0].article if meeting.mentions else ""
    base = meeting.id.partition("-")[0]  # of two meetings of one name on one day the second bears a number
    ids = ((n, own_id(meeting.region, _first(meeting), n, article)) for n in names)
    own = next((n for n, i in ids if i in (base, meeting.id)), meeting.name)
    others = [n for n in names if n != own]
    last = len(meeting.mentions) - 1
    borne: list[Sequence[str]] = [names if all(way) else [own] for _ in meeting.mentions]
    if borne:
        borne[-1] = names if way[1] else others or [own]
        borne[0] = [own, *(n for n in others if not last or n != meeting.name)] if way[0] or not last else [own]
    return [
        Mention(
            id=f"{meeting.id}.{number}",
            article=span.article,
            start=span.start,
            end=span.end,
            name=name,
            region=meeting.region,
            date=meeting.date,
            kind=meeting.kind,
            aka=tuple(aka),
            occasion=meeting.occasion,
            theme=meeting.theme,
        )
        for number, (span, (name, *aka)) in enumerate(zip(meeting.mentions, borne, strict=True))
    ]
