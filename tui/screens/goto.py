"""Go to a place: hanzi in either script, pinyin or initials, with a year behind it (`cz 2023`).

Over all divisions, also those without a record. With nothing typed it offers the places used most of late. Gives the
code and the year, or None.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from store.records import Region
from tui.i18n import say, tell
from tui.screens.dialog import ChoiceDialog
from tui.shelf import CHINA, Shelf
from tui.state import ranked
from tui.widgets.virtual_list import Piece
from tui.widgets.width import fit, width_of

if TYPE_CHECKING:
    from store.listing.tallies import Counts
    from store.regions.goto import Hit

LIMIT = 50


class GotoScreen(ChoiceDialog[tuple[str, int | None]]):
    def __init__(self, shelf: Shelf, recent: Mapping[str, int], counts: Mapping[str, Counts]) -> None:
        super().__init__(classes="goto")
        self.title_text, self.hint_text = say("goto.title"), say("goto.hint")
        self.placeholder = say("goto.placeholder")
        self.shelf, self.recent, self.counts = shelf, ranked(recent), counts
        most = sorted((c for c in counts if c), key=lambda c: -counts[c].facts_below)
        self.known = list(dict.fromkeys([*self.recent, *most]))
        """Places used of late, then those with records: offered first among equals."""
        self.found: list[Region] = []
        self.year: int | None = None

    def look(self, text: str) -> None:
        from store.regions.goto import asked, search

        if text.strip():
            _, self.year = asked(text)
            hits = self._with_zones(search(text, limit=LIMIT, recent=self.known))
            self.found = [self.shelf.region(hit.region.code) for hit in hits]
        else:
            self.year = None
            self.found = [self.shelf.region(code) for code in self.known[:LIMIT]]
        self.choices.show(len(self.found), [say("goto.nothing")])

    def _with_zones(self, hits: list[Hit]) -> list[Hit]:
        """Zones with records whose names begin so go first where nothing called so was used or has any.

        江北: 江北新区 with records goes before 江北区 without.
        """
        exact = [hit.region.code for hit in hits if hit.how == "exact"]
        if not exact or any(code in self.known for code in exact):
            return hits
        zones = [h for h in hits if h.how == "prefix" and h.region.level == "zone" and h.region.code in self.counts]
        return [*zones, *(h for h in hits if h not in zones)]

    def draw(self, index: int, width: int) -> Iterable[Piece]:
        from store.regions.table import pinyin

        region = self.found[index]
        counts, country = self.counts.get(region.code), region.code == CHINA
        facts = (counts.facts if country else counts.facts_below) if counts else 0
        right = tell("count.facts", facts) if facts else say("goto.no_records")
        way = " / ".join(r.name for r in self.shelf.path(region.code)[:-1])
        name = f" {say('tree.country') if country else region.name} "
        yield name, "name" if facts else ""
        room = max(0, width - width_of(name) - width_of(right) - 2)
        yield fit(" ".join(filter(None, (way, pinyin(region.code)))), room), "dim"
        yield f" {right}", "dim"

    def choose(self, index: int) -> None:
        self.dismiss((self.found[index].code, self.year))
