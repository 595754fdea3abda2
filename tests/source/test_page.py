"""Saved pages: the article comes out whole in every layout, with what the markup says of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.source.article import CleanArticle, clean_article
from store.source.page import page
from store.source.read import Raw
from tests.source.html import Layout, layouts
from tests.source.pages import PROSE, TITLE

LAYOUTS = list(layouts())


def article(html: str, **fields: str) -> CleanArticle:
    return clean_article(Raw("made.html", html.encode(), "html", fields=fields or None))


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def test_layout(layout: Layout) -> None:
    found = article(layout.html)
    assert found.text.split("\n") == list(layout.article)
    assert (found.title, found.published, found.publisher) == (TITLE, layout.published, layout.publisher)


def test_what_is_dropped_is_kept_with_its_rule() -> None:
    named = {drop.text: drop.rule for drop in article(LAYOUTS[0].html).dropped}
    assert named["相关阅读"] == "clean.related"
    assert named["苏ICP备00000000号-1 某公网安备 32000000000000号"] == "clean.icp"
    assert named["某县召开人才工作会议2023-02-01"] in (
        "clean.link",
        "clean.aside",
        "clean.after_end",
        "clean.dated_titles",
    )


def test_marks() -> None:
    """A line that is all link, an aside by its class; a title in a link is a title, a text called `right` is text."""
    html = (
        '<body><h1><a href="/1">标题是链接也是标题</a></h1><div class="right"><p>' + "</p><p>".join(PROSE) + "</p>"
        '</div><p><a href="/2">另一篇文章的标题</a></p><div class="hot-news"><p>别处的一句话。</p></div></body>'
    )
    found = page(html)
    rows = found.text.split("\n")
    assert {rows[at]: mark for at, mark in found.marks.items()} == {
        "另一篇文章的标题": "link",
        "别处的一句话。": "aside",
    }
    assert clean_article(Raw("x.html", html.encode(), "html")).text.split("\n") == list(PROSE)


def test_the_breadcrumb_of_a_page_is_a_hint_though_it_is_all_links() -> None:
    html = f'<div class="nav">当前位置:<a>首页</a> &gt; <a>县区</a> &gt; <a>清河县</a></div><h1>{TITLE}</h1><p>{"</p><p>".join(PROSE)}</p>'
    assert article(html).breadcrumb == ("县区", "清河县")


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta name="PubDate" content="2023-01-29 10:22">', "published", "2023-01-29"),
        ('<meta property="article:published_time" content="2023-01-29T10:22:00+08:00">', "published", "2023-01-29"),
        ('<meta name="ContentSource" content="临江日报">', "publisher", "临江日报"),
        ('<meta name="SiteName" content="临江市人民政府">', "site", "临江市人民政府"),
        ('<meta property="og:site_name" content="临江在线">', "site", "临江在线"),
        ('<meta name="author" content="张三">', "author", "张三"),
        ('<meta name="author" content="admin">', "author", None),
        ('<link rel="canonical" href="http://www.example.com/202301/t20230129_1.html">', "published", "2023-01-29"),
        ('<link rel="canonical" href="http://www.example.com/a.html">', "url", "http://www.example.com/a.html"),
        ('<script>var ct = "1674958920";</script>', "published", "2023-01-29"),
        ("<script>createTime = '2023-01-29 10:22';</script>", "published", "2023-01-29"),
        ('<script>var nickname = htmlDecode("清河发布"); e("js_content")</script>', "publisher", "清河发布"),
        ("<!-- saved from url=(0030)http://www.example.com/b.html -->", "url", "http://www.example.com/b.html"),
        (
            '<script type="application/ld+json">{"headline": "x", "publisher": {"name": "临江日报"}}</script>',
            "publisher",
            "临江日报",
        ),
        ('<script type="application/ld+json">{"headline": </script>', "publisher", None),
    ],
)
def test_metadata(head: str, field: str, value: str | None) -> None:
    found = article(f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>{'</p><p>'.join(PROSE)}</p></body></html>")
    assert getattr(found, field) == value


def test_the_meta_line_of_the_page_is_stronger_than_its_markup() -> None:
    html = f'<head><meta name="PubDate" content="2024-01-01"></head><h1>{TITLE}</h1><p>2023-01-29 来源:临江日报</p><p>{PROSE[0]}</p><p>{PROSE[1]}</p>'
    assert article(html).published == "2023-01-29"


def test_lines_as_they_are_set() -> None:
    html = "<p>全市\n   上下</p><table><tr><td>项目</td><td>3 个</td></tr></table><p>一<br>二</p><pre>三</pre><p>GDP\ngrowth</p><ruby>锴<rt>kai</rt></ruby>"
    assert page(html).text.split("\n") == ["全市上下", "项目 3 个", "一", "二", "三", "GDP growth", "锴"]


def test_a_page_that_scripts_unfold_is_read_all_the_same() -> None:
    assert article(
        f'<div style="display: none"><h1>{TITLE}</h1><p>{"</p><p>".join(PROSE)}</p></div>'
    ).text == "\n".join(PROSE)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<!-- -->",
        "<div>" * 50_000,
        "<p>" * 50_000 + "全市。",
        "<" * 200_000,
        "&#0;&#xD800;&nbsp" * 20_000,
        "<table>" * 3000 + "<tr><td>x",
        "<a href=x>" * 20_000,
        '<?xml version="1.0" encoding="gbk"?><html><body><p>全市。</p></body></html>',
    ],
    ids=["empty", "comment", "deep div", "open p", "brackets", "entities", "tables", "links", "declared"],
)
def test_hostile_pages_come_back(html: str) -> None:
    assert isinstance(page(html).text, str)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/=\"'pdivatbr &;全市。\n", max_size=200))
def test_any_text_can_be_read_as_html(html: str) -> None:
    page(html)
