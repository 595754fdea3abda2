"""What kind of source some bytes are: by the name's ending, else by how they begin."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal

Kind = Literal["text", "html", "json", "docx", "pdf", "export"]  # export: of lichun itself
Container = Literal["zip", "jsonl"]

_SUFFIX: dict[str, Kind | Container] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".zip": "zip",
    ".docx": "docx",
    ".pdf": "pdf",
}
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a rar archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file; save it as .docx or .txt first"),
    (b"SQLite format 3", "a database"),
    (b"PK\x03\x04", "an archive"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
)
_NO_TEXT = frozenset(
    ".docx .pdf .doc .wps .rtf .odt .xlsx .xls .ods .pptx .ppt .epub .gz .bz2 .xz .7z .rar .tar".split()
)
_TAG = re.compile(rb"<[a-zA-Z!/?]|\0")  # of UTF-16 there is a zero beside each
_HTML = re.compile(
    rb"^\s*(?:<!--.{0,400}?-->\s*)?(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_ABOUT = re.compile(
    r"(?:readme|licen[cs]e|copying|notice|changelog|changes|history|contributing|authors|credits|contents|index|todo|install)"
    r"(?:[-_. ][\w-]{1,12})?|read[-_ ]?me(?:[-_ ]first)?",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_OURS = re.compile(
    rb'\s*\{\s*"meta"\s*:\s*\{[^{}]{0,2000}?"schema"\s*:\s*"(lichun-(?:export|work)-[^"]{1,20})"', re.DOTALL
)
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def is_about(name: str) -> bool:
    """Whether a file tells about the others beside it, by its name: README, LICENSE."""
    path = PurePath(name)
    return suffix_kind(name) == "text" and _ABOUT.fullmatch(path.stem) is not None


def suffix_kind(name: str) -> Kind | Container | None:
    return _SUFFIX.get(PurePath(name).suffix.lower())


def kind_of(name: str, data: bytes) -> Kind | Container:
    """The kind by the name, corrected by what the bytes begin with."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    named = suffix_kind(name)
    if data.startswith(b"PK\x03\x04"):
        return "docx" if named == "docx" or b"word/" in data[:4000] else "zip"
    start = data[:3000].removeprefix(b"\xef\xbb\xbf")
    if named is None or named == "text":
        if _HTML.match(start):
            return "html"
        if named is None and start.lstrip()[:1] in (b"{", b"["):
            return _json(data)
    if named in ("docx", "pdf", "zip") or (named == "html" and not _TAG.search(data)):
        return "text"  # the name lies; whether it may be read as that is told by `binary` and `misnamed`
    return named or "text"


def misnamed(name: str, kind: Kind | Container) -> str | None:
    """The ending of a file of text whose name says that it is something else; a page is read under any name but two."""
    ending = PurePath(name).suffix.lower()
    return ending if ending in _NO_TEXT and kind == "text" else None


def schema_of(head: bytes) -> str | None:
    """Which schema of lichun's own a JSON file begins with; None for any other JSON."""
    found = _OURS.match(head.removeprefix(b"\xef\xbb\xbf")[:4096])
    return found[1].decode("ascii", "replace") if found else None


def _json(data: bytes) -> Kind | Container:
    """JSON if it parses, JSONL if its first line does, text otherwise: an article may begin with a bracket."""
    import orjson

    for part, kind in ((data, "json"), (data.lstrip().split(b"\n", 1)[0], "jsonl")):
        try:
            orjson.loads(part)
        except orjson.JSONDecodeError:
            continue
        return "json" if kind == "json" else "jsonl"
    return "text"


def binary(data: bytes) -> str | None:
    """What the bytes are if they are no text; None for text, UTF-16 without a mark included."""
    for magic, what in _MAGIC:
        if data.startswith(magic) and not (magic in (b"BM", b"MZ") and b"\0" not in data[:512]):
            return what
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    controls = len(head) - len(head.translate(None, _CONTROL))
    if controls <= 0.01 * len(head) or _utf16(head, "little") or _utf16(head, "big"):
        return None
    return "binary data"


def _utf16(data: bytes, order: Literal["little", "big"]) -> bool:
    """Whether nine in ten of the code units are ASCII, hanzi or their punctuation."""
    pairs = memoryview(data[: len(data) & ~1])
    first = 1 if order == "little" else 0
    count = len(pairs) // 2
    fits = 0
    for high, low in zip(pairs[first::2], pairs[1 - first :: 2], strict=True):
        fits += (
            0x4E <= high <= 0x9F
            or high in (0x30, 0xFF, 0x20)
            or (high == 0 and (32 <= low < 127 or low in (9, 10, 13)))
        )
    return count > 0 and fits >= 0.9 * count


def declared(data: bytes) -> str | None:
    """The charset that a page's head names."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii").lower() if found else None
