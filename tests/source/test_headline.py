"""Headlines: fields of made pages, datelines, the five seeds, hints of markup and records."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.source.article import CleanArticle, clean_article
from store.source.line import Line
from store.source.meta import read as meta
from store.source.read import Raw
from store.source.register import HEADLINE, rules
from tests.source.pages import PROSE

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases/headline"
PAGES = tomllib.loads((CASES / "pages.toml").read_text("utf-8"))["case"]
DATELINES = tomllib.loads((CASES / "datelines.toml").read_text("utf-8"))["case"]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


def article(text: str, **fields: str) -> CleanArticle:
    kind = "json" if fields else "text"
    return clean_article(Raw("made.txt", text.encode(), kind, fields={"text": text, **fields} if fields else None))


def check(found: CleanArticle, want: dict[str, Any]) -> None:
    for field, value in want.items():
        assert getattr(found, field) == (None if value == "" else value), field
        assert value == "" or field in found.trace, f"no rule for {field}"


@pytest.mark.parametrize("case", PAGES, ids=[case["why"][:40] for case in PAGES])
def test_page(case: dict[str, Any]) -> None:
    prose = "\n".join(PROSE)
    found = article(case["page"].strip("\n").replace("{prose}", prose))
    check(found, case["want"])
    first = case.get("first", "{prose}").replace("{prose}", PROSE[0])
    if "{prose}" in case["page"]:
        assert found.text == (prose if first == PROSE[0] else f"{first}\n{prose}")


@pytest.mark.parametrize(
    "last",
    [
        "首发2024年3月16日新版城市宣传片",
        "刊登《2024年5月1日公告》等资料",
        "本文首发于2024年3月16日新版城市宣传片发布会,反响热烈",
    ],
)
def test_a_last_line_that_tells_of_something_else_is_text_and_no_day(last: str) -> None:
    text = "\n".join((*PROSE, last))
    found = article(f"清河县召开重点项目推进会\n2024-06-02 来源:清河日报\n{text}")
    assert (found.published, found.text) == ("2024-06-02", text)


@pytest.mark.parametrize("case", DATELINES, ids=[case["why"][:40] for case in DATELINES])
def test_dateline(case: dict[str, Any]) -> None:
    """The dateline is cut off the paragraph and its parts are fields."""
    published = case.get("published", "2023-01-29")
    text = case["text"].replace("⟦", "").replace("⟧", "")
    source = "" if "publisher" in case.get("want", {}) and "⟦" in case["text"] else "来源:清河日报"
    head = [part for part in ("清河县重点项目建设按下快进键", f"{published} {source}".strip()) if part]
    found = article("\n".join([*head, text]))
    check(found, case.get("want", {}))
    left = case["text"]
    if "⟦" in left:
        left = left[: left.index("⟦")] + left[left.index("⟧") + 1 :]
    assert found.text == left


def test_every_rule_that_speaks_is_in_the_register_and_every_rule_speaks() -> None:
    """Names in traces and on dropped lines, over all cases and seeds, against the register."""
    texts = [case["page"].strip("\n").replace("{prose}", "\n".join(PROSE)) for case in PAGES]
    texts += ["清河县项目建设按下快进键\n" + case["text"].replace("⟦", "").replace("⟧", "") for case in DATELINES]
    found = [article(text) for text in texts] + [clean_article(Raw(str(seed), seed.read_bytes())) for seed in SEEDS]
    used = {rule for one in found for rule in (*one.trace.values(), *(drop.rule for drop in one.dropped))}
    known = {rule.id for rule in rules()}
    assert used - {"clean", "script.of_text"} <= known
    spoken = {rule.id for rule in HEADLINE} - {"headline.record", "headline.markup", "headline.before_meta"}
    assert spoken <= used, spoken - used


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.name[:3] for seed in SEEDS])
def test_seed(seed: Path) -> None:
    """Title, publisher, day and script to the letter; the text begins and ends where the annotators say it does."""
    gold = json.loads((ROOT / f"tests/gold/{seed.name}.json").read_text("utf-8"))["article"]
    found = clean_article(Raw(str(seed), seed.read_bytes()))
    assert {field: getattr(found, field) for field in ("title", "publisher", "published", "script")} == {
        field: gold[field] for field in ("title", "publisher", "published", "script")
    }
    from store.language.fold import plain

    assert plain(found.text).startswith(gold["first"])
    assert plain(found.text).endswith(gold["last"])
    assert "\n\n" not in found.text and all(line == line.strip() for line in found.text.split("\n"))


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.name[:3] for seed in SEEDS])
def test_cleaning_an_article_again_keeps_its_text(seed: Path) -> None:
    once = clean_article(Raw(str(seed), seed.read_bytes()))
    headed = f"{once.title}\n{once.text}"
    assert clean_article(Raw("again", headed.encode())).text == once.text


def test_repairs_and_dropped_lines_point_into_the_text() -> None:
    found = clean_article(Raw(str(SEEDS[0]), SEEDS[0].read_bytes()))
    assert found.repairs
    for repair in found.repairs:
        assert found.text[repair.start : repair.end] == repair.repaired
    assert [drop.after for drop in found.dropped] == sorted(drop.after for drop in found.dropped)
    assert found.dropped[-1].after == len(found.text)


def test_a_list_without_a_sentence_is_an_article() -> None:
    """No running text at all: title and meta line are taken, every row stays, a day in the list is the list's."""
    rows = [f"清河县重点项目第{n}号 新材料产业园{n}期 总投资{n}亿元" for n in range(1, 9)]
    found = article("\n".join(["清河县重点项目清单公布", "2023-02-03 来源:清河日报", *rows, "备注 2023-02-01"]))
    assert found.text.split("\n")[: len(rows)] == rows
    assert (found.title, found.published) == ("清河县重点项目清单公布", "2023-02-03")


