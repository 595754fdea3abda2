"""What one keeps of what was read: marks, named sets of them, exports, kept searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.file_names import stem
from tui.i18n import say, tell
from tui.room.comparing import Comparing
from tui.room.desk import Desk
from tui.room.finding import Finding
from tui.room.lists import Lists
from tui.room.reading import Reading
from tui.sanitize import to_screen

if TYPE_CHECKING:
    from tui.screens.export import Row, Source


class Keeping:
    def __init__(self, desk: Desk, reading: Reading, finding: Finding, comparing: Comparing, lists: Lists) -> None:
        self.desk, self.reading, self.finding, self.comparing = desk, reading, finding, comparing
        self.lists = lists

    # Marks.

    def toggle(self, kind: str, ids: tuple[str, ...]) -> None:
        """One record: the other way round. Several: all marked, or none where all were."""
        shelf = self.desk.shelf
        if len(ids) > 1 and not all(shelf.is_marked(kind, id) for id in ids):
            ids = tuple(id for id in ids if not shelf.is_marked(kind, id))
        shelf.toggle(kind, ids)
        self.desk.panes.show_marks()
        self.desk.note(tell("note.marked", len(shelf.marked())))

    def marked_ids(self) -> list[str]:
        """Ids of the records that are marked; a place stands for its facts and meetings, with what lies below."""
        library, years = self.desk.shelf.library, self.desk.scope.years
        ids: dict[str, None] = {}
        for kind, id in self.desk.shelf.marked():
            if kind == "region":
                ids |= dict.fromkeys(f.id for f in library.facts(region=id, below=True, years=years))
                ids |= dict.fromkeys(m.id for m in library.meetings(id, below=True, years=years))
            else:
                ids[id] = None
        return list(ids)

    async def action_mark_sets(self) -> None:
        """Keep the marks as a named set, or mark what is in one."""
        from tui.screens.naming import NameScreen

        library = self.desk.shelf.library
        names = [(name, f"{count:,}") for name, count in library.notebook.sets().items()]
        marks = len(self.desk.shelf.marked())

        def chosen(result: tuple[str, str] | None) -> None:
            if result is None:
                return
            doing, name = result
            {"take": library.notebook.mark_set, "keep": library.notebook.keep_set, "drop": library.notebook.drop_set}[
                doing
            ](name)
            self.desk.panes.show_marks()
            now = tell("status.marks", len(self.desk.shelf.marked()))
            self.desk.note(say(f"note.set_{doing}", name=to_screen(name), marks=now))

        kept = tell("status.marks", marks) if marks else None
        await self.desk.show(NameScreen(say("naming.sets"), names, kept, say("naming.none_sets")), chosen)

    # Searches.

    async def action_keep_query(self) -> None:
        """Keep the search under a name, or run one that was kept."""
        from tui.screens.naming import NameScreen

        library = self.desk.shelf.library
        kept = self.finding.query_text or self.finding.searched or None

        def chosen(result: tuple[str, str] | None) -> None:
            if result is None:
                return
            doing, name = result
            if doing == "take":
                self.finding.run(library.notebook.queries()[name])
                return
            if doing == "keep":
                library.notebook.keep_query(name, kept or "")
            else:
                library.notebook.drop_query(name)
            self.reading.places.renew()
            self.desk.note(say(f"note.query_{doing}", name=to_screen(name)))

        names = list(library.notebook.queries().items())
        await self.desk.show(NameScreen(say("naming.queries"), names, kept, say("naming.none_queries")), chosen)

    # Export.

    async def action_export(self) -> None:
        from tui.screens.export import ExportScreen

        library, variant = self.desk.shelf.library, self.reading.sight.variant
        await self.desk.show(ExportScreen(library, self._exportable(), variant=variant), self._exported)

    def _exported(self, text: str | None) -> None:
        if text:
            self.desk.note(text)

    def _exportable(self) -> list[Source]:
        """What can be exported now: the view in front, what is marked, found or listed, everything."""
        from tui.screens.export import Source

        panes, sources = self.desk.panes, []
        if panes.middle.id in ("compare", "years"):
            name = stem(self.comparing.subject)
            rows = self.comparing.stated()
            compared = [f.id for row in rows if row.cell for f in row.cell.facts]
            sources.append(Source("view", tell("export.view", len(rows)), lambda: compared, name, self._view_rows))
            sources.append(Source("compared", tell("export.compared", len(compared)), lambda: compared, name))
        elif panes.middle.id == "person":
            ids = panes.person.fact_ids()
            named = stem([panes.person.name_shown])
            sources.append(Source("person", tell("export.person", len(ids)), lambda: ids, named))
        if marked := self.desk.shelf.marked():
            sources.append(Source("marked", tell("export.marked", len(marked)), self.marked_ids, self._stem_of_marks()))
        if panes.listing and panes.results.lines:
            sources.append(self._listed())
        if rows_shown := panes.facts.read_all():
            shown = [f.id for f in rows_shown]
            sources.append(Source("shown", tell("export.shown", len(shown)), lambda: shown, self._stem_of_table()))
        return [*sources, Source("all", say("export.all"), lambda: "", stem([say("export.all_name")]))]

    def _listed(self) -> Source:
        """What is listed, also what was not wanted on the screen yet: of a search what its query selects."""
        from tui.screens.export import Source

        results, query = self.desk.panes.results, self.finding.searched
        lines, listing = results.lines, results.listing
        named = stem([query] if listing == "find" else [say(f"pane.{listing}"), self._place()])
        if listing == "find" and not results.wanted:
            total = max(self.finding.total, len(lines))
            return Source("results", tell("export.results", total), lambda: query, named)
        ids = [x.id for x in lines if x.kind != "region"]
        if listing == "articles" and not results.wanted:
            ids = self.lists.article_ids()
        return Source("results", tell("export.results", len(ids)), lambda: ids, named)

    def _view_rows(self) -> list[Row]:
        """The rows of the comparison, with the articles behind each value."""
        from tui.tabled import table

        return table(self.comparing.stated(), self.desk.shelf.library.article)

    def _place(self) -> str:
        code = self.reading.region_code
        return self.desk.place_name(code) if code is not None else ""

    def _stem_of_marks(self) -> str:
        """The set that the marks are, where they are one."""
        library, marked = self.desk.shelf.library, set(self.desk.shelf.marked())
        name = next((n for n in library.notebook.sets() if set(library.notebook.set_members(n)) == marked), None)
        return stem([name or say("export.marks_name")])

    def _stem_of_table(self) -> str:
        """Whose facts the table lists, of which kind, filtered by what."""
        facts = self.desk.panes.facts
        only = [facts.only[1]] if facts.only else []
        kind = [say(f"kind.{facts.kind}")] if facts.kind else []
        return stem([facts.source.title, *kind, facts.wanted, *only, self.desk.scope.years_shown])
