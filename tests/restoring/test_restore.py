"""An export brought into an empty store gives the same export again; into one that has the articles, it overwrites nothing."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from store.database import Library
from store.errors import ReadError
from store.export import export
from store.importer import import_paths
from store.records import Fact, Figure
from store.restoring.exported import Exported, read
from store.restoring.restore import Restored, restore
from store.sharing.merge import Choice
from store.source.kind import schema_of
from tests.store.made import article, figure, mention, person, project, put

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
PARTS = ("articles", "regions", "meetings", "facts", "corrections", "marks")


@contextmanager
def library(name: str = "li") -> Iterator[Library]:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "store") as found:
        found.person = name
        yield found


def exported(one: Library, query: str = "", **how: Any) -> bytes:
    out = io.StringIO()
    export(one.select(query), "json", out, **how)
    return out.getvalue().encode()


def records(data: bytes) -> dict[str, Any]:
    held = json.loads(data)
    divisions = {code: sorted(held) for code, held in held["meta"].get("divisions", {}).items()}
    return {name: held[name] for name in held if name != "meta"} | {"divisions": sorted(divisions.items())}


def again(data: bytes, **how: Any) -> dict[str, Any]:
    """What an empty store exports once the export was taken in."""
    with library() as other:
        done = restore(other, read("x.json", data))
        assert not done.differing and not done.work.open and not done.work.waiting and not done.partly
        assert done.new == len(json.loads(data)["articles"])
        return records(exported(other, **how))


def work(one: Library) -> None:
    """Something of each that a person may add."""
    figures = [f for f in one.facts(region="320400") if isinstance(f, Figure)]
    one.word.correct("fact", figures[0].id, value=48, status=None)
    one.notebook.annotate("fact", figures[1].id, "问过统计局")
    one.notebook.tag("fact", figures[1].id, ["重点"])
    one.notebook.check("fact", figures[2].id)
    one.word.reject(figures[3].id, "不是数据")
    one.notebook.toggle("fact", figures[0].id)
    one.notebook.toggle("article", figures[0].article)
    one.notebook.toggle("region", "320400")
    one.notebook.annotate("article", figures[0].article, "与公报一致")
    one.notebook.check("article", figures[0].article)
    text = one.article(figures[0].article)
    assert text is not None
    start = text.text.index("新能源之都")
    one.word.add_fact(text.id, start, start + 5, "goal", {"name": "新能源之都(自)", "horizon": "2025"})
    meetings = one.meetings("320000", below=True)
    one.word.correct("meeting", meetings[0].id, theme="高质量发展", name="全市大会")
    one.notebook.toggle("meeting", meetings[0].id)
    one.flush()


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("seeds") / "store") as found:
        import_paths(found, SEEDS)
        work(found)
        yield found


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize("query", ["", "in:常州", "kind:project"])
def test_the_seeds_with_a_persons_work_come_back(seeds: Library, trace: bool, query: str) -> None:
    data = exported(seeds, query, trace=trace)
    back, told = again(data, trace=trace), records(data)
    if query:  # all of the other store is in the order of its articles, what a query finds in its own
        back, told = (
            {name: sorted(held, key=lambda r: json.dumps(r, sort_keys=True)) for name, held in one.items()}
            for one in (back, told)
        )
    assert back == told


def test_a_corrected_article_comes_back_and_can_be_undone(tmp_path: Path) -> None:
    with library() as one, library() as other:
        import_paths(one, SEEDS[2:3])
        (row,) = one.articles()
        before = records(exported(one))
        one.word.correct("article", row.id, published="2023-01-31", publisher="高淳日报")
        data = exported(one)
        restore(other, read("x.json", data))
        assert records(exported(other)) == records(data)
        assert other.article(row.id).publisher == "高淳日报"  # type: ignore[union-attr]
        other.word.uncorrect("article", row.id)
        back = records(exported(other))["articles"][0]
        assert {n: back[n] for n in ("publisher", "published")} == {
            n: before["articles"][0][n] for n in ("publisher", "published")
        }


def test_what_was_rejected_stays_rejected_when_the_sources_come() -> None:
    with library() as one, library() as other:
        import_paths(one, SEEDS[:1], jobs=1)
        for fact in one.facts()[:3]:
            one.word.reject(fact.id, "不是数据")
        left = {fact.id for fact in one.facts()}
        done = restore(other, read("x.json", exported(one)))
        assert done.work.added["rejections"] == 3 and not done.work.waiting
        import_paths(other, SEEDS[:1], jobs=1)
        assert {fact.id for fact in other.facts()} == left
        assert sorted(why for _, why in other.word.rejected()) == ["不是数据"] * 3
        assert records(exported(other)) == records(exported(one)) and other.doctor(whole=True) == []
        other.word.accept(other.word.rejected()[0][0].id)
        assert len(other.facts()) == len(left) + 1


def test_what_was_corrected_can_be_undone_as_before() -> None:
    with library() as one, library() as other:
        put(one, article("a"), mention("a"), figure("f", "a"))
        before = records(exported(one))
        one.word.correct("fact", "f", value=48)
        one.word.correct("meeting", one.meetings()[0].id, name="另一个会", date="2023-01-30")
        restore(other, read("x.json", exported(one)))
        assert other.fact("f").value == 48  # type: ignore[union-attr]
        other.word.uncorrect("fact", "f")
        other.word.uncorrect("meeting", other.meetings()[0].id)
        assert records(exported(other)) == before


@pytest.mark.parametrize("trace", [False, True])
def test_joined_and_split_meetings_come_back(trace: bool) -> None:
    with library() as one:
        put(one, *(article(i, published=f"2023-01-{n}") for i, n in (("a", 28), ("b", 29), ("c", 30))),
            mention("a"), mention("b"), mention("c", "表彰大会", date="2023-02-03"))  # fmt: skip
        put(one, article("d", published="2023-02-01"), mention("d", "座谈会", date=None), figure("f", "d"))
        far, near = sorted(one.meetings(), key=lambda m: len(m.articles))[0], one.meetings("320400")
        joined = next(m for m in near if len(m.articles) == 2)
        one.arrangements.split(joined.id, ["b"])
        one.arrangements.join(joined.id, far.id)
        assert len(one.meetings()) == 3
        data = exported(one, trace=trace)
        assert again(data, trace=trace) == records(data)


@pytest.mark.parametrize(
    ("alone", "two"),
    [
        (("全市大会", ()), (("全市大会", ("新春第一会",)), ("新春第一会", ("春会",)))),
        (("新春第一会", ()), (("项目推进会", ()), ("项目推进会", ("新春第一会",)))),
    ],
)
def test_meetings_of_one_day_that_a_shared_nickname_keeps_apart_come_back(alone: Any, two: Any) -> None:
    """Three reports of a day, two of them in one article: which bore the nickname decides which are one."""
    with library() as one:
        put(one, article("a", published="2023-02-03"), mention("a", alone[0], aka=alone[1]))
        own = [mention("b", name, aka=aka, id=f"b{n}", start=n, end=n + 4) for n, (name, aka) in enumerate(two)]
        put(one, article("b", published="2023-01-28" if alone[0] == "新春第一会" else "2023-02-09"), *own)
        assert sorted(len(m.articles) for m in one.meetings()) == [1, 2]
        data = exported(one)
        assert again(data) == records(data)


def test_meetings_that_no_way_keeps_apart_are_told_and_none_of_their_articles_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The ways to share out names are tried up to a number; beyond it nothing is guessed in silence."""
    with library() as one:
        for n in range(3):
            put(one, article(f"a{n}", published="2023-02-03"), mention(f"a{n}", "新春第一会", region=f"32040{n}"))
            own = [("项目推进会", ()), ("项目推进会", ("新春第一会",))]
            reports = [
                mention(f"b{n}", name, aka=aka, id=f"b{n}{k}", start=k, region=f"32040{n}")
                for k, (name, aka) in enumerate(own)
            ]
            put(one, article(f"b{n}", published="2023-01-28"), *reports)
        data = exported(one)
    for tried, most in ((256, 0), (0, 6)):
        monkeypatch.setattr("store.restoring.reports._TRIED", tried)
        with library() as other:
            done = restore(other, read("all.json", data))
            assert (done.new, len(other.articles())) == (6, 6)
            assert all(other.reports_in(row.id) for row in other.articles())
            assert len(done.otherwise) <= most and bool(done.otherwise) == bool(most)


