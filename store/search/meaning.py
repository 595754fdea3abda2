"""What the values of a query mean to the index: places as codes, days and sizes as codes, words as expressions.

Comes in: the value of a field or a word. Goes out: codes and FTS5 expressions as `store.index.wording` wrote them. Places are
looked up in the table of divisions; nothing is asked of a store.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from store.errors import NotFound
from store.index import terms
from store.language.fold import plain
from store.search.query import NONE, YEARS, DaySpan, Word

LETTERS = re.compile(r"[A-Za-z]{2,30}")  # what may be a reading; longer ones take long to part into syllables
_LISTED = re.compile(r"\s*[,、|]\s*")
_SCALE = re.compile(r"^[十百千万亿]+(?=[^十百千万亿])")


@cache
def _before() -> dict[str, list[str]]:
    """Code → the codes that it took the place of."""
    from store.regions.table import former

    found: dict[str, list[str]] = {}
    for entry in former():
        if entry.heir and entry.heir != entry.code:
            found.setdefault(entry.heir, []).append(entry.code)
    return found


def listed(typed: str) -> list[str]:
    """The values of a list: 苏州,无锡 asks for either."""
    return [part for part in _LISTED.split(plain(typed).strip()) if part]


def places(typed: str) -> tuple[str, ...]:
    """Codes of the divisions that are meant, with those that they bore before. Raises NotFound with what is near."""
    return tuple(dict.fromkeys(code for part in listed(typed) for code in _place(part)))


@lru_cache(64)
def _place(text: str) -> tuple[str, ...]:
    from store.regions.table import named, region_of

    if text in NONE and text != "无":  # which is the first letter of 无锡
        return ("none",)
    found = [region_of(text)] if re.match(r"\d{6}", text) else list(named(text))
    codes = [region.code for region in found if region]
    if not codes:
        from store.regions.goto import near, search  # its lists, only where no name fits

        hits = [hit for hit in search(text, limit=20) if hit.how != "fuzzy"]
        codes = [hit.region.code for hit in hits if hit.how == "exact"] or [hit.region.code for hit in hits[:1]]
        if not codes:
            raise NotFound(text, near(text))
    return tuple(dict.fromkeys([*codes, *(old for code in codes for old in _before().get(code, ()))]))


def in_names(word: str) -> bool:
    """Whether the word is a part of the name of any division, of two signs or more."""
    from store.language.fold import fold
    from store.regions.table import current

    return len(word) > 1 and fold(word) in current().text


def either(letter: str, values: Iterable[str]) -> str:
    return either_of([terms.code(letter, value) for value in values])


def either_of(codes: Sequence[str]) -> str:
    """Rows that have one of the codes; of none of them, no row."""
    return "{codes} : (" + " OR ".join(f'"{code}"' for code in codes or ["nothing"]) + ")"


def said(word: Word) -> str | None:
    return terms.phrase(word.text)


def headed(word: Word) -> str | None:
    """A word in a heading: as it stands, and typed in letters as its hanzi are read."""
    from store.index.readings import spoken

    written = terms.phrase(word.text)
    read = spoken(word.text) if LETTERS.fullmatch(word.text) else []
    return " OR ".join(f"({e})" for e in (written, *read) if e) or None


def indicator(value: str, own: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Figures of the indicators that are called so; where none is, those that have the code or the words."""
    from store.recognise.facts.figure.words import indicators_named

    found = []
    for part in listed(value):
        ids = indicators_named(part, own)
        found.append(either("i", ids or [part]))
        if not ids and (phrase := terms.phrase(part, "words", None)):
            found.append(phrase)
    return " OR ".join(f"({f})" for f in found) or either_of([])


def days(letter: str, value: object) -> list[str]:
    if not isinstance(value, DaySpan):
        return []
    first, last = value.first, value.last
    low = terms.day_of(terms.day_number(f"{YEARS[0]}-01-02"))
    high = terms.day_of(terms.day_number(f"{YEARS[1]}-12-31"))
    return terms.range_codes(letter, first or low, last or high) if low and high else []


def ends(span: DaySpan) -> tuple[int, int]:
    first = terms.day_number(span.first.isoformat()) if span.first else 1
    last = terms.day_number(span.last.isoformat()) if span.last else terms.day_number(f"{YEARS[1]}-12-31")
    return first, last


def base_unit(unit: str) -> str:
    """A unit as facts have it: 亿元 → 元."""
    return _SCALE.sub("", unit.strip())


def base_units(typed: str) -> list[str]:
    return [base_unit(unit) for unit in listed(typed)]


def number(value: object) -> int | float:
    from decimal import Decimal

    from store.records import exported

    return exported(value) if isinstance(value, Decimal) else 0