def test_days_in_a_list_above_the_first_sentence_stay() -> None:
    rows = [
        "第一批 清河新材料",
        "第二批 临江装备",
        "第三批 云谷数据",
        "第四批 江北物流",
        "截止 2023-01-15",
        "第五批 高新生物",
    ]
    found = article("\n".join(["清河县重点项目清单公布", "2023-02-03 来源:清河日报", *rows, *PROSE]))
    assert found.text.split("\n") == [*rows, *PROSE]


def test_a_record_says_its_fields() -> None:
    """The record's own fields win; a first heading is then no title."""
    found = article(
        "开年冲刺\n" + "\n".join(PROSE),
        title="临江市召开新春第一会",
        published="2023-01-29 10:00:00",
        publisher="临江日报",
        url="http://www.example.com/1.html",
    )
    check(found, {"title": "临江市召开新春第一会", "published": "2023-01-29", "publisher": "临江日报"})
    assert found.text.startswith("开年冲刺\n")


@pytest.mark.parametrize(("given", "publisher"), [("来源:临江日报", "临江日报"), ("网络", None), ("本站", None)])
def test_a_record_whose_source_carries_its_label_or_says_nothing(given: str, publisher: str | None) -> None:
    assert article("\n".join(PROSE), title="临江市召开新春第一会", publisher=given).publisher == publisher


def test_a_record_with_the_title_in_its_text() -> None:
    found = article("临江市召开新春第一会\n" + "\n".join(PROSE), title="临江市召开新春第一会_临江网")
    assert found.title == "临江市召开新春第一会"
    assert found.text == "\n".join(PROSE)


@pytest.mark.parametrize(
    "text",
    [
        "项目总投资 2023-01-29",
        "一季度:开工70%",
        "会期:1月28日至29日",
        "市领导张三、李四参加",
        "2023年1月29日,全市召开大会",
    ],
)
def test_what_is_no_meta_line(text: str) -> None:
    found = meta(Line(0, 0, text))
    assert found is None or not found.published


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="来源:发布时间2023-01年月日 |(记者张三)本报讯电新华社。,首页>【】", max_size=80))
def test_no_text_breaks_the_headline(text: str) -> None:
    found = article("\n".join([text, text, *PROSE]))
    assert PROSE[-1] in found.text
