"""From merged meetings back to reports: what each article said of each meeting, as far as an export tells.

Comes in: the meetings of an export, and the reports that it holds as they are (with the trace all, else those that a person
judged). Goes out: for every article its reports, so that the same meetings come of them under the same ids, and for every
fact the report that it belongs to. A meeting's id follows from the name in its earliest report, which is one of its names.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from store.index.joining import own_id
from store.records import Meeting, Mention


@dataclass(slots=True)
class Reports:
    """Article → its reports; and which of them are of a meeting."""

    of_article: dict[str, list[Mention]] = field(default_factory=dict)
    of_meeting: dict[tuple[str, str], list[Mention]] = field(default_factory=dict)  # (article, meeting)

    def report(self, article: str, meeting: str | None, at: int) -> str | None:
        """The id of the article's report of a meeting: the last before that place in the text, else its first."""
        found = self.of_meeting.get((article, meeting), []) if meeting else []
        before = [m for m in found if m.start <= at]
        return (before or found)[-1 if before else 0].id if found else None


def reports_of(meetings: Sequence[Meeting], told: Sequence[Mapping[str, Any]], here: Container[str]) -> Reports:
    """The reports of these meetings in these articles; `told` are those that stand as they were."""
    whole = {(m["article"], m["start"], m["end"]): Mention.from_json(m) for m in told}
    found = Reports()
    for meeting in meetings:
        spans = [s for s in meeting.mentions if s.article in here]
        known = [whole.get((s.article, s.start, s.end)) for s in spans]
        made = _made(replace(meeting, mentions=tuple(spans)))
        for mention, span, other in zip(known, spans, made, strict=True):
            report = mention or other
            found.of_article.setdefault(span.article, []).append(report)
            found.of_meeting.setdefault((span.article, meeting.id), []).append(report)
    order = {(m["article"], m["id"]): -number for number, m in enumerate(reversed(told))}
    for reports in found.of_article.values():  # as they were written, where that is known; else as meetings are listed
        if all((m.article, m.id) in order for m in reports):
            reports.sort(key=lambda m: order[m.article, m.id])
    for reports in found.of_meeting.values():
        reports.sort(key=lambda m: (m.start, m.end, m.id))
    return found


def _made(meeting: Meeting) -> list[Mention]:
    """A report for each place where the meeting is told of, alike in all but the name of the first, so that they join."""
    first = (meeting.date or "").split("/")[0] or None
    names = (meeting.name, *meeting.aka)
    article = meeting.mentions[0].article if meeting.mentions else ""
    base = meeting.id.partition("-")[0]  # of two meetings of one name on one day the second bears a number
    own = next((n for n in names if own_id(meeting.region, first, n, article) in (base, meeting.id)), meeting.name)
    of_first = meeting.aka if own == meeting.name or len(meeting.mentions) > 1 else names
    return [
        Mention(
            id=f"{meeting.id}.{number}",
            article=span.article,
            start=span.start,
            end=span.end,
            name=meeting.name if number else own,
            region=meeting.region,
            date=meeting.date,
            kind=meeting.kind,
            aka=meeting.aka if number else tuple(n for n in of_first if n != own),
            occasion=meeting.occasion,
            theme=meeting.theme,
        )
        for number, span in enumerate(meeting.mentions)
    ]
