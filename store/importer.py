"""The importer: paths in, records in the store, a report of what became of each article.

    read → decode → repair → page/clean → headline → sections → regions → meetings → facts → link → write

`store.understanding` is that line for one article; `import_paths` feeds it, over processes where there is much to do, and
writes one batch at a time. One bad article never stops a batch: it stands in
`ImportReport.failed` with what, where and what to do.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from store.collector import tables_stay
from store.errors import LichunError, PassedOver, ReadError
from store.language import patterns
from store.mirrors import Mirrors
from store.recognise.recognise import RULES_VERSION
from store.source.article import ENCODED
from store.source.read import Raw, read
from store.understanding import (
    Understood,
    as_given,
    content_id,
    encoding_of,
    given_of,
    of_its_day,
    understood,
    with_given,
)
from store.versions import another_day, earlier_version, newest, superseded

if TYPE_CHECKING:
    from store.committing import Committed
    from store.database import Library
    from store.records import Article
    from store.restoring.restore import Restored
    from store.sharing.merge import Choice
    from store.source.read import Limits

BATCH = 100  # articles a segment: a commit stays under half a second, a kill loses at most these
_ALONE = 16  # up to so many articles, starting processes costs more than it saves


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be imported, where, and what to do next."""

    name: str
    what: str


@dataclass(slots=True)
class ImportReport:
    """What became of each article. `same` counts those that stood already, unchanged."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    failed: list[Failure] = field(default_factory=list)
    passed: list[Failure] = field(default_factory=list)  # no articles: README, pictures in a folder
    ids: list[str] = field(default_factory=list)  # of the articles that are new or replaced
    restored: dict[str, Restored] = field(default_factory=dict)  # exports among the sources: what became of each

    @property
    def differing(self) -> int:
        """Articles of exports that stand here with other records, and were left as they are."""
        return sum(len(one.differing) for one in self.restored.values())

    @property
    def done(self) -> int:
        return self.new + self.same + self.replaced + len(self.failed) + self.differing


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: articles done, and how many there are where that is known."""

    done: int
    total: int | None
    name: str


def import_paths(
    library: Library,
    paths: Iterable[str | Path],
    *,
    progress: Callable[[Progress], None] | None = None,
    encoding: str | None = None,
    jobs: int | None = None,
    limits: Limits | None = None,
    fields: Mapping[str, str] | None = None,
    given: Mapping[str, str] | None = None,
    choice: Choice | None = None,
) -> ImportReport:
    """Import everything under the paths; `jobs` processes recognise (None: as many as there are cores).

    `fields` maps our names to those of JSON records; `given` is what the sources do not say (publisher, day, address).
    An export is put back as it was; `choice` says whose word holds where the store says otherwise.

    Raises StoreError where the store cannot be written; whatever was reported as new by then is kept.
    """
    report = ImportReport()
    told = progress or (lambda _: None)
    mirrors = Mirrors(library)
    found = read(paths, limits=limits, fields=fields)
    sources = _restored(library, found, report, told, choice)
    said = (raw if isinstance(raw, ReadError) else with_given(raw, given, encoding) for raw in sources)
    waiting = _unknown(library, said, report, told)
    for batch in _batches(_work(waiting, jobs), BATCH):
        kept = [u for u in batch if isinstance(u, Understood)]
        report.failed += [u for u in batch if isinstance(u, Failure)]
        if kept:
            _write(library, kept, report, mirrors)
        last = batch[-1]
        told(Progress(report.done, None, last.name if isinstance(last, Failure) else last.article.source))
    if report.new or report.replaced:
        library.gather()
    return report


def _restored(
    library: Library,
    sources: Iterable[Raw | ReadError],
    report: ImportReport,
    told: Callable[[Progress], None],
    choice: Choice | None,
) -> Iterator[Raw | ReadError]:
    """The sources to be read; exports are put back as they come, and what is no article is noted."""
    for source in sources:
        if isinstance(source, PassedOver):
            report.passed.append(Failure(source.path, source.reason))
            continue
        if isinstance(source, ReadError) or source.kind != "export":
            yield source
            continue
        from store.restoring import exported
        from store.restoring.restore import restore

        try:
            found = exported.read(source.name, source.data)
        except ReadError as error:
            yield error
            continue
        done = report.restored[source.name] = restore(library, found, choice=choice)
        report.new += done.new
        report.same += done.same
        report.replaced += done.replaced
        told(Progress(report.done, None, source.name))


