"""Segments torn after they were indexed, and everything that reads them: told in words, never the end of a view.

In: a store that acts were done on, a random source. Out: the views that failed, if any.
"""

from __future__ import annotations

import io
import random
from contextlib import redirect_stderr, redirect_stdout

from store.database import Library
from tests.faults.medium import advance
from tests.faults.trials import Ground, settled
from tui.cli import run

VIEWS = (
    *(("find", query) for query in ("会", "kind:figure", "kind:person", "has:project")),
    ("meetings",), ("stats", "--by", "kind"), ("stats", "--by", "year,place"), ("refresh", "--dry-run"),
    *(("export", "--format", form) for form in ("csv", "json", "jsonl", "md", "csl-json")),
)  # fmt: skip


def torn(ground: Ground, rng: random.Random) -> list[str]:
    advance(ground, 3)
    with Library.open(ground.place) as library:
        ids = [row.id for row in library.articles()]
        places = {row.region for row in library.articles() if row.region}
        persons = {getattr(f, "name", "") for f in library.facts(kind="person")}
        indicators = {getattr(f, "indicator", None) for f in library.facts(kind="figure")} - {None}
    whole = {file: file.read_bytes() for file in sorted((ground.place / "segments").iterdir())}
    for file, data in whole.items():
        file.write_bytes(_harmed(data, rng))
    some = [rng.choice(sorted(held)) for held in (places, persons, indicators) if held]
    views = [*VIEWS, ("show", rng.choice(ids)), *zip(("meeting", "person"), some, strict=False)]
    if len(some) == 3:
        views.append(("compare", some[2], some[0]))
    wrong = [what for view in views if (what := _fails(view, str(ground.place)))]
    for file, data in whole.items():
        file.write_bytes(data)
    return wrong + settled(ground, 0, 0)


def _harmed(data: bytes, rng: random.Random) -> bytes:
    """A few bits, a sector of zeros, or the end cut off; the first line stays."""
    found, first = bytearray(data), data.index(b"\n") + 1
    how = rng.choice(("bits", "bits", "zeros", "cut"))
    at = rng.randrange(first, len(found))
    if how == "zeros":
        found[at : at + 512] = bytes(len(found[at : at + 512]))
    elif how == "cut":
        del found[at:]
    for _ in range(rng.choice((1, 5, 100)) if how == "bits" else 0):
        found[rng.randrange(first, len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def _fails(view: tuple[str, ...], store: str) -> str | None:
    out, said = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    try:
        with redirect_stdout(out), redirect_stderr(said):
            status = run(["--store", store, *view])
    except Exception as error:
        return f"{' '.join(view)}: {error!r}"
    told = [line for line in said.getvalue().splitlines() if line.startswith("lichun: ")]
    odd = [line for line in told if "passed over" not in line and "nothing found" not in line]
    if status not in (0, 1) or (odd and view[0] != "show"):
        return f"{' '.join(view)}: status {status}, {odd}"
    return None
