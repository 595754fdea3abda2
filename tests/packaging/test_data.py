"""store/data/README.md tells of every file where it comes from and under which licence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent.parent / "store" / "data"
LICENCE = re.compile(r"\b(MIT|Apache-2\.0|public domain)\b")


def _sections() -> dict[str, str]:
    """Heading → heading and text of each part."""
    parts = re.split(r"^## ", (DATA / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {part.partition("\n")[0]: part for part in parts}


def test_every_file_is_named_and_every_name_is_a_file() -> None:
    held = {f.name for f in DATA.iterdir() if f.is_file() and f.name != "README.md"}
    named = {file for part in _sections().values() for file in re.findall(r"`(\w+\.(?:tsv|txt|z))`", part)}
    assert named == held


@pytest.mark.parametrize("heading", _sections())
def test_each_part_tells_source_and_licence(heading: str) -> None:
    text = _sections()[heading]
    assert LICENCE.search(text), "no licence"
    assert re.search(r"[Mm]ade by|[Bb]y hand|[Oo]wn work|package|general knowledge", text), "no source"


def test_the_scripts_that_make_data_are_there() -> None:
    scripts = set(re.findall(r"python -m scripts\.(\w+)", (DATA / "README.md").read_text(encoding="utf-8")))
    there = {f.stem for f in (DATA.parent.parent / "scripts").glob("make_*.py")}
    assert scripts == there
