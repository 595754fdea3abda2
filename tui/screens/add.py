"""The dialog that makes a fact of a selected stretch: kind and fields as recognition reads them, to be put right.

In come the proposals for the stretch, one a kind; out goes what is to be saved, or None. It saves nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from store.records import Article, FactKind
from tui.fields import Unreadable
from tui.i18n import say
from tui.proposing import Proposal
from tui.quoting import sentence_span
from tui.sanitize import to_screen
from tui.screens.dialog import Dialog
from tui.widgets.form import FieldsForm
from tui.widgets.option_row import OptionRow

LABEL = 16
"""Cells of a label, as the style sheet has it for the fields below."""
AROUND = 40
"""Signs shown on either side of the evidence at most."""


@dataclass(frozen=True, slots=True)
class Added:
    kind: FactKind
    start: int
    end: int
    fields: Mapping[str, Any]


class AddScreen(Dialog[Added]):
    BINDINGS: ClassVar = [Binding("f2", "goto", show=False)]

    def __init__(
        self, article: Article, proposals: Sequence[Proposal], find_place: Callable[[Callable[[str], None]], None]
    ) -> None:
        """`find_place` opens go-to and calls back with the code chosen."""
        super().__init__(classes="add correct")
        self.article, self.proposals = article, {p.kind: p for p in proposals}
        self.first = proposals[0].kind
        self.find_place = find_place

    def compose(self) -> ComposeResult:
        with self.frame(say("add.title"), say("add.hint")):
            yield Static("", id="evidence", markup=False)
            kinds = [(kind, say(f"kind_one.{kind}")) for kind in self.proposals]
            yield OptionRow(say("field.kind"), kinds, self.first, id="kind", label_width=LABEL)
            yield FieldsForm(self.first, self.proposals[self.first].fields)
            yield Static("", id="said", markup=False)

    def on_mount(self) -> None:
        self._show_evidence()
        self.query_one(FieldsForm).focus_first()

    @property
    def proposal(self) -> Proposal:
        return self.proposals[self.query_one(OptionRow).chosen]  # type: ignore[index]

    def _show_evidence(self) -> None:
        text, proposal = self.article.text, self.proposal
        left, right = sentence_span(text, proposal.start, proposal.end)
        start, end = max(left, proposal.start - AROUND), min(right, proposal.end + AROUND)
        read = say("add.read") if proposal.read else say("add.not_read")
        self.query_one("#evidence", Static).update(
            Content.assemble(
                "…" if start > left else "",
                text[start : proposal.start],
                (text[proposal.start : proposal.end], "bold underline"),
                text[proposal.end : end],
                "…" if end < right else "",
                (f"\n{read}", "$dim"),
            )
        )

    @on(OptionRow.Changed)
    async def _kind_changed(self) -> None:
        await self.query_one(FieldsForm).change_kind(self.proposal.kind, self.proposal.fields)
        self._show_evidence()
        self._say("")

    @on(FieldsForm.Reading)
    def _reading(self, event: FieldsForm.Reading) -> None:
        self._say(event.text)

    @on(FieldsForm.Accepted)
    @on(OptionRow.Accepted)
    def _accepted(self) -> None:
        proposal = self.proposal
        try:
            fields = self.query_one(FieldsForm).values()
        except Unreadable as error:
            self._say(str(error))
            return
        hidden = {n: v for n, v in proposal.fields.items() if n == "tier_min" and v is not None}
        self.dismiss(Added(proposal.kind, proposal.start, proposal.end, {**hidden, **fields}))

    def action_goto(self) -> None:
        """Choose the place by go-to."""
        form = self.query_one(FieldsForm)
        name = form.on_place or "region"
        self.find_place(lambda code: form.put(name, code))

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(Content(to_screen(text)))
