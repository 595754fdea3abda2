"""Numbers dealt out to places: 深圳、东莞分别为1208亿元和702亿元, 三县依次为1.6%、4.9%、-2.3%.

In come a sentence and where a number stands, out comes the division whose turn it is, or None. The places stand in the
number's clause or a clause before it, or, where they are only counted (三县), in an earlier sentence that lists as many.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from store.language import patterns as re
from store.recognise.clause import CLAUSE_END, clause_start

if TYPE_CHECKING:
    from store.language.numerals import Number
    from store.recognise.sentence import Sentence
    from store.regions.resolve import Place

_DEALS = re.compile(r"(?P<out>分别|依次)|各(?=[有占])|(?:同为|同是|均为|都为|均(?=增长|下降|超|突破|达|实现))")
_COUNTED = re.compile(r"(?P<n>[两三四五六])(?:个|座)?(?:地|[省市县区州盟旗]{1,2})")
_JOINT = re.compile(r"[、和与及]")


def dealt_out(sentence: Sentence, position: int) -> str | None:
    """Of as many places as numbers, the one whose turn it is; of several with one number (均为5.5%) the first."""
    text = sentence.text
    begin = clause_start(text, position)
    found = _DEALS.search(text, begin, position)
    if found is None:
        return _dealt_on(sentence, begin, position)
    numbers = _numbers(sentence, found.start())
    places = _named(sentence, begin, found.start())
    codes = [p.code for p in places if p.code]
    counted = _COUNTED.search(text, begin, found.start())
    if not codes and counted and found["out"]:
        codes = _listed_before(sentence, "两三四五六".index(counted["n"]) + 2)
    if len(codes) < 2:
        return None
    if len(codes) == len(numbers):
        turn = sum(n.start <= position for n in numbers) - 1
        return codes[turn] if turn >= 0 else None
    return codes[0] if not found["out"] and len(numbers) == 1 and places[0].start == begin else None


def _numbers(sentence: Sentence, start: int) -> list[Number]:
    """The numbers of the clause, from `start` on."""
    ends = CLAUSE_END.search(sentence.text, start)
    return [n for n in sentence.numbers if start <= n.start < (ends.start() if ends else len(sentence.text))]


def _dealt_on(sentence: Sentence, begin: int, position: int) -> str | None:
    """龙岩、三明分别为2870亿元和2702亿元,增速为5.3%及4.1%: as many numbers again, joined, of the same places in turn."""
    numbers = _numbers(sentence, begin)
    if len(numbers) < 2 or not begin or sentence.text[begin - 1] != ",":
        return None
    between = (sentence.text[a.end : b.start] for a, b in pairwise(numbers))
    if any(p.code for p in sentence.places if begin <= p.start < numbers[-1].start) or not all(
        _JOINT.fullmatch(words[-1:]) and len(words) < 5 for words in between
    ):
        return None
    found = _DEALS.search(sentence.text, clause_start(sentence.text, begin - 1), begin)
    before = _numbers(sentence, found.start()) if found else []
    if len(before) != len(numbers):
        return None
    turn = max(0, sum(n.start <= position for n in numbers) - 1)  # of the first the words before it are seen
    return dealt_out(sentence, before[turn].start)


def _named(sentence: Sentence, begin: int, word: int) -> Sequence[Place]:
    """The places listed in the clause, else in the last clause of the same part that lists some."""
    part = sentence.text.rfind(";", 0, begin) + 1
    places = [p for p in sentence.places if part <= p.start < word and p.listed and p.code and not p.leads]
    here = [p for p in places if p.start >= begin]
    if here or not places:
        return here
    # 淮阳区、项城市各有所获,总投资分别为30亿元、58亿元
    last = clause_start(sentence.text, places[-1].start)
    return [p for p in places if p.start >= last]


def _listed_before(sentence: Sentence, count: int) -> list[str]:
    """The nearest list of just as many places before the sentence; or as many that open the parts of the one before it."""
    before = sentence.before
    if before is not None:
        opened = dict.fromkeys(
            p.code for p in before.places if p.code and not p.leads and clause_start(before.text, p.start) == p.start
        )
        if len(opened) == count:
            return list(opened)
    for earlier in reversed(sentence.document.sentences[: sentence.index]):
        runs: list[list[Place]] = [[]]
        for place in earlier.places:
            if not (place.code and place.listed) or place.leads:
                continue
            joined = runs[-1] and _JOINT.fullmatch(earlier.text, runs[-1][-1].end, place.start)
            runs[-1].append(place) if joined or not runs[-1] else runs.append([place])
        for run in reversed(runs):
            if len(run) == count:
                return [p.code for p in run if p.code]
    return []
