"""Every rule that turns a page into an article, for `lichun rules` and for whoever reads a trace.

Cleaning rules stand in `store.source.furniture`, with example and near miss; here the headline's are named, which set a
field or take a line out, each with a line where it speaks. A test holds the names used against this list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.source.furniture import EDGE_RULES, LINE_RULES


@dataclass(frozen=True, slots=True)
class Named:
    """A rule as it is listed. `near_miss` is empty where the rule is told by place, not by form."""

    id: str
    says: str
    example: str
    near_miss: str = ""


HEADLINE: tuple[Named, ...] = (
    Named("clean.after_end", "what follows a line that ends the article", "武汉", ""),
    Named("clean.repeated", "a paragraph that stands word for word above", "今年以来,全州新签约项目280个。", "奖!"),
    Named("headline.title", "the line that stands and reads as the title", "清河县召开重点项目推进会", "一、总体要求"),
    Named("headline.title_label", "the title behind its label", "标题:清河县召开重点项目推进会", "标题党"),
    Named(
        "headline.title_column",
        "the title behind a column's name",
        "【要闻】清河县召开重点项目推进会",
        "【三年】行动开局",
    ),
    Named(
        "headline.masthead",
        "the outlet that what stands over the headline begins with",
        "清河融媒 > 要闻",
        "首页 > 要闻 > 正文",
    ),
    Named(
        "headline.today",
        "今天是…, the only day of a page whose text names that year",
        "清河网欢迎您!今天是2023年2月3日",
    ),
    Named(
        "headline.title_two_lines",
        "a headline in two lines",
        "某某在清河调研时强调 / 抓好春耕",
        "清河召开推进会 / 某某出席并讲话",
    ),
    Named("headline.title_site", "the title before a site's name", "清河县召开推进会_清河新闻网", "结硕果——招商纪实"),
    Named("headline.title_again", "the title repeated", "清河县召开重点项目推进会"),
    Named(
        "headline.original_title", "the title that the origin gave it", "原标题:清河县召开重点项目推进会", "原料标准化"
    ),
    Named("headline.subtitle", "a further headline beside the title", "——写在全县推进会召开之际", "一、总体要求"),
    Named("headline.before_title", "what stands above the title", "打造网上投资促进平台"),
    Named("headline.before_meta", "what stands above the meta line of a page without title", "欢迎光临"),
    Named("headline.meta", "a line of day, source, author, counters", "2023-02-03 来源:清河日报", "会期:2月3日至4日"),
    Named(
        "headline.first_printed",
        "where and when a report that is brought again first stood",
        "(原载2013年2月17日《清河日报》)",
        "原载《清河日报》",
    ),
    Named("headline.last_lines", "such a line behind the text", "来源:清河网"),
    Named("headline.source", "the publisher behind its label", "来源:清河日报", "来源:网络"),
    Named("headline.outlet", "the publisher by its name, beside a day", "清河日报 2023-02-03", "公司新闻 2023-02-03"),
    Named("headline.source_line", "publisher or author in a line of credits", "(来源:清河日报 编辑:张三)"),
    Named("headline.signed", "the office that signs above a closing day", "清河县人民政府办公室"),
    Named("headline.notice", "who published the page, by its notice", "本文由清河招商网发布", "本文由网络整理发布"),
    Named("headline.own", "来源:本站: the site is the publisher", "来源:本站"),
    Named("headline.copied", "转自: the site is not", "转自:清河日报"),
    Named("headline.site_and_publisher", "a reprint where site and publisher differ", "版权所有:某某网"),
    Named(
        "headline.owner",
        "the site by its notice of copyright or its title line",
        "清河在线 版权所有",
        "版权所有,违者必究",
    ),
    Named("headline.date", "the day of publication", "发布时间:2023-02-03", "2023-02-30"),
    Named("headline.updated", "the day of the last change, where no other is named", "更新时间:2023-02-03"),
    Named("headline.address", "the day in the page's address", "/202302/t20230203_1.html", "/20230231/1.html"),
    Named("headline.link", "the page's address on a line of its own", "原文链接:http://example.com/1.html"),
    Named("headline.author", "the author behind a label", "作者:张三", "作者:admin"),
    Named("headline.byline", "reporters on a line of their own", "本报记者 张三 李四", "记者从市发改委获悉"),
    Named(
        "headline.dateline", "outlet, place, day and reporters in front of the text", "新华社南京1月28日电(记者 张三)"
    ),
    Named("headline.signature", "reporters in brackets behind the text", "(记者 张三)", "(含增资)"),
    Named("headline.record", "a field of a JSON record", '{"title": "清河县召开重点项目推进会"}'),
    Named("headline.markup", "a field of the page's markup", '<meta name="PubDate" content="2023-02-03">'),
)


def rules() -> Iterator[Named]:
    """All of them: cleaning rules by their modules, then the headline's."""
    yield from (Named(rule.id, rule.source, rule.example, rule.near_miss) for rule in LINE_RULES)
    yield from (Named(rule.id, rule.source, rule.example, rule.near_miss) for rule in EDGE_RULES)
    yield from HEADLINE
