"""A fact in words for another place: its value, its sentence, the words with who said them, a citation, JSON.

In come safe records; out goes text. Characters that were guessed when the source was repaired stand in 〔 〕, so that
nobody quotes a guess as a reading.
"""

from __future__ import annotations

import json
from datetime import date

from store.records import Article, Fact, Figure, Person, Quote
from tui.shown import figure_value, name_of

SENTENCE_ENDS = "。！？!?\n"


def sentence_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends in which a span stands, its closing quotation marks included."""
    left = max(text.rfind(c, 0, start) for c in SENTENCE_ENDS) + 1
    right = min((at + 1 for c in SENTENCE_ENDS if (at := text.find(c, end)) >= 0), default=len(text))
    if text[right - 1 : right] == "\n":
        right -= 1
    while right < len(text) and text[right] in "”’」』）)":
        right += 1
    return left, right


def with_guesses(article: Article, start: int, end: int) -> str:
    """The text of a span, each guessed place in it in brackets."""
    out, at = [], start
    for repair in sorted(article.repaired, key=lambda r: r.start):
        first, last = max(repair.start, at), min(repair.end, end)
        if not repair.certain and first < last:
            out += [article.text[at:first], "〔", article.text[first:last], "〕"]
            at = last
    return "".join(out) + article.text[at:end]


def sentence(article: Article, fact: Fact) -> str:
    return with_guesses(article, *sentence_span(article.text, fact.start, fact.end)).strip()


def value(article: Article, fact: Fact) -> str:
    """The value or name; where the repair guessed at it, as the article has it, the guess in brackets."""
    if isinstance(fact, Figure):
        written = _marked(article, fact, fact.literal or "")
        return written if "〔" in written else figure_value(fact)
    return _marked(article, fact, name_of(fact))


def _marked(article: Article, fact: Fact, words: str) -> str:
    """Words of the fact, with brackets where the evidence holds them as they stand."""
    at = article.text.find(words, fact.start, fact.end) if words else -1
    return with_guesses(article, at, at + len(words)) if at >= 0 else words


def selected(article: Article, start: int, end: int) -> str:
    """A stretch of the article, each guessed place in it in brackets."""
    return with_guesses(article, start, end)


def quotation(article: Article, fact: Fact, office: str | None = None) -> str:
    """The words with speaker, office, outlet and day."""
    words = _marked(article, fact, fact.text) if isinstance(fact, Quote) else sentence(article, fact)
    speaker = fact.speaker if isinstance(fact, Quote) else fact.name if isinstance(fact, Person) else None
    who = " ".join(filter(None, (office, speaker)))
    source = "，".join(filter(None, (article.publisher or article.site, article.published)))
    return f"“{words.strip('“”')}”" + (f"——{who}" if who else "") + (f"（{source}）" if source else "")


def citation(article: Article) -> str:
    """Author, title, outlet, day, address, with full stops between."""
    parts = (article.author, article.title, article.publisher or article.site, article.published, article.url)
    return ". ".join(filter(None, parts)) + "."


def gb7714(article: Article, today: date | None = None) -> str:
    """The article by GB/T 7714-2015: a newspaper's article on line, with the day it was looked at."""
    seen = (article.retrieved or (today or date.today()).isoformat())[:10]
    outlet = article.publisher or article.site or ""
    head = f"{article.author}. " if article.author else ""
    kind = "N/OL" if article.url else "N"
    day = article.published or ""
    text = f"{head}{article.title or ''}[{kind}]. {outlet}"
    if day:
        text += f", {day}" if outlet else day
    return text + (f"[{seen}]. {article.url}." if article.url else ".")


def as_json(fact: Fact) -> str:
    return json.dumps(fact.to_json(), ensure_ascii=False, indent=2)
