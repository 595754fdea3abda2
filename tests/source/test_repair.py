"""The cases of tests/cases/repair: a damaged text, what it must come out as, and what is told of it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from store.source.repair import KINDS, Repaired, repair, source_text

CASES = Path(__file__).parents[1] / "cases" / "repair"


def cases() -> list[Any]:
    out = []
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        if "page" not in table:
            continue  # whole pages: test_wrap's
        for number, case in enumerate(table["case"], 1):
            marks = [pytest.mark.xfail(strict=True, reason=case["why"])] if case.get("expect") == "fail" else []
            out.append(pytest.param(table["page"], case, id=f"{path.stem}-{number}", marks=marks))
    return out


def broken(case: dict[str, Any]) -> str:
    """A clean text decoded wrongly, as the case says; a line of plain prose keeps it company."""
    text: str = case["clean"]
    for _ in range(2 if case.get("twice") else 1):
        text = text.encode(case["encode"]).decode(case["decode"], "replace")
        case = {**case, "encode": "utf-8"}
    return text


def repaired(page: str, text: str) -> tuple[Repaired, str, int]:
    """The result over page and text, and the part of it that the text became."""
    head = f"{page}\n" if page else ""
    result = repair(head + text)
    begin = len(repair(head).text) if head else 0
    return result, result.text[begin:], begin


@pytest.mark.parametrize(("page", "case"), cases())
def test_a_case_comes_out_as_it_must(page: str, case: dict[str, Any]) -> None:
    text = broken(case) if "clean" in case else case["text"]
    result, part, begin = repaired(page, text)
    if "ends" in case:
        assert part.endswith(case["ends"])
    else:
        assert part == case.get("want", case.get("clean"))
    told = [r for r in result.repairs if r.start >= begin]
    if case.get("none") or (not page and part == text and "kind" not in case):
        assert told == []
    if "kind" in case:
        assert case["kind"] in {r.kind for r in told}
    if "certain" in case:
        assert all(r.certain for r in told) is case["certain"]
    if "other" in case:
        assert any(case["other"] in other for r in told for other in r.alternatives)


@pytest.mark.parametrize(("page", "case"), [p for p in cases() if not p.marks])
def test_what_is_told_of_a_case_is_true(page: str, case: dict[str, Any]) -> None:
    text = broken(case) if "clean" in case else case["text"]
    text = f"{page}\n{text}" if page else text
    result = repair(text)
    assert repair(result.text).text == result.text
    assert source_text(result.text, result.repairs) == text == result.source
    assert all(result.text[r.start : r.end] == r.repaired and r.kind in KINDS for r in result.repairs)
    assert all(a.end <= b.start for a, b in zip(result.repairs, result.repairs[1:], strict=False))
    assert all(r.repaired not in r.alternatives for r in result.repairs)
    assert sum(c.count for c in result.counts) == len(result.repairs)