def test_a_word_on_a_meeting_that_another_of_its_name_shares_comes_back() -> None:
    """Joined reports bear two names; one of them is that of another meeting of the day, for which the word holds too."""
    with library() as one:
        put(one, article("a", published="2023-01-28"), mention("a", aka=("春会",)))
        put(one, article("c", published="2023-02-01"), mention("c", "新春第一会", aka=("春会",), id="c1"),
            mention("c", "新春第一会", kind="推进会", id="c2", start=6, end=10))  # fmt: skip
        (joined,) = [m for m in one.meetings() if len(m.articles) == 2]
        one.word.correct("meeting", joined.id, region="320500")
        data = exported(one)
        assert {m.region for m in one.meetings()} == {"320500"} and again(data) == records(data)


# Made libraries

TEXT = "常州召开大会,全市总投资902.7亿元,开工项目126个,增长6%。"
IDS = ("a", "b", "c")
NAMES = ("全市大会", "新春第一会", "项目推进会", "全市高质量发展大会")
mentions = st.builds(
    lambda i, name, region, date, kind, aka, theme, start: mention(
        i, name, id=f"m{i}{start}", region=region, date=date, kind=kind, aka=aka, theme=theme, start=start,
        end=start + 4, occasion="new_year" if name == "新春第一会" else None,
    ),
    st.sampled_from(IDS), st.sampled_from(NAMES), st.sampled_from(["320400", "320100", None]),
    st.sampled_from(["2023-01-28", "2023-01-28/2023-01-29", "XXXX-12-15", None]),
    st.sampled_from(["发展大会", "其他", "推进会"]), st.sampled_from([(), ("新春第一会",), ("开年会", "春会")]),
    st.sampled_from([None, "拼经济"]), st.sampled_from([0, 6, 12]),
)  # fmt: skip
spans = st.sampled_from([(0, 4), (8, 19), (20, 28), (29, 33)])
facts = st.builds(
    lambda n, i, span, kind, value, region, meeting, theme: kind(
        f"f{n}", i, start=span[0], end=span[1], region=region, meeting=f"m{i}{meeting}", **theme(value)
    ),
    st.integers(0, 10_000), st.sampled_from(IDS), spans, st.sampled_from([figure]),
    st.one_of(st.none(), st.integers(-(2**62), 2**62), st.floats(0, 1e9).filter(lambda f: f % 1 != 0)),
    st.sampled_from(["320400", "320100", None]), st.sampled_from([0, 6, 12]),
    st.sampled_from([lambda v: {"value": v}, lambda v: {"value": v, "inferred": ("region",), "status": "target",
                                                       "trace": {"value": "figure.count"}}]),
)  # fmt: skip
others = st.builds(
    lambda n, i, make, name: make(f"p{n}", i, name),
    st.integers(0, 99), st.sampled_from(IDS), st.sampled_from([person, project]), st.sampled_from(["于婷婷", "项目\x1b甲"]),
)  # fmt: skip
made = st.tuples(
    st.lists(mentions, max_size=5, unique_by=lambda m: m.id),
    st.lists(facts, max_size=5, unique_by=lambda f: f.id),
    st.lists(others, max_size=3, unique_by=lambda f: f.id),
    st.lists(st.sampled_from(["mark", "correct", "note", "check", "add", "meeting", "article"]), unique=True),
    st.permutations([None, "2023-01-28", "2023-02-01"]),
)


