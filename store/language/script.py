"""Simplified and traditional Chinese: which script a text is in, and how it reads in another, names kept right.

Comes in: text with its own script. Goes out: the text in a variant with a map of spans in both directions, or for
records the simplified text of the same length. Only Taiwan's phrases (`twp`) change lengths. Dictionaries are
`store.language.engine`'s, names `store.language.protected`'s; both, and opencc, load at the first conversion. Folding
for search is not this: `store.language.fold`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

from store.language.engine import Change, chained, engine, moved
from store.records import Script

Variant = Literal["original", "hans", "hant", "tw", "twp", "hk"]
Source = Literal["Hans", "Hant", "tw", "hk"]  # a record knows Hans and Hant; `lichun convert --from` also the others
Names = tuple[str | tuple[int, int], ...]
Chain = tuple[str, ...]
VARIANTS: tuple[Variant, ...] = ("original", "hans", "hant", "tw", "twp", "hk")
MIXED = 0.005  # share of hanzi of the other script above which a text goes through t2s first
_KEPT = 128  # converted texts that are kept: a reader that cycles through its variants converts each once

_CLAUSE = re.compile(r"[,，。、；;：:！？\s]+")

# Printed in traditional texts beside 佈 佔 週 註 …: no sign of the other script.
_VARIANTS = "布占周注志才雇背念采席回游欲岩台床舍吊挂吃凶恤托只致唇群峰着并"

# The configs that lead from a script to a variant, one after the other.
_CHAINS: dict[tuple[Source, Variant], Chain] = {
    ("Hans", "hans"): (),
    ("Hans", "hant"): ("s2t",),
    ("Hans", "tw"): ("s2tw",),
    ("Hans", "twp"): ("s2twp",),
    ("Hans", "hk"): ("s2hk",),
    ("Hant", "hans"): ("t2s",),
    ("Hant", "hant"): (),
    ("Hant", "tw"): ("t2tw",),
    ("Hant", "twp"): ("t2s", "s2twp"),
    ("Hant", "hk"): ("t2hk",),
    ("tw", "hans"): ("tw2s",),
    ("tw", "hant"): ("tw2t",),
    ("tw", "tw"): (),
    ("tw", "twp"): ("tw2s", "s2twp"),
    ("tw", "hk"): ("tw2t", "t2hk"),
    ("hk", "hans"): ("hk2s",),
    ("hk", "hant"): ("hk2t",),
    ("hk", "tw"): ("hk2t", "t2tw"),
    ("hk", "twp"): ("hk2s", "s2twp"),
    ("hk", "hk"): (),
}
# From OpenCC's standard to the variant, for a name whose traditional form is known.
_FROM_STANDARD: dict[Variant, str] = {"tw": "t2tw", "twp": "t2tw", "hk": "t2hk"}


@dataclass(frozen=True, slots=True)
class Converted:
    """A text in a variant. Spans are code points, end exclusive; one that cuts a changed phrase takes all of it in."""

    text: str
    changes: tuple[Change, ...] = ()

    def to_converted(self, start: int, end: int) -> tuple[int, int]:
        """Where the span of the source stands in `text`."""
        return moved(self.changes, start, end)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Where the span of `text` stands in the source."""
        return moved(tuple(Change(c.to_start, c.to_end, c.start, c.end) for c in self.changes), start, end)


def convert(text: str, variant: Variant, *, source: Source, names: Iterable[str | tuple[int, int]] = ()) -> Converted:
    """The text in the variant, with persons and divisions spelled right.

    `names` are persons known beside those that are found in the text: names in simplified characters, or spans.
    """
    if variant == "original" or not text:
        return Converted(text)
    return _convert(text, variant, source, tuple(names))


@lru_cache(maxsize=_KEPT)
def _convert(text: str, variant: Variant, source: Source, names: Names) -> Converted:
    return _converted(text, variant, source, names)


def _converted(text: str, variant: Variant, source: Source, names: Names) -> Converted:
    chain = _CHAINS[source, variant]
    blend = (source == "Hans" or (source == "Hant" and variant != "hans")) and mixed(text)
    if blend:
        chain = ("t2s", *_CHAINS["Hans", variant])
    if not chain:
        return Converted(text)
    if any(config.startswith("s2") for config in chain):
        return _with_names(text, variant, chain, names, stated=source != "Hans" and not blend)
    if variant == "hans" and "乾" in text:
        return _kept_qian(text, chain, names)
    return Converted(*_through(chain, text))  # no table of names could say anything else


def _with_names(text: str, variant: Variant, chain: Chain, names: Names, *, stated: bool) -> Converted:
    """From simplified characters, names apart. `stated`: the source gives their traditional form itself."""
    from store.language.protected import Protected, protected

    parts: list[str] = []
    changes: list[Change] = []
    at = to = 0
    for name in [*protected(text, names), Protected(len(text), len(text), "", "person")]:
        free, moves = _through(chain, text[at : name.start])
        changes += [Change(c.start + at, c.end + at, c.to_start + to, c.to_end + to) for c in moves]
        form = text[name.start : name.end] if stated else name.traditional
        if variant in _FROM_STANDARD:
            form = engine(_FROM_STANDARD[variant]).spans(form)[0]
        parts += [free, form]
        at, to = name.end, to + len(free) + len(form)
    return Converted("".join(parts), tuple(changes))


