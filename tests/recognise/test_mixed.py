"""Sentences of many articles thrown together, cut and doubled: no rule fails, and every record keeps its evidence."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from store.recognise.recognise import recognise
from store.records import Project
from tests.recognise.made import article

TEXTS = sorted((Path(__file__).parents[1] / "unseen/tuned").glob("*.txt"))
SENTENCES = [s for text in TEXTS for s in re.split(r"(?<=。)|\n", text.read_text(encoding="utf-8")) if 4 < len(s) < 300]
CUT = st.tuples(st.sampled_from(SENTENCES), st.integers(0, 300), st.sampled_from(("", "", "", "\n", "、", ";")))


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CUT, min_size=3, max_size=20), st.booleans())
def test_no_rule_fails_and_evidence_lies_in_the_text(parts: list[tuple[str, int, str]], doubled: bool) -> None:
    text = "".join(sentence[max(0, at - 200) :] + joint for sentence, at, joint in parts).strip()
    text = text + "\n" + text if doubled else text
    found = recognise(article(text, region="320100", published="2023-02-01"))
    for record in (*found.mentions, *found.facts):
        assert 0 <= record.start < record.end <= len(text)
        assert "\n" not in text[record.start : record.end]


def test_a_project_named_again_elsewhere_is_the_same_project() -> None:
    text = "重点推进砚山绿色铝创新产业园、鹤庆兴鹤轻量化铝材项目建设。\n全省上下抓落实。鹤庆兴鹤轻量化铝材项目总投资68亿元。"
    found = recognise(article(text, region="530000", published="2023-02-01"))
    named = [(f.name, f.region) for f in found.facts if isinstance(f, Project) and "鹤庆" in f.name]
    assert named == [("鹤庆兴鹤轻量化铝材项目", "532932")]
