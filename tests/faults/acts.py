"""A sequence of acts on a store, the same for a seed, and what the store must hold after each of them.

In: a seed and a number. Out: the n-th act (import, replace, remove, mark, correct, reject, take back, compact, build the
index), done on a library or on a model of plain dicts. After a kill the store must be where the model is after the acts that were acknowledged, or one
act further: the one under way is done or not done, never half.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

from store.database import Library
from tests.benchmarks.corpus import Made, made

KINDS = (
    ("import",) * 6 + ("replace",) * 3 + ("remove", "remove", "mark", "mark", "mark", "compact", "index")
    + ("correct",) * 4 + ("reject",) * 2 + ("take back",) * 2
)  # fmt: skip
BATCH = 3


@dataclass
class Model:
    """What the store must hold: article → title and ids of its facts; marks in order; sources; what a person said."""

    articles: dict[str, tuple[str | None, tuple[str, ...]]] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    sources: dict[str, bytes] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)  # of articles that were corrected
    rejected: set[str] = field(default_factory=set)  # facts

    def copy(self) -> Model:
        return Model(dict(self.articles), list(self.marks), dict(self.sources), dict(self.titles), set(self.rejected))


@dataclass(frozen=True)
class Act:
    kind: str
    articles: tuple[Made, ...]


def act(seed: int, n: int) -> Act:
    rng = random.Random(f"{seed}/{n}")
    kind = "import" if n < 2 else rng.choice(KINDS)
    if kind == "import":
        return importing_act(seed, n)
    if kind in ("compact", "index"):
        return Act(kind, ())
    chosen = [plain(rng.randrange(n) * BATCH + rng.randrange(BATCH), seed) for _ in range(rng.choice((1, 2)))]
    if kind == "replace":
        chosen = [
            Made(replace(m.article, title=f"{n} 改"), m.mentions, m.facts[: rng.randrange(5) + 1]) for m in chosen
        ]
    return Act(kind, tuple({m.article.id: m for m in chosen}.values()))


def importing_act(seed: int, n: int) -> Act:
    return Act("import", tuple(plain(n * BATCH + i, seed) for i in range(BATCH)))


def plain(n: int, seed: int) -> Made:
    """An article that no rules made: what is corrected of it alters its fields and leaves its facts."""
    found = made(n, seed=seed)
    return replace(found, article=replace(found.article, rules=None))


def do(library: Library, one: Act) -> None:
    if one.kind in ("import", "replace"):
        library.commit(
            [m.article for m in one.articles],
            [x for m in one.articles for x in m.mentions],
            [f for m in one.articles for f in m.facts],
            {str(m.article.content): m.source for m in one.articles},
        )
    elif one.kind == "remove":
        library.remove([m.article.id for m in one.articles])
    elif one.kind == "mark":
        for m in one.articles:
            library.notebook.toggle("article", m.article.id)
        library.flush()
    elif one.kind in ("correct", "reject", "take back"):
        say(library, one.kind, next(iter(one.articles)))
    elif one.kind == "compact":
        library.compact()
    elif one.kind == "index":
        library.rebuild()


def say(library: Library, kind: str, m: Made) -> None:
    """One word of a person on an article or its first fact, if these stand."""
    i, fact = m.article.id, m.facts[0].id
    if kind == "correct" and library.has(i):
        library.word.correct("article", i, title=f"{i[:4]} 更正", published="2021-03-0" + str(1 + len(m.facts) % 9))
    elif kind == "reject" and library.has(i):
        library.word.reject(fact, "试")
    elif kind == "take back":
        library.word.uncorrect("article", i)
        library.word.accept(fact)


def suppose(model: Model, one: Act) -> Model:
    after = model.copy()
    if one.kind in ("correct", "reject", "take back"):
        return said(after, one.kind, next(iter(one.articles)))
    for m in one.articles:
        i = m.article.id
        if one.kind in ("import", "replace"):
            after.articles[i] = (m.article.title, tuple(f.id for f in m.facts))
            after.sources[str(m.article.content)] = m.source
        elif one.kind == "remove":
            after.articles.pop(i, None)
        elif one.kind == "mark":
            if i in after.marks:
                after.marks.remove(i)
            else:
                after.marks.append(i)
    return after


def said(after: Model, kind: str, m: Made) -> Model:
    i, fact = m.article.id, m.facts[0].id
    if kind == "correct" and i in after.articles:
        after.titles[i] = f"{i[:4]} 更正"
    elif kind == "reject" and i in after.articles:
        after.rejected.add(fact)
    elif kind == "take back":
        after.titles.pop(i, None)
        after.rejected.discard(fact)
    return after


def found(library: Library) -> dict[str, Any]:
    rows = library.articles()
    facts = {row.id: tuple(f.id for f in library.facts(article=row.id)) for row in rows}
    return {
        "articles": {row.id: (row.title, facts[row.id]) for row in rows},
        "marks": [i for _, i in library.notebook.marked()],
        "texts": {row.id for row in rows if library.article(row.id) is None},
        "sources": {row.id for row in rows if not _kept(library, row.id)},
    }


def _kept(library: Library, article_id: str) -> bool:
    article = library.article(article_id)
    return article is not None and library.source(str(article.content)) is not None


def wanted(model: Model) -> dict[str, Any]:
    articles = {
        i: (model.titles.get(i, title), tuple(f for f in facts if f not in model.rejected))
        for i, (title, facts) in model.articles.items()
    }
    return {"articles": articles, "marks": model.marks, "texts": set(), "sources": set()}
