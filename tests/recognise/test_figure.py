"""Figures: the cases of tests/cases/figure, each alone, behind another sentence, and in traditional full-width text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from store.recognise import about, context
from store.recognise.document import Document
from store.recognise.facts.figure.derived import indicator_of
from store.recognise.facts.figure.quantity import quantities
from store.recognise.facts.figure.words import actions, comparators, indicators, nouns, units
from store.recognise.register import everything
from store.recognise.rules import Candidate, Filler, Rule, candidates, fill, judge
from store.recognise.sentence import Sentence
from store.records import Article
from tests.recognise.made import marked

CASES = Path(__file__).parents[1] / "cases/figure"


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    return [pytest.param(c, id=f"{c['rule']}-{c['why'][:40]}") for c in rows]


def figure_rules() -> tuple[list[Rule], list[Filler]]:
    rules, fillers = everything()
    strongest = sorted((f for f in fillers if f.kind == "figure"), key=lambda f: (-f.priority, f.id))
    return [r for r in rules if r.kind == "figure"], strongest


def document(text: str, case: dict[str, Any]) -> Document:
    published = case.get("published", "2023-01-29")
    article = Article(
        id="0" * 16, source="made.txt", title=case.get("title"), text=text, published=published, region="320900"
    )
    made = Document(article)
    context.walk(made)
    return made


def read(made: Document) -> list[tuple[int, int, Candidate, dict[str, Any], dict[str, str]]]:
    """Kept figures with their place in the text, their fields and the rules that set them."""
    finders, fillers = figure_rules()
    vetoes = {r.id for r in finders if r.veto}
    out = []
    for sentence in made.sentences:
        for verdict in judge(candidates(finders, sentence)):
            c = verdict.candidate
            if verdict.lost_to is None and c.rule not in vetoes:
                values, trace, _ = fill(c, fillers, sentence)
                out.append(
                    (sentence.start + c.start, sentence.start + c.end, c, with_region(values, sentence, c), trace)
                )
    return out


def with_region(values: dict[str, Any], sentence: Sentence, c: Candidate) -> dict[str, Any]:
    if values.get("region"):
        return values
    return {**values, "region": about.governing(sentence, c.span[0])[0]}


@pytest.mark.parametrize("case", cases("finders"))
@pytest.mark.parametrize("prefix", ["", "天气晴好。"], ids=["alone", "moved"])
def test_finder(case: dict[str, Any], prefix: str) -> None:
    text, spans = marked(case["text"])
    found = read(document(prefix + text, case))
    if case["want"] == "nothing":
        assert [(prefix + text)[s:e] for s, e, *_ in found] == []
        return
    wanted = case["want"] if isinstance(case["want"], list) else [case["want"]]
    evidence = spans * len(wanted) if len(spans) == 1 else spans
    for (start, end), want in zip(evidence, wanted, strict=True):
        here = [
            (values, c.rule)
            for s, e, c, values, _ in found
            if (s, e) == (start + len(prefix), end + len(prefix))
            and values["value"] == want["value"]
            and want.get("measure") in (None, values["measure"])
        ]
        assert here, [((prefix + text)[s:e], v["measure"], v["value"]) for s, e, _, v, _ in found]
        values, rule = here[0]
        assert {k: values.get(k) for k in want} == want
        assert rule == case["rule"]


@pytest.mark.parametrize("case", cases("vetoes"))
def test_veto(case: dict[str, Any]) -> None:
    text, spans = marked(case["text"])
    made = document(text, case)
    finders, _ = figure_rules()
    veto = next(r for r in finders if r.id == case["rule"])
    claimed = [(s.start + c.start, s.start + c.end) for s in made.sentences for _, c in candidates([veto], s)]
    if case.get("misses"):
        assert claimed == []
    elif case.get("evidence", True):
        assert set(spans) <= set(claimed), [text[a:b] for a, b in claimed]
    else:
        assert claimed
    assert len(read(made)) == case["kept"], [v["measure"] for *_, v, _ in read(made)]


@pytest.mark.parametrize("case", cases("fields"))
def test_field(case: dict[str, Any]) -> None:
    found = read(document(case["text"], case))
    figures = [(v, t) for *_, v, t in found if case.get("of") in (None, v["literal"])]
    assert figures, [v["literal"] for *_, v, _ in found]
    values, trace = figures[-1]
    if "is" not in case:
        assert trace.get(case["field"]) != case["rule"]
        return
    assert values.get(case["field"]) == case["is"], values
    assert trace[case["field"]] == case.get("by", case["rule"])


INDICATORS = tomllib.loads((CASES / "indicators.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", INDICATORS, ids=[f"{c['measure']}-{c['unit']}" for c in INDICATORS])
def test_indicator(case: dict[str, str]) -> None:
    assert indicator_of(case["measure"], case["unit"]) == (case["is"] or None)


def test_every_rule_has_two_hits_and_a_miss() -> None:
    finders, fillers = figure_rules()
    rows = [p.values[0] for name in ("finders", "vetoes", "fields") for p in cases(name)]
    seen = {r.id: [c for c in rows if c["rule"] == r.id] for r in finders}
    thin = [
        i for i, cs in seen.items() if len([c for c in cs if c.get("want") != "nothing" and not c.get("misses")]) < 2
    ]
    no_miss = [i for i, cs in seen.items() if not any(c.get("want") == "nothing" or c.get("misses") for c in cs)]
    untested = [f.id for f in fillers if len([c for c in rows if c["rule"] == f.id]) < 2]
    assert (thin, no_miss, untested) == ([], [], [])


def test_traditional_full_width_text_reads_the_same() -> None:
    plain = read(document("当天,36个重大产业项目开工,总投资245.03亿元。", {}))
    other = read(document("當天,３６個重大產業項目開工,總投資２４５．０３億元。", {}))
    keys = ("value", "unit", "comparator", "status", "horizon")
    assert [[v.get(k) for k in keys] for *_, v, _ in plain] == [[v.get(k) for k in keys] for *_, v, _ in other]


def test_tables_are_whole() -> None:
    counted, uncounted = nouns()
    assert not counted & uncounted
    assert units()["元"].kind == "money" and comparators()[0]["超"] == ">" and actions()["签约"].stage == "signed"
    ids = [row.id for row in indicators()]
    assert len(ids) == len(set(ids))
    for row in indicators():
        for alias in row.aliases:
            assert indicator_of(alias.lstrip("="), row.unit.split(",")[0]) is not None, (row.id, alias)


@pytest.mark.parametrize("sign", ["1", "亿", ",", "“", "个", "、", "的", "1个项目、", "超1亿元的", "分别1%、", "力争"])
def test_hostile_text_ends(sign: str) -> None:
    """A long run of one sign is read to its end; how the time grows is the benchmark's."""
    text = (sign * 1500)[:1500]
    quantities(text)
    read(document(text, {}))
