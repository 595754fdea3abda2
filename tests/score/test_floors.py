"""Recognition does not fall below what was once reached: of the five seeds (`floors.json`) and of the articles that were
written by others and have been looked at since (`floors_unseen.json`). Floors can only be raised."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.database import Library
from store.export import export
from store.importer import import_paths
from tests.score.score import Score, gold_of, score, table

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
UNSEEN = json.loads((HERE / "floors_unseen.json").read_text(encoding="utf-8"))


def _scored(texts: Path, gold: Path, place: Path) -> Score:
    with Library.open(place / "store") as library:
        report = import_paths(library, sorted(texts.glob("*.txt")))
        assert report.failed == []
        export(library.select(""), "json", place / "export.json")
    result = score(gold_of(gold), json.loads((place / "export.json").read_text(encoding="utf-8")))
    print(table(result))
    return result


@pytest.fixture(scope="module")
def reached(tmp_path_factory: pytest.TempPathFactory) -> Score:
    return _scored(HERE.parent.parent / "seeds", HERE.parent / "gold", tmp_path_factory.mktemp("score"))


@pytest.fixture(scope="module")
def reached_unseen(tmp_path_factory: pytest.TempPathFactory) -> Score:
    tuned = HERE.parent / "unseen" / "tuned"
    return _scored(tuned, tuned, tmp_path_factory.mktemp("unseen"))


@pytest.mark.parametrize("name", FLOORS)
def test_a_floor_holds(name: str, reached: Score) -> None:
    assert reached.figures()[name] >= FLOORS[name], table(reached)


@pytest.mark.parametrize("name", UNSEEN)
def test_a_floor_holds_on_articles_by_others(name: str, reached_unseen: Score) -> None:
    assert reached_unseen.figures()[name] >= UNSEEN[name], table(reached_unseen)


def test_the_export_keeps_the_contract(reached: Score, reached_unseen: Score) -> None:
    assert reached.faults == [] and reached_unseen.faults == []


def test_gold_scores_itself_whole() -> None:
    """The scorer against its own gold: every record found, every field right."""
    gold = gold_of(HERE.parent / "gold")
    articles, meetings, facts = [], [], []
    for name, entry in gold.items():
        articles.append({**entry["article"], "id": name, "source": name, "text": ""})
        for n, m in enumerate(entry["meeting"]):
            meetings.append({**m, "id": f"{name}-m{n}", "articles": [name]})
        for kind, records in entry.items():
            if kind not in ("article", "meeting"):
                facts += [{**f, "id": f"{name}-{kind}{n}", "article": name} for n, f in enumerate(records)]
    result = score(gold, {"articles": articles, "meetings": meetings, "facts": facts})
    assert [(n, t.f1) for n, t in result.kinds.items() if t.f1 < 1] == []
