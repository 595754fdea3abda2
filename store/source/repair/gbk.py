"""GBK's two-byte codes as tables: characters of a code, codes of a character, codes of a reading.

Everything is built once, when damaged text first asks for it. Codes are integers, lead byte × 256 + trail byte.
User-defined codes count as codes: their private-use characters carry bytes of the text.
"""

from __future__ import annotations

from functools import cache
from unicodedata import combining, normalize

from store import DATA

LEADS = range(0x81, 0xFF)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))


@cache
def characters() -> dict[int, str]:
    """Code → character, all 23,940."""
    codes = [lead << 8 | trail for lead in LEADS for trail in TRAILS]
    text = b"".join(code.to_bytes(2, "big") for code in codes).decode("gb18030")
    return dict(zip(codes, text, strict=True))


@cache
def code(char: str) -> int | None:
    """The two-byte code of a character, None where it has none."""
    data = char.encode("gb18030", "surrogatepass") if not "\ud800" <= char <= "\udfff" else b""
    return int.from_bytes(data, "big") if len(data) == 2 else None


def private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff"


@cache
def completing(trail: int) -> tuple[tuple[int, str], ...]:
    """(lead, character) of every code that ends on the byte, private use left out."""
    table = characters()
    found = ((lead, table[lead << 8 | trail]) for lead in LEADS)
    return tuple((lead, char) for lead, char in found if not private(char))


@cache
def continuing(lead: int) -> tuple[tuple[int, str], ...]:
    """(trail, character) of every code that begins with the byte and ends above ASCII."""
    table = characters()
    found = ((trail, table[lead << 8 | trail]) for trail in TRAILS if trail >= 0x80)
    return tuple((trail, char) for trail, char in found if not private(char))


@cache
def _readings() -> tuple[dict[str, str], dict[str, str]]:
    """Characters of a syllable with its tone, and of a syllable in any tone."""
    lines = (DATA / "readings.txt").read_text(encoding="utf-8").splitlines()
    toned = dict(line.split("\t") for line in lines)
    bare: dict[str, str] = {}
    for syllable, chars in toned.items():
        bare[toneless(syllable)] = bare.get(toneless(syllable), "") + chars
    return toned, bare


def toneless(syllable: str) -> str:
    """The syllable without its marks; ü becomes u, as on pages that cannot write it."""
    return "".join(c for c in normalize("NFD", syllable) if not combining(c))


def spelled(syllable: str) -> str:
    """A reading as the table spells it, whatever letters the page used for it."""
    return normalize("NFC", syllable.strip().lower()).replace("ɡ", "g").replace("ɑ", "a").replace("v", "ü")


@cache
def reading_codes(syllable: str) -> frozenset[int]:
    """Codes of the characters that are read so; the tone counts where one is written."""
    toned, bare = _readings()
    marked = toneless(syllable) != syllable.replace("ü", "u")
    return _codes(toned.get(syllable, "") if marked else bare.get(toneless(syllable), ""))


@cache
def near_codes(syllable: str) -> frozenset[int]:
    """Codes of the characters that are read so in any tone."""
    return _codes(_readings()[1].get(toneless(syllable), ""))


def _codes(chars: str) -> frozenset[int]:
    return frozenset(c for c in map(code, chars) if c is not None)
