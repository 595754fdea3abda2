"""Known phrases of page furniture: `store/data/furniture.tsv`, checked as it is loaded.

Each row gives the cleaning rule it serves, how it is compared and the words. `whole` is a line that says just that
(bullets, brackets, blanks and 更多>> apart), `start` a line that begins with it, `within` a line that holds it.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from store.errors import VocabularyError
from store.language.fold import fold
from store.source.line import Line

_FILE = "furniture.tsv"
_HOW = ("whole", "start", "within")


@cache
def _table() -> dict[str, dict[str, frozenset[str]]]:
    """Rule → how → phrases, folded and without blanks."""
    found: dict[str, dict[str, set[str]]] = {}
    seen: set[tuple[str, str, str]] = set()
    rows = (files("store") / "data" / _FILE).read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(rows, 1):
        if not row or row.startswith("#"):
            continue
        cells = row.split("\t")
        if len(cells) != 3 or cells[1] not in _HOW or not all(cells):
            raise VocabularyError(_FILE, number, "want: rule, whole/start/within, phrases parted by blanks")
        rule, how, words = cells
        for word in words.split():
            phrase = fold(word)
            if (rule, how, phrase) in seen:
                raise VocabularyError(_FILE, number, f"{word} stands twice for {rule}")
            seen.add((rule, how, phrase))
            found.setdefault(rule, {}).setdefault(how, set()).add(phrase)
    return {rule: {how: frozenset(words) for how, words in by.items()} for rule, by in found.items()}


@cache
def _pattern(rule: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Patterns for `start` and `within`, longest phrase first."""

    def of(how: str) -> re.Pattern[str] | None:
        words = sorted(_table().get(rule, {}).get(how, ()), key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, words))) if words else None

    return of("start"), of("within")


def rules_with_phrases() -> frozenset[str]:
    return frozenset(_table())


def says(rule: str, line: Line) -> bool:
    """Whether the line says one of the rule's phrases, as whole line, at its start or within its first 400 signs."""
    if fold(line.label) in _table().get(rule, {}).get("whole", ()):
        return True
    start, within = _pattern(rule)
    bare = line.words.lstrip("•·●○■□◆★☆▲△▼▶>»*-—【[(◎※")
    return bool((start and start.match(bare)) or (within and within.search(line.words)))


def count(rule: str, line: Line) -> int:
    """How many different phrases of the rule stand within the line's first 400 signs."""
    within = _pattern(rule)[1]
    return len(set(within.findall(line.words))) if within else 0
