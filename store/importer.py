"""The importer: paths in, records in the store, a report of what became of each article.

    read → decode → repair → page/clean → headline → sections → regions → meetings → facts → link → write

`understood` is that line for one article, pure but for the vocabulary; `import_paths` feeds it, over processes where
there is much to do, and writes one batch at a time. One bad article never stops a batch: it stands in
`ImportReport.failed` with what, where and what to do.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from store.errors import LichunError, PassedOver, ReadError
from store.mirrors import Mirrors
from store.recognise.recognise import RULES_VERSION, recognise
from store.records import Article, Fact, Mention, RepairCount
from store.source.article import clean_article
from store.source.read import Raw, read

if TYPE_CHECKING:
    from store.database import Library
    from store.restoring.restore import Restored
    from store.sharing.merge import Choice
    from store.source.article import CleanArticle
    from store.source.read import Limits

BATCH = 100  # articles a segment: a commit stays under half a second, a kill loses at most these
GIVEN = "person.given"  # the rule that set a field, where a person gave it with the import
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


@dataclass(frozen=True, slots=True)
class Understood:
    """One article with all that was recognised in it, and the bytes that it was read from."""

    article: Article
    mentions: tuple[Mention, ...]
    facts: tuple[Fact, ...]
    data: bytes


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
    sources = _restored(library, (with_given(raw, given) for raw in found), report, told, choice)
    waiting = _unknown(library, sources, report, told)
    for batch in _batches(_work(waiting, encoding, jobs), BATCH):
        kept = [u for u in batch if isinstance(u, Understood)]
        report.failed += [u for u in batch if isinstance(u, Failure)]
        if kept:
            _write(library, kept, report, mirrors)
        last = batch[-1]
        told(Progress(report.done, None, last.name if isinstance(last, Failure) else last.article.source))
    return report


def understood(raw: Raw, *, encoding: str | None = None, given: Mapping[str, Any] | None = None) -> Understood:
    """One article from its bytes to its records; `given` are fields that a person set.

    Raises LichunError where there is no article in them.
    """
    article = article_of(raw, clean_article(raw, encoding=encoding), given)
    found = recognise(article)
    return Understood(article, found.mentions, found.facts, raw.data)


def article_of(raw: Raw, page: CleanArticle, given: Mapping[str, Any] | None = None) -> Article:
    """The record of a cleaned page, with the division that it is about."""
    from store.index.said import CORRECTED
    from store.person.heeding import dated
    from store.regions.resolve import article_region

    identity = _digest((page.title or "") + "\n" + page.text)  # of what was extracted, whatever a person says
    lacking = {n: v for n, v in (raw.given or {}).items() if getattr(page, n) is None}
    if given or lacking:
        own_year = page.trace.get("published") == "headline.dateline"
        rules = dict.fromkeys(lacking, GIVEN) | dict.fromkeys(given or {}, CORRECTED)
        page = replace(page, **(lacking | dict(given or {})), trace={**page.trace, **rules})
        if "published" in rules and not own_year:
            page = replace(page, dateline_day=dated(page.dateline_day, page.published))

    if not page.text.strip():
        raise ReadError(
            raw.name, "no article is left once menus and advertising are taken out; look at it with `lichun repair`"
        )
    region, rule = article_region(
        title=page.title,
        publisher=page.publisher,
        site=page.site,
        breadcrumb=page.breadcrumb,
        dateline=page.dateline_place,
        text=page.text,
        path=raw.name,
        url=page.url,
        published=page.published,
    )
    counts: dict[str, int] = {}
    for repair in page.repairs:
        counts[repair.kind] = counts.get(repair.kind, 0) + 1
    return Article(
        id=identity,
        source=raw.name,
        url=page.url,
        site=page.site,
        author=page.author,
        retrieved=page.retrieved,
        reprint=page.reprint,
        title=page.title,
        publisher=page.publisher,
        published=page.published,
        script=page.script,
        text=page.text,
        repairs=tuple(RepairCount(kind=k, count=n) for k, n in sorted(counts.items())),
        repaired=page.repairs,
        dropped=page.dropped,
        region=region,
        dateline=page.dateline_day,
        content=content_id(raw.data),
        rules=RULES_VERSION,
        trace={**page.trace, **({"region": rule} if region and rule else {})},
    )


def with_given(raw: Raw | ReadError, given: Mapping[str, str] | None) -> Raw | ReadError:
    """The source with what a person says of it."""
    return replace(raw, given=given) if given and not isinstance(raw, ReadError) else raw


def given_of(article: Article) -> dict[str, str]:
    """What a person gave with the import: it stands when the source is read again."""
    return {name: getattr(article, name) for name, rule in article.trace.items() if rule == GIVEN}


def content_id(data: bytes) -> str:
    """The name under which the bytes as received are kept."""
    return hashlib.sha256(data).hexdigest()[:32]


def _digest(text: str) -> str:
    from store.language.fold import fold

    return hashlib.sha256("".join(fold(text).split()).encode()).hexdigest()[:16]


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
    library: Library, sources: Iterable[Raw | ReadError], report: ImportReport, told: Callable[[Progress], None]
) -> Iterator[Raw]:
    """The sources that these rules have not read yet; the others are counted in the report."""
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
        elif known is not None and known.rules == RULES_VERSION and library.has_source(content):
            report.same += 1
            told(Progress(report.done, None, source.name))
        else:
            seen.add(content)
            yield source


def _work(sources: Iterator[Raw], encoding: str | None, jobs: int | None) -> Iterator[Understood | Failure]:
    """Every source understood or failed; over processes once there are more than a few."""
    from store.workers import spread, tables_stay

    first = list(islice(sources, _ALONE))
    if jobs == 1 or len(first) < _ALONE:
        for source in first:
            yield _one(source, encoding)
        if len(first) == _ALONE:
            tables_stay()
        for source in sources:
            yield _one(source, encoding)
        return
    yield from spread(_one, first, sources, encoding, jobs)


def _one(source: Raw, encoding: str | None) -> Understood | Failure:
    try:
        return understood(source, encoding=encoding)
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


def _write(library: Library, kept: Sequence[Understood], report: ImportReport, mirrors: Mirrors) -> None:
    from store.person.heeding import heeded

    # Two sources of one batch may be one article: the last one stands.
    by_id = {u.article.id: heeded(library, u) for u in kept}
    outdated = {old for u in by_id.values() if (old := _earlier(library, u.article)) is not None}
    placed, copies = mirrors.placed([u.article for u in by_id.values()])
    copies = [copy for copy in copies if copy.id not in outdated]
    stored = [library.extracted(copy.id) for copy in copies]
    done = library.commit(
        [*placed, *copies],
        [*(m for u in by_id.values() for m in u.mentions), *(m for mentions, _ in stored for m in mentions)],
        [*(f for u in by_id.values() for f in u.facts), *(f for _, facts in stored for f in facts)],
        {u.article.content: u.data for u in by_id.values() if u.article.content},
        removed=sorted(outdated - set(by_id)),
    )
    if done.new or done.replaced:
        report.ids += by_id
    report.new += done.new - len(outdated)
    report.replaced += done.replaced + len(outdated) - len(copies)
    report.same += done.same + len(kept) - len(by_id)


def _earlier(library: Library, article: Article) -> str | None:
    """The id of the article that stands under the same address with another text: this one is its newer version."""
    standing = library.by_url(article.url) if article.url else None
    return standing if standing is not None and standing != article.id and not library.has(article.id) else None


def _batches(items: Iterator[Understood | Failure], size: int) -> Iterator[list[Understood | Failure]]:
    while batch := list(islice(items, size)):
        yield batch