def _unknown(
    library: Library,
    sources: Iterable[Raw | ReadError],
    report: ImportReport,
    told: Callable[[Progress], None],
) -> Iterator[Raw]:
    """The sources that these rules have not read yet, or not so; the others are counted in the report."""
    seen: set[str] = set()
    for source in sources:
        if isinstance(source, ReadError):
            report.failed.append(Failure(source.path, source.reason))
            told(Progress(report.done, None, source.path))
            continue
        content = content_id(source.data)
        standing = library.by_content(content)
        known = library.article(standing) if standing else None
        if content in seen:
            report.same += 1
        elif (
            known is not None
            and known.rules == RULES_VERSION
            and library.has_source(content)
            and not _says_more(source, known)
        ):
            report.same += 1
            told(Progress(report.done, None, source.name))
        else:
            seen.add(content)
            yield source if known is None else as_given(source, known)


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes can be nothing else: such a file may lie in one folder with those whose encoding is named."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _says_more(source: Raw, known: Article) -> bool:
    """Whether a person says something of the source that the article read from it does not hold."""
    if source.kind in ENCODED and source.forced not in (None, encoding_of(known)) and not _is_utf8(source.data):
        return True
    before = given_of(known)
    return any(
        getattr(known, name) is None or before.get(name, value) != value for name, value in (source.given or {}).items()
    )


def _work(sources: Iterator[Raw], jobs: int | None) -> Iterator[Understood | Failure]:
    """Every source understood or failed; over processes once there are more than a few."""
    first = list(islice(sources, _ALONE))
    if jobs == 1 or len(first) < _ALONE:
        for source in first:
            yield _one(source)
        if len(first) == _ALONE:
            tables_stay()
        for source in sources:
            yield _one(source)
        return
    from store.workers import spread

    yield from spread(_one, chain(first, sources), _lost, jobs)


def _one(source: Raw) -> Understood | Failure:
    try:
        return understood(source)
    except LichunError as error:
        prefix = f"{source.name}: "
        return Failure(source.name, str(error).removeprefix(prefix))
    except RecursionError:
        return Failure(source.name, "is nested too deeply to be read; save its text alone and import that")
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        # A fault in a rule must cost one article, not the batch; the place is told so that it can be mended.
        at = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno}"
        return Failure(
            source.name, f"a rule failed ({type(error).__name__} in {where}: {error}); please report it with this file"
        )
    finally:
        patterns.keep()


def _lost(source: Raw) -> Failure:
    what = "the process that read it was ended, twice (for want of memory?); import it again, alone or with --jobs 1"
    return Failure(source.name, what)


def _write(library: Library, kept: Sequence[Understood], report: ImportReport, mirrors: Mirrors) -> None:
    from store.person.heeding import heeded

    read = list(_by_day(library, [u for u in kept if not superseded(library, u.article)]))
    found = newest(read)
    earlier = [earlier_version(library, u.article) for u in found]
    # Sources that newer rules read as one may each have stood as an article: the last one stays.
    by_id = {u.article.id: heeded(library, u, old) for u, old in zip(found, earlier, strict=True)}
    versions = {
        old: u.article.id for u, old in zip(found, earlier, strict=True) if old is not None and old not in by_id
    }
    taking = sum(not library.has(i) for i in set(versions.values()))
    done, copies = replacing(library, list(by_id.values()), versions, mirrors, kept)
    report.ids += (i for i in done.written if i in by_id)
    report.new += done.new - taking
    report.replaced += done.replaced + taking - copies + len(read) - len(found)
    report.same += done.same + len(kept) - len(read) + len(found) - len(by_id)


def _by_day(library: Library, read: Sequence[Understood]) -> Iterator[Understood]:
    """What was read; word for word the text of another day's article is an article of its own."""
    seen: dict[str, Article] = {}
    for one in read:
        held = seen.get(one.article.id) or library.stored_article(one.article.id)
        found = of_its_day(one) if held is not None and another_day(one.article, held) else one
        seen[found.article.id] = found.article
        yield found


def replacing(
    library: Library,
    found: Sequence[Understood],
    versions: Mapping[str, str],
    mirrors: Mirrors,
    received: Sequence[Understood] = (),
) -> tuple[Committed, int]:
    """Writes articles with what they are copies of; `versions` (id → the newer one's) go, and their copies follow.

    The bytes of what was `received` are kept. What the commit did, and how many copies of others it wrote along.
    """
    placed, copies = mirrors.placed([u.article for u in found], versions)
    reports, said = library.extracted(*(copy.id for copy in copies))
    done = library.commit(
        [*placed, *copies],
        [*(m for u in found for m in u.mentions), *reports],
        [*(f for u in found for f in u.facts), *said],
        {u.article.content: u.data for u in received if u.article.content},
        removed=sorted(versions),
    )
    return done, len(copies)


def _batches(items: Iterator[Understood | Failure], size: int) -> Iterator[list[Understood | Failure]]:
    while batch := list(islice(items, size)):
        yield batch
