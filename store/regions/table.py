"""The gazetteer: every division of 1990 to today by code and by name, with what became of it, zones and towns.

In come codes and names, out come `Region`s. Current divisions are read at the first question (about 1 ms), former ones
and known zones only when one is asked for. A zone's or town's code is its host's, a hyphen, its short name
(`320900-盐城经开区`). The files are made by scripts/make_regions.py. What a mention in a text means is not decided
here (resolve.py), nor how a half-typed name is completed (goto.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from store.errors import VocabularyError
from store.records import Level, Region

DATA = Path(__file__).parent.parent / "data"
COUNTRY = "100000"
NAMES_OF_COUNTRY = ("中国", "全国", "中华人民共和国")
TOWN_SUFFIXES = ("街道", "镇", "乡", "苏木", "团场")
# Hosts whose divisions have no code of their own in GB/T 2260, and the level of these.
FAR: dict[str, Level] = {"710000": "prefecture", "810000": "county", "820000": "county"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a division with its spellings and years. `until` is the year in which it ended; that year still counts."""

    code: str
    name: str
    short: str
    traditional: str
    pinyin: str  # syllables with spaces, no tones
    initials: str
    since: int  # 0: 1990 or before
    until: int  # 0: in force
    heir: str  # code of what took its place
    kind: str  # 撤县设区, 更名 …
    document: str  # 国函〔2020〕79号
    aliases: tuple[str, ...]


class Rows:
    """One table file, kept as text; a row is split when it is asked for."""

    def __init__(self, file: str, columns: int) -> None:
        self.path, self.columns = DATA / file, columns
        self.text = self.path.read_text("utf-8")
        self.by_code: dict[str, list[str]] = {}
        for line in self.text.split("\n"):
            if line and line[0] != "#":
                self.by_code.setdefault(line.partition("\t")[0], []).append(line)

    def entry(self, line: str) -> Entry:
        cells = line.split("\t")
        if len(cells) <= self.columns:
            raise VocabularyError(self.path, self.text[: self.text.index(line)].count("\n") + 1, "too few columns")
        code, name, short, traditional, pinyin, initials, since = cells[:7]
        until, heir, kind, document = cells[7:11] if self.columns == 11 else ("", "", "", "")
        aliases = tuple(cell for cell in cells[self.columns :] if cell)
        form = traditional or name
        return Entry(
            code, name, short, form, pinyin, initials, int(since or 0), int(until or 0), heir, kind, document, aliases
        )

    def of_code(self, code: str) -> list[Entry]:
        return [self.entry(line) for line in self.by_code.get(code, ())]

    def of_name(self, name: str) -> list[Entry]:
        """Rows that bear the name in full, in short or as an alias; found in the text, without an index."""
        cell, at = f"\t{name}\t", 0
        lines: dict[str, None] = {}
        while (at := self.text.find(cell, at)) >= 0:
            lines[self.text[self.text.rfind("\n", 0, at) + 1 : self.text.find("\n", at)]] = None
            at += 1
        return [e for e in map(self.entry, lines) if name in (e.name, e.short, *e.aliases)]

    def __iter__(self) -> Iterator[Entry]:
        for lines in self.by_code.values():
            for line in lines:
                yield self.entry(line)


@cache
def current() -> Rows:
    """Divisions in force."""
    return Rows("regions.tsv", 7)


@cache
def former() -> Rows:
    """Divisions that ended since 1990."""
    return Rows("region_changes.tsv", 11)


@dataclass(frozen=True, slots=True)
class Zone:
    """A known zone or new area."""

    host: str
    name: str  # as in its code
    pinyin: str
    since: int  # 0: not known
    names: tuple[str, ...]  # other names

    @property
    def code(self) -> str:
        return f"{self.host}-{self.name}"


@cache
def zones() -> dict[str, Zone]:
    """Known zones by code."""
    found = {}
    path = DATA / "zones.tsv"
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line and line[0] != "#":
            cells = line.split("\t")
            if len(cells) < 5:
                raise VocabularyError(path, number, "not host, name, pinyin, since, names")
            zone = Zone(cells[0], cells[1], cells[2], int(cells[3] or 0), tuple(filter(None, cells[4:])))
            found[zone.code] = zone
    return found


