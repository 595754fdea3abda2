"""Indicators of the seeds' figures against the gold, where a person chose each from `store/data/indicators.tsv`.

RECORDS.md, Derived fields: most figures must line up with others, and what lines up must line up rightly. A figure whose
indicator the gold leaves open (null) counts as wrong where one is given.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from store.source.read import Raw, read
from store.understanding import understood
from tests.score.sameness import allowed, paired
from tests.score.score import gold_of

HERE = Path(__file__).parent
FIT = 70  # of 101
RIGHT = 0.95


@pytest.fixture(scope="module")
def found() -> list[tuple[dict[str, Any], str | None]]:
    """Each figure of the gold that was found, with the indicator that it was given."""
    gold = gold_of(HERE.parent / "gold")
    out = []
    for raw in read([str(p) for p in sorted((HERE.parent.parent / "seeds").glob("*.txt"))]):
        assert isinstance(raw, Raw)
        figures = [f.to_json() for f in understood(raw).facts if f.kind == "figure"]
        wanted = gold[Path(raw.name).name]["figure"]
        out += [(wanted[i], figures[j].get("indicator")) for i, j, _ in paired("figure", wanted, figures)]
    return out


def test_most_figures_fit_an_indicator(found: list[tuple[dict[str, Any], str | None]]) -> None:
    assert sum(given is not None for _, given in found) >= FIT


def test_the_indicators_are_right(found: list[tuple[dict[str, Any], str | None]]) -> None:
    given = [(gold, name) for gold, name in found if name is not None]
    wrong = [
        (gold["measure"], gold["indicator"], name) for gold, name in given if name not in allowed(gold, "indicator")
    ]
    assert len(given) - len(wrong) >= RIGHT * len(given), wrong
