"""An export back into a store: what is new goes in, what stands there differently is told and left alone.

Comes in: a library and an export as it was read (`store.restoring.exported`). Goes out: a `Restored`, and the library with
articles, facts and reports as they were extracted, and what persons said laid over them through `store.sharing.merge`. An
article that stands with the same records is passed over. Sources are not in an export, nor what was rejected but for the
word that it was: a later `refresh` says which articles have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from store.errors import StoreDamaged
from store.person.user import REJECTIONS, record_of
from store.records import Article, Fact, Mention
from store.restoring.exported import Exported
from store.sharing.merge import Choice, Merged, merge

if TYPE_CHECKING:
    from store.database import Library

BATCH = 100
# Where an article came from, what only the store keeps, and which rules read it: no difference of what it says.
_PASSED_OVER = frozenset(
    ("source", "retrieved", "content", "rules", "trace", "repaired", "dropped", "region", "dateline", "mirror_of")
)
_FACT_PASSED_OVER = frozenset(("meeting", "trace", "corrected", "checked", "note", "tags"))


@dataclass(frozen=True, slots=True)
class Differing:
    """An article that stands here with other records, and in what."""

    article: str
    title: str
    how: str


@dataclass(slots=True)
class Restored:
    """Counts of articles; `differing` stand as they were, unless theirs was to hold (`replaced`)."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    differing: list[Differing] = field(default_factory=list)
    work: Merged = field(default_factory=Merged)
    partly: list[str] = field(default_factory=list)  # meetings that articles report which are not in the export
    otherwise: list[str] = field(default_factory=list)  # meetings that were joined otherwise, or not at all


def restore(library: Library, exported: Exported, *, choice: Choice | None = None) -> Restored:
    """Takes an export in. Raises StoreError where the store cannot be written; what was counted by then is kept."""
    chosen = choice or Choice()
    done = Restored()
    wanted = list(_wanted(library, exported, chosen, done))
    # What persons said goes first: an article bears it already, and is not to be recognised anew when it comes.
    done.work = merge(library, exported.work, choice=chosen)
    # The newest article stands first in an export, and is the last to be written: so is the order in a store.
    for batch in _batches(wanted[::-1]):
        _write(library, exported, batch)
    done.work.waiting = [
        w for w in done.work.waiting if w.table != REJECTIONS and library.standing(*record_of(w.key)) is None
    ]
    done.partly = [m["id"] for m in exported.meetings if set(m["articles"]) - exported.places.keys()]
    unsure = set(exported.unsure)
    done.otherwise = [m["id"] for m in exported.meetings if m["id"] in unsure and not _stands(library, m)]
    return done


def _stands(library: Library, meeting: Mapping[str, Any]) -> bool:
    """Whether it is told of by these articles under its own id."""
    found = library.meeting(meeting["id"])
    return found is not None and (found.id, set(found.articles)) == (meeting["id"], set(meeting["articles"]))


def _wanted(library: Library, exported: Exported, choice: Choice, done: Restored) -> Iterator[str]:
    """The ids of the articles that are to be written."""
    for article_id in exported.places:
        if not library.has(article_id):
            done.new += 1
            yield article_id
            continue
        article = exported.article(article_id)
        try:
            how = _difference(library, article, exported.parts(article.id)[1])
        except StoreDamaged:  # what cannot be read here any more comes back
            done.replaced += 1
            yield article.id
            continue
        if not how:
            done.same += 1
        elif _theirs(choice, article.id):
            done.replaced += 1
            yield article.id
        else:
            done.differing.append(Differing(article.id, article.title or article.source, how))


def _theirs(choice: Choice, article: str) -> bool:
    if any(one and article.startswith(one) for one in choice.theirs):
        return True
    return choice.rest == "theirs" and not any(one and article.startswith(one) for one in choice.mine)


def _difference(library: Library, article: Article, facts: Sequence[Fact]) -> str:
    """In what an article of the export is not what stands; empty where all that it says stands here.

    Raises StoreDamaged where what stands cannot be read.
    """
    standing = library.stored_article(article.id, whole=True)
    assert standing is not None
    one, other = standing.to_json(), article.to_json()
    told = [
        f"{name} ({_short(one[name])} here, {_short(other[name])} there)"
        for name in one
        if name not in _PASSED_OVER and one[name] != other[name]
    ]
    here = {f.id: _compared(f) for f in library.extracted(article.id)[1]}
    there = {f.id: _compared(f) for f in facts}
    counts = (
        (sum(here[i] != there[i] for i in here.keys() & there.keys()), "read otherwise"),
        (len(there.keys() - here.keys()), "not here"),
    )
    told += [f"{n} fact{'s' if n > 1 else ''} {what}" for n, what in counts if n]
    if told and standing.rules != article.rules:
        told.append(f"rules {standing.rules} here, {article.rules} there")
    return "; ".join(told)


def _compared(fact: Fact) -> dict[str, Any]:
    return {name: value for name, value in fact.to_json().items() if name not in _FACT_PASSED_OVER}


def _short(value: object) -> str:
    text = " ".join(str("—" if value is None else value).split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def _batches(articles: Sequence[str]) -> Iterator[Sequence[str]]:
    return (articles[at : at + BATCH] for at in range(0, len(articles), BATCH))


def _write(library: Library, exported: Exported, batch: Sequence[str]) -> None:
    articles: list[Article] = []
    mentions: list[Mention] = []
    facts: list[Fact] = []
    for article_id in batch:
        own, said = exported.parts(article_id)
        articles.append(_placed(library, exported.article(article_id), told=exported.tells_division(article_id)))
        mentions += own
        facts += said
    library.commit(articles, mentions, facts)


def _placed(library: Library, article: Article, *, told: bool) -> Article:
    """With the division that it is about, concluded anew where the export does not tell it; a source that is here stays."""
    standing = library.stored_article(article.id)
    if standing is not None and standing.content is not None:
        article = replace(article, content=standing.content)
    if told or article.rules is None:
        return article
    from store.regions.article import about

    place = about(
        title=article.title,
        publisher=article.publisher,
        site=article.site,
        breadcrumb=(),
        dateline=None,
        text=article.text,
        path=article.source,
        url=article.url,
        published=article.published,
    )
    return replace(
        article, region=place.code, trace={**article.trace, **({"region": place.rule} if place.rule else {})}
    )