@cache
def _zones_by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for zone in zones().values():
        for name in (zone.name, *zone.names):
            found.setdefault(name, []).append(zone.code)
    return {name: tuple(codes) for name, codes in found.items()}


def zones_named(name: str, year: int | None = None) -> tuple[str, ...]:
    """Codes of the known zones of that name, under the host that they had in that year."""
    return tuple(then(code, year) for code in _zones_by_name().get(name, ()))


@lru_cache(maxsize=10_000)
def then(code: str, year: int | None) -> str:
    """The code of what stood there in that year: 莱芜高新区 was 莱芜市's until that became a district, 开州区 was 开县."""
    host, hyphen, name = code.partition("-")
    if year is None or not (rows := current().of_code(host)) or any(row.since <= year for row in rows):
        return code
    earlier, hosts = [host], list[Entry]()
    for at in earlier:  # grows by what each was made of, the nearest first
        rows = [row for row in _made_of().get(at, ()) if row.code not in earlier]
        earlier += [row.code for row in rows]
        hosts += [row for row in rows if holds(row, year)]
    own = [row for row in hosts if name.startswith(row.short)]
    found = next(iter(own if own else hosts if len(hosts) == 1 else ()), None)
    return f"{found.code}{hyphen}{name}" if found else code


@cache
def _made_of() -> dict[str, list[Entry]]:
    """Code of a division in force → the former ones of which it was made."""
    found: dict[str, list[Entry]] = {}
    for entry in former():
        found.setdefault(entry.heir, []).append(entry)
    return found


@lru_cache(maxsize=10_000)
def entries(code: str) -> tuple[Entry, ...]:
    """The rows of a code, the one in force first: a code may have been another division's before."""
    return tuple(current().of_code(code) or former().of_code(code)[::-1])


def level_of(code: str) -> Level:
    host, _, name = code.partition("-")
    if name:
        if host in FAR and code in current().by_code:
            return FAR[host]
        return "town" if name.endswith(TOWN_SUFFIXES) else "zone"
    if code == COUNTRY:
        return "country"
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def parent(code: str) -> str | None:
    """Code of the division above; None for China."""
    host, _, name = code.partition("-")
    if name:
        return host
    if code == COUNTRY:
        return None
    if code.endswith("0000"):
        return COUNTRY
    above = code[:4] + "00"
    if code != above and (above in current().by_code or (code not in current().by_code and above in former().by_code)):
        return above
    return code[:2] + "0000"


def lies_in(code: str) -> str | None:
    """Code of the division above one that the table knows, or whose host it knows; None for China and for any other."""
    host = code.partition("-")[0]
    return parent(code) if host in current().by_code or host in former().by_code else None


def division(code: str) -> Region | None:
    """The division of a code in the table, in force or not; None where the table has none."""
    if code == COUNTRY:
        return Region(code=code, name=NAMES_OF_COUNTRY[0], level="country", parent=None)
    if rows := entries(code):
        return Region(code=code, name=rows[0].name, level=level_of(code), parent=parent(code))
    return None


@lru_cache(maxsize=10_000)
def region_of(code: str) -> Region | None:
    """As `division`, and zones and towns of the form `320900-盐城经开区`, known or not, where the host exists."""
    host, _, name = code.partition("-")
    if not name or host in FAR:
        # What has no hyphen is a division; those of Taiwan, Hong Kong and Macau have one and are in the table all the same.
        found = division(code)
        if found is not None or not name:
            return found
    if division(host) is None:
        return None
    return Region(code=code, name=name, level=level_of(code), parent=host)


@lru_cache(maxsize=50_000)
def path(code: str) -> tuple[Region, ...]:
    """From China down to the division itself; empty where the code is unknown."""
    found: list[Region] = []
    at: str | None = code
    while at and (region := region_of(at)):
        found.append(region)
        at = region.parent
    return tuple(found[::-1])


