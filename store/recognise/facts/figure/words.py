"""The words that figures are read by: units, comparators, countable nouns, actions, indicators.

Each table of `store/data/` is read once, on first use, and checked: a malformed row raises VocabularyError with its
file and line. Nothing here decides; the patterns built of the tables are used by the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple

from store import DATA
from store.errors import VocabularyError
from store.language import patterns as re
from store.language.fold import plain

# How a measure moves; one sign alone (增, 降) needs what stands before it.
RISES = "增长|上升|提高|提升|增加|上涨|涨|年增|成长|按年增|激增|猛增|大增|骤增|暴增"
FALLS = "下降|降低|回落|减少|下跌|下滑|下挫|跌|衰退|年减|倒退|锐减|骤减|大减|骤降|大降"


class Unit(NamedTuple):
    name: str  # as the record has it
    factor: Decimal
    kind: str  # money, percent, quantity, count, people, time


class Action(NamedTuple):
    stage: str | None
    behind: bool  # may stand behind what is counted


class Indicator(NamedTuple):
    id: str
    unit: str
    aliases: tuple[str, ...]
    never: tuple[str, ...]


def rows(name: str, columns: int) -> Iterable[tuple[int, list[str]]]:
    """The rows of a table with their line numbers; lines that begin with # are remarks."""
    for number, line in enumerate((DATA / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != columns:
            raise VocabularyError(f"store/data/{name}", number, f"{columns} columns wanted, {len(cells)} found")
        yield number, cells


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest first: a tree, so that a miss costs one step and not 400."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for sign in word:
            node = node.setdefault(sign, {})
        node[""] = {}
    return f"(?:{_branches(tree)})"


def _branches(node: dict[str, Any]) -> str:
    ends = "" in node
    ways = [
        re.escape(sign) + (f"(?:{rest})" if "|" in (rest := _branches(below)) else rest)
        for sign, below in sorted(node.items())
        if sign
    ]
    if not ways:
        return ""
    inner = "|".join(ways)
    return f"(?:{inner})?" if ends else inner


@cache
def units() -> dict[str, Unit]:
    """Unit as written → unit of the record."""
    out: dict[str, Unit] = {}
    for number, (written, name, factor, kind) in rows("units.tsv", 4):
        if written in out:
            raise VocabularyError("store/data/units.tsv", number, f"{written} stands there twice")
        try:
            out[written] = Unit(name, Decimal(factor), kind)
        except InvalidOperation:
            raise VocabularyError("store/data/units.tsv", number, f"{factor} is no number") from None
    return out


@cache
def unit_pattern() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<unit>{alternatives(units())})")


@cache
def comparators() -> tuple[dict[str, str], dict[str, str]]:
    """Words before the number and words behind it, each with its comparator."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for number, (word, side, sign) in rows("comparators.tsv", 3):
        if side not in ("before", "after") or sign not in (">", ">=", "<", "<=", "~"):
            raise VocabularyError("store/data/comparators.tsv", number, f"no such side or comparator: {side} {sign}")
        (before if side == "before" else after)[word] = sign
    return before, after


@cache
def before_pattern() -> re.Pattern[str]:
    """A comparator at the end of what stands before a number."""
    return re.compile(
        rf"(?P<word>(?<![签节制条合履解违预])约|(?<![最附])近|(?<![超通经不难])过|{alternatives(w for w in comparators()[0] if w not in ('约', '近', '过'))})(?:了|到|至|在|为|达|的)?(?:每(?:[亩人户年月吨名家个天]|平方米|立方米))?\s?[“]?$"
    )


@cache
def after_pattern() -> re.Pattern[str]:
    """A comparator at the start of what stands behind a unit."""
    return re.compile(rf"[”]?\s?\(?(?P<word>{alternatives(comparators()[1])})\)?")


@cache
def nouns() -> tuple[frozenset[str], frozenset[str]]:
    """Nouns whose count is a figure, and nouns whose count is none."""
    counted: set[str] = set()
    not_counted: set[str] = set()
    for number, (noun, says) in rows("countables.tsv", 2):
        if says not in ("yes", "no"):
            raise VocabularyError("store/data/countables.tsv", number, f"yes or no wanted, {says} found")
        (counted if says == "yes" else not_counted).add(noun)
    return frozenset(counted), frozenset(not_counted)


@cache
def counted_pattern() -> re.Pattern[str]:
    return re.compile(rf"{alternatives(nouns()[0])}(?!(?<=国企)业)")  # 德国企业


@cache
def uncounted_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(nouns()[1])})$")


@cache
def uncounted_start() -> re.Pattern[str]:
    """An uncounted noun that nothing continues: 方面, but not 区 of 区重点项目."""
    return re.compile(alternatives(n for n in nouns()[1] if len(n) > 1))


@cache
def actions() -> dict[str, Action]:
    """Verbs of what happens to projects, firms and land, each with the stage that it says."""
    return {
        verb: Action(None if stage == "-" else stage, place == "e")
        for _, (verb, stage, place) in rows("actions.tsv", 3)
    }


@cache
def action_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(actions()))


@cache
def indicators_of(unit: str) -> tuple[Indicator, ...]:
    """The indicators that are counted in the unit."""
    return tuple(row for row in indicators() if unit in row.unit.split(","))


@cache
def indicators() -> tuple[Indicator, ...]:
    """The indicator table, in the order in which its rows are tried."""
    out = []
    for _, (name, unit, aliases, never, _source) in rows("indicators.tsv", 5):
        out.append(Indicator(name, unit, tuple(aliases.split()), tuple(w for w in never.split() if w != "-")))
    return tuple(out)


def indicators_named(name: str, own: Iterable[tuple[str, Sequence[str]]] = ()) -> list[str]:
    """Ids of the indicators that are called so: by id or by a word of theirs (GDP, 总投资), a person's `own` words first."""
    asked = plain(name).lower()
    named = [*own, *((row.id, row.aliases) for row in indicators())]
    ids = [i for i, words in named if i == asked or asked in {plain(w.lstrip("=")).lower() for w in words}]
    return list(dict.fromkeys(ids))