def fill(one: Library, parts: Any, region: str | None) -> None:
    """`region` is that of the articles, which an export without the trace does not tell."""
    reports, figures, named, acts, days = parts
    for i, day in zip(IDS, days, strict=True):
        reported = {m.id for m in reports if m.article == i}
        own: list[Fact] = [f for f in (*figures, *named) if f.article == i]
        kept = [f if f.meeting in reported else type(f).from_json({**f.to_json(), "meeting": None}) for f in own]
        put(one, article(i, TEXT, published=day, title=f"标题{i}", region=region),
            *(m for m in reports if m.article == i), *kept)  # fmt: skip
    fact = next(iter(one.facts()), None)
    meeting = next(iter(one.meetings()), None)
    if "mark" in acts:
        one.notebook.toggle("article", "b")
    if fact is not None:
        _judge(one, fact, acts)
    if "add" in acts:
        one.word.add_fact("a", 0, 4, "goal", {"name": "目标"})
    if "meeting" in acts and meeting is not None:
        one.word.correct("meeting", meeting.id, theme="主题", region="320500")
    if "article" in acts:
        one.word.correct("article", "c", publisher="某报")
    one.flush()


def _judge(one: Library, fact: Fact, acts: list[str]) -> None:
    if "correct" in acts:
        one.word.correct("fact", fact.id, region="320102")
    if "note" in acts:
        one.notebook.annotate("fact", fact.id, "注")
    if "check" in acts:
        one.notebook.check("fact", fact.id)


@given(made, st.booleans())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
)
def test_a_made_library_comes_back_record_by_record(parts: Any, trace: bool) -> None:
    with library() as one:
        fill(one, parts, "320400")
        data = exported(one, trace=trace)
        assert again(data, trace=trace) == records(data)


# Into a store that has something


