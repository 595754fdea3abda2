"""What policies, campaigns, goals and projects share: cutting a name out of a sentence, and telling names from types.

In: a sentence and a span of it. Out: the name as a record has it, bounds of clauses, and whether anything in a name
tells it from others of its type. Knows no kind of fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.language.words import common
from store.recognise.facts import vocabulary

if TYPE_CHECKING:
    from store.recognise.sentence import Sentence

# Tags, entities and escapes that a broken page left in its text are no part of a name.
RESIDUE = re.compile(r"<[^<>\n]{0,60}>|&(?:[a-zA-Z]{2,8}|#\d{1,6});|\\[ntr\"'\\]|\\u[0-9a-fA-F]{4}")
_MARKS = re.compile(r"[\s“”‘’\"「」『』﹁﹂﹃﹄〝〞《》〈〉]")
_PHASE = re.compile(r"[一二三四五六七首]期")
# Signs that a clause is looked for in: the longest lists of sites have some 400; more is no clause, and time is bounded.
_REACH = 200
_STOPS = ",。;!?:"
_LATIN = re.compile(
    r"(?!(?:5G|6G|AI|IT|VR|AR|PPP|EPC|EOD|REITs|GDP|ESG)(?![A-Za-z]))(?<![A-Za-z\d])[A-Za-z\d-]{0,8}[A-Za-z][A-Za-z\d-]{1,}"
)
_CAPACITY = re.compile(r"年产|\d[\d.]*(?:万|亿)?(?:吨|套|台|辆|件|片|只|千瓦|兆瓦|MW|GW|棒|头|羽|立方米)")


def name_of(sentence: Sentence, start: int, end: int) -> str:
    """The name as a record has it: simplified, without quotation marks and spaces."""
    simple = sentence.document.simple(sentence.start + start, sentence.start + end)
    return _MARKS.sub("", RESIDUE.sub("", simple)).strip("、,，;；:：。")


def clause(text: str, at: int) -> int:
    """Where the clause that holds `at` begins; commas inside quotation marks and titles part nothing."""
    depth, floor = 0, max(0, at - _REACH)
    while at > floor:
        sign = text[at - 1]
        if sign in "”》)’":
            depth += 1
        elif sign in "“《(‘":
            depth -= 1
            if depth < 0:
                return at
        elif depth == 0 and sign in _STOPS:
            return at
        at -= 1
    return floor


def clause_end(text: str, at: int) -> int:
    """Where the clause that holds `at` ends, stop excluded."""
    depth, stop = 0, min(len(text), at + 2 * _REACH)
    while at < stop:
        sign = text[at]
        if sign in "“《(‘":
            depth += 1
        elif sign in "”》)’":
            if depth == 0:
                return at
            depth -= 1
        elif depth == 0 and sign in _STOPS:
            return at
        at += 1
    return at


def within_title(text: str, at: int) -> bool:
    """Whether the place stands inside 《…》."""
    floor = max(0, at - _REACH)
    return text.rfind("《", floor, at) > text.rfind("》", floor, at)


def divisions(sentence: Sentence) -> list[tuple[int, int]]:
    """Spans of the divisions named in the sentence; 全市 and the like are none."""
    return [(p.start, p.end) for p in sentence.places if p.code and not p.rule.startswith("region.whole")]


_QUARTER = re.compile(r"[东南西北]{2}(?!部|[一-鿿]?[岸郊翼])")


def after_divisions(sentence: Sentence, start: int, end: int) -> int:
    """Where the name begins behind the divisions in front of it."""
    spans = divisions(sentence)
    while True:
        step = next((e for s, e in spans if s == start and e < end), None)
        if step is None or _QUARTER.match(sentence.text, step - 1):
            return start  # 湘西南 is a quarter of 湖南, not the south of 湘西
        start = step


@cache
def _generic() -> frozenset[str]:
    return frozenset(vocabulary.generic())


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[tuple[str, str], ...]:
    """The name cut into words, longest first from the left, each with its class.

    `type` tells rank, work or industry; `noun` and `verb` are words of the language; `new` is what no list knows.
    """
    generic, (nouns, verbs) = _generic(), common()
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(name):
        for size in range(min(6, len(name) - at), 0, -1):
            word = name[at : at + size]
            sort = "type" if word in generic else "noun" if word in nouns else "verb" if word in verbs else ""
            if sort:
                break
        else:
            word, sort = name[at], "new" if "一" <= name[at] <= "鿿" else "sign"
        if sort == "new" and found and found[-1][1] == "new":
            found[-1] = (found[-1][0] + word, "new")
        else:
            found.append((word, sort))
        at += len(word)
    return tuple(found)


def specific(name: str) -> bool:
    """Whether something in the name tells it from others of its type, be it a word of the language."""
    if _LATIN.search(name) or _CAPACITY.search(name):
        return True
    return any(len(run) >= 2 or (run and _PHASE.search(name)) for run, _ in _runs(name))


def proper(name: str) -> bool:
    """Whether it holds something that no list of words knows, as names of firms are: letters, a capacity, 衡芯."""
    if _LATIN.search(name) or _CAPACITY.search(name):
        return True
    return any(new for _, new in _runs(name))


def _runs(name: str) -> Iterator[tuple[str, bool]]:
    """Stretches without words of type, and whether in one stands what no list knows: two signs, or one behind a noun."""
    run, held, beside, new = "", "", 0, False
    for word, sort in parts(name):
        if sort == "sign" or (sort == "type" and (len(word) > 1 or word in "和与及的")):
            yield run, new
            run, held, beside, new = "", "", 0, False
        elif sort == "type":
            held += word
        else:
            # 小衡, 新日铝: a sign of size right before what no list knows is part of it; a verb before it is not.
            size = len(word) + (len(held) if sort == "new" else 0)
            new = new or (sort == "new" and (size >= 2 or beside >= 2))
            beside = beside + size if sort == "noun" else 0
            run, held = run + held + word, ""
    yield run, new
