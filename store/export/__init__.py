"""Taking records out: one way in for screen and command line, one file a format, one list of columns.

Comes in: a selection (`Library.select`), a format, where to. Goes out: a file that appears whole or not at all, or a
stream. Records are read and written one after another, in the script asked for. It selects nothing and asks nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from store.errors import WrongUse
from store.export.columns import Lang, chosen
from store.export.plan import Plan, Selected
from store.export.spelling import Spelling
from store.export.target import opened

if TYPE_CHECKING:
    from store.language.script import Variant

Format = Literal["csv", "json", "jsonl", "xlsx", "markdown", "csl-json"]
# Format → module, ending of its files, whether it is text that a terminal can show.
FORMATS: dict[str, tuple[str, str, bool]] = {
    "csv": ("as_csv", ".csv", True),
    "json": ("as_json", ".json", True),
    "jsonl": ("as_jsonl", ".jsonl", True),
    "xlsx": ("as_xlsx", ".xlsx", False),
    "markdown": ("as_markdown", ".md", True),
    "csl-json": ("as_csl", ".csl.json", True),
}
ALIASES = {"md": "markdown", "csl": "csl-json", "excel": "xlsx"}


def export(
    selection: Selected,
    format: str,
    target: Path | TextIO,
    *,
    variant: Variant = "original",
    trace: bool = False,
    lang: Lang = "en",
    force: bool = False,
    columns: Sequence[str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Writes the selection. `columns` names those of CSV, JSONL and nothing else; `trace` adds the rule of each field.

    Raises WrongUse for a format or column that does not exist, and for a file that does, unless `force`; WriteError
    and StoreFull where the medium refuses. Whatever happens, no half-written file stays.
    """
    name = ALIASES.get(format, format)
    if name not in FORMATS:
        raise WrongUse(f"there is no format {format}; take one of {', '.join(FORMATS)}")
    module, ending, text = FORMATS[name]
    if not text and not isinstance(target, Path) and target.isatty():
        raise WrongUse(f"{name} is no text for a terminal; name a file with -o FILE{ending}")
    plan = Plan(
        selection=selection,
        spelling=Spelling(variant),
        columns=chosen(columns, trace=trace),
        lang=lang,
        trace=trace,
        to_file=isinstance(target, Path),
        progress=progress,
    )
    with opened(target, force=force) as out:
        import_module(f"store.export.{module}").write(plan, out)


def ending(format: str) -> str:
    """The ending of files of the format: `.csv`."""
    return FORMATS[ALIASES.get(format, format)][1]
