"""Articles and sentences made for a test, and the marks ⟦ ⟧ that show where evidence stands."""

from __future__ import annotations

from store.recognise.context import walk
from store.recognise.document import Document
from store.recognise.sentence import Sentence
from store.records import Article


def article(text: str, **fields: object) -> Article:
    return Article(id="0" * 16, source="made.txt", text=text, **fields)  # type: ignore[arg-type]


def document(text: str, **fields: object) -> Document:
    made = Document(article(text, **fields))
    walk(made)
    return made


def sentences(text: str, **fields: object) -> list[Sentence]:
    return document(text, **fields).sentences


def titled(text: str) -> tuple[str | None, str]:
    """The headline that an example shows as `# …` on its first line, and the text behind it."""
    if not text.startswith("# "):
        return None, text
    title, _, rest = text[2:].partition("\n")
    return title, rest


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the spans that they enclosed."""
    plain, spans, starts = "", [], []
    for sign in text:
        if sign == "⟦":
            starts.append(len(plain))
        elif sign == "⟧":
            spans.append((starts.pop(), len(plain)))
        else:
            plain += sign
    return plain, spans
