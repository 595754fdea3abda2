"""One sentence as a rule sees it, with the paragraph and section that hold it and what it inherits from those before.

`text` is plain (simplified, half width, the source's length), offsets count from its start. Numbers, days, places and
quotations are found on first use and kept; `once` keeps what a rule module reads of a sentence. The article that holds
them is `store.recognise.document`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from store.language.dates import Day, days
from store.language.numerals import Number, numbers
from store.language.quotations import Quotation, quotations
from store.once import read_once
from store.recognise.register import called
from store.recognise.rules import Kind, Rule

if TYPE_CHECKING:
    from store.recognise.document import Document
    from store.regions.resolve import Place

Read = TypeVar("Read")
OPENING = 4  # sentences that open an article


@dataclass(slots=True)
class Context:
    """What a sentence inherits. Set by the walkers of `recognise`, read by rules."""

    region: str | None = None  # code of the division in force
    region_rule: str | None = None  # which rule brought it into force
    region_stated: bool = False  # the sentence itself names it
    region_from: int = 0  # where the clause of the sentence's own subject begins
    region_before: tuple[str | None, str | None] = (None, None)  # code and rule that held before that clause
    day: str | None = None  # EDTF of the day last named, in the section or the dateline
    day_rule: str | None = None
    day_before: str | None = None  # the day in force where the sentence begins, whatever the section
    year: int | None = None  # of the article, where the text or the page proves it
    meeting: int | None = None  # index of the mention in force, among the document's mentions
    subject: str | None = None  # who or what the clause before spoke of
    speaker: str | None = None  # the person whose speech is being reported


@dataclass(slots=True)
class Paragraph:
    index: int
    start: int  # in the article's text
    end: int
    section: int  # index of the section it stands in
    sentences: list[Sentence] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """A stretch under one heading; section 0 is what stands before the first heading."""

    index: int
    heading: str | None  # plain text of the heading
    start: int
    end: int


@dataclass(eq=False)
class Sentence:
    """One sentence, ends included; `source` is the same stretch in the article's own script."""

    document: Document
    paragraph: Paragraph
    index: int  # in the document
    start: int  # in the article's text
    text: str  # plain
    source: str
    heading: bool = False  # the line is a section's heading
    context: Context = field(default_factory=Context)
    readings: dict[Callable[[Sentence], Any], Any] = field(default_factory=dict)  # what `once` keeps

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def section(self) -> Section:
        return self.document.sections[self.paragraph.section]

    @read_once
    def called(self) -> Mapping[Kind, tuple[Rule, ...]]:
        """The finders that have a word to look at here."""
        return called(self.text, opening=self.start == self.paragraph.start or self.index < OPENING)

    @read_once
    def numbers(self) -> Sequence[Number]:
        return numbers(self.text)

    @read_once
    def days(self) -> Sequence[Day]:
        return days(self.text)

    @read_once
    def quotations(self) -> Sequence[Quotation]:
        return quotations(self.text)

    @read_once
    def places(self) -> Sequence[Place]:
        """Divisions named here; offsets in the sentence. Found per paragraph by the region walker."""
        first, last = self.start - self.paragraph.start, self.end - self.paragraph.start
        here = [p for p in self.document.places(self.paragraph) if first <= p.start < last]
        people = [(n.start + first, n.end + first) for n in self.document.persons(self)] if here else []
        # 濮阳振华 is a person, not 濮阳.
        return [p.moved(-first) for p in here if not any(s < p.end and p.start < e for s, e in people)]

    @property
    def before(self) -> Sentence | None:
        """The sentence before it in the same paragraph."""
        at = self.index - self.paragraph.sentences[0].index
        return self.paragraph.sentences[at - 1] if at else None


def once(read: Callable[[Sentence], Read]) -> Callable[[Sentence], Read]:
    """A reading of a sentence that is made at the first call and kept with the sentence."""

    @wraps(read)
    def kept(sentence: Sentence) -> Read:
        readings = sentence.readings
        if read not in readings:
            readings[read] = read(sentence)
        found: Read = readings[read]
        return found

    return kept
