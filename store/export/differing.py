"""Figures on which the sources of one meeting differ: each with what the others say.

Comes in: a plan and a meeting. Goes out: the id of a figure → the values that other articles give for the same statement
and that cannot be right along with it, each with who says so. Both stay; nothing is decided here.
"""

from __future__ import annotations

from store.card import amount
from store.comparing import apart, statements
from store.export.plan import Plan
from store.records import Figure


def differing(plan: Plan, meeting_id: str) -> dict[str, str]:
    """Figure → what other sources of the meeting say instead: `16个 新华日报`."""
    figures = [f for f in plan.selection.library.facts(meeting=meeting_id) if isinstance(f, Figure)]
    found: dict[str, str] = {}
    for statement in statements(figures):
        if statement.differs:
            for figure in statement.figures:
                others = [o for o in statement.figures if o.article != figure.article and apart(figure, o)]
                if others:
                    found[figure.id] = "; ".join(
                        dict.fromkeys(f"{amount(o)} {_source(plan, o)}".strip() for o in others)
                    )
    return found


def _source(plan: Plan, figure: Figure) -> str:
    article = plan.article(figure.article)
    return (article.publisher or article.title or figure.article[:8]) if article else figure.article[:8]
