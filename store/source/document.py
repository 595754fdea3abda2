"""Word and PDF documents as lines of text: work reports are published so. Needs the extra `lichun[documents]`.

A paragraph is a line, a table's row is a line. PDF sets lines, not paragraphs: lines that run to the right margin and
end in the middle of a sentence are joined. Pages without text (scans) are an error: nothing here reads pictures.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from zipfile import BadZipFile

from store.errors import ReadError
from store.language import patterns as re

_NEEDS = "needs the extra for documents: pip install 'lichun[documents]'"
_PAGES = 2000
_CHARACTERS = 20_000_000
_HAN = r"[\u3400-\u9fff]"
_PAGE_NUMBER = re.compile(r"^\s*[-—–]*\s*第?\s*\d{1,4}\s*页?\s*(?:/\s*\d{1,4}\s*)?[-—–]*\s*$")
_OPENS = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节条]|\d{1,2}[、.．]\D|[—–•·●■◆])"
)


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    title: str | None = None
    author: str | None = None


def document(data: bytes, *, kind: Literal["docx", "pdf"], name: str) -> Document:
    """The document's text and properties. Raises ReadError where it cannot be read or holds no text."""
    got = _word(data, name) if kind == "docx" else _pdf(data, name)
    if not got.text.strip():
        raise ReadError(name, "holds no text (a scan?); read it with a program for character recognition first")
    return got


def _word(data: bytes, name: str) -> Document:
    try:
        import docx
        from docx.opc.exceptions import OpcError
        from docx.table import Table
        from lxml.etree import LxmlError
    except ImportError:
        raise ReadError(name, _NEEDS) from None
    _check_packing(data, name)
    try:
        opened = docx.Document(BytesIO(data))
        rows: list[str] = []
        for block in opened.iter_inner_content():
            if isinstance(block, Table):
                rows += (" ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)) for row in block.rows)
            else:
                rows.append(block.text)
    except (OpcError, BadZipFile, LxmlError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise ReadError(name, f"is not a readable Word document ({error})") from None
    return Document("\n".join(rows)[:_CHARACTERS])


def _check_packing(data: bytes, name: str) -> None:
    """A .docx is a zip archive: its parts must not unpack to more than a book."""
    from zipfile import ZipFile

    try:
        with ZipFile(BytesIO(data)) as parts:
            total = sum(part.file_size for part in parts.infolist())
    except (BadZipFile, ValueError, OSError) as error:
        raise ReadError(name, f"is not a readable Word document ({error})") from None
    if total > 400_000_000 or total > 200 * max(len(data), 1 << 20):
        raise ReadError(name, f"unpacks to {total >> 20} MB; save it anew with a word processor")


def _pdf(data: bytes, name: str) -> Document:
    try:
        import pypdf
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ReadError(name, _NEEDS) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pypdf warns of every small fault of a file that it reads all the same
            reader = pypdf.PdfReader(BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise ReadError(name, "is encrypted; save it without a password first")
            if len(reader.pages) > _PAGES:
                raise ReadError(name, f"has more than {_PAGES} pages; split it first")
            pages = [page.extract_text() or "" for page in reader.pages]
            title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise ReadError(name, f"is not a readable PDF document ({error or type(error).__name__})") from None
    return Document("\n".join(_joined(_body(pages)))[:_CHARACTERS], _title(title))


def _title(title: str | None) -> str | None:
    """The title among the document's properties; most are the name of a file or of a program."""
    named = (title or "").strip()
    return (
        named
        if re.search(rf"{_HAN}{{4}}", named) and not re.search(r"\.\w{2,5}$|Microsoft|文档\d|幻灯片", named)
        else None
    )


def _body(pages: Iterable[str]) -> Iterator[str]:
    """The lines of the pages without page numbers and without headers and footers that repeat."""
    cut = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(line for lines in cut for line in {*lines[:1], *lines[-1:]})
    repeated = {line for line, times in edges.items() if times >= max(3, 0.5 * len(cut))}
    for lines in cut:
        yield from (line for line in lines if line not in repeated and not _PAGE_NUMBER.match(line))


def _joined(rows: Iterable[str]) -> Iterator[str]:
    """Paragraphs of lines: a line that runs to the margin goes on in the next, unless that one opens a heading."""
    lines = list(rows)
    widths = sorted(map(len, lines))
    margin = 0.85 * (widths[int(0.9 * len(widths))] if widths else 0)
    paragraph = ""
    for line in lines:
        if paragraph and _OPENS.match(line):
            yield paragraph
            paragraph = ""
        latin = re.search(r"[A-Za-z0-9,.]$", paragraph) and re.match(r"[A-Za-z]", line)
        paragraph += f" {line}" if latin else line
        if len(line) < margin:
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
