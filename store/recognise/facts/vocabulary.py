"""The words by which policies, campaigns, goals and projects are named, from `store/data`.

Comes in: the name of a list. Goes out: its words, longest first, or a pattern of them. Tables are checked when they are
loaded: a word without a list, or twice in one, is a VocabularyError with its line. Decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from store import DATA
from store.errors import VocabularyError
from store.language import patterns as re


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first; without a group of its own.

    Words are joined by what they begin with (之(?:城|都)): the engine tries a branch a sign, not a branch a word. With
    one after the other the four kinds took 14.8 ms for 3,000 signs, so 7.
    """
    branches: dict[str, set[str]] = {}
    ends = False
    for word in words:
        if word:
            branches.setdefault(word[0], set()).add(word[1:])
        else:
            ends = True
    if not branches:
        return ""
    told = [re.escape(sign) + either(branches[sign]) for sign in sorted(branches)]
    if len(told) == 1 and not ends:
        return told[0]
    return "(?:" + "|".join(told) + ")" + ("?" if ends else "")


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of one list of named_words.tsv, longest first."""
    return tuple(sorted(_lists("named_words.tsv")[name], key=lambda w: (-len(w), w)))


def pattern(*names: str) -> str:
    """A pattern for any word of the lists."""
    return either({w for name in names for w in words(name)})


@cache
def industries() -> tuple[tuple[str, str], ...]:
    """(word, industry), the longest word first."""
    pairs = [(w, industry) for industry, known in _lists("industries.tsv").items() for w in known]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p[0])))


@cache
def generic() -> tuple[str, ...]:
    """The words that tell no project from another."""
    path = DATA / "generic_words.txt"
    found: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        for word in line.split():
            found.setdefault(word, number)
    if not found:
        raise VocabularyError(str(path), 1, "wanted: words parted by spaces")
    return tuple(found)


@cache
def _lists(file: str) -> dict[str, list[str]]:
    """The lists of a table: name → words."""
    path = DATA / file
    found: dict[str, list[str]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, tab, rest = line.partition("\t")
        if not tab or not rest.split():
            raise VocabularyError(str(path), number, "wanted: the name of a list, a tab, words parted by spaces")
        known = found.setdefault(name, [])
        for word in rest.split():
            if word in known:
                raise VocabularyError(str(path), number, f"{word} stands twice in {name}")
            known.append(word)
    return found
