"""The division whose government a web address belongs to: `www.pingjiang.gov.cn` is 平江县's.

In comes an address, out comes a code, or None where it is no government's or its pinyin fits several cities, or
several counties. `gaochun.nanjing.gov.cn` is read from the right, each part within the one before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

from store.regions import table

# Addresses of provinces that are no pinyin of the name, as the governments use them.
_PROVINCES: Mapping[str, str] = {
    "bj": "110000", "tj": "120000", "shanxi": "140000", "nmg": "150000", "ln": "210000", "jl": "220000",
    "hlj": "230000", "sh": "310000", "js": "320000", "zj": "330000", "ah": "340000", "fj": "350000", "jx": "360000",
    "sd": "370000", "gd": "440000", "gxzf": "450000", "cq": "500000", "sc": "510000", "gz": "520000", "yn": "530000",
    "shaanxi": "610000", "gs": "620000", "nx": "640000", "xj": "650000",
}  # fmt: skip


def of_address(url: str | None) -> str | None:
    """The division of a government's address; None for any other."""
    try:
        host = urlsplit(url if url and "//" in url else f"//{url or ''}").hostname or ""
    except ValueError:  # [ without ] in what should be an address
        return None
    if not host.endswith(".gov.cn"):
        return None
    found: str | None = None
    for label in reversed(host.removesuffix(".gov.cn").split(".")):
        fitting = _sounds().get(label, ())
        if found is None and label in _PROVINCES:
            found = _PROVINCES[label]
        elif found is None:
            cities = [c for c in fitting if table.level_of(c) == "prefecture"] or list(fitting)
            found = cities[0] if len(cities) == 1 else None  # of a city and a county of one sound it is the city's
        else:
            inside = [c for c in fitting if c != found and table.within(c, found)]
            found = inside[0] if len(inside) == 1 else found
    return found


@cache
def _sounds() -> Mapping[str, tuple[str, ...]]:
    """Pinyin as one word, of the short and the full name → codes in force."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entry in table.current():
        syllables = entry.pinyin.split()
        found["".join(syllables)][entry.code] = None
        found["".join(syllables[: len(entry.short)])][entry.code] = None
    return {sound: tuple(codes) for sound, codes in found.items()}
