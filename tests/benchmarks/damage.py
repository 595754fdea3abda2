"""Damage of the kinds met on scraped pages, done to clean simplified text on purpose.

Comes in: a text and a random generator. Goes out: the text as such a page shows it. The byte-level families follow what
was seen on pages: a tool maps characters to traditional ones, looks for each as two bytes anywhere in the GBK bytes,
writes its reading behind, perhaps splits the bytes at full-width signs, and decodes what is left in pairs.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from unicodedata import combining, normalize

Damage = Callable[[str, random.Random], str]
_HAN = "\u4e00-\u9fff"
_WIDE = str.maketrans(",:()!?;", "，：（）！？；")
_SIGNS = re.compile("(\xa3[\xa1\xbb\xbf\xac])")  # ！；？， in GBK, as Latin-1
# A site's table of characters is longer than what one page holds; these fall across two characters of ordinary prose.
# One stands in it twice, as happens in such tables: its reading is written twice.
_ELSEWHERE = "範驅謹寶參輔務產學際導師協萬華產幹網點"


@dataclass(frozen=True, slots=True)
class Tool:
    """How a site's tools work."""

    dense: bool = False  # every traditional character annotated, not a quarter of them
    across: bool = True  # the search for two bytes ignores where characters begin
    split: bool = False  # the bytes are split at full-width signs, wherever these two bytes stand
    bare: bool = False  # readings without tones, a space behind
    script_g: bool = False  # ɡ (U+0261)
    marks: bool = True  # a lone byte leaves `?`
    eats: bool = True  # and takes a narrow character with it


@cache
def _readings() -> dict[str, str]:
    from pypinyin.pinyin_dict import pinyin_dict

    return {chr(code): spelled.split(",")[0] for code, spelled in pinyin_dict.items()}


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("s2t").convert
    return convert


@cache
def _traditional(char: str) -> str:
    return _converter()(char)


def annotated(text: str, chance: random.Random, tool: Tool) -> str:
    """The text with readings written into its bytes, decoded as the tool does."""
    page = "".join(_traditional(c) if "\u4e00" <= c <= "\u9fff" else c for c in text.translate(_WIDE))
    present = [c for c in dict.fromkeys(page) if "\u4e00" <= c <= "\u9fff"]
    changed = [c for c in present if c not in text] or present
    table = changed if tool.dense else chance.sample(changed, max(1, len(changed) // 4))
    # Latin-1 holds bytes one to one, and lets replacement and splitting be those of strings.
    data = page.encode("gb18030", "ignore").decode("latin-1")
    for char in [*table, *(_ELSEWHERE if tool.across else "")]:
        key = char.encode("gbk", "ignore").decode("latin-1")
        if len(key) != 2 or char not in _readings():
            continue
        mark = _bracket(_readings()[char], tool)
        if tool.across:
            data = data.replace(key, key + mark)
        else:
            pairs = re.findall("[\x81-\xfe][\x40-\xfe]|[\x00-\x7f]", data)
            data = "".join(p + mark if p == key else p for p in pairs)
    parts = _SIGNS.split(data) if tool.split else [data]
    return "".join(_decoded(part, tool) for part in parts)


def _bracket(reading: str, tool: Tool) -> str:
    if tool.bare:
        reading = "".join(c for c in normalize("NFD", reading) if not combining(c))
    if tool.script_g:
        reading = reading.replace("g", "ɡ")
    text = f"({reading}) " if tool.bare else f"({reading})"
    return text.encode("gb18030").decode("latin-1")


def _decoded(data: str, tool: Tool) -> str:
    """Bytes in pairs; a first byte without a second one is lost as the tool loses it."""
    out: list[str] = []
    i = 0
    while i < len(data):
        lead, trail = data[i], data[i + 1 : i + 2]
        if lead < "\x80":
            out.append(lead)
            i += 1
        elif "\x81" <= lead <= "\xfe" and trail and "\x40" <= trail <= "\xfe" and trail != "\x7f":
            out.append((lead + trail).encode("latin-1").decode("gb18030", "replace"))
            i += 2
        else:
            out.append("?" if tool.marks else "")
            i += 2 if tool.marks and tool.eats and trail and trail < "\x80" else 1
    return "".join(out)


def doubled(text: str, chance: random.Random) -> str:
    """A comma in front of three signs in five."""
    return re.sub("[,，、。]", lambda m: ("," + m[0] if chance.random() < 0.6 else m[0]).replace(",，", ",,"), text)


def masked(text: str, chance: random.Random) -> str:
    words = {"第一": "*一", "唯一": "*一"}
    found = re.compile(f"第一|唯一|最(?=[{_HAN}])|书记")
    return found.sub(lambda m: words.get(m[0], "*") if chance.random() < 0.8 else m[0], text)


def mixed(text: str, chance: random.Random) -> str:
    """GBK bytes read as UTF-8, byte by byte where they are none."""
    data = text.encode("gb18030", "ignore")
    out: list[str] = []
    i = 0
    while i < len(data):
        for size in (3, 2, 1):
            try:
                out.append(data[i : i + size].decode("utf-8"))
            except UnicodeDecodeError:
                continue
            i += size
            break
        else:
            out.append(chr(data[i]))
            i += 1
    return "".join(out)


def _read_as(written: str, read: str) -> Damage:
    return lambda text, chance: text.encode(written, "ignore").decode(read, "replace")


def _by(tool: Tool) -> Damage:
    return lambda text, chance: annotated(text, chance, tool)


def zero_width(text: str, chance: random.Random) -> str:
    marks = "\u200b\u200c\u200d\ufeff\u2060"
    return re.sub(f"(?<=[{_HAN}])", lambda m: chance.choice(marks) if chance.random() < 0.1 else "", text)


def entities(text: str, chance: random.Random) -> str:
    return text.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("·", "&middot;").replace(" ", "&nbsp;")


def spaced(text: str, chance: random.Random) -> str:
    return re.sub(f"(?<=[{_HAN}])(?=[{_HAN}])", " ", text)


def full_width(text: str, chance: random.Random) -> str:
    return re.sub("[0-9A-Za-z%+-]", lambda m: chr(ord(m[0]) + 0xFEE0), text)


FAMILIES: dict[str, Damage] = {
    "readings, a quarter": _by(Tool(across=False)),
    "readings, all": _by(Tool(dense=True, across=False)),
    "readings, no tones": _by(Tool(dense=True, across=False, bare=True)),
    "readings, ɡ": _by(Tool(dense=True, across=False, script_g=True)),
    "across characters, a quarter": _by(Tool()),
    "across characters, all": _by(Tool(dense=True)),
    "split at signs, a quarter": _by(Tool(split=True)),
    "split at signs, all": _by(Tool(dense=True, split=True)),
    "lost bytes leave no mark": _by(Tool(dense=True, split=True, marks=False)),
    "lost bytes take nothing along": _by(Tool(dense=True, split=True, eats=False)),
    "doubled punctuation": doubled,
    "masked words": masked,
    "GBK read as Latin-1": _read_as("gb18030", "latin-1"),
    "GBK read as Windows-1252": _read_as("gb18030", "cp1252"),
    "GBK read as UTF-8, else Latin-1": mixed,
    "UTF-8 read as Latin-1": _read_as("utf-8", "latin-1"),
    "UTF-8 read as GBK": _read_as("utf-8", "gbk"),
    "UTF-8 read as GB18030": _read_as("utf-8", "gb18030"),
    "zero-width marks": zero_width,
    "entities": entities,
    "spaces between hanzi": spaced,
    "full width": full_width,
}