def _kept_qian(text: str, chain: Chain, names: Names) -> Converted:
    """To simplified characters, of the same length: t2s makes 干 of every 乾, also of one in a person's name."""
    from store.language.protected import protected

    known = tuple(name if isinstance(name, str) else simplify(text[slice(*name)]) for name in names)
    lines = _through(chain, text)[0].split("\n")
    for number, line in enumerate(text.split("\n")):
        for name in protected(line, known) if "乾" in line else ():
            if name.kind == "person":
                own = line[name.start : name.end]
                simple = "".join(a if a == "乾" else b for a, b in zip(own, simplify(own), strict=True))
                lines[number] = lines[number][: name.start] + simple + lines[number][name.end :]
    return Converted("\n".join(lines))


def _through(chain: Chain, text: str) -> tuple[str, tuple[Change, ...]]:
    """The text through several configs."""
    changes: tuple[Change, ...] = ()
    for config in chain:
        text, more = engine(config).spans(text)
        changes = chained(changes, more)
    return text, changes


@cache
def _signs() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only simplified texts hold, and those that only traditional ones do."""
    from store.language.engine import entries_of

    from_simple: dict[str, set[str]] = {}
    for key, values in _all_forms("STCharacters.txt"):
        from_simple[key] = set(values)
    simple = {key for key, values in from_simple.items() if key not in values}
    traditional = {key for key, value in entries_of("TSCharacters.txt") if key != value and not _in_both(key)}
    return frozenset(simple - traditional - set(_VARIANTS)), frozenset(traditional - simple)


def _all_forms(file: str) -> Iterable[tuple[str, list[str]]]:
    from store.language.engine import dictionary

    for line in dictionary(file):
        if line and line[0] != "#":
            key, _, values = line.partition("\t")
            yield key, values.split(" ")


def _in_both(character: str) -> bool:
    """Whether simplified texts write it as well: 乾坤, 於 as a surname, 徵 of the scale (GB 2312 has them)."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return character not in "後麽"  # of GB 2312 too, but no simplified text holds them today


@cache
def _telling() -> re.Pattern[str]:
    """A sign that only traditional texts hold, or one beyond the first plane: with those in the class it were slow."""
    return re.compile(f"[{''.join(sorted(s for s in _signs()[1] if s < chr(0x10000)))}]|[\U00010000-\U0010ffff]")


def script_of(text: str) -> Script:
    """Which script most characters that tell are of; Hans where none does."""
    simple, traditional = _signs()
    against = sum(map(traditional.__contains__, _telling().findall(text)))
    if not against:
        return "Hans"
    as_many = islice(filter(simple.__contains__, text), against - 1, None)  # nearly always found at once
    return "Hant" if next(as_many, None) is None else "Hans"


def mixed(text: str) -> bool:
    """Whether more than 0.5 % of its hanzi are of the script that it is not in.

    Of a traditional text those count too that only the phrase shows to be simplified (干部 beside 幹部, 示范).
    """
    counts = Counter(text)
    simple, traditional = (sum(counts[c] for c in signs.intersection(counts)) for signs in _signs())
    hanzi = sum(n for c, n in counts.items() if "㐀" <= c <= "鿿" or c >= "𠀀")
    if traditional <= simple or simple > MIXED * hanzi:
        return min(simple, traditional) > MIXED * hanzi
    doubtful = _doubtful()
    held = "\n".join(clause for clause in _CLAUSE.split(text) if not doubtful.isdisjoint(clause))
    if simple + sum(c in doubtful for c in held) <= MIXED * hanzi:
        return False
    read: str = engine("s2t").spans(held)[0]
    count = sum(a != b and a in doubtful for a, b in zip(held, read, strict=True))
    return count > 1 and simple + count > MIXED * hanzi  # one alone may be a name: 范先生


@cache
def _doubtful() -> frozenset[str]:
    """Characters of both scripts that neither Taiwan nor Hong Kong would write in most words (干 范 后 里 制)."""
    found = set()
    for key, values in _all_forms("STCharacters.txt"):
        others = [v for v in values if v != key]
        if key in values and others and key not in _VARIANTS:
            found.add(key)
    return frozenset(found)


def simplify(text: str) -> str:
    """The text in simplified characters, of the same length, for records. Simplified text comes back as it is.

    Phrases are heeded (乾隆 stays); a text whose only sign is a character of both scripts (李乾) is left alone.
    """
    if _signs()[1].isdisjoint(text):
        return text
    simple: str = engine("t2s").spans(text)[0]
    return simple
