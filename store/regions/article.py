"""Which division an article as a whole is about.

In come what its page says of it (title, publisher, site, breadcrumb, dateline, path) and its plain text; out comes a
code with the rule that decided, or candidates. Who publishes says where 全市 is; a title, a dateline or a breadcrumb
that names a place within that says it more exactly. Only where none of these speaks does the text itself decide.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from store.language.fold import plain
from store.regions import table, whole
from store.regions.resolve import Place, closeness, find, lineage, settle


@dataclass(frozen=True, slots=True)
class About:
    """The answer; `rule` is None where the code is."""

    code: str | None
    rule: str | None
    candidates: tuple[str, ...] = ()


@cache
def outlets() -> dict[str, str]:
    """Names of papers, sites and offices that do not say their place → its code."""
    found: dict[str, str] = {}
    for line in (table.DATA / "outlets.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            code, _, names = line.partition("\t")
            for name in names.split(" "):
                found.setdefault(name, code)
    return found


def outlet(name: str | None, *, year: int | None = None, context: Sequence[str] = ()) -> tuple[str, ...]:
    """The division that a publisher or a site belongs to; several where its name fits several."""
    if not name:
        return ()
    key = plain(name)
    if exact := next((code for known, code in outlets().items() if known in key), None):
        return (exact,)
    places = [p for p in find(key, year=year, context=context) if not p.leads]
    # 江苏网 speaks for a province only by its name's beginning; of 中国江苏网 the first place is meant as well.
    return () if not places else _codes(places[0])


def _codes(place: Place) -> tuple[str, ...]:
    return (place.code,) if place.code else place.candidates


def _first(text: str | None, year: int | None, context: Sequence[str]) -> tuple[str, ...]:
    """The one place that a short text is about: the last of a chain, none where several are listed."""
    if not text:
        return ()
    named = [p for p in find(plain(text), year=year, context=context) if not p.rule.startswith("region.whole")]
    places = [p for p in named if not (p.leads or p.listed or p.inside_org)]
    return _codes(places[0]) if places else ()


def about(
    *,
    title: str | None = None,
    publisher: str | None = None,
    site: str | None = None,
    breadcrumb: Sequence[str] = (),
    dateline: str | None = None,
    text: str = "",
    path: str | None = None,
    published: str | None = None,
) -> About:
    """The division that the article is about. `published` is EDTF; `path` is the file's path, of which folders may name places."""
    text = plain(text)
    year = _year(text, published)
    trail = [code for part in breadcrumb for code in _first(part, year, ())]
    said: list[tuple[str, tuple[str, ...]]] = []
    base = outlet(publisher, year=year, context=trail)
    said.append(("region.publisher", base))
    said.append(("region.dateline", _first(dateline, year, (*base, *trail))))
    said.append(("region.breadcrumb", _first(" ".join(breadcrumb), year, base)))
    folders = re.split(r"[/\\]", path or "")[:-1]
    said.append(("region.path", tuple(c for part in reversed(folders[-3:]) for c in _first(part, year, base))[:1]))
    said.append(("region.title", _first(title, year, (*base, *trail))))
    known = [(rule, codes) for rule, codes in said if codes]
    if not known:
        voted = _vote(text, title, year, outlet(site, year=year))
        return voted if voted.code else _of_site(site, year)
    return _narrowed(known, text, year)


def _year(text: str, published: str | None) -> int | None:
    """Of the publication, else the year that the text proves."""
    if published and published[:4].isdigit():
        return int(published[:4])
    from store.language.dates import proven_year

    return proven_year(text)


def _narrowed(known: Sequence[tuple[str, tuple[str, ...]]], text: str, year: int | None) -> About:
    """The first that speaks, made more exact by those after it that lie within."""
    rule, codes = known[0]
    others = [code for _, more in known[1:] for code in more]
    left = settle(codes, others)
    if len(left) > 1:
        left = settle(left, [p.code for p in find(text[:3000], year=year) if p.code])
    if len(left) > 1:
        return About(None, None, left)
    code = left[0]
    for further, more in known[1:]:
        inside = [c for c in more if code in lineage(c) and c != code and table.level_of(c) != "town"]
        if len(inside) == 1:
            code, rule = inside[0], further
    return About(code, rule)


def _of_site(site: str | None, year: int | None) -> About:
    codes = outlet(site, year=year)
    return About(codes[0], "region.site") if len(codes) == 1 else About(None, None, codes)


def _vote(text: str, title: str | None, year: int | None, hint: Sequence[str]) -> About:
    """What the text itself says: the place named most, raised to the level at which it speaks of itself (全市, 全区)."""
    places = [p for p in find(text, year=year, context=hint) if p.code and not p.rule.startswith("region.whole")]
    counted: Counter[str] = Counter()
    for place in places:
        for code in lineage(place.code or ""):
            counted[code] += 1
    counties = [c for c in counted if table.level_of(c) in {"prefecture", "county", "province"}]
    if not counties:
        return About(None, None)
    own = Counter(word.kind for word in whole.words(text) if not word.that)
    own.update(
        {
            "市": len(re.findall(r"(?<![县区])市(?:委|政府|长)", text)),
            "区": len(re.findall(r"(?<![市地])区(?:委|政府|长)", text)),
        }
    )
    own.update({"县": len(re.findall(r"县(?:委|政府|长)", text)), "省": len(re.findall(r"省(?:委|政府|长)", text))})
    for kind, _ in own.most_common(2):
        of_kind = {c: n for c, n in counted.items() if whole.is_kind(c, kind)}
        ranked = sorted(of_kind, key=lambda c: -of_kind[c])
        if ranked and own[kind] and (len(ranked) == 1 or of_kind[ranked[0]] > of_kind[ranked[1]]):
            return About(ranked[0], "region.text")
    best = max(
        counties, key=lambda c: (counted[c] * (1.0 if table.level_of(c) != "province" else 0.5), len(lineage(c)))
    )
    share = sum(1 for p in places if closeness(best, p.code or "") >= 2) / len(places)
    return About(best, "region.text") if share >= 0.5 else About(None, None, tuple(counties[:5]))
