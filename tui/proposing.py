"""What a selected stretch of an article could be: for each kind of fact its fields, as recognition reads the stretch.

In come an article and a span of its text; out goes one `Proposal` a kind, the likeliest first. A veto or a rival may
have kept the stretch from becoming a fact: here they are passed over, since a person asks. What no rule reads is left
empty, never guessed; the words themselves stand as name or text. Nothing is saved here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from store.records import FACT_KINDS, Article, FactKind, exported

if TYPE_CHECKING:
    from store.language.numerals import Number
    from store.recognise.document import Document
    from store.recognise.facts.figure.borne import Quantity
    from store.recognise.rules import Candidate
    from store.recognise.sentence import Sentence

UNIT = 4
"""Signs behind a number that may be its unit, where no table knows it."""
CLAUSES = frozenset("，,。；;：:")
"""What stands between clauses."""
QUOTES = '“”‘’「」『』《》〈〉"'


@dataclass(frozen=True, slots=True)
class Proposal:
    kind: FactKind
    start: int  # evidence, in the article's text
    end: int
    fields: Mapping[str, Any] = field(default_factory=dict)
    read: bool = False  # a rule read it; else only the words are taken over


def propose(article: Article, start: int, end: int) -> list[Proposal]:
    """One proposal a kind, the likeliest first; none for a span without a word."""
    from store.recognise.context import walk
    from store.recognise.document import Document

    start, end = _trimmed(article.text, start, end)
    if start >= end:
        return []
    document = Document(article)
    walk(document)
    inside = [s for s in document.sentences if s.start < end and start < s.end]
    found: dict[FactKind, Proposal] = {}
    for kind in FACT_KINDS:
        read = [p for sentence in inside for p in _read(kind, sentence, start, end)]
        best = max(read, key=lambda p: (_shared(p, start, end), p.start - p.end), default=None)
        found[kind] = best or _words(kind, document, inside[0] if inside else None, start, end)
    return sorted(found.values(), key=lambda p: _rank(p, article.text, start, end))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = max(0, start), min(len(text), end)
    while start < end and not _word(text[start]):
        start += 1
    while end > start and not (_word(text[end - 1]) or text[end - 1] in "》”」』)）%％"):
        end -= 1
    return start, end


def _word(sign: str) -> bool:
    return sign.isalnum() or sign in QUOTES or sign in "(（"


def _read(kind: FactKind, sentence: Sentence, start: int, end: int) -> Iterator[Proposal]:
    """What the finders of a kind see that shares signs with the span, each with what the fillers make of it."""
    from store.recognise.register import finders_of
    from store.recognise.rules import candidates

    rules = [r for r in finders_of(kind) if not r.veto]
    for _, candidate in candidates(rules, sentence):
        first, last = (sentence.start + at for at in candidate.span)
        if first < end and start < last:
            yield _filled(kind, sentence, candidate)


def _filled(kind: FactKind, sentence: Sentence, candidate: Candidate) -> Proposal:
    from store.recognise.register import fillers_of
    from store.recognise.rules import fill

    values, _, _ = fill(candidate, fillers_of(kind), sentence)
    fields = {name: value for name, value in values.items() if name not in ("literal", "meeting", "about", "at")}
    _place(fields, sentence, candidate.span[0])
    return Proposal(kind, sentence.start + candidate.start, sentence.start + candidate.end, fields, read=True)


def _place(fields: dict[str, Any], sentence: Sentence, at: int) -> None:
    from store.recognise.about import governing

    if not fields.get("region"):
        code, _, _ = governing(sentence, at)
        if code is not None:
            fields["region"] = code


def _words(kind: FactKind, document: Document, sentence: Sentence | None, start: int, end: int) -> Proposal:
    """The words of the span as the name or text of that kind; of a figure its number, unit and sign."""
    fields: dict[str, Any] = {}
    if sentence is not None:
        _place(fields, sentence, max(0, start - sentence.start))
    words = document.simple(start, end)
    if kind == "figure":
        return Proposal(kind, start, end, {**fields, **_number(sentence, start, end)})
    if kind == "quote":
        return Proposal(kind, start, end, {**fields, "text": words.strip(QUOTES)})
    name = "" if CLAUSES & set(words) else words.strip(QUOTES)  # a sentence is nobody's name
    return Proposal(kind, start, end, {**fields, "name": name} if name else fields)


def _number(sentence: Sentence | None, start: int, end: int) -> dict[str, Any]:
    """Value, unit and sign of the number in the span, and the words before it in its clause; nothing where the span
    holds no number or several, of which one would be a guess."""
    if sentence is None:
        return {}
    first, last = start - sentence.start, end - sentence.start
    measured = [q for q in _quantities(sentence) if q.start < last and first < q.end]
    if measured:
        return _measured(sentence, measured[0]) if len(measured) == 1 else {}
    bare = [n for n in _counting(sentence) if n.start < last and first < n.end]
    if len(bare) != 1:
        return {}
    number = bare[0]
    unit = "%" if number.percent else sentence.text[number.end : max(number.end, last)].strip()
    return {"value": exported(number.value), "unit": unit or None, "comparator": "="} if len(unit) <= UNIT else {}


def _quantities(sentence: Sentence) -> list[Quantity]:
    """The numbers with a unit; neither a day nor what is counted off (28日, 2023年, 第一天)."""
    from store.recognise.facts.figure.quantity import quantities

    counting = {n.start for n in _counting(sentence)}
    return [q for q in quantities(sentence.text) if q.number.start in counting]


def _counting(sentence: Sentence) -> list[Number]:
    """The numbers that say how many."""
    from store.language.dates import periods

    times = [*((d.start, d.end) for d in sentence.days), *((p.start, p.end) for p in periods(sentence.text))]
    return [
        n
        for n in sentence.numbers
        if sentence.text[max(0, n.start - 1) : n.start] != "第" and not any(s <= n.start < e for s, e in times)
    ]


def _measured(sentence: Sentence, q: Quantity) -> dict[str, Any]:
    from store.recognise.facts.figure.clause import clause_start
    from store.recognise.facts.figure.item import tidy
    from store.recognise.facts.figure.words import comparators

    before, after = comparators()
    front = sentence.text[clause_start(sentence.text, q.start) : q.start]
    sign = next((s for word, s in before.items() if front.endswith(word)), None)
    return {
        "measure": tidy(front.removesuffix(next((w for w in before if front.endswith(w)), "")), sentence),
        "value": exported(q.value),
        "value_max": None if q.value_max is None else exported(q.value_max),
        "unit": q.unit,
        "comparator": sign or (after.get(q.after) if q.after else None) or "=",
    }


def _shared(proposal: Proposal, start: int, end: int) -> int:
    return min(proposal.end, end) - max(proposal.start, start)


def _rank(proposal: Proposal, text: str, start: int, end: int) -> tuple[bool, int, bool, int]:
    """What a rule read or holds a number first, of these what covers the span best; then what its signs speak for."""
    has_value = proposal.kind == "figure" and proposal.fields.get("value") is not None
    sure = proposal.read or has_value
    uncovered = abs(proposal.start - start) + abs(proposal.end - end) if proposal.read else 0
    return (
        not sure,
        uncovered if sure else 0,
        proposal.kind != _by_signs(text[start:end]),
        FACT_KINDS.index(proposal.kind),
    )


def _by_signs(words: str) -> FactKind:
    """The kind that the first and last signs speak for."""
    if "《" in words:
        return "policy"
    if words[:1] in ("“", "「", "『") and len(words) > 12:
        return "quote"
    if 2 <= len(words) <= 3 and not any(sign.isdigit() for sign in words):
        return "person"
    return "campaign" if words[:1] in ("“", "「", "『") else "project"
