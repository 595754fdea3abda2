"""When a found record is the gold's record, and when it also agrees in what describes it.

Text is compared folded (NFKC, lower case, letters, digits and hanzi), names by Dice's coefficient over pairs of
characters. A gold record's `also` lists further right values of a field.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

Entry = Mapping[str, Any]
KINDS = ("meeting", "figure", "person", "quote", "policy", "campaign", "goal", "project")


def folded(value: object) -> str:
    """Letters, digits, hanzi, and the signs * % . that carry meaning."""
    text = unicodedata.normalize("NFKC", str(value or "")).lower()
    return "".join(c for c in text if c in "*%." or (c != "_" and re.match(r"\w", c)))


def likeness(one: object, two: object) -> float:
    """0 to 1; a name that holds the other counts at least 0.75 where it is not over 2.5 times as long."""
    a, b = folded(one), folded(two)
    if a == b:
        return 1.0
    if not a or not b:
        return 0.0
    left, right = (Counter(s[i : i + 2] for i in range(len(s) - 1)) or Counter([s]) for s in (a, b))
    share = 2 * (left & right).total() / (left.total() + right.total())
    short, long = sorted((a, b), key=len)
    contained = short in long and len(short) >= 0.4 * len(long)
    return max(share, 0.75) if contained else share


def allowed(gold: Entry, field: str) -> list[Any]:
    return [gold.get(field), *(gold.get("also") or {}).get(field, [])]


def agrees(gold: Entry, found: Entry, field: str) -> bool:
    """Whether the field is one of the right values, folded."""
    return folded(found.get(field)) in {folded(v) for v in allowed(gold, field)}


def same(kind: str, gold: Entry, found: Entry) -> tuple[float, bool]:
    """How surely it is the same record (0: it is not), and whether what describes it agrees too."""
    here = (found.get("region") or "") in (gold.get("regions") or [gold.get("region") or ""])
    if kind == "meeting":
        near = likeness(gold.get("name"), found.get("name"))
        if gold.get("date") != found.get("date") or not here or near < 0.5:
            return 0.0, False
        return near, agrees(gold, found, "name") and agrees(gold, found, "kind")
    if kind == "figure":
        return _figure(gold, found, here)
    if kind == "person":
        if folded(gold.get("name")) != folded(found.get("name")):
            return 0.0, False
        return 1.0 if here else 0.9, here and agrees(gold, found, "title") and agrees(gold, found, "role")
    field = "text" if kind == "quote" else "name"
    near = likeness(gold.get(field), found.get(field))
    if near < 0.7:
        return 0.0, False
    return near, agrees(gold, found, "speaker") if kind == "quote" else here and agrees(gold, found, "name")


def _figure(gold: Entry, found: Entry, here: bool) -> tuple[float, bool]:
    if not here or folded(gold.get("unit")) != folded(found.get("unit")):
        return 0.0, False
    for field in ("value", "value_max"):
        a, b = gold.get(field), found.get(field)
        if (a is None) != (b is None):
            return 0.0, False
        if a is not None and b is not None and abs(float(a) - float(b)) > 1e-6 * max(1.0, abs(float(a))):
            return 0.0, False
    near = likeness(gold.get("measure"), found.get("measure"))
    a, b = folded(gold.get("measure")), folded(found.get("measure"))
    named = near >= 0.5 or (min(len(a), len(b)) >= 2 and (a in b or b in a))
    exact = all(found.get(f) in allowed(gold, f) for f in ("comparator", "status", "horizon"))
    return 0.3 + 0.7 * near, exact and named


def paired(kind: str, gold: Sequence[Entry], found: Sequence[Entry]) -> Iterator[tuple[int, int, bool]]:
    """Pairs of indices, the surest first, each record once; with whether the describing fields agree."""
    scored = [
        (sure + (0.01 if exact else 0.0), i, j, exact)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        for sure, exact in [same(kind, g, f)]
        if sure > 0
    ]
    left, right = set[int](), set[int]()
    for _, i, j, exact in sorted(scored, key=lambda row: (-row[0], row[1], row[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield i, j, exact


def lit(gold: Entry, found: Entry, text: str) -> bool:
    """Whether the span points at the gold's evidence: in one line, overlapping, at most three times as long."""
    span = text[found.get("start") or 0 : found.get("end") or 0]
    here, there = folded(span), folded(gold.get("evidence"))
    if not here or not there or "\n" in span.strip("\n") or len(here) > 3 * len(there):
        return False
    run = SequenceMatcher(None, here, there, autojunk=False).find_longest_match().size
    return run >= 0.6 * min(len(here), len(there))