@cache
def _below() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code in current().by_code:
        if above := parent(code):
            found.setdefault(above, []).append(code)
    return {above: tuple(codes) for above, codes in found.items()}


def children(code: str) -> list[Region]:
    """The divisions in force right below, in the order of their codes; known zones after them."""
    codes = [*_below().get(code, ()), *(z.code for z in zones().values() if z.host == code)]
    return [region for c in codes if (region := region_of(c))]


def within(code: str, above: str) -> bool:
    """Whether the division is that one or lies in it."""
    at: str | None = code
    while at:
        if at == above:
            return True
        at = parent(at)
    return False


def code_span(code: str) -> tuple[str, str]:
    """The codes of a division and of all that lies in it, as first and behind the last; China's own alone."""
    stem = code if code == COUNTRY else code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    return stem, stem + "\U0010ffff"


def holds(entry: Entry, year: int | None) -> bool:
    """Whether the row was in force in that year; in the year of a change both are."""
    if year is None:
        return not entry.until
    return entry.since <= year and (not entry.until or year <= entry.until)


def in_force(code: str, year: int | None = None) -> str:
    """The code that the division bears in that year: itself, or that of what had taken its place by then."""
    rows = [*current().of_code(code), *former().of_code(code)]
    if any(holds(row, year) for row in rows):
        return code
    past = [row for row in rows if row.until and (year is None or row.until < year)]
    return became(past[-1], year) if past else code


def became(entry: Entry, year: int | None) -> str:
    """Code of what a former division was by that year. A code may be given anew: each step looks at its year."""
    seen: list[Entry] = []
    while entry.until and entry.heir and entry not in seen and (year is None or year > entry.until):
        seen.append(entry)
        rows = [*current().of_code(entry.heir), *former().of_code(entry.heir)]
        there = (row for row in rows if row not in seen)
        then = [row for row in there if row.since <= entry.until and (not row.until or row.until >= entry.until)]
        if not then:
            return entry.heir
        entry = then[0]
    return entry.code


def spelled(name: str, year: int | None) -> list[Entry]:
    """The rows that bear the name in that year; where none does, those that bore it at another time."""
    now, past = current().of_name(name), former().of_name(name)
    found = [e for e in (*now, *past) if holds(e, year)]
    replaced = {e.heir for e in now + found if e.until} | {e.code for e in found if not e.until}
    # In the year of a change the short name means the new division, the full name the one that bears it.
    found = [e for e in found if not (e.until and e.heir in replaced and e.heir in {f.code for f in found})]
    return found or [*now, *past]


def named(name: str, *, year: int | None = None) -> list[Region]:
    """The divisions and known zones that the name means in that year (now, without one), in the order of their codes.

    The name may be full, short or traditional. 海门市 is 320684 until 2020 and 320614 after.
    """
    key = name.strip()
    if not key or key.isascii():
        return []
    if key in NAMES_OF_COUNTRY:
        return [region for region in [division(COUNTRY)] if region]
    codes = dict.fromkeys(e.code if holds(e, year) else became(e, year) for e in spelled(key, year))
    codes |= dict.fromkeys(zones_named(key, year))
    if not codes:
        from store.language.fold import plain  # its tables cost more than all of the above: only where they are needed

        return named(plain(key), year=year) if plain(key) != key else []
    return [region for code in sorted(codes) if (region := region_of(code))]


def traditional(code: str) -> str:
    """The name in traditional characters; empty where the code is unknown."""
    if rows := entries(code):
        return rows[0].traditional
    return ""


def short(code: str) -> str:
    """The name as people say it (常州); the name itself for zones and towns, empty where the code is unknown."""
    if rows := entries(code):
        return rows[0].short
    region = region_of(code)
    return region.name if region else ""


def pinyin(code: str) -> str:
    """The name's syllables, with spaces, without tones."""
    if rows := entries(code):
        return rows[0].pinyin
    return zones()[code].pinyin if code in zones() else ""


def initials(code: str) -> str:
    return "".join(syllable[0] for syllable in pinyin(code).split())
