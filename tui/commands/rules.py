"""`lichun rules`: every rule there is."""

from __future__ import annotations

from tui.commands.common import Settings, command, print_json, rows


@command("rules")
def rules_(settings: Settings) -> None:
    """Every rule: what it reads or fills, an example, a near miss, its source."""
    from store.recognise.register import everything

    finders, fillers = everything()
    table = [
        {
            "id": r.id,
            "does": "vetoes" if getattr(r, "veto", False) else f"fills {r.fills}" if hasattr(r, "fills") else "finds",
            "kind": r.kind,
            "example": r.example,
            "near_miss": r.near_miss,
            "source": r.source,
        }
        for r in sorted((*finders, *fillers), key=lambda r: (r.kind, r.id))
    ]
    if settings.json:
        print_json(table)
        return
    rows(list(table[0]), (list(row.values()) for row in table), settings)
