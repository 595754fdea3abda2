"""Patterns for searching long texts: a look-ahead for the signs with which a match can begin, read off the pattern.

A pattern of many alternatives is tried at every sign of a text, alternative by alternative; with a look-ahead for its
first two signs most places cost one look, and the search takes a quarter of the time or less. What is found is the same.
Where the signs cannot be told (a pattern that begins with anything, or ignores case), and where the compiler itself looks
for them (one class or words at the head), the pattern stays as it is. The parser is the standard library's own and not
documented: should it change, searches are slower and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from store.language import patterns as re

_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"}
_ANY = r"\s\S"  # in a class: whatever sign


class _Opening(NamedTuple):
    """How a match may begin: its first and its second sign, as the insides of classes, and how long it may be."""

    first: frozenset[str] = frozenset()
    second: frozenset[str] = frozenset()
    lengths: frozenset[int] = frozenset({0})  # 2 stands for two and more


_UNTOLD = _Opening(frozenset({_ANY}), frozenset({_ANY}), frozenset({0, 1, 2}))


@cache
def searching(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, quicker to search with."""
    try:
        parsed = _parsed(pattern)
        first, second, lengths = _Opening() if _looks_itself(parsed) else _joined(map(_of_one, parsed))
    except (ImportError, AttributeError, TypeError, ValueError):
        return re.compile(pattern)
    if not first or _ANY in first or 0 in lengths:
        return re.compile(pattern)
    two = lengths == {2} and _ANY not in second
    return re.compile(f"(?={_class(first)}{_class(second) if two else ''})(?:{pattern})")


def _parsed(pattern: str) -> Any:
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(pattern)


def _looks_itself(parsed: Any) -> bool:
    """Whether the compiled pattern passes over what it cannot begin with as it is."""
    from re import _compiler  # type: ignore[attr-defined]

    return bool(_compiler._get_charset_prefix(parsed, 0))


def _class(signs: Iterable[str]) -> str:
    return f"[{''.join(sorted(signs))}]"


def _joined(openings: Iterable[_Opening]) -> _Opening:
    """How a sequence begins."""
    first, second, lengths = _Opening()
    for one in openings:
        if 0 in lengths:
            first, second = first | one.first, second | one.second
        if 1 in lengths:
            second |= one.first
        lengths = frozenset(min(2, a + b) for a in lengths for b in one.lengths)
        if lengths == {2}:
            break
    return _Opening(first, second, lengths)


def _of_one(part: tuple[Any, Any]) -> _Opening:
    operator, given = str(part[0]), part[1]
    if operator in ("ASSERT", "ASSERT_NOT", "AT"):
        return _Opening()
    if operator == "LITERAL":
        return _Opening(frozenset({re.escape(chr(given))}), lengths=frozenset({1}))
    if operator == "IN":
        return _Opening(frozenset(_in_class(str(what), value) for what, value in given), lengths=frozenset({1}))
    if operator == "BRANCH":
        branches = [_joined(map(_of_one, branch)) for branch in given[1]]
        return _Opening(*(frozenset().union(*signs) for signs in zip(*branches, strict=True)))
    if operator == "SUBPATTERN" and not given[1] and not given[2]:
        return _joined(map(_of_one, given[3]))
    if operator == "ATOMIC_GROUP":
        return _joined(map(_of_one, given))
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, repeated = given
        one = _joined(map(_of_one, repeated))
        left_out = one._replace(lengths=one.lengths | {0})
        return _joined(one if n < least else left_out for n in range(min(most, 2)))
    return _UNTOLD


def _in_class(what: str, value: Any) -> str:
    if what == "LITERAL":
        return re.escape(chr(value))
    if what == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    return _CATEGORIES.get(str(value), _ANY) if what == "CATEGORY" else _ANY
