"""How fast articles are read: the whole pipeline by stage, and the growth of each rule on hostile text."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks import must

SEEDS = Path(__file__).parent.parent.parent / "seeds"
HOSTILE = ("1", "亿", ",", "“", "(", "第", "会")


def main(full: bool) -> None:
    """Articles a second, clean ones of about 3,000 characters; rules that grow faster than their text."""
    stages()
    growth(10_000 if full else 2_000)


def stages() -> None:
    """Time of each stage on the clean seeds, the best of nine."""
    from store.collector import tables_stay
    from store.recognise.recognise import recognise
    from store.source.article import clean_article
    from store.source.read import Raw
    from store.understanding import article_of, understood

    raws = [Raw(f.name, f.read_bytes()) for f in sorted(SEEDS.glob("*.txt"))[1:]]
    for raw in raws:
        understood(raw)
    tables_stay()  # as an import does
    pages = [clean_article(raw) for raw in raws]
    articles = [article_of(raw, page) for raw, page in zip(raws, pages, strict=True)]
    characters = sum(len(a.text) for a in articles)
    per = 3000 / characters

    def best(work: Callable[[], object]) -> float:
        times = []
        for _ in range(9):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times) * per

    rows = {
        "clean": best(lambda: [clean_article(r) for r in raws]),
        "place": best(lambda: [article_of(r, p) for r, p in zip(raws, pages, strict=True)]),
        "recognise": best(lambda: [recognise(a) for a in articles]),
    }
    print(f"{'stage':12}{'ms an article of 3,000 characters':>36}")
    for name, seconds in rows.items():
        print(f"{name:12}{seconds * 1000:36.1f}")
    print(f"{'all':12}{sum(rows.values()) * 1000:36.1f}   {1 / sum(rows.values()):.0f} articles a second a core")
    must.at_least(30, "recognition, articles of 3,000 characters a second and core", 1 / sum(rows.values()))


def growth(size: int) -> None:
    """Each finder on twice the hostile text: at most 2.5 times the time."""
    from store.recognise.context import walk
    from store.recognise.document import Document
    from store.recognise.register import everything
    from store.records import Article

    worst: list[tuple[float, str, str]] = []
    for sign in HOSTILE:
        pair = []
        for length in (size, 2 * size):
            made = Document(Article(id="0" * 16, source="made", text=sign * length))
            walk(made)
            pair.append(made.sentences)
        for rule in everything()[0]:
            times = []
            for sentences in pair:
                start = time.process_time()
                for sentence in sentences:
                    list(rule.find(sentence))
                times.append(time.process_time() - start)
            # Below two milliseconds the clock says nothing.
            if times[1] > 0.002:
                worst.append((times[1] / max(times[0], 1e-6), rule.id, sign))
    over = sorted((w for w in worst if w[0] > 2.5), reverse=True)
    print(f"rules whose time grows by more than 2.5 on twice {size:,} hostile signs: {len(over)}")
    must.at_most(0, "rules slower than 2.5 × on twice the hostile text", len(over))
    for ratio, name, sign in over[:10]:
        print(f"  {name} on {sign!r}: ×{ratio:.1f}")
