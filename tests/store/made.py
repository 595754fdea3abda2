"""Records for tests: only what a test is about is said, the rest is filled in."""

from __future__ import annotations

from typing import Any

from store.committing import Committed
from store.database import Library
from store.records import Article, Fact, Figure, Mention, Person, Project


def article(id: str, text: str = "全市高质量发展大会召开。", **more: Any) -> Article:
    return Article(**{"id": id, "source": f"{id}.txt", "text": text, "published": "2023-01-29", **more})


def mention(article: str, name: str = "全市高质量发展大会", **more: Any) -> Mention:
    own: dict[str, Any] = {"id": f"m-{article}-{name}", "article": article, "start": 0, "end": 4, "name": name}
    return Mention(**{**own, "region": "320400", "date": "2023-01-28", "kind": "发展大会", **more})


def figure(id: str, article: str, **more: Any) -> Figure:
    own: dict[str, Any] = {"id": id, "article": article, "start": 0, "end": 4, "region": "320400", "measure": "总投资"}
    return Figure(**{**own, "value": 90270000000, "unit": "元", "comparator": "=", **more})


def person(id: str, article: str, name: str, **more: Any) -> Person:
    own: dict[str, Any] = {"id": id, "article": article, "start": 0, "end": 2, "region": "320400", "name": name}
    return Person(**{**own, **more})


def project(id: str, article: str, name: str, **more: Any) -> Project:
    own: dict[str, Any] = {"id": id, "article": article, "start": 0, "end": 2, "region": "320400", "name": name}
    return Project(**{**own, **more})


def put(library: Library, *records: Article | Mention | Fact) -> Committed:
    """Commits the records as one batch."""
    return library.commit(
        [r for r in records if isinstance(r, Article)],
        [r for r in records if isinstance(r, Mention)],
        [r for r in records if isinstance(r, Fact)],
    )
