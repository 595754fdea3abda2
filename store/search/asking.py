"""A query as SQL: which expressions the full-text tables are asked, and which conditions the catalogue.

Comes in: a parsed query, an open index, and what a person has marked. Goes out: `Asked`s, one for articles, one for
facts, one for meetings; each can be run for rows or counted. Fields of facts hold of one fact; words, persons and roles
of its article. It runs nothing but the small look-ups that names need, and cuts no sentence.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import get_args

from store.index import naming, terms
from store.index.layout import DAY_BITS, PART_BITS
from store.index.terms import FIRST_DATED
from store.listing.articles import SPILLED
from store.records import FACT_KINDS, FACTS, Stage, Status
from store.search.meaning import (
    base_unit,
    base_units,
    days,
    either,
    either_of,
    ends,
    headed,
    indicator,
    number,
    places,
    said,
)
from store.search.query import ANY_DAY, NOTHING, Bounds, DaySpan, Field, Query
from store.search.who import Expression, Persons

Having = Callable[[str, str], list[tuple[str, str]]]  # (is or tag, value) → (kind, id) of the records a person has so

EVERY_ROW = (0, 1 << 50)
ALIASES = {
    "body": "b.rowid",
    "head": "h.rowid",
    "told": "t.rowid",
}  # what the statements of store.search.finding call them


@dataclass(slots=True)
class Asked:
    """Conditions that all must hold: of the full-text table, and of the rows."""

    table: str  # the full-text table
    wanted: list[str] = field(default_factory=list)
    barred: list[str] = field(default_factory=list)
    where: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    span: tuple[int, int] = EVERY_ROW  # rows of the full-text table that can answer
    kinds: list[frozenset[str]] = field(default_factory=list)  # of facts, where these alone are wanted

    def want(self, expression: str | None, *, excluded: bool) -> None:
        if expression:
            (self.barred if excluded else self.wanted).append(expression)

    def want_kinds(self, kinds: Iterable[str]) -> None:
        self.kinds.append(frozenset(kinds))
        self.wanted.append(either("k", kinds))

    @property
    def of_kinds(self) -> list[str]:
        """The kinds of facts that are wanted, where nothing else is."""
        alone = self.kinds if len(self.kinds) == len(self.wanted) else []
        return sorted(frozenset.intersection(*alone)) if alone else []

    def want_all(self, expressions: Iterable[Expression]) -> None:
        for expression, excluded in expressions:
            self.want(expression, excluded=excluded)

    def hold(self, condition: str, *values: object, excluded: bool = False) -> None:
        self.where.append(f"NOT coalesce(({condition}), 0)" if excluded else f"({condition})")
        self.values += values

    @property
    def expression(self) -> str | None:
        """What the full-text table is asked; None where nothing positive is wanted of it."""
        if not self.wanted:
            return None
        return " AND ".join(f"({w})" for w in self.wanted) + "".join(f" NOT ({b})" for b in self.barred)

    def sql(self, row: str) -> tuple[str, list[object]]:
        """WHERE and its values, `row` being the column that is the full-text table's rowid."""
        where, values = list(self.where), list(self.values)
        if self.span != EVERY_ROW:
            where.append(f"{ALIASES[self.table] if self.expression else row} BETWEEN ? AND ?")
            values += self.span
        if self.expression:
            where.append(f"{self.table} MATCH ?")
            values.append(self.expression)
        elif self.barred:
            where.append(f"{row} NOT IN (SELECT rowid FROM {self.table} WHERE {self.table} MATCH ?)")
            values.append(" OR ".join(f"({b})" for b in self.barred))
        return " AND ".join(where) or "1", values

    def among(self, column: str) -> tuple[str, list[object]]:
        """The condition that a column is one of the rows that it finds."""
        if not self.expression:
            return self.sql(column)
        where, values = self.sql("rowid")
        return f"{column} IN (SELECT rowid FROM {self.table} WHERE {where})", values


