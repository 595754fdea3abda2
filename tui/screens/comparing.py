"""Places beside one another and persons over time: `c` and `P`, in the reader's place.

On a place `c` compares those below it (or itself over the years, where none lies below), on marked places the marked.
`P` shows where the person of the fact under the cursor appeared, with the offices, namesakes apart by place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.errors import LichunError
from store.records import Fact, Figure, Person, Quote, Region
from tui.i18n import say, tell
from tui.panes.results import Line
from tui.sanitize import to_screen
from tui.screens.looking import Looking
from tui.shown import day, detail_of, name_of

if TYPE_CHECKING:
    from tui.screens.pick import Option

FIGURES = 5000
APPEARANCES = 300


class Comparing(Looking):
    # Compare.

    def compared_places(self) -> list[Region]:
        """The marked places; else the places below the one shown that have records, or it alone."""
        marked = [id for kind, id in self.shelf.marked() if kind == "region"]
        if marked:
            return [self.shelf.region(code) for code in marked]
        branches = self.tree_pane.branches
        if self.region_code is None or branches is None:
            return []
        below = [self.shelf.region(code) for code in sorted(branches.children.get(self.region_code, ()))]
        own = [self.shelf.region(self.region_code)] if self.region_code else []
        return [*own, *below] if below else own

    def action_compare(self) -> None:
        """Choose an indicator of these places, then show them side by side."""
        from tui.screens.pick import PickScreen

        places = self.compared_places()
        counted = self._indicators(places)
        if not counted:
            self.note(say("note.no_indicator"))
            return
        names = list(counted)

        def chosen(index: int | None) -> None:
            if index is not None:
                self._compare(names[index], places)

        self.app.push_screen(PickScreen(say("compare.pick"), self._options(counted)), chosen)

    def _indicators(self, places: list[Region]) -> dict[str, int]:
        """Indicators of these places, with how many figures each; the most frequent first."""
        counts: dict[str, int] = {}
        for place in places:
            for fact in self.shelf.facts(region=place.code, kind="figure", limit=FIGURES):
                if isinstance(fact, Figure) and fact.indicator and fact.value is not None:
                    counts[fact.indicator] = counts.get(fact.indicator, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def _options(self, counted: dict[str, int]) -> list[Option]:
        from tui.screens.pick import Option

        return [Option(self._indicator(name), tell("count.figures", n), name) for name, n in counted.items()]

    @staticmethod
    def _indicator(name: str) -> str:
        """An indicator's own name, where the table has one."""
        from store.recognise.facts.figure.words import indicators

        return next((i.aliases[0] for i in indicators() if i.id == name and i.aliases), to_screen(name))

    def _compare(self, indicator: str, places: list[Region]) -> None:
        from store.comparing import compare

        self._asked += 1
        self.listing = "compare"
        try:
            found = compare(self.shelf.library, indicator, places, years=self.years)
        except LichunError as error:
            self.note(to_screen(str(error)), warning=True)
            return
        pane = self.chart()
        pane.show(found)
        self.put_up(pane)
        title = " · ".join((say("pane.compare"), self._indicator(indicator), tell("count.places", len(places))))
        self.entitle(pane, title, say("compare.hint"))
        self.go("reader")

    # Persons.

    def action_person(self) -> None:
        """Where the person of the fact under the cursor appeared."""
        name = person_of(self.fact_here())
        if not name:
            self.note(say("note.no_person"))
            return
        self._asked += 1
        self.listing = "person"
        lines = self._appearances(name)
        self.results.show(lines, says=[say("empty.results", text=name)])
        self.put_up(self.results)
        self.entitle(self.results, f"{say('pane.person')} · {name}", tell("count.appearances", len(lines)))
        self.go("reader")

    def _appearances(self, name: str) -> list[Line]:
        """What the person did and said, by place and then by day."""
        hits = self.shelf.find(f'person:"{name}" kind:person', limit=APPEARANCES).rows
        facts = [f for hit in hits if hit.kind == "fact" and (f := self.shelf.fact(hit.id)) and name_of(f) == name]
        lines = []
        for fact in facts:
            article = self.shelf.article(fact.article)
            meeting = self.shelf.meeting(fact.meeting) if fact.meeting else None
            when = (meeting.date if meeting else None) or (article.published if article else None)
            where = f"{meeting.name}" if meeting else (article.title or "" if article else "")
            head = " · ".join(filter(None, (name, detail_of(fact))))
            place = self.place_name(fact.region)
            lines.append(Line("fact", fact.id, head, day(when), place, where, (), fact.start, fact.end, fact.article))
        return sorted(lines, key=lambda x: (x.place, x.date), reverse=True)

    def fact_here(self) -> Fact | None:
        """The fact under the table's cursor, or the one lit in the reader where that is in front."""
        if self.front == "reader" and self.reader.fact:
            return next((f for f in self.article_facts if f.id == self.reader.fact), self.facts.fact)
        return self.facts.fact


def person_of(fact: Fact | None) -> str | None:
    """The person that a fact is of: himself, or who speaks the words."""
    if isinstance(fact, Person):
        return fact.name
    return fact.speaker if isinstance(fact, Quote) else None
