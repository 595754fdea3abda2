"""Paragraphs, sentences and the headings of sections."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.language.fold import plain
from store.language.sections import sections
from store.language.sentences import paragraphs, sentences

CASES = Path(__file__).parents[1] / "cases/language"
SENTENCES = tomllib.loads((CASES / "sentences.toml").read_text("utf-8"))["case"]
SECTIONS = tomllib.loads((CASES / "sections.toml").read_text("utf-8"))["case"]


def cut(line: str) -> list[str]:
    return [line[start:end] for start, end in sentences(line)]


@pytest.mark.parametrize("case", SENTENCES, ids=[case["why"][:40] for case in SENTENCES])
def test_sentences(case: dict[str, Any]) -> None:
    want = case["text"].split("|")
    assert cut("".join(want)) == want
    assert cut(plain("".join(want))) == [plain(part) for part in want]


@pytest.mark.parametrize("case", SECTIONS, ids=[case["why"][:40] for case in SECTIONS])
def test_sections(case: dict[str, Any]) -> None:
    rows, alone, inline = [], [], []
    for number, row in enumerate(case["text"].strip("\n").split("\n")):
        if row.startswith("##"):
            alone.append(number)
        elif row.startswith("#"):
            inline.append(number)
        rows.append(row.removeprefix("##") if row.startswith("##") else row.replace("#", ""))
    found = sections(plain("\n".join(rows)))
    assert [heading.title for heading in found] == [plain(title) for title in case["titles"]]
    assert [heading.line for heading in found if heading.alone] == alone
    assert [heading.line for heading in found if not heading.alone] == inline


TEXTS = st.text(alphabet="会议召开。!?…“”‘’()《》「」\"' ,:他说\n1.一、南京:【】", max_size=120)


@given(TEXTS)
def test_sentences_cover_the_line_in_order(text: str) -> None:
    for line in text.split("\n"):
        spans = sentences(line)
        assert "".join(line[start:end] for start, end in spans) == line
        assert all(start < end for start, end in spans)


@given(TEXTS)
def test_paragraphs_and_headings_are_lines(text: str) -> None:
    rows = text.split("\n")
    assert [text[start:end] for start, end in paragraphs(text)] == [row for row in rows if row.strip()]
    found = sections(plain(text))
    assert [heading.line for heading in found] == sorted({heading.line for heading in found})
    assert all(0 <= heading.line < len(rows) and heading.title for heading in found)


@pytest.mark.parametrize("sign", ["“", "”", "。", "(", '"', "“。”", "…", "南京:", "【", "1、"])
def test_hostile_lines_come_back(sign: str) -> None:
    line = sign * (200_000 // len(sign))
    assert sum(end - start for start, end in sentences(line)) == len(line)
    sections(line)
    sections("\n".join([sign * 3] * 20_000))
