"""The score of an export against gold: precision, recall, F1 by kind; evidence, links and validity.

    python -m tests.score GOLD_DIR EXPORT.json [--also-region] [--misses KIND] [--update floors.json]

`all+` is the figure that counts: records found whose describing fields agree too. An optional gold record is neither
a miss nor a false alarm. A region counts only as the annotator wrote it first; with `--also-region` the others that
he allows count too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from store.records import FACT_KINDS
from tests.score.sameness import KINDS, Entry, allowed, folded, lit, paired

CLOSED: Mapping[str, set[str | None]] = {
    "kind": set(FACT_KINDS),
    "comparator": {None, "=", ">", ">=", "<", "<=", "~"},
    "status": {None, "target", "result"},
    "role": {None, "讲话", "主持", "出席", "部署", "发布", "宣布", "表示"},
}
META = ("title", "publisher", "published", "script")


@dataclass(slots=True)
class Tally:
    """Hits among gold and found records; `share` is for things that are simply right or wrong."""

    hits: int = 0
    gold: int = 0
    found: int = 0

    @property
    def f1(self) -> float:
        total = self.gold + self.found
        return 2 * self.hits / total if total else 1.0

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 1.0


@dataclass(slots=True)
class Score:
    """Everything that was counted; `misses` tells each difference in a line."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    shares: dict[str, list[int]] = field(default_factory=dict)
    misses: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Name → figure between 0 and 1, rounded to three places: what floors hold."""
        out = {name: round(t.f1, 3) for name, t in self.kinds.items()}
        out |= {name: round(right / of, 3) if of else 0.0 for name, (right, of) in self.shares.items()}
        return out | {"valid": 0.0 if self.faults else 1.0}


def gold_of(folder: Path, *, also_region: bool = False) -> dict[str, dict[str, Any]]:
    """File name → its annotation by kind; `also_region` lets every region count that a record allows."""
    out = {}
    for file in sorted(folder.glob("*.json")):
        data = json.loads(file.read_text(encoding="utf-8"))
        if also_region:
            for record in data["meetings"] + data["facts"]:
                record["regions"] = allowed(record, "region")
        by_kind: dict[str, Any] = {"article": data["article"], "meeting": data["meetings"]}
        for kind in FACT_KINDS:
            by_kind[kind] = [f for f in data["facts"] if f["kind"] == kind]
        out[data["file"]] = by_kind
    return out


def export_of(export: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The same shape from an export: base name of the source → records by kind."""
    out = {}
    for article in export["articles"]:
        i = article["id"]
        by_kind: dict[str, Any] = {"article": article}
        by_kind["meeting"] = [m for m in export["meetings"] if i in m["articles"]]
        for kind in FACT_KINDS:
            by_kind[kind] = [f for f in export["facts"] if f["article"] == i and f["kind"] == kind]
        out[Path(article["source"]).name] = by_kind
    return out


def score(gold: Mapping[str, Mapping[str, Any]], export: Mapping[str, Any]) -> Score:
    """Count everything."""
    result = Score({f"{k}{p}": Tally() for k in KINDS for p in ("", "+")})
    result.shares = {f"article.{f}": [0, 0] for f in META} | {"evidence": [0, 0], "link": [0, 0]}
    found = export_of(export)
    empty: dict[str, Any] = {"article": {}, **{k: [] for k in KINDS}}
    for name, wanted in gold.items():
        have = found.get(name, empty)
        for f in META:
            result.shares[f"article.{f}"][0] += folded(wanted["article"].get(f)) == folded(have["article"].get(f))
            result.shares[f"article.{f}"][1] += 1
        meetings = {
            have["meeting"][j].get("id"): wanted["meeting"][i]["name"]
            for i, j, _ in paired("meeting", wanted["meeting"], have["meeting"])
        }
        for kind in KINDS:
            _count(result, name, kind, wanted[kind], have, meetings)
    for suffix in ("", "+"):
        parts = [result.kinds[f"{k}{suffix}"] for k in KINDS]
        result.kinds[f"all{suffix}"] = Tally(*(sum(getattr(t, f) for t in parts) for f in ("hits", "gold", "found")))
    result.faults = faults(export)
    return result


