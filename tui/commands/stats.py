"""`lichun stats`: how many facts a query finds, by year, place, kind or indicator."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import click

from store.errors import NotFound, WrongUse
from store.records import Fact, Figure
from tui.commands.common import Asking, Settings, command, print_json, rows

BY = ("year", "place", "kind", "indicator")


@command("stats", cls=Asking)
@click.argument("query", nargs=-1, metavar="[QUERY…]")
@click.option("--by", "by", default="kind", show_default=True, metavar="year,place,kind,indicator")
def stats_(settings: Settings, query: tuple[str, ...], by: str) -> None:
    """Counts of facts, with bars.

    \b
    lichun stats in:江苏 --by place,kind
    """
    from store.comparing import bar

    wanted = [b.strip() for b in by.split(",") if b.strip()]
    if unknown := [b for b in wanted if b not in BY]:
        raise WrongUse(f"--by knows {', '.join(BY)}, not {', '.join(unknown)}")
    with settings.library() as library:
        selection = library.select(" ".join(query))
        days = {m.id: m.date for m in selection.meetings}
        published = {a.id: a.published for a in selection.articles}
        counted = Counter(
            tuple(_value(b, f, days.get(f.meeting or "") or published.get(f.article)) for b in wanted)
            for f in selection.facts
        )
    if not counted:
        raise NotFound(" ".join(query) or "facts in this store")
    if settings.json:
        print_json([dict(zip(wanted, key, strict=True)) | {"facts": n} for key, n in counted.most_common()])
        return
    most = Decimal(max(counted.values()))
    rows((*wanted, "facts", ""), ((*key, n, bar(Decimal(n), most)) for key, n in counted.most_common()), settings)


def _value(by: str, fact: Fact, day: str | None) -> str:
    if by == "year":
        return (day or "")[:4]
    if by == "place":
        from store.regions import table

        region = table.region_of(fact.region) if fact.region else None
        return region.name if region else ""
    if by == "kind":
        return fact.kind
    return (fact.indicator if isinstance(fact, Figure) else None) or ""
