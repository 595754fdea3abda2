"""What one keeps of what was read: marks, named sets of them, exports, kept searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.i18n import say, tell
from tui.room.desk import Desk
from tui.room.finding import Finding
from tui.room.reading import Reading
from tui.sanitize import to_screen

if TYPE_CHECKING:
    from tui.screens.export import Source


class Keeping:
    def __init__(self, desk: Desk, reading: Reading, finding: Finding) -> None:
        self.desk, self.reading, self.finding = desk, reading, finding

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
        names = [(name, f"{count:,}") for name, count in library.sets().items()]
        marks = len(self.desk.shelf.marked())

        def chosen(result: tuple[str, str] | None) -> None:
            if result is None:
                return
            doing, name = result
            {"take": library.mark_set, "keep": library.keep_set, "drop": library.drop_set}[doing](name)
            self.desk.panes.show_marks()
            now = tell("status.marks", len(self.desk.shelf.marked()))
            self.desk.note(say(f"note.set_{doing}", name=to_screen(name), marks=now))

        kept = tell("status.marks", marks) if marks else None
        await self.desk.show(NameScreen(say("naming.sets"), names, kept), chosen)

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
                self.finding.run(library.queries()[name])
                return
            if doing == "keep":
                library.keep_query(name, kept or "")
            else:
                library.drop_query(name)
            self.reading.places.renew()
            self.desk.note(say(f"note.query_{doing}", name=to_screen(name)))

        await self.desk.show(NameScreen(say("naming.queries"), list(library.queries().items()), kept), chosen)

    # Export.

    async def action_export(self) -> None:
        from tui.screens.export import ExportScreen

        code = self.reading.region_code
        place = self.desk.place_name(code) if code is not None else ""
        years = self.desk.scope.years_shown.replace("–", "-")
        stem = "-".join(filter(None, ("lichun", _file_name(place), years)))
        library, variant = self.desk.shelf.library, self.reading.sight.variant
        await self.desk.show(ExportScreen(library, self._exportable(), stem=stem, variant=variant), self._exported)

    def _exported(self, text: str | None) -> None:
        if text:
            self.desk.note(text)

    def _exportable(self) -> list[Source]:
        """What can be exported now: what is marked, what the pane in front shows, everything."""
        from tui.screens.export import Source

        panes, sources = self.desk.panes, []
        if marked := self.desk.shelf.marked():
            sources.append(Source("marked", tell("export.marked", len(marked)), self.marked_ids))
        if panes.middle.id == "compare" and (compared := panes.chart.fact_ids()):
            sources.append(Source("compared", tell("export.compared", len(compared)), lambda: compared))
        if panes.listing and panes.results.lines:
            lines = panes.results.lines
            label = tell("export.results", len(lines))
            sources.append(Source("results", label, lambda: [x.id for x in lines if x.kind != "region"]))
        if rows := panes.facts.rows:
            sources.append(Source("shown", tell("export.shown", len(rows)), lambda: [f.id for f in rows]))
        return [*sources, Source("all", say("export.all"), lambda: "")]


def _file_name(text: str) -> str:
    return "".join(c for c in text if c.isalnum() or c in "-_")
