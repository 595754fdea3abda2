"""Write the generated documents anew: docs/rules.md from the register, docs/keys.md from the table of actions.

python -m scripts.docs
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent


def rules() -> str:
    """docs/rules.md: every rule with its example and near miss."""
    from store.recognise.register import everything
    from store.source.register import rules as page_rules

    finders, fillers = everything()
    lines = [
        "# Rules of recognition",
        "",
        "Written by `make docs` from the register; `lichun rules` prints the same.",
        "",
    ]
    for kind in dict.fromkeys(r.kind for r in (*finders, *fillers)):
        lines += [f"## {kind}", "", "| rule | does | example | near miss | source |", "|---|---|---|---|---|"]
        for r in finders:
            if r.kind == kind:
                lines.append(_row(r.id, "vetoes" if r.veto else "finds", r.example, r.near_miss, r.source))
        for f in fillers:
            if f.kind == kind:
                lines.append(_row(f.id, f"fills `{f.fills}`", f.example, f.near_miss, f.source))
        lines.append("")
    lines += ["## page", "", "What makes a page an article: lines that are dropped, fields that are read.", ""]
    lines += ["| rule | does | example | near miss |", "|---|---|---|---|"]
    lines += [_row(n.id, n.says, n.example, n.near_miss) for n in sorted(page_rules(), key=lambda n: n.id)]
    return "\n".join([*lines, ""])


def _row(*cells: str) -> str:
    return "| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |"


def keys() -> str:
    """docs/keys.md: the key sheet, from the table of actions."""
    from tui.actions import key_sheet

    return key_sheet()


DOCUMENTS: dict[str, Callable[[], str]] = {"docs/rules.md": rules, "docs/keys.md": keys}


def main() -> None:
    for name, write in DOCUMENTS.items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(write(), encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
