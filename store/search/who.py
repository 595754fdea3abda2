"""Who is asked for: `person:` and `role:` as expressions of the full-text tables.

Comes in: a parsed query, and the index's list of names. Goes out: expressions, each with whether it excludes. An article
holds a person in a role where one of its facts says so: names stand with the text as they are and under each role that
they have in it (`store.index.wording`). It asks for nothing but the names that letters may stand for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store.index import terms
from store.index.wording import OFFICE
from store.search.meaning import LETTERS, either, either_of, listed
from store.search.query import Query

_MOST = 50  # names that letters may stand for
Meant = tuple[str, str]  # a name, or an office and its mark
Expression = tuple[str, bool]  # and whether what it finds is excluded


class Persons:
    """The persons and roles of one query."""

    def __init__(self, query: Query, db: sqlite3.Connection) -> None:
        self.query, self.db = query, db
        self.roles = [(f.value, f.excluded) for f in query.of("role") if isinstance(f.value, tuple)]

    @property
    def own(self) -> bool:
        """Whether persons or quotes are what is asked for: then `person:` and `role:` hold of the fact itself."""
        kinds = [f.value for f in self.query.of("kind") if not f.excluded]
        return bool(kinds) and all(set(k) <= {"person", "quote"} for k in kinds if isinstance(k, tuple))

    def in_article(self) -> list[Expression]:
        """Of the texts: that the persons stand in them, each in the role that is asked for."""
        found = []
        named = [(self.meant(str(f.value)), f.excluded) for f in self.query.of("person")]
        for names, excluded in named:
            roles = [] if excluded else self.roles
            if all(barred for _, barred in roles):  # a role that is wanted says more than the name alone
                found.append((_any(names), excluded))
            found += [(_any(names, role), barred) for role, barred in roles]
        if all(excluded for _, excluded in named):
            found += [(either("o", role), barred) for role, barred in self.roles]
        return found

    def of_fact(self) -> list[Expression]:
        """Of the facts: that one is of the persons, in the role."""
        found = [(_any(self.meant(str(f.value))), f.excluded) for f in self.query.of("person")]
        return [*found, *((either("o", role), barred) for role, barred in self.roles)]

    def telling(self) -> list[Expression]:
        """Of the facts: that one tells of any of the persons, in the role; none where nobody is asked for."""
        persons = [_any(self.meant(str(f.value))) for f in self.query.of("person") if not f.excluded]
        found = [(" OR ".join(f"({p})" for p in persons), False)] if persons else []
        found += [(either("o", role), barred) for role, barred in self.roles]
        return found if any(not barred for _, barred in found) else []

    def meant(self, typed: str) -> list[Meant]:
        """What is meant, of a list each: the text as a name and as an office, or for letters the names that are read so."""
        parts = listed(typed)
        offices = [(part, OFFICE) for part in parts if len(part) > 1 and not LETTERS.fullmatch(part)]
        return [*((name, "") for part in parts for name in self._named(part)), *offices]

    def _named(self, typed: str) -> list[str]:
        low = "".join(typed.lower().split())
        if not LETTERS.fullmatch(low):
            return [typed]
        rows = self.db.execute(
            "SELECT name FROM person WHERE initials = ?1 OR (pinyin >= ?1 AND pinyin < ?2) LIMIT ?3",
            (low, low + "\x7f", _MOST),
        )
        return [name for (name,) in rows]


def _any(meant: Iterable[Meant], roles: tuple[str, ...] = ("",)) -> str:
    """One of the names or offices, in one of the roles."""
    asked = [p for text, mark in meant for role in roles if (p := terms.phrase(text, "who", None, role + mark))]
    return " OR ".join(asked) or either_of([])