def _count(
    result: Score, name: str, kind: str, gold: Sequence[Entry], have: Mapping[str, Any], meetings: Mapping[Any, str]
) -> None:
    records: Sequence[Entry] = have[kind]
    pairs = list(paired(kind, gold, records))
    optional = {i for i, g in enumerate(gold) if g.get("optional")}
    free = {j for i, j, _ in pairs if i in optional}
    kept = [p for p in pairs if p[0] not in optional]
    for suffix, hits in (("", len(kept)), ("+", sum(exact for *_, exact in kept))):
        tally = result.kinds[kind + suffix]
        tally.hits += hits
        tally.gold += len(gold) - len(optional)
        tally.found += len(records) - len(free)
    article = have["article"]
    if kind != "meeting":
        for i, j, _ in kept:
            if article.get("text") and article.get("script") == "Hans":
                result.shares["evidence"][0] += lit(gold[i], records[j], article["text"])
                result.shares["evidence"][1] += 1
            if gold[i].get("meeting"):
                result.shares["link"][0] += meetings.get(records[j].get("meeting")) == gold[i]["meeting"]
                result.shares["link"][1] += 1
    left, right = {i for i, *_ in pairs}, {j for _, j, _ in pairs}
    result.misses += [
        (kind, f"missing {name} {_told(g)}") for i, g in enumerate(gold) if i not in left and i not in optional
    ]
    result.misses += [(kind, f"extra   {name} {_told(f)}") for j, f in enumerate(records) if j not in right]
    result.misses += [
        (kind, f"differs {name} {_told(gold[i])}\n     as {_told(records[j])}") for i, j, exact in kept if not exact
    ]


_TOLD = {
    "kind",
    "id",
    "article",
    "trace",
    "mentions",
    "articles",
    "corrected",
    "checked",
    "note",
    "tags",
    "inferred",
    "aliases",
}


def _told(record: Entry) -> str:
    return json.dumps({k: v for k, v in record.items() if k not in _TOLD}, ensure_ascii=False)


def faults(export: Mapping[str, Any]) -> list[str]:
    """What breaks the contract, a line each: offsets, ids, references, closed lists."""
    out = []
    texts = {a.get("id"): a.get("text") or "" for a in export["articles"]}
    meetings = {m.get("id") for m in export["meetings"]}
    for group in ("articles", "meetings", "facts"):
        ids = Counter(r.get("id") for r in export[group])
        if None in ids or any(n > 1 for n in ids.values()):
            out.append(f"{group}: ids missing or not unique")
    out += [
        f"meeting {m.get('id')}: articles not in the export"
        for m in export["meetings"]
        if not m.get("articles") or not set(m["articles"]) <= texts.keys()
    ]
    for f in export["facts"]:
        start, end, text = f.get("start"), f.get("end"), texts.get(f.get("article"), "")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
            out.append(f"fact {f.get('id')}: offsets {start}–{end} outside the text")
        if f.get("meeting") is not None and f["meeting"] not in meetings:
            out.append(f"fact {f.get('id')}: meeting not in the export")
        out += [f"fact {f.get('id')}: {k} {f[k]!r}" for k, ok in CLOSED.items() if k in f and f[k] not in ok]
    return out


def table(result: Score) -> str:
    """The score as a person reads it."""
    lines = [f"{'kind':12}{'gold':>6}{'found':>7}{'hits':>6}{'P':>7}{'R':>7}{'F1':>7}"]
    lines += [
        f"{name:12}{t.gold:6}{t.found:7}{t.hits:6}{t.precision:7.3f}{t.recall:7.3f}{t.f1:7.3f}"
        for name, t in result.kinds.items()
    ]
    lines += [f"{name:19} {right}/{of}" for name, (right, of) in result.shares.items()]
    lines.append(f"valid               {'yes' if not result.faults else 'NO: ' + '; '.join(result.faults[:3])}")
    return "\n".join(lines)