class Asking:
    """Turns one query into what the tables are asked."""

    def __init__(self, query: Query, db: sqlite3.Connection, having: Having) -> None:
        self.query, self.db, self.having = query, db, having
        self.persons = Persons(query, db)

    def articles(self) -> Asked:
        asked = Asked("body")
        for word in self.query.words:
            asked.want(said(word), excluded=word.excluded)
        for one in self.query.fields:
            if one.name == "in":
                asked.want(either("r", self.places(one)), excluded=one.excluded)
            elif one.name == "date":
                asked.want(either_of(days("d", one.value)), excluded=one.excluded)
        self._has(asked, "a.row", asked)
        self._published(asked, "a.row", 0)
        asked.want_all(self.persons.in_article())
        self._had(asked, "article", "a.id", "a.doc")
        return asked

    def heads(self, articles: Asked) -> tuple[Asked, Asked]:
        """Titles and meetings' names that hold all the words, and what else is asked of their articles."""
        asked = Asked("head")
        for word in self.query.words:
            if not word.excluded:
                asked.want(headed(word), excluded=False)
        of_words = [said(word) for word in self.query.words if not word.excluded]
        rest = Asked("body", [w for w in articles.wanted if w not in of_words], articles.barred)
        asked.where, asked.values = articles.where, articles.values
        if articles.span != EVERY_ROW:
            asked.span = (articles.span[0] << PART_BITS, articles.span[1] << PART_BITS)
        return asked, rest

    def facts(self) -> Asked:
        asked = Asked("told")
        for one in self.query.fields:
            self._fact_field(asked, one)
        if self.persons.own:
            asked.want_all(self.persons.of_fact())
        self._has(asked, "f.article", None)
        self._published(asked, "f.article", PART_BITS)
        self._had(asked, "fact", "f.row", "f.doc")
        if not asked.wanted and not self.query.of("is", "tag"):
            asked.want_kinds(FACT_KINDS)
        return asked

    def in_articles(self, *, words: bool = True) -> Asked:
        """What is asked of a fact's article: words, persons and `has:`; or all but the words that it must hold."""
        asked = Asked("body")
        for word in self.query.words:
            if words or word.excluded:
                asked.want(said(word), excluded=word.excluded)
        self._has(None, "f.article", asked)
        if not self.persons.own:
            asked.want_all(self.persons.in_article())
        return asked

    def own_words(self, facts: Asked) -> Asked | None:
        """The same facts, of those whose own words are the ones asked for."""
        if not any(not w.excluded for w in self.query.words):
            return None
        asked = Asked("told", list(facts.wanted), list(facts.barred), list(facts.where), list(facts.values), facts.span)
        for word in self.query.words:
            if not word.excluded:
                asked.want(terms.phrase(word.text, "words", None), excluded=False)
        return asked

    def meetings(self) -> Asked:
        """Meetings by place, day and name; conditions on `m` (mention) and `g` (meeting)."""
        asked = self.there_and_then()
        for word in self.query.words:
            asked.want(headed(word), excluded=word.excluded)
        article = Asked("body")
        article.want_all(self.persons.in_article())
        self._has(asked, "m.article", article)
        where, values = article.among("m.article")
        asked.hold(where, *values)
        self._published(asked, "m.article", PART_BITS)
        self._had(asked, "meeting", "g.id", "m.doc")
        return asked

    def there_and_then(self) -> Asked:
        """Meetings of the places and on the days asked for: what their article touches is not theirs."""
        asked = Asked("head")
        for one in self.query.fields:
            if one.name == "in":
                from store.regions.table import code_span

                spans = [code_span(code) for code in self.places(one)]
                condition = " OR ".join("m.region >= ? AND m.region < ?" for _ in spans) or "0"
                if "none" in self.places(one):
                    condition = "m.region IS NULL"
                    spans = []
                asked.hold(condition, *(end for span in spans for end in span), excluded=one.excluded)
            elif one.name == "date" and isinstance(one.value, DaySpan):
                first, last = ends(one.value)
                asked.hold("g.day BETWEEN ? AND ?", first, last, excluded=one.excluded)
        return asked

    # Fields

    def _fact_field(self, asked: Asked, one: Field) -> None:
        value, out = one.value, one.excluded
        if value == NOTHING:
            self._nothing(asked, one)
        elif one.name == "kind" and isinstance(value, tuple) and not out:
            asked.want_kinds(value)
        elif one.name == "kind" and isinstance(value, tuple):
            asked.want(either("k", value), excluded=True)
        elif one.name in ("status", "stage") and isinstance(value, tuple):
            asked.want(either({"status": "s", "stage": "g"}[one.name], value), excluded=out)
        elif one.name == "in":
            asked.want(either("r", self.places(one)), excluded=out)
        elif one.name == "date":
            asked.want(either_of(days("d", value)), excluded=out)
        elif one.name == "for":
            asked.want(either_of(days("h", value)), excluded=out)
        elif one.name == "measure" and isinstance(value, str):
            phrase = terms.phrase(value, "words", None)
            asked.want(phrase and f"{phrase} AND {either('k', ['figure'])}", excluded=out)
        elif one.name == "indicator" and isinstance(value, str):
            asked.want(indicator(value, self._own_indicators()), excluded=out)
        elif one.name == "unit" and isinstance(value, str):
            asked.want(either("u", base_units(value)), excluded=out)
        elif one.name == "value" and isinstance(value, Bounds):
            self._value(asked, value, excluded=out)

    def _nothing(self, asked: Asked, one: Field) -> None:
        """Facts of the kinds that could say it, and do not."""
        column = "horizon" if one.name == "for" else one.name
        asked.want_kinds([kind for kind, record in FACTS.items() if hasattr(record, column)])
        said = {
            "status": either("s", get_args(Status)),
            "stage": either("g", get_args(Stage)),
            "for": either_of(days("h", ANY_DAY)),
        }
        if one.name in said:
            asked.want(said[one.name], excluded=not one.excluded)
        else:
            asked.hold(f"f.{column} IS NULL", excluded=one.excluded)

    def _own_indicators(self) -> list[tuple[str, list[str]]]:
        rows = self.db.execute("SELECT key, entry FROM said WHERE key GLOB 'indicator/*'")
        return [(key.partition("/")[2], json.loads(entry)["aliases"]) for key, entry in rows]

    def _value(self, asked: Asked, bounds: Bounds, *, excluded: bool) -> None:
        if not excluded:
            asked.want(either_of(terms.bound_codes(bounds.low, bounds.high)), excluded=False)
        if bounds.unit:
            asked.want(either("u", [base_unit(bounds.unit)]), excluded=excluded)
        conditions = ["f.value IS NOT NULL"]
        values: list[object] = []
        if bounds.low is not None:
            conditions.append(f"max(f.value, coalesce(f.value_max, f.value)) {'>' if bounds.low_open else '>='} ?")
            values.append(number(bounds.low))
        if bounds.high is not None:
            conditions.append(f"f.value {'<' if bounds.high_open else '<='} ?")
            values.append(number(bounds.high))
        asked.hold(" AND ".join(conditions), *values, excluded=excluded)

    def _has(self, rows: Asked | None, article: str, texts: Asked | None) -> None:
        """`has:`. Kinds of facts stand among the codes of `texts`; whether there is a meeting, `article`'s row says."""
        for one in self.query.of("has"):
            assert isinstance(one.value, tuple)
            kinds = either("f", [kind for kind in one.value if kind != "meeting"])
            if "meeting" not in one.value:
                if texts is not None:
                    texts.want(kinds, excluded=one.excluded)
            elif rows is not None:
                of_article = f"(SELECT meetings > 0 FROM article WHERE row = {article})"
                among = f"{article} IN (SELECT rowid FROM body WHERE body MATCH ?)"
                rows.hold(f"{of_article} OR {among}", kinds, excluded=one.excluded)

    def _published(self, asked: Asked, article: str, bits: int) -> None:
        """Days of publication. Rows of a day that is full lie after it: the rows narrow, the day decides."""
        for one in self.query.of("published"):
            if isinstance(one.value, DaySpan):
                first, last = ends(one.value)
                of_article = (
                    f"(SELECT day BETWEEN ? AND ? AND published IS NOT NULL FROM article WHERE row = {article})"
                )
                asked.hold(of_article, first, last, excluded=one.excluded)
                if one.value == ANY_DAY and one.excluded:
                    asked.span = (asked.span[0], min(FIRST_DATED << DAY_BITS << bits, asked.span[1]))
                elif not one.excluded:
                    low, high = first << DAY_BITS, (last + 1 + SPILLED) << DAY_BITS
                    asked.span = (max(low << bits, asked.span[0]), min(high << bits, asked.span[1]))

    def _had(self, asked: Asked, kind: str, column: str, doc: str) -> None:
        """`is:` and `tag:`, by the ids of what a person has so."""
        for one in self.query.of("is", "tag"):
            conditions, values = [], list[object]()
            for value in one.value if isinstance(one.value, tuple) else (str(one.value),):
                if value == "new":
                    conditions.append(f"{doc} >= ?")
                    values.append(int(next((i for _, i in self.having("is", "new")), "0")) << 20)
                    continue
                ids: list[str] | list[int] = [i for k, i in self.having(one.name, value) if k == kind]
                if kind == "fact":  # no table has facts by their ids
                    ids = [row for i in ids for row in naming.rows(self.db, str(i))]
                conditions.append(f"{column} IN (SELECT value FROM json_each(?))")
                values.append(json.dumps(ids))
            asked.hold(" OR ".join(conditions), *values, excluded=one.excluded)

    def telling(self) -> Asked | None:
        """The facts that tell of the persons who are asked for; None where nobody is."""
        asked = Asked("told")
        asked.want_all(self.persons.telling())
        if not asked.wanted:
            return None
        asked.want(either("k", ("person", "quote")), excluded=False)
        return asked

    # Places

    def places(self, one: Field) -> tuple[str, ...]:
        return places(str(one.value))
