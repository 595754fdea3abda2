"""`lichun rules`: every rule there is."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from tui.commands.common import Settings, command, print_json, rows


@dataclass(frozen=True, slots=True)
class Row:
    """One rule, as it is printed."""

    id: str
    does: str
    kind: str
    example: str
    near_miss: str
    source: str


@command("rules")
def rules_(settings: Settings) -> None:
    """Every rule: what it reads or fills, an example, a near miss, its source.

    \b
    lichun rules | grep figure.money
    """
    from store.recognise.register import everything
    from store.source.register import rules

    finders, fillers = everything()
    told = [
        *(Row(r.id, "vetoes" if r.veto else "finds", r.kind, r.example, r.near_miss, r.source) for r in finders),
        *(Row(f.id, f"fills {f.fills}", f.kind, f.example, f.near_miss, f.source) for f in fillers),
        *(Row(n.id, n.says, "page", n.example, n.near_miss, "") for n in rules()),
    ]
    table = [asdict(row) for row in sorted(told, key=lambda r: (r.kind, r.id))]
    if settings.json:
        print_json(table)
        return
    rows(list(table[0]), (list(row.values()) for row in table), settings)
