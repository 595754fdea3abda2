"""Reading kept sources again with newer rules.

In: a library. Out: what was added, gone or altered, and the same library with the newer records, unless it was a dry
run. Marks, notes and corrections stand apart in user.json and are not touched; an article whose clean text changed gets
a new id, and the old one is taken out in the same commit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from store.errors import LichunError, ReadError, StoreDamaged
from store.importer import BATCH, replacing
from store.mirrors import Mirrors
from store.person.heeding import heeded
from store.source.read import read_bytes
from store.understanding import ANOTHER_DAY, Understood, as_given, of_its_day, understood

if TYPE_CHECKING:
    from store.database import Library
    from store.records import Article


@dataclass(slots=True)
class RefreshReport:
    """Counts of articles read and changed, of facts added, gone and altered; a line for each that could not be read."""

    read: int = 0
    changed: int = 0
    added: int = 0
    gone: int = 0
    altered: int = 0
    marked: list[str] = field(default_factory=list)  # facts on which a person's work hangs that are no longer found
    failed: list[str] = field(default_factory=list)


def refresh(library: Library, *, dry_run: bool = False, progress: Callable[[int], None] | None = None) -> RefreshReport:
    """Read every kept source again; write what differs, a batch at a time, or only say what would."""
    report = RefreshReport()
    worked_on = library.user.worked_on("fact")
    batch: list[tuple[Article, Understood]] = []
    for article, again in _again(library, report, dry_run=dry_run):
        mentions, facts = library.extracted(article.id, whole=False)
        before, after = ({f.id: replace(f, trace={}) for f in found} for found in (facts, again.facts))
        report.added += len(after.keys() - before.keys())
        report.gone += len(before.keys() - after.keys())
        report.altered += sum(before[i] != after[i] for i in before.keys() & after.keys())
        report.marked += sorted(worked_on & (before.keys() - after.keys()))
        same = before == after and [replace(m, trace={}) for m in mentions] == [
            replace(m, trace={}) for m in again.mentions
        ]
        report.changed += not same or article.id != again.article.id
        batch.append((article, again))
        if progress is not None:
            progress(report.read)
        if len(batch) >= BATCH:
            _write(library, batch, dry_run)
            batch = []
    _write(library, batch, dry_run)
    return report


def _again(library: Library, report: RefreshReport, *, dry_run: bool) -> Iterator[tuple[Article, Understood]]:
    """Every article with what its source says today."""
    for row in library.articles():
        article = library.article(row.id)
        if article is None:
            report.failed.append(f"{row.id[:8]} {row.title or ''}: its record cannot be read; import it again")
            continue
        try:
            data = library.source(article.content) if article.content else None
        except StoreDamaged as error:  # its pack is torn; others are whole
            report.failed.append(f"{article.id[:8]} {error}")
            continue
        if data is None:
            report.failed.append(f"{article.id[:8]} {article.source}: its source is not kept; import it again")
            continue
        report.read += 1
        for source in read_bytes(article.source, data):
            try:
                if isinstance(source, ReadError):
                    raise source
                found = understood(as_given(source, article))
                if article.trace.get("id") == ANOTHER_DAY:
                    found = of_its_day(found)
                yield article, heeded(library, found, article.id, to_write=not dry_run)
            except LichunError as error:
                report.failed.append(f"{article.id[:8]} {error}")


def _write(library: Library, batch: list[tuple[Article, Understood]], dry_run: bool) -> None:
    if dry_run or not batch:
        return
    versions = {article.id: again.article.id for article, again in batch if article.id != again.article.id}
    found = {again.article.id: again for _, again in batch}  # what newer rules took off may be all that set two apart
    replacing(library, list(found.values()), versions, Mirrors(library))
