"""The seeds as they came: the damaged ones come out whole, the clean ones as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.source.repair import repair, repair_lines, source_text, to_repaired, to_source
from store.source.repair.gbk import characters
from store.source.repair.likelihood import likelihood

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("0*.txt"))
CLEAN = [p for p in SEEDS if p.name[:3] in ("001", "003", "004")]


def seed(number: str) -> str:
    return next(p for p in SEEDS if p.name.startswith(number)).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CLEAN, ids=lambda p: p.name[:3])
def test_a_clean_seed_is_left_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert repair(text).text == text
    assert repair(text).repairs == ()


def test_the_annotated_seed_keeps_no_trace_of_the_tool() -> None:
    repaired = repair(seed("000")).text
    assert not set(repaired) & set("?^()āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ\ue12a幃苯毙聟") - {"(", ")"}
    assert "(" not in repaired.replace("(南京)", "")
    assert repaired.count("爭當示范") == 5  # one more stood undamaged but for its reading
    assert "所有工作的重心。”江北新區主要負責人表示" in repaired


def test_masked_words_of_the_seed_are_restored_as_guesses() -> None:
    result = repair(seed("002"))
    for phrase in (
        "新春第一会",
        "新年第一会",
        "区委书记刘伟",
        "国内唯一拥有",
        "开局“第一棒”",
        "党组书记、主任",
        "最真实情况和第一手",
    ):
        assert phrase in result.text
    assert "*" not in result.text
    assert all(not r.certain for r in result.repairs)


@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.name[:3])
def test_repairing_twice_changes_nothing_and_the_records_lead_back(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    result = repair(text)
    assert repair(result.text).text == result.text
    assert source_text(result.text, result.repairs) == text
    assert all(result.text[r.start : r.end] == r.repaired for r in result.repairs)


def test_clean_text_loads_no_table() -> None:
    likelihood.cache_clear()
    characters.cache_clear()
    for path in CLEAN:
        repair(path.read_text(encoding="utf-8"))
    repair("区委常委陈锴竑(hóng)出席。为什么?")
    assert likelihood.cache_info().currsize == characters.cache_info().currsize == 0


def test_a_filter_keeps_the_lines_of_a_page() -> None:
    lines = ["我市陸續(xù)召開會議,推動(dòng)經(jīng)濟發(fā)展", "“要抓好項目?！?會上還作了部署", "", "完"]
    assert repair_lines(lines) == ["我市陸續召開會議,推動經濟發展", "“要抓好項目。”會上還作了部署", "", "完"]


def test_spans_lead_from_the_repaired_text_to_the_page_and_back() -> None:
    text = seed("000")
    result = repair(text)
    start = result.text.index("爭當示范")
    low, high = to_source(result.repairs, start, start + 4)
    assert text[low:high] == "?fàn)幃?dāng)示范"
    assert to_repaired(result.repairs, low, high) == (start, start + 4)
