"""Policies, campaigns, goals and projects: every case of tests/cases holds for the rule alone, among all, and moved."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.errors import VocabularyError
from store.language.terms import terms
from store.language.titles import titles
from store.recognise.about import governing
from store.recognise.facts import naming, vocabulary
from store.recognise.recognise import recognise
from store.recognise.register import everything, fillers_of, finders_of
from store.recognise.rules import Rule, candidates, fill, judge
from tests.recognise.made import article, document, marked

KINDS = ("policy", "campaign", "goal", "project")
FOLDER = Path(__file__).parent.parent / "cases"
RULES = {r.id: r for r in everything()[0] if r.kind in KINDS}
# A sentence that names nothing: in front of a case it moves every offset and may change no value.
PREFIX = "新的一年开始了。"


def cases() -> Iterator[Any]:
    for kind in KINDS:
        for path in sorted((FOLDER / kind).glob("*.toml")):
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            for number, case in enumerate(told["case"], 1):
                yield pytest.param(told["rule"], case, id=f"{told['rule']}-{number}")


def spans(rule: Rule, text: str) -> list[tuple[int, int]]:
    return sorted(
        (s.start + c.start, s.start + c.end) for s in document(text).sentences for _, c in candidates([rule], s)
    )


def kept(rule: Rule, text: str) -> list[dict[str, Any]]:
    """What is kept of the rule among all of its kind, in the order of the text, with all its fields."""
    found = []
    for sentence in document(text).sentences:
        for verdict in judge(candidates(finders_of(rule.kind), sentence)):
            c = verdict.candidate
            if verdict.lost_to is None and c.rule == rule.id:
                values, _, _ = fill(c, fillers_of(rule.kind), sentence)
                values.setdefault("region", governing(sentence, c.span[0])[0])
                found.append({**values, "span": (sentence.start + c.start, sentence.start + c.end)})
    return found


CASES = list(cases())
HITS = [c for c in CASES if c.values[1].get("want", "nothing") != "nothing"]


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_the_rule_alone_finds_what_is_marked(rule: str, case: dict[str, Any]) -> None:
    text, wanted = marked(case["text"])
    found = spans(RULES[rule], text)
    if case.get("want") == "nothing":
        assert [text[a:b] for v in kept(RULES[rule], text) for a, b in [v["span"]]] == [], case["why"]
    else:
        assert set(wanted) <= set(found), [text[a:b] for a, b in found]


@pytest.mark.parametrize(("rule", "case"), HITS)
def test_among_all_rules_it_is_kept_with_its_fields(rule: str, case: dict[str, Any]) -> None:
    text, wanted = marked(case["text"])
    want = case["want"] if isinstance(case["want"], list) else [case["want"]]
    for moved in ("", PREFIX):
        found = kept(RULES[rule], moved + text)
        at = len(moved)
        assert [v["span"] for v in found] == [(a + at, b + at) for a, b in sorted(wanted)]
        for values, fields in zip(found, want, strict=True):
            assert {k: values.get(k) for k in fields} == fields, case["why"]


def test_every_rule_has_hits_and_a_miss_and_one_case_of_a_seed_or_a_reason() -> None:
    told = {}
    for kind in KINDS:
        for path in (FOLDER / kind).glob("*.toml"):
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            told[data["rule"]] = data["case"]
    assert set(told) == set(RULES)
    for rule, rows in told.items():
        misses = [c for c in rows if c.get("want") == "nothing"]
        assert len(rows) - len(misses) >= 2 and misses, rule
        assert all(c["why"] and c["from"] for c in rows), rule


@pytest.mark.parametrize(
    ("simple", "other"),
    [
        ("会上发布《关于支持民营经济发展的若干措施》。", "會上發布《關於支持民營經濟發展的若干措施》。"),
        ("今年开展“项目攻坚年”活动。", "今年開展「項目攻堅年」活動。"),
        ("全力打造低空经济之城。", "全力打造低空經濟之城。"),
        ("总投资50亿元的天合光能三期项目竣工投产。", "總投資５０億元的天合光能三期項目竣工投產。"),
    ],
)
def test_traditional_and_full_width_give_the_same_records(simple: str, other: str) -> None:
    def told(text: str, script: str) -> list[tuple[str, Any]]:
        facts = recognise(article(text, script=script)).facts
        return [(f.kind, f.to_json()["name"]) for f in facts if f.kind in KINDS]

    assert told(simple, "Hans") == told(other, "Hant") != []


def test_one_record_a_name_and_region() -> None:
    text = "启动“百日攻坚”专项行动。各地深入开展“百日攻坚”专项行动。"
    assert [f.to_json()["name"] for f in recognise(article(text)).facts if f.kind == "campaign"] == ["百日攻坚"]


@given(st.text(alphabet="《》“”‘’甲乙项目年,。、和", max_size=60))
def test_titles_and_terms_are_balanced_and_in_order(text: str) -> None:
    for found in (titles(text), terms(text)):
        assert [t.start for t in found] == sorted({t.start for t in found})
        assert all(text[t.start + 1 : t.end - 1] == t.inner for t in found)
    for term in terms(text):
        assert term.first <= term.start < term.end <= term.last


@given(st.text(alphabet="重大产业项目镭芯光电生基地A1亿元的和", max_size=30))
def test_parts_cover_the_name(name: str) -> None:
    assert "".join(word for word, _ in naming.parts(name)) == name


@given(st.lists(st.text(alphabet="之都城市强区", min_size=1, max_size=4), min_size=1, max_size=8))
def test_a_pattern_of_words_takes_the_longest(words: list[str]) -> None:
    found = re.match(vocabulary.either(words), text := max(words, key=len) + "镇")
    assert found is not None
    assert found[0] == max((w for w in words if text.startswith(w)), key=len)


@pytest.mark.parametrize("name", ["重大产业项目", "新能源项目", "先进制造业项目", "省市重大项目", "基础设施项目"])
def test_types_of_projects_are_no_names(name: str) -> None:
    assert not naming.specific(name)


def test_a_malformed_table_is_told_with_its_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_text("# a\npolicy.x\t甲 乙 甲\n", encoding="utf-8")
    monkeypatch.setattr(vocabulary, "DATA", tmp_path)
    vocabulary._lists.cache_clear()
    with pytest.raises(VocabularyError, match=r"words\.tsv:2: 甲 stands twice"):
        vocabulary._lists("words.tsv")
    vocabulary._lists.cache_clear()
