"""The laws of the rules: what holds for every rule of the register, none of them named here."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from store.recognise.recognise import explain, recognise
from store.recognise.register import called, everything, fillers_of, finders_of
from store.recognise.rules import Filler, Rule, candidates, judge
from store.recognise.sentence import OPENING
from store.records import Article
from store.source.read import Raw
from store.understanding import understood
from tests.recognise.made import document, marked, titled

FINDERS, FILLERS = everything()
SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))


@pytest.fixture(scope="module", params=SEEDS, ids=lambda p: p.name[:3])
def seed(request: pytest.FixtureRequest) -> Article:
    return understood(Raw(request.param.name, request.param.read_bytes())).article


@pytest.mark.parametrize("rule", FINDERS, ids=lambda r: r.id)
def test_a_finder_finds_its_own_example(rule: Rule) -> None:
    title, example = titled(rule.example)
    text, spans = marked(example)
    assert spans, f"{rule.id}: the example marks nothing with ⟦ ⟧"
    found = [
        (s.start + c.start, s.start + c.end)
        for s in document(text, title=title).sentences
        for _, c in candidates([rule], s)
    ]
    assert set(spans) <= set(found), f"{rule.id} found {[text[a:b] for a, b in found]}"


@pytest.mark.parametrize("rule", FINDERS, ids=lambda r: r.id)
def test_a_finder_keeps_nothing_of_its_near_miss(rule: Rule) -> None:
    title, text = titled(rule.near_miss)
    for sentence in document(marked(text)[0], title=title).sentences:
        kept = [v.candidate for v in judge(candidates(finders_of(rule.kind), sentence)) if v.lost_to is None]
        assert rule.id not in {c.rule for c in kept}


@pytest.mark.parametrize("rule", [r for r in FINDERS if r.needs or r.opening], ids=lambda r: r.id)
def test_triggers_change_no_result(rule: Rule, seed: Article) -> None:
    made = document(seed.text, script=seed.script, region=seed.region, published=seed.published)
    for sentence in made.sentences:
        elsewhere = rule.opening and sentence.index >= OPENING and sentence is not sentence.paragraph.sentences[0]
        if elsewhere or (rule.needs and not any(word in sentence.text for word in rule.needs)):
            assert list(rule.find(sentence)) == [], sentence.text


def test_ids_are_unique_and_tell_their_module() -> None:
    ids = [r.id for r in (*FINDERS, *FILLERS)]
    assert len(ids) == len(set(ids))
    assert [i for i in ids if "." not in i or i != i.lower()] == []


def test_order_carries_no_meaning(seed: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = recognise(seed)
    for number in range(3):
        mixing = random.Random(number)

        def mixed(text: str, *, opening: bool, mixing: random.Random = mixing) -> dict[str, list[Rule]]:
            return {kind: mixing.sample(rules, len(rules)) for kind, rules in called(text, opening=opening).items()}

        monkeypatch.setattr("store.recognise.register.called", mixed)
        assert recognise(seed) == expected


def test_recognising_is_explaining_without_the_losers(seed: Article) -> None:
    told = explain(seed)
    assert told.recognised == recognise(seed)
    assert all(j.lost_to is None or j.lost_to in {r.id for r in FINDERS} for j in told.judged)


def test_every_field_names_its_rule_and_evidence_stands_in_a_line(seed: Article) -> None:
    found = recognise(seed)
    known = {r.id for r in (*FINDERS, *FILLERS)}
    free = {
        "id",
        "kind",
        "article",
        "start",
        "end",
        "inferred",
        "corrected",
        "tags",
        "trace",
        "damage",
        "checked",
        "note",
    }
    for fact in found.facts:
        data = fact.to_json()
        assert "\n" not in seed.text[fact.start : fact.end]
        untold = [k for k, v in data.items() if v not in (None, "") and k not in free and k not in fact.trace]
        assert untold == [], (fact, untold)
        strangers = {v for k, v in fact.trace.items() if k not in ("region", "meeting", "about")} - known
        assert strangers == set(), fact


@pytest.mark.parametrize("filler", FILLERS, ids=lambda f: f.id)
def test_fillers_are_ordered_by_strength(filler: Filler) -> None:
    order = [f.priority for f in fillers_of(filler.kind) if f.fills == filler.fills]
    assert order == sorted(order, reverse=True)
