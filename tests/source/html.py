"""Saved pages made for the tests: one article in the layouts that news, government and account pages use.

`layouts` gives for each the page and the paragraphs that are its article. Nothing is taken from a real page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.source.pages import PROSE, TITLE

SHORT = ("拼项目", "促发展")  # headings inside the article
TABLE = (("项目", "总投资(亿元)", "进度"), ("清河新材料产业园", "56.3", "主体封顶"), ("临江港二期", "102", "已开工"))
MENU = "".join(
    f'<li><a href="/c{n}">{word}</a></li>' for n, word in enumerate("首页 要闻 政务 经济 社会 文旅 视频".split())
)
RELATED = "".join(
    f'<li><a href="/2023/{n}.html">{title}</a><span>2023-02-0{n}</span></li>'
    for n, title in enumerate(["某县召开人才工作会议", "某区举行项目集中开工活动", "全市企业家座谈会召开"], 1)
)
HEADER = f'<div class="top"><span>今天是2024年3月5日 星期二</span><form><input name="q"><button>搜索</button></form></div><ul class="nav">{MENU}</ul>'
FOOTER = (
    '<div class="footer"><p>主办单位:临江市人民政府办公室 网站标识码:3200000000</p>'
    "<p>苏ICP备00000000号-1 某公网安备 32000000000000号</p><p>版权所有:临江在线</p></div>"
)
SHARE = '<div class="share">分享到:<a>微信</a><a>新浪微博</a><a>QQ空间</a></div>'
TOOLS = '<div class="tools">【字体:<a>大</a> <a>中</a> <a>小</a>】 <a>打印</a> <a>关闭</a></div>'


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    html: str
    article: tuple[str, ...]  # its paragraphs
    published: str | None = "2023-01-29"
    publisher: str | None = "临江日报"


def _whole(body: str, head: str = "", title: str = f"{TITLE}_要闻_临江在线") -> str:
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>{head}'
        "<script>var a=1;document.write('x');</script><style>.a{color:red}</style></head>"
        f"<body>{body}</body></html>"
    )


def _paragraphs(tag: str = "p", indent: str = "") -> str:
    return "".join(f"<{tag}>{indent}{text}</{tag}>" for text in PROSE)


def _table() -> str:
    return (
        "<table>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
        + "</table>"
    )


def layouts() -> Iterator[Layout]:
    meta = '<div class="info"><span>2023-01-29 10:22</span> <span>来源:临江日报</span> <span>作者:张三</span></div>'
    side = f'<div class="side"><h3>热点新闻</h3><ul>{RELATED}</ul></div>'
    after = f"<p>责任编辑:李四</p>{SHARE}<h3>相关阅读</h3><ul>{RELATED}</ul>"
    yield Layout(
        "news site",
        _whole(
            f'{HEADER}<div class="main"><h1>{TITLE}</h1>{meta}{TOOLS}<div class="content">{_paragraphs()}</div>{after}</div>{side}{FOOTER}'
        ),
        PROSE,
    )
    gov = (
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2023-01-29 10:22">'
        '<meta name="ContentSource" content="临江日报"><meta name="SiteName" content="临江市人民政府">'
    )
    yield Layout(
        "government site, metadata only",
        _whole(
            f'{HEADER}<div>当前位置:<a>首页</a> &gt; <a>要闻</a></div><div class="xl"><h2>{TITLE}</h2>{TOOLS}<div id="zoom">{_paragraphs("p", "&emsp;&emsp;")}</div></div>{FOOTER}',
            gov,
        ),
        PROSE,
    )
    breaks = "<br/><br/>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + text for text in PROSE)
    yield Layout(
        "one cell with line breaks",
        _whole(
            f'<table width="960"><tr><td>{HEADER}</td></tr><tr><td align="center"><b>{TITLE}</b></td></tr><tr><td>{meta}</td></tr><tr><td><font size="3">{breaks}</font></td></tr><tr><td>上一篇:<a>某县召开人才工作会议</a></td></tr></table>{FOOTER}'
        ),
        PROSE,
    )
    yield Layout(
        "paragraphs as div",
        _whole(
            f'{HEADER}<div class="art"><div class="tit">{TITLE}</div>{meta}<div class="txt">{_paragraphs("div")}</div></div>{side}{FOOTER}'
        ),
        PROSE,
    )
    headed = (PROSE[0], SHORT[0], PROSE[1], PROSE[2], SHORT[1], PROSE[3], PROSE[4])
    inner = "".join(f"<p><strong>{t}</strong></p>" if t in SHORT else f"<p>{t}</p>" for t in headed)
    yield Layout(
        "bold headings",
        _whole(f"{HEADER}<article><h1>{TITLE}</h1>{meta}{inner}</article>{after}{FOOTER}"),
        headed,
    )
    spans = "".join(f'<section><p style="x"><span>{t[:9]}</span><span>{t[9:]}</span></p></section>' for t in PROSE)
    yield Layout(
        "public account",
        _whole(
            f'<div id="page-content"><h1 id="activity-name">{TITLE}</h1><div id="meta_content"><span class="rich_media_meta">原创</span><a class="rich_media_meta" id="js_name">临江发布</a> <em id="publish_time">2023-01-29 18:30</em></div>'
            f'<div id="js_content"><p>点击上方蓝字关注我们</p>{spans}<p><img data-src="a.jpg"></p><p>图 文:张三</p><p>编 辑:李四</p></div></div><div>微信扫一扫<br>关注该公众号</div>',
            title=TITLE,
        ),
        PROSE,
        publisher="临江发布",
    )
    tabled = (*PROSE[:3], *(" ".join(row) for row in TABLE), *PROSE[3:])
    yield Layout(
        "table in the text",
        _whole(
            f'{HEADER}<h1>{TITLE}</h1>{meta}<div class="content">{"".join(f"<p>{t}</p>" for t in PROSE[:3])}{_table()}{"".join(f"<p>{t}</p>" for t in PROSE[3:])}</div>{after}{FOOTER}'
        ),
        tabled,
    )
    listed = (
        *PROSE[:2],
        "清河新材料产业园,总投资56.3亿元;",
        "临江港二期,总投资102亿元;",
        "云谷数据中心,总投资30亿元。",
        *PROSE[2:],
    )
    yield Layout(
        "list in the text",
        _whole(
            f'{HEADER}<h1>{TITLE}</h1>{meta}<div class="content">{"".join(f"<p>{t}</p>" for t in listed[:2])}<ul>{"".join(f"<li>{t}</li>" for t in listed[2:5])}</ul>{"".join(f"<p>{t}</p>" for t in listed[5:])}</div>{FOOTER}'
        ),
        listed,
    )
    yield Layout(
        "short article",
        _whole(f'{HEADER}<h1>{TITLE}</h1>{meta}<div class="content"><p>{PROSE[0]}</p></div>{after}{side}{FOOTER}'),
        PROSE[:1],
    )
    comments = "".join(
        f'<div class="comment"><b>网友{n}</b><p>说得好,希望我们这里也能这样发展起来,支持!</p></div>' for n in range(4)
    )
    yield Layout(
        "comments",
        _whole(
            f'{HEADER}<h1>{TITLE}</h1>{meta}<div class="content">{_paragraphs()}</div><h3>网友评论</h3>{comments}{FOOTER}'
        ),
        PROSE,
    )
    captioned = f'<p>{PROSE[0]}</p><p><img src="1.jpg" alt="会场"></p><p>图为大会现场。记者 张三 摄</p>' + "".join(
        f"<p>{t}</p>" for t in PROSE[1:]
    )
    yield Layout(
        "captions",
        _whole(f'{HEADER}<h1>{TITLE}</h1>{meta}<div class="content">{captioned}</div>{after}{FOOTER}'),
        PROSE,
    )
    json_ld = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
        + TITLE
        + '","datePublished":"2023-01-29T10:22:00+08:00",'
        '"publisher":{"@type":"Organization","name":"临江日报"}}</script><meta property="og:site_name" content="临江在线">'
    )
    yield Layout(
        "data for search engines only",
        _whole(
            f"<header>{HEADER}</header><main><h1>{TITLE}</h1>{_paragraphs()}</main><aside>{side}</aside><footer>{FOOTER}</footer>",
            json_ld,
        ),
        PROSE,
    )
    yield Layout(
        "bare text in a div",
        _whole(f'{HEADER}<div class="content"><h1>{TITLE}</h1>{meta}{"<br>".join(PROSE)}</div>{FOOTER}'),
        PROSE,
    )
    links = "".join(f'<li><a href="/x/{n}.html">{t}</a></li>' for n, t in enumerate(_TITLES))
    yield Layout(
        "lists of links without headings around the text",
        _whole(
            f'{HEADER}<ul class="scroll">{links}</ul><h1>{TITLE}</h1>{meta}<div>{_paragraphs()}</div><ul>{links}</ul>{FOOTER}'
        ),
        PROSE,
    )
    teasers = "".join(
        f'<div class="item"><a href="/t{n}.html">{t}</a><p>{s}</p></div>'
        for n, (t, s) in enumerate(zip(_TITLES, _TEASERS, strict=False))
    )
    yield Layout(
        "teasers beside the text",
        _whole(
            f'{HEADER}<div class="wrap"><div class="left"><h1>{TITLE}</h1>{meta}<div class="con">{_paragraphs()}</div></div><div class="right"><h4>推荐</h4>{teasers}</div></div>{FOOTER}'
        ),
        PROSE,
    )
    advert = '<div class="ad"><a href="http://ad.example.com"><img src="x.gif"></a><a href="http://ad.example.com">点击了解园区优惠政策</a></div>'
    yield Layout(
        "adverts between the paragraphs",
        _whole(
            f'{HEADER}<h1>{TITLE}</h1>{meta}<div class="content">{advert.join(f"<p>{t}</p>" for t in PROSE)}</div>{FOOTER}'
        ),
        PROSE,
    )
    old = "".join(
        f'<TR><TD WIDTH=140><A HREF="{n}.htm">{t}</A></TD></TR>'
        for n, t in enumerate("公司新闻 行业动态 招商项目 投资环境 联系方式 政策法规".split())
    )
    yield Layout(
        "layout tables, capitals, unclosed tags",
        f"<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY><TABLE><TR><TD VALIGN=top><TABLE>{old}</TABLE></TD><TD><P ALIGN=center><FONT SIZE=4>{TITLE}</FONT><P ALIGN=center>2023-01-29 来源:临江日报"
        + "".join(f"<P>　　{t}" for t in PROSE)
        + "</TD></TR></TABLE>版权所有:临江工业园",
        PROSE,
    )
    yield Layout(
        "hidden spam",
        _whole(
            f'<div style="display:none">临江最新彩票开奖结果,娱乐城优惠不断,天天赢大奖。</div>{HEADER}<h1>{TITLE}</h1>{meta}<div>{_paragraphs()}</div><p hidden>本页由机器人生成,欢迎转载。</p>{FOOTER}'
        ),
        PROSE,
    )
    inside = (
        PROSE[1]
        .replace("固定资产投资", '<a href="/k/1">固定资产投资</a>')
        .replace("总投资", '<a href="/k/2"><b>总投资</b></a>')
    )
    yield Layout(
        "links inside the text",
        _whole(
            f'{HEADER}<h1>{TITLE}</h1>{meta}<div class="c"><p>{PROSE[0]}</p><p>{inside}</p>{"".join(f"<p>{t}</p>" for t in PROSE[2:])}</div>{after}{FOOTER}'
        ),
        PROSE,
    )


_TITLES = (
    "某县召开人才工作会议 部署全年任务",
    "某区举行重大项目集中开工活动",
    "全市企业家座谈会召开",
    "聚焦产业链 某市开展招商周活动",
    "一图读懂今年政府工作报告",
    "某高新区新签约项目十二个",
)
_TEASERS = (
    "会议强调,要把人才作为第一资源,营造尊才爱才的良好氛围。",
    "当天共有二十六个项目集中开工,总投资超过百亿元。",
    "来自各行各业的企业家代表畅谈发展、共话未来。",
)
