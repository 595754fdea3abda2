"""What the full-text tables hold of a record: its words as terms, its fields as codes.

Comes in: documents of an article, its mentions and facts. Goes out: the columns of the tables `body`, `head` and `told`.
What these terms and codes look like is `store.index.terms`'s; how they are asked for, `store.search.asking`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from store.disk.segment import Document
from store.index import terms

OFFICE = "职"  # the mark of an office among the persons, in a role behind the role's
_WORDS = ("measure", "name", "title", "text", "investor", "number", "issuer")
_CODED = (("u", "unit"), ("i", "indicator"), ("s", "status"), ("g", "stage"), ("b", "basis"), ("o", "role"),
          ("y", "industry"), ("c", "scope"))  # fmt: skip


def body(
    data: Document, places: Iterable[str], dates: Iterable[str | None], facts: Iterable[Document]
) -> tuple[str, str, str, str]:
    """Text with title, single characters, codes (divisions touched, days it is about, kinds of its facts), persons.

    Persons stand here as well as with the facts that name them: a person and words are then one question.
    """
    codes = [terms.code("r", code or "none") for code in places]
    codes += [code for date in dates for code in terms.day_codes("d", date)]
    named: dict[str, None] = {}
    for fact in facts:
        codes.append(terms.code("f", fact["kind"]))
        role = fact.get("role")
        codes += [terms.code("o", role)] if role else []
        name, office = _name(who(fact)), _name(_office(fact))
        for mark in ("", role) if role else ("",):
            named[terms.marked(mark, name) if mark else name] = None
            named[terms.marked((mark or "") + OFFICE, office)] = None
    text = "\n".join((data.get("title") or "", data.get("text", "")))
    return (*terms.terms_and_characters(text), " ".join(dict.fromkeys(codes)), " ".join(named))


def heading(mention: Document) -> str:
    """What a meeting is found by from outside: its place and its names."""
    from store.regions.table import region_of

    region = region_of(mention["region"]) if mention.get("region") else None
    return "\n".join((region.name if region else "", mention["name"], *mention.get("aka", ())))


def who(fact: Document) -> str | None:
    who = fact.get("speaker") or (fact["name"] if fact["kind"] == "person" else None)
    return str(who) if who else None


def _office(fact: Document) -> str | None:
    return fact.get("title") if fact["kind"] == "person" else None


def told(facts: Sequence[Document], days: Sequence[int], article_region: str | None) -> list[tuple[str, str, str]]:
    """Words, persons and codes of an article's facts, as the full-text table holds them."""
    words = terms.terms_of_each("\n".join(str(fact[name]) for name in _WORDS if fact.get(name)) for fact in facts)
    return [(said, *_told(f, day, article_region)) for said, f, day in zip(words, facts, days, strict=False)]


def _told(fact: Document, day: int, article_region: str | None) -> tuple[str, str]:
    codes = [terms.code("k", fact["kind"])]
    codes += [terms.code("r", code) for code in terms.region_codes(fact.get("region") or article_region) or ("none",)]
    codes.append(terms.code("e", fact.get("region") or "none"))
    found = terms.day_of(day)
    codes += terms.day_codes("d", found.isoformat() if found else None)
    codes += terms.span_codes("h", fact.get("horizon"))
    codes += [terms.code(letter, str(fact[name])) for letter, name in _CODED if fact.get(name)]
    codes += terms.value_codes(fact.get("value"), fact.get("value_max"))
    persons = f"{_name(who(fact))} {terms.marked(OFFICE, _name(_office(fact)))}"
    return persons, " ".join(codes)


@lru_cache(4096)
def _name(name: str | None) -> str:
    return terms.terms(name) if name else ""
