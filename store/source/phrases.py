"""Known words of pages, checked as they are loaded: `store/data/furniture.tsv` and `store/data/meta.tsv`.

A row of furniture gives the cleaning rule it serves, how it is compared and the phrases. `whole` is a line that says
just that (bullets, brackets, blanks and 更多>> apart), `start` a line that begins with it, `within` a line that holds
it. A row of meta gives a kind of word and the words. Everything is compared folded and without blanks.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from store import DATA
from store.errors import VocabularyError
from store.language import patterns as re
from store.language.fold import fold
from store.source.line import Line

_HOW = ("whole", "start", "within")


def _rows(file: str, columns: int) -> list[tuple[int, list[str]]]:
    """The rows of a table with their line numbers; the last column holds words parted by blanks."""
    rows = [
        (number, row.split("\t"))
        for number, row in enumerate((DATA / file).read_text(encoding="utf-8").splitlines(), 1)
        if row and not row.startswith("#")
    ]
    for number, cells in rows:
        if len(cells) != columns or not all(cells):
            raise VocabularyError(file, number, f"want {columns} columns, none of them empty")
    return rows


def _distinct(file: str, number: int, words: str) -> list[str]:
    found = [fold(word) for word in words.split()]
    twice = {word for word in found if found.count(word) > 1}
    if twice:
        raise VocabularyError(file, number, f"{', '.join(sorted(twice))} stands twice")
    return found


@cache
def _furniture() -> dict[str, dict[str, frozenset[str]]]:
    """Rule → how → phrases."""
    table: dict[str, dict[str, frozenset[str]]] = {}
    for number, (rule, how, words) in _rows("furniture.tsv", 3):
        if how not in _HOW:
            raise VocabularyError("furniture.tsv", number, f"{how} is none of {', '.join(_HOW)}")
        if how in table.setdefault(rule, {}):
            raise VocabularyError("furniture.tsv", number, f"{rule} has two rows of {how}")
        table[rule][how] = frozenset(_distinct("furniture.tsv", number, words))
    return table


@cache
def _meta() -> dict[str, frozenset[str]]:
    return {kind: frozenset(_distinct("meta.tsv", number, found)) for number, (kind, found) in _rows("meta.tsv", 2)}


def words(kind: str) -> frozenset[str]:
    """The words of one kind in meta lines. Raises KeyError for a kind that the table does not have."""
    return _meta()[kind]


def either(phrases: Iterable[str]) -> str:
    """A pattern of alternatives, the longest first."""
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda word: (-len(word), word)))


@cache
def _pattern(rule: str, how: str) -> re.Pattern[str] | None:
    phrases = _furniture().get(rule, {}).get(how)
    return re.compile(either(phrases)) if phrases else None


def rules_with_phrases() -> frozenset[str]:
    return frozenset(_furniture())


def says(rule: str, line: Line) -> bool:
    """Whether the line says one of the rule's phrases, as whole line, at its start or within its first 400 signs."""
    whole, start, within = _compared(rule)
    return line.label in whole or bool(start and start.match(line.bare)) or bool(within and within.search(line.words))


@cache
def _compared(rule: str) -> tuple[frozenset[str], re.Pattern[str] | None, re.Pattern[str] | None]:
    whole = _furniture().get(rule, {}).get("whole", frozenset())
    return whole, _pattern(rule, "start"), _pattern(rule, "within")


def count(rule: str, line: Line) -> int:
    """How many different phrases of the rule stand within the line's first 400 signs."""
    within = _pattern(rule, "within")
    return len(set(within.findall(line.words))) if within else 0
