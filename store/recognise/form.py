"""Projects told as forms: a name on a line of its own, lines 建设地点:…, 总投资:… below it.

In comes a document, out come its forms: where each begins and ends and in which division its site lies. What the name is
and which figures stand in the lines is for rules of facts; one line that tells all of its project is `label`'s matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from store.language import patterns as re
from store.language.labels import BULLET, FIRST, LABEL
from store.recognise.clause import alone, within

if TYPE_CHECKING:
    from store.recognise.document import Document
    from store.recognise.sentence import Sentence

_SITE = re.compile(r"(?:地点|地址|选址|位置|所在地|建设地)$")
_NAMED = re.compile(rf"{BULLET}项目名称:")


# 【…三期】, 01 …产业园 above 计划投资11亿元, 由某商投资18亿元兴建: what marks a line as a name.
_IN_MARKS = re.compile(r"[^\w“《(]*【[^【】]{4,40}】\s*")
_COUNTED = re.compile(r"\s*(?:[■◆●★▲▶►◎]|\d{1,2}[.、\s]|[(]?[一二三四五六七八九十][)、.])\s*[^,。;:!?]{5,30}")
_SUMMED = re.compile(
    rf"{FIRST.pattern}|\s*(?:由[^,。;]{{2,24}})?(?:项目|计划|规划|预计)?总?投资(?:额)?(?:约|近|超|达)?\d|\s*(?:总|规划)?(?:占地|用地)(?:约|近)?\d"
)


class Form(NamedTuple):
    """`first` and `last` number its paragraphs, the name's among them; `start` and `end` count in the text."""

    first: int
    last: int
    start: int
    end: int
    code: str | None


def over_a_form(sentence: Sentence, *, sure: bool = False) -> bool:
    """Whether it is a line of its own and the line below tells who invests, where it lies or what it costs.

    `sure`: not where only a bullet or a number says that the line is a name.
    """
    at = sentence.paragraph.index + 1
    if sentence.start != sentence.paragraph.start or at >= len(sentence.document.paragraphs):
        return False
    if sentence.end < sentence.paragraph.end or FIRST.match(sentence.text):
        return False
    below = sentence.document.paragraphs[at].start
    marked = _IN_MARKS.fullmatch(sentence.text) or (not sure and _COUNTED.fullmatch(sentence.text))
    first = _SUMMED if marked else FIRST
    return first.match(sentence.document.plain, below) is not None


def forms(document: Document) -> tuple[Form, ...]:
    """The forms of an article, in order."""
    found: list[Form] = []
    at, lines = 0, document.paragraphs
    while at < len(lines):
        last = at
        if lines[at].sentences and _opens(lines[at].sentences[0]):
            while last + 1 < len(lines) and _fills(document, last + 1):
                last += 1
        if last > at:
            code = _code(document, at + 1, last)
            found.append(Form(at, last, lines[at].start, lines[last].end, code))
        at = last + 1
    return tuple(found)


def _opens(sentence: Sentence) -> bool:
    return _NAMED.match(sentence.text) is not None or over_a_form(sentence)


def _fills(document: Document, at: int) -> bool:
    line = document.plain[document.paragraphs[at].start : document.paragraphs[at].end]
    return LABEL.match(line) is not None and _NAMED.match(line) is None


def _code(document: Document, first: int, last: int) -> str | None:
    """Where the line of the site says that it is; None where it names several divisions, or one elsewhere."""
    for paragraph in document.paragraphs[first : last + 1]:
        sentence = paragraph.sentences[0]
        label = LABEL.match(sentence.text)
        if label is None or not _SITE.search(label["label"]):
            continue
        codes = {p.code for p in sentence.places if p.code and alone(p) and p.start >= label.end()}
        deepest = {c for c in codes if not any(c != other and within(other, c) for other in codes)}
        home = document.article.region
        if len(deepest) == 1 and (home is None or within(next(iter(deepest)), home)):
            return deepest.pop()
    return None


def form_of(found: Sequence[Form], paragraph: int) -> Form | None:
    """The form in which the paragraph stands."""
    return next((f for f in found if f.first <= paragraph <= f.last), None)
