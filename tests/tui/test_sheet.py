"""The text that the reader shows, and the maps between it and the article."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from store.records import Article, Dropped, Figure, Repair, Span
from tests.tui.made import ARTICLES
from tui.panes.sheet import Paint, clean_sheet, flat, repairs_sheet, untaken

ARTICLE, MENTIONS, FACTS = ARTICLES[0]
SPANS = [Span(article=m.article, start=m.start, end=m.end) for m in MENTIONS]
HEAD = ("题目", "报纸 · 2023")


def test_evidence_is_lit_where_it_stands_in_the_displayed_text() -> None:
    sheet = clean_sheet(ARTICLE, FACTS, SPANS, HEAD)
    by_id = {f.id: f for f in FACTS}
    assert {x.fact for x in sheet.lit} == set(by_id)
    for lit in sheet.lit:
        assert sheet.text[lit.start : lit.end] == by_id[lit.fact].literal


class Doubled:
    """A conversion in which every character becomes two."""

    def __init__(self, text: str) -> None:
        self.text = "".join(c if c == "\n" else c + c for c in text)
        self._at = [0]
        for c in text:
            self._at.append(self._at[-1] + (1 if c == "\n" else 2))

    def to_converted(self, start: int, end: int) -> tuple[int, int]:
        return self._at[start], self._at[end]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        return self._at.index(start), self._at.index(end)


def test_evidence_stays_lit_where_a_conversion_changes_lengths() -> None:
    sheet = clean_sheet(ARTICLE, FACTS, SPANS, HEAD, Doubled(ARTICLE.text))
    by_id = {f.id: f for f in FACTS}
    for lit in sheet.lit:
        assert sheet.text[lit.start : lit.end][::2] == by_id[lit.fact].literal
        start, end = by_id[lit.fact].start, by_id[lit.fact].end
        assert sheet.to_article(lit.start, lit.end) == (start, end)


def test_repairs_and_dropped_lines_stand_in_their_places() -> None:
    text = "第一行有字\n第二行100个项目"
    article = Article(
        id="a",
        source="a",
        text=text,
        repaired=(
            Repair(start=2, end=3, raw="*", repaired="行", kind="mask", certain=False),
            Repair(start=8, end=9, raw="彳亍", repaired="行", kind="split", certain=True),
        ),
        dropped=(
            Dropped(after=0, text="首页", rule="line.menu"),
            Dropped(after=6, text="广告", rule="line.ad"),
            Dropped(after=len(text), text="返回", rule="line.menu"),
        ),
    )
    fact = Figure(id="f", article="a", start=9, end=13, measure="项目", value=100, unit="个")
    sheet = repairs_sheet(article, [fact], [], ("题", ""))
    assert sheet.text == "题\n首页\n第一*行有字\n广告\n第二彳亍行100个项目\n返回"
    (lit,) = sheet.lit
    assert sheet.text[lit.start : lit.end] == "100个"
    assert sheet.to_article(lit.start, lit.end) == (9, 13)
    painted = [(sheet.text[p.start : p.end].strip(), p.style) for p in sheet.paint]
    wanted = [("*", "raw"), ("首页", "dropped"), ("返回", "dropped"), ("行", "guessed"), ("行", "repaired")]
    assert [pair for pair in wanted if pair not in painted] == []


def test_numbers_that_became_no_fact_are_found() -> None:
    loose = [ARTICLE.text[a:b] for a, b in untaken(ARTICLE, FACTS, SPANS)]
    assert loose == ["5条", "3200家", "1856项", "450亩", "38件"]


def test_days_ordinals_and_taken_numbers_are_not_counted() -> None:
    article = Article(id="a", source="a", text="2023年1月28日第6个项目，共100个")
    fact = Figure(id="f", article="a", start=17, end=21, measure="项目", value=100, unit="个")
    assert article.text[17:21] == "100个"
    assert untaken(article, [fact], []) == []


SPANS_OF_TEXT = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from("abc")).map(
        lambda t: Paint(min(t[:2]), max(t[:2]), t[2])
    ),
    max_size=12,
)


@given(SPANS_OF_TEXT)
def test_overlapping_stretches_become_ones_side_by_side(paints: list[Paint]) -> None:
    found = flat(paints)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for p in paints for i in range(p.start, p.end)}
    assert {i for p in found for i in range(p.start, p.end)} == covered
    for p in found:
        for i in range(p.start, p.end):
            shortest = min(q.end - q.start for q in paints if q.start <= i < q.end)
            assert p.style in {q.style for q in paints if q.start <= i < q.end and q.end - q.start == shortest}