def test_the_same_again_changes_nothing(seeds: Library) -> None:
    with library() as other:
        data = read("x.json", exported(seeds))
        restore(other, data)
        before, generation = records(exported(other)), other.generation
        done = restore(other, data)
        assert (done.new, done.same, done.replaced) == (0, 5, 0) and not done.work.added
        assert other.generation == generation and records(exported(other)) == before


def _two() -> tuple[bytes, Any]:
    with library("wang") as one:
        put(one, article("a", title="甲"), figure("f", "a", value=1), figure("g", "a", start=5, end=6))
        return exported(one), None


def test_what_stands_differently_is_told_and_left() -> None:
    data, _ = _two()
    with library() as other:
        put(other, article("a", title="乙"), figure("f", "a", value=2))
        done = restore(other, read("x.json", data))
        (one,) = done.differing
        assert (done.new, done.same, one.article) == (0, 0, "a")
        assert one.how == "title (乙 here, 甲 there); 1 fact read otherwise; 1 fact not here"
        assert other.fact("f").value == 2 and other.fact("g") is None  # type: ignore[union-attr]
        assert restore(other, read("x.json", data), choice=Choice("mine")).differing
        assert restore(other, read("x.json", data), choice=Choice(theirs=("a",))).replaced == 1
        assert other.fact("f").value == 1 and other.fact("g") is not None  # type: ignore[union-attr]


def test_a_part_of_what_stands_is_no_difference() -> None:
    with library() as one:
        put(one, article("a"), mention("a"), figure("f", "a", meeting="m-a-全市高质量发展大会"), figure("g", "a"))
        out = io.StringIO()
        export(one.select(["f"]), "json", out)
        done: Restored = restore(one, read("x.json", out.getvalue().encode()))
        assert (done.same, done.differing) == (1, [])


def test_words_that_differ_are_listed(seeds: Library) -> None:
    data = exported(seeds)
    with library() as other:
        import_paths(other, SEEDS)
        chosen = next(c["id"] for c in json.loads(data)["corrections"] if c["kind"] == "fact" and "added" not in c)
        other.word.correct("fact", chosen, value=49)
        done = restore(other, read("x.json", data))
        assert done.same == 5 and [(c.mine.value, c.theirs.value) for c in done.work.open] == [(49, 48)]
        assert other.fact(chosen).value == 49  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("head", "schema"),
    [
        (b'{"meta": {"schema":"lichun-export-1","lichun":"0.1.0"},', "lichun-export-1"),
        (b'\xef\xbb\xbf{"meta":{"lichun":"1","schema": "lichun-work-1"}}', "lichun-work-1"),
        (b'{"articles": [{"text": "\\"meta\\": {\\"schema\\": \\"lichun-export-1\\""}]}', None),
        (b'{"meta": {"schema": "other"}}', None),
        (b'[{"text": "x"}]', None),
    ],
)
def test_only_the_schema_tells_an_export(head: bytes, schema: str | None) -> None:
    assert schema_of(head) == schema


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["meta"].update(schema="lichun-export-9"), "newer lichun"),
        (lambda d: d["meta"].update(variant="tw"), "another script"),
        (lambda d: d.pop("facts"), "without facts"),
        (lambda d: d["facts"][0].update(end=10**6), "cannot be read"),
        (lambda d: d["facts"][0].update(kind="figures"), "cannot be read"),
        (lambda d: d["facts"][0].update(article="other"), "not in it"),
        (lambda d: d["articles"][0].pop("id"), "cannot be read"),
    ],
)
def test_what_cannot_be_put_back_is_refused_whole(change: Any, said: str) -> None:
    data = json.loads(_two()[0])
    change(data)
    with pytest.raises(ReadError, match=said):
        read("x.json", json.dumps(data).encode())
    with pytest.raises(ReadError, match="breaks off"):
        read("x.json", _two()[0][:-9])


def test_any_layout_of_an_export_says_the_same(seeds: Library) -> None:
    data = exported(seeds)
    one, other = (read("x.json", laid) for laid in (data, json.dumps(json.loads(data), indent=1).encode()))
    assert [one.article(i) for i in one.places] == [other.article(i) for i in other.places]
    assert [one.parts(i) for i in one.places] == [other.parts(i) for i in other.places]
    assert one.work == other.work and one.work.count()["notes"] == 2


def test_an_export_is_read_as_it_is_written(seeds: Library) -> None:
    found: Exported = read("x.json", exported(seeds))
    assert list(found.places) == list(seeds.select("").article_ids) and found.work.count()["corrections"] == 2
