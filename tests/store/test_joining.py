"""Which reports are one meeting: by cases, whatever their order, and through a library."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.database import Library
from store.index.joining import Report, join, level
from tests.store.made import article, figure, mention, person, put

CASES = tomllib.loads((Path(__file__).parent.parent / "cases/joining/meetings.toml").read_text("utf-8"))["case"]


def reports(case: dict[str, Any]) -> list[Report]:
    made = []
    for row, (article_id, names, kind) in enumerate(case["reports"]):
        name, *aka = names.split("=")
        made.append(Report(row, article_id, "2023-01-29", row, name, tuple(aka), kind, None))
    return made


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in CASES])
def test_cases(case: dict[str, Any]) -> None:
    groups = ["".join(sorted(r.article for r in group)) for group in join(reports(case))]
    assert sorted(groups) == sorted(case["want"])


@given(st.data())
def test_the_order_does_not_show(draw: st.DataObject) -> None:
    rows = [report for case in CASES for report in reports(case)]
    chosen = draw.draw(st.lists(st.sampled_from(rows), max_size=8, unique_by=lambda r: (r.article, r.start, r.name)))
    shuffled = draw.draw(st.permutations(chosen))
    groups = join(chosen)
    assert join(shuffled) == groups
    assert sorted(r.order for group in groups for r in group) == sorted(r.order for r in chosen)
    assert all(len({r.article for r in group}) == len(group) for group in groups)


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("江苏省委书记", "南京市委书记"),
        ("省委常委、南京市委书记", "南京市长"),
        ("市长", "副市长"),
        ("市委副书记、市长", "市委副书记"),
        ("市委书记", "区委书记"),
        ("县委书记", "县委副书记"),
        ("区长", "发改委主任"),
        ("发改委主任", "公司董事长"),
    ],
)
def test_the_higher_office(higher: str, lower: str) -> None:
    assert level(higher) > level(lower) >= 0 == level(None)


def test_a_meeting_of_two_articles_is_one(library: Library) -> None:
    put(library, article("a", published="2023-01-29"), mention("a", "全市高质量发展动员大会", kind="动员会"))
    first = library.meetings("320400")[0].id
    put(
        library,
        article("b", published="2023-01-28"),
        mention("b", "高质量发展动员会", kind="动员会", theme="敢为", aka=("新春第一会",)),
        figure("f", "b", meeting="m-b-高质量发展动员会"),
    )
    (meeting,) = library.meetings("320400")
    assert meeting.articles == ("b", "a") and meeting.name == "高质量发展动员会"
    assert meeting.aka == ("新春第一会", "全市高质量发展动员大会") and meeting.theme == "敢为"
    assert meeting.id != first and first in meeting.aliases  # the earlier report gives the id, the other resolves
    assert library.meeting(first) == library.meeting("m-a-全市高质量发展动员大会") == meeting
    assert [f.meeting for f in library.facts(meeting=first)] == [meeting.id]
    library.remove(["b"])
    assert library.meetings("320400")[0].id == first


def test_other_days_and_places_are_other_meetings(library: Library) -> None:
    for n, (region, date) in enumerate(
        [
            ("320400", "2023-01-28"),
            ("320500", "2023-01-28"),
            ("320400", "2023-01-29"),
            ("320400", None),
            ("320400", None),
        ]
    ):
        put(library, article(f"a{n}"), mention(f"a{n}", region=region, date=date))
    assert len(library.meetings()) == 5


def test_a_span_of_days_begins_with_its_first(library: Library) -> None:
    put(library, article("a"), mention("a", date="2023-01-28"))
    put(library, article("b"), mention("b", date="2023-01-28/2023-01-29"))
    assert len(library.meetings()) == 1


def test_the_highest_speaker_marks_the_main_meeting(library: Library) -> None:
    put(
        library,
        article("a"),
        mention("a", "一个动员会", occasion="new_year"),
        mention("a", "另一个动员会", occasion="new_year", date="2023-01-30"),
        person("p", "a", "陈金虎", title="市委书记", role="讲话", meeting="m-a-另一个动员会"),
        person("q", "a", "盛蕾", title="市长", role="讲话", meeting="m-a-一个动员会"),
    )
    main = library.main_meeting("320400")
    assert main is not None and main.name == "另一个动员会"
