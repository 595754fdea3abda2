"""What queries find: exactly what a scan of the texts and facts would, in the right order, with the sentence that answers."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from store.database import Library
from store.errors import QueryError
from store.index import terms
from store.language.fold import fold
from store.records import Fact, Figure, Person, Quote
from store.search.hits import Hit
from tests.benchmarks.corpus import Made, made
from tests.store.made import article, figure, mention, person, project, put
from tests.store.test_library import commit

CORPUS = [made(n, seed=5) for n in range(40)]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("find") / "store") as library:
        for at in range(0, len(CORPUS), 10):
            commit(library, *CORPUS[at : at + 10], sources=False)
        yield library


RUNS = {one.article.id: terms.runs(f"{one.article.title}\n{one.article.text}") for one in CORPUS}


def holding(query: str) -> set[str]:
    """Ids of the articles whose title and text hold the words, by a scan."""
    words = [fold(word) for word in query.split()]
    return {i for i, runs in RUNS.items() if all(any(word in run for run in runs) for word in words)}


def articles_of(library: Library, query: str) -> set[str]:
    return {hit.article for hit in library.find(query, limit=1000).rows}


def test_words_are_found_as_a_scan_finds_them(shelf: Library) -> None:
    rng = random.Random(2)
    for _ in range(150):
        one = rng.choice(CORPUS).article
        words = []
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            run = rng.choice(terms.runs(one.text))
            start = rng.randrange(len(run))
            words.append(run[start : start + rng.choice((1, 2, 3, 4, 6))])
        query = " ".join(words)
        assert articles_of(shelf, query) == holding(query), query
        whole = shelf.find(query, limit=1000)  # the articles, and the meetings that bear the words
        assert shelf.find(query).total == shelf.count(query) == len(whole.rows) >= len(holding(query))


def test_rare_words_made_of_common_pairs(shelf: Library) -> None:
    pairs = ["招商", "商引", "引资", "项目", "目标", "发展", "展会", "大会", "会议"]
    for left in pairs:
        for right in pairs:
            if left[1] == right[0]:
                assert articles_of(shelf, left + right[1]) == holding(left + right[1])


def facts_where(test: Callable[[Made, Fact], bool]) -> set[str]:
    return {f.id for one in CORPUS for f in one.facts if test(one, f)}


def value(f: Fact) -> float:
    return f.value if isinstance(f, Figure) and f.value is not None else float("nan")


FIELD_QUERIES: dict[str, Callable[[Made, Fact], bool]] = {
    "kind:figure": lambda a, f: f.kind == "figure",
    "kind:quote,policy": lambda a, f: f.kind in ("quote", "policy"),
    "measure:总投资": lambda a, f: isinstance(f, Figure) and "总投资" in f.measure,
    "value>100亿": lambda a, f: value(f) > 10**10,
    "value>=3亿 value<4.5亿": lambda a, f: 3 * 10**8 <= value(f) < 4.5 * 10**8,
    "value:20..35 unit:家": lambda a, f: 20 <= value(f) <= 35 and getattr(f, "unit", "") == "家",
    "value<5%": lambda a, f: value(f) < 5 and getattr(f, "unit", "") == "%",
    "-value>5 kind:figure": lambda a, f: f.kind == "figure" and not value(f) > 5,
    "indicator:gdp status:target": lambda a, f: isinstance(f, Figure) and (f.indicator, f.status) == ("gdp", "target"),
    "指标:地区生产总值,firms": lambda a, f: isinstance(f, Figure) and f.indicator in ("gdp", "firms"),
    "unit:家,%": lambda a, f: getattr(f, "unit", "") in ("家", "%"),
    "in:江苏,浙江 kind:figure": lambda a, f: f.kind == "figure" and str(f.region)[:2] in ("32", "33"),
    "kind:figure in:江苏": lambda a, f: f.kind == "figure" and str(f.region).startswith("32"),
    "kind:figure -in:江苏 -status:target": lambda a, f: (
        isinstance(f, Figure) and not str(f.region).startswith("32") and f.status != "target"
    ),
    "kind:figure date:2021": lambda a, f: f.kind == "figure" and (day(a, f) or "").startswith("2021"),
    "for:2022": lambda a, f: isinstance(f, Figure) and f.horizon == "2022",
    "kind:goal 数字经济": lambda a, f: f.kind == "goal" and a.article.id in holding("数字经济"),
    "kind:project has:policy": lambda a, f: f.kind == "project" and any(g.kind == "policy" for g in a.facts),
    "kind:person person:王": lambda a, f: isinstance(f, Person) and "王" in f.name,
    "kind:person person:书记": lambda a, f: isinstance(f, Person) and "书记" in (f.title or ""),
    "stage:none": lambda a, f: f.kind in ("figure", "project") and not getattr(f, "stage", None),
    "stage:none kind:project": lambda a, f: f.kind == "project" and not getattr(f, "stage", None),
    "kind:figure,goal": lambda a, f: f.kind in ("figure", "goal"),
    "kind:person role:主持": lambda a, f: isinstance(f, Person) and f.role == "主持",
    "kind:figure person:王 role:讲话": lambda a, f: (
        f.kind == "figure" and any(isinstance(p, Person) and "王" in p.name and p.role == "讲话" for p in a.facts)
    ),
    "kind:figure -person:王": lambda a, f: f.kind == "figure" and not names("王", a),
    "kind:project 产业园 -person:王": lambda a, f: (
        f.kind == "project" and a.article.id in holding("产业园") and not names("王", a)
    ),
    "kind:project 产业园 has:policy": lambda a, f: (
        f.kind == "project" and a.article.id in holding("产业园") and any(g.kind == "policy" for g in a.facts)
    ),
    "kind:project 产业园 -数字经济": lambda a, f: (
        f.kind == "project" and a.article.id in holding("产业园") - holding("数字经济")
    ),
    "-kind:figure -kind:person": lambda a, f: f.kind not in ("figure", "person"),
}


def names(sign: str, one: Made, role: str | None = None) -> bool:
    """Whether a fact of the article names such a person, in the role where one is given."""
    told = ((f.name, f.role) for f in one.facts if isinstance(f, Person))
    said = ((f.speaker or "", None) for f in one.facts if isinstance(f, Quote))
    return any(sign in name and role in (None, has) for name, has in (*told, *said))


def bears(office: str, one: Made, role: str | None = None) -> bool:
    """Whether a person of the article holds such an office, in the role where one is given."""
    return any(isinstance(f, Person) and office in (f.title or "") and role in (None, f.role) for f in one.facts)


def day(one: Made, fact: Fact) -> str | None:
    return one.mentions[0].date if fact.meeting else one.article.published or one.mentions[0].date


@pytest.mark.parametrize("query", FIELD_QUERIES)
def test_fields_hold_of_one_fact(shelf: Library, query: str) -> None:
    found = shelf.find(query, limit=10_000)
    assert {hit.id for hit in found.rows} == facts_where(FIELD_QUERIES[query])
    assert len(found.rows) == found.total == shelf.count(query)
    assert set(shelf.select(query).fact_ids) == {hit.id for hit in found.rows}


@pytest.mark.parametrize(
    ("query", "test"),
    [
        ("in:江苏", lambda one: str(one.article.region).startswith("32")),
        ("date:2021", lambda one: (one.article.published and one.article.published[:4] == "2021") or one.mentions[0].date[:4] == "2021"),
        ("published:2021", lambda one: (one.article.published or "")[:4] == "2021"),
        ("published>=2021-06 published<2022", lambda one: "2021-06" <= (one.article.published or "") < "2022"),
        ("has:goal -has:project", lambda one: {"goal"} <= {f.kind for f in one.facts} and "project" not in {f.kind for f in one.facts}),
        ("-数字经济", lambda one: one.article.id not in holding("数字经济")),
        ("数字经济 -竣工", lambda one: one.article.id in holding("数字经济") - holding("竣工")),
        ("person:李 role:出席", lambda one: any(isinstance(f, Person) and "李" in f.name and f.role == "出席" for f in one.facts)),
        ("person:王,李 数字经济", lambda one: (names("王", one) or names("李", one)) and one.article.id in holding("数字经济")),
        ("person:市长", lambda one: bears("市长", one)),
        ("person:招商局局长 role:讲话", lambda one: bears("招商局局长", one, "讲话")),
        ("person:市长,李伟 -person:区长", lambda one: (bears("市长", one) or names("李伟", one)) and not bears("区长", one)),
        ("person:王 person:李", lambda one: names("王", one) and names("李", one)),
        ("person:王 person:李 role:讲话", lambda one: names("王", one, "讲话") and names("李", one, "讲话")),
        ("person:王 -person:李", lambda one: names("王", one) and not names("李", one)),
        ("person:王 -role:讲话", lambda one: names("王", one) and not names("王", one, "讲话")),
        ("role:讲话 -role:主持", lambda one: names("", one, "讲话") and not names("", one, "主持")),
        ("person:王 数字经济", lambda one: names("王", one) and one.article.id in holding("数字经济")),
    ],
)  # fmt: skip
def test_fields_of_articles(shelf: Library, query: str, test: Callable[[Made], bool]) -> None:
    assert articles_of(shelf, query) == {one.article.id for one in CORPUS if test(one)}


def test_windows_join_without_a_gap(shelf: Library) -> None:
    for query in ("数字经济", "kind:figure", "in:江苏", "会 -观摩"):
        whole = shelf.find(query, limit=1000).rows
        pieces = [hit for at in range(0, len(whole) + 7, 7) for hit in shelf.find(query, limit=7, offset=at).rows]
        assert pieces == list(whole), query
        assert len({(h.kind, h.id) for h in whole}) == len(whole)


def test_headings_first_then_texts_each_newest_first(shelf: Library) -> None:
    rows = shelf.find("营商环境", limit=1000).rows
    by_text = [hit.kind == "article" and "营商环境" not in (hit.title or "") for hit in rows]
    assert all(hit.start is not None for hit in rows), "a title's answer is told with what the text says of it"
    assert by_text == sorted(by_text) and any(by_text) and not all(by_text)
    published = {one.article.id: one.article.published for one in CORPUS}
    for part in (False, True):
        days = [published[h.article] or "" for h, text in zip(rows, by_text, strict=True) if text is part]
        days = [d for d in days if d]
        assert days == sorted(days, reverse=True)


def test_a_hit_shows_what_answered(shelf: Library) -> None:
    for query in ("营商环境", "营商环境 产业链", "kind:figure value>10亿", "person:王"):
        for hit in shelf.find(query, limit=200).rows:
            text = next(one.article.text for one in CORPUS if one.article.id == hit.article)
            if hit.start is not None and hit.end is not None:
                assert hit.snippet in text and text[hit.start : hit.end].strip()
            lit = [hit.snippet[a:b] for a, b in hit.spans]
            assert lit, (query, hit)
            if query == "营商环境":
                assert all(part.startswith("营商环境") or "营商环境" in part for part in lit)


# Single stores: places, persons, spellings


def ids(rows: tuple[Hit, ...]) -> list[str]:
    return [hit.id for hit in rows]


def test_places_hold_what_lies_below_and_what_they_were(library: Library) -> None:
    for code in ("320614", "320684", "320600", "320300", "320118-东坝街道", "100000", None):
        put(library, article(f"a{code}", region=code), figure(f"f{code}", f"a{code}", region=code))
    assert set(ids(library.find("in:海门").rows)) == {"a320614", "a320684"}
    assert set(ids(library.find("in:南通 kind:figure").rows)) == {"f320614", "f320684", "f320600"}
    assert ids(library.find("in:高淳").rows) == ids(library.find("in:320118").rows) == ["a320118-东坝街道"]
    assert ids(library.find("in:未定").rows) == ["aNone"] and ids(library.find("in:全国").rows) == ["a100000"]
    assert set(ids(library.find("in:nantong").rows)) == {"a320614", "a320684", "a320600"}
    nowhere = library.find("in:南通洲")
    assert nowhere.rows == () and nowhere.total == 0 and "南通市" in nowhere.near


def test_a_facts_place_goes_before_its_articles(library: Library) -> None:
    put(library, article("a", region="320000"), figure("own", "a", region="320400"), figure("none", "a", region=None))
    assert ids(library.find("in:常州 kind:figure").rows) == ["own"]
    assert set(ids(library.find("in:江苏 kind:figure").rows)) == {"own", "none"}


@pytest.mark.parametrize(
    "query", ["高质量发展", "高質量發展", "ＧＤＰ", "gdp", "量发", "“高质量”", "gaozhiliang", "gzlfz"]
)
def test_spellings(library: Library, query: str) -> None:
    put(library, article("a", "全市GDP推動高質量發展。", title="常州推動高質量發展", script="Hant"))
    put(library, article("b", "别的。", title="别的"))
    assert articles_of(library, query) == {"a"}


@pytest.mark.parametrize(
    "query", ["person:陈金虎", "person:金虎", "person:chenjinhu", "person:cjh", "人物：陈金", "person:陳金虎"]
)
def test_persons_by_name_and_letters(library: Library, query: str) -> None:
    put(library, article("a", "市委书记陈金虎讲话。"), person("p", "a", "陈金虎", start=4, end=7, role="讲话"))
    put(library, article("b", "市长盛蕾主持。"), person("q", "b", "盛蕾", start=2, end=4, role="主持"))
    (hit,) = library.find(query).rows
    assert (hit.kind, hit.article, hit.start, hit.end) == ("article", "a", 4, 7)


def test_facts_that_come_and_go_alone_are_found_with_their_article(library: Library) -> None:
    put(library, article("a", "市委书记陈金虎讲话,市长盛蕾主持。"), person("p", "a", "陈金虎", start=4, end=7))
    late = person("q", "a", "盛蕾", start=11, end=13, role="主持")
    (doc,) = library.table("facts").insert_multiple([late.to_json()])
    for query in ("person:盛蕾", "person:陈金虎 person:盛蕾", "讲话 role:主持", "has:person"):
        assert articles_of(library, query) == {"a"}, query
    library.table("facts").remove(doc_ids=[doc])
    assert articles_of(library, "person:盛蕾") == articles_of(library, "role:主持") == set()
    assert articles_of(library, "讲话 person:陈金虎") == {"a"}


def test_meetings_by_name_place_and_letters(library: Library) -> None:
    put(library, article("a", region="320400"), mention("a", "全市高质量发展大会", aka=("新春第一会",)))
    put(library, article("b", region="320500"), mention("b", "援派干部座谈会", region="320500", kind="座谈会"))
    first = library.meetings("320400")[0].id
    for query in (
        "新春第一会",
        "常州 大会",
        "xcdyh",
        "kind:meeting in:常州",
        "kind:meeting 发展大会",
        "kind:会议 date:2023-01",
    ):
        assert first in ids(library.find(query).rows), query
    assert library.count("kind:meeting in:江苏") == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind:meeting has:project", {"a"}),
        ("kind:meeting -has:project", {"b"}),
        ("kind:meeting published:2022", {"b"}),
        ("kind:meeting -published:2022", {"a"}),
        ("has:meeting", {"a", "b"}),
        ("-has:meeting", {"c"}),
        ("has:meeting,figure", {"a", "b", "c"}),
        ("全市 has:meeting,figure", {"a", "b", "c"}),
        ("kind:figure has:meeting", {"a"}),
        ("kind:figure -has:meeting", {"c"}),
    ],
)
def test_what_is_asked_of_the_article_of_a_meeting_or_a_fact(library: Library, query: str, found: set[str]) -> None:
    put(library, article("a"), mention("a"), project("p", "a", "机场"), figure("f", "a"))
    put(library, article("b", published="2022-03-01"), mention("b", "全市工作会议", date="2022-02-28"))
    put(library, article("c"), figure("g", "c"))
    assert articles_of(library, query) == found


def test_a_meeting_is_found_by_its_own_place_and_day(library: Library) -> None:
    """An article of one place may report meetings of others."""
    put(library, article("a"), mention("a", "常州大会", id="m1"), mention("a", "大会", id="m2", region=None),
        mention("a", "南京大会", id="m3", region="320100", date="2022-03-01", start=6, end=9))  # fmt: skip
    names = {m.name: m.id for m in library.meetings()}
    for query, found in {
        "大会 in:常州": ["常州大会"], "大会 in:南京": ["南京大会"], "大会 date:2022": ["南京大会"],
        "大会 -in:南京 kind:meeting": ["常州大会", "大会"], "大会": ["常州大会", "大会", "南京大会"],
    }.items():  # fmt: skip
        rows = library.find(query).rows
        assert {h.id for h in rows if h.kind == "meeting"} == {names[name] for name in found}, query
        assert library.count(query) == len(rows)


def test_what_does_not_say_it(library: Library) -> None:
    said, unsaid = figure("f", "a", status="target", horizon="2023"), figure("g", "a", unit=None)
    put(library, article("a"), mention("a"), said, unsaid)
    put(library, article("b", published=None), mention("b", date=None), person("p", "b", "于婷婷"))
    for query, found in {
        "published:none": ["b"], "-published:none": ["a"], "published:none 召开": ["b"], "date:none": ["b"],
        "kind:meeting date:none": [m.id for m in library.meetings() if m.date is None],
        "status:none": ["g"], "-status:none": ["f"], "for:none": ["g"], "unit:none": ["g"], "stage:none": ["f", "g"],
        "kind:person published:none": ["p"], "kind:figure published:none": [],
    }.items():  # fmt: skip
        assert ids(library.find(query).rows) == found, query
        assert library.count(query) == len(found), query


def test_what_answers_by_a_heading_alone_is_counted(library: Library) -> None:
    for i in range(1, 5):
        put(library, article(f"a{i}"), mention(f"a{i}", date=f"2023-01-0{i}"))
    put(library, article("a5"), mention("a5", date="2023-01-01"))  # of the first meeting
    put(library, article("b", "常州全市高质量发展大会召开。"))
    assert library.find("常州", limit=2).total == library.count("常州") == len(library.find("常州").rows) == 5
    assert library.count("changzhou") == library.count("常州 fzdh") == 4
    assert library.count("常州 -召开") == library.count("常州 published:2020") == 0
    library.remove(["a2"])
    assert library.count("常州") == 4


def test_a_meeting_of_many_reports_leaves_room_for_others(library: Library) -> None:
    put(library, *(r for i in range(12) for r in (article(f"a{i}"), mention(f"a{i}"))))
    put(library, article("b", published="2022-01-01"), mention("b", date="2021-12-31"))
    assert len(library.find("kind:meeting", limit=2).rows) == library.count("kind:meeting") == 2


def test_what_a_person_marked(library: Library) -> None:
    put(library, article("a"), mention("a"), figure("f", "a"), figure("g", "a"))
    put(library, article("b"))
    meeting = library.meetings()[0].id
    library.notebook.toggle("fact", "f")
    library.notebook.toggle("article", "b")
    library.notebook.toggle("meeting", meeting)
    assert set(ids(library.find("is:marked").rows)) == {"b", "f", meeting}
    assert library.count("is:marked") == library.find("is:marked", limit=1).total == 3
    assert set(ids(library.find("is:marked,checked 全市").rows)) == {"b", "f", meeting}
    assert ids(library.find("is:marked kind:figure").rows) == ["f"]
    library.notebook.toggle("article", "a")
    found = ids(library.find("is:marked 全市").rows)  # each once, and no meeting because its article is marked
    assert sorted(found) == sorted(("a", "b", "f", meeting)) and library.count("is:marked 全市") == 4
    library.notebook.toggle("meeting", meeting)
    assert set(ids(library.find("is:marked 全市").rows)) == {"a", "b", "f"}
    assert ids(library.find("-is:marked kind:figure").rows) == ["g"]


def test_facts_whose_own_words_are_asked_for_come_first(library: Library) -> None:
    put(library, article("a", "说到产业园的文章。", published="2024-01-01"), project("other", "a", "轨道交通"))
    put(library, article("b", "说到产业园的文章。", published="2020-01-01"), project("own", "b", "鼓楼信创产业园"))
    assert ids(library.find("kind:project 产业园").rows) == ["own", "other"]


def test_where_nothing_is_found_something_is_offered(library: Library) -> None:
    put(
        library, article("a", "全市招商引资工作,韩立明推进重大项目建设。"), person("p", "a", "韩立明"), figure("f", "a")
    )
    assert library.find("招商引资重大项目").near == ("招商引资 重大项目",)
    for query, near in {
        "韩立民": "韩立明",
        "person:韩立民 kind:figure": "person:韩立明 kind:figure",
        "kind:figure 项目招商会": "kind:figure 项目",
        "重大项目 in:北京": "重大项目",
        "项目 OR 招商": "项目 招商",
    }.items():
        offered = library.find(query).near
        assert near in offered and query not in offered, query
        assert all(library.find(n).rows for n in offered), query
    put(library, article("y", "于婷婷讲话。"), person("p", "y", "于婷婷"))
    assert "于婷婷" in library.find("yutingting").near
    assert library.find("招商引资重大项目" * 40).near == (), "nobody waits for a pasted text to be cut"
    assert library.find("招商引资重大项目", offer=False).near == ()


def test_kinds_of_answers_are_asked_for_apart(library: Library) -> None:
    for query in (
        "kind:meeting,figure",
        "kind:meeting value>5",
        "kind:article kind:figure",
        "会 -kind:meeting",
        "value>1 unit:亿元",
    ):
        for asked in (library.find, library.count):
            with pytest.raises(QueryError):
                asked(query)


def test_ids_in_queries_are_not_sql(library: Library) -> None:
    put(library, article("a", '它说"x\' OR 1=1 --"。'))
    for query in (
        '"x\' OR 1=1 --"',
        "person:'",
        'tag:"\');DROP TABLE article;--"',
        'unit:"a\'b"',
        "NEAR(",
        "text:*",
        "*",
        "^",
        "a AND",
    ):
        with suppress(QueryError):
            library.find(query)
    assert library.has("a")


def test_a_search_can_be_broken_off(shelf: Library, tmp_path: Path) -> None:
    shelf.interrupt()  # nothing runs: nothing happens
    assert shelf.find("会").rows


@pytest.mark.parametrize("torn", [b"\x00", b'"x'])
def test_one_torn_record_leaves_the_rest_of_the_page(library: Library, torn: bytes) -> None:
    """A byte that is no JSON any more, and a name of a field that became another."""
    put(library, *(r for i in "abc" for r in (article(i), mention(i, f"{i}表彰大会"), figure(f"f{i}", i))))
    whole = library.find("召开").rows, library.find("kind:figure").rows
    file = library.folder.segments / "00000001.json"
    data = bytearray(file.read_bytes())
    for name in (b'"id":"b"', b'"id":"fc"'):
        at = data.index(name)
        data[at : at + len(torn)] = torn
    file.write_bytes(data)
    for (query, gone), before in zip({"召开": {"b"}, "kind:figure": {"fb", "fc"}}.items(), whole, strict=True):
        found = library.find(query).rows
        assert [(h.kind, h.id) for h in found] == [(h.kind, h.id) for h in before]
        assert {h.id for h in found if h.torn} == gone
        assert all(("lichun doctor" in h.snippet and "00000001.json" in h.snippet) == h.torn for h in found)
        assert [h for h in found if not h.torn] == [h for h in before if h.id not in gone]
    assert {h.title for h in library.find("表彰大会").rows if h.torn} == {"b表彰大会"}


def test_what_went_is_neither_found_nor_counted_and_gathering_changes_nothing(tmp_path: Path) -> None:
    left, queries = CORPUS[4:20], ("项目", "kind:figure", "stage:none", "kind:project 产业园", "-项目", "person:市长")
    with Library.open(tmp_path / "store") as library:
        for at in range(0, 20, 2):
            commit(library, *CORPUS[at : at + 2], sources=False)
        library.remove([one.article.id for one in CORPUS[:4]])
        before = [library.find(query, limit=5000) for query in queries]
        library.folder.gather(always=True)
        after = [library.find(query, limit=5000) for query in queries]
        assert [found.rows for found in after] == [found.rows for found in before]
        assert [found.total for found in after] == [len(found.rows) for found in before]
        assert before[1].total == sum(f.kind == "figure" for one in left for f in one.facts)
        assert library.doctor(whole=True) == []
