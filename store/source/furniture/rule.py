"""What a cleaning rule is: it says of one line that it belongs to the page, not to the article.

A `LineRule` drops a whole line, an `EdgeRule` cuts a piece off the front or the end of one; both keep what they take.
Rules see the line and a read-only `Place`: in which zone of the page it stands and what stands beside it. They neither
raise nor change anything. `where` says in which zones a rule may speak: a line in the middle of the body is only
dropped by a rule that says `anywhere`, so those ask for strong evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from store.language import patterns as re
from store.source.line import Line

Zone = Literal["head", "body", "tail"]
ZONES: tuple[Zone, ...] = ("head", "body", "tail")
Ends = Literal["", "soft", "hard"]
Where = Literal["anywhere", "edges", "head", "tail"]


class Place(NamedTuple):
    """Where a line stands: its zone, and the lines of the page."""

    zone: Zone
    lines: Sequence[Line]
    at: int  # its place in `lines`

    @property
    def before(self) -> Line | None:
        return self.lines[self.at - 1] if self.at else None

    @property
    def after(self) -> Line | None:
        return self.lines[self.at + 1] if self.at + 1 < len(self.lines) else None


# A longer line is a paragraph: only notices are as long.
LONG = 110

Drops = Callable[[Line, Place], bool]
Cuts = Callable[[Line], tuple[int, int] | None]


@dataclass(frozen=True, slots=True)
class LineRule:
    """`example` (one line, or a few that only together are furniture) is dropped wherever the rule may speak;
    `near_miss` is kept by every rule in the middle of a text, and by this one anywhere.
    A rule that asks in which zone a line stands says the least in the body and the most in the tail.
    """

    id: str
    where: Where
    example: str
    near_miss: str
    source: str
    drops: Drops
    ends: Ends = ""  # what follows such a line in the tail: "soft" no text, but a source or day may; "hard" nothing
    long: bool = False  # it may drop a line of more than LONG hanzi
    beside: bool = False  # it looks at the lines beside this one
    mark: str | None = None  # it speaks only of lines that the page's markup marks so

    def speaks(self, zone: Zone) -> bool:
        return self.where == "anywhere" or (zone != "body" if self.where == "edges" else zone == self.where)


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """Cuts a piece off a line of the body: `⟦ ⟧` mark it in the example; nothing is cut from the near miss."""

    id: str
    example: str
    near_miss: str
    source: str
    cuts: Cuts


def line_rule(
    id: str,
    where: Where,
    *,
    example: str,
    near_miss: str,
    source: str,
    ends: Ends = "",
    long: bool = False,
    beside: bool = False,
    mark: str | None = None,
) -> Callable[[Drops], LineRule]:
    """Declare a rule where it is defined: the decorated name becomes the LineRule."""

    def declare(drops: Drops) -> LineRule:
        return LineRule(id, where, example, near_miss, source, drops, ends, long, beside, mark)

    return declare


def edge_rule(id: str, *, example: str, near_miss: str, source: str) -> Callable[[Cuts], EdgeRule]:
    def declare(cuts: Cuts) -> EdgeRule:
        return EdgeRule(id, example, near_miss, source, cuts)

    return declare


def pattern(*alternatives: str) -> re.Pattern[str]:
    """One pattern out of several; matching is on plain text, so letters are matched in any case."""
    return re.compile("|".join(f"(?:{a})" for a in alternatives), re.IGNORECASE)


def name(word: str) -> bool:
    """Whether a word of a row may be a person's: lists of names are text, rows of other words are menus."""
    from store.language.names import surnames

    single, double = surnames()
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", word)) and (
        (len(word) <= 3 and word[0] in single) or word[:2] in double
    )
