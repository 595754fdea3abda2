"""Any words in any order: the index says what segments and words say together, and taking all back leaves nothing."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.database import Library
from store.errors import LichunError
from store.person.indicators import Row, Table
from store.records import Article, Fact, Mention
from tests.store.made import article, figure, mention, person, put

NAMES = ("全市高质量发展大会", "高质量发展大会", "重大项目签约仪式", "新春第一会")
TEXT = "1月28日,常州召开大会。全市总投资902.7亿元,开工项目126个。"
ARTICLES = 5

ACTS = ("date", "title", "name", "day", "place", "join", "split", "unjoin", "value", "reject", "accept", "add",
        "remove fact", "indicators", "undo", "import", "remove", "reopen")  # fmt: skip
acts = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=9)


def told(n: int) -> list[Article | Mention | Fact]:
    """One article of a handful, two to a day."""
    name = NAMES[n % len(NAMES)]
    own = mention(
        f"a{n}", name, date=("2023-01-28", "XXXX-12-15", None)[n // 2], kind="签约活动" if n == 2 else "发展大会"
    )
    facts = (
        figure(f"f{n}", f"a{n}", start=17, end=24, meeting=own.id, value=n),
        figure(f"g{n}", f"a{n}", start=25, end=33, meeting=own.id, measure="开工项目", unit="个", value=126),
        person(f"p{n}", f"a{n}", "陈金虎", meeting=own.id),
    )
    return [article(f"a{n}", TEXT + str(n), published=f"2023-01-2{n}"), own, *facts]


def do(library: Library, act: str, i: int, j: int) -> None:
    """One act of a person or of an import; what cannot be meant is refused and changes nothing."""
    n = i % ARTICLES
    meetings = [m.id for m in library.meetings()]
    first, other = (meetings[k % len(meetings)] if meetings else "none" for k in (i, j))
    match act:
        case "date":
            library.word.correct("article", f"a{n}", published=("2021", "2022-05-01", None)[j % 3])
        case "title":
            library.word.correct("article", f"a{n}", title=f"题{j}")
        case "name":
            library.word.correct("meeting", first, name=NAMES[j % 4])
        case "day":
            library.word.correct("meeting", first, date=("2023-01-28", "2021-12-15", None)[j % 3])
        case "place":
            library.word.correct("meeting", first, region=("320400", "320100")[j % 2])
        case "join":
            library.arrangements.join(first, other)
        case "split":
            found = library.meeting(first)
            library.arrangements.split(first, found.articles[: 1 + j % 2] if found else ())
        case "unjoin":
            library.arrangements.undo(first)
        case "value":
            library.word.correct("fact", f"f{n}", value=j, region=("320100", None)[j % 2])
        case "reject":
            library.word.reject(f"{'fgp'[j % 3]}{n}", "试")
        case "accept":
            library.word.accept(f"{'fgp'[j % 3]}{n}")
        case "add":
            library.word.add_fact(f"a{n}", j, j + 4, "goal", {"name": f"目标{j}"})
        case "remove fact":
            library.word.remove_fact(library.word.added_facts()[0].id if library.word.added_facts() else "none")
        case "indicators":
            library.word.take_indicators(
                Table((Row("gdp", ("总投资", "项目")[j % 2 :], ("元", "个")),) if j % 3 else ())
            )
        case "undo":
            library.word.uncorrect("article" if j % 2 else "meeting", f"a{n}" if j % 2 else first)
        case "import":
            put(library, *told(n))
        case "remove":
            library.remove([f"a{n}"])


def standing(library: Library) -> dict[str, object]:
    return {
        "articles": {row.id: library.article(row.id) for row in library.articles()},
        "facts": {f.id: f for row in library.articles() for f in library.facts(article=row.id)},
        "meetings": {m.id: m for m in library.meetings()},
        "counts": library.counts(),
        "found": sorted(h.id for h in library.find("kind:figure", limit=99).rows),
    }


def take_all_back(library: Library) -> None:
    for kind, i in library.word.corrections():
        library.word.uncorrect(kind, i)  # type: ignore[arg-type]
    for fact, _ in library.word.rejected():
        library.word.accept(fact.id)
    for fact in library.word.added_facts():
        library.word.remove_fact(fact.id)
    library.word.take_indicators(Table())
    for meeting in library.meetings():
        if library.meeting(meeting.id) is not None:
            library.arrangements.undo(meeting.id)


@settings(max_examples=10, deadline=None)
@given(acts)
@example([("day", 1, 0)])  # what it then equals takes it in: the correction is undone by the id of either
@example([("join", 0, 2), ("day", 0, 1), ("split", 0, 1), ("date", 0, 0), ("import", 0, 0)])
def test_any_words_in_any_order(sequence: list[tuple[str, int, int]]) -> None:
    with TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        library = Library.open(place)
        for n in range(ARTICLES):
            put(library, *told(n))
        for act, i, j in sequence:
            if act == "reopen":
                library.close()
                library = Library.open(place)
                continue
            try:
                do(library, act, i, j)
            except LichunError:
                assert act not in ("import", "remove", "indicators", "accept", "undo")
        assert [f.what for f in library.doctor(whole=True)] == []
        said = standing(library)
        library.rebuild()
        assert standing(library) == said
        left = [row.id for row in library.articles()]
        take_all_back(library)
        assert [f.what for f in library.doctor(whole=True)] == []
        now = standing(library)
        library.close()
        with Library.open(Path(folder) / "plain") as plain:
            for n in range(ARTICLES):
                if f"a{n}" in left:
                    put(plain, *told(n))
            assert now == standing(plain)
